"""The inline elements of a text, found in its nodes, the innermost first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tabl10n.nodes import BareAddress, Break, Code, Image, Inline, Link, Markup, Styled, Text
from tabl10n.text.addresses import find_addresses, remove_addresses
from tabl10n.text.expressions import MATH, OPTION, PLACEHOLDER, TEMPLATE
from tabl10n.text.html import VOID_ELEMENTS
from tabl10n.text.patterns import compile_lazily

# Roles that mark words; a translation may well have other words in them, or other roles.
_TEXT_ROLES = frozenset(
    "abbr abbreviation dfn term emphasis strong sub subscript sup superscript guilabel menuselection kbd file samp "
    "title title-reference t command program manpage mimetype newsgroup regexp makevar mailheader dialect".split()
)
# HTML elements that are used among words. Other names between angle brackets are someone's own: people translate them.
INLINE_TAGS = frozenset(
    "a abbr b bdi bdo big br button center cite code del details dfn div em font i iframe img input ins kbd label mark "
    "nobr p picture pre q rp rt ruby s samp small source span strike strong sub summary sup svg time tt u ul ol li var "
    "video wbr".split()
)
# Elements that mean more than how words look: a translation without them has lost something.
MEANT_TAGS = frozenset("a details iframe img input kbd picture sub summary sup svg video".split())

# Names are short; without these bounds a text of one long word, or of colons, would take minutes.
_ROLE = compile_lazily(r":(?P<name>[A-Za-z][\w.+-]{0,40}(?::[A-Za-z][\w.+-]{0,40}){0,3}):`(?P<text>[^`]+)`")
_ROLE_TARGET = compile_lazily(r"<([^<>]+)>\s*\Z")
_NAMED = compile_lazily(
    r"`(?P<phrase>[^`\s](?:[^`]*[^`\s])?)`_{1,2}(?!\w)|(?<![\w`])(?P<word>[A-Za-z](?:[\w.+-]{0,80}[A-Za-z0-9])?)_(?!\w)"
)
_EMBEDDED = compile_lazily(r"<([^<>\s]+)>\Z")
_FOOTNOTE = compile_lazily(r"\[\^[^\[\]\s]+\]")
_RST_FOOTNOTE = compile_lazily(r"\[(?:#?[\w.+:-]*|\*)\]_\Z")
_SUBSTITUTION = compile_lazily(r"\|(?![\s|])[^|\n\[\]]{0,60}(?<!\s)\|")
_BY_DEFINITION = compile_lazily(r"\](\[[^\[\]]+\])(?!\()")
_TAG = compile_lazily(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)")
_TARGET = compile_lazily(r"\s(?P<kind>href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# Digits with the marks that group them or set off decimals between them.
_NUMBER = compile_lazily(r"\d(?:[\d.,'’\u066b\u066c\u00a0\u202f]*\d)?")

_Taker = Callable[[re.Match[str]], str]

# An address in plain text: with a scheme, of a host that is called www, or of a mailbox.
_PLAIN_ADDRESS = compile_lazily(
    r"(?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,31}:)?//[\w-]|www\.|(?:javascript|vbscript|data|file|mailto|tel):[\w/+]|\S@\S",
    re.IGNORECASE,
)

# Without one of these there is no such address, and no placeholder, formula, footnote, substitution or option. Nearly
# all texts of a page have none, and this is found out soon.
_MAY_HOLD_ADDRESS = compile_lazily(r"[:@]|//|[wW]{3}\.")
_MAY_HOLD = compile_lazily(r"[{$%\\\[\]|]|--")

# Stand-ins for what was taken out of the text: letters of no script, so that what is beside them is seen.
CODE_MARK, TITLE_MARK, OTHER_MARK, BREAK_MARK = "\ue0f0", "\ue0f1", "\ue0f2", "\ue0f3"
_MARKS = compile_lazily(f"[{CODE_MARK}{TITLE_MARK}{OTHER_MARK}{BREAK_MARK}]")


class RoleElement(NamedTuple):
    """A role of reStructuredText: its name, where it leads, and whether it marks words only."""

    name: str
    target: str
    is_of_text: bool
    source: str


@dataclass(slots=True)
class Elements:
    """The elements of one text. ``text`` has what is left of it: words, and a mark for each thing taken out.

    ``glued`` is markup of reStructuredText that a letter touches, ``parted`` a reference without its underscore: both
    are none to docutils. ``everything`` is all that is written, code, targets and tags too: the ``pieces`` in order.
    """

    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    roles: list[RoleElement] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    substitutions: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    math: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    glued: list[str] = field(default_factory=list)
    parted: list[str] = field(default_factory=list)
    text: str = ""
    everything: str = ""
    pieces: list[str] = field(default_factory=list)


def collect(inline: Inline) -> Elements:
    """Collect the elements of ``inline``."""
    found = Elements()
    text = "".join(_visit(inline, found))
    found.everything = "".join(found.pieces)
    found.text = _take(found.glued, found, text)
    return found


def extract_words(inline: Inline) -> str:
    """The words of ``inline``: its text without elements and addresses, spaces in their stead."""
    text = "".join(_visit(inline, Elements()))
    return _MARKS.sub(" ", remove_addresses(_take([], Elements(), text)))


def find_unpaired(tags: list[str]) -> list[str]:
    """The names of HTML elements that are opened and not closed, or closed and not open, in any order."""
    balance: dict[str, int] = {}
    for tag in tags:
        match = _TAG.match(tag)
        if match and not tag.endswith("/>"):
            name = match["name"].lower()
            if name in INLINE_TAGS and name not in VOID_ELEMENTS and name not in ("p", "li"):
                balance[name] = balance.get(name, 0) + (-1 if match["end"] else 1)
    return [name for name, count in balance.items() if count]


def collect_tag_names(tags: list[str]) -> set[str]:
    """The names of the HTML elements that ``tags`` open or close."""
    names = {match["name"].lower() for tag in tags if (match := _TAG.match(tag))}
    return names & INLINE_TAGS


def _visit(inline: Inline, found: Elements) -> Iterator[str]:
    """Yield the text of ``inline``, and note what of it is a node of its own."""
    for node in inline:
        match node:
            case BareAddress(text):
                found.links += find_addresses(text) or [text]  # letters of other scripts end an address for a reader
                found.pieces.append(text)
                yield OTHER_MARK
            case Text(text):
                found.pieces.append(text)
                yield text
            case Code(text):
                found.code.append(" ".join(text.split()))
                found.pieces.append(text)
                yield CODE_MARK
            case Image(url):
                found.images.append(url)
                found.pieces.append(f" {url} ")
                yield OTHER_MARK
            case Link(url, content):
                yield from _visit_link(url, content, found)
            case Styled(_, content):
                yield from _visit(content, found)
            case Markup(source, name=name):
                found.pieces.append(source)
                if name and source.startswith("<"):  # an element, which its format has closed
                    found.tags.append(f"</{source[1:]}")
                yield _visit_markup(source, found)
            case Break():
                found.pieces.append(" ")
                yield BREAK_MARK


def _visit_link(url: str, content: Inline, found: Elements) -> Iterator[str]:
    if url:
        found.links.append(url)
    if not _is_address(url, content):
        yield from _visit(content, found)
    found.pieces.append(f" {url} ")
    yield OTHER_MARK


def _is_address(url: str, content: Inline) -> bool:
    """Whether a link shows nothing but its own address."""
    return len(content) == 1 and isinstance(content[0], Text) and content[0].text in url


def _visit_markup(source: str, found: Elements) -> str:
    if role := _ROLE.fullmatch(source):
        _add_role(role, found)
    elif _RST_FOOTNOTE.fullmatch(source):
        found.footnotes.append(source)
    elif source.startswith("<"):
        found.tags.append(source)
        for target in _TARGET.finditer(source):
            values = found.images if target["kind"].lower() == "src" else found.links
            values.append(target[2] or target[3] or target[4] or "")
    elif source.startswith("`") and source.endswith("`"):
        if _EMBEDDED.search(source[:-1]):
            found.parted.append(source)
        return TITLE_MARK
    elif source.endswith("_"):
        found.references.append(source)
    return OTHER_MARK


def _add_role(role: re.Match[str], found: Elements) -> None:
    name, text = role["name"], role["text"].strip()
    target = _ROLE_TARGET.search(text)
    plain = (target[1] if target else text).strip()
    last = name.rpartition(":")[2]
    if last == "math":
        found.math.append(plain)
        return
    is_of_text = last in _TEXT_ROLES and not (target and last == "term")
    found.roles.append(RoleElement(name, normalize_target(plain), is_of_text, role[0]))


def normalize_target(target: str) -> str:
    """A role's target without the signs that say how it is shown."""
    bare = " ".join(target.replace("\\", "").split()).lstrip("~!").removeprefix(".").removesuffix("()")
    return re.sub(r"\s*([*&:=])\s*", r"\1", bare).casefold()


