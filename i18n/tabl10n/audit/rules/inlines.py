"""Rules on the inline elements of words: what the copy has lost, changed or broken of the source's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tabl10n.audit.blocks import BlockPair, pair_blocks
from tabl10n.audit.cells import get_span, make_cell_finding
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.links import describe_imitation
from tabl10n.audit.rules import RULES
from tabl10n.audit.rules.links import LINK_ALTERED, LINK_MISSING, LINK_RETARGETED
from tabl10n.audit.rules.values import CODE_ALTERED
from tabl10n.document import Cell, Role
from tabl10n.findings import CellPart, Finding, Rule, Severity
from tabl10n.inlines.comparison import compare
from tabl10n.inlines.model import Difference
from tabl10n.inlines.model import DifferenceKind as Kind
from tabl10n.nodes import Span
from tabl10n.text.addresses import parse_address

# Where so many rows of a table without keys have lost something, they are other rows than those they were taken for.
_MAX_DAMAGED_SHARE = 0.25
_MIN_DAMAGED_ROWS = 3

INLINES = RULES.topic(position=45)

_TABLE = (
    "# {title}\n\n{lead}\n\n| option | description |\n|---|---|\n"
    "| --all | {all} |\n| --base | {base} |\n| --keep | {keep} |\n"
)
_ENGLISH = {
    "title": "Options",
    "lead": "These options are known:",
    "all": "Takes all **{count}** boats.",
    "base": "Begins at 4.0.",
    "keep": "Keeps them[^1].",
}
_GERMAN = {
    "title": "Schalter",
    "lead": "Diese Schalter sind bekannt:",
    "all": "Nimmt alle **{count}** Boote.",
    "base": "Beginnt bei 4.0.",
    "keep": "Behält sie[^1].",
}


def _write_example(words: Mapping[str, str]) -> str:
    return _TABLE.format_map(words)


MARKUP_LOST = INLINES.rule(
    "markup-lost",
    Severity.ERROR,
    "Markup in the words of a cell, a heading or a paragraph is broken or missing: a mark that is left over as text, "
    "as a lone backtick or `[how] (https://shop.example)` with its space; a tag that is not closed; an image, a "
    "footnote or a formula that is gone; a role that leads elsewhere. Where a role's target is there as mere text, or "
    "only in another module, this is a warning.",
    source=_write_example(_ENGLISH),
    passing=_write_example(_GERMAN),
    failing=_write_example(_GERMAN | {"all": "Nimmt alle ** {count} ** Boote."}),
)

PLACEHOLDER_ALTERED = INLINES.rule(
    "placeholder-altered",
    Severity.ERROR,
    "A placeholder is not in the copy's words letter by letter: `{count}`, `%s`, `${HOME}`, `{{ page.title }}`. One "
    "that is gone or has another name is a warning, for prose may do without.",
    source=_write_example(_ENGLISH),
    passing=_write_example(_GERMAN),
    failing=_write_example(_GERMAN | {"all": "Nimmt alle **{ count }** Boote."}),
)

NUMBER_ALTERED = INLINES.rule(
    "number-altered",
    Severity.WARNING,
    "A number has a space inside of it, as in `4. 0`: that is how translating machines break versions in words.",
    source=_write_example(_ENGLISH),
    passing=_write_example(_GERMAN),
    failing=_write_example(_GERMAN | {"base": "Beginnt bei 4. 0."}),
)


class PageGrade(NamedTuple):
    """Which rule names a difference, how bad that is, and which part of a cell it is about."""

    rule: Rule
    severity: Severity
    part: CellPart = "text"


_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
# All other kinds are found in catalogs alone: on pages people reword too much for them to mean anything. Their links
# may lead to other files, and code that is missing is most often one that the words can do without.
GRADES = {
    Kind.MARKUP_LEFT: PageGrade(MARKUP_LOST, _ERROR),
    Kind.IMAGE_MISSING: PageGrade(MARKUP_LOST, _ERROR, "image"),
    Kind.ROLE_ALTERED: PageGrade(MARKUP_LOST, _ERROR),
    Kind.ROLE_MISSING: PageGrade(MARKUP_LOST, _ERROR),
    Kind.ROLE_PATH: PageGrade(MARKUP_LOST, _WARNING),
    Kind.ROLE_UNLINKED: PageGrade(MARKUP_LOST, _WARNING),
    Kind.ROLE_OF_TEXT: PageGrade(MARKUP_LOST, _WARNING),
    Kind.FOOTNOTE_MISSING: PageGrade(MARKUP_LOST, _ERROR),
    Kind.TAG_UNPAIRED: PageGrade(MARKUP_LOST, _ERROR),
    Kind.TAG_MISSING: PageGrade(MARKUP_LOST, _WARNING),
    Kind.MATH_ALTERED: PageGrade(MARKUP_LOST, _ERROR),
    Kind.ADDRESS_BROKEN: PageGrade(LINK_MISSING, _ERROR, "link"),
    Kind.LINK_MISSING: PageGrade(LINK_MISSING, _ERROR, "link"),
    Kind.LINK_ALTERED: PageGrade(LINK_ALTERED, _WARNING, "link"),
    Kind.LINK_MISSPELT: PageGrade(LINK_ALTERED, _WARNING, "link"),
    Kind.LINK_FRAGMENT: PageGrade(LINK_ALTERED, _WARNING, "link"),
    Kind.LINK_MOVED: PageGrade(LINK_ALTERED, _HINT, "link"),
    Kind.LINK_RETARGETED: PageGrade(LINK_RETARGETED, _WARNING, "link"),
    Kind.LINK_UNSAFE: PageGrade(LINK_RETARGETED, _ERROR, "link"),
    Kind.PLACEHOLDER_BROKEN: PageGrade(PLACEHOLDER_ALTERED, _ERROR),
    Kind.PLACEHOLDER_MISSING: PageGrade(PLACEHOLDER_ALTERED, _WARNING),
    Kind.CODE_TYPOGRAPHY: PageGrade(CODE_ALTERED, _WARNING),
    Kind.CODE_MISSPELT: PageGrade(CODE_ALTERED, _WARNING),
    Kind.CODE_MISSING: PageGrade(CODE_ALTERED, _HINT),
    Kind.OPTION_MISSING: PageGrade(CODE_ALTERED, _WARNING),
    Kind.NUMBER_SPACED: PageGrade(NUMBER_ALTERED, _WARNING),
}
_OF_LINKS = frozenset(kind for kind, grade in GRADES.items() if grade.part == "link")
_GONE_CODE = (Kind.CODE_MISSING, Kind.CODE_TRANSLATED, Kind.CODE_RENAMED)
_OF_CODE = frozenset(kind for kind, grade in GRADES.items() if grade.rule is CODE_ALTERED).union(_GONE_CODE)


# In cells


@INLINES.check
def find_altered_elements_in_cells(context: Context) -> Iterator[Finding]:
    """One finding for each inline element that the words of a cell have lost, or have otherwise than the source."""
    by_table: dict[int, list[list[Finding]]] = {}
    for facts in context.rows:
        if facts.entry is not None:
            yield from _find_in_row(context, facts)
        elif facts.aligned.table in context.keyless_tables and facts.counterpart is not None:
            by_table.setdefault(facts.aligned.table, []).append(list(_find_in_row(context, facts)))
    for rows in by_table.values():
        if not _are_other_rows(rows):
            yield from (finding for row in rows for finding in row)


def _are_other_rows(rows: Sequence[Sequence[Finding]]) -> bool:
    """Whether so many rows, which were paired by their order alone, lack something that they must be other rows."""
    damaged = sum(any(finding.severity is not _HINT for finding in row) for row in rows)
    return damaged >= _MIN_DAMAGED_ROWS and damaged > _MAX_DAMAGED_SHARE * len(rows)


def _find_in_row(context: Context, facts: RowFacts) -> Iterator[Finding]:
    for index, cell in enumerate(facts.aligned.copy_row.cells):
        if facts.columns.role_of(index) is Role.TEXT and cell.nodes:
            for difference in _compare_cell(facts, index, cell):
                yield from _make_in_cell(context, facts, index, difference)


def _compare_cell(facts: RowFacts, index: int, cell: Cell) -> Sequence[Difference]:
    """The differences from the cell that it translates; of several that it may translate from the likest one.

    What the copy's own edition does not say of the key it need not say; other checks look at the links and the code of
    an entry.
    """
    compared = [compare(source.nodes, cell.nodes) for source in facts.list_source_cells(index) if source.nodes]
    found = min(compared, key=len, default=[])
    if facts.entry is None:
        return found
    others = _OF_CODE | _OF_LINKS if index in (facts.columns.link, facts.columns.doc_link) else _OF_CODE
    return [one for one in found if one.kind not in others and _is_expected(facts, one)]


def _is_expected(facts: RowFacts, difference: Difference) -> bool:
    """Whether the edition that the copy follows has what the copy lacks: the source may have moved on since."""
    if not facts.variants or facts.variants[0].edition == facts.all_variants[0].edition or not difference.source:
        return True
    return all(difference.source in " ".join(variant.texts) for variant in facts.variants)


def _make_in_cell(context: Context, facts: RowFacts, index: int, difference: Difference) -> Iterator[Finding]:
    grade = grade_difference(context, difference)
    if grade is not None:
        cell = facts.aligned.copy_row.cells[index]
        span = _find_token(context, cell.span, difference.written) or get_span(cell, grade.part)
        written = difference.written or cell.text
        yield make_cell_finding(
            grade.rule,
            facts,
            index,
            difference.message,
            severity=grade.severity,
            part=grade.part,
            written=written,
            expected=difference.source,
            span=span,
        )


def _find_token(context: Context, span: Span, token: str) -> Span | None:
    """Where a token is in a part of the copy's file, if it is there once."""
    text = context.copy.source[slice(*span)]
    if not token or text.count(token) != 1:
        return None
    start = span.start + text.index(token)
    return Span(start, start + len(token))


