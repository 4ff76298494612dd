"""Pages of reference tables made up for property tests: in English, soundly translated, and damaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from tabl10n import formats
from tabl10n.territories import name_of

LOCALES = ("de", "zh_Hans", "tr")
FORMATS = ("markdown", "html", "rst")
SUFFIXES = {"markdown": ".md", "html": ".html", "rst": ".rst", "csv": ".csv"}
TERRITORIES = ("DE", "TR", "US", "CZ", "JP", "NO", "BR", "ZA", "KR", "GB", "FI", "VG", "HK", "NE", "NG")
STEMS = (
    "anchor", "beacon", "cabin", "dinghy", "ember", "ferry", "gull", "harbor", "island", "jetty", "keel", "lantern",
    "mast", "needle", "oar", "pier", "quay", "rudder", "sail", "tide",
)  # fmt: skip
# A word and what it is in each locale.
WORDS = {
    "old": {"de": "alte", "zh_Hans": "旧", "tr": "eski"},
    "small": {"de": "kleine", "zh_Hans": "小", "tr": "küçük"},
    "red": {"de": "rote", "zh_Hans": "红色", "tr": "kırmızı"},
    "first": {"de": "erste", "zh_Hans": "首个", "tr": "ilk"},
    "rope": {"de": "Leine", "zh_Hans": "绳索", "tr": "halat"},
    "wind": {"de": "Brise", "zh_Hans": "风", "tr": "rüzgar"},
    "crew": {"de": "Mannschaft", "zh_Hans": "船员", "tr": "mürettebat"},
    "cargo": {"de": "Ladung", "zh_Hans": "货物", "tr": "yük"},
    "paint": {"de": "Farbe", "zh_Hans": "油漆", "tr": "boya"},
    "weather": {"de": "Wetter", "zh_Hans": "天气", "tr": "hava"},
    "captain": {"de": "Kapitän", "zh_Hans": "船长", "tr": "kaptan"},
    "kitchen": {"de": "Küche", "zh_Hans": "厨房", "tr": "mutfak"},
}
HEADERS = {
    "Option": {"de": "Schalter", "zh_Hans": "选项", "tr": "Seçenek"},
    "Type": {"de": "Typ", "zh_Hans": "类型", "tr": "Tür"},
    "Default": {"de": "Vorgabe", "zh_Hans": "默认值", "tr": "Varsayılan"},
    "Since": {"de": "Seit", "zh_Hans": "版本", "tr": "Sürüm"},
    "Version": {"de": "Version", "zh_Hans": "版本", "tr": "Sürüm"},
    "Description": {"de": "Beschreibung", "zh_Hans": "说明", "tr": "Açıklama"},
    "Variable": {"de": "Umgebungsvariable", "zh_Hans": "变量", "tr": "Değişken"},
    "Code": {"de": "Code", "zh_Hans": "代码", "tr": "Kod"},
    "Country": {"de": "Land", "zh_Hans": "国家", "tr": "Ülke"},
    "Member": {"de": "Element", "zh_Hans": "成员", "tr": "Üye"},
    "Logo": {"de": "Logo", "zh_Hans": "标志", "tr": "Logo"},
    "id": {"de": "id", "zh_Hans": "id", "tr": "id"},
    "Name": {"de": "Name", "zh_Hans": "名称", "tr": "Ad"},
    "Manual": {"de": "Handbuch", "zh_Hans": "手册", "tr": "Kılavuz"},
    "Shortcut": {"de": "Tastenkürzel", "zh_Hans": "快捷键", "tr": "Kısayol"},
    "Action": {"de": "Aktion", "zh_Hans": "操作", "tr": "Eylem"},
    "Team": {"de": "Gruppe", "zh_Hans": "团队", "tr": "Takım"},
    "Duty": {"de": "Aufgabe", "zh_Hans": "职责", "tr": "Görev"},
    "Key": {"de": "Schlüssel", "zh_Hans": "键", "tr": "Anahtar"},
}


class Said(NamedTuple):
    """What one cell says; an image is always in a link. Words and territories are said in English."""

    text: str = ""
    link: str = ""
    image: str = ""
    is_code: bool = False
    kind: str = "value"  # or "words", "territory"

    def translated(self, locale: str) -> Said:
        """What a sound translation says."""
        if self.kind == "territory":
            return self._replace(text=territory(self.text, locale))
        if self.kind == "words":
            return self._replace(text=in_words(self.text.split(), locale))
        return self

    def markdown(self) -> str:
        text = f"`{self.text}`" if self.is_code and self.text else self.text
        if self.image:
            return f"[![{self.text}]({self.image})]({self.link})"
        return f"[{text}]({self.link})" if self.link else text


class Put(NamedTuple):
    """What a cell of a copy says, and all that it may say once it is fixed besides: what was there before."""

    said: Said
    before: frozenset[Said]


Grid = list[list[Put]]


@dataclass(frozen=True)
class Table:
    """One table; ``key`` is the column of the keys, None where it has none."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    key: int | None = 0

    def grid(self, locale: str) -> Grid:
        """The table in a language."""
        translated = [[cell.translated(locale) for cell in row] for row in self.rows]
        return [[Put(cell, frozenset({cell})) for cell in row] for row in translated]

    def titles(self, locale: str) -> list[str]:
        return [header if locale == "en" else HEADERS[header][locale] for header in self.headers]

    def keys(self) -> list[str]:
        return [] if self.key is None else [row[self.key].text for row in self.rows]


