"""Infer the roles of a table's columns from the table alone: from settings, headers and what the cells hold.

A header is believed first, where it is one of the field's usual words in English; the cells decide the rest, so that
a table in another language, or with its header gone, is understood too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from tabl10n.columns.headers import KEY_WORDS, NAME_WORDS, find_last_word, find_role_in_header, is_key_word
from tabl10n.columns.model import InferredColumn
from tabl10n.columns.statistics import MAX_ROWS, ColumnStatistics, measure_column
from tabl10n.columns.tokens import MAX_CODE_WORDS
from tabl10n.document import Column, Role, Table

# The share of cells from which a column is taken to hold what they hold: a damaged copy keeps that many.
_MIN_SHARE = 0.6
# The least share of different texts in a column whose header names no key, in a table that lists each key once: types
# and units repeat, and methods of several signatures do so less.
_MIN_DISTINCT = 0.8
_MIN_FILLED = 0.8  # the least share of cells of a column of identifiers that say anything
# The least share of cells of identifiers that have words beside them, or are words: where some have no code at all, a
# translator has to have them ("MOD+f", "Drag a file").
_MIN_HEADED = 0.95
_MIN_VARIED = 0.3  # the least share of different texts in a column of identifiers: a key may have several rows
# Tenths by which a column of identifiers may look less like them than a later one, and be the key: signs that are no
# letters, as of currencies, are units like "kg".
_MAX_LIKENESS_BEHIND = 1
_MIN_STEM_LETTERS = 3  # letters that two names must share at least: "m" in "metre" says nothing


class _RoleGuess(NamedTuple):
    """A role, and why a column has it."""

    role: Role
    reason: str


def infer_roles(table: Table, settings: Mapping[str, Role], locale: str | None) -> tuple[InferredColumn, ...]:
    """Infer what each column of ``table`` is.

    ``settings`` maps a header's text to its role and is taken as it is. ``locale`` is the language that the cells are
    written in, where that is known: it tells territories from words.
    """
    measured = [measure_column(table, index, locale) for index in range(len(table.columns))]
    given = [settings.get(column.header.text) for column in table.columns]
    answers = [None if role is None else _RoleGuess(role, "the settings say so") for role in given]
    key = given.index(Role.KEY) if Role.KEY in given else None
    if key is None and (found := _find_key(table, measured, given)):
        key, reason = found
        answers[key] = _RoleGuess(Role.KEY, reason)
    filled = [
        answer or _choose_role(column, measured[i], _measure_named(table, i, key))
        for i, (column, answer) in enumerate(zip(table.columns, answers, strict=True))
    ]
    pairs = zip(_keep_one_name(filled, measured), measured, strict=True)
    return tuple(
        InferredColumn(role, tells_rows_apart(role, column.filled, column.distinct), reason)
        for (role, reason), column in pairs
    )


def tells_rows_apart(role: Role, filled: float, distinct: float) -> bool:
    """Whether a column tells the rows of its table apart: it is the key, or hardly a cell is empty or repeats another.

    ``filled`` and ``distinct`` are the shares of such cells, as `measure_texts` gives them.
    """
    return role is Role.KEY or (filled >= _MIN_FILLED and distinct >= _MIN_DISTINCT)


def _find_key(
    table: Table, measured: Sequence[ColumnStatistics], given: Sequence[Role | None]
) -> tuple[int, str] | None:
    """The column that holds the identifiers, and why: by its header, else the one whose cells look most like them."""
    if table.is_vertical:  # its columns have no header, and what one of them holds is of as many kinds as it has rows
        return None
    columns = table.columns
    undecided = [i for i, role in enumerate(given) if role is None]
    filled = [i for i in undecided if _may_hold_keys(measured[i])]
    by_header = [i for i in filled if find_last_word(columns[i]) in KEY_WORDS]
    by_cells = _find_identifying(table, measured, undecided)
    if by_cells:  # then phrases are no keys, whatever their header is
        by_header = [i for i in by_header if not _holds_phrases(measured[i])]
        # "Parameters" behind the names of models counts them: what repeats is no key where other codes come before it.
        first = next((i for i in by_cells if measured[i].distinct >= _MIN_DISTINCT), len(columns))
        by_header = [i for i in by_header if i < first or measured[i].distinct >= _MIN_DISTINCT]
    if by_header:
        best = max(by_header, key=lambda i: (is_key_word(columns[i]), measured[i].distinct, -i))
        return best, "its header names keys"
    if by_cells:
        likeness = {i: _measure_likeness(columns[i], measured[i]) for i in by_cells}
        is_no_name, most = max(likeness.values())
        best = next(i for i in by_cells if likeness[i] >= (is_no_name, most - _MAX_LIKENESS_BEHIND))
        return best, "its cells are identifiers that differ"
    names = [i for i in filled if find_last_word(columns[i]) in NAME_WORDS]
    if names and _is_identifying(table, measured, names[0]):
        return names[0], "it has the names of the rows, and no other column tells them"
    if measured and 0 in undecided and measured[0].numbers and any(other.plain >= _MIN_SHARE for other in measured[1:]):
        return 0, "its numbers differ, and words explain them"
    return None


def _find_identifying(table: Table, measured: Sequence[ColumnStatistics], undecided: Sequence[int]) -> list[int]:
    """Those of the columns ``undecided`` whose cells show that they hold identifiers, whatever their header is."""
    by_territory = any(column.names_territories for column in measured)  # such tables list a key once for each
    min_distinct = _MIN_VARIED if by_territory else _MIN_DISTINCT
    may_be = [i for i in undecided if _may_be_key(table.columns[i], measured[i], min_distinct)]
    return [i for i in may_be if _is_identifying(table, measured, i)]


def _may_hold_keys(column: ColumnStatistics) -> bool:
    """Whether nearly all cells hold something short, and not always the same."""
    return column.filled >= _MIN_FILLED and column.distinct >= _MIN_VARIED and column.short >= _MIN_SHARE


def _holds_phrases(column: ColumnStatistics) -> bool:
    """Whether most cells are several words that are no code: they tell what a parameter is, and not its name."""
    return max(column.token, column.marked) < _MIN_SHARE


def _measure_likeness(column: Column, measured: ColumnStatistics) -> tuple[bool, int]:
    """How much a column looks like one of identifiers: codes that differ. Licences are codes too, but a few.

    Names come last, unless they are codes themselves.
    """
    is_name = find_last_word(column) in NAME_WORDS and measured.identifier < _MIN_SHARE
    return not is_name, round(10 * measured.code * measured.distinct)


def _may_be_key(column: Column, measured: ColumnStatistics, min_distinct: float) -> bool:
    if measured.repeats_one or measured.filled < _MIN_FILLED or _find_trusted_role(column, measured) is not None:
        return False
    others = measured.image, measured.version, measured.address, measured.price
    other = measured.names_territories or max(others) >= _MIN_SHARE
    return not other and measured.distinct >= min_distinct


def _is_identifying(table: Table, measured: Sequence[ColumnStatistics], index: int) -> bool:
    """Whether a column holds identifiers: codes; or, where no words come before it that tell rows apart, small letters,
    or words among codes. Behind such words small letters have to abbreviate them.
    """
    column = measured[index]
    if column.identifier - column.lowercase >= _MIN_SHARE or column.headed - column.lowercase >= _MIN_HEADED:
        return True
    words = next((i for i, before in enumerate(measured[:index]) if _has_telling_words(before)), None)
    if words is None:
        return column.identifier >= _MIN_SHARE or max(column.member, column.headed) >= _MIN_HEADED
    return column.identifier >= _MIN_SHARE and _measure_abbreviating(table, index, words) >= _MIN_SHARE


def _has_telling_words(column: ColumnStatistics) -> bool:
    is_apart = tells_rows_apart(Role.TEXT, column.filled, column.distinct)
    return is_apart and column.plain >= _MIN_SHARE and not column.names_territories


def _measure_abbreviating(table: Table, index: int, words: int) -> float:
    """The share of the column's texts that abbreviate the cell of their row in the column ``words``, or spell it."""
    rows = [row.cells for row in table.rows[:MAX_ROWS] if max(index, words) < len(row.cells) and row.cells[index].text]
    found = [
        _is_abbreviation(_fold_to_letters(cells[index].text), _fold_to_letters(cells[words].text)) for cells in rows
    ]
    return sum(found) / len(found) if found else 0.0


