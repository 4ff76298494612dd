"""Values that are copied as they are: which cells hold them, and how one differs from what the editions say.

What the source says is code to the eye (``USD``, ``10s``, ``file.new``), or it is words or signs that only their column
makes code: ``string`` under "Type". Whether the latter are damage where they were translated, the copy itself tells:
not if it translates them throughout.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tabl10n import formats
from tabl10n.align.model import Variant
from tabl10n.audit.context import Context, RowFacts
from tabl10n.columns.cells import read_value
from tabl10n.columns.tokens import is_dash, looks_like_code
from tabl10n.document import Cell
from tabl10n.findings import Severity
from tabl10n.nodes import Code, walk
from tabl10n.text.characters import remove_hidden
from tabl10n.text.dates import is_same_date
from tabl10n.text.folding import fold_look
from tabl10n.text.numbers import has_same_numbers, has_sign_in_words, is_translated_quantity
from tabl10n.text.versions import find_version, is_version

# The share of a column's cells that must hold their value still for it to be the source's beyond doubt.
_MIN_KEPT_SHARE = 0.1
_VERSION_WORDS = frozenset({"ver", "version", "versions", "since", "release", "tag"})
_MAX_COUNTED_WORDS = 2  # words of a number with its counting word: "1 pcs"
_DIGITS = re.compile(r"\d+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # ISO 8601
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_LABEL = re.compile(r"(?:[A-Z][a-z]+|OK)(?:[ -][A-Za-z][a-z]+)*")  # what buttons say
_REMARK = re.compile(r"\([a-z]+(?: [a-z]+)*\)")  # "(empty)": words about a value
_CODE_PART = re.compile(r"\b(?:true|false|null|undefined|[a-z]+[A-Z]\w*|\w*[\d_]\w*)\b|\w+[.(]\w*", re.ASCII)
_SPACED = re.compile(r"\s*([{}|]|=>|,(?!\s*\d))\s*")  # signs around which spaces mean nothing
# "Support object", "added in", "Select a time"; and a note behind values: "round | butt, see stroke-linecap".
_WORDS = re.compile(r"(?<![\w`'\"./-])[A-Za-z][a-z]+ (?:a )?[a-z]{2,}(?![\w./(-])|(?<=\w), [a-z]{2,} (?=[\w-]+$)")
# The punctuation of East Asian languages, which is set without a space beside it.
_WIDE_PUNCTUATION = str.maketrans("，、：；（）！？", ",,:;()!?")
_PLAIN_WORD = re.compile(r"[A-Za-z][a-z]+")
_AROUND_WORDS = "()[],;:\"'"
_NO_VALUE = frozenset({"none", "no", "nothing", "n/a", "empty", "unset"})  # words about a value, and no values
_LITERALS = frozenset({"true", "false", "null"})  # RFC 8259, and most languages of code


@dataclass(frozen=True, slots=True)
class CopiedValue:
    """One cell that is copied as it is: what it says, and all that the editions say there of its row's key.

    ``expected`` is what the copy's own edition says, ``""`` where that is not one value.
    """

    facts: RowFacts
    cell: Cell
    index: int
    written: str
    known: frozenset[str]
    expected: str

    @property
    def is_right(self) -> bool:
        """Whether the cell says what an edition says, or seems to: invisible characters have a rule of their own."""
        return not self.known or bool({self.written, remove_hidden(self.written)} & self.known)


@dataclass(frozen=True)
class ValueColumn:
    """A column of one table of the copy that is copied as it is, with the values of the rows that are sure.

    ``kept`` is the share of cells that still hold their value, ``vocabulary`` all that the editions say in the column,
    ``marked`` what of it the source marks up as code.
    """

    header: str
    values: tuple[CopiedValue, ...]
    kept: float
    vocabulary: frozenset[str]
    marked: frozenset[str]

    def is_code(self, value: str) -> bool:
        """Whether ``value`` is code by its markup, or to the eye. Capitals alone are where all are of one length:
        ``USD``, not ``FILE``.
        """
        if value in self.marked:
            return True
        if value.isalpha():
            return value in _LITERALS or (value.isupper() and self._is_of_one_length)
        return looks_like_code(value) or is_version(value)

    @cached_property
    def is_version(self) -> bool:
        """Whether the header calls the values versions, and they are no days; else dots are those of numbers."""
        days = [bool(_DAY.fullmatch(value)) for value in self.vocabulary]
        return self.header.rpartition(" ")[2] in _VERSION_WORDS and not _is_mostly(days)

    @cached_property
    def _is_of_one_length(self) -> bool:
        return len({len(word) for word in self.vocabulary if word.isalpha()}) == 1

    def keeps(self, word: str) -> bool:
        """Whether the copy leaves ``word`` as it is in most cells; if it is in one cell alone, most of all words.

        Where the source marks code, the copy left that alone, and nothing tells what becomes of a word; nor does
        anything of the one that says that there is no value.
        """
        kept = self._kept_words.get(word, [])
        if len(kept) == 1:
            return not self.marked and word.casefold() not in _NO_VALUE and self._keeps_most
        return _is_mostly(kept)

    def is_in_one_cell(self, word: str) -> bool:
        """Whether one cell alone says ``word``: nothing shows then what the copy makes of it."""
        return sum(1 for value in self.values if value.expected == word) < 2

    @cached_property
    def _keeps_most(self) -> bool:
        return _is_mostly([_is_mostly(cells) for cells in self._kept_words.values()])

    @cached_property
    def _kept_words(self) -> Mapping[str, Sequence[bool]]:
        found: dict[str, list[bool]] = {}
        for value in self.values:
            if not self.is_code(value.expected):
                found.setdefault(value.expected, []).append(value.is_right)
        return found


class ValueDamage(NamedTuple):
    """What is wrong with a value, in words, how bad that is, and whether it is certain what should be there."""

    severity: Severity
    message: str
    expected: str
    safe: bool


def find_columns(context: Context) -> Iterator[ValueColumn]:
    """The columns of the copy that are copied as they are, but for images: text tells nothing there."""
    vocabulary, marked = _collect_vocabulary(context), _collect_marked(context)
    grouped: dict[tuple[int, int, str], list[CopiedValue]] = {}
    for facts in context.sure_rows:
        for header, index in _find_columns(facts):
            value = _read_value(facts, header, index)
            if value is not None:
                grouped.setdefault((facts.aligned.table, index, header), []).append(value)
    for (*_, header), values in grouped.items():
        words = vocabulary.get(header, frozenset())
        yield ValueColumn(header, tuple(values), _measure_kept(values), words, words & marked)


def _find_columns(facts: RowFacts) -> Iterator[tuple[str, int]]:
    """The header in the source and the index of each such column of the row's table."""
    columns = facts.columns
    taken = (columns.key, columns.territory, columns.name, columns.image)
    return ((header, index) for header, index in columns.verbatim if index not in taken)


