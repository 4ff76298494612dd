"""Score the rows of real pages: which row of the source each row of a copy is, whole and after changes made on purpose.

python tools/align/pages.py --pages DIR…             every kind of change
python tools/align/pages.py --pages DIR… whole       some kinds
python tools/align/pages.py --pages DIR… --wrong N   with the first N wrong rows of each kind
python tools/align/pages.py --pages DIR… --labels F  the damaged keys of a table of labels that audit names, too

Only pages whose tables have the same numbers of rows as the source's are scored: there the right row is the one in the
same position, or the one that says the same in its first cell where careful translators moved it.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "frozen"))

from pairs import Pair, find_pairs
from score import calibration

import tabl10n
from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role, Table
from tabl10n.errors import InputError
from tabl10n.findings import Finding
from tabl10n.territories import known_locale
from tabl10n.text.keys import is_key_token

SURE = 0.95
MIN_SHUFFLED = 5  # rows of a table that is shuffled: in a shorter one no shuffle can show
LOST, DOUBLED, TABLES_LOST = 0.15, 0.1, 0.25

Position = tuple[int, int]
"""A table and a row of a source, from 1."""
Numbered = list[tuple[int, Table, list[int]]]
"""Tables with their numbers and those of their rows, from 1."""


@dataclass(frozen=True)
class Score:
    """Rows that have a counterpart, and what became of them; the same for those whose counterpart has a key.

    ``sure`` counts the wrong answers that are given with at least ``SURE``. An answer for a row without counterpart is
    wrong.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrong: tuple[str, ...] = ()
    said: tuple[tuple[float, bool], ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(self.counts + other.counts, self.wrong + other.wrong, self.said + other.said)


def is_scored(source: Document, copy: Document) -> bool:
    """Whether the positions say which row is which."""
    return bool(copy.tables) and [len(t.rows) for t in source.tables] == [len(t.rows) for t in copy.tables]


def find_truth(source: Document, copy: Document) -> dict[Position, Position]:
    """For each row of the copy its row of the source."""
    truth: dict[Position, Position] = {}
    for number, (own, other) in enumerate(zip(copy.tables, source.tables, strict=True), 1):
        moved = _find_moved(own, other)
        truth |= {(number, row): (number, moved.get(row, row)) for row in range(1, len(own.rows) + 1)}
    return truth


def _find_moved(own: Table, other: Table) -> dict[int, int]:
    """The rows that share a cell of code, which no other row has, with another row than the one in their position, and
    agree with that row in more cells.
    """
    found: dict[int, int] = {}
    for column in range(min(len(own.columns), len(other.columns))):
        ours, theirs = _texts(own, column), _texts(other, column)
        for row, text in enumerate(ours, 1):
            if is_key_token(text) and len(text) > 1 and ours.count(text) == theirs.count(text) == 1:
                moved = theirs.index(text) + 1
                if _count_equal(own, row, other, moved) > _count_equal(own, row, other, row):
                    found[row] = moved
    return found


def _count_equal(own: Table, row: int, other: Table, moved: int) -> int:
    pairs = zip(own.rows[row - 1].cells, other.rows[moved - 1].cells, strict=False)
    return sum(a.text == b.text != "" for a, b in pairs)


def _texts(table: Table, column: int) -> list[str]:
    return [row.cells[column].text if column < len(row.cells) else "" for row in table.rows]


def numbered(document: Document) -> Numbered:
    return [(number, table, list(range(1, len(table.rows) + 1))) for number, table in enumerate(document.tables, 1)]


def _keep(numbers: Numbered, rng: random.Random, share: float) -> Numbered:
    kept = [(n, table, [row for row in rows if rng.random() >= share]) for n, table, rows in numbers]
    return [(n, table, rows) for n, table, rows in kept if rows]


def _shuffle(numbers: Numbered, rng: random.Random) -> Numbered:
    return [
        (n, table, rng.sample(rows, len(rows)) if len(rows) >= MIN_SHUFFLED else rows) for n, table, rows in numbers
    ]


def _double(numbers: Numbered, rng: random.Random) -> Numbered:
    return [
        (n, table, [row for row in rows for _ in range(1 + (rng.random() < DOUBLED))]) for n, table, rows in numbers
    ]


def _lose_tables(numbers: Numbered, rng: random.Random) -> Numbered:
    return [one for one in numbers if rng.random() >= TABLES_LOST]


def _lose_first_column(numbers: Numbered, _: random.Random) -> Numbered:
    return [(n, _without_column(table), rows) for n, table, rows in numbers if len(table.columns) > 1]


def _without_column(table: Table) -> Table:
    return replace(
        table,
        columns=table.columns[1:],
        rows=tuple(replace(row, cells=row.cells[1:]) for row in table.rows),
    )


Change = Callable[[Numbered, random.Random], Numbered]

CHANGES: dict[str, tuple[Change, str]] = {
    # what is done, and to which of the two
    "whole": (lambda numbers, _: numbers, "copy"),
    "copy's rows gone": (lambda numbers, rng: _keep(numbers, rng, LOST), "copy"),
    "source's rows gone": (lambda numbers, rng: _keep(numbers, rng, LOST), "source"),
    "rows shuffled": (_shuffle, "copy"),
    "tables shuffled": (lambda numbers, rng: rng.sample(numbers, len(numbers)), "copy"),
    "tables gone": (_lose_tables, "copy"),
    "first column gone": (_lose_first_column, "copy"),
    "rows doubled": (_double, "copy"),
}


def apply(document: Document, change: Change, rng: random.Random) -> tuple[Document, dict[Position, Position]]:
    """The changed document, and for each of its rows where that was."""
    changed = change(numbered(document), rng)
    tables = tuple(replace(table, rows=tuple(table.rows[row - 1] for row in rows)) for _, table, rows in changed)
    was = {(i, j): (n, row) for i, (n, _, rows) in enumerate(changed, 1) for j, row in enumerate(rows, 1)}
    return replace(document, tables=tables), was


@cache
def read(path: Path) -> Document:
    return formats.load(path)


def score(pair: Pair, kind: str, seed: int) -> Score:
    pair = pair._replace(locale=known_locale(pair.locale))
    try:
        source, copy = read(pair.source), read(pair.copy)
    except InputError:
        return Score(Counter({"refused": 1}))
    if pair.copy == pair.source or not is_scored(source, copy):
        return Score(Counter({"left out": 1}))
    truth = find_truth(source, copy)
    change, side = CHANGES[kind]
    rng = random.Random(f"{pair.name}/{kind}/{seed}")
    whole = infer_document(source)
    if side == "copy":
        copy, was = apply(copy, change, rng)
        now = {place: place for place in truth.values()}
    else:
        source, kept = apply(source, change, rng)
        was = {place: place for place in truth}
        now = {old: new for new, old in kept.items()}
    right = {place: now.get(truth[old]) for place, old in was.items()}
    lost = {place: _find_key(whole, truth[old]) for place, old in was.items() if right[place] is None}
    source, copy = infer_document(source), infer_document(copy, locale=pair.locale)
    return _compare(pair, source, copy, right, lost)


def _compare(
    pair: Pair,
    source: Document,
    copy: Document,
    right: dict[Position, Position | None],
    lost: dict[Position, str | None],
) -> Score:
    """``lost`` are the keys of rows without counterpart: another row of the source may have the same."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    said: list[tuple[float, bool]] = []
    for row in align(copy, Registry.from_documents(source), pair.locale).rows:
        place = right[row.table, row.row]
        key = _find_key(source, place) if place else None
        if place is None and row.key is not None and row.key == lost[row.table, row.row]:
            continue
        counts["keyed"] += key is not None
        if row.key is not None or key is not None:
            verdict = "right" if row.key == key else "open" if row.key is None else "wrong"
            counts[f"key {verdict}"] += 1
            counts["key surely wrong"] += verdict == "wrong" and row.confidence >= SURE
        answer = (row.source_table, row.source_row) if row.source_table and row.source_row else None
        counts["rows"] += place is not None
        if answer is None and place is None:
            continue
        verdict = "right" if answer == place else "open" if answer is None else "wrong"
        counts[verdict] += 1
        sureness = row.source_confidence
        if answer is not None:
            said.append((sureness, verdict == "right"))
            counts["surely wrong"] += verdict == "wrong" and sureness >= SURE
            counts["recognised wrong"] += verdict == "wrong" and row.recognised
            counts["recognised"] += row.recognised
        if verdict != "right":
            written = [cell.text[:20] for cell in row.copy_row.cells[:3]]
            wrong.append(f"{verdict} {pair.name} {row.table}.{row.row} {written}: {answer} not {place}, {sureness:.3f}")
    return Score(counts, tuple(wrong), tuple(said))


def _find_key(source: Document, place: Position) -> str | None:
    table = source.tables[place[0] - 1]
    column, cells = table.column_of(Role.KEY), table.rows[place[1] - 1].cells
    return (cells[column].text.strip() or None) if column is not None and column < len(cells) else None


def _one(job: tuple[Pair, str, int]) -> tuple[str, Score]:
    return job[1], score(*job)


def jobs(pairs: Sequence[Pair], kinds: Sequence[str], seeds: int) -> Iterator[tuple[Pair, str, int]]:
    for kind in kinds:
        for pair in pairs:
            yield from ((pair, kind, seed) for seed in range(1 if kind in ("whole", "first column gone") else seeds))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"some of {', '.join(CHANGES)}")
    parser.add_argument("--pages", type=Path, nargs="+", required=True, metavar="DIR")
    parser.add_argument("--seeds", type=int, default=1, help="how many changed copies of each page (default: 1)")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show so many rows that are not right")
    parser.add_argument("--labels", type=Path, metavar="FILE", help="rows with their keys, separated by tabs")
    parser.add_argument("--only", default="", metavar="PART", help="pages whose name holds this")
    chosen = parser.parse_args()
    pairs = [pair for pair in find_pairs(chosen.pages) if chosen.only in pair.name]
    sums: dict[str, Score] = {}
    with ProcessPoolExecutor() as pool:
        for kind, found in pool.map(_one, jobs(pairs, chosen.kinds or list(CHANGES), chosen.seeds), chunksize=8):
            sums[kind] = sums.get(kind, Score()) + found
    headers = ("pages", "rows", "right", "wrong", "surely wrong", "recognised", "... wrong")
    print(f"| {' | '.join((*headers, 'keyed rows', 'key right', 'wrong', 'surely wrong'))} |")
    print(f"|:---|{'---:|' * 10}")
    for kind, total in sums.items():
        count = total.counts
        cells = (
            kind, count["rows"], _share(count["right"], count["rows"]), count["wrong"], count["surely wrong"],
            count["recognised"], count["recognised wrong"], count["keyed"], _share(count["key right"], count["keyed"]),
            count["key wrong"], count["key surely wrong"],
        )  # fmt: skip
        print(f"| {' | '.join(map(str, cells))} |")
    print(f"\n{calibration([one for total in sums.values() for one in total.said])}\n")
    for total in sums.values():
        print("\n".join(total.wrong[: chosen.wrong]))
    if chosen.labels:
        print(describe_named(chosen.labels, chosen.wrong))


class Label(NamedTuple):
    """A row of a page and its key, as someone who knows both languages says it."""

    path: str
    table: str
    row: str
    written: str
    key: str
    status: str


def describe_named(path: Path, wrong: int) -> str:
    """How many of the damaged keys, of those in a column of keys, the audit names, and what it says of intact ones.

    ``path`` is a table of labels separated by tabs, with the folders of the pages, ``en`` and one more, beside it.
    """
    with path.open(encoding="utf-8", newline="") as file:
        labels = [Label(*row) for row in list(csv.reader(file, delimiter="\t"))[1:]]
    locale = next(one.name for one in path.parent.iterdir() if one.is_dir() and one.name != "en")
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for page in dict.fromkeys(label.path for label in labels):
        source, copy = (tabl10n.read(path.parent / one / page, locale=one) for one in ("en", locale))
        findings = tabl10n.audit(tabl10n.align(copy, source)).findings
        of_page = [label for label in labels if label.path == page]
        for label in of_page:
            own = [f for f in findings if (str(f.table), str(f.row)) == label[1:3] and f.role is Role.KEY]
            verdict = _judge(label, source, own)
            counts[f"{label.status} {verdict}"] += 1
            if verdict in ("open", "wrong"):
                missed.append(f"{verdict} {page} {label.table}.{label.row} {label.written!r}, {label.key!r}")
    named = counts["damaged right"] + counts["damaged open"] + counts["damaged wrong"]
    said = f"damaged keys: {_share(counts['damaged right'], named)} of {named} named, {counts['damaged wrong']} wrongly"
    others = f"{counts['damaged no key']} in columns of words, {counts['intact wrong']} of the intact found"
    return "\n".join([f"{said}; {others}", *missed[:wrong]])


def _judge(label: Label, source: Document, findings: Sequence[Finding]) -> str:
    """Whether the key is named; ``no key`` where it is in no column of keys."""
    keys = {
        row.cells[column].text
        for table in source.tables
        if (column := table.column_of(Role.KEY)) is not None
        for row in table.rows
        if column < len(row.cells)
    }
    if label.key not in keys:
        return "no key"
    if label.status != "damaged":
        return "wrong" if findings else "right"
    named = {finding.expected for finding in findings} - {""}
    return "right" if label.key in named else "wrong" if named else "open"


if __name__ == "__main__":
    main()
