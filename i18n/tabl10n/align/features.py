"""The features by which a record of the copy is compared with an entry, one declaration each.

A feature says what an entry has to compare (``EntryValues``), how well a record agrees with it (a level, or a
likeness), and by which values it finds the entries that a record may be. ``blocking`` looks these values up,
``comparison`` weighs how well they agree, and both walk over the features as they are declared at the end of this file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tabl10n.align.meaning import measure_covered
from tabl10n.align.model import Entry, Variant
from tabl10n.align.parameters import KEYS
from tabl10n.align.records import Record, Value, find_words
from tabl10n.text.addresses import NONE, Address, identify_image, parse_address, strip_suffix
from tabl10n.text.folding import fold_letters
from tabl10n.text.numbers import keep_digits
from tabl10n.text.sound import Sound, sound, split_grams
from tabl10n.text.versions import find_version

if TYPE_CHECKING:
    from tabl10n.align.comparison import Comparer


class Level(StrEnum):
    """How a record and an entry agree in a feature; as it is written, people read it."""

    SAME = "same"
    SAME_LETTERS = "same letters"
    SAME_CODE = "same code"
    SAME_HOST = "same host"
    SAME_NAME = "same name"
    OTHER = "other"
    OTHER_KEY = "another key"
    IN_PLACE = "in place"
    OUT_OF_PLACE = "out of place"

    @property
    def is_agreement(self) -> bool:
        """Whether both have something in common."""
        return self not in _NOTHING_IN_COMMON


_NOTHING_IN_COMMON = frozenset({Level.OTHER, Level.OTHER_KEY, Level.IN_PLACE, Level.OUT_OF_PLACE})


class EntryValues(NamedTuple):
    """The values of one entry, those of all its variants together; ``territories`` are kept for each edition.

    ``values`` are those of the columns that are copied as they are, each value with its header.
    """

    key: str
    folded: str
    sound: Sound
    names: Collection[str]
    name_sounds: tuple[Sound, ...]
    links: Collection[str]
    codes: frozenset[str]
    hosts: Collection[str]
    site_names: Collection[str]
    docs: Collection[str]
    doc_hosts: Collection[str]
    images: Collection[str]
    versions: Collection[str]
    territories: tuple[frozenset[str], ...]
    words: frozenset[str]
    values: frozenset[Value]


def read_entry(entry: Entry, spoken: str) -> EntryValues:
    """What an entry has to compare; ``spoken`` is its key without the prefix that most share."""
    variants = entry.variants
    links = [parse_address(variant.link) for variant in variants if variant.link]
    docs = [parse_address(variant.doc_link) for variant in variants if variant.doc_link]
    names = tuple(dict.fromkeys(variant.name for variant in variants if variant.name))
    own = sound(spoken)
    values = frozenset((header, keep_digits(value)) for variant in variants for header, value in variant.values)
    return EntryValues(
        key=entry.key,
        folded=fold_letters(entry.key),
        sound=own,
        names=_drop_empty(fold_letters(name) for name in names),
        name_sounds=tuple(dict.fromkeys(other for name in names if (other := sound(name)) != own)),
        links=_drop_empty(link.url for link in links),
        codes=links[0].codes if len(links) == 1 else NONE.union(*(link.codes for link in links)),
        hosts=_drop_empty(link.host for link in links),
        site_names=_drop_empty(strip_suffix(link.site) for link in links),
        docs=_drop_empty(doc.url for doc in docs),
        doc_hosts=_drop_empty(doc.host for doc in docs),
        images=_drop_empty(identify_image(variant.image) for variant in variants if variant.image),
        versions=_drop_empty(find_version(variant.version) for variant in variants),
        territories=_collect_territories(variants),
        words=find_words(text for variant in variants for text in variant.texts),
        values=values or _NO_VALUES,
    )


_NO_VALUES: frozenset[Value] = frozenset()  # one for all, as ``NONE``
_MAX_SEARCHED = 4  # values that are looked through one by one


def _drop_empty(values: Iterable[str]) -> Collection[str]:
    """The different values; most entries have one of a kind, which as a set would take three times the memory."""
    found = dict.fromkeys(filter(None, values))
    return tuple(found) if len(found) <= _MAX_SEARCHED else frozenset(found)


def _collect_territories(variants: Sequence[Variant]) -> tuple[frozenset[str], ...]:
    """Where each edition lists the entry."""
    if len(variants) == 1:
        return (variants[0].territories,)
    found: dict[str, frozenset[str]] = {}
    for variant in variants:
        found[variant.edition] = found.get(variant.edition, frozenset()) | variant.territories
    return tuple(found.values())


@dataclass(frozen=True, slots=True, eq=False)
class Posting:
    """A kind of value by which entries are counted and found: ``read`` gives those of an entry.

    ``may_be_common``: many entries may share one (a licence, a type), which then finds none of them.
    """

    read: Callable[[EntryValues], Iterable[Hashable]]
    may_be_common: bool = False


WRITTEN = Posting(lambda entry: (entry.key,))
FOLDED = Posting(lambda entry: {*entry.names, entry.folded})
GRAMS = Posting(lambda entry: NONE.union(*map(split_grams, (entry.sound, *entry.name_sounds))))
LINKS = Posting(lambda entry: entry.links)
CODES = Posting(lambda entry: entry.codes)
HOSTS = Posting(lambda entry: entry.hosts)
SITE_NAMES = Posting(lambda entry: entry.site_names)
DOCS = Posting(lambda entry: entry.docs)
DOC_HOSTS = Posting(lambda entry: entry.doc_hosts)
IMAGES = Posting(lambda entry: entry.images)
TERRITORIES = Posting(lambda entry: NONE.union(*entry.territories))
WORDS = Posting(lambda entry: entry.words)
VALUES = Posting(lambda entry: entry.values, may_be_common=True)
HEADERS = Posting(lambda entry: frozenset(header for header, _ in entry.values))

Block = tuple[Posting, Hashable]
"""A value by which a record looks for entries."""


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """One way in which a record and an entry agree or not.

    ``compare`` gives what speaks for or against the pair, None where one side has nothing to compare. ``block`` lists
    the values of a record, and of the codes of the territories that its cells name, by which entries are found:
    ``is_vague`` ones only where the others find none for certain.
    """

    name: str
    compare: Callable[[Comparer, Record, EntryValues], Evidence | None] | None = None
    block: Callable[[Record, frozenset[str]], Iterator[Block]] | None = None
    is_vague: bool = False
    identifies: bool = False  # what agrees is one entry's own; what several entries may share tells less
    spells: bool = False  # the written key itself is compared
    kept: float | None = None  # the share of right pairs in which both say the same, at the start: it is estimated
    has_shares: bool = False  # a level may be the share of the record's values that agree


class Evidence(NamedTuple):
    """What one feature says of a pair: a level, or a likeness or share 0-1, and its weight."""

    feature: Feature
    level: Level | float
    weight: float


def _compare_keys(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    """The written key as it is; one that is spelt otherwise is compared by sound."""
    if not record.written:
        return None
    if record.written == entry.key:
        return Evidence(KEY, Level.SAME, KEYS.exact_key)
    if record.written in comparer.index.numbers:
        return Evidence(KEY, Level.OTHER_KEY, KEYS.other_key)
    if record.folded and record.folded == entry.folded:
        rare = min(comparer.weigh_rarity(FOLDED, record.folded), KEYS.highest_letters)
        return Evidence(KEY, Level.SAME_LETTERS, max(rare, comparer.weigh_likeness(1.0)))  # they sound the same
    return comparer.compare_sounds(SOUND, record.sounds, (entry.sound,), is_spelt=record.written.isascii())


def _block_keys(record: Record, _: frozenset[str]) -> Iterator[Block]:
    yield WRITTEN, record.written
    if record.folded:
        yield FOLDED, record.folded


def _block_sounds(record: Record, _: frozenset[str]) -> Iterator[Block]:
    forms = (*record.sounds, *record.name_sounds)
    yield from ((GRAMS, gram) for form in forms for gram in sorted(split_grams(form)))


def _compare_images(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    if not record.images or not entry.images:
        return None
    found = [comparer.agree(IMAGE, Level.SAME, IMAGES, image) for image in record.images if image in entry.images]
    return _choose_weightiest(found) or comparer.disagree(IMAGE, IMAGES, record.images)


def _block_images(record: Record, _: frozenset[str]) -> Iterator[Block]:
    yield from ((IMAGES, image) for image in record.images)


def _compare_links(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    if not record.links or not (entry.links or entry.folded):
        return None
    found = [evidence for link in record.links for evidence in _compare_link(comparer, link, entry)]
    if not found and entry.links:
        return comparer.disagree(LINK, LINKS, [link.url for link in record.links])
    return _choose_weightiest(found)


def _compare_link(comparer: Comparer, link: Address, entry: EntryValues) -> list[Evidence]:
    """The levels at which a link agrees: the page, else a code in it, and the host or its name."""
    if link.url in entry.links:
        return [comparer.agree(LINK, Level.SAME, LINKS, link.url)]
    codes = link.codes & entry.codes
    found = [comparer.agree(LINK, Level.SAME_CODE, CODES, code, KEYS.code_kept) for code in codes]
    if link.host and link.host in entry.hosts:
        found.append(comparer.agree(LINK, Level.SAME_HOST, HOSTS, link.host, KEYS.host_kept))
    elif (name := strip_suffix(link.site)) and (
        name in entry.site_names or name == entry.folded or name in entry.names
    ):
        found.append(comparer.agree(LINK, Level.SAME_NAME, SITE_NAMES, name, KEYS.site_name_kept))
    return found


def _block_links(record: Record, _: frozenset[str]) -> Iterator[Block]:
    for link in record.links:
        yield LINKS, link.url
        yield HOSTS, link.host
        yield SITE_NAMES, strip_suffix(link.site)
        yield FOLDED, strip_suffix(link.site)
        yield from ((CODES, code) for code in sorted(link.codes))


def _compare_docs(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    if not record.docs or not entry.docs:
        return None
    found = [comparer.agree(DOC_LINK, Level.SAME, DOCS, doc.url) for doc in record.docs if doc.url in entry.docs]
    found += [
        comparer.agree(DOC_LINK, Level.SAME_HOST, DOC_HOSTS, doc.host, KEYS.host_kept)
        for doc in record.docs
        if doc.host and doc.host in entry.doc_hosts and doc.url not in entry.docs
    ]
    return _choose_weightiest(found) or comparer.disagree(DOC_LINK, DOCS, [doc.url for doc in record.docs])


def _block_docs(record: Record, _: frozenset[str]) -> Iterator[Block]:
    for doc in record.docs:
        yield DOCS, doc.url
        yield DOC_HOSTS, doc.host


def _compare_names(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    if not record.name or not entry.names:
        return None
    if record.name in entry.names or record.name == entry.folded:
        same = comparer.agree(NAME, Level.SAME, FOLDED, record.name)
        return same._replace(weight=max(same.weight, comparer.weigh_likeness(1.0) * KEYS.second_sound))
    alike = comparer.compare_sounds(NAME, record.name_sounds, (*entry.name_sounds, entry.sound))
    return alike and alike._replace(weight=alike.weight * KEYS.second_sound)


def _block_names(record: Record, _: frozenset[str]) -> Iterator[Block]:
    if record.name:
        yield FOLDED, record.name


def _compare_versions(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    """A handful of values: the share of entries that have one hardly differs, and none is an entry's own."""
    if not record.versions or not entry.versions:
        return None
    if any(version in entry.versions for version in record.versions):
        return Evidence(VERSION, Level.SAME, KEYS.same_version)
    return comparer.disagree(VERSION)


