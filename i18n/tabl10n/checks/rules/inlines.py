"""Rules on the inline elements of a translation: what of the source's it has lost, changed or broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabl10n.catalog.model import Message
from tabl10n.checks.rules import RULES
from tabl10n.checks.subject import Subject, is_prose, make_message_finding
from tabl10n.findings import Finding, Rule, Severity
from tabl10n.inlines.comparison import compare
from tabl10n.inlines.model import Difference, DifferenceKind

# Flags by which a program says that it fills in a message, so that a wrong placeholder stops it.
_FORMAT_FLAG = "-format"

INLINES = RULES.topic(position=15)

MARKUP_LOST = INLINES.rule(
    "markup-lost",
    Severity.ERROR,
    "Markup of the source is broken in the translation or missing from it: a mark that is left over as text, as a lone "
    "backtick or `[how] (https://shop.example)` with its space; a tag that is not closed; an image, a footnote, a "
    "formula, or a role that leads elsewhere. Readers see the marks, or miss what they meant. Where a role's target is "
    "there as mere text, or only in another module, this is a warning.",
    passing='msgctxt "paragraph"\nmsgid "**Never** do it[^1]."\nmsgstr "**Niemals** tun[^1]."',
    failing='msgctxt "paragraph"\nmsgid "**Never** do it."\nmsgstr "** Niemals ** tun."',
)

LINK_MISSING = INLINES.rule(
    "link-missing",
    Severity.ERROR,
    "A link of the source is gone, or has become a picture: an exclamation mark right before it does that. The same "
    "page in the readers' language is no finding.",
    passing='msgctxt "paragraph"\nmsgid "Read [how](https://shop.example/en/how)."\n'
    'msgstr "Lesen Sie, [wie](https://shop.example/de/how)."',
    failing='msgctxt "paragraph"\nmsgid "Read [how](https://shop.example/how)."\nmsgstr "Lesen Sie, wie."',
)

LINK_ALTERED = INLINES.rule(
    "link-altered",
    Severity.ERROR,
    "A link leads to another page of this site. Where it is nearly the source's, or has lost its fragment, this is a "
    "warning; another page of a site elsewhere is a hint, for those have pages in many languages.",
    passing='msgctxt "paragraph"\nmsgid "Read [how](how.md)."\nmsgstr "Lesen Sie, [wie](how.md)."',
    failing='msgctxt "paragraph"\nmsgid "Read [how](how.md)."\nmsgstr "Lesen Sie, [wie](wie.md)."',
)

LINK_RETARGETED = INLINES.rule(
    "link-retargeted",
    Severity.WARNING,
    "A translation leads to a host that the source does not name: a reader is sent elsewhere than the author meant. An "
    "encyclopaedia's page in the readers' language is no finding. What runs a program, as `javascript:` does, is an "
    "error.",
    passing='msgctxt "paragraph"\nmsgid "Read [how](https://shop.example/how)."\n'
    'msgstr "Lesen Sie, [wie](https://de.shop.example/how)."',
    failing='msgctxt "paragraph"\nmsgid "Read [how](https://shop.example/how)."\n'
    'msgstr "Lesen Sie, [wie](https://evil.example/how)."',
)

PLACEHOLDER_ALTERED = INLINES.rule(
    "placeholder-altered",
    Severity.ERROR,
    "A placeholder is not in the translation letter by letter: `{count}`, `%s`, `${HOME}`, `{{ page.title }}`. A "
    "program fills nothing in there, or stops. One that is gone or has another name is a warning, for prose may do "
    "without; it is an error in a message with a flag such as `python-format`.",
    passing='msgctxt "text"\nmsgid "{count} shops are open"\nmsgstr "{count} Läden sind offen"',
    failing='msgctxt "text"\nmsgid "{count} shops are open"\nmsgstr "{ count } Läden sind offen"',
)

CODE_ALTERED = INLINES.rule(
    "code-altered",
    Severity.WARNING,
    "A piece of code or an option of the source is not, letter by letter, in the translation, marked as code or not: "
    "whoever copies it from there copies something else. It is an error where the code is a key of the table, and a "
    "hint where it is an ordinary word or an example's name, which many translate on purpose.",
    passing='msgctxt "paragraph"\nmsgid "Call `load_shops()` first."\nmsgstr "Rufen Sie zuerst `load_shops()` auf."',
    failing='msgctxt "paragraph"\nmsgid "Call `load_shops()` first."\nmsgstr "Rufen Sie zuerst `load_ shops()` auf."',
)

NUMBER_ALTERED = INLINES.rule(
    "number-altered",
    Severity.HINT,
    "A number of the source is not in the translation, however its language writes it; small ones, which may be words, "
    "are not looked for. A space inside of one, as in `4. 0`, is a warning: that is how translating machines break "
    "versions.",
    passing='msgctxt "text"\nmsgid "Holds 1,500 boats since 4.0"\nmsgstr "Fasst seit 4.0 1.500 Boote"',
    failing='msgctxt "text"\nmsgid "Holds 1,500 boats"\nmsgstr "Fasst 1.800 Boote"',
)


class Grade(NamedTuple):
    """Which rule names a difference, and how bad that is."""

    rule: Rule
    severity: Severity


_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
# How precise each kind was on catalogs that people translated with care: of the errors nine in ten are right.
GRADES = {
    DifferenceKind.MARKUP_LEFT: Grade(MARKUP_LOST, _ERROR),
    DifferenceKind.IMAGE_MISSING: Grade(MARKUP_LOST, _ERROR),
    DifferenceKind.ROLE_ALTERED: Grade(MARKUP_LOST, _ERROR),
    DifferenceKind.ROLE_MISSING: Grade(MARKUP_LOST, _ERROR),
    DifferenceKind.ROLE_PATH: Grade(MARKUP_LOST, _WARNING),
    DifferenceKind.ROLE_UNLINKED: Grade(MARKUP_LOST, _WARNING),
    DifferenceKind.ROLE_OF_TEXT: Grade(MARKUP_LOST, _WARNING),
    DifferenceKind.REFERENCE_MISSING: Grade(MARKUP_LOST, _WARNING),
    DifferenceKind.FOOTNOTE_MISSING: Grade(MARKUP_LOST, _ERROR),
    DifferenceKind.TAG_UNPAIRED: Grade(MARKUP_LOST, _ERROR),
    DifferenceKind.TAG_MISSING: Grade(MARKUP_LOST, _WARNING),
    DifferenceKind.MATH_ALTERED: Grade(MARKUP_LOST, _ERROR),
    DifferenceKind.ADDRESS_BROKEN: Grade(LINK_MISSING, _ERROR),
    DifferenceKind.LINK_MISSING: Grade(LINK_MISSING, _ERROR),
    DifferenceKind.LINK_ALTERED: Grade(LINK_ALTERED, _ERROR),
    DifferenceKind.LINK_MISSPELT: Grade(LINK_ALTERED, _WARNING),
    DifferenceKind.LINK_FRAGMENT: Grade(LINK_ALTERED, _WARNING),
    DifferenceKind.LINK_MOVED: Grade(LINK_ALTERED, _HINT),
    DifferenceKind.LINK_RETARGETED: Grade(LINK_RETARGETED, _WARNING),
    DifferenceKind.LINK_UNSAFE: Grade(LINK_RETARGETED, _ERROR),
    DifferenceKind.PLACEHOLDER_BROKEN: Grade(PLACEHOLDER_ALTERED, _ERROR),
    DifferenceKind.PLACEHOLDER_MISSING: Grade(PLACEHOLDER_ALTERED, _WARNING),
    DifferenceKind.CODE_TYPOGRAPHY: Grade(CODE_ALTERED, _WARNING),
    DifferenceKind.CODE_MISSPELT: Grade(CODE_ALTERED, _WARNING),
    DifferenceKind.CODE_MISSING: Grade(CODE_ALTERED, _WARNING),
    DifferenceKind.CODE_TRANSLATED: Grade(CODE_ALTERED, _HINT),
    DifferenceKind.CODE_RENAMED: Grade(CODE_ALTERED, _HINT),
    DifferenceKind.OPTION_MISSING: Grade(CODE_ALTERED, _WARNING),
    DifferenceKind.NUMBER_SPACED: Grade(NUMBER_ALTERED, _WARNING),
    DifferenceKind.NUMBER_ALTERED: Grade(NUMBER_ALTERED, _HINT),
}
_OF_CODE = (DifferenceKind.CODE_MISSING, DifferenceKind.CODE_TRANSLATED, DifferenceKind.CODE_RENAMED)


@INLINES.check
def find_altered_elements(subject: Subject) -> Iterator[Finding]:
    """One finding for each inline element of a source that its translation lacks, or has otherwise."""
    for message in subject.messages:
        for difference in compare_message(subject, message):
            rule, severity = grade_difference(subject, message, difference)
            yield make_message_finding(rule, message, difference.message, severity=severity)


def compare_message(subject: Subject, message: Message) -> Sequence[Difference]:
    """Compare the inline elements of a message's translation with those of its source."""
    text = subject.format.separate_markup(message.msgstr, message.msgid, subject.page)  # as it is built
    source, written = subject.read(message, message.msgid), subject.read(message, text)
    return compare(source, written, is_plain=not is_prose(message))


def grade_difference(subject: Subject, message: Message, difference: Difference) -> Grade:
    """Which rule names the difference, and how bad it is in that message."""
    rule, severity = GRADES[difference.kind]
    if difference.kind in _OF_CODE and difference.source in subject.keys:
        return Grade(rule, _ERROR)
    if difference.kind is DifferenceKind.PLACEHOLDER_MISSING and _is_filled_in(message):
        return Grade(rule, _ERROR)
    return Grade(rule, severity)


def _is_filled_in(message: Message) -> bool:
    return any(flag.endswith(_FORMAT_FLAG) and not flag.startswith("no-") for flag in message.flags)
