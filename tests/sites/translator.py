"""A translator of ordinary care: all markup is kept, words become longer, in another order and with other marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

# What a translator moves as one: code, a link, an element, an expression. Of some the words inside are translated.
_INLINE = {
    "markdown": re.compile(
        r"\{\{[<%].*?[%>]\}\}|\{\w+\}`[^`]+`|`[^`]+`|\[\^\w+\]|\{[^{}]*\}|\\[^\w\s]|\$(?=\d)"
        r"|(?P<open>!?\[)(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)(?P<close>\]\((?:\{\{.*?\}\}|[^()])*\)(?:\{[^{}]*\})?)"
        r"|(?P<tag><(?P<name>\w+)[^>]*>)(?P<inside>[^<]*)(?P<end></(?P=name)>)|</?\w[^>]*>"
        r"|(?P<mark>\*\*|\*|~~)(?P<styled>[^*~\n]+)(?P=mark)"
    ),
    "rst": re.compile(
        r"``[^`]+``|:[\w:]+:`[^`]+`|\|[^|\s]+\||\[#\w*\]_|::$"
        r"|(?P<open>`)(?P<words>[^`<]+)(?P<close> <[^>]+>`__?)|(?P<mark>\*\*|\*)(?P<styled>[^*]+)(?P=mark)"
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_FULL_WIDTH = str.maketrans(",.:;!?()", "，。：；！？（）")


class Translator(NamedTuple):
    """What a word becomes, and what stands between two."""

    translate_word: Callable[[str], str]
    space: str

    def translate(self, text: str, markup: str) -> str:
        """``text``, a message with that ``markup``, its pieces in the opposite order."""
        inline, pieces, done = _INLINE[markup], list[str](), 0
        for match in inline.finditer(text):
            pieces += [*self._translate_words(text[done : match.start()]), self._translate_inline(match, markup)]
            done = match.end()
        pieces += self._translate_words(text[done:])
        end = [" ::"] if pieces[-1:] == ["::"] else []
        return self.space.join(reversed(pieces[:-1] if end else pieces)) + "".join(end)

    def _translate_words(self, text: str) -> list[str]:
        translated = _WORD.sub(lambda word: self.translate_word(word[0]), text)
        return translated.translate(_FULL_WIDTH).split()

    def _translate_inline(self, match: re.Match[str], markup: str) -> str:
        found = match.groupdict()
        for before, words, after in (("open", "words", "close"), ("tag", "inside", "end"), ("mark", "styled", "mark")):
            if found.get(words):
                return f"{found[before]}{self.translate(found[words], markup)}{found[after]}"
        return match[0]


# One language with spaces between its words, and one without.
TRANSLATORS = {
    "de": Translator(lambda word: f"{word}{word.lower()}weise", " "),
    "ja": Translator(lambda word: "".join(chr(0x4E00 + ord(letter)) for letter in word), ""),
}
