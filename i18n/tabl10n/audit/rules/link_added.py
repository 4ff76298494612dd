"""link-added: outside the tables, a link that the source table does not have."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from tabl10n import formats
from tabl10n.audit.context import Context
from tabl10n.audit.example import HEADER, row
from tabl10n.audit.model import Finding, Severity
from tabl10n.audit.rule import Rule
from tabl10n.document import Block, Document
from tabl10n.nodes import Span
from tabl10n.text.addresses import SOURCE_ADDRESS, address


def check(context: Context) -> Iterator[Finding]:
    """One finding for each link in a heading or a paragraph whose site neither the source nor an entry links to."""
    entries = context.registry.entries.values()
    links = [link for entry in entries for variant in entry.variants for link in (variant.link, variant.doc_link)]
    links += [cell.link for row, _ in context.source_rows() for cell in row.cells if cell.link]
    links += [found[0] for prose in context.source.prose for found in SOURCE_ADDRESS.finditer(prose.text)]
    known = {address(link).site for link in links}
    for prose in context.copy.prose:
        for found in _links(context.copy, prose):
            if address(found[0]).site not in known:
                yield _finding(context.copy, prose, found)


def _links(copy: Document, prose: Block) -> Iterator[re.Match[str]]:
    """The addresses in a paragraph, but for those in code: nobody follows them."""
    start, end = prose.span
    code = sorted(part.span for part in formats.get(copy.format).find_code(copy.source[start:end]))
    for found in SOURCE_ADDRESS.finditer(copy.source, start, end):
        before = bisect_right(code, (found.start() - start, end))
        if before == 0 or code[before - 1].end <= found.start() - start:
            yield found


def _finding(copy: Document, prose: Block, found: re.Match[str]) -> Finding:
    start, end = found.span()
    line = prose.line + copy.source.count("\n", prose.span.start, start)
    column = start - copy.source.rfind("\n", 0, start)
    message = f"the source has no link to {address(found[0]).host!r} outside its tables"
    return Finding(
        "link-added",
        Severity.HINT,
        message,
        line=line,
        column=column,
        part="document",
        written=found[0],
        span=Span(start, end),
    )


RULE = Rule(
    "link-added",
    Severity.HINT,
    "Outside the tables stands a link to a site that neither the source table nor any of its entries links to: an "
    "advertisement, the mark of a service that the page went through, or a translator's own note.",
    passing=HEADER + row("orchard") + "\n\nMehr auf [orchard.example](https://orchard.example/mehr).\n",
    failing=HEADER + row("orchard") + "\n\n[ ](https://advertisement.example/click)\n",
    check=check,
)
