"""Make damaged copies of the seed tables, with the truth: what machine translation and careless editing do to a table.

    python tools/align/generate.py --language ko --seed 7 --recipe shuffled-bare copy.md truth.tsv

The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from scripts import LATIN, SPELLERS

from tabl10n import formats, territories
from tabl10n.columns import infer_columns, infer_document
from tabl10n.document import Document
from tabl10n.text.versions import find_version

LOCALES = Path(__file__).parents[2] / "locales"
SEEDS = {
    "source": LOCALES / "en/exchanges-by-country.md",
    "2020": LOCALES / "en/editions/by-country-2020.rst",
    "2018": LOCALES / "en/editions/by-country-2018.md",
    "by-key": LOCALES / "en/editions/by-key-2018.rst",
}


@dataclass(frozen=True)
class Recipe:
    """What is done to a copy. Shares are of rows (or of keys: one key is always written in one way)."""

    fields: tuple[str, ...] = ("territory", "image", "key", "name", "version", "doc_link")
    links: bool = True
    shuffled: bool = False
    permuted: bool = False
    headless: bool = False
    dropped: float = 0.03
    added: float = 0.02
    retargeted: int = 0  # every so many rows
    swapped: float = 0.0  # images put on another row
    misnamed_territories: float = 0.04
    # What becomes of a key: the rest stays as it is.
    spelt: float = 0.45
    translated: float = 0.2
    recased: float = 0.05
    truncated: float = 0.02
    misspelt: float = 0.04
    names_changed: float = 0.4
    versions_changed: float = 0.4


RECIPES: Mapping[str, Recipe] = {
    "whole": Recipe(),
    "whole-shuffled": Recipe(shuffled=True, permuted=True, swapped=0.03),
    "retargeted": Recipe(retargeted=7),
    "headless": Recipe(permuted=True, headless=True),
    "bare": Recipe(fields=("territory", "key", "name", "version"), links=False),
    "shuffled-bare": Recipe(fields=("territory", "key", "name", "version"), links=False, shuffled=True),
    "two-columns": Recipe(fields=("territory", "key"), links=False, shuffled=True),
    "two-columns-spelt": Recipe(
        fields=("territory", "key"), links=False, shuffled=True, spelt=0.95, translated=0.0, added=0.0
    ),
}
LEFT_OUT = ("key", "name", "image", "link", "doc_link", "version", "territory", "order")


def left_out(field: str) -> Recipe:
    """The whole copy, shuffled, without one kind of evidence; ``order`` alone keeps the rows where they are."""
    base = Recipe(shuffled=field != "order", swapped=0.03, permuted=True)
    if field == "order":
        return replace(base, shuffled=True)
    if field == "link":
        return replace(base, links=False)
    if field == "key":
        return replace(base, spelt=0.0, translated=1.0)
    return replace(base, fields=tuple(name for name in base.fields if name != field))


@dataclass(frozen=True)
class Copy:
    """A damaged copy: its text, the truth (a key for each row, None for an added one), and the rows retargeted."""

    text: str
    truth: tuple[str | None, ...]
    retargeted: frozenset[int]
    edition: str
    language: str


def make(edition: str, language: str, seed: int, recipe: Recipe) -> Copy:
    """The copy of an edition in a language that the recipe gives, by the seed."""
    return _Maker(seed_rows(edition), edition, language, seed, recipe).copy()


_ROWS: dict[str, list[dict[str, str]]] = {}


def seed_rows(edition: str) -> list[dict[str, str]]:
    """The rows of a seed table: its parts by name."""
    if edition not in _ROWS:
        _ROWS[edition] = rows_of(infer_document(formats.load(SEEDS[edition])))
    return _ROWS[edition]


def rows_of(document: Document) -> list[dict[str, str]]:
    """The rows of a document's first table: its parts by name."""
    table = document.tables[0]
    columns = infer_columns(table)
    found = []
    for row in table.rows:
        cell = {name: columns.cell(row, at) for name, at in columns.list_parts()}
        said = {name: "" if part is None else part.text for name, part in cell.items()}
        said |= {name: "" if cell[name] is None else cell[name].link for name in ("link", "doc_link")}
        said["image"] = "" if cell["image"] is None else cell["image"].image
        said["version"] = "" if cell["version"] is None else find_version(cell["version"].text, cell["version"].image)
        found.append(said)
    return found