# In headings and paragraphs


@INLINES.check
def find_altered_elements_in_prose(context: Context) -> Iterator[Finding]:
    """One finding for each inline element that a heading or a paragraph has lost, or has otherwise than the source."""
    if context.is_unrelated:
        return
    for pair in pair_blocks(context.copy, context.source):
        for difference in _compare_blocks(pair):
            is_added = difference.kind is Kind.LINK_RETARGETED and not difference.source
            grade = None if is_added else grade_difference(context, difference)
            if grade is not None:
                yield _make_in_block(context, pair, difference, _lower_grade_in_item(pair, difference, grade))


def _compare_blocks(pair: BlockPair) -> Sequence[Difference]:
    """The differences of a pair; what an item lacks is no difference where another one of the copy has it."""
    found = compare(pair.source.nodes, pair.copy.nodes)
    if not found or not pair.siblings:
        return found
    every = tuple(node for block in pair.siblings for node in block.nodes)
    missing = {difference.source for difference in compare(pair.source.nodes, every)}
    return [difference for difference in found if not difference.source or difference.source in missing]


def _lower_grade_in_item(pair: BlockPair, difference: Difference, grade: PageGrade) -> PageGrade:
    """The grade, a hint where people change code and sites in lists on purpose."""
    is_free = difference.kind in _OF_CODE or difference.kind is Kind.LINK_RETARGETED
    is_lowered = pair.copy.kind == "item" and is_free and grade.severity is _WARNING
    return grade._replace(severity=_HINT) if is_lowered else grade


def _make_in_block(context: Context, pair: BlockPair, difference: Difference, grade: PageGrade) -> Finding:
    block, source = pair.copy, context.copy.source
    span = _find_token(context, block.span, difference.written) or block.span
    return Finding(
        grade.rule.name,
        grade.severity,
        difference.message,
        line=block.line + source.count("\n", block.span.start, span.start),
        column=span.start - source.rfind("\n", 0, span.start),
        part="document",
        written=difference.written or block.text,
        expected=difference.source,
        span=span,
    )


# How bad they are


def grade_difference(context: Context, difference: Difference) -> PageGrade | None:
    """Which rule names a difference, and how bad it is; None for what is nothing on a page."""
    grade = GRADES.get(difference.kind)
    if difference.kind in _GONE_CODE and difference.written:
        return PageGrade(CODE_ALTERED, _ERROR) if difference.source in context.known_code else grade
    if difference.kind is Kind.LINK_RETARGETED and difference.source:
        hosts = (parse_address(difference.written).host, parse_address(difference.source).host)
        return PageGrade(LINK_RETARGETED, _ERROR if describe_imitation(*hosts) else _WARNING, "link")
    return grade
