"""Rules on links: where they lead, which of them are gone, and which the source does not have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from tabl10n import formats
from tabl10n.align.model import Variant
from tabl10n.audit.cells import make_cell_finding
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import HEADER, make_row
from tabl10n.audit.links import (
    KnownLinks,
    decode_host,
    describe_imitation,
    is_referral_parameter,
    list_codes,
    split_link,
)
from tabl10n.audit.rules import RULES
from tabl10n.columns.cells import read_value
from tabl10n.document import Block, Document, Table
from tabl10n.findings import Finding, Rule, Severity
from tabl10n.inlines.targets import is_local_anchor, is_same_page
from tabl10n.nodes import Span
from tabl10n.text.addresses import SOURCE_ADDRESS, parse_address, strip_suffix
from tabl10n.text.characters import remove_hidden
from tabl10n.text.folding import fold_letters, get_language

_SAFE_SCHEMES = ("http", "https", "")
# The share of a column's links that must be there still for one that is not to be lost: else the copy has none on
# purpose, or its format knows none.
_MIN_KEPT_SHARE = 0.1

LINKS = RULES.topic(position=50)

LINK_RETARGETED = LINKS.rule(
    "link-retargeted",
    Severity.ERROR,
    "A link leads to a host that neither the source table nor an edition knows for the key. It is an error where "
    "the host belongs to another entry, where it imitates a known one (a name nearly the same, letters that look "
    "alike or are of another script, the real name as a subdomain or before an @), and where the link is not "
    "https any more. Otherwise it is a warning, since sites do move.",
    passing=make_row("bluebird", link="https://www.bluebird.example:443/shop/"),
    failing=make_row("bluebird", link="https://bluebrid.example/shop"),
)

LINK_ALTERED = LINKS.rule(
    "link-altered",
    Severity.WARNING,
    "A link leads to a known host and not to a known page there. A code that was lost or added is a warning, another "
    "page a hint. A referral code that changed hands earns someone money: this, and https that became http, are "
    "errors.",
    passing=make_row("lighthouse", link="https://www.lighthouse.example?ref=K7P2"),
    failing=make_row("lighthouse", link="https://lighthouse.example"),
)

LINK_MISSING = LINKS.rule(
    "link-missing",
    Severity.WARNING,
    "A cell that is a link in the source table and its editions is none in the copy, and most others are. Where a "
    "column has lost nearly all its links, someone meant it, or the format of the copy knows none: this is found once, "
    "as a hint. A link is not put back by itself: what the rest of its cell says belongs to it.",
    passing=make_row("bluebird"),
    failing=make_row("bluebird").replace("[Bluebird](https://bluebird.example/shop)", "Bluebird"),
)

LINK_ADDED = LINKS.rule(
    "link-added",
    Severity.HINT,
    "Outside the tables there is a link to a site that neither the source table nor any of its entries links to: an "
    "advertisement, the mark of a service that the page went through, or a translator's own note.",
    passing=HEADER + make_row("orchard") + "\n\nMehr auf [orchard.example](https://orchard.example/mehr).\n",
    failing=HEADER + make_row("orchard") + "\n\n[ ](https://advertisement.example/click)\n",
)


# Where a link leads


class Languages(NamedTuple):
    """The languages of the source and of the copy, as sites name them: ``en``, ``fr``."""

    source: str
    copy: str


class LinkDamage(NamedTuple):
    """What is wrong with a link: the rule that names it, how bad that is, and in words."""

    rule: Rule
    severity: Severity
    message: str


@LINKS.check
def find_altered_links(context: Context) -> Iterator[Finding]:
    """One finding for each link of a row that is not one of its key's."""
    links = KnownLinks.from_registry(context.registry)
    for facts in context.sure_rows:
        known = _find_known(context, facts)
        for index, cell in enumerate(facts.aligned.copy_row.cells):
            own = index in (facts.columns.link, facts.columns.doc_link)
            if known and cell.link and (own or index not in facts.columns.texts):
                yield from _find_in_cell(context, facts, index, known, links)


