"""HTML that cannot be injected into: text becomes markup only through ``make_element``, which escapes it."""

from __future__ import annotations

import html
from collections.abc import Iterable

from tabl10n.text.html import VOID_ELEMENTS
from tabl10n.text.visible import escape_hidden


class SafeHtml(str):
    """HTML that is safe as it is."""

    __slots__ = ()


def make_element(name: str, /, *children: str, **attributes: str | int | bool | None) -> SafeHtml:
    """One element. A child that is not SafeHtml is text: hidden characters are spelt out and all else is escaped.

    ``class_`` is the attribute ``class``, ``aria_label`` is ``aria-label``; None and False leave an attribute out,
    True writes it without a value.
    """
    start = f"<{name}{''.join(_format_attribute(key, value) for key, value in attributes.items())}>"
    return SafeHtml(start if name in VOID_ELEMENTS else f"{start}{join_children(children)}</{name}>")


def join_children(children: Iterable[str]) -> SafeHtml:
    """The children one after the other, those that are not SafeHtml escaped."""
    return SafeHtml(
        "".join(child if isinstance(child, SafeHtml) else html.escape(escape_hidden(child)) for child in children)
    )


def _format_attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(escape_hidden(str(value)))}"'
