"""Where links lead, in a form in which two ways to the same page are equal; and how two targets differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import unquote

from tabl10n.inlines.likeness import measure_likeness
from tabl10n.inlines.model import Difference, DifferenceKind
from tabl10n.text.addresses import parse_address
from tabl10n.text.patterns import compile_lazily

_LOCALE = r"[a-z]{2,3}(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?"
_LOCALE_SEGMENT = compile_lazily(rf"(?<=/){_LOCALE}(?=/|$)", re.IGNORECASE)
# Three letters behind an underscore or a hyphen are more often a word: `models_cpu.md`.
_LOCALE_SUFFIX = compile_lazily(r"(?:[._-][a-z]{2}(?:[-_][a-z]{2,4})?|\.[a-z]{3})(?=\.\w+$|$)", re.IGNORECASE)
_LOCALE_HOST = compile_lazily(rf"^(?:{_LOCALE}|www)\.(?=[^.]+\.)", re.IGNORECASE)
_LOCALE_QUERY = compile_lazily(r"([?&])(?:hl|lang|locale|l)=[\w-]+&?", re.IGNORECASE)
_SCHEME = compile_lazily(r"^(?:https?:)?//", re.IGNORECASE)
_END = compile_lazily(r"(?:/index\.html?|/|\\)$", re.IGNORECASE)
# Sites with a host or a path for each language, whose pages have other names there.
_ENCYCLOPAEDIAS = compile_lazily(r"(?:^|\.)(?:wikipedia|wiktionary|wikimedia|wikibooks)\.org$")
_MAILBOX = compile_lazily(r"^(?:mailto:)?[^\s@/]+@([\w.-]+)", re.IGNORECASE)
_NO_SCHEME = compile_lazily(r"www\.", re.IGNORECASE)
# What is no address of a page, a file or a mailbox: a browser may run or read something there.
_UNSAFE = compile_lazily(
    r"(?!(?:https?|ftps?|mailto|ftp|xref|irc|ircs|ssh|git|doc|pathname):)[a-z][a-z0-9+.-]*:(?!\d+(?:/|$))|tel:",
    re.IGNORECASE,
)
_MAX_CANDIDATES = 50
"""The new targets that one of the source is compared with: bounds what a hostile page costs."""
_MIN_LIKENESS = 0.93
"""The likeness from which one target is taken to be the other misspelt."""
_BROKEN = compile_lazily(
    r"https?\s*[:：]\s*/\s*/\s+\S|https?\s+[:：]\s*/|https?：//|https?://[^\s/]+\s+\.\s*\w|https?:\s+//"
)


def normalize(target: str, *, keeps_suffix: bool = False) -> str:
    """``target`` without scheme, locale, fragment and what says nothing at its end.

    Where it ``keeps_suffix``, what may be a locale at the end of the file's name is kept: `model_npu` has none.
    """
    plain = unquote(target.strip()).partition("#")[0]
    is_full = _SCHEME.match(plain) is not None
    plain = _SCHEME.sub("", plain)
    plain = _LOCALE_QUERY.sub(r"\1", plain).rstrip("?&")
    host, slash, path = plain.partition("/") if is_full else ("", "/", "/" + plain.removeprefix("./").lstrip("/"))
    host = _LOCALE_HOST.sub("", host)
    path = _LOCALE_SEGMENT.sub("", f"{slash}{path.lstrip('/')}")
    path = re.sub(r"/{2,}", "/", _END.sub("", path))
    path = path if keeps_suffix else _LOCALE_SUFFIX.sub("", path)
    return (host + path if path != "/" else host).casefold().rstrip("/")


def is_same_page(target: str, other: str) -> bool:
    """Whether two targets differ in nothing but a locale, in the name of the file or before it."""
    ends, other_ends = ({normalize(one, keeps_suffix=keeps) for keeps in (True, False)} for one in (target, other))
    return not ends.isdisjoint(other_ends)


def find_host(target: str) -> str:
    """The host, without a language's own label; ``""`` for a page of the same site."""
    if "//" not in target and (mail := _MAILBOX.search(target)):
        return mail[1].casefold()
    full = f"//{target}" if _NO_SCHEME.match(target) else target
    host = parse_address(full).host if "//" in full else ""
    return _LOCALE_HOST.sub("", host)


def _get_fragment(target: str) -> str:
    return target.partition("#")[2]