def _find_known(context: Context, facts: RowFacts) -> list[str]:
    """The links that any edition has for the row's entry; those of the copy's own edition first."""
    variants = context.list_known_variants(facts)
    return list(dict.fromkeys(link for variant in variants for link in (variant.link, variant.doc_link) if link))


def _find_in_cell(
    context: Context, facts: RowFacts, index: int, known: Sequence[str], links: KnownLinks
) -> Iterator[Finding]:
    names = {fold_letters(variant.name) for variant in facts.variants} | {fold_letters(facts.key)}
    link = remove_hidden(facts.aligned.copy_row.cells[index].link)
    damage = compare_link(link, known, names, links, _get_languages(context))
    if damage is None:
        return
    expected = _find_expected(facts, index)
    safe = damage.severity is Severity.ERROR and bool(expected) and _has_value_of_edition(facts, index)
    yield make_cell_finding(
        damage.rule,
        facts,
        index,
        damage.message,
        severity=damage.severity,
        part="link",
        expected=expected,
        safe=safe,
    )


def _has_value_of_edition(facts: RowFacts, index: int) -> bool:
    """Whether the text of a cell that is copied as it is says what an edition says there: else the whole cell may be
    another row's, and to fix its link alone would make two halves of it.
    """
    header = next((header for header, at in facts.columns.verbatim if at == index), "")
    known = {value for variant in facts.all_variants for title, value in variant.values if title == header}
    return not known or read_value(facts.aligned.copy_row.cells[index]) in known


def _get_languages(context: Context) -> Languages:
    return Languages(get_language(context.source_locale), get_language(context.locale))


def _find_expected(facts: RowFacts, index: int) -> str:
    """The link that belongs in that column: what the source has there; where the copy follows another edition, the
    documentation's in its own column, and the entry's elsewhere.
    """
    source_links = {cell.link for cell in facts.list_source_cells(index) if cell.link}
    if source_links and facts.variants[0].edition == facts.all_variants[0].edition:
        return source_links.pop() if len(source_links) == 1 else ""
    variants = (*facts.variants, *facts.all_variants)
    doc = index == facts.columns.doc_link
    return next((link for variant in variants if (link := variant.doc_link if doc else variant.link)), "")


def compare_link(
    link: str, known: Sequence[str], names: Container[str], links: KnownLinks, languages: Languages
) -> LinkDamage | None:
    """What is wrong with ``link`` in a row whose key has the links ``known``; None if nothing is.

    ``names`` are the key and its names, folded: a host called like them imitates nobody. A slash at the end, the letter
    case of the host, ``www.``, a default port and percent-encoding are nothing.
    """
    parts = split_link(link)
    same = [other for other in known if parse_address(other).url == parse_address(link).url]
    if "@" in parts.netloc:
        real = parts.netloc.rpartition("@")[2]
        return LinkDamage(LINK_RETARGETED, Severity.ERROR, f"the host is {real!r}: what is before the @ is no host")
    if parts.scheme not in _SAFE_SCHEMES:
        return LinkDamage(LINK_RETARGETED, Severity.ERROR, f"the link runs {parts.scheme!r} instead of opening a page")
    if same:
        return _compare_scheme(link, same)
    if not _list_hosts(known):
        return _compare_local(link, known)
    damage = _compare_site(link, known, names, links)
    if damage.severity is Severity.WARNING and _is_translated(parse_address(link).host, known, languages):
        return LinkDamage(LINK_ALTERED, Severity.HINT, "the link leads to the site in the copy's language")
    return damage


def _is_translated(host: str, known: Sequence[str], languages: Languages) -> bool:
    """Whether ``host`` is that of a known link with one language's name in place of the other's: ``fr.site.example``.

    Encyclopaedias and shops have a host for each language.
    """
    start, own = f"{languages.source}.", f"{languages.copy}."
    return any(other.startswith(start) and own + other.removeprefix(start) == host for other in _list_hosts(known))


def _compare_local(link: str, known: Sequence[str]) -> LinkDamage | None:
    """Compare a link with others that lead to pages of their own site: anchors are called as headings are, and a copy
    may be in another folder than its source.
    """
    if any(is_same_page(link, other) for other in known) or (
        is_local_anchor(link) and any("#" in other for other in known)
    ):
        return None
    if parse_address(link).host:
        return LinkDamage(LINK_RETARGETED, Severity.WARNING, f"the link leads away, to {parse_address(link).host!r}")
    names = {_get_file_name(other) for other in known}
    severity = Severity.HINT if _get_file_name(link) in names else Severity.WARNING
    return LinkDamage(LINK_ALTERED, severity, f"the link to {known[0]} leads to {link}")


