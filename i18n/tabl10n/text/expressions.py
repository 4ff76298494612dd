"""What a text holds for a program: placeholders, template expressions, formulas, options. No words in any language.

They are no markup to the parser of a format, which sees text in them, so they are found in text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabl10n.text.patterns import compile_lazily

# Hugo, Jinja, Liquid, Vue, Handlebars; a shortcode of Hugo has its own second bracket.
TEMPLATE = compile_lazily(r"\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}")
# Formulas between dollars, where neither is that of an amount: no space inside of them, no digit behind (Pandoc); and
# between TeX's own brackets.
MATH = compile_lazily(
    r"(?<![\\$\w])\$\$(?!\s)[^$\n]{1,300}?(?<!\s)\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]{1,300}?(?<![\s\\])\$(?![\d$])"
    r"|\\{1,2}\(.{1,300}?\\{1,2}\)"
)
# ${x}, %(x)s, %s and %1$s, {x} and {x!r:>10}, {}, {0.name}. A letter may follow %s, as an ending does.
PLACEHOLDER = compile_lazily(
    r"\$\{[^{}\n]{1,100}\}"
    r"|%\([A-Za-z_]\w*\)[-+#0]{0,5}\d{0,5}(?:\.\d{1,5})?[diouxXeEfFgGcrsa]"
    r"|(?<![\w%])%(?:\d+\$)?[-+#0]{0,5}\d{0,5}(?:\.\d{1,5})?(?:hh|ll|[hlzjt])?[dioxXfgcs]"
    r"|\{(?:[A-Za-z_][\w.-]*(?:\[[^\[\]{}]*\])*|\d*)(?:![rsa])?(?::[^{}\s]{0,30})?\}"
)
# What a format says of the mark that is before it (kramdown, Python-Markdown, Pandoc): {.class #name key=value}.
ATTRIBUTES = compile_lazily(r"\{:?\s*(?:[.#][\w:-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}\"']+))(?:\s[^{}]*+)?\}")
# An expression of JSX: {props.value}, {a ? b : c}.
JSX = compile_lazily(r"\{[^{}\n]{1,200}\}")
# A link of a wiki, or of MkDocs and Obsidian.
WIKI = compile_lazily(r"\[\[[^\[\]\n]{1,200}\]\]")
# A variable of a shell: $HOME.
VARIABLE = compile_lazily(r"(?<![\w\\$])\$[A-Z_][A-Z0-9_]*(?![\w$])")
OPTION = compile_lazily(r"(?<![\w/-])--[a-z][\w-]*(?<!-)", re.ASCII)
# What a format's parser takes for text, and a site's own program for something else.
_KEPT = compile_lazily(
    "|".join(f"(?:{one.pattern})" for one in (TEMPLATE, MATH, ATTRIBUTES, PLACEHOLDER, JSX, WIKI, VARIABLE)), re.DOTALL
)
# A word in brackets beside other code stands for what readers put there.
_IN_BRACKETS = compile_lazily(r"(?<=\S)\{[^{}]*\}|(?<=\S)<[^<>]*>|\{[^{}]*\}(?=\S)|<[^<>]*>(?=\S)")
# Where none of these is, there is none of those.
_MAY_HOLD = compile_lazily(r"[{$\[]|\\\(|%[a-z(0-9]")


def find_kept(source: str) -> Iterator[str]:
    """Find the expressions in ``source`` that have to stay letter by letter, the outermost ones, in order."""
    if _MAY_HOLD.search(source):
        yield from (match[0] for match in _KEPT.finditer(source))


def is_same_but_for_placeholders(written: str, code: str) -> bool:
    """Whether two pieces of code differ in what represents a value alone: readers replace it.

    >>> is_same_but_for_placeholders("%{NOMBRE}C", "%{NAME}C")
    True
    >>> is_same_but_for_placeholders("--keep=<nombre de barco>", "--keep=<boat name>")
    True
    """
    bare = _IN_BRACKETS.sub("{}", code)
    return bare != code and bare.strip("{}") != "" and _IN_BRACKETS.sub("{}", written) == bare
