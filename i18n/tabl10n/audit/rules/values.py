"""Rules on values and code, which are copied as they are: in columns of their own, and inside words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tabl10n import formats
from tabl10n.audit.cells import make_cell_finding
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import make_row
from tabl10n.audit.rules import RULES
from tabl10n.audit.values import ValueDamage, find_columns, find_damage
from tabl10n.columns.cells import read_value
from tabl10n.columns.tokens import looks_like_code
from tabl10n.document import Cell, Document
from tabl10n.findings import Finding, Severity
from tabl10n.inlines.tokens import is_same_but_for_arguments
from tabl10n.text.badges import parse_badge
from tabl10n.text.expressions import is_same_but_for_placeholders
from tabl10n.text.versions import find_version, is_version

# Code that no mark shows: an option, a call, a name with underscores or dots.
_SHAPED = re.compile(r"--?[a-z][\w-]*|[\w.]+\(\)|[A-Za-z]+(?:_[A-Za-z]+)+|[a-z]{2,}(?:\.[a-z]{2,})+", re.ASCII)
_AROUND = ".,;:!?'\"“”‘’«»"  # what a sentence puts around a word
_PLACEHOLDER = re.compile(r"<[^\W\d_]+(?: [^\W\d_]+)+>")  # words that represent a value: `<file name>`
# The shares of a column's code that the copy must leave alone for the rest to be damage, and for it to be found at all:
# a copy of other sentences has other code.
_MOSTLY_KEPT, _HARDLY_KEPT = 0.5, 0.1
_MIN_CODES = 5  # pieces of code that a column must have for the second share to say something

VALUES = RULES.topic(position=40)

VALUE_ALTERED = VALUES.rule(
    "value-altered",
    Severity.ERROR,
    "A value that is copied as it is, such as a version, a code, a default or a number, says what neither the source "
    "table nor an edition says of the key. These are the columns of role verbatim; most often a code was translated or "
    "a counting word was put behind a number. A well-formed value that no edition has may be true and only of another "
    "day, and words may rightly be translated: those are warnings. A number or a date written as the language writes "
    "it is a hint. A fix is offered only over a value of the same kind, such as a version or a code, and only where "
    "the source has it in this row: an empty cell and words stay as they are. A column that should be translated is "
    "given the role text in the project's settings.",
    passing=make_row("lighthouse"),
    failing=make_row("lighthouse", version="1 Stück"),
)

_TABLE = (
    "# {title}\n\n| option | description |\n|---|---|\n| --all | {all} |\n| --base | {base} |\n| --keep | {keep} |\n"
)
_GERMAN = {"title": "Schalter", "all": "Nimmt alles.", "base": "Beginnt bei `HEAD`."}

CODE_ALTERED = VALUES.rule(
    "code-altered",
    Severity.WARNING,
    "Code in the words of a cell is missing, most often because it was translated with them: an option, a call or a "
    "value that the source marks as code, that looks like it, or that is a key of the table. These are the columns of "
    "role text. Other code in its place is a warning, and an error where the source's is a key or a value that is "
    "there several times; code that is merely gone is a hint, for many sentences can do without it, and is nothing "
    "where another cell of the row says it. Where the copy has hardly any of the source's code it says other things, "
    "and nothing is found; where it has less than half, each is a hint. It is never fixed: the words around it may "
    "have to change. In headings and paragraphs it is looked for as well.",
    source=_TABLE.format(title="Options", all="Takes all.", base="Begins at `HEAD`.", keep="Keeps more than `--base`."),
    passing=_TABLE.format_map(_GERMAN | {"keep": "Behält mehr als `--base`."}),
    failing=_TABLE.format_map(_GERMAN | {"base": "Beginnt bei `KOPF`.", "keep": "Behält mehr als `--base`."}),
)


@VALUES.check
def find_altered_values(context: Context) -> Iterator[Finding]:
    """One finding for each cell of a column that is copied as it is, whose value no edition gives the key.

    In a row whose key is not sure, only what is no version is found, where the counterpart of its table has such alone.
    """
    for column in find_columns(context):
        for value in column.values:
            damage = find_damage(context, column, value)
            if damage is not None:
                yield _make_finding(value.facts, value.index, damage)
    yield from _find_values_instead_of_versions(context)


def _find_values_instead_of_versions(context: Context) -> Iterator[Finding]:
    versioned = [_has_only_versions(context, pair) for pair in context.table_pairs]
    for facts in (facts for facts in context.rows if versioned[facts.aligned.table - 1]):
        for _, index in facts.columns.verbatim:
            cell = facts.cell(index) if index == facts.columns.version and facts.entry is None else None
            if cell is not None and not is_version(read_value(cell)):
                message, kept = f"{read_value(cell)!r} is no version", find_version(cell.text, cell.image)
                yield _make_finding(facts, index, ValueDamage(Severity.ERROR, message, kept, safe=False))


def _has_only_versions(context: Context, table: int | None) -> bool:
    """Whether all cells in the column of versions of a table of the source are such."""
    if table is None:
        return False
    columns = context.source_columns[table]
    cells = [columns.cell(row, columns.version) for row in context.source.tables[table].rows]
    return any(cells) and all(is_version(read_value(cell)) for cell in cells if cell)


def _make_finding(facts: RowFacts, index: int, damage: ValueDamage) -> Finding:
    cell = facts.aligned.copy_row.cells[index]
    in_badge = parse_badge(cell.image)
    return make_cell_finding(
        VALUE_ALTERED,
        facts,
        index,
        damage.message,
        severity=damage.severity,
        part="image" if in_badge else "text",
        written=in_badge or cell.text,
        expected=damage.expected,
        safe=damage.safe,
    )


@VALUES.check
def find_altered_code(context: Context) -> Iterator[Finding]:
    """One finding for each piece of code in the words of the source that the copy's cell lacks."""
    columns: dict[str, list[_WordCell]] = {}
    code_by_key = _find_code_by_key(context)
    for facts in context.sure_rows:
        for header, index in facts.columns.words:
            cell = _WordCell(facts, index, _keep_own_code(facts, code_by_key.get((facts.key, header), ())))
            columns.setdefault(header, []).append(cell)
    for cells in columns.values():
        yield from _find_lost_code(context, cells)


