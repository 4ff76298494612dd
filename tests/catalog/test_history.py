"""A table and its catalog over a long time: whatever authors do, translations stay with what they were made for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tabl10n import formats
from tabl10n.catalog.merge import merge
from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.pofile import parse, render
from tabl10n.catalog.prefill import make_catalog
from tabl10n.catalog.template import make_template
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role

ROLES = {"id": Role.KEY, "name": Role.NAME, "country": Role.TERRITORY, "notes": Role.TEXT}
# The forms of each country's name, which authors go to and fro between.
COUNTRIES = [("Turkey", "Türkiye"), ("Czech Republic", "Czechia"), ("Macedonia", "North Macedonia"), ("Atlantis",)]
NAMES = st.sampled_from(["Alpha", "alpha", "Bravo", "Bravo 2", "Carol", "CAROL"])
TEXTS = st.sampled_from(
    ["Sails well in strong winds", "Sails very well in strong winds", "Needs no crew", "Needs a crew"]
)
PLACE = st.integers(0, 5)


@dataclass
class Row:
    number: int
    name: str
    text: str
    country: int
    key: str = ""
    link: str = ""


class History(RuleBasedStateMachine):
    """What the table holds, what its catalog holds, and for which rows each translated name was made."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.gone: list[Row] = []
        self.forms = [0] * len(COUNTRIES)
        self.owners: dict[str, set[str]] = {}
        self.count = 0

    @initialize(names=st.lists(NAMES, min_size=2, max_size=4))
    def start(self, names: list[str]) -> None:
        for name in names:
            self.add(name, "Needs no crew", 0)
        self.text = render(make_catalog(self.template(), "de").catalog)

    def row(self, place: int) -> Row:
        return self.rows[place % len(self.rows)]

    @rule(name=NAMES, text=TEXTS, country=st.integers(0, 3))
    def add(self, name: str, text: str, country: int) -> None:
        self.count += 1
        self.rows.append(Row(self.count, name, text, country, f"k{self.count}", f"https://h{self.count}.example"))

    @rule(place=PLACE)
    def remove(self, place: int) -> None:
        if len(self.rows) > 1:
            self.gone.append(self.row(place))
            self.rows.remove(self.row(place))

    @rule()
    def bring_back(self) -> None:
        if self.gone:
            self.rows.append(self.gone.pop())

    @rule(place=PLACE, name=NAMES, text=TEXTS)
    def reword(self, place: int, name: str, text: str) -> None:
        self.row(place).name, self.row(place).text = name, text

    @rule(one=PLACE, other=PLACE)
    def exchange_names(self, one: int, other: int) -> None:
        self.row(one).name, self.row(other).name = self.row(other).name, self.row(one).name

    @rule(one=PLACE, other=PLACE)
    def exchange_keys(self, one: int, other: int) -> None:
        self.row(one).key, self.row(other).key = self.row(other).key, self.row(one).key

    @rule(place=PLACE)
    def rename_key(self, place: int) -> None:
        self.row(place).key += "x"

    @rule(place=PLACE)
    def move(self, place: int) -> None:
        self.rows.append(self.rows.pop(place % len(self.rows)))

    @rule(country=st.integers(0, 3))
    def reword_country(self, country: int) -> None:
        self.forms[country] = (self.forms[country] + 1) % len(COUNTRIES[country])

    @rule(place=st.integers(0, 20))
    def translate(self, place: int) -> None:
        """A translator fills in a message, or takes its translation out of doubt."""
        self.update()
        message = self.message(place)
        self.count += 1
        sound = replace(message, flags=(), previous_msgid=None, previous_msgctxt=None)
        self.save(place, sound if message.msgstr else replace(message, msgstr=f"T{self.count}"))

    @rule(place=st.integers(0, 20))
    def remark(self, place: int) -> None:
        """A translator writes a note."""
        self.update()
        self.count += 1
        message = self.message(place)
        self.save(place, replace(message, comments=(*message.comments, f"N{self.count}")))

    def message(self, place: int) -> Message:
        messages = [m for m in parse(self.text, "x.po").messages if not m.obsolete]
        return messages[place % len(messages)]

    def save(self, place: int, message: Message) -> None:
        if message.msgctxt == "name" and message.usable:
            self.owners.setdefault(message.msgstr, set()).update(self.noted(message))
        catalog = parse(self.text, "x.po")
        messages = (message if m.identity == message.identity else m for m in catalog.messages)
        self.text = render(replace(catalog, messages=tuple(messages)), like=self.text)

    @rule()
    def update(self) -> None:
        before, wanted = parse(self.text, "x.po"), self.template()
        merged = merge(before, wanted, "de")
        self.text = render(merged.catalog, like=self.text) if merged.changed else self.text
        after = parse(self.text, "x.po")
        assert after == merged.catalog
        assert not merge(after, wanted, "de").changed
        assert {m.identity for m in after.messages if not m.obsolete} == {m.identity for m in wanted.messages}
        assert {m.msgstr for m in before.messages} <= {m.msgstr for m in after.messages} | {""}
        assert said(before.messages) <= said(after.messages)
        kept = {m.identity for m in before.messages if not m.obsolete} & {m.identity for m in wanted.messages}
        assert ordered(before.messages, kept) == ordered(after.messages, kept)

    @invariant()
    def names_stay_with_their_rows(self) -> None:
        messages = parse(self.text, "x.po").messages if self.rows else ()
        for message in (m for m in messages if m.msgctxt == "name" and m.usable):
            owners = self.owners[message.msgstr]
            assert owners & self.noted(message)
            owners |= self.noted(message)  # a row of the same name has its translation

    def noted(self, message: Message) -> set[str]:
        """The keys and links in the message's notes."""
        return set(" ".join(message.extracted[:-1]).replace(",", "").split()) - {"key"}

    def template(self) -> Catalog:
        return make_template(self.document(), "x.md", "boats")

    def document(self) -> Document:
        lines = ["# Boats", "", "| id | name | country | notes |", "|---|---|---|---|"]
        for row in self.rows:
            country = COUNTRIES[row.country][self.forms[row.country]]
            lines.append(f"| {row.key} | [{row.name}]({row.link}) | {country} | {row.text} |")
        return infer_document(formats.parse("\n".join(lines) + "\n", "x.md"), ROLES)


def said(messages: tuple[Message, ...]) -> set[str]:
    return {comment for message in messages for comment in message.comments}


def ordered(messages: tuple[Message, ...], kept: set[object]) -> list[object]:
    return [message.identity for message in messages if message.identity in kept and not message.obsolete]


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
