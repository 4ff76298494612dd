"""Which column plays which role: from settings, else from its header and what its cells hold.

A header is believed first, where it is one of the field's usual words in English; the cells decide the rest, so that
a table in another language, or with its header gone, is understood too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tabl10n import territories
from tabl10n.document import Cell, Column, Document, Role, Table

# The last word of a header that names a role by itself. Reference tables of libraries, tools and standards use these.
_KEY_WORDS = frozenset(
    "id ids identifier key keys code option options flag flags switch parameter parameters argument command commands "
    "function method property attribute field variable class constant macro symbol slug setting directive keyword "
    "image package module".split()
)
_TERRITORY_WORDS = frozenset("country countries region regions territory territories nation nations".split())
_NAME_WORDS = frozenset("name names title label".split())
_TEXT_WORDS = frozenset(
    "description descriptions meaning summary explanation purpose comment comments note notes remark remarks details "
    "usage effect".split()
)
_VERBATIM_WORDS = frozenset(
    "ver version versions logo icon doc docs documentation url urls link links source sources api type types default "
    "defaults since date".split()
)
_WORDS = (
    (Role.TERRITORY, _TERRITORY_WORDS),
    (Role.TEXT, _TEXT_WORDS),
    (Role.VERBATIM, _VERBATIM_WORDS),
)
# One token that a machine reads: no space, and not only letters, or letters of one ASCII word.
_TOKEN = re.compile(r"[^\s,;。，、]+")
_CODE = re.compile(r"[\w.:/\\@#$%&=+~<>*(){}\[\]-]*[A-Za-z0-9_][\w.:/\\@#$%&=+~<>*(){}\[\]-]*", re.ASCII)
# What no ordinary word has: a digit, a capital after a small letter, a mark that starts an option or a path or stands
# inside a token. A hyphen or an apostrophe between letters is English ("read-only").
_CODE_MARK = re.compile(r"\d|_|[a-z][A-Z]|[A-Z]{2}[a-z]|^(?:[-/$@#<.~*\\]|::)+\w|[^\W_][^\w\s'’-]+\w|\w\(\)$")
_CAPITALS = re.compile(r"[A-Z]{1,5}")
_TERRITORY_CODE = re.compile(r"[A-Z]{2,3}|[0-9]{3}")  # ISO 3166, UN M.49
# A version, a number or a wildcard, with at most a word of one or two letters that a translator added; a percentage.
_VERSION = re.compile(r"[*\-–]|[vV]?\d+(?:[.\-_]\d+)*[a-z]?\s?(?:[^\W\d_]{0,2}|%)")
_DASH = re.compile(r"[-–—―−]{1,3}")  # hyphens, dashes, the minus sign
_SAMPLE = 400  # cells looked at in a column: enough to know what it holds, whatever the table's length
_FEW_WORDS = 4  # "-o, --output FILE" is still an identifier, a sentence is not
# The least share of different texts in a column whose header names no key, in a table that lists each key once: types
# and units repeat, and methods of several signatures do so less.
_MIN_DISTINCT = 0.8
_MIN_FILLED = 0.8  # the least share of cells of a column of identifiers that say anything
_VARIED = 0.3  # the least share of different texts in a column of identifiers: a key may stand on several rows
_STEM = 3  # letters that two names must share at least: "m" in "metre" says nothing
_MOST = 0.6  # the share of cells from which a column is taken to hold what they hold: a damaged copy keeps that many


@dataclass(frozen=True, slots=True)
class _Content:
    """What a column's cells hold, as shares of those that hold anything; a dash is nothing, unless all are dashes."""

    filled: float  # of all cells
    distinct: float
    text: float
    image: float
    token: float
    short: float
    address: float
    code: float
    marked: float  # what no ordinary word looks like
    coded: float  # such, and no code of a territory either
    version: float
    territory: bool  # most name territories
    repeated: bool  # one text in all cells


def with_roles(document: Document, settings: Mapping[str, Role] | None = None, locale: str | None = None) -> Document:
    """``document`` with a role for each column of each table.

    ``settings`` maps a header's text to its role and is taken as it is; every other column's role is inferred.
    ``locale`` is the language that the cells are written in, where that is known: it tells territories from words.
    """
    tables = tuple(_with_roles(table, settings or {}, locale) for table in document.tables)
    return replace(document, tables=tables)


def _with_roles(table: Table, settings: Mapping[str, Role], locale: str | None) -> Table:
    contents = [_content(table, i, locale) for i in range(len(table.columns))]
    roles: list[Role | None] = [settings.get(column.header.text) for column in table.columns]
    key = roles.index(Role.KEY) if Role.KEY in roles else _key_column(table, contents, roles)
    for i, column in enumerate(table.columns):
        if roles[i] is None:
            roles[i] = Role.KEY if i == key else _role(column, contents[i], _named_like_row(table, i, key))
    _only_first(roles, contents)
    columns = tuple(replace(column, known_role=role) for column, role in zip(table.columns, roles, strict=True))
    return replace(table, columns=columns)