def _read_value(facts: RowFacts, header: str, index: int) -> CopiedValue | None:
    cell = facts.cell(index)
    if cell is None or facts.entry is None:
        return None
    is_version = index == facts.columns.version
    known = frozenset(_list_values(facts.all_variants, header, is_version=is_version))
    own = frozenset(_list_values(facts.variants, header, is_version=is_version))
    return CopiedValue(facts, cell, index, read_value(cell), known, next(iter(own)) if len(own) == 1 else "")


def _list_values(variants: Iterable[Variant], header: str, *, is_version: bool) -> Iterator[str]:
    for variant in variants:
        yield from (value for title, value in variant.values if title == header)
        if is_version and variant.version:
            yield variant.version


def _measure_kept(values: Sequence[CopiedValue]) -> float:
    judged = [value for value in values if value.known]
    kept = sum(1 for value in judged if any(_contains_value(value.written, known) for known in value.known))
    return kept / max(len(judged), 1)


def _contains_value(written: str, known: str) -> bool:
    """Something may have been added to a value that was kept: a counting word, a unit."""
    return find_version(written) == find_version(known) if is_version(known) else known in written


def _collect_vocabulary(context: Context) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in context.registry.entries.values():
        for variant in entry.variants:
            for header, value in variant.values:
                found.setdefault(header, set()).add(value)
    return {header: frozenset(values) for header, values in found.items()}


def _is_mostly(answers: Sequence[bool]) -> bool:
    return 2 * sum(answers) >= max(len(answers), 1)


def _collect_marked(context: Context) -> frozenset[str]:
    """What is in the marks of code in a verbatim column of the source: in Markdown, reStructuredText or HTML."""
    document, is_code = context.source, formats.get(context.source.format).is_code
    rows = context.list_source_rows()
    cells = (cell for row, columns in rows for _, index in columns.verbatim if (cell := columns.cell(row, index)))
    return frozenset(read_value(cell) for cell in cells if is_code(document.raw(cell)))


