"""Markup in changed Markdown: only what the source holds stays markup, all else is text.

A translation comes from anybody. A link, an image, a tag, code or emphasis that the source message does not have
is written so that a renderer shows the characters as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tabl10n.document import Block, Cell, Document, Edit
from tabl10n.formats.changes import make_cell_error, require_writable_block
from tabl10n.formats.lines import split_lines, start_of_line
from tabl10n.formats.markdown.blocks import find_blocks
from tabl10n.formats.markdown.file import AllowedMarkup, MarkdownConstruct, MarkdownFile
from tabl10n.formats.markdown.html_blocks import translate_html_block
from tabl10n.formats.markdown.inline import decode, escape, escape_address, escape_inline, put_before, read_inline
from tabl10n.formats.markdown.jsx import restrict_jsx
from tabl10n.formats.markdown.kept import Kept, escape_templates, find_expressions
from tabl10n.formats.markdown.metadata import encode as encode_field
from tabl10n.formats.markdown.tokens import NOTHING, block_parser, make_nodes, parse_inline
from tabl10n.formats.tags import find_unmatched
from tabl10n.nodes import Inline, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

# What some renderers make something of that markdown-it-py shows as text: links of bare addresses (GFM 6.9; linkify-it,
# which knows names of hosts), strikethrough of one tilde (GitHub), mathematics (GitHub).
_BARE = re.compile(r"(?:://?|//|(?i:mailto):|[\w:;&=$,\"]@\w|www\.|\S\.(?:[A-Za-z]{2}|\u0440\u0444))[!-~]*|[~$]")
# Without one of these no inline Markdown is anything but text, to any of those renderers.
_MARK = re.compile(r"[\[\]\\`*_!<>&~$:/@\r\n]|\.[A-Za-z\u0440]|www\.")
# What refers to a footnote, and at the start of a line says what it is: GitHub knows them, GFM does not.
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\[\]\\\s]+\]")
_FOOTNOTE_OR_ITS_TEXT = re.compile(rf"^{_FOOTNOTE.pattern}:|{_FOOTNOTE.pattern}")
# A byte order mark is no part of a file's first block. Renderers tell in different ways where a reference leads, and
# whether a number sign without a space begins a heading.
_NO_BLOCK = re.compile(r"\ufeff|#|\[(?!\^)[^\]]+\]:|:[ \t]|\[[ xX]\][ \t]|\[![\w-]+\]|=+[ \t]*(?:\n|$)")
# What is a rule behind the mark of an item: `- --`.
_PART_OF_RULE = re.compile(r"[-*_ \t]+")
# What is no mark of a quotation before a block's words.
_NO_INDENT = re.compile(r"[^>\s]")
_UNESCAPED_BRACKET = re.compile(r"(?<!\\)[\[\]]")
# What may end a title before its time.
_BRACKETS = re.compile(r"[\"\[\]{}|\\:]")
_FIRST_MARK = re.compile(r"^(\d*)(?=[!-%'-/:-@\[\]-`{-~])")
_PIPE = re.compile(r"\\?\|")
_HARD_BREAK = re.compile(r"(?:(?<! ) {2,}+|(?<!\\)\\)\r?\n[ \t]*")
_TEXTS = ("text", "text_special")
_FENCE = re.compile(r"`{3,}|~{3,}")
_OPEN_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")
# What MDX takes for an import or an export at the beginning of a line, whatever follows.
_MODULE_WORD = re.compile(r"\A(?:im|ex)port(?=[ {*\"'])")


def translate(document: Document, part: Cell | Block, translation: str) -> Edit:
    """The edit that replaces ``part`` by ``translation``; markup that ``part`` does not have is text.

    Raises InputError for a line break in a cell, and for a control character in a heading or paragraph.
    """
    assert isinstance(document.parsed, MarkdownFile)
    if isinstance(part, Block):
        require_writable_block(document, replace(part, text=translation, content=()))
        return _translate_block(document, part, translation)
    if "\n" in translation or "\r" in translation:
        fact = "a line break, which a Markdown table cannot hold"
        raise make_cell_error(document, part, fact, "write <br> or keep to one line")
    text = translation.replace("\\|", "|")
    written, nodes = escape_unexpected_markup(text, part.markup.replace("\\|", "|"), document.parsed)
    source = re.sub(r"(?<!\\)\|", r"\\|", translation if written == text else written)
    return Edit(part.span, nodes, restrict_jsx(source, part.markup) if document.parsed.is_mdx else source)


def _find_allowed(source_text: str, parsed: MarkdownFile) -> AllowedMarkup:
    """The markup of ``source_text``, looked for once."""
    if source_text not in parsed.allowed:
        tokens = parse_inline(source_text, parsed.definitions)
        constructs = frozenset(_find_constructs(tokens))
        parsed.allowed[source_text] = AllowedMarkup(constructs, find_unmatched(_find_tags(tokens)))
    return parsed.allowed[source_text]


def _translate_block(document: Document, block: Block, translation: str) -> Edit:
    assert isinstance(document.parsed, MarkdownFile)
    if block.kind == "metadata":
        return Edit(block.span, (Text(translation),), encode_field(document.source[slice(*block.span)], translation))
    if block.span in document.parsed.in_html:
        return translate_html_block(block, translation)
    write = _write_line if block.kind in ("label", "term") else write_block
    source = write(block, translation, document)
    if document.parsed.is_mdx:
        source = _close_escape(restrict_jsx(source, block.text))
        starts_line = document.source[: block.span.start].endswith(("\n", "\r")) or not block.span.start
        source = _MODULE_WORD.sub(_code_first_letter, source) if starts_line else source
    nodes = read_inline(source, None, document.parsed.definitions)
    return Edit(block.span, nodes, source.replace("\n", "\n" + _find_indent(document, block)))


def _close_escape(text: str) -> str:
    """``text`` with a backslash behind one at its end, which would escape what follows."""
    return text + "\\" if _OPEN_ESCAPE.search(text) else text


def _code_first_letter(match: re.Match[str]) -> str:
    return f"&#{ord(match[0][0])};{match[0][1:]}"


def _find_indent(document: Document, block: Block) -> str:
    """What is before a line of the block that is not its first one: the marks of quotations, and space."""
    assert isinstance(document.parsed, MarkdownFile)
    start = start_of_line(document.parsed.lines, block.span.start)
    return _NO_INDENT.sub(" ", document.source[start : block.span.start].lstrip("\ufeff"))


def _write_line(block: Block, translation: str, document: Document) -> str:
    """The source of a term, or of a title of a note or a tab, which is on one line with the marks around it."""
    assert isinstance(document.parsed, MarkdownFile)
    line = document.parsed.lines[block.line - 1]
    before_words = document.source[line.start : block.span.start]
    after_words = document.source[block.span.end : line.end]
    text = " ".join(translation.split())
    attempts = (*_list_attempts(text, block.text, document.parsed), " ".join(_BRACKETS.sub(" ", text).split()))
    has_braces = "{" in block.text or before_words.endswith('"')
    for attempt in attempts:
        words = escape_start(attempt) if block.kind == "term" else _close_escape(attempt)
        if before_words.endswith("[") and not _is_balanced(words):
            words = _UNESCAPED_BRACKET.sub(r"\\\g<0>", words)
        is_safe = has_braces or "{" not in words
        if is_safe and _is_one_line(before_words, words, after_words, block.kind):
            return words
    return block.text


def _is_balanced(text: str) -> bool:
    """Whether each bracket has its partner."""
    depth = 0
    for bracket in _UNESCAPED_BRACKET.findall(text):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    return depth == 0


def _is_one_line(before_words: str, words: str, after_words: str, kind: str) -> bool:
    """Whether the words are the title or the term between what is around them."""
    line = f"{before_words}{words}{after_words}".lstrip("\ufeff \t")
    fence = _FENCE.match(line)
    text = f"{line}\n{fence[0]}" if fence else line if kind == "label" else f"{line}\n: x"
    found = find_blocks(text, split_lines(text))
    return [(one.kind, one.content) for one in found if one.kind != "definition"] == [(kind, words)]


def escape_unexpected_markup(text: str, source_text: str, parsed: MarkdownFile) -> tuple[str, Inline]:
    """``text`` (inline Markdown) as it is where it holds no construct that ``source_text`` has not, else with every
    other one escaped; and the nodes that it comes to.
    """
    if not parsed.is_mdx:  # where all braces are escaped in the end
        text = escape_templates(text, source_text)
    if not _MARK.search(text):
        return text, (Text(text),)
    tokens = parse_inline(text, parsed.definitions)
    allowed, lone = _find_allowed(source_text, parsed)
    if find_unmatched(_find_tags(tokens)) != lone:
        allowed = frozenset(one for one in allowed if one.kind != "html" or not find_unmatched([one.target]))
    if allowed.issuperset(_find_constructs(tokens)) and not _has_other_links(text, source_text, parsed):
        return text, make_nodes(tokens)
    written = _escape_others(text, source_text, allowed, parsed)
    written = written if parsed.is_mdx else escape_templates(written, source_text)
    return written, read_inline(written, None, parsed.definitions)


def _escape_others(text: str, source_text: str, allowed: frozenset[MarkdownConstruct], parsed: MarkdownFile) -> str:
    """``text`` with all escaped that is not ``allowed``; expressions that the source has stay, if they can."""
    kept = Kept(text, find_expressions(source_text, is_mdx=parsed.is_mdx))
    with_links = allowed | _find_links_to_expressions(kept, source_text)
    written = kept.put_back("".join(_write_tokens(parse_inline(kept.text, parsed.definitions), with_links)))
    if kept.has_any and not allowed.issuperset(_find_constructs(parse_inline(written, parsed.definitions))):
        written = "".join(_write_tokens(parse_inline(text, parsed.definitions), allowed))
    return restore_footnotes(written, source_text)


def escape_words(text: str, source: str, escape_text: Callable[[str], str], parsed: MarkdownFile) -> str:
    """The Markdown of ``text``, a cell without markup; expressions that its ``source`` has stay as they are there."""
    written = _escape_words(text, source, escape_text, parsed)
    return restrict_jsx(written, source) if parsed.is_mdx else escape_templates(written, source)


def _escape_words(text: str, source: str, escape_text: Callable[[str], str], parsed: MarkdownFile) -> str:
    expressions = {decode(expression): expression for expression in find_expressions(source, is_mdx=parsed.is_mdx)}
    kept = Kept(text, expressions)
    if kept.has_any:
        links = _find_links_to_expressions(kept, source)
        tokens = parse_inline(kept.text, parsed.definitions) if links else ()
        text_or_links = "".join(_write_tokens(tokens, links)) if links else escape_text(kept.text)
        written = kept.put_back(text_or_links, expressions)
        allowed, _ = _find_allowed(source.replace("\\|", "|"), parsed)
        if allowed.issuperset(_find_constructs(parse_inline(written.replace("\\|", "|"), parsed.definitions))):
            return written
    return escape_text(text)


def _has_other_links(text: str, source_text: str, parsed: MarkdownFile) -> bool:
    """Whether an expression is the target of a link or an image that ``source_text`` has not."""
    if "]({" not in text:
        return False
    kept = Kept(text, find_expressions(source_text, is_mdx=parsed.is_mdx))
    allowed, targets = _find_links_to_expressions(kept, source_text), {stand_in for _, stand_in in kept.stand_ins()}
    found = _find_constructs(parse_inline(kept.text, parsed.definitions))
    return any(one.target in targets and one not in allowed for one in found)


def _find_links_to_expressions(kept: Kept, source: str) -> frozenset[MarkdownConstruct]:
    """The links and images whose target is an expression in ``source``, as Hugo's ``[words]({{< ref "a.md" >}})``."""
    targets = [stand_in for expression, stand_in in kept.stand_ins() if f"]({expression})" in source]
    return frozenset(MarkdownConstruct(kind, target) for kind in ("link_open", "image") for target in targets)


