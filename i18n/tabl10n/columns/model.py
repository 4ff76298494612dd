"""What is known of the columns of one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from tabl10n.document import Cell, Role, Row

_PARTS = ("key", "territory", "name", "link", "doc_link", "image", "version")


class InferredColumn(NamedTuple):
    """What one column is, and why.

    ``tells_rows_apart`` and ``is_kept`` answer two questions: unique words tell rows apart and are translated, a
    licence is kept as it is and tells no row from another. ``reason`` is for people, plain text of a few words.
    """

    role: Role
    tells_rows_apart: bool
    reason: str

    @property
    def is_kept(self) -> bool:
        """Whether the column is kept from translators: its cells are the same in every language."""
        return self.role in (Role.KEY, Role.VERBATIM)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of one table are: ``each`` of them, and which of them are the parts of an entry.

    Parts are column indexes, None where the table has no such column. A translated header says little, so these are
    found by what the cells hold, not by the header alone. ``verbatim`` are the columns that are copied as they are, the
    version among them, each by the words of its header in the source; ``words`` in the same way those that are
    translated.
    """

    key: int | None = None
    territory: int | None = None
    name: int | None = None
    link: int | None = None  # whose link is the entry's own (often the name's)
    doc_link: int | None = None
    image: int | None = None
    version: int | None = None
    texts: tuple[int, ...] = ()
    verbatim: tuple[tuple[str, int], ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    each: tuple[InferredColumn, ...] = ()

    def list_parts(self) -> tuple[tuple[str, int | None], ...]:
        """Each part's name with its column, the further texts left out."""
        return tuple((name, getattr(self, name)) for name in _PARTS)

    def cell(self, row: Row, index: int | None) -> Cell | None:
        """The row's cell in that column, None where the row or the table has none."""
        return row.cells[index] if index is not None and index < len(row.cells) else None

    def role_of(self, index: int) -> Role:
        """The role of the column ``index``; a cell behind the last column is of none, and is kept as it is."""
        return self.each[index].role if index < len(self.each) else Role.VERBATIM

    def with_territory(self, index: int, reason: str) -> Columns:
        """The same, the column ``index``, one of its ``texts``, being that of the territories."""
        each = tuple(
            column._replace(role=Role.TERRITORY, reason=reason) if at == index else column
            for at, column in enumerate(self.each)
        )
        return replace(self, territory=index, texts=tuple(at for at in self.texts if at != index), each=each)

    def without_keys(self) -> Columns:
        """The same of a table that is compared with no keys: nothing in it is a key, a territory or a version."""
        return replace(self, key=None, territory=None, version=None).with_roles_of_parts()

    def with_roles_of_parts(self) -> Columns:
        """The same, each column's role being that of the part that it is; of no part it is kept as it is."""
        roles = self._roles_of_parts()
        each = (column._replace(role=roles.get(at, Role.VERBATIM)) for at, column in enumerate(self.each))
        return replace(self, each=tuple(each))

    def _roles_of_parts(self) -> Mapping[int, Role]:
        verbatim = {index for _, index in self.verbatim}
        texts = {index: Role.TEXT for index in self.texts if index not in verbatim}
        parts = ((self.name, Role.NAME), (self.territory, Role.TERRITORY), (self.key, Role.KEY))
        return texts | {index: role for index, role in parts if index is not None}