class _WordCell(NamedTuple):
    """A cell of words, and the code that should be in it."""

    facts: RowFacts
    column: int
    codes: Sequence[str]

    def list_lost(self, context: Context) -> Sequence[str]:
        """The code that is not in it, nor with other words for what readers put there."""
        cell = self.facts.cell(self.column)
        text = " ".join(cell.text.split()) if cell else ""
        lost = [code for code in self.codes if code not in text] if text else ()
        if not lost or cell is None:
            return ()
        own = {*_find_code(context, context.copy, cell)}
        return [code for code in lost if not any(_is_same_code(written, code) for written in own)]

    def is_beside(self, code: str) -> bool:
        """Whether another cell of the row says it as a word of its own, so that this one can do without."""
        alone = re.compile(rf"(?<![\w.-]){re.escape(code)}(?![\w-])")
        cells = self.facts.aligned.copy_row.cells
        return any(alone.search(cell.text) for index, cell in enumerate(cells) if index != self.column)


def _find_lost_code(context: Context, cells: Sequence[_WordCell]) -> Iterator[Finding]:
    total = sum(len(cell.codes) for cell in cells)
    lost = [(cell, cell.list_lost(context)) for cell in cells]
    kept = total - sum(len(codes) for _, codes in lost)
    if total >= _MIN_CODES and kept < _HARDLY_KEPT * total:
        return
    is_kept = kept >= _MOSTLY_KEPT * total
    for cell, codes in lost:
        new = _count_new_code(context, cell) if codes and is_kept else 0
        for number, code in enumerate(codes):
            known = Severity.ERROR if code in context.known_code else Severity.WARNING
            if number < new or not cell.is_beside(code):
                yield _make_code_finding(cell, code, known if number < new else Severity.HINT)


def _is_same_code(written: str, code: str) -> bool:
    return is_same_but_for_placeholders(written, code) or is_same_but_for_arguments(written, code)


def _count_new_code(context: Context, cell: _WordCell) -> int:
    """How many pieces of code are in a cell of the copy that the source's has not: they took the place of others."""
    own = cell.facts.cell(cell.column)
    return 0 if own is None else len({*_find_code(context, context.copy, own)}.difference(cell.codes))


def _find_code_by_key(context: Context) -> Mapping[tuple[str, str], Sequence[str]]:
    """The code in the words of each key's first row, by the header of their column."""
    found: dict[tuple[str, str], Sequence[str]] = {}
    for source, columns in context.list_source_rows():
        key = columns.cell(source, columns.key)
        for header, index in columns.words:
            cell = columns.cell(source, index)
            if key is not None and cell is not None:
                found.setdefault((key.text, header), tuple(dict.fromkeys(_find_code(context, context.source, cell))))
    return found


def _find_code(context: Context, document: Document, cell: Cell) -> Iterator[str]:
    """What is marked as code, is shaped like it, or is a key that is no ordinary word."""
    find_code = formats.get(document.format).find_code
    yield from (code.text for code in find_code(document.raw(cell)) if not _PLACEHOLDER.fullmatch(code.text))
    for word in cell.text.split():
        plain = _strip_marks(word)
        if _SHAPED.fullmatch(plain) or (plain in context.registry.entries and looks_like_code(plain)):
            yield plain


def _strip_marks(word: str) -> str:
    """A word without what a sentence puts around it; the parentheses of a call are its own."""
    bare = word.strip(_AROUND).removeprefix("(")
    return bare if bare.count(")") <= bare.count("(") else bare.removesuffix(")").strip(_AROUND)


def _keep_own_code(facts: RowFacts, codes: Sequence[str]) -> Sequence[str]:
    """Those of ``codes`` that the copy's own edition has too: it may say other things of the key."""
    texts = [" ".join(" ".join(variant.texts).split()) for variant in facts.variants]
    return [code for code in codes if all(code in text for text in texts)]


def _make_code_finding(cell: _WordCell, code: str, severity: Severity) -> Finding:
    message = f"the source has the code {code!r} in these words"
    return make_cell_finding(CODE_ALTERED, cell.facts, cell.column, message, severity=severity, expected=code)
