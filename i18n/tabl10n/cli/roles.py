"""Roles of columns that a command line gives: ``--role HEADER=ROLE``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tabl10n.document import Document, Role
from tabl10n.errors import InputError


def parse_roles(given: Sequence[str]) -> Mapping[str, Role]:
    """The roles by header. Raises InputError for one that is not written ``HEADER=ROLE``, or names no role."""
    return dict(map(_parse, given))


def _parse(given: str) -> tuple[str, Role]:
    header, equals, role = given.rpartition("=")
    if not equals:
        raise InputError(
            f"--role {given!r} names no role", next_step="write it as HEADER=ROLE, such as --role Name=key"
        )
    if role not in [*Role]:
        raise InputError(f"--role {given!r}: there is no role {role!r}", next_step=f"choose one of {', '.join(Role)}")
    return header, Role(role)


def require_headers(roles: Iterable[str], documents: Sequence[Document]) -> None:
    """Raise InputError for a header that no table of ``documents``, a source and its editions, has."""
    tables = [table for document in documents for table in document.tables]
    headers = dict.fromkeys(column.header.text for table in tables for column in table.columns)
    for header in roles:
        if header not in headers:
            fact = f"no column is called {header!r}, but --role gives it a role"
            known = ", ".join(filter(None, headers)) or "no headers"
            raise InputError(fact, path=documents[0].name, next_step=f"there are {known}")
