"""The same damage is found, and fixed, in whatever format the copy is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

import editing
from align.making import seed, seeds
from contents import SUFFIXES
from paths import CHINESE_COPY, SOURCE
from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.audit import audit
from tabl10n.audit.fix import fix
from tabl10n.columns import infer_document
from tabl10n.document import Document
from tabl10n.findings import Report

# What is outside the table: CSV holds nothing there.
OUTSIDE = {"link-added", "text-untranslated"}


def read(text: str, target: str) -> Document:
    return infer_document(formats.parse(text, f"copy{SUFFIXES[target]}"), locale="zh_Hans")


def audited(document: Document) -> Report:
    return audit(document, align(document, seeds(), "zh_Hans"), seeds(), seed(SOURCE), "zh_Hans", {})


@cache
def in_markdown() -> Mapping[str, int]:
    return audited(read(CHINESE_COPY.read_text(encoding="utf-8"), "markdown")).counts()


@pytest.mark.parametrize("target", ["html", "csv", "json"])
def test_the_machine_translated_copy_in_another_format(target: str) -> None:
    document = read(editing.convert(formats.load(CHINESE_COPY), target), target)
    report = audited(document)
    expected = {rule: times for rule, times in in_markdown().items() if rule not in OUTSIDE}
    assert expected["key-translated"] > 50
    assert {rule: times for rule, times in report.counts().items() if rule not in OUTSIDE} == expected
    fixed, done = fix(document, report)
    assert len(done) == 319
    again = read(fixed, target)
    assert fix(again, audited(again)) == (fixed, ())


def test_a_line_break_in_words_is_seen() -> None:
    source = infer_document(formats.parse('id,Country\na,"Germany\nAustria"\nb,France\nc,Italy\n', "source.csv"))
    text = 'id,Land\na,"Deutschland\r\nÖsterreich"\nb,Frankreich\nc,Italien\n'
    copy = infer_document(formats.parse(text, "copy.csv"), locale="de")
    registry = Registry.from_documents(source, [])
    report = audit(copy, align(copy, registry, "de"), registry, source, "de", {})
    assert report.findings == ()
