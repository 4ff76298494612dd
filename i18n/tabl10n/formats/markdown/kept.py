"""Expressions in a text that has to be escaped: what is between their marks stays letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tabl10n.formats.markdown.jsx import find_jsx
from tabl10n.text.expressions import TEMPLATE, find_kept
from tabl10n.text.patterns import compile_lazily

_FIRST_STAND_IN, _MAX_KEPT = 0xF000, 200
# Code points for private use that take the place of expressions while the rest of a text is escaped.
_STAND_INS = re.compile(f"[{chr(_FIRST_STAND_IN)}-{chr(_FIRST_STAND_IN + _MAX_KEPT)}]")
_CODE_OR_TEMPLATE = compile_lazily(rf"\\\\.|(?P<mark>`+)[^\n]*?(?<!`)(?P=mark)(?!`)|{TEMPLATE.pattern}", re.DOTALL)
_JSX_MARK = re.compile(r"[{}<]")


def find_expressions(source: str, *, is_mdx: bool) -> Iterator[str]:
    """Find what has to stay letter by letter in ``source``; in MDX no escaped brace begins anything."""
    if not is_mdx:
        yield from find_kept(source)
        return
    yield from (source[slice(*span)] for span in find_jsx(source))
    yield from (found for found in find_kept(source) if not _JSX_MARK.search(found))


def escape_templates(text: str, source: str, brace: str = "{\\") -> str:
    """The Markdown ``text`` in which no tag of a template is one that ``source`` has not: Hugo refuses what it does not
    know. Those in code stay. ``brace`` is how the first brace is written of those that are text.
    """
    if "{{" not in text and "{%" not in text:
        return text
    kept = set(TEMPLATE.findall(source))
    return _CODE_OR_TEMPLATE.sub(
        lambda match: match[0] if match[0][0] in "`\\" or match[0] in kept else brace + match[0][1:], text
    )


class Kept:
    """A text in which a stand-in, a letter of no script, is in the place of each expression that has to stay."""

    def __init__(self, text: str, expressions: Iterable[str]) -> None:
        self.expressions: list[str] = []
        self.text = text
        if _STAND_INS.search(text):
            return
        for expression in sorted(set(expressions), key=lambda one: (-len(one), one))[:_MAX_KEPT]:
            if expression in self.text:
                self.text = self.text.replace(expression, chr(_FIRST_STAND_IN + len(self.expressions)))
                self.expressions.append(expression)

    @property
    def has_any(self) -> bool:
        """Whether the text holds one of the expressions."""
        return bool(self.expressions)

    def put_back(self, written: str, sources: Mapping[str, str] | None = None) -> str:
        """``written`` with the expressions in it again, as ``sources`` has them written."""
        for expression, stand_in in self.stand_ins():
            written = written.replace(stand_in, (sources or {}).get(expression, expression))
        return written

    def stand_ins(self) -> Iterator[tuple[str, str]]:
        """Yield each expression that the text holds with what is in its place."""
        for number, expression in enumerate(self.expressions):
            yield expression, chr(_FIRST_STAND_IN + number)
