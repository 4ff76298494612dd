"""The Plural-Forms field of a locale: gettext's formulas, chosen by CLDR's rules.

Babel's own list of formulas (babel.messages.plurals) is not used: by the CLDR rules that Babel itself carries it is
wrong for Arabic (the last two forms are swapped), Turkish, Indonesian, Hindi, Hungarian and more. Nor is its
translation of the rules (babel.plural.to_gettext): that has an operand which gettext does not know.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable

# Most in the wording of the gettext manual ("Plural forms"); the forms are in the order of CLDR's categories.
_FORMULAS = (
    (1, "0"),
    (2, "(n != 1)"),
    (2, "(n > 1)"),
    (2, "(n%10==1 && n%100!=11 ? 0 : 1)"),
    (3, "(n==1 ? 0 : n==2 ? 1 : 2)"),
    (3, "(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2)"),
    (3, "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"),
    (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"),
    (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<11 || n%100>19) ? 1 : 2)"),
    (3, "(n==1 ? 0 : n==0 || (n!=1 && n%100>=1 && n%100<=19) ? 1 : 2)"),
    (3, "(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2)"),
    (4, "(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)"),
    (5, "(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4)"),
    (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"),
)
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# Every rule of CLDR shows itself below this number, but for the forms of whole millions that French, Spanish, Italian
# and Portuguese have there ("un million de"), which no gettext catalog has.
_TESTED_NUMBERS = 1000


def find_plural_forms(locale: str) -> str:
    """The value of Plural-Forms for ``locale``; "" where none of the formulas is right, none beats a wrong one."""
    from babel import Locale

    forms = _assign_forms(Locale.parse(locale).plural_form)
    for count, formula in _FORMULAS:
        if count == len(set(forms)) and forms == list(map(gettext.c2py(formula), range(_TESTED_NUMBERS))):
            return f"nplurals={count}; plural={formula};"
    return ""


def _assign_forms(rule: Callable[[int], str]) -> list[int]:
    """The number of the form that each number takes: the categories that whole numbers reach, in CLDR's order."""
    categories = [rule(n) for n in range(_TESTED_NUMBERS)]
    numbers = {name: i for i, name in enumerate(c for c in _CATEGORIES if c in set(categories))}
    return [numbers[category] for category in categories]
