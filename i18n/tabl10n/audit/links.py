"""Links: where they lead, compared with every link that an edition knows for the key.

The names of hosts are compared as a reader sees them: a host that looks like a known one, or has a known one in it, is
more dangerous than one that is merely unknown.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from rapidfuzz.distance import OSA

from tabl10n.align.registry import Registry
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import cell_finding
from tabl10n.columns.cells import value_of
from tabl10n.text.addresses import address, label
from tabl10n.text.characters import without_hidden
from tabl10n.text.folding import folded, language_of, skeleton

# A name this long or longer may be off by this much and still be read as the known one: "exampel" is "example".
_LONG_NAME, _LONG_DISTANCE = 8, 2
_SHORT_NAME, _SHORT_DISTANCE = 5, 1
# A site that this many keys link to belongs to none of them: it hosts code, documents or short links for everybody.
_SHARED = 3
_SAFE_SCHEMES = ("http", "https", "")


class Languages(NamedTuple):
    """The languages of the source and of the copy, as sites name them: ``en``, ``fr``."""

    source: str
    copy: str


class Verdict(NamedTuple):
    """What is wrong with a link: the rule that names it, how grave it is, and in words."""

    rule: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class KnownLinks:
    """Which keys the registry's links belong to."""

    by_url: Mapping[str, frozenset[str]]
    by_site: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, registry: Registry) -> KnownLinks:
        """Collect every link of every key."""
        by_url: dict[str, set[str]] = {}
        by_site: dict[str, set[str]] = {}
        for key, entry in registry.entries.items():
            for link in (link for variant in entry.variants for link in (variant.link, variant.doc_link) if link):
                by_url.setdefault(address(link).url, set()).add(key)
                by_site.setdefault(address(link).site, set()).add(key)
        return cls(_frozen(by_url), _frozen(by_site))

    def owner(self, link: str) -> str:
        """The key that ``link`` belongs to, ``""`` if none: by the whole address, else by a site that few share."""
        here = address(link)
        keys = self.by_url.get(here.url) or self.by_site.get(here.site, frozenset())
        alone = here.url in self.by_url or len(keys) < _SHARED
        return min(keys) if keys and alone else ""

    def is_shared(self, site: str) -> bool:
        """Whether the site is a host for everybody."""
        return len(self.by_site.get(site, ())) >= _SHARED


def _frozen(groups: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(keys) for name, keys in groups.items()}


def judge(
    link: str, known: Sequence[str], names: Container[str], links: KnownLinks, languages: Languages
) -> Verdict | None:
    """What is wrong with ``link`` in a row whose key has the links ``known``; None if nothing is.

    ``names`` are the key and its names, folded: a host called like them imitates nobody. A slash at the end, the letter
    case of the host, ``www.``, a default port and percent-encoding are nothing.
    """
    parts = _split(link)
    same = [other for other in known if address(other).url == address(link).url]
    if "@" in parts.netloc:
        real = parts.netloc.rpartition("@")[2]
        return Verdict("link-retargeted", Severity.ERROR, f"the host is {real!r}: what stands before the @ is no host")
    if parts.scheme not in _SAFE_SCHEMES:
        return Verdict("link-retargeted", Severity.ERROR, f"the link runs {parts.scheme!r} instead of opening a page")
    if same:
        return _downgraded(link, same)
    verdict = _elsewhere(link, known, names, links)
    if verdict.severity is Severity.WARNING and _is_translated(address(link).host, known, languages):
        return Verdict("link-altered", Severity.HINT, "the link leads to the site in the copy's language")
    return verdict


def _is_translated(host: str, known: Sequence[str], languages: Languages) -> bool:
    """Whether ``host`` is that of a known link with one language's name in place of the other's: ``fr.site.example``.

    Encyclopaedias and shops have a host for each language.
    """
    start, own = f"{languages.source}.", f"{languages.copy}."
    return any(other.startswith(start) and own + other.removeprefix(start) == host for other in _hosts(known))


def _hosts(known: Sequence[str]) -> Sequence[str]:
    return list(dict.fromkeys(address(other).host for other in known if address(other).host))


