"""Text that was written as UTF-8 and read as another encoding: found, and put right."""

from __future__ import annotations

import re

# UTF-8 read as Latin-1 or Windows-1252: the first byte of a sequence shows as a letter from U+00C2 to U+00F4, the
# next as one of the 64 characters that are at 80-BF. Only such text is worth the import of ftfy (82 ms).
_AFTER = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_WESTERN = re.compile(rf"[\u00c2-\u00f4][\u0080-\u00bf{re.escape(_AFTER)}]|\u00c3 ")
# The same first byte before any character that is not ASCII: what several other encodings make of UTF-8. True of much
# that is sound ("n\u00e4\u201d" at the end of a quotation), so it is asked only of text that is not changed by it.
_ANY_ENCODING = re.compile(r"[\u00c2-\u00f4][^\x00-\x7f]|\u00c3 ")


def is_suspect(text: str) -> bool:
    """Whether ``text`` may be UTF-8 that was read as Latin-1 or Windows-1252, which is what happens to most pages."""
    return any(_WESTERN.search(line) for line in text.split("\n") if not line.isascii())


def repair(text: str) -> str:
    """``text`` with broken encoding put right; the same text when nothing is broken.

    A no-break space that this brings to light becomes a plain space: names are compared and translated with plain
    spaces.
    """
    if text.isascii() or not is_suspect(text):
        return text
    fixed = _fix(text)
    return text if fixed == text else fixed.replace("\u00a0", " ")


def find_repair(text: str) -> str:
    """What ``text`` was before it was read as another encoding than UTF-8, "" where it never was."""
    if text.isascii() or not _ANY_ENCODING.search(text):
        return ""
    fixed = _fix(text)
    return fixed if fixed != text else ""


def _fix(text: str) -> str:
    from ftfy import fix_encoding

    return fix_encoding(text)