def _is_abbreviation(short: str, long: str) -> bool:
    """Whether all letters of ``short`` are in ``long``, in order, the first of them first."""
    letters = iter(long)
    return short[:1] == long[:1] and all(letter in letters for letter in short)


def _choose_role(column: Column, measured: ColumnStatistics, named: float) -> _RoleGuess:
    """The role of a column that is not the key; ``named`` is the share of its cells that name their row."""
    role = _find_trusted_role(column, measured)
    if role is not None:
        return _RoleGuess(role, "its header says so")
    if measured.names_territories:
        return _RoleGuess(Role.TERRITORY, "most of its cells name territories")
    if measured.text < _MIN_SHARE:
        return _RoleGuess(Role.VERBATIM, "most of its cells have no text")
    if measured.repeats_one and not measured.plain:
        return _RoleGuess(Role.VERBATIM, "all its cells say the same")
    if max(measured.version, measured.address) >= _MIN_SHARE and not _has_words(measured):
        return _RoleGuess(Role.VERBATIM, "most of its cells are numbers, versions or addresses")
    if find_last_word(column) in NAME_WORDS:
        return _RoleGuess(Role.NAME, "its header says so")
    if named >= _MIN_SHARE and measured.distinct >= _MIN_VARIED:
        return _RoleGuess(Role.NAME, "most of its cells spell the row's key, or the site that they link to")
    return _choose_words_or_codes(measured)


