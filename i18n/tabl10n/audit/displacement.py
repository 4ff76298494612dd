"""Whether the cells of a row are in their own columns: one may have been lost, or two exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.pairs import is_filled
from tabl10n.columns.cells import read_value
from tabl10n.document import Cell, Row
from tabl10n.findings import Finding


class Displacement:
    """Looks for cells of a row that are not where the source has them. ``findings`` are all those of the copy."""

    def __init__(self, context: Context, findings: Iterable[Finding]) -> None:
        self.context = context
        self._wrong_cells = _find_wrong_cells(findings)
        self._displaced: dict[tuple[int, int], bool] = {}

    def affects(self, facts: RowFacts, finding: Finding) -> bool:
        """Whether the fix of a finding may overwrite a cell that belongs to another column."""
        if finding.part == "text" and (self._is_elsewhere(facts, finding) or self._has_lost_more(facts, finding)):
            return True
        if finding.part in ("text", "link") and self._has_foreign_link(facts, finding.cell):
            return True
        row = (facts.aligned.table, facts.aligned.row)
        if row not in self._displaced:  # most rows with one safe finding have several
            self._displaced[row] = self._has_exchanged_cells(facts) or self._may_have_shifted(facts)
        return self._displaced[row]

    def _has_exchanged_cells(self, facts: RowFacts) -> bool:
        """Whether a cell has the value of another column of the source, where that column of the copy has another."""
        written = [read_value(cell) for cell in facts.aligned.copy_row.cells]
        own = [{read_value(cell) for cell in self._find_source_cells(facts, index)} for index in range(len(written))]
        moved = [index for index, text in enumerate(written) if own[index] and text not in own[index]]
        pairs = [(one, other) for one in moved for other in moved if one != other and written[one] in own[other] - {""}]
        # Letter case alone is often another spelling of a name, unless two cells say just what the other should.
        return any((other, one) in pairs or not _is_recased(written[one], own[one]) for one, other in pairs)

    def _is_elsewhere(self, facts: RowFacts, finding: Finding) -> bool:
        """Whether another cell of the row already has the expected value, which is not its own by the source."""
        expected, naming = finding.expected, self.context.naming
        if not expected:
            return False
        for index, cell in enumerate(facts.aligned.copy_row.cells):
            if index == finding.cell or read_value(cell) != expected:
                continue
            values = {read_value(other) for other in self._find_source_cells(facts, index)}
            codes = {known.code for text in values if (known := naming.resolve(text, self.context.source_locale))}
            match = naming.resolve(expected, self.context.locale)
            is_its_own = expected in values or _is_recased(expected, values) or bool(match and match.code in codes)
            if values and not is_its_own:
                return True
        return False

    def _has_foreign_link(self, facts: RowFacts, index: int | None) -> bool:
        """Whether a cell is a link, as the source's is not, and those of another column are."""
        cell = facts.cell(index)
        if cell is None or index is None or not cell.link:
            return False
        source_cells = [self._find_source_cells(facts, at) for at in range(len(facts.aligned.copy_row.cells))]
        linked = [any(other.link for other in cells) for cells in source_cells]
        return any(linked) and bool(source_cells[index]) and not linked[index]

    def _may_have_shifted(self, facts: RowFacts) -> bool:
        """Whether a cell is empty and the source's is not, and another cell is wrong: the others may have moved up."""
        lost = set(self._find_lost_cells(facts))
        row = (facts.aligned.table, facts.aligned.row)
        return any(bool(lost - {cell}) for cell in self._wrong_cells.get(row, ()))

    def _has_lost_more(self, facts: RowFacts, finding: Finding) -> bool:
        """Whether the cell is empty, and the source's is more than the text that is to be written: a link, an image."""
        cell, index = facts.cell(finding.cell), finding.cell
        if cell is None or index is None or is_filled(cell):
            return False
        return any(other.link or other.image for other in self._find_source_cells(facts, index))

    def _find_lost_cells(self, facts: RowFacts) -> Iterator[int]:
        for index, cell in enumerate(facts.aligned.copy_row.cells):
            source_cells = self._find_source_cells(facts, index)
            if not is_filled(cell) and source_cells and all(map(is_filled, source_cells)):
                yield index

    def _find_source_cells(self, facts: RowFacts, index: int) -> Sequence[Cell]:
        """The cells of the source that the row's cell may translate; those of all rows of its key, where none of them
        is its counterpart.
        """
        own = list(facts.list_source_cells(index))
        rows = self._source_rows.get(facts.key, ()) if facts.counterpart is None else ()
        width = len(facts.aligned.copy_row.cells)
        return own or [row.cells[index] for row in rows if len(row.cells) == width]

    @cached_property
    def _source_rows(self) -> Mapping[str, Sequence[Row]]:
        found: dict[str, list[Row]] = {}
        for row, columns in self.context.list_source_rows():
            key = columns.cell(row, columns.key)
            if key is not None:
                found.setdefault(key.text, []).append(row)
        return found


def _find_wrong_cells(findings: Iterable[Finding]) -> Mapping[tuple[int | None, int | None], Set[int]]:
    """By table and row, the cells whose words, where they have any, a fix would replace."""
    found: dict[tuple[int | None, int | None], set[int]] = {}
    for finding in findings:
        if finding.safe and finding.cell is not None and finding.written and finding.part == "text":
            found.setdefault((finding.table, finding.row), set()).add(finding.cell)
    return found


def _is_recased(text: str, others: Iterable[str]) -> bool:
    return text.casefold() in {other.casefold() for other in others}
