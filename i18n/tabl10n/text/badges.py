"""Badges: small images whose address says their text."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

# shields.io's static badge: /badge/<label>-<message>-<colour> or /badge/<message>-<colour>; a dash inside is doubled.
_BADGE = re.compile(r"^(?:(?!/badge/).)*+/badge/(?P<words>.+?)(?<!-)-(?!-)[\w#.]+(?:\?.*)?$")
_DASH = re.compile(r"(?<!-)-(?!-)")


def parse_badge(image: str) -> str:
    """The message of the badge at the address ``image``, ``""`` where that is no static badge."""
    if "/badge/" not in image:  # nearly all images: the pattern looks at each of their characters
        return ""
    match = _BADGE.search(image)
    if not match:
        return ""
    message = _DASH.split(match["words"])[-1]
    return unquote(message).replace("--", "-").replace("__", "\0").replace("_", " ").replace("\0", "_")


def replace_badge_value(image: str, value: str) -> str:
    """The address of the badge ``image`` with another message; its label and colour stay. ``image`` must be a badge."""
    match = _BADGE.search(image)
    assert match is not None
    start = match.end("words") - len(_DASH.split(match["words"])[-1])
    return image[:start] + quote(value.replace("-", "--").replace("_", "__"), safe="") + image[match.end("words") :]
