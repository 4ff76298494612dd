"""What the rules on catalogs look at, and how they make a finding on a message."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tabl10n.catalog.entity import is_kept_name, read_owner
from tabl10n.catalog.model import Catalog, Message
from tabl10n.document import Document, Role
from tabl10n.findings import Finding, Rule, Severity
from tabl10n.formats import Format
from tabl10n.formats.markdown import MARKDOWN
from tabl10n.inlines.elements import extract_words
from tabl10n.nodes import Inline, Text
from tabl10n.territories import CLDR, Naming, nearest_locale
from tabl10n.text.characters import find_scripts
from tabl10n.text.folding import get_language

_COUNTRY = "FR"


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: a catalog, the locales (as `parse_locale` writes them) that it translates between, how the
    project names territories, the format of the source, and the source page where it is at hand.
    """

    catalog: Catalog
    locale: str
    source_locale: str = "en"
    naming: Naming = CLDR
    format: Format = MARKDOWN
    page: Document | None = None

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """The messages whose translations readers get to see, but for names that stay what they are."""
        return tuple(message for message in self.catalog.messages if message.usable and not is_kept_name(message))

    @cached_property
    def known_locale(self) -> str:
        """The locale of CLDR whose names of territories serve for the catalog's."""
        return nearest_locale(self.locale)

    @property
    def is_same_language(self) -> bool:
        """Whether the catalog only adapts the source: British English for American."""
        return get_language(self.locale) == get_language(self.source_locale)

    @cached_property
    def scripts(self) -> frozenset[str]:
        """The scripts that the language is written in, told by its name of a country; none where it has none."""
        return find_scripts(self.naming.name_of(_COUNTRY, self.known_locale) or "")

    def read(self, message: Message, text: str) -> Inline:
        """The inline nodes of ``text``, the words of a message or their translation, as the source's format has them.

        Names of territories, rows and columns are plain text in every format.
        """
        return self.format.read_inline(text, self.page) if is_prose(message) else (Text(text),)

    def read_words(self, message: Message, text: str) -> str:
        """The words of ``text`` as `read` has it: without code, addresses and other elements."""
        return extract_words(self.read(message, text))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the table, as far as the catalog's notes tell them."""
        return frozenset(key for message in self.catalog.messages for key in read_owner(message).keys)


def make_message_finding(
    rule: Rule, message: Message, wording: str, expected: str = "", *, severity: Severity | None = None
) -> Finding:
    """Make a finding of ``rule`` on a message's translation, of the rule's own severity unless one is given."""
    return Finding(
        rule.name,
        severity or rule.severity,
        wording,
        message.line,
        role=Role(message.msgctxt) if message.msgctxt in set(Role) else None,
        written=message.msgstr,
        expected=expected,
        key=min(read_owner(message).keys, default=""),
        msgctxt=message.msgctxt,
        msgid=message.msgid,
    )


def is_prose(message: Message) -> bool:
    """Whether the message is markup in the source's own language, not the plain text of a cell."""
    return message.msgctxt not in (Role.TERRITORY, Role.NAME, "header")
