"""prose-untranslated: the title or the introduction is still in the source's language."""

import re
from collections.abc import Iterator

from tabl10n import territories
from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule
from tabl10n.document import Block
from tabl10n.text.addresses import ADDRESS_LIKE
from tabl10n.text.characters import scripts

_NO_WORDS = re.compile(rf"`+.*?`+|!\[.*?\]\(.*?\)|{ADDRESS_LIKE}", re.DOTALL)
# Fewer words than these may be a name or a command, which nobody translates.
_TITLE, _SENTENCE = 2, 4


def check(context: Context) -> Iterator[Finding]:
    """One finding for each title, heading or introduction that is still in the source's language."""
    if context.same_language:
        return
    said = {_words(prose.text) for prose in context.source.prose}
    for prose in context.copy.prose:
        words = _words(prose.text)
        enough = len(words) >= (_TITLE if prose.kind == "title" else _SENTENCE)
        if prose.kind != "paragraph" and enough and (words in said or _is_foreign(context, prose)):
            yield _finding(context, prose)


def _words(text: str) -> tuple[str, ...]:
    """The words of two letters or more, code, images and addresses left out: those are the same in every language."""
    return tuple(re.findall(r"[^\W\d_]{2,}", _NO_WORDS.sub(" ", text).casefold()))


def _is_foreign(context: Context, prose: Block) -> bool:
    """Whether the title or the introduction has several words and none in the locale's script, where that tells."""
    own = scripts(territories.name_of("US", context.locale) or "")
    used = scripts(prose.text)
    tells = prose.kind in ("title", "introduction") and bool(used) and used <= _source_scripts(context)
    return tells and not used & own


def _source_scripts(context: Context) -> frozenset[str]:
    return scripts(" ".join(prose.text for prose in context.source.prose))


def _finding(context: Context, prose: Block) -> Finding:
    words = (context.words.get((said.kind, said.text), "") for said in context.source.prose if said.kind == prose.kind)
    start = context.copy.source.rfind("\n", 0, prose.span.start) + 1
    return Finding(
        "prose-untranslated", Severity.WARNING, f"the {prose.kind} is not translated", line=prose.line,
        column=prose.span.start - start + 1, part="document", written=prose.text,
        expected=next(words, ""), span=prose.span,
    )  # fmt: skip


RULE = Rule(
    "prose-untranslated",
    Severity.WARNING,
    "The title or the introduction repeats the source's words, or has none in the script of the copy's language.",
    passing=HEADER + row("orchard") + "\n",
    failing=HEADER.replace("Diese Läden sind geöffnet", "These shops are open") + row("orchard") + "\n",
    check=check,
)
