"""Processor time and memory of aligning long generated tables: a copy of so many rows against as many keys.

    python tools/align/scale.py 1000 10000 100000

The tables are made in a temporary folder; no part of them is kept.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from scripts import SPELLERS

from tabl10n import formats, territories
from tabl10n.align import Registry, align
from tabl10n.columns import infer_document

LANGUAGE = "ru"
CODES = ("AR", "BR", "CN", "DE", "ES", "FR", "GB", "HK", "ID", "IN", "JP", "KR", "MT", "RU", "SG", "US")
_WORDS = ("coin", "bit", "trade", "ex", "market", "hub", "swap", "one", "pro", "base")


def tables(rows: int, folder: Path, *, links: bool) -> tuple[Path, Path, list[str]]:
    """A source table and a damaged copy of it in random order, and the right key for each row of the copy."""
    rng = random.Random(f"{rows}/{links}")
    keys = _keys(rows, rng)
    source, copy = folder / "source.md", folder / "copy.md"
    lines = [(key, rng.choice(CODES), f"{rng.getrandbits(128):032x}", str(rng.randint(1, 3))) for key in keys]
    with source.open("w", encoding="utf-8") as file:
        file.write("# Long\n\n| country | logo | id | name | ver |\n|---|---|---|---|---|\n")
        file.writelines(_line(line, line[0], territories.name_of(line[1], "en"), links=True) for line in lines)
    rng.shuffle(lines)
    spell = SPELLERS[LANGUAGE]
    with copy.open("w", encoding="utf-8") as file:
        file.write("# Копия\n\n| место | знак | имя | имя | имя |\n|---|---|---|---|---|\n")
        for line in lines:
            written = spell(line[0], rng) if rng.random() < 0.6 else line[0]
            file.write(_line(line, written, territories.name_of(line[1], LANGUAGE), links=links))
    return source, copy, [line[0] for line in lines]


def _keys(count: int, rng: random.Random) -> list[str]:
    keys: dict[str, None] = {}
    while len(keys) < count:
        word = "".join(rng.choice("bcdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4)))
        keys[word + rng.choice(_WORDS)] = None
    return list(keys)


def _line(line: tuple[str, str, str, str], written: str, place: str | None, *, links: bool) -> str:
    key, _, image, version = line
    logo = f"![{written}](https://images.example/{image}.jpg)" if links else ""
    name = f"[{key.title()}](https://www.{key}.com)" if links else key.title()
    return f"| {place} | {logo} | {written} | {name} | {version} |\n"


def measure(rows: int, *, links: bool) -> str:
    with tempfile.TemporaryDirectory() as folder:
        source, copy, truth = tables(rows, Path(folder), links=links)
        start = time.process_time()
        original, translated = infer_document(formats.load(source)), infer_document(formats.load(copy), locale=LANGUAGE)
        read = time.process_time()
        registry = Registry.from_documents(original)
        known = time.process_time()
        found = align(translated, registry, LANGUAGE).rows
        done = time.process_time()
    right = sum(row.key == key for row, key in zip(found, truth, strict=True))
    wrong = sum(row.key not in (None, key) for row, key in zip(found, truth, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kind = "with links" if links else "no links"
    return (
        f"| {rows} | {kind} | {read - start:.1f} | {known - read:.1f} | {done - known:.1f} | {done - start:.1f} "
        f"| {peak:.0f} | {100 * right / rows:.2f} % | {100 * wrong / rows:.2f} % |"
    )


def main() -> None:
    print("| rows and keys | copy | read, s | registry, s | align, s | all, s | peak, MiB | right | wrong |")
    print("|---:|:---|---:|---:|---:|---:|---:|---:|---:|")
    for rows in map(int, sys.argv[1:] or ("1000", "10000")):
        for links in (True, False):
            with ProcessPoolExecutor(max_workers=1) as alone:  # so that the peak is this measurement's own
                print(alone.submit(measure, rows, links=links).result(), flush=True)


if __name__ == "__main__":
    main()
