"""key-unknown: nothing says for sure which key a row is."""

from collections.abc import Iterator

from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import row, stranger
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule, cell_finding, row_finding

_LISTED = 3  # candidates named: more would not help to choose
_WORTH_NAMING = 0.1  # the confidence below which a candidate is noise


def check(context: Context) -> Iterator[Finding]:
    """One finding for each row that is no known key for sure, unless it says the key that it most likely is.

    Where none is, copy-unrelated says it once.
    """
    if context.unrelated:
        return
    for facts in context.keyed_rows:
        if facts.entry is None and facts.aligned.written != facts.aligned.key and not _is_keyless(context, facts):
            yield _finding(facts)


def _is_keyless(context: Context, facts: RowFacts) -> bool:
    """Whether the row has no key, as rows of an edition have none."""
    aligned = facts.aligned
    if aligned.written or aligned.key or aligned.suggested:
        return False
    return any("" in listing.keys for listing in context.registry.listings)


def _finding(facts: RowFacts) -> Finding:
    message = _message(facts)
    if facts.cell(facts.columns.key) is None or facts.columns.key is None:
        return row_finding("key-unknown", Severity.WARNING, facts, message, written=facts.aligned.written)
    return cell_finding("key-unknown", Severity.WARNING, facts, facts.columns.key, message)


def _message(facts: RowFacts) -> str:
    aligned = facts.aligned
    worthy = [repr(candidate.key) for candidate in aligned.candidates if candidate.confidence >= _WORTH_NAMING]
    candidates = " or ".join(worthy[:_LISTED])
    if aligned.suggested:
        unless = f", unless it is {candidates}" if candidates else ""
        return f"no edition knows {aligned.written!r}: the link or the name suggests {aligned.suggested!r}{unless}"
    if candidates:
        return f"it is not sure which key {aligned.written!r} is: perhaps {candidates}"
    return f"no edition knows {aligned.written!r}"


RULE = Rule(
    "key-unknown",
    Severity.WARNING,
    "It is not sure which key this row is: no known one fits, or several fit about as well. The row may be new; "
    "then the source table should have it too. Or it was damaged so much that only a person can tell. In such a "
    "row nothing is said that depends on the key, and nothing is fixed. A well-formed key whose logo or link is not "
    "that of the likeliest entry is one that the source has dropped, more often than a misspelling.",
    passing=row("bluebird"),
    failing=stranger(),
    check=check,
)
