"""code-altered: code inside words was translated with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tabl10n import formats
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, cell_finding
from tabl10n.columns.tokens import looks_like_code
from tabl10n.document import Cell

# Code that no mark shows: an option, a call, a name with underscores or dots.
_SHAPED = re.compile(r"--?[a-z][\w-]*|[\w.]+\(\)|[A-Za-z]+(?:_[A-Za-z]+)+|[a-z]{2,}(?:\.[a-z]{2,})+", re.ASCII)
_AROUND = ".,;:!?'\"“”‘’«»"  # what a sentence puts around a word
# The shares of a column's code that the copy must leave alone for the rest to be damage, and for it to be said at all:
# a copy of other sentences has other code.
_MOST, _SOME = 0.5, 0.1
_ENOUGH = 5  # pieces of code that a column must have for the second share to say something


def check(context: Context) -> Iterator[Finding]:
    """One finding for each piece of code in the words of the source that the copy's cell lacks."""
    columns: dict[str, list[Place]] = {}
    said = _said(context)
    for facts in context.sure_rows:
        for header, index in facts.columns.words:
            place = Place(facts, index, _expected(facts, said.get((facts.key, header), ())))
            columns.setdefault(header, []).append(place)
    for places in columns.values():
        yield from _findings(places)


class Place(NamedTuple):
    """A cell of words, and the code that should be in it."""

    facts: RowFacts
    cell: int
    codes: Sequence[str]

    def lost(self) -> Sequence[str]:
        """The code that is not in it."""
        cell = self.facts.cell(self.cell)
        text = " ".join(cell.text.split()) if cell else ""
        return [code for code in self.codes if code not in text] if text else ()


def _findings(places: Sequence[Place]) -> Iterator[Finding]:
    total = sum(len(place.codes) for place in places)
    lost = [(place, place.lost()) for place in places]
    kept = total - sum(len(codes) for _, codes in lost)
    if total >= _ENOUGH and kept < _SOME * total:
        return
    severity = Severity.WARNING if kept >= _MOST * total else Severity.HINT
    for place, codes in lost:
        yield from (_finding(place, code, severity) for code in codes)


def _said(context: Context) -> Mapping[tuple[str, str], Sequence[str]]:
    """The code in the words of each key's first row, by the header of their column."""
    found: dict[tuple[str, str], Sequence[str]] = {}
    for row, columns in context.source_rows():
        key = columns.cell(row, columns.key)
        for header, index in columns.words:
            cell = columns.cell(row, index)
            if key is not None and cell is not None:
                found.setdefault((key.text, header), tuple(dict.fromkeys(_codes(context, cell))))
    return found


def _codes(context: Context, cell: Cell) -> Iterator[str]:
    """What is marked as code, is shaped like it, or is a key that is no ordinary word."""
    find_code = formats.get(context.source.format).find_code
    yield from (code.text for code in find_code(context.source.raw(cell)))
    for word in cell.text.split():
        plain = _bare(word)
        if _SHAPED.fullmatch(plain) or (plain in context.registry.entries and looks_like_code(plain)):
            yield plain


def _bare(word: str) -> str:
    """A word without what a sentence puts around it; the parentheses of a call are its own."""
    bare = word.strip(_AROUND).removeprefix("(")
    return bare if bare.count(")") <= bare.count("(") else bare.removesuffix(")").strip(_AROUND)


def _expected(facts: RowFacts, codes: Sequence[str]) -> Sequence[str]:
    """Those of ``codes`` that the copy's own edition has too: it may say other things of the key."""
    texts = [" ".join(" ".join(variant.texts).split()) for variant in facts.variants]
    return [code for code in codes if all(code in text for text in texts)]


def _finding(place: Place, code: str, severity: Severity) -> Finding:
    message = f"the source has the code {code!r} in these words"
    return cell_finding("code-altered", severity, place.facts, place.cell, message, expected=code)


_TABLE = (
    "# {title}\n\n| option | description |\n|---|---|\n| --all | {all} |\n| --base | {base} |\n| --keep | {keep} |\n"
)
_GERMAN = {"title": "Schalter", "all": "Nimmt alles.", "base": "Beginnt bei `HEAD`."}

RULE = Rule(
    "code-altered",
    Severity.WARNING,
    "Code in the words of a cell is missing, most often because it was translated with them: an option, a call or a "
    "value that the source marks as code, that looks like it, or that is a key of the table. These are the columns of "
    "role text. Where the copy has hardly any of the source's code it says other things, and nothing is found; where "
    "it has less than half, each is a hint. It is never mended: the words around it may have to change.",
    source=_TABLE.format(title="Options", all="Takes all.", base="Begins at `HEAD`.", keep="Keeps more than `--base`."),
    passing=_TABLE.format_map(_GERMAN | {"keep": "Behält mehr als `--base`."}),
    failing=_TABLE.format_map(_GERMAN | {"keep": "Behält mehr als `--basis`."}),
    check=check,
)