def find_damage(context: Context, column: ValueColumn, value: CopiedValue) -> ValueDamage | None:
    """What is wrong with ``value``, None where nothing is."""
    if value.is_right:
        return None
    likely = _get_expected(value)
    if not value.written and all(map(is_dash, value.known)):
        return None  # both say that there is no value
    if _SPACED.sub(r"\1", value.written) == _SPACED.sub(r"\1", likely) != "":
        return None  # they differ in the spaces around such signs
    if likely and (fact := _describe_layout(context, column, value.written, likely)):
        return ValueDamage(Severity.HINT, fact, likely, safe=False)
    if _is_well_formed(column, value):
        if column.kept < _MIN_KEPT_SHARE:
            return None  # a column of another day, or another column
        return ValueDamage(Severity.WARNING, _describe_other_value(column, value), likely, safe=False)
    return _judge_damaged(context, column, value, likely)


def _is_well_formed(column: ValueColumn, value: CopiedValue) -> bool:
    """Whether what is written may be true and of another day: a version, a value of another row, other numbers."""
    if is_version(value.written) and any(map(is_version, value.known)):
        return True
    has_numbers = _DIGITS.sub("0", value.written) != value.written
    return value.written in column.vocabulary or (has_numbers and _is_alike(value.written, value.known))


def _is_alike(text: str, known: Iterable[str]) -> bool:
    """Whether ``text`` is one of ``known`` but for its numbers."""
    bare = _DIGITS.sub("0", text)
    return any(bare == _DIGITS.sub("0", other) for other in known)


def _get_expected(value: CopiedValue) -> str:
    """What is left of a version without what was added to it; without such, the one value of the copy's edition.

    A version that no edition has is of another day where it looks like those: "3" is none of "10-20-7".
    """
    kept = find_version(value.cell.text, value.cell.image)
    if kept and any(map(is_version, value.known)) and not is_version(value.written):
        own = next((known for known in sorted(value.known) if find_version(known) == kept), "")
        return own or (kept if _is_alike(kept, value.known) or not value.expected else value.expected)
    return value.expected


def _describe_layout(context: Context, column: ValueColumn, written: str, expected: str) -> str:
    """In words, a difference that changes nothing for a reader; ``""`` where it may."""
    if _remove_spaces(written) == _remove_spaces(expected):
        return f"{written!r} differs from {expected!r} in spaces"
    if _remove_spaces(written.translate(_WIDE_PUNCTUATION)) == _remove_spaces(expected):
        return f"{written!r} is {expected!r} in the punctuation of this language"
    if _remove_spaces(written) == _remove_spaces(expected.replace("|", " ")) and "|" in expected:
        return f"{written!r} is {expected!r} without the bars between the values"
    if is_dash(written) and is_dash(expected):
        return f"{written!r} is another dash than {expected!r}"
    if not column.is_version and has_same_numbers(written, expected, context.locale, context.source_locale):
        return f"{written!r} is {expected!r} as numbers are written in this language"
    if not column.is_version and is_same_date(written, expected, context.locale, context.source_locale):
        return f"{written!r} is {expected!r} as dates are written in this language"
    if column.kept < _MIN_KEPT_SHARE and has_sign_in_words(written, expected, context.locale, context.source_locale):
        return f"{written!r} has a word for the sign in {expected!r}, as the copy has throughout"
    return ""


def _remove_spaces(text: str) -> str:
    return "".join(text.split())


def _judge_damaged(context: Context, column: ValueColumn, value: CopiedValue, expected: str) -> ValueDamage | None:
    """Words are a hint where the copy translates them throughout, and fixed only where it mostly leaves them alone.

    One that is in no other row is left: "none" may rightly be translated where all else is code. So may words
    among values, as what a button says by default, or a note behind a version: nothing is found then, unless code in
    them is gone.
    """
    if expected not in column.marked and is_translated_quantity(value.written, expected):
        return None
    message = _describe_wrong_value(column, value)
    safe = (
        expected in value.known
        and column.kept >= _MIN_KEPT_SHARE
        and not (context.unknown_row_count and _would_add(value, expected))
    )
    safe = safe and _is_of_one_kind(column, value, expected) and _is_in_row(value, expected)
    if value.written and not column.is_version and not any(map(column.is_code, value.known)):
        if not column.keeps(expected) and _is_for_readers(value, expected):
            return None
        kept = column.keeps(expected) and not _has_all_but_words(value.written, expected)
        is_fixable = safe and kept and not column.is_in_one_cell(expected)
        return ValueDamage(Severity.WARNING if kept else Severity.HINT, message, expected, is_fixable)
    if value.written and _is_in_words(column, value, expected):
        if _is_for_readers(value, expected):
            return None
        return ValueDamage(Severity.HINT, message, expected, safe=False)
    in_doubt = column.kept < _MIN_KEPT_SHARE or (context.is_same_language and not column.is_version)
    return ValueDamage(Severity.WARNING if in_doubt else Severity.ERROR, message, expected, safe and not in_doubt)


