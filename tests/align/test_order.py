"""What the order of rows says of their keys, and when it says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from align.making import table
from tabl10n.align import Registry
from tabl10n.align.aligner import TableAligner
from tabl10n.align.features import ORDER
from tabl10n.align.linker import TableLinker
from tabl10n.align.records import read_facts
from tabl10n.align.tokens import Rows
from tabl10n.columns import infer_columns
from tabl10n.territories import CLDR

PLACES = ("Japan", "France", "Spain", "Poland")
BOATS = [f"{PLACES[number % 4]} | boat{chr(97 + number)}" for number in range(24)]
HERONS = [f"{place} | heron" for place in PLACES]


def decided(source: Sequence[str], copy: Sequence[str], header: str = "country | id") -> TableLinker:
    """A table of a copy when its keys are decided."""
    registry = Registry.from_documents(table(header, *source))
    read = table(header, *copy).tables[0]
    facts = read_facts(read, infer_columns(read), registry.index.separator)
    own, other = (Rows(part.rows) for part in (read, registry.documents[0].tables[0]))
    aligner = TableAligner(own, other, {})
    linker = TableLinker(facts, registry.index, registry.listings, "en", None, CLDR, aligners=lambda _: aligner)
    linker.link()
    return linker


def test_the_order_of_four_rows_says_little_more_of_their_key_than_that_of_two() -> None:
    rows = [*BOATS[:12], *HERONS, *BOATS[12:]]
    decisions = decided(rows, [row.replace("heron", "Reiher") for row in rows]).decisions
    (found,) = (decision for decision in decisions if decision.record.written == "Reiher")
    assert found.record.rows == [12, 13, 14, 15]
    weights = [item.weight for evidence in found.evidence.values() for item in evidence if item.feature is ORDER]
    assert max(weights) == 10.0
    assert min(weights) >= -8.0


def test_rows_of_another_order_are_not_expected_in_their_position() -> None:
    rows = [row.split(" | ")[1] for row in BOATS]
    rows = [f"{row}{number * 37 % 100}" for number, row in enumerate(rows)]
    turned = [row.upper() for row in reversed(rows)]
    linker = decided(rows, turned, "id")
    assert linker.order is not None
    assert linker.order.rows.in_order < 0.01
    assert [decision.answer(0.6) for decision in linker.decisions] == list(reversed(range(len(rows))))
