"""Roles of columns that a command line gives: ``--role HEADER=ROLE``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tabl10n.document import Role
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
