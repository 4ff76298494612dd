"""How much of known damage to inline elements ``check`` finds, and how much it finds where nobody did any.

``python tools/inlines/score.py CATALOG...`` prints both; the README beside it says how to read them.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kinds import KINDS, Kind

from tabl10n import formats
from tabl10n.catalog import pofile
from tabl10n.catalog.model import Catalog, Message
from tabl10n.checks.rules.inlines import compare_message, grade_difference
from tabl10n.checks.subject import Subject
from tabl10n.findings import Severity

MAX_MESSAGES = 150
"""The most messages of all catalogs that one kind of damage is done to."""
PER = 300
"""Messages: what findings are counted for."""


@dataclass(frozen=True)
class Corpus:
    """The translated messages of one catalog, as paragraphs of a page in a format."""

    name: str
    format: str
    messages: tuple[Message, ...]

    @property
    def subject(self) -> Subject:
        """What the rules look at."""
        return Subject(Catalog(Message(""), self.messages), "en", format=formats.get(self.format))

    def find(self, message: Message) -> list[tuple[str, Severity]]:
        """The kind and the severity of all that is found in a message."""
        subject = self.subject
        found = compare_message(subject, message)
        return [(one.kind.name, grade_difference(subject, message, one).severity) for one in found]


def read_corpus(path: Path, format_: str) -> Corpus:
    """Read the messages that readers see, and that differ from their source."""
    catalog = pofile.read(path)
    usable = (one for one in catalog.messages if one.usable and one.msgid != one.msgstr)
    return Corpus(path.name, format_, tuple(replace(one, msgctxt="paragraph") for one in usable))


def count_alarms(corpus: Corpus) -> Counter[Severity]:
    """Count what is found in a catalog as it is."""
    return Counter(severity for message in corpus.messages for _, severity in corpus.find(message))


def measure(kind: Kind, corpora: Sequence[Corpus], seed: int) -> tuple[int, int, int]:
    """How many messages were damaged, in how many anything was found, and in how many an error or a warning."""
    done = found = severe = 0
    for corpus, message in _choose(kind, corpora, seed):
        severities = {severity for _, severity in corpus.find(message)}
        done += 1
        found += bool(severities)
        severe += bool(severities & {Severity.ERROR, Severity.WARNING})
    return done, found, severe


def _choose(kind: Kind, corpora: Sequence[Corpus], seed: int) -> Iterator[tuple[Corpus, Message]]:
    """Yield damaged messages in which the source has the same to damage, and in which nothing was found before."""
    fitting = [corpus for corpus in corpora if corpus.format in kind.formats]
    pairs = [(corpus, message) for corpus in fitting for message in corpus.messages]
    random.Random(f"{seed} {kind.name}").shuffle(pairs)
    count = 0
    for corpus, message in pairs:
        damaged = kind.damage(message.msgstr)
        if damaged is None or kind.damage(message.msgid) is None or corpus.find(message):
            continue
        yield corpus, replace(message, msgstr=damaged)
        count += 1
        if count == MAX_MESSAGES:
            return


def main() -> None:
    """Print the false alarms of each catalog, then the recall of each kind of damage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogs", nargs="*", type=Path, help="catalogs whose sources are Markdown")
    parser.add_argument("--rst", nargs="*", type=Path, default=[], help="catalogs whose sources are reStructuredText")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpora = [read_corpus(path, "markdown") for path in options.catalogs]
    corpora += [read_corpus(path, "rst") for path in options.rst]
    print(f"| catalog | messages | errors | warnings | hints | per {PER} |\n|---|--:|--:|--:|--:|---|")
    for corpus in corpora:
        _print_alarms(corpus)
    print("\n| damage | messages | found | as error or warning |\n|---|--:|--:|--:|")
    for kind in KINDS:
        done, found, severe = measure(kind, corpora, options.seed)
        if done:
            print(f"| {kind.name} | {done} | {found / done:.0%} | {severe / done:.0%} |")


def _print_alarms(corpus: Corpus) -> None:
    alarms, total = count_alarms(corpus), max(len(corpus.messages), 1)
    counts = [alarms[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.HINT)]
    shares = " / ".join(f"{PER * count / total:.2f}" for count in counts)
    print(f"| {corpus.name} | {len(corpus.messages)} | {' | '.join(map(str, counts))} | {shares} |")


if __name__ == "__main__":
    main()