def is_local_anchor(target: str) -> bool:
    """Whether it leads to an anchor on its own page: those are called as the page's headings are, in its language."""
    return target.startswith("#")


def compare_targets(source: Iterable[str], written: Iterable[str], everything: str) -> Iterator[Difference]:
    """Find the targets of the source that are gone or became others, and the hosts that the source does not name."""
    wanted = {normalize(one): one for one in source if one and not is_local_anchor(one)}
    found = {normalize(one): one for one in written if one and not is_local_anchor(one)}
    yield from _compare_fragments(wanted, found)
    gone = {key: one for key, one in wanted.items() if key not in found and not _is_there(one, everything)}
    new = {key: one for key, one in found.items() if key not in wanted}
    for key, target in list(gone.items()):
        same = next((other for other in islice(new, _MAX_CANDIDATES) if is_same_page(target, new[other])), None)
        if same is not None:
            del gone[key], new[same]
    for key, target in gone.items():
        other = _find_counterpart(key, target, new)
        if other is None and any(map(_UNSAFE.match, new.values())):
            continue  # the unsafe one replaced it, and is found
        if other is None:
            yield Difference(DifferenceKind.LINK_MISSING, target, detail=f"the link to {target} is gone")
        else:
            kind = _classify(key, other, target, new.pop(other))
            if kind is not None:
                yield Difference(kind, target, found[other], f"the link to {target} leads to {found[other]}")
    hosts = {find_host(one) for one in source}
    sites = {parse_address(one).site for one in source if "//" in one}
    for target in new.values():
        if _UNSAFE.match(target):
            yield Difference(DifferenceKind.LINK_UNSAFE, "", target, f"leads to {target}, which is no page")
            continue
        host = find_host(target)
        if host and host not in hosts and parse_address(target).site not in sites and not _is_encyclopaedia(host):
            detail = f"leads to {host}, which the source does not name"
            yield Difference(DifferenceKind.LINK_RETARGETED, "", target, detail)


def _is_there(target: str, everything: str) -> bool:
    """Whether the target is written somewhere, not as a part of another one."""
    plain = target.strip()
    return plain in everything and re.search(rf"(?<![\w./-]){re.escape(plain)}(?![\w-])", everything) is not None


def _compare_fragments(wanted: dict[str, str], found: dict[str, str]) -> Iterator[Difference]:
    for key in wanted.keys() & found.keys():
        fragment, other = _get_fragment(wanted[key]), _get_fragment(found[key])
        if fragment and not other and find_host(wanted[key]):
            detail = f"the link to {wanted[key]} lost its fragment"
            yield Difference(DifferenceKind.LINK_FRAGMENT, wanted[key], found[key], detail)


def _find_counterpart(key: str, target: str, new: dict[str, str]) -> str | None:
    """The new target that replaced ``target``: the one most like it of the same kind, a full address or none."""
    is_full = bool(find_host(target))
    others = [
        one
        for one in islice(new, _MAX_CANDIDATES)
        if bool(find_host(new[one])) == is_full and not _UNSAFE.match(new[one])
    ]
    if not others:
        return None
    return max(others, key=lambda one: measure_likeness(key, one))


def _classify(key: str, other: str, target: str, written: str) -> DifferenceKind | None:
    host, other_host = find_host(target), find_host(written)
    if not host:
        is_slip = measure_likeness(key, other) >= _MIN_LIKENESS
        return (
            DifferenceKind.LINK_MISSPELT
            if is_slip and len(key) > 1 / (1 - _MIN_LIKENESS)
            else DifferenceKind.LINK_ALTERED
        )
    if _is_encyclopaedia(host) and _is_encyclopaedia(other_host):
        return None
    if measure_likeness(key, other) >= _MIN_LIKENESS:
        return DifferenceKind.LINK_MISSPELT
    if host == other_host or parse_address(target).site == parse_address(written).site:
        return DifferenceKind.LINK_MOVED
    return DifferenceKind.LINK_RETARGETED


def _is_encyclopaedia(host: str) -> bool:
    return _ENCYCLOPAEDIAS.search(host) is not None


def find_broken_address(text: str, source_text: str) -> Iterator[Difference]:
    """Find an address with a space or a wide colon in it, where the source has none."""
    found = _BROKEN.search(text) if "http" in text else None
    if found and not _BROKEN.search(source_text):
        detail = f"{found[0]!r} is no address any more"
        yield Difference(DifferenceKind.ADDRESS_BROKEN, "", found[0], detail)