def restore_footnotes(written: str, source: str) -> str:
    """``written``, in which what refers to a footnote in ``source`` does so still."""
    for reference in set(_FOOTNOTE_OR_ITS_TEXT.findall(source)):
        escaped = re.escape(escape(reference))
        written = re.sub(rf"(?<=.){escaped}|{escaped}(?!:)", reference, written)
    return written


def write_block(block: Block, translation: str, document: Document) -> str:
    """The source of a heading or paragraph that replaces ``block``, and is one block of the same kind."""
    assert isinstance(document.parsed, MarkdownFile)
    is_heading = block.level > 0
    is_atx = is_heading and document.source[: block.span.start].endswith(("# ", "#\t"))
    text = _fold(translation)
    attempts = _list_attempts(text, block.text, document.parsed)
    if is_heading and not is_atx:  # a line with a pipe above a rule is a table to some renderers, escaped or not
        attempts = (_PIPE.sub("&#124;", attempt) for attempt in attempts)
    mark, is_mdx = "# " if is_atx else "", document.parsed.is_mdx
    blocks = (escape_as_block(attempt, mark, is_mdx=is_mdx) for attempt in attempts)
    return next(source for source in blocks if source is not None)  # the last is text between coded spaces


def _list_attempts(text: str, source_text: str, parsed: MarkdownFile) -> Iterator[str]:
    """``text`` with the source's markup, as text, and as text between coded spaces."""
    yield escape_unexpected_markup(text, source_text, parsed)[0]
    yield escape(text)
    yield escape(f" {text} ")