def _compare_territories(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    return comparer.compare_territories(record.territories, entry.territories)


def _block_territories(_: Record, codes: frozenset[str]) -> Iterator[Block]:
    yield from ((TERRITORIES, code) for code in sorted(codes))


def _compare_words(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    """A word that no entry has is the translator's own: only another entry's words speak against this one."""
    if not record.words or not entry.words:
        return None
    shared = record.words & entry.words
    rarities = (comparer.weigh_rarity(WORDS, word) + KEYS.word_kept for word in shared)
    gained = sum(min(rarity, KEYS.highest_word) for rarity in rarities)
    others = sum(1 for word in record.words - shared if comparer.index.find(WORDS, word))
    weight = max(-KEYS.highest_words / 2, min(gained + others * KEYS.word_added, KEYS.highest_words))
    return Evidence(TEXT, round(len(shared) / len(record.words), 2), weight)


def _block_words(record: Record, _: frozenset[str]) -> Iterator[Block]:
    yield from ((WORDS, word) for word in sorted(record.words))


def _compare_values(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    """All columns that are copied as they are, but for the version's; only another entry's values speak against it."""
    if not record.values:
        return None
    headers = {header for header, _ in entry.values}
    known = [value for value in record.values if value[0] in headers and comparer.index.find(VALUES, value)]
    if not known:
        return None
    weight = sum(comparer.weigh_value(value, entry) for value in known)
    level = rate_share(sum(1 for value in known if value in entry.values), len(known))
    return Evidence(VALUE, level, max(-KEYS.highest_values, min(weight, KEYS.highest_values)))


def _block_values(record: Record, _: frozenset[str]) -> Iterator[Block]:
    yield from ((VALUES, value) for value in record.values)


def _compare_meanings(comparer: Comparer, record: Record, entry: EntryValues) -> Evidence | None:
    if not comparer.glosses or record.written == entry.key:
        return None
    share = measure_covered(record.written, entry.folded, comparer.glosses)
    return Evidence(MEANING, round(share, 2), KEYS.covered_meaning * share) if share else None


def _choose_weightiest(found: Sequence[Evidence]) -> Evidence | None:
    return max(found, key=lambda evidence: evidence.weight, default=None)


def rate_share(shared: int, whole: int) -> Level | float:
    """The level of that many values that agree."""
    return Level.SAME if shared == whole else Level.OTHER if not shared else round(shared / whole, 2)


KEY = Feature("key", _compare_keys, _block_keys, spells=True)
SOUND = Feature("sound", block=_block_sounds, is_vague=True, spells=True)  # of a key that is spelt otherwise
IMAGE = Feature("image", _compare_images, _block_images, identifies=True, kept=KEYS.image_kept)
LINK = Feature("link", _compare_links, _block_links, identifies=True, kept=KEYS.link_kept)
DOC_LINK = Feature("doc link", _compare_docs, _block_docs, identifies=True, kept=KEYS.doc_link_kept)
NAME = Feature("name", _compare_names, _block_names, identifies=True, kept=KEYS.name_kept)
VERSION = Feature("version", _compare_versions, kept=KEYS.version_kept)
TERRITORY = Feature(
    "territory", _compare_territories, _block_territories, is_vague=True, kept=KEYS.territory_kept, has_shares=True
)
TEXT = Feature("text", _compare_words, _block_words, is_vague=True, has_shares=True)
VALUE = Feature("value", _compare_values, _block_values, has_shares=True)
MEANING = Feature("meaning", _compare_meanings, spells=True)
ORDER = Feature("order")  # where a row's neighbours put it: the linker adds it, when it knows the edition

FEATURES = (KEY, SOUND, IMAGE, LINK, DOC_LINK, NAME, VERSION, TERRITORY, TEXT, VALUE, MEANING, ORDER)
"""All of them, in the order in which evidence of one weight is shown."""

BLOCKING = (KEY, NAME, LINK, DOC_LINK, IMAGE, VALUE, TEXT, SOUND, TERRITORY)
"""Those that find entries, in the order in which they vote; of entries with as many votes, the first found is kept."""
