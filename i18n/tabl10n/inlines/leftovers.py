"""Marks that are left over as text: the parser did not see in the translation what it saw in the source.

This is the most precise sign of damage, and the same in every language: people hardly ever write such marks as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tabl10n.inlines.elements import CODE_MARK, INLINE_TAGS, OTHER_MARK, TITLE_MARK, Elements
from tabl10n.inlines.model import Difference, DifferenceKind
from tabl10n.text.patterns import compile_lazily

_NAMES = "|".join(sorted(INLINE_TAGS, key=len, reverse=True))
_MAX_SNIPPET_CHARACTERS = 40
"""The most characters of a text that a message shows."""


class _Mark(NamedTuple):
    """A mark left over; ``of`` are the fields of `Elements` whose loss it explains, ``wants`` those of which the source
    must have some for the mark to mean anything.
    """

    pattern: re.Pattern[str]
    of: tuple[str, ...]
    wants: tuple[str, ...] = ()


_LINKS = ("links", "images", "references")
_MARKS = (
    # A backtick, a wide one too; one between quotation marks is spoken of.
    _Mark(compile_lazily(r"(?<![\"'“«„])[`｀]+(?![\"'”»“])[^`｀]{0,40}[`｀]*"), ("code", "roles", *_LINKS)),
    _Mark(compile_lazily(r"\*\*[^*]{0,40}\**"), ()),
    _Mark(compile_lazily(r"＊{2}[^＊]{0,40}＊*"), ()),
    # [text] (target), with a space, an invisible joiner or wide parentheses.
    _Mark(
        compile_lazily(
            rf"[\[［][^\[\]［］]*[\]］][\s\u200b-\u200f]*[(（](?:{OTHER_MARK}|[^()（）\s]*[/.#:：][^()（）]*)[)）]?"
        ),
        _LINKS,
    ),
    _Mark(compile_lazily(r"[\]］]\s*[(（]\s*[^()（）\s]*[/#]"), _LINKS, ("links", "images")),
    # [^ 1], ［^1］, [ 1]_
    _Mark(compile_lazily(r"[\[［]\s*\^[^\]］]*[\]］]?"), ("footnotes",)),
    _Mark(compile_lazily(r"\[\s*[#*]?[\w.-]*\s*\]\s*_(?!\w)"), ("footnotes",)),
    # : ref:`x`, ：ref：`x`, ref:`x`: the name of a role beside what has none.
    _Mark(
        compile_lazily(
            rf"(?:[:：]\s*)?[A-Za-z][\w.+-]{{0,40}}(?:[:：][A-Za-z][\w.+-]{{0,40}}){{0,3}}\s?[:：]\s?{TITLE_MARK}"
        ),
        ("roles",),
        ("roles",),
    ),
    _Mark(compile_lazily(rf"[{CODE_MARK}{TITLE_MARK}]\s+_{{1,2}}(?!\w)"), _LINKS, _LINKS),
    _Mark(compile_lazily(rf"[{{｛]\s*[A-Za-z][\w-]*\s*[}}｝]\s+{CODE_MARK}"), ("placeholders",), ("placeholders",)),
    _Mark(compile_lazily(r"[｛｝]"), ("placeholders",), ("placeholders",)),
    _Mark(
        compile_lazily(r"\|\s+[^|\s][^|]*\||\|[^|]*[^|\s]\s+\||｜[^｜]{1,40}｜"), ("substitutions",), ("substitutions",)
    ),
    _Mark(
        compile_lazily(rf"[<＜]\s*/?\s*(?:{_NAMES})\b[^<>＜＞]*[>＞]?", re.IGNORECASE),
        ("tags", "links", "images"),
        ("tags",),
    ),
)
_LIKE_MARKS = compile_lazily(r"[`｀*＊\[［\]］|｜<＜{｛｝:：_]")


def find_leftovers(source: Elements, written: Elements) -> Iterator[tuple[Difference, tuple[str, ...]]]:
    """Find the marks that are text in the translation and not in the source, each with the fields of `Elements` whose
    loss it explains.
    """
    seen: set[str] = set()
    if _LIKE_MARKS.search(written.text):
        for mark in _MARKS:
            found = mark.pattern.search(written.text)
            wanted = not mark.wants or any(getattr(source, name) for name in mark.wants)
            if found and wanted and not mark.pattern.search(source.text) and not _is_within(found[0], seen):
                seen.add(found[0])
                yield _make(found[0]), mark.of
    if (code := next((one for one in written.code if "`" in one), "")) and not any("`" in one for one in source.code):
        yield _make(code, "its end is not marked, so that what follows is code too: "), ("code", "roles", *_LINKS)
    if written.glued and not source.glued:
        yield (
            _make(written.glued[0], "a letter or a digit touches it, so that it is no markup: "),
            ("roles", "references"),
        )
    if written.parted and not source.parted:
        yield _make(written.parted[0], "no underscore ends it, so that it is no reference: "), ("links", "references")


def _is_within(mark: str, seen: set[str]) -> bool:
    return any(mark in other or other in mark for other in seen)


def _make(mark: str, why: str = "") -> Difference:
    shown = mark.replace(TITLE_MARK, "`…`").replace(CODE_MARK, "`…`").replace(OTHER_MARK, "…")[:_MAX_SNIPPET_CHARACTERS]
    detail = f"{why}{shown!r}" if why else f"{shown!r} is shown as text: the markup is broken"
    return Difference(DifferenceKind.MARKUP_LEFT, "", shown, detail)