def _content(table: Table, index: int, locale: str | None) -> _Content:
    rows = min(len(table.rows), _SAMPLE)
    cells = [row.cells[index] for row in table.rows[:_SAMPLE] if index < len(row.cells)]
    filled = [cell for cell in cells if cell.text or cell.image]
    cells = [cell for cell in filled if not is_dash(cell.text)] or filled
    texts = [cell.text for cell in cells if cell.text]
    distinct = sorted(set(texts))

    def share(holds: Callable[[Cell], object]) -> float:
        return sum(1 for cell in cells if holds(cell)) / len(cells) if cells else 0.0

    return _Content(
        filled=len(cells) / rows if rows else 0.0,
        distinct=len(distinct) / len(texts) if texts else 0.0,
        text=share(lambda cell: cell.text),
        image=share(lambda cell: cell.image),
        token=share(lambda cell: _TOKEN.fullmatch(cell.text)),
        short=share(lambda cell: cell.text and len(cell.text.split()) <= _FEW_WORDS),
        address=share(lambda cell: cell.link and cell.link == cell.text),
        code=share(lambda cell: _CODE.fullmatch(cell.text)),
        marked=share(lambda cell: looks_like_code(cell.text)),
        coded=share(lambda cell: looks_like_code(cell.text) and not _TERRITORY_CODE.fullmatch(cell.text)),
        version=share(lambda cell: cell.text and _VERSION.fullmatch(cell.text)),
        territory=_are_territories(distinct, locale),
        repeated=len(texts) > 1 and len(distinct) == 1,
    )


def _are_territories(texts: Sequence[str], locale: str | None) -> bool:
    """Whether most of ``texts`` name territories, in one language.

    A column of codes alone holds keys, not names.
    """
    if sum(1 for text in texts if _TERRITORY_CODE.fullmatch(text)) >= _MOST * len(texts):
        return False
    return any(_name_territories(texts, tag) for tag in ((locale,) if locale else likely_locales(texts)))


def _name_territories(texts: Sequence[str], locale: str) -> bool:
    """Whether most of ``texts`` do in ``locale``; given up as soon as too few are left, for most columns do not."""
    found = len(texts)
    for text in texts:
        found -= not _all_territories(text, locale)
        if found / len(texts) < _MOST:
            return False
    return bool(texts)


def _all_territories(text: str, locale: str) -> bool:
    return all(part.match for part in territories.split(text, locale))


# Languages to try for a column of unknown language, by a range of code points of its script.
_SCRIPTS = (
    ("\u3040", "\u30ff", ("ja",)),
    ("\u4e00", "\u9fff", ("zh_Hans", "zh_Hant", "ja")),
    ("\uac00", "\ud7af", ("ko",)),
    ("\u0400", "\u04ff", ("ru", "uk", "bg", "sr")),
    ("\u0590", "\u05ff", ("he",)),
    ("\u0600", "\u06ff", ("ar", "fa", "ur")),
    ("\u0900", "\u097f", ("hi", "mr", "ne")),
    ("\u0980", "\u09ff", ("bn",)),
    ("\u0b80", "\u0bff", ("ta",)),
    ("\u0e00", "\u0e7f", ("th",)),
    ("\u0370", "\u03ff", ("el",)),
    ("\u10a0", "\u10ff", ("ka",)),
    ("\u0530", "\u058f", ("hy",)),
)
_LATIN = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "vi", "id", "sv", "cs")


def likely_locales(texts: Sequence[str]) -> tuple[str, ...]:
    """The locales that ``texts`` may be written in, by their script; English is always among them."""
    sample = "".join(texts[:50])
    found = [tags for first, last, tags in _SCRIPTS if any(first <= char <= last for char in sample)]
    return ("en", *(tag for tags in found for tag in tags)) if found else _LATIN


def _key_column(table: Table, contents: Sequence[_Content], roles: Sequence[Role | None]) -> int | None:
    """The column that holds the identifiers: by its header, else the one whose cells look most like them."""
    if table.is_vertical:  # its columns have no header, and what one of them holds is of as many kinds as it has rows
        return None
    open_columns = [i for i, role in enumerate(roles) if role is None]
    named = [i for i in open_columns if _last_word(table.columns[i]) in _KEY_WORDS and _holds_keys(contents[i])]
    by_territory = any(content.territory for content in contents)  # such tables list a key once for each
    least = _VARIED if by_territory else _MIN_DISTINCT
    fitting = [i for i in open_columns if _may_be_key(table.columns[i], contents[i], least)]
    if fitting:  # then phrases are none, whatever their header is
        named = [i for i in named if not _is_phrases(contents[i])]
    if named:
        return max(named, key=lambda i: (_header(table.columns[i]) in _KEY_WORDS, contents[i].distinct, -i))
    if fitting:
        return max(fitting, key=lambda i: (_last_word(table.columns[i]) not in _NAME_WORDS, _likeness(contents[i]), -i))
    names = [i for i in open_columns if _last_word(table.columns[i]) in _NAME_WORDS and _holds_keys(contents[i])]
    return next(iter(names), None)  # a table that hangs on nothing else hangs on its names