def _downgraded(link: str, known: Sequence[str]) -> Verdict | None:
    """A link to the same place that lost its encryption."""
    if _is_downgraded(link, known):
        return Verdict("link-altered", Severity.ERROR, "the link is http, every edition has https")
    return None


def _is_downgraded(link: str, known: Sequence[str]) -> bool:
    return _split(link).scheme == "http" and all(_split(other).scheme == "https" for other in known)


def _elsewhere(link: str, known: Sequence[str], names: Container[str], links: KnownLinks) -> Verdict:
    hosts = _hosts(known)
    host, site = address(link).host, address(link).site
    own = any(site == address(other).site for other in known) and not links.is_shared(site)
    owner = "" if own else links.owner(link)
    if owner:
        return Verdict("link-retargeted", Severity.ERROR, f"the link is that of {owner!r}")
    if host in hosts:
        return _same_host(link, [other for other in known if address(other).host == host])
    if not host:
        return Verdict("link-altered", Severity.WARNING, f"{link!r} is no full address")
    if own:
        return Verdict("link-altered", Severity.HINT, f"the link leads to {host!r}, editions have {hosts[0]!r}")
    return _unknown_host(link, hosts, known, names)


def _unknown_host(link: str, hosts: Sequence[str], known: Sequence[str], names: Container[str]) -> Verdict:
    host = address(link).host
    own = folded(label(address(link).site)) in names
    reason = next((reason for real in hosts if (reason := imitation(host, real, own=own))), "")
    if reason:
        return Verdict("link-retargeted", Severity.ERROR, reason)
    said = f"no edition knows the host {readable_host(host)!r}"
    if _is_downgraded(link, known):
        return Verdict("link-retargeted", Severity.ERROR, f"{said}, and the link is not https")
    return Verdict("link-retargeted", Severity.WARNING, said)


def imitation(host: str, real: str, *, own: bool = False) -> str:
    """In which way ``host``, another one, can be taken for ``real``; ``""`` if it cannot.

    ``own`` says that it is called as the entry itself is: then it may well be nearly the same.
    """
    shown = readable_host(host)
    if f".{real}." in f".{host}." and not host.endswith(f".{real}"):
        return f"{shown!r} begins with the real host {real!r} and belongs to somebody else"
    name, wanted = label(address(f"//{shown}").site), label(address(f"//{real}").site)
    if not shown.isascii() and skeleton(name) == skeleton(wanted):
        return f"{shown!r} imitates {real!r} with letters of another script"
    if name != wanted and not own and skeleton(name) == skeleton(wanted):
        return f"{shown!r} imitates {real!r} with letters that look alike"
    if name != wanted and not own and OSA.distance(name, wanted) <= _tolerance(wanted):
        return f"{shown!r} is nearly {real!r}"
    return ""


def readable_host(host: str) -> str:
    """``host`` as a browser may show it: punycode decoded."""
    try:
        return ".".join(
            part[4:].encode("ascii").decode("punycode") if part.startswith("xn--") else part for part in host.split(".")
        )
    except (UnicodeError, ValueError):
        return host


def _tolerance(name: str) -> int:
    if len(name) >= _LONG_NAME:
        return _LONG_DISTANCE
    return _SHORT_DISTANCE if len(name) >= _SHORT_NAME else 0


def _same_host(link: str, known: Sequence[str]) -> Verdict:
    """Another page or another referral code on a host that the key is known to have."""
    here = codes(link)
    closest = max(known, key=lambda other: len(here.items() & codes(other).items()))
    there = codes(closest)
    for name in there.keys() & here.keys():
        if here[name] != there[name]:
            said = f"{_named(name, here[name])} was {_named(name, there[name])}"
            severity = Severity.ERROR if credits_somebody(name) else Severity.WARNING
            return Verdict("link-altered", severity, f"the code {said}")
    lost = [_named(name, value) for name, value in there.items() if name not in here]
    gained = [_named(name, value) for name, value in here.items() if name not in there]
    if (lost or gained) and _split(link).path.rstrip("/") == _split(closest).path.rstrip("/"):
        said = f"lost the code {', '.join(lost)}" if lost else f"gained the code {', '.join(gained)}"
        return Verdict("link-altered", Severity.WARNING, f"the link {said}")
    return Verdict("link-altered", Severity.HINT, f"this is another page of the host than {closest}")


