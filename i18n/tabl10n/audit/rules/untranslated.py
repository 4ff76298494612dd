"""Rules on words that are still in the source's language: a cell, a table, a heading or paragraph, the whole copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tabl10n import territories
from tabl10n.audit.cells import make_cell_finding
from tabl10n.audit.context import Context, RowFacts
from tabl10n.audit.example import HEADER, make_row
from tabl10n.audit.rules import RULES
from tabl10n.document import Block, Cell, Role
from tabl10n.findings import Finding, Severity
from tabl10n.inlines.elements import extract_words
from tabl10n.nodes import Link
from tabl10n.text.characters import find_scripts
from tabl10n.text.folding import fold_words
from tabl10n.text.words import list_translatable

_SIGNATURE = re.compile(r"[{};=|]|\w\(")  # of a function, or a type: code that nobody marked
_WORD = re.compile(r"[^\W\d_]{2,}")
# Fewer words than these may be a name or a command, which nobody translates.
_MIN_TITLE_WORDS, _MIN_SENTENCE_WORDS, _MIN_CELL_WORDS = 2, 4, 3
_MIN_PLAIN_WORDS = 2  # that begin with a small letter: names do not
_MIN_TABLE_CELLS = 3  # of a table, all in the source's words, for one finding on the whole table
_MIN_COPY_TEXTS = 2  # of a copy
_TRANSLATED = frozenset({Role.TEXT, Role.NAME, Role.TERRITORY})

UNTRANSLATED = RULES.topic(position=72)

TEXT_UNTRANSLATED = UNTRANSLATED.rule(
    "text-untranslated",
    Severity.WARNING,
    "A title, an introduction or a paragraph, or a cell of words repeats the source's words, or the title or the "
    "introduction has none in the script of the copy's language. Names, code, numbers and addresses are no such words, "
    "nor is one word alone. A table in which all cells of words do is found once, and a copy in which all is, once and "
    "as an error.",
    passing=HEADER + make_row("orchard") + "\n",
    failing=HEADER.replace("Diese Läden sind geöffnet", "These shops are open") + make_row("orchard") + "\n",
)


class _JudgedText(NamedTuple):
    """A text with words to translate, and the finding on it, None where its words are not the source's."""

    table: int | None
    finding: Finding | None


@UNTRANSLATED.check
def find_untranslated_texts(context: Context) -> Iterator[Finding]:
    """One finding for each text, table or copy that is still in the source's language."""
    if context.is_same_language:
        return
    texts = [*_judge_blocks(context), *_judge_cells(context)]
    left = [(text.table, text.finding) for text in texts if text.finding is not None]
    if len(left) == len(texts) >= _MIN_COPY_TEXTS and not _has_other_words(context):
        yield _make_copy_finding(len(left))
        return
    in_tables: dict[int, list[Finding]] = {}
    for table, finding in left:
        if table is None:
            yield finding
        else:
            in_tables.setdefault(table, []).append(finding)
    counts = Counter(text.table for text in texts)
    for table, findings in in_tables.items():
        if counts[table] == len(findings) >= _MIN_TABLE_CELLS:
            yield _make_table_finding(context, table, len(findings))
        else:
            yield from findings


def _has_other_words(context: Context) -> bool:
    """Whether a cell or a header, however short, has other words than the source: someone translates the copy."""
    cells = ((facts, index) for facts in context.rows for index in range(len(facts.aligned.copy_row.cells)))
    is_in_cells = any(
        facts.columns.role_of(index) in _TRANSLATED
        and _has_other_words_than(facts.aligned.copy_row.cells[index], others)
        for facts, index in cells
        if (others := list(facts.list_source_cells(index)))
    )
    return is_in_cells or any(
        _has_other_words_than(column.header, [other.header for other in context.source.tables[pair].columns])
        for table, pair in zip(context.copy.tables, context.table_pairs, strict=True)
        if pair is not None
        for column in table.columns
    )


def _has_other_words_than(cell: Cell, others: Sequence[Cell]) -> bool:
    """Whether a cell has words, and other ones than each of ``others``."""
    words = _fold_words(cell)
    return bool(words) and all(words != _fold_words(other) for other in others)


# Headings and paragraphs


