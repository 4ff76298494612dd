"""The rule on pages that cannot be read at all: there is nothing to run the others over."""

from __future__ import annotations

from tabl10n.audit.example import make_row
from tabl10n.audit.rules import RULES
from tabl10n.errors import InputError
from tabl10n.findings import Finding, Report, Severity

PAGES = RULES.topic(position=100)

PAGE_UNREADABLE = PAGES.rule(
    "page-unreadable",
    Severity.ERROR,
    "A page, its source or an edition of it cannot be read: it is not UTF-8, empty, or gone. Of several pages the "
    "others are audited all the same; a page that is audited alone stops the command with the exit status 2. "
    "`--select` does not leave it out, `--ignore` does. In the failing example `\\xfc` is that one byte, which is no "
    "UTF-8.",
    passing=make_row("bluebird"),
    failing=make_row("bluebird", country=r"T\xfcrkei"),
)


def report_unreadable(error: InputError, name: str, locale: str, source: str) -> Report:
    """The report on the page ``name``, which ``error`` keeps from being read: one finding.

    Where the error is of another file, its source or an edition, the message names that.
    """
    is_own = error.path in (None, name)
    fact = error.fact if is_own else f"{error.path}: {error.fact}"
    message = f"{fact}; {error.next_step}" if error.next_step else fact
    line = error.line if is_own and error.line else 1
    finding = Finding(PAGE_UNREADABLE.name, Severity.ERROR, message, line, part="document")
    return Report(name, locale, (finding,), 0, 0, rules=RULES.names, source=source)
