"""The comparison of a text's inline elements with those of its translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tabl10n.inlines.elements import MEANT_TAGS, Elements, RoleElement, collect, collect_tag_names, find_unpaired
from tabl10n.inlines.leftovers import find_leftovers
from tabl10n.inlines.likeness import measure_likeness
from tabl10n.inlines.model import Difference, DifferenceKind
from tabl10n.inlines.numbers import compare_numbers
from tabl10n.inlines.targets import compare_targets, find_broken_address
from tabl10n.inlines.tokens import compare_code, fold_token
from tabl10n.nodes import Inline, Text

# Where none of these is in the source or the translation, there is no element in either.
_MAY_HOLD = re.compile(r"[`*\[\]{}%$<>|~\\/@^_＜｛｀［（]|--|\d|:|www\.", re.IGNORECASE)
# Code that someone may read as a message: its names are translated as one likes, and consistently.
_LINE_OF_CODE = re.compile(r"\s*(?:>>>|//|\$ |#include\b|\.\. code)")
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060]+")
_MIN_ROLE_LIKENESS = 0.5
_LOCALE_TARGET = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?:\W")
_TEX_WORDS = re.compile(r"\\(?:text|mathrm|mbox|operatorname)\s*\{[^{}]*\}")
_MEANS_MATH = re.compile(r"[\\^_={}+*/]|^.$")


def compare(source: Inline, translation: Inline, *, is_plain: bool = False) -> list[Difference]:
    """Compare the inline elements of ``translation`` with those of ``source``, both read by the format of the source.

    In a text that ``is_plain`` marks are nothing but text, so that none is left over.

    >>> from tabl10n.nodes import Code
    >>> [found.message for found in compare((Code("load_shops()"),), (Code("load_shop()"),))]
    ["'load_shops()' became 'load_shop()'"]
    """
    if source == translation or not (_may_hold(source) or _may_hold(translation)):
        return []
    return list(dict.fromkeys(_compare(collect(source), collect(translation), is_plain=is_plain)))


def _may_hold(inline: Inline) -> bool:
    return not all(type(node) is Text and not _MAY_HOLD.search(node.text) for node in inline)


def _compare(source: Elements, written: Elements, *, is_plain: bool) -> Iterator[Difference]:
    explained: set[str] = set()
    for difference, names in () if is_plain else find_leftovers(source, written):
        explained.update(names)
        yield difference
    for broken in find_broken_address(written.text, source.text):
        explained.update(("links", "images"))
        yield broken
    if "links" not in explained:
        yield from compare_targets(source.links, written.links, written.everything)
    if "images" not in explained:
        yield from _compare_images(source, written)
    if "roles" not in explained:
        yield from _compare_roles(source, written)
    if "references" not in explained:
        yield from _compare_references(source, written)
    if "code" not in explained:
        yield from compare_code(source.code, written.code, written.everything)
    if "footnotes" not in explained:
        yield from _find_missing(DifferenceKind.FOOTNOTE_MISSING, source.footnotes, written.footnotes, "the footnote")
    if "substitutions" not in explained:
        yield from _find_missing(DifferenceKind.PLACEHOLDER_MISSING, source.substitutions, written.substitutions, "")
    if "tags" not in explained:
        yield from _compare_tags(source, written)
    yield from _compare_math(source, written)
    if _LINE_OF_CODE.match(source.text):
        return
    if "placeholders" not in explained:
        yield from _compare_placeholders(source, written)
    yield from _compare_options(source, written)
    yield from compare_numbers(source.numbers, written.numbers, (source.text, written.text))


def _compare_images(source: Elements, written: Elements) -> Iterator[Difference]:
    """A picture may be another one in another language, but there is one; and none is made of a link."""
    for url in dict.fromkeys(written.images):
        if url in source.links and url not in (*source.images, *written.links):
            detail = f"makes a picture of the link to {url}: an exclamation mark is right before it"
            yield Difference(DifferenceKind.LINK_MISSING, url, url, detail)
    missing = [url for url in source.images if url not in written.everything]
    for url in missing if len(set(written.images)) < len(set(source.images)) else ():
        yield Difference(DifferenceKind.IMAGE_MISSING, url, detail=f"the image {url} is gone")


def _find_missing(
    kind: DifferenceKind, source: Iterable[str], written: Iterable[str], name: str
) -> Iterator[Difference]:
    kept = {_SPACES.sub("", one) for one in written}
    for token in dict.fromkeys(source):
        if _SPACES.sub("", token) not in kept:
            yield Difference(kind, token, detail=f"{name} {token!r} is gone".strip())


# Roles and references


def _compare_roles(source: Elements, written: Elements) -> Iterator[Difference]:
    wanted = {role.target: role for role in source.roles if not role.is_of_text}
    found = {role.target: role for role in written.roles}
    gone = {target: role for target, role in wanted.items() if target not in found}
    new = [role for role in written.roles if role.target not in wanted and not role.is_of_text]
    for role in gone.values():
        other = _find_likest_role(role, new)
        if other is not None:
            new.remove(other)
            if role.name == other.name and _LOCALE_TARGET.match(role.target) and _LOCALE_TARGET.match(other.target):
                continue  # it leads to the page in another language, as a site's own role does
            is_path = _get_last_part(role.target) == _get_last_part(other.target)
            kind = DifferenceKind.ROLE_PATH if is_path else DifferenceKind.ROLE_ALTERED
            yield Difference(kind, role.source, other.source)
        elif fold_token(_get_last_part(role.target)).casefold() in fold_token(written.everything).casefold():
            yield Difference(
                DifferenceKind.ROLE_UNLINKED, role.source, detail=f"{role.source!r} is no reference any more"
            )
        else:
            yield Difference(DifferenceKind.ROLE_MISSING, role.source)
    marks_words = [role for role in source.roles if role.is_of_text]
    if marks_words and not (written.roles or written.code):
        yield Difference(
            DifferenceKind.ROLE_OF_TEXT, marks_words[0].source, detail=f"no role is left of {marks_words[0].source!r}"
        )


def _find_likest_role(role: RoleElement, new: list[RoleElement]) -> RoleElement | None:
    same_name = [other for other in new if other.name.rpartition(":")[2] == role.name.rpartition(":")[2]] or new
    if not same_name:
        return None
    best = max(same_name, key=lambda other: measure_likeness(role.target, other.target))
    is_like = measure_likeness(role.target, best.target) >= _MIN_ROLE_LIKENESS
    return best if is_like or len(new) == 1 else None


def _get_last_part(target: str) -> str:
    return re.split(r"[./:#]", target)[-1] or target


def _compare_references(source: Elements, written: Elements) -> Iterator[Difference]:
    """References by name: their texts may be translated, and a target may be given another name, but there are some."""
    if source.references and not (written.references or written.links or written.roles):
        token = source.references[0]
        yield Difference(DifferenceKind.REFERENCE_MISSING, token, detail=f"the reference {token!r} is gone")


# Tags, formulas, placeholders


def _compare_tags(source: Elements, written: Elements) -> Iterator[Difference]:
    if not source.tags and not written.tags:
        return
    lone = [name for name in find_unpaired(written.tags) if name not in find_unpaired(source.tags)]
    for name in lone:
        yield Difference(
            DifferenceKind.TAG_UNPAIRED, f"<{name}>", detail=f"<{name}> is opened and not closed, or closed twice"
        )
    for name in sorted((collect_tag_names(source.tags) - collect_tag_names(written.tags)) & MEANT_TAGS):
        yield Difference(DifferenceKind.TAG_MISSING, f"<{name}>", detail=f"the tag <{name}> is gone")


def _compare_math(source: Elements, written: Elements) -> Iterator[Difference]:
    kept = {_normalize_math(one) for one in written.math}
    everything = _normalize_math(written.everything)
    for formula in dict.fromkeys(source.math):
        plain = _normalize_math(formula)
        if plain not in kept and plain not in everything and _MEANS_MATH.search(formula.strip("$")):
            yield Difference(DifferenceKind.MATH_ALTERED, formula, detail=f"the formula {formula!r} is not in it")


def _normalize_math(formula: str) -> str:
    """A formula without spaces, and without the words in it that readers see."""
    return _SPACES.sub("", _TEX_WORDS.sub(r"\\text", formula)).strip("$")


def _compare_placeholders(source: Elements, written: Elements) -> Iterator[Difference]:
    kept = set(written.placeholders)
    everything = unicodedata.normalize("NFKC", written.everything)
    for token in dict.fromkeys(source.placeholders):
        if token in kept or token in written.everything:
            continue
        loose = re.compile(r"\s*".join(re.escape(char) for char in token if not char.isspace()), re.IGNORECASE)
        if found := loose.search(everything):
            yield Difference(DifferenceKind.PLACEHOLDER_BROKEN, token, found[0])
        else:
            new = [one for one in dict.fromkeys(written.placeholders) if one not in source.placeholders]
            yield Difference(DifferenceKind.PLACEHOLDER_MISSING, token, new[0] if len(new) == 1 else "")


def _compare_options(source: Elements, written: Elements) -> Iterator[Difference]:
    for option in dict.fromkeys(source.options):
        if option not in written.everything:
            yield Difference(DifferenceKind.OPTION_MISSING, option, detail=f"the option {option!r} is not in it")