def _judge_blocks(context: Context) -> Iterator[_JudgedText]:
    known = {tuple(fold_words(extract_words(block.nodes))) for block in context.source.prose}
    for block in context.copy.prose:
        words = extract_words(block.nodes)
        if not _may_keep_language(block) and _has_enough(block, words):
            is_untranslated = tuple(fold_words(words)) in known or _is_foreign(context, block)
            yield _JudgedText(None, _make_block_finding(context, block) if is_untranslated else None)


def _may_keep_language(block: Block) -> bool:
    """Whether a block is a quotation, or an item that is the title of another page: both may keep their language."""
    is_title = block.kind == "item" and len(block.nodes) == 1 and isinstance(block.nodes[0], Link)
    return is_title or block.kind == "quotation"


def _has_enough(block: Block, words: str) -> bool:
    """Whether so many words can be no name: in a title two, in the introduction four of any kind."""
    if block.kind == "title":
        return len(_WORD.findall(words)) >= _MIN_TITLE_WORDS and not _may_be_name(words)
    if block.kind == "introduction":
        return len(list_translatable(words)) >= _MIN_SENTENCE_WORDS
    return _is_sentence(words, _MIN_SENTENCE_WORDS)


def _may_be_name(title: str) -> bool:
    """Whether a title may be a name, of a product or of something in code: those stay as they are."""
    words = _WORD.findall(title)
    is_spelt_as_name = all(word[0].isupper() for word in words) and not title.isupper()
    return is_spelt_as_name or "_" in title


def _is_sentence(words: str, least: int) -> bool:
    """Whether there are so many words that another language has others for, and not all of them are names."""
    if _SIGNATURE.search(words):
        return False
    found = list_translatable(words)
    return len(found) >= least and sum(word[0].islower() for word in found) >= _MIN_PLAIN_WORDS


def _is_foreign(context: Context, block: Block) -> bool:
    """Whether the title or the introduction has several words and none in the locale's script, where that tells."""
    own = find_scripts(territories.name_of("US", context.locale) or "")
    used = find_scripts(extract_words(block.nodes))
    tells = block.kind in ("title", "introduction") and bool(used) and used <= _get_source_scripts(context)
    return tells and not used & own


def _get_source_scripts(context: Context) -> frozenset[str]:
    return find_scripts(" ".join(block.text for block in context.source.prose))


def _make_block_finding(context: Context, block: Block) -> Finding:
    words = (context.words.get((own.kind, own.text), "") for own in context.source.prose if own.kind == block.kind)
    start = context.copy.source.rfind("\n", 0, block.span.start) + 1
    return Finding(
        TEXT_UNTRANSLATED.name,
        TEXT_UNTRANSLATED.severity,
        f"the {block.kind} is not translated",
        line=block.line,
        column=block.span.start - start + 1,
        part="document",
        written=block.text,
        expected=next(words, ""),
        span=block.span,
    )


# Cells and tables


def _judge_cells(context: Context) -> Iterator[_JudgedText]:
    for facts in context.rows:
        for index, cell in enumerate(facts.aligned.copy_row.cells):
            if facts.columns.role_of(index) is Role.TEXT and (known := _list_source_words(facts, index)):
                is_untranslated = _fold_words(cell) in known
                message = "the words are the source's"
                finding = make_cell_finding(TEXT_UNTRANSLATED, facts, index, message) if is_untranslated else None
                yield _JudgedText(facts.aligned.table, finding)


def _list_source_words(facts: RowFacts, index: int) -> Sequence[Sequence[str]]:
    """The words of the cells that a cell may translate, where they are enough to differ in another language."""
    texts = [extract_words(cell.nodes) for cell in facts.list_source_cells(index)]
    return [fold_words(words) for words in texts if _is_sentence(words, _MIN_CELL_WORDS)]


def _fold_words(cell: Cell) -> Sequence[str]:
    return fold_words(extract_words(cell.nodes))


def _make_table_finding(context: Context, number: int, count: int) -> Finding:
    return Finding(
        TEXT_UNTRANSLATED.name,
        TEXT_UNTRANSLATED.severity,
        f"no cell of words in this table is translated: all {count} are the source's",
        line=context.copy.tables[number - 1].line,
        table=number,
        part="document",
    )


def _make_copy_finding(count: int) -> Finding:
    return Finding(
        TEXT_UNTRANSLATED.name,
        Severity.ERROR,
        f"the copy is not translated: all {count} texts of it are the source's",
        line=1,
        part="document",
    )
