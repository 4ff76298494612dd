"""How what is written in a key cell compares with the key that belongs there."""

from __future__ import annotations

import re

from tabl10n import formats
from tabl10n.audit.context import Context, RowFacts
from tabl10n.columns.tokens import looks_like_code
from tabl10n.document import Cell
from tabl10n.nodes import Styled
from tabl10n.text.characters import find_scripts
from tabl10n.text.expressions import is_same_but_for_placeholders
from tabl10n.text.folding import fold_spelling
from tabl10n.text.sound import compare_sounds, sound

# From this likeness on, a word in another script is the key written by ear: unrelated words of two languages reach 0.69
# by chance, so what stays below is called translated.
_MIN_SOUND_LIKENESS = 0.7
# The share of letters that a spelling mistake leaves alone: one letter in three may be wrong.
_MIN_SPELLING_LIKENESS = 0.66

_BESIDE = " \t\u00a0\u3000([（【,/、"  # what parts a key from a gloss

# A number with its counting word, "4-lane" or "24-hour": words for readers, though a hyphen joins them.
_MEASURE = re.compile(r"\d+-[a-z]{3,}")
# An element of HTML with its tags, and what is between them.
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

_SEPARATORS = str.maketrans("、，،；؛", ",,,;;")
# What is in brackets behind a key describes it.
_DESCRIPTOR = re.compile(r"(?<=\w)\s*[(（][^()（）]*[)）]$")


def may_be_former_key(context: Context, written: str, key: str) -> bool:
    """Whether a key may be what an edition that is not known calls the entry: other letters, of the same script."""
    other = (
        bool(written) and fold_spelling(written) != fold_spelling(key) and not find_scripts(written) - find_scripts(key)
    )
    return other and context.unknown_row_count > 0


def is_words(context: Context, facts: RowFacts, key: str) -> bool:
    """Whether a key is words as readers see them, a label or a title, and not marked as code; or a remark in the place
    of one, such as *built-in*.
    """
    if facts.counterpart is None:
        return False
    cell = facts.counterpart.columns.cell(facts.counterpart.row, facts.counterpart.columns.key)
    if cell is None:
        return False
    is_remark = _is_emphasised(cell) and not _are_mostly_emphasised(context, facts.aligned.table)
    return is_remark or not (is_identifier(key) or formats.get(context.source.format).is_code(context.source.raw(cell)))


def _is_emphasised(cell: Cell) -> bool:
    return len(cell.nodes) == 1 and isinstance(cell.nodes[0], Styled) and cell.nodes[0].style == "emphasis"


def _are_mostly_emphasised(context: Context, table: int) -> bool:
    """Whether the keys of a table of the source are emphasised; where others are, that says that one is no key."""
    pair = context.table_pairs[table - 1]
    if pair is None:
        return False
    columns, rows = context.source_columns[pair], context.source.tables[pair].rows
    cells = [cell for row in rows if (cell := columns.cell(row, columns.key))]
    return 2 * sum(map(_is_emphasised, cells)) >= len(cells)


def is_identifier(key: str) -> bool:
    """Whether a key is code, or one word without a capital, as ``orchard`` is and "Bubble sort" or "4-lane" is not."""
    if _MEASURE.fullmatch(key):
        return False
    return looks_like_code(key) or (len(key.split()) == 1 and not key[0].isupper())


def has_gloss(written: str, key: str) -> bool:
    """Whether the whole key is there, with a word, a mark or a version beside it."""
    at = written.find(key)
    before, after = written[:at], written[at + len(key) :]
    return at >= 0 and (before or after) != "" and (not before or before[-1] in _BESIDE) and after[:1] in ("", *_BESIDE)


def is_same_but_for_words(written: str, key: str) -> bool:
    """Whether the two differ in words alone that describe an identifier or stand for a value in it.

    >>> is_same_but_for_words("get_token Methode", "get_token method")
    True
    >>> is_same_but_for_words("onSend (veraltet)", "onSend (deprecated)")
    True
    >>> is_same_but_for_words("%{NOMBRE}C", "%{NAME}C")
    True
    >>> is_same_but_for_words("<b>Wort <br/></b>", "<b>word <br/></b>")
    True
    >>> is_same_but_for_words("obtener_token método", "get_token method")
    False
    """
    if "</" in key and _TAG.findall(written) == _TAG.findall(key):
        return True
    if is_same_but_for_placeholders(written, key):
        return True
    own, its = (_DESCRIPTOR.sub("", text) for text in (written, key))
    if own == its != key and own != written:
        return True
    identifiers = [token for token in key.split() if looks_like_code(token)]
    described = 0 < len(identifiers) < len(key.split())
    return described and identifiers == [token for token in written.split() if looks_like_code(token)]


def is_same_but_for_separators(written: str, key: str) -> bool:
    """Whether the two are one list of several keys, parted as each language parts them.

    >>> is_same_but_for_separators("method、url", "method, url")
    True
    """
    return any(mark in key for mark in ",;") and is_same_but_for_spaces(written.translate(_SEPARATORS), key)


def is_left_as_markup(written: str, key: str) -> bool:
    """Whether the whole key is there between marks of a link or of code that the format takes for text.

    >>> is_left_as_markup("[load_all()][]", "load_all()")
    True
    """
    at = written.find(key)
    around = written[:at] + written[at + len(key) :]
    return at >= 0 and around != "" and not around.strip("[]()`{}|")


def is_same_but_for_spaces(written: str, key: str) -> bool:
    """Whether only spaces were put in or taken out: in many languages of code that changes nothing."""
    return "".join(written.split()) == "".join(key.split())


def are_spelt_alike(one: str, other: str) -> bool:
    """Whether one of two keys, both folded, may be a misspelling of the other."""
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one, other) >= _MIN_SPELLING_LIKENESS


def sound_alike(written: str, key: str) -> bool:
    """Whether what is written in another script sounds as the key does."""
    written, key = _cut_common_ends(written, key)
    return compare_sounds(sound(written), sound(key)) >= _MIN_SOUND_LIKENESS


def _cut_common_ends(one: str, other: str) -> tuple[str, str]:
    """Both texts without what they begin and end with alike: of a key of several words, often only one was changed."""
    from rapidfuzz.distance import Postfix, Prefix

    begin = Prefix.similarity(one, other)
    end = Postfix.similarity(one[begin:], other[begin:])
    return one[begin : len(one) - end], other[begin : len(other) - end]