def _get_file_name(link: str) -> str:
    """The last part of a link's path, without the suffix of a file."""
    path = split_link(link).path.rstrip("/")
    return path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]


def _list_hosts(known: Sequence[str]) -> Sequence[str]:
    return list(dict.fromkeys(parse_address(other).host for other in known if parse_address(other).host))


def _compare_scheme(link: str, known: Sequence[str]) -> LinkDamage | None:
    """The damage of a link to the same page that lost its encryption."""
    if _is_downgraded(link, known):
        return LinkDamage(LINK_ALTERED, Severity.ERROR, "the link is http, every edition has https")
    return None


def _is_downgraded(link: str, known: Sequence[str]) -> bool:
    return split_link(link).scheme == "http" and all(split_link(other).scheme == "https" for other in known)


def _compare_site(link: str, known: Sequence[str], names: Container[str], links: KnownLinks) -> LinkDamage:
    hosts = _list_hosts(known)
    host, site = parse_address(link).host, parse_address(link).site
    own = any(site == parse_address(other).site for other in known) and not links.is_shared(site)
    owner = "" if own else links.find_owner(link)
    if owner:
        return LinkDamage(LINK_RETARGETED, Severity.ERROR, f"the link is that of {owner!r}")
    if host in hosts:
        return _compare_page(link, [other for other in known if parse_address(other).host == host])
    if not host:
        return LinkDamage(LINK_ALTERED, Severity.WARNING, f"{link!r} is no full address")
    if own:
        return LinkDamage(LINK_ALTERED, Severity.HINT, f"the link leads to {host!r}, editions have {hosts[0]!r}")
    return _compare_host(link, hosts, known, names)


def _compare_host(link: str, hosts: Sequence[str], known: Sequence[str], names: Container[str]) -> LinkDamage:
    host = parse_address(link).host
    own = fold_letters(strip_suffix(parse_address(link).site)) in names
    reason = next((reason for real in hosts if (reason := describe_imitation(host, real, own=own))), "")
    if reason:
        return LinkDamage(LINK_RETARGETED, Severity.ERROR, reason)
    fact = f"no edition knows the host {decode_host(host)!r}"
    if _is_downgraded(link, known):
        return LinkDamage(LINK_RETARGETED, Severity.ERROR, f"{fact}, and the link is not https")
    return LinkDamage(LINK_RETARGETED, Severity.WARNING, fact)


def _compare_page(link: str, known: Sequence[str]) -> LinkDamage:
    """Another page or another referral code on a host that the key is known to have."""
    here = list_codes(link)
    closest = max(known, key=lambda other: len(here.items() & list_codes(other).items()))
    there = list_codes(closest)
    for name in there.keys() & here.keys():
        if here[name] != there[name]:
            change = f"{_describe_code(name, here[name])} was {_describe_code(name, there[name])}"
            severity = Severity.ERROR if is_referral_parameter(name) else Severity.WARNING
            return LinkDamage(LINK_ALTERED, severity, f"the code {change}")
    lost = [_describe_code(name, value) for name, value in there.items() if name not in here]
    gained = [_describe_code(name, value) for name, value in here.items() if name not in there]
    if (lost or gained) and split_link(link).path.rstrip("/") == split_link(closest).path.rstrip("/"):
        change = f"lost the code {', '.join(lost)}" if lost else f"gained the code {', '.join(gained)}"
        return LinkDamage(LINK_ALTERED, Severity.WARNING, f"the link {change}")
    return LinkDamage(LINK_ALTERED, Severity.HINT, f"this is another page of the host than {closest}")


def _describe_code(name: str, value: str) -> str:
    return value if name.startswith("/") else f"{name}={value}"


# Links that are gone


class _LinkedCell(NamedTuple):
    """A cell that should be a link, and where that leads by the copy's own edition; ``""`` where it leads is open."""

    facts: RowFacts
    column: int
    expected: str
    is_link: bool