def _take(glued: list[str], found: Elements, text: str) -> str:
    """Take the elements out of ``text``, and note them."""

    def take_role(match: re.Match[str]) -> str:
        if not _is_apart(match):
            glued.append(match[0])
        _add_role(match, found)
        return OTHER_MARK

    def take_named(match: re.Match[str]) -> str:
        phrase = match["phrase"] or match["word"]
        embedded = _EMBEDDED.search(phrase)
        found.references.append(embedded[1] if embedded else phrase)
        if match["phrase"] and not _is_apart(match):
            glued.append(match[0])
        return OTHER_MARK

    if "`" in text:
        text = _ROLE.sub(take_role, text)
    if "_" in text:
        text = _NAMED.sub(take_named, text)
    if _MAY_HOLD_ADDRESS.search(text) and _PLAIN_ADDRESS.search(text):
        found.links += [one for one in find_addresses(text) if _PLAIN_ADDRESS.match(one) or "@" in one]
    if _MAY_HOLD.search(text):
        text = _take_expressions(found, text)
    found.numbers += [match[0] for match in _NUMBER.finditer(unicodedata.normalize("NFKC", text))]
    return text


def _take_expressions(found: Elements, text: str) -> str:
    """Take what is for programs, footnotes and the like out of ``text``, and note it."""

    def take_into(values: list[str]) -> _Taker:
        def take(match: re.Match[str]) -> str:
            values.append(match[1] if match.re.groups else match[0])
            return OTHER_MARK

        return take

    for pattern, values in (
        (TEMPLATE, found.placeholders),
        (MATH, found.math),
        (PLACEHOLDER, found.placeholders),
        (_FOOTNOTE, found.footnotes),
        (_BY_DEFINITION, found.links),
        (_SUBSTITUTION, found.substitutions),
        (OPTION, found.options),
    ):
        text = pattern.sub(take_into(values), text)
    return text


def _is_apart(match: re.Match[str]) -> bool:
    """Whether docutils sees markup there: no letter or digit touches it ("Inline Markup Recognition Rules")."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return not (before.isalnum() or after.isalnum() or after == "_")
