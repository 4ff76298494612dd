"""Score the aligner on generated copies: right, wrong and unanswered rows, and whether confidence means something.

python tools/align/score.py                 the tuned languages
python tools/align/score.py --held-out      the others, with other seeds
python tools/align/score.py --readme        write both into README.md
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

from generate import LEFT_OUT, RECIPES, SEEDS, Copy, Recipe, left_out, make
from scripts import HELD_OUT, TUNED
from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.roles import with_roles


@dataclass(frozen=True)
class Score:
    """The rows of one or more copies: how many there are, how many answers were right and wrong, and the confidences
    of all answers with whether they were right."""

    rows: int
    right: int
    wrong: int
    said: tuple[tuple[float, bool], ...]

    def __add__(self, other: Score) -> Score:
        return Score(self.rows + other.rows, self.right + other.right, self.wrong + other.wrong, self.said + other.said)


NOTHING = Score(0, 0, 0, ())


@cache
def registry() -> Registry:
    source, *editions = (with_roles(formats.load(path)) for path in SEEDS.values())
    return Registry.from_documents(source, editions)


def score(copy: Copy) -> Score:
    document = with_roles(formats.parse(copy.text, "copy.md"), locale=copy.language)
    rows = align(document, registry(), copy.language).rows
    assert len(rows) == len(copy.truth)
    pairs = [(row.key, truth) for row, truth in zip(rows, copy.truth, strict=True)]
    said = tuple((row.confidence, row.key == truth) for row, truth in zip(rows, copy.truth, strict=True) if row.key)
    right = sum(key == truth for key, truth in pairs)
    wrong = sum(key is not None and key != truth for key, truth in pairs)
    return Score(len(rows), right, wrong, said)


def _one(job: tuple[str, str, str, int, Recipe]) -> tuple[str, str, Score]:
    name, edition, language, seed, recipe = job
    return name, language, score(make(edition, language, seed, recipe))


def run(jobs: Iterable[tuple[str, str, str, int, Recipe]]) -> Iterator[tuple[str, str, Score]]:
    with ProcessPoolExecutor() as pool:
        yield from pool.map(_one, list(jobs), chunksize=4)


def jobs(
    languages: Sequence[str], seeds: Sequence[int], names: Sequence[str]
) -> Iterator[tuple[str, str, str, int, Recipe]]:
    recipes = {**RECIPES, **{f"without {field}": left_out(field) for field in LEFT_OUT}}
    for name in names or recipes:
        for language in languages:
            for edition in SEEDS:
                for seed in seeds:
                    yield name, edition, language, seed, recipes[name]


def summed(results: Iterable[tuple[str, str, Score]]) -> dict[tuple[str, str], Score]:
    sums: dict[tuple[str, str], Score] = {}
    for name, language, found in results:
        for key in ((name, language), (name, "all"), ("all", "all")):
            sums[key] = sums.get(key, NOTHING) + found
    return sums


def table(sums: dict[tuple[str, str], Score], languages: Sequence[str]) -> str:
    names = list(dict.fromkeys(name for name, _ in sums if name != "all"))
    lines = [
        f"| copy | rows | right | wrong | {' | '.join(languages)} |",
        "|:---|---:|---:|---:|" + "---:|" * len(languages),
    ]
    for name in names:
        whole = sums[name, "all"]
        parts = " | ".join(f"{_share(sums[name, lang].right, sums[name, lang].rows)}" for lang in languages)
        lines.append(
            f"| {name} | {whole.rows} | {_share(whole.right, whole.rows)} | {_share(whole.wrong, whole.rows)} | {parts} |"
        )
    return "\n".join(lines)


def calibration(whole: Score) -> str:
    """Said against seen: of the answers with about this confidence, how many were right."""
    edges = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.01)
    lines = ["| said | answers | seen |", "|:---|---:|---:|"]
    for low, high in zip(edges, edges[1:], strict=False):
        rights = [right for confidence, right in whole.said if low <= confidence < high]
        if rights:
            lines.append(f"| {low:g} to {min(high, 1):g} | {len(rights)} | {_share(sum(rights), len(rights))} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--held-out", action="store_true", help="the languages and seeds kept apart from tuning")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("names", nargs="*")
    chosen = parser.parse_args()
    languages = HELD_OUT if chosen.held_out else TUNED
    first = 1000 if chosen.held_out else 1
    sums = summed(run(jobs(languages, range(first, first + chosen.seeds), chosen.names)))
    print(table(sums, languages), calibration(sums["all", "all"]), sep="\n\n")


if __name__ == "__main__":
    main()
