"""How a piece of code became another: by typing, by a program's typography, by translation, or on purpose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tabl10n.inlines.elements import INLINE_TAGS
from tabl10n.inlines.likeness import measure_likeness
from tabl10n.inlines.model import Difference, DifferenceKind

# Signs that programs write instead of those of code: quotation marks, dashes, an ellipsis; the wide ones NFKC folds.
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„«»″「」『』", '"')
    | dict.fromkeys("‘’‚‹›′", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"。": ".", "、": ",", "،": ",", "؛": ";", "؟": "?", "…": "...", "⁎": "*", "٪": "%"}
)
_NOTHING = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_QUOTES = re.compile(r"[\"'`´]+")
# White space around what joins a name; around operators and after commas it is a matter of style.
_JOINT_SPACE = re.compile(r"\s+(?=[.:$/\\@])|(?<=[.:$/\\@])\s+")
# White space before the end of a tag is a matter of style too.
_TAG_SPACE = re.compile(r"(?<=[\w\"'])\s+(?=/?>)")
_WORDS = re.compile(r"[^\W\d_]+")
_ARGUMENT = re.compile(r"(?<!\w)<([^\W\d_][\w .-]*)>")
_PLAIN_WORDS = re.compile(r"[a-z]+|[A-Za-z]+(?:\s+[A-Za-z]+)+")
_MIN_FOLDED_CHARACTERS = 5
"""The shortest code that may be found without its spaces and signs: shorter ones are in any text."""
_MAX_COMPARED = 80
"""The longest code that is compared, in characters: a whole example has comments, and names, in the readers' words."""
_MAX_CANDIDATES = 50
"""The pieces of added code that one of the source is compared with: bounds what a hostile page costs."""
_MIN_LIKENESS = 0.5
"""How like a missing and an added piece of code are that are one piece altered."""
_MIN_SLIP_LIKENESS = 0.75


@lru_cache(maxsize=1 << 12)
def fold_token(text: str) -> str:
    """``text`` without spaces, quotation marks and typography: what counts as written elsewhere."""
    plain = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY)
    return _QUOTES.sub("", _NOTHING.sub("", plain))


def is_identifier(code: str) -> bool:
    """Whether the code is a name or a call rather than an ordinary word or several, in quotation marks or not."""
    return _PLAIN_WORDS.fullmatch(_QUOTES.sub("", code)) is None


def compare_code(source: Iterable[str], written: Iterable[str], everything: str) -> Iterator[Difference]:
    """Find the code of the source that is not in the translation, as code or as text."""
    wanted, found = dict.fromkeys(source), dict.fromkeys(written)
    new = [code for code in found if code not in wanted]
    folded = fold_token(everything)
    for code in wanted:
        if not code.strip() or len(code) > _MAX_COMPARED or _is_written(code, everything):
            continue
        other = _find_likest(code, new)
        if other is not None:
            new.remove(other)
            if (kind := _classify(code, other)) is not None:
                yield Difference(kind, code, other)
        elif len(fold_token(code)) >= _MIN_FOLDED_CHARACTERS and fold_token(code) in folded:
            continue
        elif len(fold_token(code)) >= _MIN_FOLDED_CHARACTERS and fold_token(code).casefold() in folded.casefold():
            yield Difference(DifferenceKind.CODE_TYPOGRAPHY, code, detail=f"the code {code!r} is written otherwise")
        else:
            kind = DifferenceKind.CODE_MISSING if is_identifier(code) else DifferenceKind.CODE_TRANSLATED
            yield Difference(kind, code, detail=f"the code {code!r} is gone")


def _is_written(code: str, everything: str) -> bool:
    """Whether the code is in a text by itself, not as a part of another word."""
    return code in everything and _is_apart(code, everything)


def _is_apart(code: str, everything: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(code)}(?![A-Za-z0-9_])", everything) is not None


def _find_likest(code: str, new: list[str]) -> str | None:
    best, most = None, _MIN_LIKENESS
    for other in new[:_MAX_CANDIDATES]:
        how_like = measure_likeness(fold_token(code).casefold(), fold_token(other).casefold())
        if how_like >= most:
            best, most = other, how_like
    if best is None and len(new) == 1 and _make_skeleton(code) == _make_skeleton(new[0]) != "w":
        return new[0]
    return best


def _classify(code: str, other: str) -> DifferenceKind | None:
    if _QUOTES.sub("", code) == _QUOTES.sub("", other):
        return None  # the same literal, quoted otherwise
    if _TAG_SPACE.sub("", code) == _TAG_SPACE.sub("", other) or is_same_but_for_arguments(code, other):
        return None
    if _NOTHING.sub("", code) == _NOTHING.sub("", other):
        is_harm = _JOINT_SPACE.sub("", code) != _JOINT_SPACE.sub("", other) or "".join(code.split()) == code
        return DifferenceKind.CODE_TYPOGRAPHY if is_harm else None
    if fold_token(code).casefold() == fold_token(other).casefold():
        return DifferenceKind.CODE_TYPOGRAPHY
    if _is_slip(code, other):
        return DifferenceKind.CODE_MISSPELT
    if not is_identifier(code):
        return DifferenceKind.CODE_TRANSLATED
    return DifferenceKind.CODE_RENAMED if _make_skeleton(code) == _make_skeleton(other) else DifferenceKind.CODE_MISSING


def is_same_but_for_arguments(code: str, other: str) -> bool:
    """Whether two commands differ only in words between angle brackets, which readers replace: `save <file name>`.

    Elements of HTML and the types of code, as in `List<Boat>`, are none of those.
    """
    arguments = [word for word in _ARGUMENT.findall(code) if word.casefold() not in INLINE_TAGS]
    bare = _ARGUMENT.sub("<>", code)
    return bool(arguments) and bare != "<>" and _ARGUMENT.sub("<>", other) == bare


def _is_slip(code: str, other: str) -> bool:
    """Whether letters of one word slipped: ASCII both, near, and no word of a language."""
    if not (code.isascii() and other.isascii() and is_identifier(code)):
        return False
    words, others = _WORDS.findall(code), _WORDS.findall(other)
    if len(words) == len(others):
        pairs = [(one, two) for one, two in zip(words, others, strict=True) if one != two]
        return bool(pairs) and all(measure_likeness(*pair) >= _MIN_SLIP_LIKENESS for pair in pairs)
    return measure_likeness(code, other) >= _MIN_SLIP_LIKENESS


def _make_skeleton(code: str) -> str:
    """The signs of the code, with one letter for each word."""
    return _WORDS.sub("w", _NOTHING.sub("", unicodedata.normalize("NFKC", code)))
