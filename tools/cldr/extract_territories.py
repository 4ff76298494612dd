"""Make ``i18n/tabl10n/data/territories.json`` from two unpacked npm packages of CLDR.

Usage: python tools/cldr/extract_territories.py LOCALENAMES_DIRECTORY CORE_DIRECTORY

The directories are what ``npm pack`` gives for cldr-localenames-full and cldr-core, unpacked. See the README beside.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "i18n" / "tabl10n" / "data"

Names = dict[str, dict[str, str]]
"""Form to code to name, as one locale has them."""

# CLDR's marks for a name beside the standard one. "chagos" is a second name of one code, IO; "biot", in six locales,
# only words IO's standard name another way, and a locale keeps one variant a code.
FORMS = {"": "standard", "short": "short", "variant": "variant", "chagos": "variant"}
PSEUDO = {"XA", "XB"}  # made-up territories for testing user interfaces


def main(localenames: Path, core: Path) -> None:
    locales = dict(read_locales(localenames))
    alternatives = {locale: {form: names[form] for form in ("short", "variant")} for locale, names in locales.items()}
    extract = {
        "cldr": json.loads((localenames / "package.json").read_text("utf-8"))["version"],
        "aliases": aliases(supplemental(core, "aliases")["metadata"]["alias"]["territoryAlias"]),
        "english": locales["en"]["standard"],
        "regional": regional(locales, supplemental(core, "parentLocales")["parentLocales"]["parentLocale"]),
        "alternative": without_inherited(alternatives),
    }
    (DATA / "territories.json").write_text(laid_out(extract), "utf-8")
    shutil.copyfile(localenames / "LICENSE", DATA / "LICENSE-Unicode.txt")
    print(sum(len(codes) for forms in alternatives.values() for codes in forms.values()), "names in", len(locales))


def read_locales(localenames: Path) -> Iterator[tuple[str, Names]]:
    """Every locale that names territories, with underscores as Babel writes it, and its names."""
    for path in sorted((localenames / "main").glob("*/territories.json")):
        tag = path.parent.name
        written = json.loads(path.read_text("utf-8"))["main"][tag]["localeDisplayNames"]["territories"]
        names: Names = {"standard": {}, "short": {}, "variant": {}}
        for key, name in sorted(written.items()):
            code, _, mark = key.partition("-alt-")
            if code not in PSEUDO and mark in FORMS:
                names[FORMS[mark]][code] = name
        yield babel_identifier(tag), names


def babel_identifier(tag: str) -> str:
    """``zh-Hant-HK`` as ``zh_Hant_HK``; Babel writes variants (five characters and more) in capitals."""
    return "_".join(part.upper() if len(part) > 4 else part for part in tag.split("-"))


def supplemental(core: Path, name: str) -> Any:
    return json.loads((core / "supplemental" / f"{name}.json").read_text("utf-8"))["supplemental"]


def aliases(written: dict[str, dict[str, str]]) -> dict[str, str]:
    """Old and three-letter codes with the one code that replaces each; numbers and split-up countries are left out."""
    pairs = {old: entry["_replacement"] for old, entry in written.items() if old.isalpha() and len(old) in (2, 3)}
    return {old: new for old, new in sorted(pairs.items()) if " " not in new}


def without_inherited(alternatives: dict[str, Names]) -> dict[str, Names]:
    """Only the locales that say something else than the locale one subtag shorter, which the package reads instead."""
    return {
        locale: {form: codes for form, codes in names.items() if codes}
        for locale, names in alternatives.items()
        if names != shorter(locale, alternatives)
    }


def shorter(locale: str, alternatives: dict[str, Names]) -> Names:
    while "_" in locale:
        locale = locale.rpartition("_")[0]
        if locale in alternatives:
            return alternatives[locale]
    return {"short": {}, "variant": {}}


def regional(locales: dict[str, Names], parents: dict[str, str]) -> dict[str, list[str]]:
    """For each language the locales that add a name to those of the locales before them, parents first.

    English is left out, so that nothing but this file is read for it: its few regional names are among the reviewed
    ones. So is a locale that inherits from another language (hi_Latn from en_IN), for its names are that language's.
    """
    seen: dict[str, set[tuple[str, str]]] = {}
    adding: dict[str, list[str]] = {}
    inherited = set(map(babel_identifier, parents.values()))
    for locale in sorted(locales, key=lambda each: (each.count("_"), each not in inherited, each)):
        language, names = locale.partition("_")[0], locales[locale]
        pairs = {pair for codes in names.values() for pair in codes.items() if pair[0] != pair[1]}
        parent = parents.get(locale.replace("_", "-"), language).partition("-")[0]
        if language == "en" or parent not in (language, "und") or pairs <= seen.setdefault(language, set()):
            continue
        seen[language] |= pairs
        adding.setdefault(language, []).append(locale)
    return {language: names for language, names in adding.items() if len(names) > 1}


def laid_out(extract: dict[str, Any]) -> str:
    """JSON with one line an entry, so that a new CLDR shows as a readable diff."""
    return "{\n" + ",\n".join(f"{compact(part)}: {entries(value)}" for part, value in extract.items()) + "\n}\n"


def entries(value: Any) -> str:
    if not isinstance(value, dict):
        return compact(value)
    return "{\n" + ",\n".join(f"{compact(key)}:{compact(entry)}" for key, entry in value.items()) + "\n}"


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
