"""Names of countries and regions <-> CLDR codes in every locale, exact or not at all; and the locales that CLDR knows.

A locale is written as Babel writes it (``zh_Hans``, ``pt_BR``): ``known_locale`` makes that of any spelling. Catalogs
may be of locales that CLDR does not have: ``parse_locale`` writes these too, and ``nearest_locale`` is whose names
serve for them.
Standard names come from Babel, which drops CLDR's short and variant ones; those ship in ``data/territories.json``.
Reviewed names that CLDR lacks are in ``data/territory-variants.json``. English is read from these files alone: Babel
is loaded only for other locales. Official names that CLDR lacks come from pycountry, which is loaded only where an
audit finds no other name. What a project wants otherwise is a `Naming`.
"""

from tabl10n.territories.cells import Part, split
from tabl10n.territories.lists import translate_joint
from tabl10n.territories.locales import (
    ROOT,
    format_language,
    is_rtl,
    is_same_locale,
    known_locale,
    name_locale,
    nearest_locale,
    parse_locale,
    spell_locale,
)
from tabl10n.territories.names import Form, Match, name_of, resolve, shares_word, translate
from tabl10n.territories.naming import CLDR, Naming, read_overrides
from tabl10n.territories.official import find_official
from tabl10n.territories.within import Within, find_within

__all__ = [
    "CLDR",
    "ROOT",
    "Form",
    "Match",
    "Naming",
    "Part",
    "Within",
    "find_official",
    "find_within",
    "format_language",
    "is_rtl",
    "is_same_locale",
    "joint",
    "known_locale",
    "name_locale",
    "name_of",
    "nearest_locale",
    "parse_locale",
    "read_overrides",
    "resolve",
    "shares_word",
    "spell_locale",
    "split",
    "translate",
    "translate_joint",
]