def escape_as_block(text: str, mark: str, *, is_mdx: bool = False) -> str | None:
    """``text`` so that it is one heading after ``mark`` (number signs), one paragraph after none.

    Marks at its ends that would make another block of it are escaped; None where that is not enough.
    """
    started = escape_start(text)
    attempts = (text, started, re.sub("#$", r"\\#", started))
    return next((attempt for attempt in attempts if _is_one_block(attempt, mark, is_mdx=is_mdx)), None)


def escape_start(text: str) -> str:
    """``text`` so that it begins no list, heading, quote or other block at the start of a line."""
    return _FIRST_MARK.sub(r"\1\\", text)


def _fold(text: str) -> str:
    """Line breaks folded to a space, but for hard ones."""
    parts = _HARD_BREAK.split(text.strip())
    return "  \n".join(" ".join(line.strip() for line in re.split(r"[\r\n]+", part)) for part in parts)


def _is_one_block(text: str, mark: str, *, is_mdx: bool) -> bool:
    if (mark and "\n" in text) or _NO_BLOCK.match(text) or _PART_OF_RULE.fullmatch(text):
        return False
    kind = "heading" if mark else "paragraph"
    tokens = block_parser(is_mdx=is_mdx).parse(mark + text)
    return [token.type for token in tokens] == [f"{kind}_open", "inline", f"{kind}_close"] and tokens[1].content == text


