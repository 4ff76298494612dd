"""Addresses, brought to a form in which two spellings of one are equal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

# Tables repeat their values; this many are kept, far more than a page has and little memory in a long table.
_CACHE = 1 << 15
# A file name this long (a hash, a UUID) is one image wherever it is hosted; shorter ones are `logo.png`.
_LONG_FILE_NAME = 20
# The shortest part of an address taken for a referral code: four keeps `7QCY` and drops `v2`, `en`, `r`.
_SHORTEST_CODE = 4
_CODE = re.compile(r"(?=.*\d)[\w.-]+", re.ASCII)
# An address longer than this is compared by its beginning: bounds what hostile input costs.
_LONGEST_READ = 2000


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address that are compared. ``url`` lacks scheme, ``www.``, a slash at the end and letter case of
    the host; ``site`` is the host without the subdomains, as far as that can be told without a list of suffixes.
    """

    url: str
    host: str
    site: str
    codes: frozenset[str]


NONE: frozenset[str] = frozenset()  # one for all: an empty set is 216 bytes, and a long table has millions of them
NOWHERE = Address("", "", "", NONE)


@lru_cache(maxsize=_CACHE)
def address(link: str) -> Address:
    """The address that ``link`` spells; one without a host (``#part``) has only its ``url``. Never raises."""
    link = link.strip()[:_LONGEST_READ]
    if not link:
        return NOWHERE
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return Address(link.casefold(), "", "", frozenset())
    path, query, fragment = (unquote(part) for part in (parts.path.rstrip("/"), parts.query, parts.fragment))
    tail = path + (f"?{query}" if query else "") + (f"#{fragment.rstrip('/')}" if fragment else "")
    if not host:
        return Address(tail.casefold(), "", "", frozenset())
    return Address(f"{host}{port}{tail}", host, _site(host), _codes(path, parts.query, parts.fragment))


def _site(host: str) -> str:
    """``example.co.uk`` of ``shop.example.co.uk``: two labels, three where two are as short as suffixes are."""
    labels = host.split(".")
    suffix = 2 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 1
    return ".".join(labels[-suffix - 1 :])


def _codes(path: str, query: str, fragment: str) -> frozenset[str]:
    """What may be a referral code: values of the query, parts of the path that hold a digit."""
    queries = (query, fragment.partition("?")[2] or fragment)
    values = [value for text in queries for _, value in parse_qsl(text, max_num_fields=None)]
    found = [*values, *path.split("/")]
    return frozenset(part for part in found if len(part) >= _SHORTEST_CODE and _CODE.fullmatch(part)) or NONE


def label(site: str) -> str:
    """The name in a site: ``example`` of ``example.co.uk``."""
    return site.partition(".")[0]


def image_name(image: str) -> str:
    """What tells an image from others: its file name where that is long, else its whole address."""
    url = address(image).url
    name = url.rpartition("/")[2]
    return name if len(name) >= _LONG_FILE_NAME else url
