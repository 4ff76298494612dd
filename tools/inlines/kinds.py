"""Ways in which people and programs damage the inline elements of a translation, as functions on its text.

Each gives the damaged text, or None where the text has nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

Damage = Callable[[str], str | None]

_WIDE = str.maketrans("()[]{}<>:`.,!_'\"", "（）［］｛｝＜＞：｀．，！＿’”")


class Kind(NamedTuple):
    """One way of damage; ``formats`` are those of the messages that it is done to."""

    name: str
    damage: Damage
    formats: tuple[str, ...]


def _sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Damage:
    """Damage the first thing that ``pattern`` finds."""
    compiled = re.compile(pattern)

    def damage(text: str) -> str | None:
        done = compiled.sub(new, text, count=1)
        return done if done != text else None

    return damage


def _inside(pattern: str, change: Callable[[str], str]) -> Damage:
    """Damage the group 2 of the first thing that ``pattern`` finds, which has three."""
    return _sub(pattern, lambda match: match[1] + change(match[2]) + match[3])


def _drop_letter(text: str) -> str:
    letters = [at for at, char in enumerate(text) if char.isalpha()]
    at = letters[len(letters) // 2] if len(letters) > 3 else -1
    return text[:at] + text[at + 1 :] if at >= 0 else text


def _translate_word(text: str) -> str:
    return re.sub(r"[A-Za-z]{3,}", "przykład", text, count=1)


def _change_digit(text: str) -> str:
    return re.sub(r"\d", lambda match: str((int(match[0]) + 1) % 10), text, count=1)


def _put_space(text: str) -> str:
    return re.sub(r"(?<=\w)([._:(/=$-])(?=\S)", r"\1 ", text, count=1)


_MD, _RST, _BOTH = ("markdown",), ("rst",), ("markdown", "rst")
_ROLE = r":([A-Za-z][\w.+:-]*):`([^`]+)`"
_CODE_MD = r"((?<!`)`)([^`\n]+)(`(?!`))"
_CODE_RST = r"((?<!`)``)([^`\n]+)(``(?!`))"
_LINK_MD = r"(?<!!)\[([^\[\]\n]+)\]\(([^()\s]+)\)"
_LINK_RST = r"`([^`<>]+)\s<([^<>`]+)>`_{1,2}"
_PLACEHOLDER = r"(?<![\w{$])\{([A-Za-z_]\w*)\}|%\(\w+\)[sd]|(?<![\w%])%[sd]"

KINDS = (
    Kind("role: spaces at its colons", _sub(_ROLE, r": \1: `\2`"), _RST),
    Kind("role: wide colons", _sub(_ROLE, "：\\1：`\\2`"), _RST),
    Kind("role: no name", _sub(_ROLE, r"\2"), _RST),
    Kind("role: dropped", _sub(_ROLE, "x"), _RST),
    Kind("role: no first colon", _sub(_ROLE, r"\1:`\2`"), _RST),
    Kind(
        "role: target translated", _inside(r"(:[A-Za-z][\w.+:-]*:`(?:[^`<>]*<)?)([^`<>]+)(>?`)", _translate_word), _RST
    ),
    Kind("role: touches a letter", _sub(_ROLE, r"x:\1:`\2`x"), _RST),
    Kind("literal: space in its marks", _inside(_CODE_RST, lambda code: f" {code}"), _RST),
    Kind("literal: touches a letter", _sub(_CODE_RST, r"x``\2``x"), _RST),
    Kind("code: space put in", _inside(_CODE_MD, _put_space), _MD),
    Kind("literal: space put in", _inside(_CODE_RST, _put_space), _RST),
    Kind("code: wide punctuation", _inside(_CODE_MD, lambda code: code.translate(_WIDE)), _MD),
    Kind("literal: wide punctuation", _inside(_CODE_RST, lambda code: code.translate(_WIDE)), _RST),
    Kind("code: other case", _inside(_CODE_MD, str.swapcase), _MD),
    Kind("literal: other case", _inside(_CODE_RST, str.swapcase), _RST),
    Kind("code: closing mark lost", _sub(_CODE_MD, r"`\2"), _MD),
    Kind("literal: closing mark lost", _sub(_CODE_RST, r"``\2"), _RST),
    Kind("code: dropped", _sub(_CODE_MD, "x"), _MD),
    Kind("literal: dropped", _sub(_CODE_RST, "x"), _RST),
    Kind("code: a letter lost", _inside(_CODE_MD, _drop_letter), _MD),
    Kind("literal: a letter lost", _inside(_CODE_RST, _drop_letter), _RST),
    Kind("code: translated", _inside(_CODE_MD, _translate_word), _MD),
    Kind("literal: translated", _inside(_CODE_RST, _translate_word), _RST),
    Kind("code: quotation marks for ticks", _sub(_CODE_MD, "“\\2”"), _MD),
    Kind("code: wide ticks", _sub(_CODE_MD, "｀\\2｀"), _MD),
    Kind("link: space before the target", _sub(_LINK_MD, r"[\1] (\2)"), _MD),
    Kind("link: wide parentheses", _sub(_LINK_MD, "[\\1]（\\2）"), _MD),
    Kind("link: target gone, text kept", _sub(_LINK_MD, r"\1"), _MD),
    Kind("link: dropped", _sub(_LINK_MD, "x"), _MD),
    Kind("link: space in the target", _sub(r"(\]\(https?://[^()\s/]+/)([^()\s]+\))", r"\1 \2"), _MD),
    Kind("link: a letter of the target lost", _inside(r"(\]\()([^()\s]+)(\))", _drop_letter), _MD),
    Kind("link: target translated", _inside(r"(\]\((?:https?://[^/()\s]*)?)([^()\s]+)(\))", _translate_word), _MD),
    Kind("link: another host", _sub(r"(\]\(https?://)[^/()\s]+", r"\1evil.example"), _MD),
    Kind("link: brackets escaped", _sub(_LINK_MD, r"\\[\1\\]"), _MD),
    Kind("reference: target gone", _sub(_LINK_RST, r"\1"), _RST),
    Kind("reference: end parted", _sub(_LINK_RST, r"`\1 <\2>` _"), _RST),
    Kind("reference: touches a letter", _sub(_LINK_RST, r"x`\1 <\2>`_x"), _RST),
    Kind("image: dropped", _sub(r"!\[[^\[\]]*\]\([^()\s]+\)", ""), _MD),
    Kind("footnote: parted", _sub(r"\[\^([^\]\s]+)\]", r"[^ \1]"), _MD),
    Kind("footnote: dropped", _sub(r"\[\^([^\]\s]+)\]", ""), _MD),
    Kind("footnote of reStructuredText: parted", _sub(r"\[([#\w]+)\]_(?!\w)", r"[\1] _"), _RST),
    Kind("footnote of reStructuredText: dropped", _sub(r"\[([#\w]+)\]_(?!\w)", ""), _RST),
    Kind("substitution: parted", _sub(r"(?<!\S)\|([^|\s]+)\|", r"| \1 |"), _RST),
    Kind("strong: parted", _sub(r"\*\*([^*\n]+)\*\*", r"** \1 **"), _BOTH),
    Kind("strong: closing mark lost", _sub(r"\*\*([^*\n]+)\*\*", r"**\1"), _BOTH),
    Kind("tag: not closed", _sub(r"<(kbd|b|i|a|code|sub|sup|span|em|strong)\b([^>]*)>([^<]*)</\1>", r"<\1\2>\3"), _MD),
    Kind("tag: space in it", _sub(r"<(/?)(kbd|b|i|a|code|sub|sup|span|em|strong)\b", r"< \1\2"), _MD),
    Kind("placeholder: spaces", _sub(_PLACEHOLDER, lambda found: f"{found[0][0]} {found[0][1:]}"), _BOTH),
    Kind("placeholder: wide", _sub(_PLACEHOLDER, lambda found: found[0].replace("%", "％").translate(_WIDE)), _BOTH),
    Kind("placeholder: dropped", _sub(_PLACEHOLDER, ""), _BOTH),
    Kind("placeholder: name translated", _sub(r"(?<![\w{$])\{[A-Za-z_]\w*\}", "{nazwa}"), _BOTH),
    Kind(
        "formula: translated",
        _inside(r"(\$)([^$\s][^$]*)(\$)", lambda one: one.replace("_", " ").replace("\\", "")),
        _MD,
    ),
    Kind("option: a dash", _sub(r"(?<![\w`-])--(?=[a-z])", "—"), _BOTH),
    Kind(
        "number: a digit changed", _sub(r"(?<![\w.`/-])\d{3,}(?![\w.])", lambda found: _change_digit(found[0])), _BOTH
    ),
    Kind("number: a space in it", _sub(r"(?<![\w.`/])(\d+)\.(\d+)(?![\w.])", r"\1. \2"), _BOTH),
    Kind("address: a wide colon", _sub(r"(?<!\]\()(?<!<)https?://", "https：//"), _BOTH),
)
"""All kinds."""
