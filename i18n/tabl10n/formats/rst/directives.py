"""What the directives of docutils and Sphinx hold, by their names."""

from __future__ import annotations

import re

from tabl10n.document import Container

# Directives whose content is no reStructuredText (docutils and Sphinx). The content of any other is read as usual.
VERBATIM = frozenset(
    re.findall(
        r"\S+",
        "code code-block sourcecode highlight literalinclude parsed-literal prompt raw math include image "
        "graphviz digraph graph mermaid uml plantuml doctest testcode testoutput testsetup testcleanup ipython "
        "productionlist autosummary toctree meta",
    )
)
# Directives whose content is for readers, and what it is; that of others stays as it is.
CONTENTS = (
    dict.fromkeys(
        "admonition attention caution danger error hint important note tip warning seealso todo "
        "versionadded versionchanged deprecated".split(),
        "note",
    )
    | dict.fromkeys("topic sidebar container only tab-set tab-item tab dropdown".split(), "paragraph")
    | {"figure": "caption", "table": ""}
)
# Those whose argument is a title, or the beginning of the content.
LABELLED = frozenset("admonition topic sidebar tab-item tab dropdown rubric".split())
CAPTIONED = frozenset(("table", "list-table"))
BEGUN = frozenset("attention caution danger error hint important note tip warning seealso".split())
# Those whose line says nothing but what their content is, and what that is in.
_TABS = frozenset("tab-item tab dropdown".split())
_NOTES = frozenset("topic sidebar".split())
SHOWN = frozenset(CONTENTS) - frozenset("figure versionadded versionchanged deprecated".split()) | {"rubric"}
# Those that hold code in the language that they name.
CODE = frozenset("code code-block sourcecode parsed-literal prompt doctest testcode testoutput ipython".split())


def make_container(name: str, start: int) -> Container | None:
    """What the directive of that name, which begins at ``start``, is to the blocks in it; None where it is nothing."""
    if CONTENTS.get(name) == "note" or name in _NOTES:
        return Container("note", start, name)
    return Container("tab", start) if name in _TABS else None
