"""Links: whose they are, what they credit, and which hosts can be taken for which.

The names of hosts are compared as a reader sees them: a host that looks like a known one, or has a known one in it, is
more dangerous than one that is merely unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from rapidfuzz.distance import OSA

from tabl10n.align.registry import Registry
from tabl10n.text.addresses import parse_address, strip_suffix
from tabl10n.text.folding import fold_look_alikes

# A name this long or longer may be off by this much and still be read as the known one: "exampel" is "example".
_LONG_NAME, _LONG_DISTANCE = 8, 2
_SHORT_NAME, _SHORT_DISTANCE = 5, 1
# A site that this many keys link to belongs to none of them: it hosts code, documents or short links for everybody.
_MIN_KEYS_OF_SHARED_SITE = 3
# Names of parameters that say who sent a customer, as sites' referral programmes spell them.
_CREDIT = re.compile(r"(?i)ref|inv|aff|agent|partner|promo|code|channel|source|from|(?:^|_)(?:uid|[acir])$|^/")
# A part of a path that is a code and no word or version: it mixes in digits and is not short.
_PATH_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z]|\d{4})[\w.-]{5,}", re.ASCII)


@dataclass(frozen=True)
class KnownLinks:
    """Which keys the registry's links belong to."""

    by_url: Mapping[str, frozenset[str]]
    by_site: Mapping[str, frozenset[str]]

    @classmethod
    def from_registry(cls, registry: Registry) -> KnownLinks:
        """Collect every link of every key."""
        by_url: dict[str, set[str]] = {}
        by_site: dict[str, set[str]] = {}
        for key, entry in registry.entries.items():
            for link in (link for variant in entry.variants for link in (variant.link, variant.doc_link) if link):
                by_url.setdefault(parse_address(link).url, set()).add(key)
                by_site.setdefault(parse_address(link).site, set()).add(key)
        return cls(_freeze_groups(by_url), _freeze_groups(by_site))

    def find_owner(self, link: str) -> str:
        """The key that ``link`` belongs to, ``""`` if none: by the whole address, else by a site that few share."""
        here = parse_address(link)
        keys = self.by_url.get(here.url) or self.by_site.get(here.site, frozenset())
        alone = here.url in self.by_url or len(keys) < _MIN_KEYS_OF_SHARED_SITE
        return min(keys) if keys and alone else ""

    def is_shared(self, site: str) -> bool:
        """Whether the site is a host for everybody."""
        return len(self.by_site.get(site, ())) >= _MIN_KEYS_OF_SHARED_SITE


def _freeze_groups(groups: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(keys) for name, keys in groups.items()}


def describe_imitation(host: str, real: str, *, own: bool = False) -> str:
    """In which way ``host``, another one, can be taken for ``real``; ``""`` if it cannot.

    ``own`` says that it is called as the entry itself is: then it may well be nearly the same.
    """
    shown = decode_host(host)
    if f".{real}." in f".{host}." and not host.endswith(f".{real}"):
        return f"{shown!r} begins with the real host {real!r} and belongs to someone else"
    name, wanted = strip_suffix(parse_address(f"//{shown}").site), strip_suffix(parse_address(f"//{real}").site)
    if not shown.isascii() and fold_look_alikes(name) == fold_look_alikes(wanted):
        return f"{shown!r} imitates {real!r} with letters of another script"
    if name != wanted and not own and fold_look_alikes(name) == fold_look_alikes(wanted):
        return f"{shown!r} imitates {real!r} with letters that look alike"
    if name != wanted and not own and OSA.distance(name, wanted) <= _get_tolerance(wanted):
        return f"{shown!r} is nearly {real!r}"
    return ""


def decode_host(host: str) -> str:
    """``host`` as a browser may show it: punycode decoded."""
    try:
        return ".".join(
            part[4:].encode("ascii").decode("punycode") if part.startswith("xn--") else part for part in host.split(".")
        )
    except (UnicodeError, ValueError):
        return host


def _get_tolerance(name: str) -> int:
    if len(name) >= _LONG_NAME:
        return _LONG_DISTANCE
    return _SHORT_DISTANCE if len(name) >= _SHORT_NAME else 0


def is_referral_parameter(name: str) -> bool:
    """Whether a parameter (or a code in the path) of that name says who is paid for a visit."""
    return bool(_CREDIT.search(name))


def list_codes(link: str) -> dict[str, str]:
    """The parameters of a link's query and fragment by name, and the codes in its path by their number: ``/2``."""
    parts = split_link(link)
    fragment = parts.fragment.partition("?")[2] or parts.fragment
    found = dict(parse_qsl(parts.query)) | dict(parse_qsl(fragment))
    segments = enumerate(unquote(parts.path).split("/"))
    return found | {f"/{number}": part for number, part in segments if _PATH_CODE.fullmatch(part)}


def split_link(link: str) -> SplitResult:
    """The parts of an address, also of one that no program can open."""
    try:
        return urlsplit(link.strip())
    except ValueError:  # an IPv6 host without its bracket, say
        return SplitResult("", "", link, "", "")
