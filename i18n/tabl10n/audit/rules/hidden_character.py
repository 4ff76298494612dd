"""hidden-character: a cell holds a character that nobody sees."""

from collections.abc import Iterator

from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import row
from tabl10n.audit.model import Finding, Part, Severity
from tabl10n.audit.rule import Rule, cell_finding, written_part
from tabl10n.document import Cell, Role
from tabl10n.text.characters import hidden_in, without_hidden

_PARTS: tuple[Part, ...] = ("text", "link", "image", "alt")
_WORDS = (Role.TERRITORY, Role.NAME, Role.TEXT)


def check(context: Context) -> Iterator[Finding]:
    """One finding for each part of a cell that holds invisible characters, unless a cell of the source says the same.

    The key cell of a row whose key is known is left to the rules about keys.
    """
    in_source = {
        (part, text) for row, _ in context.source_rows() for cell in row.cells for part, text in _hidden_parts(cell)
    }
    for facts in context.rows:
        for index in range(len(facts.aligned.source.cells)):
            if index != facts.columns.key or facts.entry is None:
                keyless = facts.aligned.table in context.keyless
                found = _findings(facts, index, keyless=keyless)
                yield from (finding for finding in found if (finding.part, finding.written) not in in_source)


def _hidden_parts(cell: Cell) -> Iterator[tuple[Part, str]]:
    """The parts of a cell that hold invisible characters of any kind, and what they say."""
    for part in _PARTS:
        written = written_part(cell, part)
        if hidden_in(written, plain=True):
            yield part, written


def _findings(facts: RowFacts, index: int, *, keyless: bool) -> Iterator[Finding]:
    """``keyless`` says that nobody knows which row of the source this is: all that it says may be words then."""
    cell = facts.aligned.source.cells[index]
    is_words = keyless or facts.columns.role_of(index) in _WORDS
    for part, written in _hidden_parts(cell):
        # Words in a column of values are words all the same: what their script spells with is not hidden in them.
        is_spelling = part == "text" and not hidden_in(written, plain=False)
        plain = part != "text" or not (is_words or is_spelling)
        found = hidden_in(written, plain=plain)
        if found:
            message = f"the {part} holds the invisible {', '.join(found)}"
            expected = without_hidden(written, plain=plain)
            # In words such a character may be layout, as a soft hyphen is: then a person has to choose.
            details = {"part": part, "expected": expected, "sure": plain and not keyless}
            yield cell_finding("hidden-character", Severity.ERROR, facts, index, message, **details)


RULE = Rule(
    "hidden-character",
    Severity.ERROR,
    "A cell holds a character that nobody sees: a control, a space without width, a mark that turns the direction"
    " of text. In a link it leads elsewhere; in words it makes a search miss them, or shows them in a false "
    "order. Joiners and direction marks are left alone where the script of the words uses them.",
    passing=row("bluebird"),
    failing=row("bluebird", version="2&#x200B;"),
    check=check,
)