def _find_trusted_role(column: Column, measured: ColumnStatistics) -> Role | None:
    """The role that the header says, unless it means other territories: a "region" of a network is ``eu-north-1``."""
    role = find_role_in_header(column)
    return None if role is Role.TERRITORY and measured.coded >= _MIN_SHARE else role


def _choose_words_or_codes(measured: ColumnStatistics) -> _RoleGuess:
    """TEXT where in doubt: a translator can leave a code as it is, but cannot translate what is not offered."""
    if measured.marked >= _MIN_SHARE and not _has_words(measured):
        return _RoleGuess(Role.VERBATIM, "most of its cells look like code")
    return _RoleGuess(Role.TEXT, "its cells are words")


def _has_words(measured: ColumnStatistics) -> bool:
    """Whether some cells are words that only a translator can say, as "Closed" among times of day."""
    return measured.phrases > 0 and measured.member < _MIN_HEADED


def _keep_one_name(answers: Sequence[_RoleGuess], measured: Sequence[ColumnStatistics]) -> list[_RoleGuess]:
    """A table has one display name: further name columns hold words (or codes) to be judged as such."""
    names = [i for i, (role, _) in enumerate(answers) if role is Role.NAME]
    return [_choose_words_or_codes(measured[i]) if i in names[1:] else answer for i, answer in enumerate(answers)]


def _measure_named(table: Table, index: int, key: int | None) -> float:
    """The share of the column's texts that resemble the key of their row, or the host that they link to."""
    rows = [row.cells for row in table.rows[:MAX_ROWS] if index < len(row.cells)]
    named = [
        _names_row(text, cells[index].link, "" if key is None or key >= len(cells) else cells[key].text)
        for cells in rows
        if (text := cells[index].text)
    ]
    return sum(named) / len(named) if named else 0.0


def _names_row(text: str, link: str, key: str) -> bool:
    """Whether a short text is the key in another spelling, or the name of the site that it links to."""
    hosts = _get_host(link).split(".") if link else []
    return len(text.split()) <= MAX_CODE_WORDS and any(_are_alike(text, other) for other in (key, *hosts))


def _get_host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:  # a broken address, such as "http://[x"
        return ""


def _are_alike(name: str, other: str) -> bool:
    """Whether the letters and digits are the same, or those of one are at least half of the other's."""
    short, long = sorted((_fold_to_letters(name), _fold_to_letters(other)), key=len)
    if short == long:
        return short != ""
    return len(long) <= 2 * len(short) and len(short) >= _MIN_STEM_LETTERS and short in long


def _fold_to_letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
