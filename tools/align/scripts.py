"""Spell a Latin identifier by sound in other scripts, as machine translation does: small tables, on purpose imperfect.

They are written apart from what the aligner undoes: nothing in the package knows them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Speller = Callable[[str, random.Random], str]

_VOWELS = "aeiou"
_GREEDY = re.compile(r"sch|sh|ch|zh|th|ph|ck|ee|oo|qu|[a-z]|[^a-z]")


def _letters(table: dict[str, str]) -> Speller:
    """A script that writes letter by letter; what the table lacks is written by its first letter, or kept."""

    def spell(word: str, _: random.Random) -> str:
        parts = _GREEDY.findall(word.lower())
        return "".join(table.get(part, "".join(table.get(char, char) for char in part)) for part in parts)

    return spell


def _table(letters: str, native: str, **digraphs: str) -> dict[str, str]:
    return {**dict(zip(letters.split(), native.split(), strict=True)), **digraphs}


_ALPHABET = "a b c d e f g h i j k l m n o p q r s t u v w x y z"

_RU = _table(_ALPHABET, "а б к д е ф г х и дж к л м н о п к р с т у в в кс и з", sh="ш", ch="ч", zh="ж", ck="к", ph="ф", ee="и", oo="у", qu="кв")  # fmt: skip  # noqa: E501
_UK = _table(_ALPHABET, "а б к д е ф ґ г і дж к л м н о п к р с т у в в кс и з", sh="ш", ch="ч", ck="к", ph="ф", ee="і", oo="у")  # fmt: skip  # noqa: E501
_EL = _table(_ALPHABET, "α μπ κ ντ ε φ γκ χ ι τζ κ λ μ ν ο π κ ρ σ τ ου β γου ξ υ ζ", th="θ", ch="τσ", sh="σ", ck="κ")  # fmt: skip  # noqa: E501
_KA = _table(_ALPHABET, "ა ბ კ დ ე ფ გ ჰ ი ჯ კ ლ მ ნ ო პ ქ რ ს ტ უ ვ ვ ქს ი ზ", sh="შ", ch="ჩ", ck="კ", oo="უ")
_HY = _table(_ALPHABET, "ա բ կ դ ե ֆ գ հ ի ջ կ լ մ ն ո պ ք ռ ս տ ու վ վ քս ի զ", sh="շ", ch="չ", ck="կ", oo="ու")


def _abjad(consonants: dict[str, str], vowels: dict[str, str], kept: float) -> Speller:
    """A script without most vowels: `a` and `e` are written now and then, the others mostly."""

    def spell(word: str, rng: random.Random) -> str:
        found = []
        for at, part in enumerate(_GREEDY.findall(word.lower())):
            if part[0] in _VOWELS:
                chance = kept if part in "ae" else 0.85
                found.append(vowels[part[0]] if at == 0 or rng.random() < chance else "")
            else:
                found.append(consonants.get(part, "".join(consonants.get(char, char) for char in part)))
        return "".join(found)

    return spell


_CONSONANTS = "b c d f g h j k l m n p q r s t v w x y z"
_AR = _table(_CONSONANTS, "ب ك د ف ج ه ج ك ل م ن ب ق ر س ت ف و كس ي ز", sh="ش", ch="تش", th="ث", ck="ك", ph="ف")
_FA = _table(_CONSONANTS, "ب ک د ف گ ه ج ک ل م ن پ ک ر س ت و و کس ی ز", sh="ش", ch="چ", ck="ک", ph="ف")
_HE = _table(_CONSONANTS, "ב ק ד פ ג ה ג׳ ק ל מ נ פ ק ר ס ט ו ו קס י ז", sh="ש", ch="צ׳", ck="ק", ph="פ")


def _abugida(consonants: dict[str, str], initial: dict[str, str], signs: dict[str, str], bare: str) -> Speller:
    """A script of consonants with vowel signs; ``bare`` marks a consonant without a vowel."""

    def spell(word: str, _: random.Random) -> str:
        found = ""
        after_consonant = False
        for part in _GREEDY.findall(word.lower()):
            if part[0] in _VOWELS:
                found += signs[part[0]] if after_consonant else initial[part[0]]
                after_consonant = False
            else:
                found += bare if after_consonant else ""
                found += consonants.get(part, "".join(consonants.get(char, char) for char in part))
                after_consonant = part[0].isalpha()
        return found

    return spell


_HI = _table(_CONSONANTS, "ब क ड फ ग ह ज क ल म न प क र स ट व व क्स य ज़", sh="श", ch="च", th="थ", ck="क", ph="फ")
_HI_INITIAL = dict(zip(_VOWELS, "अ ए इ ओ उ".split(), strict=True))
_HI_SIGNS = dict(zip(_VOWELS, ["ा", "े", "ि", "ो", "ु"], strict=True))
_BN = _table(_CONSONANTS, "ব ক ড ফ গ হ জ ক ল ম ন প ক র স ট ভ ও ক্স য় জ", sh="শ", ch="চ", ck="ক")
_BN_INITIAL = dict(zip(_VOWELS, "আ এ ই ও উ".split(), strict=True))
_BN_SIGNS = dict(zip(_VOWELS, ["া", "ে", "ি", "ো", "ু"], strict=True))

_TH = _table(_CONSONANTS, "บ ค ด ฟ ก ฮ จ ค ล ม น พ ค ร ส ท ว ว กซ์ ย ซ", sh="ช", ch="ช", ck="ค", ph="ฟ")


def _thai(word: str, _: random.Random) -> str:
    """Thai: `e` and `o` are written before their consonant."""
    found: list[str] = []
    for part in _GREEDY.findall(word.lower()):
        if part[0] not in _VOWELS:
            found.append(_TH.get(part, "".join(_TH.get(char, char) for char in part)))
        elif part[0] in "eo":
            found.insert(max(len(found) - 1, 0), {"e": "เ", "o": "โ"}[part[0]])
        else:
            found.append({"a": "า", "i": "ิ", "u": "ุ"}[part[0]] if found else {"a": "อา", "i": "อิ", "u": "อุ"}[part[0]])
    return "".join(found)


def _syllables(rows: dict[str, str], alone: dict[str, str], vowels: str) -> Speller:
    """A script of syllables: consonant and vowel together, a consonant alone as the table says."""
    table = {c + v: char for c, chars in rows.items() for v, char in zip(_VOWELS, chars.split(), strict=True)}
    single = dict(zip(_VOWELS, vowels.split(), strict=True))

    def spell(word: str, _: random.Random) -> str:
        word = re.sub(r"([^aeiou\d])\1", r"\1", re.sub(r"ck|q", "k", word.lower()))
        word = re.sub(r"c(?=[ei])", "s", word).replace("c", "k").replace("l", "r" if "l" not in rows else "l")
        found, at = "", 0
        while at < len(word):
            two, one = word[at : at + 2], word[at]
            found += table.get(two) or single.get(one) or alone.get(one, one)
            at += 2 if two in table else 1
        return found

    return spell


_KANA = {
    "b": "バ ベ ビ ボ ブ", "d": "ダ デ ディ ド ドゥ", "f": "ファ フェ フィ フォ フ", "g": "ガ ゲ ギ ゴ グ",
    "h": "ハ ヘ ヒ ホ フ", "j": "ジャ ジェ ジ ジョ ジュ", "k": "カ ケ キ コ ク", "m": "マ メ ミ モ ム",
    "n": "ナ ネ ニ ノ ヌ", "p": "パ ペ ピ ポ プ", "r": "ラ レ リ ロ ル", "s": "サ セ シ ソ ス",
    "t": "タ テ ティ ト トゥ", "v": "バ ベ ビ ボ ブ", "w": "ワ ウェ ウィ ウォ ウ", "y": "ヤ イェ イ ヨ ユ",
    "z": "ザ ゼ ジ ゾ ズ",
}  # fmt: skip
_KANA_ALONE = dict(
    zip("bdfghjkmnprstvwxyz", "ブ ド フ グ フ ジ ク ム ン プ ル ス ト ブ ウ ックス イ ズ".split(), strict=True)
)
_HANZI = {
    "b": "巴 贝 比 博 布", "d": "达 德 迪 多 杜", "f": "法 费 菲 福 富", "g": "加 格 吉 戈 古", "h": "哈 赫 希 霍 胡",
    "j": "贾 杰 吉 乔 朱", "k": "卡 科 基 科 库", "l": "拉 勒 利 洛 卢", "m": "马 梅 米 莫 穆", "n": "纳 内 尼 诺 努",
    "p": "帕 佩 皮 波 普", "r": "拉 雷 里 罗 鲁", "s": "萨 塞 西 索 苏", "t": "塔 特 蒂 托 图", "v": "瓦 韦 维 沃 武",
    "w": "瓦 韦 威 沃 伍", "y": "亚 耶 伊 约 尤", "z": "扎 泽 齐 佐 祖",
}  # fmt: skip
_HANZI_ALONE = dict(
    zip("bdfghjklmnprstvwxyz", "布 德 夫 格 赫 奇 克 尔 姆 恩 普 尔 斯 特 夫 乌 克斯 伊 兹".split(), strict=True)
)

_ONSETS = {
    "b": 7, "c": 15, "d": 3, "f": 17, "g": 0, "h": 18, "j": 12, "k": 15, "l": 5, "m": 6, "n": 2, "p": 17, "q": 15,
    "r": 5, "s": 9, "t": 16, "v": 7, "w": 11, "y": 11, "z": 12,
}  # fmt: skip
_MEDIALS = {"a": 0, "e": 5, "i": 20, "o": 8, "u": 13}
_CODAS = {"n": 4, "m": 16, "l": 8, "k": 1, "c": 1, "p": 17, "b": 17, "t": 19}


def _hangul(word: str, _: random.Random) -> str:
    """Hangul: syllables are put together; a consonant alone closes the one before, or takes the vowel `eu`."""
    word = re.sub(r"([^aeiou\d])\1", r"\1", word.lower().replace("ck", "k").replace("x", "ks"))
    found: list[int | str] = []
    at = 0
    while at < len(word):
        char, after = word[at], word[at + 1 : at + 2]
        if char in _MEDIALS:
            found.append(_block(11, _MEDIALS[char]))
        elif char in _ONSETS and after and after in _MEDIALS:
            found.append(_block(_ONSETS[char], _MEDIALS[after]))
            at += 1
        elif char in _CODAS and found and isinstance(found[-1], int) and (found[-1] - 0xAC00) % 28 == 0:
            found[-1] += _CODAS[char]
        else:
            found.append(_block(_ONSETS[char], 18) if char in _ONSETS else char)
        at += 1
    return "".join(chr(part) if isinstance(part, int) else part for part in found)


def _block(onset: int, medial: int) -> int:
    return 0xAC00 + (onset * 21 + medial) * 28


def _latin(endings: str) -> Speller:
    """A language in Latin letters: no other spelling by sound than an ending or a doubled letter."""

    def spell(word: str, rng: random.Random) -> str:
        return word + rng.choice(endings.split()) if rng.random() < 0.5 else word.replace("x", "ks").replace("c", "k")

    return spell


SPELLERS: dict[str, Speller] = {
    "ru": _letters(_RU),
    "ja": _syllables(_KANA, _KANA_ALONE, "ア エ イ オ ウ"),
    "ar": _abjad(_AR, dict(zip(_VOWELS, "ا ي ي و و".split(), strict=True)), 0.4),
    "el": _letters(_EL),
    "zh_Hans": _syllables(_HANZI, _HANZI_ALONE, "阿 埃 伊 奥 乌"),
    "hi": _abugida(_HI, _HI_INITIAL, _HI_SIGNS, "्"),
    "de": _latin("en er e"),
    "ko": _hangul,
    "he": _abjad(_HE, dict(zip(_VOWELS, "א א י ו ו".split(), strict=True)), 0.3),
    "th": _thai,
    "ka": _letters(_KA),
    "hy": _letters(_HY),
    "uk": _letters(_UK),
    "fa": _abjad(_FA, dict(zip(_VOWELS, "ا ا ی و و".split(), strict=True)), 0.4),
    "bn": _abugida(_BN, _BN_INITIAL, _BN_SIGNS, "্"),
    "es": _latin("o a os"),
}
TUNED = ("ru", "ja", "ar", "el", "zh_Hans", "hi", "de")
"""The languages on whose copies the figures of the package were found."""
HELD_OUT = ("ko", "he", "th", "ka", "hy", "uk", "fa", "bn", "es")
"""The languages kept apart from that: only the report looks at them."""
LATIN = ("de", "es")