@LINKS.check
def find_missing_links(context: Context) -> Iterator[Finding]:
    """One finding for each link that is gone; a single one for a column that has lost all, or nearly all."""
    for (number, index), cells in _group_by_column(context).items():
        lost = [cell for cell in cells if not cell.is_link]
        if len(cells) - len(lost) >= _MIN_KEPT_SHARE * len(cells):
            yield from map(_make_missing, lost)
        else:
            yield _make_missing_column(context.copy.tables[number - 1], number, index, len(lost))


def _group_by_column(context: Context) -> Mapping[tuple[int, int], Sequence[_LinkedCell]]:
    """The cells that should be links by table, counted from 1, and column."""
    grouped: dict[tuple[int, int], list[_LinkedCell]] = {}
    for facts in context.sure_rows:
        for cell in _find_linked_cells(facts):
            grouped.setdefault((facts.aligned.table, cell.column), []).append(cell)
    return grouped


def _find_linked_cells(facts: RowFacts) -> Iterator[_LinkedCell]:
    columns = (facts.columns.link, facts.columns.doc_link)
    for index, linked in zip(columns, _list_links(facts.variants), strict=True):
        cell = facts.cell(index)
        if cell is not None and index is not None and all(linked):
            expected = linked[0] if len(set(linked)) == 1 else ""
            yield _LinkedCell(facts, index, expected, bool(cell.link or "://" in cell.text))


def _list_links(variants: Sequence[Variant]) -> tuple[Sequence[str], Sequence[str]]:
    """Where the entry's own link leads in each variant, and that to its documentation."""
    return [variant.link for variant in variants], [variant.doc_link for variant in variants]


def _make_missing(cell: _LinkedCell) -> Finding:
    message = f"the link to {cell.expected} is gone" if cell.expected else "the link is gone"
    return make_cell_finding(LINK_MISSING, cell.facts, cell.column, message, part="link", expected=cell.expected)


def _make_missing_column(table: Table, number: int, index: int, lost: int) -> Finding:
    header = table.columns[index].header
    return Finding(
        LINK_MISSING.name,
        Severity.HINT,
        f"{lost} links of this column are gone",
        line=header.line,
        column=header.column,
        table=number,
        row=0,
        role=table.columns[index].role,
        part="link",
        cell=index,
    )


# Links outside the tables


@LINKS.check
def find_added_links(context: Context) -> Iterator[Finding]:
    """One finding for each link in a heading or a paragraph whose site neither the source nor an entry links to."""
    entries = context.registry.entries.values()
    links = [link for entry in entries for variant in entry.variants for link in (variant.link, variant.doc_link)]
    links += [cell.link for row, _ in context.list_source_rows() for cell in row.cells if cell.link]
    links += [found[0] for prose in context.source.prose for found in SOURCE_ADDRESS.finditer(prose.text)]
    known = {parse_address(link).site for link in links}
    for prose in context.copy.prose:
        for found in _find_addresses(context.copy, prose):
            if parse_address(found[0]).site not in known:
                yield _make_added(context.copy, prose, found)


def _find_addresses(copy: Document, prose: Block) -> Iterator[re.Match[str]]:
    """The addresses in a paragraph, but for those in code: nobody follows them."""
    start, end = prose.span
    code = sorted(part.span for part in formats.get(copy.format).find_code(copy.source[start:end]))
    for found in SOURCE_ADDRESS.finditer(copy.source, start, end):
        before = bisect_right(code, (found.start() - start, end))
        if before == 0 or code[before - 1].end <= found.start() - start:
            yield found


def _make_added(copy: Document, prose: Block, found: re.Match[str]) -> Finding:
    start, end = found.span()
    line = prose.line + copy.source.count("\n", prose.span.start, start)
    column = start - copy.source.rfind("\n", 0, start)
    message = f"the source has no link to {parse_address(found[0]).host!r} outside its tables"
    return Finding(
        LINK_ADDED.name,
        LINK_ADDED.severity,
        message,
        line=line,
        column=column,
        part="document",
        written=found[0],
        span=Span(start, end),
    )
