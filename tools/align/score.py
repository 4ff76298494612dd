"""Score the aligner on generated copies: right, wrong and unanswered rows, and whether confidence means something.

python tools/align/score.py                 the tuned languages
python tools/align/score.py --held-out      the others, with other seeds
python tools/align/score.py --readme        both, written into README.md
python tools/align/score.py --likeness      how alike keys and their transcriptions sound
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from generate import LEFT_OUT, RECIPES, SEEDS, Copy, Recipe, left_out, make
from scripts import HELD_OUT, LATIN, SPELLERS, TUNED

from tabl10n import formats
from tabl10n.align import Registry, align
from tabl10n.columns import infer_document
from tabl10n.text.sound import compare_sounds, sound


@dataclass(frozen=True)
class Score:
    """The rows of one or more copies: how many there are, how many answers were right and wrong, and the confidences
    of all answers with whether they were right.
    """

    rows: int
    right: int
    wrong: int
    said: tuple[tuple[float, bool], ...]

    def __add__(self, other: Score) -> Score:
        return Score(self.rows + other.rows, self.right + other.right, self.wrong + other.wrong, self.said + other.said)


NOTHING = Score(0, 0, 0, ())


@cache
def registry() -> Registry:
    source, *editions = (infer_document(formats.load(path)) for path in SEEDS.values())
    return Registry.from_documents(source, editions)


def score(copy: Copy) -> Score:
    document = infer_document(formats.parse(copy.text, "copy.md"), locale=copy.language)
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
        shares = [_share(whole.right, whole.rows), _share(whole.wrong, whole.rows)]
        shares += [_share(sums[name, lang].right, sums[name, lang].rows) for lang in languages]
        lines.append(f"| {name} | {whole.rows} | {' | '.join(shares)} |")
    return "\n".join(lines)


def calibration(said: Sequence[tuple[float, bool]]) -> str:
    """Said against seen: of the answers with about this confidence, how many were right."""
    edges = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.01)
    lines = ["| said | answers | seen |", "|:---|---:|---:|"]
    for low, high in pairwise(edges):
        rights = [right for confidence, right in said if low <= confidence < high]
        if rights:
            lines.append(f"| {low:g} to {min(high, 1):g} | {len(rights)} | {_share(sum(rights), len(rights))} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def report(languages: Sequence[str], held_out: bool, seeds: int, names: Sequence[str] = ()) -> str:
    first = 1000 if held_out else 1
    sums = summed(run(jobs(languages, range(first, first + seeds), names)))
    return f"{table(sums, languages)}\n\n{calibration(sums['all', 'all'].said)}"


README = Path(__file__).with_name("README.md")


def write_readme(seeds: int) -> None:
    """Put the reports between the marks that README.md has for them."""
    text = README.read_text("utf-8")
    for mark, languages, held_out in (("held-out", HELD_OUT, True), ("tuned", TUNED, False)):
        before, _, rest = text.partition(f"<!-- {mark} -->\n")
        _, _, after = rest.partition("<!-- end -->")
        text = f"{before}<!-- {mark} -->\n\n{report(languages, held_out, seeds)}\n\n<!-- end -->{after}"
    README.write_text(text, "utf-8")


def likenesses() -> str:
    """For each tenth of likeness: how often a key and its transcription are so alike, and how often two keys are."""
    rng = random.Random(1)
    keys = [(key, sound(key)) for key in registry().entries]
    spelt = [(key, sound(SPELLERS[lang](key[0], rng))) for lang in TUNED if lang not in LATIN for key in keys]
    same = [compare_sounds(heard, own) for (_, own), heard in spelt]
    others = ((key, heard, rng.choice(keys)) for key, heard in spelt for _ in range(20))
    other = [compare_sounds(heard, any_key[1]) for key, heard, any_key in others if any_key != key]
    lines = ["| likeness | its own key | another key | ratio |", "|:---|---:|---:|---:|"]
    for tenth in range(10):
        here, there = (
            sum(tenth <= alike * 10 < tenth + 1 + (tenth == 9) for alike in found) for found in (same, other)
        )
        ratio = (here + 0.5) / len(same) / ((there + 0.5) / len(other))
        lines.append(f"| {tenth / 10} | {_share(here, len(same))} | {_share(there, len(other))} | {ratio:.3g} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--held-out", action="store_true", help="the languages and seeds kept apart from tuning")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--readme", action="store_true", help="write both reports into README.md")
    parser.add_argument("--likeness", action="store_true", help="count how alike keys and transcriptions sound")
    parser.add_argument("names", nargs="*", help="the copies to score; all without a name")
    chosen = parser.parse_args()
    if chosen.likeness:
        print(likenesses())
    elif chosen.readme:
        write_readme(chosen.seeds)
    else:
        print(report(HELD_OUT if chosen.held_out else TUNED, chosen.held_out, chosen.seeds, chosen.names))


if __name__ == "__main__":
    main()