def territory(code: str, locale: str) -> str:
    return name_of(code, locale) or code


def in_words(words: Sequence[str], locale: str) -> str:
    if locale == "en":
        said = " ".join(words)
    elif locale.startswith("zh"):
        said = "".join(WORDS[word][locale] for word in words)
    else:
        said = " ".join(WORDS[word][locale] for word in words)
    return said[:1].upper() + said[1:]


def page(tables: Sequence[tuple[Sequence[str], Grid]], locale: str) -> str:
    """The tables as a Markdown page, each under its heading; the headings are words of the page's language."""
    topics = [in_words(pair, locale) for pair in (("old", "captain"), ("small", "kitchen"), ("red", "cargo"))]
    parts = [f"# {in_words(['first', 'crew', 'weather'], locale)}\n"]
    for topic, (headers, rows) in zip(topics, tables, strict=False):
        lines = [headers, ["---"] * len(headers), *([put.said.markdown() for put in row] for row in rows)]
        parts.append(f"## {topic}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines))
    return "\n".join(parts)


def converted(markdown: str, target: str) -> str:
    """The page in another format; in CSV, which has no marks of code, without them."""
    text = markdown.replace("`", "") if target == "csv" else markdown
    return formats.convert(formats.parse(text, "page.md"), target)


def plain_page(tables: Sequence[Table], locale: str) -> str:
    return page([(table.titles(locale), table.grid(locale)) for table in tables], locale)


# -- tables of many kinds


def _words(random: Random, least: int = 3) -> Said:
    return Said(" ".join(random.sample(list(WORDS), random.randint(least, 5))), kind="words")


def _territory(random: Random) -> Said:
    return Said(random.choice(TERRITORIES), kind="territory")


def _version(random: Random) -> Said:
    return Said(f"{random.randint(0, 5)}.{random.randint(0, 12)}.{random.randint(0, 3)}" * (random.random() < 0.8))


def _type(random: Random) -> Said:
    return Said(random.choice(("string", "number", "boolean")))


def _default(random: Random) -> Said:
    return Said(random.choice(("10s", "256 MB", "true", "/tmp/x", "4", "-", "utf-8")), is_code=random.random() < 0.3)


def _option(stem: str) -> Said:
    return Said(f"--{stem}-size")


def _variable(stem: str) -> Said:
    return Said(f"{stem.upper()}_PATH", is_code=True)


def _member(stem: str) -> Said:
    return Said(f"Boat.{stem.title()}", f"api/boat-{stem}.md")


def _setting(stem: str) -> Said:
    return Said(f"{stem}Width")


def _code(stem: str) -> Said:
    return Said((stem[0] + stem[-2:]).upper())


def _shortcut(stem: str) -> Said:
    return Said(f"Ctrl+Shift+{stem[:2].upper()}")


def _slug(stem: str) -> Said:
    return Said(stem)


def _logo(stem: str) -> Said:
    return Said(stem, f"https://{stem}.example", f"https://img.example/4a7f/{stem}.png")


def _name(stem: str) -> Said:
    return Said(f"{stem.title()} Works", f"https://{stem}.example")


def _manual(stem: str) -> Said:
    return Said("Manual", f"https://docs.example/{stem}/manual")


Maker = Callable[[str, Random], Said]


def _by_stem(make: Callable[[str], Said]) -> Maker:
    return lambda stem, random: make(stem)


def _at_random(make: Callable[[Random], Said]) -> Maker:
    return lambda stem, random: make(random)


_KEYED = {
    "Option": _option, "Variable": _variable, "Member": _member, "Key": _setting, "Code": _code,
    "Shortcut": _shortcut, "id": _slug, "Logo": _logo, "Name": _name, "Manual": _manual,
}  # fmt: skip
_FREE = {
    "Type": _type, "Default": _default, "Since": _version, "Version": _version, "Country": _territory,
    "Description": _words, "Action": _words, "Team": _words, "Duty": _words,
}  # fmt: skip
_MAKERS: dict[str, Maker] = {
    **{header: _by_stem(make) for header, make in _KEYED.items()},
    **{header: _at_random(make) for header, make in _FREE.items()},
}
# The headers of each kind of table, its key first; those behind the bar may be left out.
KINDS = {
    "options": ("Option", "Description | Type Default Since"),
    "variables": ("Variable", "Default Description | Since"),
    "members": ("Member", "Description | Type"),
    "settings": ("Key", "Description Type Default | Version"),
    "codes": ("Code", "Description Country | Since"),
    "shortcuts": ("Shortcut", "Action | Since"),
    "shops": ("id", "Logo Name | Country Version Manual Description"),
    "names and links": ("id", "Country Name | Version"),
    "keyless": ("", "Team Duty"),
}


_FIRST = ("Country", "Logo", "id")  # where the key is not the first column


def make_table(kind: str, stems: Sequence[str], seed: int) -> Table:
    """A table of one kind: which of its columns are left out and what its cells say, the seed decides."""
    random = Random(seed)
    key, others = KINDS[kind]
    always, _, maybe = others.partition(" | ")
    optional = [header for header in maybe.split() if random.random() < 0.6]
    headers = [*filter(None, [key]), *always.split(), *optional]
    if kind in ("shops", "names and links") and random.random() < 0.5:
        headers.sort(
            key=lambda header: ("Country", "Logo", "id").index(header) if header in ("Country", "Logo", "id") else 9
        )
    rows = [tuple(_MAKERS[header](stem, random) for header in headers) for stem in stems]
    return Table(tuple(headers), tuple(rows), headers.index(key) if key else None)


@st.composite
def pages_of_tables(draw: st.DrawFn, least: int = 3) -> tuple[Table, ...]:
    """One to three tables for one page; a key may be listed in two of them."""
    tables: list[Table] = []
    for _ in range(draw(st.sampled_from((1, 1, 2, 3)))):
        kind = draw(st.sampled_from(tuple(KINDS)))
        stems = draw(st.lists(st.sampled_from(STEMS), min_size=least, max_size=8, unique=True))
        tables.append(make_table(kind, stems, draw(st.integers(0, 10_000))))
    return tuple(tables)


# -- what is done to a translated table: to its headers and rows, in place

Damage = Callable[[Table, list[str], Grid, Random, str], None]


def _both(one: Put, other: Put) -> Put:
    """What ``other`` says, in the cell of ``one``."""
    return Put(other.said, one.before | other.before)


def _exchange(grid: Grid, one: tuple[int, int], other: tuple[int, int]) -> None:
    a, b = grid[one[0]][one[1]], grid[other[0]][other[1]]
    grid[one[0]][one[1]], grid[other[0]][other[1]] = _both(a, b), _both(b, a)


def _width(grid: Grid) -> int:
    return min(map(len, grid))


def lose_cell(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    row = random.choice(grid)
    if len(row) > 1:
        del row[random.randrange(len(row))]


def join_rows(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    if len(grid) > 2:
        at = random.randrange(len(grid) - 1)
        grid[at : at + 2] = [grid[at] + grid[at + 1]]


def slip_column(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """The cells of a column are one row lower, those of the last row on top."""
    at = random.randrange(_width(grid))
    column = [row[at] for row in grid]
    for row, moved in zip(grid, [column[-1], *column[:-1]], strict=True):
        row[at] = _both(row[at], moved)


def slip_keys(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    at = table.key
    if at is not None and at < _width(grid):
        column = [row[at] for row in grid]
        for row, moved in zip(grid, [*column[1:], column[0]], strict=True):
            row[at] = _both(row[at], moved)


def exchange_values(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    at = random.randrange(_width(grid))
    one, other = random.sample(range(len(grid)), 2)
    _exchange(grid, (one, at), (other, at))


def exchange_keys(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    at = table.key
    if at is not None and at < _width(grid):
        one, other = random.sample(range(len(grid)), 2)
        _exchange(grid, (one, at), (other, at))


def exchange_links(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """Only where two cells of a column lead is exchanged, not what they say."""
    at = random.randrange(_width(grid))
    one, other = random.sample(range(len(grid)), 2)
    a, b = grid[one][at], grid[other][at]
    if a.said.link and b.said.link:
        grid[one][at] = a._replace(said=a.said._replace(link=b.said.link))
        grid[other][at] = b._replace(said=b.said._replace(link=a.said.link))


def lose_column(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """A whole column, most often that of the keys."""
    at = table.key if table.key is not None and random.random() < 0.7 else random.randrange(len(headers))
    if at < _width(grid) and len(headers) > 1:
        del headers[at]
        for row in grid:
            del row[at]


def double_row(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    at = random.randrange(len(grid))
    grid.insert(random.randrange(len(grid)), list(grid[at]))


def drop_row(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    if len(grid) > 2:
        del grid[random.randrange(len(grid))]


def exchange_columns(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """The cells of two columns, under headers that stay."""
    if _width(grid) > 1:
        one, other = random.sample(range(_width(grid)), 2)
        for number in range(len(grid)):
            _exchange(grid, (number, one), (number, other))


def empty_cell(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    row = random.choice(grid)
    at = random.randrange(len(row))
    row[at] = row[at]._replace(said=Said())


def empty_column(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    at = random.randrange(_width(grid))
    for row in grid:
        row[at] = row[at]._replace(said=Said())


def put_words(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """Words in the place of what a cell says."""
    row = random.choice(grid)
    at = random.randrange(len(row))
    said = row[at].said
    if not said.image:
        row[at] = row[at]._replace(said=said._replace(text=in_words(random.sample(list(WORDS), 2), locale)))


def add_word(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """A word behind what a cell says."""
    row = random.choice(grid)
    at = random.randrange(len(row))
    said = row[at].said
    if said.text and not said.image:
        word = in_words([random.choice(list(WORDS))], locale)
        row[at] = row[at]._replace(said=said._replace(text=f"{said.text} {word}"))


def respell(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """Another letter case, a letter lost, two letters swapped."""
    row = random.choice(grid)
    at = table.key if table.key is not None and table.key < len(row) else random.randrange(len(row))
    said = row[at].said
    if len(said.text) > 2 and not said.image:
        text = said.text
        cut = random.randrange(1, len(text) - 1)
        swapped = text[:cut] + text[cut + 1] + text[cut] + text[cut + 2 :]
        text = random.choice(
            (text.upper(), text.title(), text.lower(), text[:cut], text[:cut] + text[cut + 1 :], swapped)
        )
        row[at] = row[at]._replace(said=said._replace(text=text))


def translate_keys(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """Words in the place of several keys."""
    at = table.key
    if at is not None and at < _width(grid):
        for row in grid:
            if random.random() < 0.4:
                said = row[at].said._replace(text=in_words([random.choice(list(WORDS))], locale))
                row[at] = row[at]._replace(said=said)


def retarget(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    """A link that leads elsewhere, or an image that is another's."""
    row = random.choice(grid)
    linked = [at for at, put in enumerate(row) if put.said.link]
    if linked:
        at = random.choice(linked)
        said = row[at].said
        stem = random.choice(STEMS)
        link = random.choice(
            (f"https://{stem}.example", said.link.replace("https", "http"), f"{said.link}.evil.example")
        )
        changed = said._replace(link=link) if random.random() < 0.6 or not said.image else _logo(stem)
        row[at] = row[at]._replace(said=changed)


def misname_territory(table: Table, headers: list[str], grid: Grid, random: Random, locale: str) -> None:
    row = random.choice(grid)
    for at, put in enumerate(row):
        if put.said.kind == "territory":
            code = random.choice(TERRITORIES)
            text = random.choice((territory(code, locale), territory(code, "en"), in_words(["wind"], locale)))
            row[at] = put._replace(said=put.said._replace(text=text))


DAMAGES: tuple[Damage, ...] = (
    lose_cell, join_rows, slip_column, slip_keys, exchange_values, exchange_keys, exchange_links, lose_column,
    double_row, drop_row, exchange_columns, empty_cell, empty_column, put_words, add_word, respell, translate_keys,
    retarget, misname_territory,
)  # fmt: skip
