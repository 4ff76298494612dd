"""One small audit that every printer's tests print: two keys translated, one address, one row that no key fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tabl10n import formats
from tabl10n.align.model import AlignedRow, Alignment, Candidate, Columns, Entry, Variant
from tabl10n.audit import RULES
from tabl10n.document import Cell, Document
from tabl10n.findings import Finding, Report, Severity

NAME = "locales/zh_Hans/shops.md"
TEXT = """\
# 商店

| 国家 | 标志 | ID | 名称 | 看 |
|---|---|---|---|---|
| 火鸡 | [![&#x6708;](https://img.test/l.png)](https://luno.test?r=A1) | 月亮 | [月亮](https://luno.test?r=A1) | 1个 |
| 德国 | [![kraken](https://img.test/kraken.png)](https://kraken.test) | kraken | [Kraken](https://kraken.test) | \\* |
| 德国 | [![luno](https://img.test/l.png)](https://luno.test?r=A1) | 月亮 | [Luno](https://luno.test?r=A1) | 1个 |
| 法国 | [![x](https://img.test/x.png)](https://x.test) | 未知 | [X](https://x.test) | 2 |
"""
_COLUMNS = Columns(key=2, territory=0, name=3, link=3, image=1, version=4)
_KEYS = ("luno", "kraken", "luno", None)


@dataclass(frozen=True)
class Sample:
    """What a printer may need."""

    report: Report
    document: Document
    alignment: Alignment
    entries: dict[str, Entry]

    def saying(self, text: str) -> Sample:
        """The same with ``text`` wherever someone else's words are."""
        cell = lambda old: old.with_parts(text=text, link=text, image=text, alt=text)  # noqa: E731
        tables = tuple(
            replace(
                table,
                columns=tuple(replace(column, header=cell(column.header)) for column in table.columns),
                rows=tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in table.rows),
            )
            for table in self.document.tables
        )
        document = replace(self.document, name=f"locales/{text}.md", tables=tables)
        rows = tuple(
            old._replace(
                copy_row=row,
                written=text,
                suggested=text,
                notes=(text,),
                candidates=(Candidate(text, 0.5, {text: text}),),
            )
            for old, row in zip(self.alignment.rows, document.tables[0].rows, strict=True)
        )
        findings = tuple(
            replace(finding, written=text, expected=text + "!", message=text, evidence={text: text})
            for finding in self.report.findings
        )
        variant = Variant("source", text, text, text, text, text, frozenset(), (text,))
        return Sample(
            replace(self.report, document=document.name, findings=findings),
            document,
            replace(self.alignment, document=document, rows=rows),
            {key: entry._replace(variants=(variant,)) for key, entry in self.entries.items()},
        )


@pytest.fixture
def sample() -> Sample:
    document = formats.parse(TEXT, NAME)
    rows = tuple(_aligned(document, number, key) for number, key in enumerate(_KEYS, 1))
    report = Report(
        NAME,
        "zh_Hans",
        tuple(_findings(document)),
        rows=4,
        aligned=3,
        accepted=1,
        rules=RULES.names,
        source="locales/en/shops.md",
    )
    entries = {
        "luno": Entry("luno", (_variant("Luno", "luno", "Türkiye"),), True, 0),
        "kraken": Entry("kraken", (_variant("Kraken", "kraken", "Germany"),), True, 1),
    }
    return Sample(report, document, Alignment(document, rows, (_COLUMNS,)), entries)


def _variant(name: str, key: str, territory: str) -> Variant:
    link = f"https://{key}.test" + ("?r=B2" if key == "luno" else "")
    return Variant("source", name, link, "", f"https://img.test/{key}.png", "1", frozenset(), (territory,))


def _aligned(document: Document, number: int, key: str | None) -> AlignedRow:
    row = document.tables[0].rows[number - 1]
    candidates = (
        Candidate(key or "x-shop", 0.998 if key else 0.31, {"image": "same", "name": 0.94}),
        Candidate("kraken", 0.002, {"name": 0.2}),
    )
    suggested, notes = ("", ()) if key else ("x", ("nothing known fits",))
    confidence = candidates[0].confidence
    written = row.cells[2].text
    return AlignedRow(1, number, row.line, row, written, key, confidence, candidates, suggested, notes=notes)


def _findings(document: Document) -> list[Finding]:
    rows = document.tables[0].rows
    key = {"rule": "key-translated", "severity": Severity.ERROR, "expected": "luno", "key": "luno"}
    version = {"rule": "value-altered", "severity": Severity.ERROR, "expected": "1", "key": "luno"}
    link = {
        "rule": "link-altered",
        "severity": Severity.WARNING,
        "part": "link",
        "message": "the referral code is 'A1', editions have 'B2'",
        "expected": "https://luno.test?r=B2",
        "key": "luno",
        "safe": False,
    }
    return [
        Finding("text-untranslated", Severity.HINT, "the title is not what the catalog says", 1, part="document"),
        _at(
            document.tables[0].columns[4].header,
            0,
            4,
            rule="header-altered",
            severity=Severity.WARNING,
            expected="版本",
        ),
        _at(rows[0].cells[0], 1, 0, rule="territory-wrong", severity=Severity.ERROR, expected="土耳其", key="luno"),
        _at(
            rows[0].cells[1], 1, 1, rule="alt-altered", severity=Severity.HINT, part="alt", expected="luno", key="luno"
        ),
        _at(rows[0].cells[2], 1, 2, **key),
        _at(rows[0].cells[3], 1, 3, **link),
        _at(rows[0].cells[4], 1, 4, **version),
        _at(rows[2].cells[2], 3, 2, **key),
        _at(rows[2].cells[3], 3, 3, **link),
        _at(rows[2].cells[4], 3, 4, **version),
        _at(
            rows[3].cells[2],
            4,
            2,
            rule="key-unknown",
            severity=Severity.WARNING,
            safe=False,
            message="no edition knows '未知'; the link suggests 'x'",
        ),
        Finding("row-missing", Severity.WARNING, "no row is 'coinmate'", 8, part="row", expected="coinmate"),
    ]


def _at(cell: Cell, row: int, index: int, **facts: Any) -> Finding:
    part = facts.setdefault("part", "text")
    written = {"text": cell.text, "link": cell.link, "alt": cell.alt}[part]
    span = {"text": cell.text_span or cell.span, "link": cell.link_span, "alt": cell.alt_span}[part]
    facts.setdefault("message", f"{written!r} is not {facts.get('expected')!r}")
    facts.setdefault("safe", True)
    column = cell.column + span.start - cell.span.start if span else cell.column
    return Finding(line=cell.line, column=column, table=1, row=row, written=written, span=span, cell=index, **facts)


@pytest.fixture
def is_golden() -> Callable[[str, str], bool]:
    """Whether a text is what the golden file holds."""

    def check(text: str, name: str) -> bool:
        expected = (Path(__file__).parent / "golden" / name).read_text(encoding="utf-8")
        assert text == expected
        return True

    return check
