"""What a gettext file holds: messages, and the header that comes before them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from polib import POFile

FUZZY = "fuzzy"


class Identity(NamedTuple):
    """What makes a message the one it is: no catalog holds two messages of one identity."""

    msgctxt: str | None
    msgid: str


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a gettext file.

    An empty ``msgstr`` says untranslated; ``msgctxt`` is None where the entry has none. Comments are lines without
    their mark: ``comments`` the translator's (``#``), ``extracted`` ours (``#.``). A reference is ``path:line``.
    ``previous_*`` is what the message was before it became fuzzy (``#|``). ``line`` is where the entry begins in the
    file it was read from, 0 for one that was made; ``written`` is how that file lays it out, None for our own layout.
    Neither plays a part in a comparison.
    """

    msgid: str
    msgctxt: str | None = None
    msgstr: str = ""
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous_msgctxt: str | None = None
    previous_msgid: str | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    written: Written | None = field(default=None, compare=False, repr=False)

    @property
    def identity(self) -> Identity:
        """The context and the source text."""
        return Identity(self.msgctxt, self.msgid)

    @property
    def fuzzy(self) -> bool:
        """Whether someone must look at the translation before it is used."""
        return FUZZY in self.flags

    @property
    def usable(self) -> bool:
        """Whether the translation may be shown to readers: there is one, in force, and not in doubt."""
        return bool(self.msgstr) and not self.obsolete and not self.fuzzy


class Written(NamedTuple):
    """An entry that its file lays out otherwise than we would: the message there, and its lines with their breaks."""

    message: Message
    text: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """A gettext file. ``header`` is the entry whose msgid is empty: its comments and flags are the file's own.

    ``tail`` holds the comment lines after the last message, as they are in the file.
    """

    header: Message
    messages: tuple[Message, ...] = ()
    tail: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The header's fields by name, in their order; a line that is no ``Name: value`` is left out."""
        pairs = (line.partition(":") for line in self.header.msgstr.splitlines())
        return {name: value.strip() for name, colon, value in pairs if colon}

    def with_field(self, name: str, value: str) -> Catalog:
        """The same catalog with that value for the field: its line is rewritten, or added, and no other is touched."""
        lines = self.header.msgstr.splitlines(keepends=True)
        at = next((i for i, line in enumerate(lines) if line.partition(":")[0] == name), len(lines))
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        lines[at : at + 1] = [format_header({name: value})]
        return replace(self, header=replace(self.header, msgstr="".join(lines)))

    @classmethod
    def read(cls, path: str | Path) -> Catalog:
        """Read the gettext file at ``path``. Raises InputError, with its line, for whatever it has wrong."""
        from tabl10n.catalog.pofile import read

        return read(path)

    def save(self, path: str | Path) -> None:
        """Write the catalog to ``path``, whole or not at all; entries that did not change keep their layout."""
        from tabl10n.catalog.pofile import render
        from tabl10n.files import write_text

        write_text(path, render(self))

    def to_polib(self) -> POFile:
        """The same catalog as a ``polib.POFile``, for scripts that work with polib."""
        import polib

        from tabl10n.catalog.pofile import render

        return polib.pofile(render(self))

    @classmethod
    def from_polib(cls, file: POFile) -> Catalog:
        """The catalog that a ``polib.POFile`` holds. Raises InputError for what no gettext file may hold."""
        from tabl10n.catalog.pofile import parse

        return parse(str(file), file.fpath or "polib.POFile")

    def translations(self) -> dict[Identity, str]:
        """The translations that may be shown to readers, by message."""
        return {message.identity: message.msgstr for message in self.messages if message.usable}


def format_header(fields: dict[str, str]) -> str:
    """The text of a header entry, one ``Name: value`` a line."""
    return "".join(f"{name}: {value}\n" for name, value in fields.items())
