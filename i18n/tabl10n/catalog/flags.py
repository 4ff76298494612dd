"""The flags by which Weblate knows what of a message must be in its translation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tabl10n.document import Block, Cell

_PLACEHOLDERS = "placeholders"
# Without one of these there is no code and no placeholder, and no need to read the nodes of a text.
_MAY_HOLD = re.compile(r"[`{}%$<:\[\\]")
# Programs of gettext end a flag at each comma, and a quote would need an escape that not all of them know.
_UNSAFE = re.compile(r"[,\"\\\s]|\A\Z")


def make_placeholder_flags(msgid: str, part: Cell | Block | None) -> tuple[str, ...]:
    """The flag that names the code and the placeholders of a message; none where it has none.

    ``part`` is the part of the document that says the message. What would need an escape is left out.
    """
    if part is None or not _MAY_HOLD.search(msgid):
        return ()
    from tabl10n.inlines.elements import collect

    found = collect(part.nodes)
    values = [text for text in dict.fromkeys((*found.code, *found.placeholders)) if _can_name(text, msgid)]
    return (":".join((_PLACEHOLDERS, *(f'"{text}"' for text in values))),) if values else ()


def merge_flags(old: Sequence[str], new: Sequence[str], *, same_text: bool) -> tuple[str, ...]:
    """The flags of a catalog, and those of the template instead of others of the same name.

    Where the text is another now, what was to be in translations of the old one goes.
    """
    replaced = {_get_name(flag) for flag in new} | (set() if same_text else {_PLACEHOLDERS})
    kept = [flag for flag in old if flag in new or _get_name(flag) not in replaced]
    return (*kept, *(flag for flag in new if flag not in kept))


def _can_name(text: str, msgid: str) -> bool:
    return text in msgid and not _UNSAFE.search(text)


def _get_name(flag: str) -> str:
    return flag.partition(":")[0]
