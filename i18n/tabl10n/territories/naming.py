"""How a project names territories: in a form of CLDR's, and by names of its own where it says otherwise.

The names of its own are in a small file that people review, and that a new release of CLDR does not touch::

    [de]
    CZ = "Tschechische Republik"
    GB = "Großbritannien"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from unicodedata import category

from tabl10n.errors import InputError
from tabl10n.files import parse_toml, read_text
from tabl10n.territories.cells import Part, split
from tabl10n.territories.locales import known_locale
from tabl10n.territories.names import Form, Match, find_preferred_name, name_of, resolve
from tabl10n.territories.official import find_official
from tabl10n.text.folding import fold_name, get_language

Overrides = Mapping[str, Mapping[str, str]]
"""By locale, as ``known_locale`` writes it, the names of CLDR codes."""


_SCRIPT_LETTERS = 4  # letters that a script has in a tag, as no other part


@dataclass(frozen=True, slots=True)
class Naming:
    """The form of names that is wanted (None: that of the name to translate), and what goes before CLDR.

    A name given for a locale holds in its regions too, unless they have their own: one for ``de`` in ``de_AT``.
    """

    form: Form | None = None
    overrides: Overrides = field(default_factory=dict)

    def name_of(self, code: str, locale: str) -> str | None:
        """What the project calls the territory in ``locale``; None when nobody has a name for it there."""
        return self.chosen(code, locale) or name_of(code, locale)

    def resolve(self, name: str, locale: str) -> Match | None:
        """What `territories.resolve` finds, but the project's own names come first, and count as exact."""
        folded = fold_name(name, get_language(locale))
        for tag in _list_lookup(locale):
            for code, own in self.overrides.get(tag, {}).items():
                if folded == fold_name(own, get_language(locale)) and self._get_own_name(code, locale) == own:
                    return Match(code, self.form or "standard", True, locale)
        return resolve(name, locale)

    def split(self, cell: str, locale: str) -> tuple[Part, ...]:
        """What `territories.split` makes of a cell, but the project's own names come first."""
        return split(cell, locale, self.resolve) if self.overrides else split(cell, locale)

    def split_official(self, cell: str, locale: str) -> tuple[Part, ...]:
        """What `split` makes of a cell, but official names that CLDR lacks are known too; it takes longer."""
        return split(cell, locale, self._find)

    def _find(self, name: str, locale: str) -> Match | None:
        return self.resolve(name, locale) or find_official(name, locale)

    def chosen(self, code: str, locale: str) -> str | None:
        """The one name that the project settled on for the territory; None where any of CLDR's will do."""
        return self._get_own_name(code, locale) or (name_of(code, locale, self.form) if self.form else None)

    def translate(self, name: str, locale: str, source_locale: str = "en") -> str | None:
        """``name`` of ``source_locale`` as the project writes it in ``locale``; None when it names nothing known.

        A flag beside the name stays.
        """
        match = self.resolve(name, source_locale)
        if match is None:
            return None
        usual = self.chosen(match.code, locale) or find_preferred_name(match, locale)
        return usual and _split_flag(name) + usual + _split_flag(name[::-1])[::-1]

    def _get_own_name(self, code: str, locale: str) -> str | None:
        return next(
            (names[code] for tag in _list_lookup(locale) if code in (names := self.overrides.get(tag, {}))), None
        )


def _split_flag(text: str) -> str:
    """The symbols and the space that ``text`` begins with, if there are symbols: a flag is two of them."""
    begun = "".join(takewhile(lambda char: char.isspace() or category(char) in ("So", "Cf"), text))
    return begun if any(category(char) == "So" for char in begun) else ""


CLDR = Naming()
"""CLDR's names, in the form of the name to translate."""


def _list_lookup(locale: str) -> Iterator[str]:
    """The locale and those it inherits from, by leaving out subtags from the end; never one in another script."""
    while locale:
        yield locale
        locale, _, last = locale.rpartition("_")
        if len(last) == _SCRIPT_LETTERS:
            return


def read_overrides(path: Path) -> Overrides:
    """The names in the file at ``path``; none where there is no such file.

    Raises InputError, with the line, for a locale or a code that CLDR does not have, a locale that is there twice,
    a name that is empty, separates like a list, or is another territory's, in CLDR or in the file.
    """
    if not path.exists():
        return {}
    reader = _OverridesReader(path, read_text(path, may_be_empty=True))
    return reader.overrides()


def _suggest_code(code: str) -> str:
    """What to write for a code that CLDR does not have: ``GB`` for ``UK``, ``HK`` for ``hk``, ``DE`` for ``DEU``."""
    from babel.core import get_global

    known = get_global("territory_aliases").get(code.upper(), [code.upper()])
    return known[0] if name_of(known[0], "en") else "a code such as TW or GB"


class _OverridesReader:
    """Reads one file, and knows where each of its names is."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    def overrides(self) -> Overrides:
        found: dict[str, Mapping[str, str]] = {}
        for tag, names in parse_toml(self.text, self.path).items():
            locale = self._read_locale(tag, names)
            if locale in found:
                raise self._make_error(
                    f"{tag} is a locale that this file has already", tag, "", "put its names together"
                )
            found[locale] = self._names(tag, locale, names)
        return found

    def _read_locale(self, tag: str, names: object) -> str:
        if not isinstance(names, Mapping):
            raise self._make_error(f"{tag} is under no locale", "", tag, "write [LOCALE] above, as in [zh_Hant]")
        try:
            return known_locale(tag)
        except InputError as error:
            raise self._make_error(error.fact, tag, "", error.next_step) from error

    def _names(self, tag: str, locale: str, names: Mapping[str, object]) -> Mapping[str, str]:
        taken: dict[str, str] = {}
        checked: dict[str, str] = {}
        for code, name in names.items():
            if name_of(code, "en") is None:
                raise self._make_error(f"CLDR has no territory {code}", tag, code, f"write {_suggest_code(code)}")
            if not isinstance(name, str) or not name.strip() or not name.isprintable():
                raise self._make_error(f"{code} has no name", tag, code, 'write one line, as in TW = "Taiwan"')
            checked[code] = self._read_name(tag, locale, code, name.strip())
            other = taken.setdefault(fold_name(name, get_language(locale)), code)
            if other != code:
                raise self._make_error(f"{name} is what {other} is called above", tag, code, "give each its own name")
        return checked

    def _read_name(self, tag: str, locale: str, code: str, name: str) -> str:
        """The name, if it is one name and not another territory's."""
        match = resolve(name, locale)
        if match and match.code != code:
            owner = name_of(match.code, "en")
            raise self._make_error(
                f"{name} is the name of {match.code} ({owner})", tag, code, "write another, or correct the code"
            )
        if len(split(name, locale)) != 1:
            raise self._make_error(f"{name} would be read as a list", tag, code, "leave out the separator")
        return name

    def _make_error(self, fact: str, tag: str, code: str, next_step: str) -> InputError:
        return InputError(fact, path=self.path, line=self._find_line(tag, code), next_step=next_step)

    def _find_line(self, tag: str, code: str) -> int | None:
        """The line of the code under the locale, or of the locale itself."""
        section = ""
        for number, line in enumerate(self.text.splitlines(), 1):
            written = line.split("#")[0].strip()
            if written.startswith("["):
                section = written.strip("[]\"' ")
            found = section if not code else written.partition("=")[0].strip("\"' ")
            if section == tag and found == (code or tag):
                return number
        return None