def _holds_keys(content: _Content) -> bool:
    return content.filled >= _MIN_FILLED and content.distinct >= _VARIED and content.short >= _MOST


def _is_phrases(content: _Content) -> bool:
    """Whether most cells are several words that are no code: they tell what a parameter is, and not its name."""
    return max(content.token, content.marked) < _MOST


def _likeness(content: _Content) -> float:
    """How much a column looks like one of identifiers: codes that differ. Licences are codes too, but a few."""
    return content.code * content.distinct


def _may_be_key(column: Column, content: _Content, least_distinct: float) -> bool:
    if content.repeated or content.filled < _MIN_FILLED or _said(column, content) is not None:
        return False
    plain = max(content.image, content.version, content.address) < _MOST and not content.territory
    return plain and content.distinct >= least_distinct and content.token >= _MOST


def _role(column: Column, content: _Content, named: float) -> Role:
    """The role of a column that is not the key; ``named`` is the share of its cells that name their row."""
    said = _said(column, content)
    if said is not None:
        return said
    if content.territory:
        return Role.TERRITORY
    if content.text < _MOST or content.repeated or max(content.version, content.address) >= _MOST:
        return Role.VERBATIM
    if _last_word(column) in _NAME_WORDS or (named >= _MOST and content.distinct >= _VARIED):
        return Role.NAME
    return _words_or_codes(content)


def _said(column: Column, content: _Content) -> Role | None:
    """The role that the header says, unless it means other territories: a "region" of a network is ``eu-north-1``."""
    word = _last_word(column)
    role = next((role for role, words in _WORDS if word in words), None)
    return None if role is Role.TERRITORY and content.coded >= _MOST else role


def _words_or_codes(content: _Content) -> Role:
    """TEXT where in doubt: a translator can leave a code as it is, but cannot translate what is not offered."""
    return Role.VERBATIM if content.marked >= _MOST else Role.TEXT


def is_dash(text: str) -> bool:
    """Whether ``text`` is a dash of some kind, which says that there is no value."""
    return bool(_DASH.fullmatch(text))


def looks_like_code(text: str) -> bool:
    """Whether ``text`` is code to the eye: "GPL-3.0", "file.new" and "RFC 9110" are, "Continue" is not."""
    tokens = text.split()
    return 0 < len(tokens) <= _FEW_WORDS and all(_is_code(token) for token in tokens)


def _is_code(token: str) -> bool:
    letters = "".join(filter(str.isalpha, token))
    return letters.isascii() and bool(_CODE_MARK.search(token) or _CAPITALS.fullmatch(token))


def _named_like_row(table: Table, index: int, key: int | None) -> float:
    """The share of the column's texts that resemble the key of their row, or the host that they link to."""
    rows = [row for row in table.rows[:_SAMPLE] if index < len(row.cells) and row.cells[index].text]
    keys = [row.cells[key].text if key is not None and key < len(row.cells) else "" for row in rows]
    named = [_names(row.cells[index], text) for row, text in zip(rows, keys, strict=True)]
    return sum(named) / len(named) if named else 0.0


def _names(cell: Cell, key: str) -> bool:
    """Whether a short text is the key in another spelling, or the name of the site that it links to."""
    hosts = _host(cell.link).split(".") if cell.link else []
    return len(cell.text.split()) <= _FEW_WORDS and any(_alike(cell.text, other) for other in (key, *hosts))


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:  # a broken address, such as "http://[x"
        return ""


def _alike(name: str, other: str) -> bool:
    """Whether the letters and digits are the same, or those of one are at least half of the other's."""
    short, long = sorted((_squeezed(name), _squeezed(other)), key=len)
    if short == long:
        return short != ""
    return len(long) <= 2 * len(short) and len(short) >= _STEM and short in long


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _only_first(roles: list[Role | None], contents: Sequence[_Content]) -> None:
    """A table has one display name: further name columns hold words (or codes) to be judged as such."""
    names = [i for i, role in enumerate(roles) if role is Role.NAME]
    for i in names[1:]:
        roles[i] = _words_or_codes(contents[i])


def _header(column: Column) -> str:
    return column.header.text.casefold().strip()


def _last_word(column: Column) -> str:
    words = re.findall(r"[a-z]+", _header(column))
    return words[-1] if words else ""