def _named(name: str, value: str) -> str:
    return value if name.startswith("/") else f"{name}={value}"


# Names of parameters that say who sent a customer, as sites' referral programmes spell them.
_CREDIT = re.compile(r"(?i)ref|inv|aff|agent|partner|promo|code|channel|source|from|(?:^|_)(?:uid|[acir])$|^/")


def credits_somebody(name: str) -> bool:
    """Whether a parameter (or a code in the path) of that name says who is paid for a visit."""
    return bool(_CREDIT.search(name))


# A part of a path that is a code and no word or version: it mixes in digits and is not short.
_PATH_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z]|\d{4})[\w.-]{5,}", re.ASCII)


def codes(link: str) -> dict[str, str]:
    """The parameters of a link's query and fragment by name, and the codes in its path by place: ``/2``."""
    parts = _split(link)
    fragment = parts.fragment.partition("?")[2] or parts.fragment
    found = dict(parse_qsl(parts.query)) | dict(parse_qsl(fragment))
    segments = enumerate(unquote(parts.path).split("/"))
    return found | {f"/{place}": part for place, part in segments if _PATH_CODE.fullmatch(part)}


def _split(link: str) -> SplitResult:
    try:
        return urlsplit(link.strip())
    except ValueError:  # an IPv6 host without its bracket, say
        return SplitResult("", "", link, "", "")


def check(context: Context) -> Iterator[Finding]:
    """One finding for each link of a row that is not one of its key's."""
    links = KnownLinks.of(context.registry)
    for facts in context.sure_rows:
        known = _known(context, facts)
        for index, cell in enumerate(facts.aligned.source.cells):
            own = index in (facts.columns.link, facts.columns.doc_link)
            if known and cell.link and (own or index not in facts.columns.texts):
                yield from _findings(context, facts, index, known, links)


def _known(context: Context, facts: RowFacts) -> list[str]:
    """The links that any edition has for the row's key or its kin; those of the copy's own edition first."""
    variants = context.known_variants(facts)
    return list(dict.fromkeys(link for said in variants for link in (said.link, said.doc_link) if link))


def _findings(
    context: Context, facts: RowFacts, index: int, known: Sequence[str], links: KnownLinks
) -> Iterator[Finding]:
    names = {folded(variant.name) for variant in facts.variants} | {folded(facts.key)}
    verdict = judge(without_hidden(facts.aligned.source.cells[index].link), known, names, links, _languages(context))
    if verdict is None:
        return
    expected = _expected(facts, index)
    sure = verdict.severity is Severity.ERROR and bool(expected) and _says_its_own(facts, index)
    yield cell_finding(
        verdict.rule, verdict.severity, facts, index, verdict.message,
        part="link", expected=expected, sure=sure,
    )  # fmt: skip


def _says_its_own(facts: RowFacts, index: int) -> bool:
    """Whether the text of a cell that is copied as it is says what an edition says there: else the whole cell may be
    another row's, and to mend its link alone would make two halves of it.
    """
    header = next((header for header, at in facts.columns.verbatim if at == index), "")
    known = {said for variant in facts.all_variants for title, said in variant.values if title == header}
    return not known or value_of(facts.aligned.source.cells[index]) in known


def _languages(context: Context) -> Languages:
    return Languages(language_of(context.source_locale), language_of(context.locale))


def _expected(facts: RowFacts, index: int) -> str:
    """The link that belongs in that column: what the source has there; where the copy follows another edition, the
    documentation's in its own column, and the entry's elsewhere.
    """
    theirs = {cell.link for cell in facts.source_cells(index) if cell.link}
    if theirs and facts.variants[0].edition == facts.all_variants[0].edition:
        return theirs.pop() if len(theirs) == 1 else ""
    variants = (*facts.variants, *facts.all_variants)
    doc = index == facts.columns.doc_link
    return next((link for variant in variants if (link := variant.doc_link if doc else variant.link)), "")