def _is_in_words(column: ValueColumn, value: CopiedValue, expected: str) -> bool:
    """Whether what is expected is, or holds, words for readers, and the copy has the same numbers: several in a row, or
    one with a capital that no other cell says, although it is marked as code; or plain words beside what was kept.
    """
    if _NUMBERS.findall(value.written) != _NUMBERS.findall(expected):
        return False
    is_label = _LABEL.fullmatch(expected) is not None and column.is_in_one_cell(expected)
    return is_label or _WORDS.search(expected) is not None or _has_all_but_words(value.written, expected)


def _has_all_but_words(written: str, expected: str) -> bool:
    """Whether a value of several tokens is there but for plain words among them: "3.19 (latest)", "80 or 443"."""
    tokens = [token.strip(_AROUND_WORDS) for token in expected.split()]
    lost = [token for token in tokens if token not in written]
    return 0 < len(lost) < len(tokens) and all(map(_PLAIN_WORD.fullmatch, lost))


def _is_for_readers(value: CopiedValue, expected: str) -> bool:
    """Whether words for readers became others, and the code and the numbers among them are there still."""
    is_words = any(pattern.fullmatch(expected) for pattern in (_LABEL, _REMARK)) or _WORDS.search(expected)
    if not is_words or not any(map(str.isalpha, value.written)) or looks_like_code(value.written):
        return False
    code = {*_CODE_PART.findall(expected), *_list_marked(value, expected)}
    return all(part in value.written for part in code)


def _list_marked(value: CopiedValue, expected: str) -> Iterator[str]:
    """What is marked as code beside words in the source's cell; what a button says is words, marked or not."""
    for cell in value.facts.list_source_cells(value.index):
        codes = (node.text for node in walk(cell.nodes) if isinstance(node, Code))
        yield from (code for code in codes if code != expected and not _LABEL.fullmatch(code))


def _is_of_one_kind(column: ValueColumn, value: CopiedValue, expected: str) -> bool:
    """Whether both are a version, a number or code, and no words: those may rightly be translated.

    One counting word beside a number that was kept is an addition to it. A machine makes a cell small, or gives it
    capitals: a value that lost some of several capitals is someone's spelling, as of a type.
    """
    if is_version(expected):
        is_kept = find_version(value.cell.text, value.cell.image) == find_version(expected)
        return is_kept and len(value.written.split()) <= _MAX_COUNTED_WORDS
    is_same = _fold_letters(value.written) == _fold_letters(expected)
    is_respelt = 0 < _count_capitals(value.written) < _count_capitals(expected)
    return column.is_code(expected) and _is_balanced(expected) and is_same and not is_respelt


def _count_capitals(text: str) -> int:
    return sum(map(str.isupper, text))


def _fold_letters(text: str) -> str:
    """A text without letter case, wide forms, spaces and what nobody sees."""
    return fold_look(text).replace(" ", "")


def _is_balanced(text: str) -> bool:
    """Whether all quotes and brackets of a text are closed: what the source misspells is no better than the copy's."""
    quotes = all(text.count(quote) % 2 == 0 for quote in "'\"`")
    return quotes and all(text.count(opening) == text.count(closing) for opening, closing in ("()", "[]", "{}", "<>"))


def _is_in_row(value: CopiedValue, expected: str) -> bool:
    """Whether the source says what is expected in this very row, as far as the copy follows it."""
    facts, cells = value.facts, list(value.facts.list_source_cells(value.index))
    if not cells or facts.variants[0].edition != facts.all_variants[0].edition:
        return True
    return any(read_value(cell) == expected for cell in cells)


def _would_add(value: CopiedValue, expected: str) -> bool:
    """Whether what is expected is more than what is left of the value without what was added to it."""
    return find_version(value.cell.text, value.cell.image) != expected


def _describe_other_value(column: ValueColumn, value: CopiedValue) -> str:
    return f"no edition has the {_name_column(column)} {value.written!r} of {value.facts.key!r}"


def _describe_wrong_value(column: ValueColumn, value: CopiedValue) -> str:
    noun, key = _name_column(column), value.facts.key
    if not value.written:
        return f"the {noun} of {key!r} is missing"
    if unicodedata.normalize("NFKC", value.written) in value.known:
        return f"{value.written!r} is written in wide or narrow forms"
    return f"{value.written!r} is no {noun} of {key!r}"


def _name_column(column: ValueColumn) -> str:
    return "version" if column.is_version else "value"
