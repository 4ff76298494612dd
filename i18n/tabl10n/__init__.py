r"""Keep reference tables, and the pages around them, true in every language.

The names below are the public Python API. Each is loaded when it is first used, so that ``import tabl10n`` costs
nothing:

>>> import tabl10n
>>> page = tabl10n.parse("| id | name |\n|----|------|\n| a1 | Boat |\n", locale="en")
>>> page.tables[0].columns[0].role
<Role.KEY: 'key'>
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tabl10n.api import (
        AlignedPage,
        AuditReport,
        Catalog,
        Finding,
        Fixed,
        InputError,
        LocalizedPage,
        Message,
        Page,
        Project,
        Role,
        Severity,
        align,
        audit,
        extract,
        parse,
        read,
        read_baseline,
    )

__version__ = "0.1.0"
__all__ = [
    "AlignedPage",
    "AuditReport",
    "Catalog",
    "Finding",
    "Fixed",
    "InputError",
    "LocalizedPage",
    "Message",
    "Page",
    "Project",
    "Role",
    "Severity",
    "align",
    "audit",
    "extract",
    "parse",
    "read",
    "read_baseline",
]


class _Package(ModuleType):
    """The package as a module whose functions ``align`` and ``audit`` are not hidden by its packages of that name.

    Importing a package binds its name in the one above it. These two are refused: ``from tabl10n.align import …`` works
    all the same.
    """

    def __getattr__(self, name: str) -> Any:
        if name in __all__:
            return getattr(import_module("tabl10n.api"), name)
        raise AttributeError(f"module 'tabl10n' has no attribute {name!r}")

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *__all__])


sys.modules[__name__].__class__ = _Package
