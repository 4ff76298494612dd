"""Copies of small tables and of the project's own, audited in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.audit import audit, example
from tabl10n.columns import infer_document
from tabl10n.document import Document
from tabl10n.findings import Finding, Report
from tabl10n.formats import parse
from tabl10n.territories import CLDR, Naming

WORDS = {("header", english): word for english, word in example.HEADERS.items()}
# What the earlier edition of the example knows besides.
PUFFIN = (
    "| Turkey | [![puffin](https://img.example/4a7f/puffin.png)](https://puffin.example) | puffin "
    "| [Puffin](https://puffin.example) | 2 |\n"
)


def read(text: str, name: str = "copy.md", locale: str = example.LOCALE) -> Document:
    return infer_document(parse(text, name), locale=locale)


def read_beside(copy: Document, source: Document, locale: str) -> Document:
    """The copy with the tables that it lacks for damage."""
    document = formats.get(copy.format).read_damaged_tables(copy, source)
    return copy if document is copy else infer_document(document, locale=locale)


def audited(
    copy: str | Document,
    source: str = example.make_source(),
    editions: Sequence[str] = (example.make_source() + PUFFIN,),
    locale: str = example.LOCALE,
    words: Mapping[tuple[str | None, str], str] = WORDS,
    naming: Naming = CLDR,
    name: str = "source.md",
) -> Report:
    english = read(source, name, "en")
    registry = Registry.from_documents(english, [read(text, f"edition{i}.md", "en") for i, text in enumerate(editions)])
    document = read_beside(read(copy, locale=locale) if isinstance(copy, str) else copy, english, locale)
    return audit(document, align(document, registry, locale), registry, english, locale, words, naming=naming)


def but_untranslated(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a copy that leaves the source's words as they are, and was damaged elsewhere."""
    return [finding for finding in findings if finding.rule != "text-untranslated"]


def counts(copy: str, **settings: object) -> dict[str, int]:
    """How often each rule finds something in an example's copy."""
    return audited(example.copy_of(copy), **settings).counts()  # type: ignore[arg-type]
