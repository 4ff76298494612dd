"""prose-untranslated: the title or the introduction is still in the source's language."""

from collections.abc import Iterator

from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule
from tabl10n.model import Prose


def check(context: Context) -> Iterator[Finding]:
    """One finding for each title, heading or introduction that repeats the source's words."""
    if context.same_language:
        return
    said = {_words(prose.text) for prose in context.source.prose} - {""}
    for prose in context.copy.prose:
        if prose.kind in ("title", "introduction", "heading") and _words(prose.text) in said:
            yield _finding(context, prose)


def _words(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def _finding(context: Context, prose: Prose) -> Finding:
    start = context.copy.source.rfind("\n", 0, prose.span.start) + 1
    return Finding(
        "prose-untranslated", Severity.WARNING, f"the {prose.kind} is not translated", line=prose.line,
        column=prose.span.start - start + 1, part="document", written=prose.text,
        expected=context.words.get((prose.kind, prose.text), ""), span=prose.span,
    )  # fmt: skip


RULE = Rule(
    "prose-untranslated",
    Severity.WARNING,
    "The title or the introduction repeats the source's words.",
    passing=HEADER + row("orchard") + "\n",
    failing=HEADER.replace("Diese Läden sind geöffnet", "These shops are open") + row("orchard") + "\n",
    check=check,
)
