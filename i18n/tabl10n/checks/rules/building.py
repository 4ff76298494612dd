"""Rules on what ``tabl10n build`` makes of a translation: what it refuses, and what it writes as text.

They ask the format of the source, so that the source has to be at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tabl10n.catalog.model import Identity, Message
from tabl10n.catalog.parts import MessagePart, find_parts, make_edit
from tabl10n.checks.rules import RULES
from tabl10n.checks.rules.markup import describe_damage
from tabl10n.checks.subject import Subject, is_prose, make_message_finding
from tabl10n.document import Document, Edit
from tabl10n.errors import InputError
from tabl10n.findings import Finding, Severity
from tabl10n.nodes import Code, Image, Inline, Node, Span, Styled, plain, walk

BUILDING = RULES.topic(position=16)

_WORDED = (Code, Image, Styled)
_PAGE = "| id | description |\n|---|---|\n| all | Ends all |\n| base | Begins at once |\n"
_LIST = (
    "+--------+-----------------+\n| id     | description     |\n+========+=================+\n"
    "| all    | - item one      |\n|        | - item two      |\n+--------+-----------------+\n"
    "| base   | Begins at once  |\n+--------+-----------------+\n"
)

TRANSLATION_REFUSED = BUILDING.rule(
    "translation-refused",
    Severity.ERROR,
    "`tabl10n build` cannot write this translation: the format of the page has no way to hold it there, or would read "
    "it as something else. Most often a cell of several blocks lost one, as the second item of a list. It is found "
    "where the source page is at hand.",
    source=_LIST,
    passing='msgctxt "text"\nmsgid "- item one\\n- item two"\nmsgstr "- Punkt eins\\n- Punkt zwei"',
    failing='msgctxt "text"\nmsgid "- item one\\n- item two"\nmsgstr "Punkt eins, Punkt zwei"',
)

MARKUP_ADDED = BUILDING.rule(
    "markup-added",
    Severity.WARNING,
    "A translation has emphasis, code or an image where the source has none: `tabl10n build` writes its marks as text, "
    "for a translation comes from anybody. It is found where the source page is at hand.",
    source=_PAGE,
    passing='msgctxt "text"\nmsgid "Begins at once"\nmsgstr "Beginnt * sofort"',
    failing='msgctxt "text"\nmsgid "Begins at once"\nmsgstr "Beginnt **sofort**"',
)


@BUILDING.check
def find_refused_translations(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation that no page can be built with."""
    if subject.page is None:
        return
    messages = {message.identity: message for message in subject.messages}
    reported: set[Identity] = set()
    for identity, error in _find_refusals(subject, subject.page, messages):
        message = messages[identity]
        if identity not in reported and not describe_damage(message):  # what no table holds has a rule of its own
            reported.add(identity)
            yield make_message_finding(
                TRANSLATION_REFUSED, message, f"build refuses it: {error.fact}; {error.next_step}"
            )


def _find_refusals(
    subject: Subject, page: Document, messages: Mapping[Identity, Message]
) -> Iterator[tuple[Identity, InputError]]:
    edits: dict[Span, tuple[Identity, Edit]] = {}
    for found in find_parts(page):
        if found.identity in messages:
            try:
                edit = make_edit(page, found, messages[found.identity].msgstr)
            except InputError as error:
                yield found.identity, error
            else:
                if edit is not None:
                    edits[edit.span] = (found.identity, edit)
    encoded = subject.format.encode(page, [edit for _, edit in edits.values()], "reformat")
    yield from ((edits[edit.span][0], error) for edit, error in encoded.refused)


@BUILDING.check
def find_added_markup(subject: Subject) -> Iterator[Finding]:
    """One finding for each translation with markup that build writes as text."""
    if subject.page is None:
        return
    messages = {message.identity: message for message in subject.messages if is_prose(message)}
    reported: set[Identity] = set()
    for found in find_parts(subject.page):
        message = messages.get(found.identity)
        if message is not None and found.identity not in reported and (added := _find_added(subject, found, message)):
            reported.add(found.identity)
            yield make_message_finding(MARKUP_ADDED, message, f"build writes the marks of {added!r} as text")


def _find_added(subject: Subject, found: MessagePart, message: Message) -> str:
    """The first markup of a translation that the page will not have; ``""`` for none."""
    assert subject.page is not None
    typed = list(_find_marked(subject.read(message, message.msgstr)))
    if not typed:
        return ""
    try:
        edit = make_edit(subject.page, found, message.msgstr)
    except InputError:
        return ""
    kept = set(_find_marked(edit.nodes if edit else found.part.nodes))
    kept.update(_find_marked(subject.read(message, message.msgid)))
    return next((plain((node,)) for node in typed if node not in kept and not _has_kind(node, kept)), "")


def _find_marked(inline: Inline) -> Iterator[Node]:
    return (node for node in walk(inline) if isinstance(node, _WORDED))


def _has_kind(node: Node, others: Iterable[Node]) -> bool:
    """Whether markup of its kind is among others: a translation may well have it around other words, or once more."""
    return any(type(node) is type(other) and (_get_style(node) == _get_style(other)) for other in others)


def _get_style(node: Node) -> str:
    return node.style if isinstance(node, Styled) else ""