class _Maker:
    def __init__(self, rows: Sequence[dict[str, str]], edition: str, language: str, seed: int, recipe: Recipe) -> None:
        self.rng = random.Random(f"{edition}/{language}/{seed}/{recipe}")
        self.rows = [dict(row) for row in rows]
        self.edition, self.language, self.recipe = edition, language, recipe
        self.spell = SPELLERS[language]
        self.vocabulary = [self._word() for _ in range(400)]
        self.written: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self.places: dict[str, str] = {}

    def copy(self) -> Copy:
        self._drop_and_add()
        self._swap()
        truth = [row.get("truth", row["key"]) or None for row in self.rows]
        retargeted = self._retarget()
        damaged = [self._damaged(row) for row in self.rows]
        order = list(range(len(damaged)))
        if self.recipe.shuffled:
            self.rng.shuffle(order)
        fields = [field for field in self.recipe.fields if any(row[field] for row in damaged)]
        if self.recipe.permuted:
            self.rng.shuffle(fields)
        text = self._table([damaged[i] for i in order], fields)
        moved = frozenset(order.index(i) for i in retargeted)
        return Copy(text, tuple(truth[i] for i in order), moved, self.edition, self.language)

    def _word(self) -> str:
        """A word of the language that has nothing to do with any key."""
        syllables = [
            self.rng.choice("bcdfghjklmnprstvz") + self.rng.choice("aeiou") for _ in range(self.rng.randint(1, 4))
        ]
        return self.spell("".join(syllables) + self.rng.choice(["", "n", "s", "r"]), self.rng)

    def _drop_and_add(self) -> None:
        kept = [row for row in self.rows if self.rng.random() >= self.recipe.dropped]
        for _ in range(round(len(kept) * self.recipe.added)):
            word = "".join(self.rng.choice("bdfgklmnprstvz") + self.rng.choice("aeiou") for _ in range(3))
            new = dict.fromkeys(kept[0], "") | {
                "truth": "",
                "key": word,
                "name": word.title(),
                "link": f"https://www.{word}.com",
                "doc_link": f"https://docs.{word}.com/api",
                "image": f"https://images.example/{self.rng.getrandbits(120):x}.jpg",
                "version": "1",
                "territory": self.rng.choice(kept)["territory"],
            }
            kept.insert(self.rng.randrange(len(kept) + 1), new)
        self.rows = kept

    def _swap(self) -> None:
        for _ in range(round(len(self.rows) * self.recipe.swapped)):
            one, other = self.rng.sample(self.rows, 2)
            one["image"], other["image"] = other["image"], one["image"]

    def _retarget(self) -> frozenset[int]:
        if not self.recipe.retargeted:
            return frozenset()
        chosen = range(self.recipe.retargeted - 1, len(self.rows), self.recipe.retargeted)
        homes = [row["link"] for row in self.rows]
        for i in chosen:
            self.rows[i]["retargeted"] = self._elsewhere(homes, self.rows[i]["link"])
        return frozenset(chosen)

    def _elsewhere(self, homes: Sequence[str], link: str) -> str:
        """A look-alike of the link's host, the real name under a stranger's host, or the homepage of another row."""
        host = urlsplit(link).hostname or "nowhere.example"
        kind = self.rng.randrange(3)
        if kind == 0:
            return f"https://{host.replace('o', '0', 1).replace('i', 'l', 1)}-login.com"
        if kind == 1:
            return f"https://{host}.session-login.example/ref"
        return self.rng.choice([home for home in homes if home and urlsplit(home).hostname != host])

    def _damaged(self, row: dict[str, str]) -> dict[str, str]:
        link = row["link"] if self.recipe.links else ""
        elsewhere = row.get("retargeted", "")
        return {
            "territory": self._territory(row["territory"]),
            "key": self.written.setdefault(row["key"], self._key(row["key"])),
            "name": self._linked(self.named.setdefault(row["name"], self._name(row["name"])), elsewhere or link),
            "image": self._image(row, elsewhere if elsewhere and self.rng.random() < 0.5 else link),
            "version": self._version(row["version"]),
            "doc_link": self._linked("API", row["doc_link"]) if self.recipe.links else "",
        }

    def _key(self, key: str) -> str:
        recipe = self.recipe
        chance = self.rng.random()
        kinds = (
            (recipe.spelt, lambda: self.spell(key, self.rng)),
            (recipe.translated, lambda: self.rng.choice(self.vocabulary)),
            (recipe.recased, lambda: key.title() if self.rng.random() < 0.6 else key.upper()),
            (recipe.truncated, lambda: key[-max(len(key) // 2, 2) :]),
            (recipe.misspelt, lambda: self._misspelt(key)),
        )
        for share, change in kinds:
            if chance < share:
                return change()
            chance -= share
        return key

    def _misspelt(self, key: str) -> str:
        at = self.rng.randrange(len(key))
        return key[:at] + self.rng.choice(["", key[at] * 2, self.rng.choice("aeioust")]) + key[at + 1 :]

    def _name(self, name: str) -> str:
        if self.rng.random() >= self.recipe.names_changed:
            return name
        if self.rng.random() < 0.3:
            return self.rng.choice(self.vocabulary)
        words = name.split()
        at = self.rng.randrange(len(words)) if words else 0
        changed = [self.spell(w, self.rng) if i == at or self.rng.random() < 0.5 else w for i, w in enumerate(words)]
        return " ".join(changed)

    def _territory(self, written: str) -> str:
        if written not in self.places:
            self.places[written] = self._translated(written)
        return self.places[written]

    def _translated(self, written: str) -> str:
        if self.rng.random() < self.recipe.misnamed_territories:
            return self.rng.choice(self.vocabulary)
        parts = territories.split(written, "en")
        return ", ".join(territories.translate(part.text, self.language) or part.text for part in parts)

    def _version(self, said: str) -> str:
        if not said.isdigit() or self.rng.random() >= self.recipe.versions_changed:
            return said.replace("*", "\\*")
        return f"v{said}" if self.language in LATIN else f"{said}{self.vocabulary[0][:1]}"

    def _image(self, row: dict[str, str], link: str) -> str:
        if not row["image"]:
            return ""
        image = f"![{self.written.get(row['key'], row['key'])}]({row['image']})"
        return f"[{image}]({link})" if link else image

    def _linked(self, text: str, link: str) -> str:
        return f"[{text}]({link})" if link and text else text

    def _table(self, rows: Sequence[dict[str, str]], fields: Sequence[str]) -> str:
        headers = ["" if self.recipe.headless else self.rng.choice(self.vocabulary) for _ in fields]
        lines = [
            headers,
            [":---"] * len(fields),
            *([row[field].replace("|", "\\|") for field in fields] for row in rows),
        ]
        body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"# {self.rng.choice(self.vocabulary)}\n\n{body}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("copy", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--edition", choices=SEEDS, default="2020")
    parser.add_argument("--language", choices=SPELLERS, default="ru")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--recipe", choices=RECIPES, default="whole")
    chosen = parser.parse_args()
    made = make(chosen.edition, chosen.language, chosen.seed, RECIPES[chosen.recipe])
    chosen.copy.write_text(made.text, "utf-8")
    lines = [f"{row}\t{key or ''}\n" for row, key in enumerate(made.truth, start=1)]
    chosen.truth.write_text("row\tkey\n" + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
