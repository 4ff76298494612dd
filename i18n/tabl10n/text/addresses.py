"""Addresses: what is one in a text, and the form in which two spellings of one are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from tabl10n.text.patterns import compile_lazily

# What is an address depends on who reads the text; these are all the answers.
# reStructuredText: what docutils makes a link of where it is bare ("standalone hyperlinks"), of the usual schemes.
RST_ADDRESS = compile_lazily(r"(?:https?|ftp)://[-_.!~*'()\[\];/:@&=+$,%a-zA-Z0-9?#]*[_~*/=+a-zA-Z0-9]")
# The same without a character that begins or ends markup beside other text: safe to write bare anywhere.
RST_PLAIN_ADDRESS = compile_lazily(r"https?://[A-Za-z0-9./?=&%#~:+-]*[A-Za-z0-9/]")
# Markdown: what GFM makes a link of where it is bare (6.9). The punctuation at its end is none of it; parentheses
# that are closed are. One group, so that splitting a text by it keeps the addresses.
GFM_ADDRESS = compile_lazily(r"(https?://(?>\([^\s<>()]*\)|[^\s<>)])*(?:\([^\s<>()]*\)|[^\s<>?!.,:;_~'\")*\]]))")
# The same as a cell's whole source: without a mark of Markdown or an entity, so that it is read as it is written.
GFM_PLAIN_ADDRESS = compile_lazily(
    r"https?://[^\s<>\\&`\[\]*]*(?:[^\s<>\\&`\[\]*?!.,:;_~'\")]|\([^\s<>\\&`\[\]*()]*\))"
)
# The source of any format: as far as what ends an address in an attribute, a link's target or angle brackets.
SOURCE_ADDRESS = compile_lazily(r"https?://[^\s<>\"')\]]+")
# Whatever looks like an address, with what is written against it: taken away where words are looked for.
# From the beginning of a word only: a long one would be tried from each of its letters.
ADDRESS_LIKE = r"(?a:(?<!\w)\w++)://\S+"
# A translated message: what any reader of any format may make a link of, for none may be added.
_FOLLOWED = compile_lazily(
    r"(?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:)?//[^\s<>()\[\]\"'`]+"
    r"|(?<![a-z0-9.-])www\.[^\s<>()\[\]\"'`]+"
    r"|(?<![a-z0-9])(?:javascript|vbscript|data|file|mailto):[^\s<>)\]\"'`]+"
    r"|(?<=\]\()(?!<)[^)\s]+|(?<=\]\(<)[^>\s]+"
    r"|(?<=<)[a-z][a-z0-9+.-]{1,31}:[^\s<>]*(?=>)"  # CommonMark 0.31, 6.5: any scheme, in angle brackets
    # Pages make a link of a mail address; letters that are not ASCII end it (GFM 0.29, 6.9), as Chinese has no spaces.
    r"|(?<![a-z0-9_.+-])[a-z0-9_.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    re.IGNORECASE,
)
_END = ".,;:!?"
# What browsers read as the dot in the name of a host (Unicode TS 46), between two parts of one.
_DOT = compile_lazily(r"[\u3002\uff0e\uff61](?=[\w-]+\.\w)", re.ASCII)

# Tables repeat their values; this many are kept, far more than a page has and little memory in a long table.
_CACHE_SIZE = 1 << 15
# A file name this long (a hash, a UUID) is one image wherever it is hosted; shorter ones are `logo.png`.
_MIN_UNIQUE_NAME_CHARACTERS = 20
# The shortest part of an address taken for a referral code: four keeps `7QCY` and drops `v2`, `en`, `r`.
_MIN_CODE_CHARACTERS = 4
_CODE = compile_lazily(r"(?=.*\d)[\w.-]+", re.ASCII)
# An address longer than this is compared by its beginning: bounds what hostile input costs.
_MAX_READ_CHARACTERS = 2000


class Address(NamedTuple):
    """The parts of an address that are compared. ``url`` lacks scheme, ``www.``, a slash at the end and letter case of
    the host; ``site`` is the host without the subdomains, as far as that can be told without a list of suffixes.
    """

    url: str
    host: str
    site: str
    codes: frozenset[str]


NONE: frozenset[str] = frozenset()  # one for all: an empty set is 216 bytes, and a long table has millions of them
NOWHERE = Address("", "", "", NONE)


def find_addresses(text: str) -> list[str]:
    """The addresses and link targets of a text of any markup, in order.

    >>> find_addresses("See www.example.com, or write to crew@boat.example.")
    ['www.example.com', 'crew@boat.example']
    """
    return [_cut_at_punctuation(match[0]).rstrip(_END) for match in _FOLLOWED.finditer(text)]


def remove_addresses(text: str) -> str:
    """The text with a space in place of each address and link target."""
    return _FOLLOWED.sub(" ", text)


def _cut_at_punctuation(address_: str) -> str:
    """An address as far as the first punctuation that is not ASCII: most languages write theirs right behind it."""
    ends = (i for i, char in enumerate(address_) if not char.isascii() and unicodedata.category(char)[0] == "P")
    return address_[: next((i for i in ends if not _DOT.match(address_, i)), None)]


@lru_cache(maxsize=_CACHE_SIZE)
def parse_address(link: str) -> Address:
    """The address that ``link`` spells; one without a host (``#part``) has only its ``url``. Never raises."""
    link = link.strip()[:_MAX_READ_CHARACTERS]
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
    return Address(f"{host}{port}{tail}", host, _find_site(host), _find_codes(path, parts.query, parts.fragment))


def _find_site(host: str) -> str:
    """``example.co.uk`` of ``shop.example.co.uk``: two labels, three where two are as short as suffixes are."""
    labels = host.split(".")
    suffix = 2 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 1
    return ".".join(labels[-suffix - 1 :])


def _find_codes(path: str, query: str, fragment: str) -> frozenset[str]:
    """What may be a referral code: values of the query, parts of the path that hold a digit."""
    queries = (query, fragment.partition("?")[2] or fragment)
    values = [value for text in queries for _, value in parse_qsl(text, max_num_fields=None)]
    found = [*values, *path.split("/")]
    return frozenset(part for part in found if len(part) >= _MIN_CODE_CHARACTERS and _CODE.fullmatch(part)) or NONE


def strip_suffix(site: str) -> str:
    """The name in a site: ``example`` of ``example.co.uk``."""
    return site.partition(".")[0]


def identify_image(image: str) -> str:
    """What tells an image from others: its file name where that is long, else its whole address."""
    url = parse_address(image).url
    name = url.rpartition("/")[2]
    return name if len(name) >= _MIN_UNIQUE_NAME_CHARACTERS else url