def _find_tags(tokens: Sequence[Token]) -> Iterator[str]:
    return (token.content for token in tokens if token.type == "html_inline")


def _find_constructs(tokens: Sequence[Token]) -> Iterator[MarkdownConstruct]:
    run = ""
    for token in tokens:
        if token.type in _TEXTS:
            run += token.content
        elif construct := _describe_construct(token):
            yield construct
            yield from _find_bare(run)
            run = ""
        yield from _find_constructs(token.children or [])
    yield from _find_bare(run)


def _find_bare(text: str) -> Iterator[MarkdownConstruct]:
    yield from (MarkdownConstruct("bare", found.rstrip(".,:;!?'\")")) for found in _BARE.findall(text))
    yield from (MarkdownConstruct("footnote", found) for found in _FOOTNOTE_OR_ITS_TEXT.findall(text))


def _describe_construct(token: Token) -> MarkdownConstruct | None:
    """What the token is markup for; None for text, for a closing token and for nothing."""
    if token.type in (*_TEXTS, "softbreak") or token.nesting < 0:
        return None
    if token.type == "html_inline":
        return None if token.content == NOTHING else MarkdownConstruct("html", token.content)
    kind = "image, to GitHub a link" if token.type == "image" and token.content.startswith("^") else token.type
    return MarkdownConstruct(kind, _get_url(token))


def _get_url(token: Token) -> str:
    return str(token.attrs.get("href") or token.attrs.get("src") or "")


def _write_tokens(tokens: Sequence[Token], allowed: frozenset[MarkdownConstruct]) -> Iterator[str]:
    """The tokens' source, written again; what is not ``allowed`` is text."""
    text = ""
    opened: list[tuple[Token, bool]] = []
    for token in tokens:
        opener, is_allowed = opened.pop() if token.nesting < 0 else (token, _describe_construct(token) in allowed)
        if token.nesting > 0:
            opened.append((token, is_allowed))
        if is_allowed:
            source = _write_token(token, opener, escape_inline(_get_alt(token)))
            yield put_before(source, escape_inline(text))
            yield source
            text = ""
        elif token.type in _TEXTS:
            text += token.content
        elif token.content != NOTHING:
            text += _write_token(token, opener, _get_alt(token))
    yield escape_inline(text)


def _get_alt(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


def _write_token(token: Token, opener: Token, alt: str) -> str:
    """What was typed for the token, as far as it can be known."""
    if token.type == "link_open":
        return "<" if token.info == "auto" else "["
    if token.type == "link_close":
        return ">" if opener.info == "auto" else f"]({_write_target(opener)})"
    if token.type == "image":
        return f"![{alt}]({_write_target(token)})"
    if token.type == "code_inline":
        padding = " " if token.content.startswith("`") or token.content.endswith("`") else ""
        return token.markup + padding + token.content + padding + token.markup
    breaks = {"softbreak": " ", "hardbreak": "  \n"}
    return breaks.get(token.type) or token.markup or token.content


def _write_target(token: Token) -> str:
    title = str(token.attrs.get("title") or "").replace("\\", r"\\").replace('"', r"\"")
    return escape_address(_get_url(token)) + (f' "{title}"' if title else "")
