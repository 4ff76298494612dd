"""The header of the files we write: what gettext's checks and the translators' tools expect to find there."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from tabl10n.catalog.model import Catalog, Message, format_header
from tabl10n.catalog.plurals import find_plural_forms
from tabl10n.errors import InputError
from tabl10n.territories import ROOT, nearest_locale, parse_locale, spell_locale
from tabl10n.text.folding import get_language

CREATED = "POT-Creation-Date"
# Without a version: a new release of this program is no reason to touch a catalog.
_GENERATOR = "tabl10n"
_ENCODING = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def make_template_header(project: str) -> Message:
    """The header of a template. It names no language and no translator: a template has none."""
    fields = {"Project-Id-Version": project, "Report-Msgid-Bugs-To": "", CREATED: format_timestamp()}
    return Message("", msgstr=format_header(fields | _ENCODING | {"X-Generator": _GENERATOR}))


def make_catalog_header(template: Catalog, locale: str) -> Message:
    """The header of a new catalog for ``locale``. Raises InputError for what is no tag of a locale."""
    fields = {name: template.fields.get(name, "") for name in ("Project-Id-Version", "Report-Msgid-Bugs-To", CREATED)}
    fields |= {
        "PO-Revision-Date": format_timestamp(),
        "Last-Translator": _GENERATOR,
        "Language-Team": _name_language(locale),
    }
    language = list_language_fields(locale)
    fields |= {"Language": language.pop("Language")} | _ENCODING | language | {"X-Generator": _GENERATOR}
    return Message("", msgstr=format_header(fields))


def list_language_fields(locale: str) -> dict[str, str]:
    """The fields that follow from the locale: Language, and Plural-Forms where gettext has a formula for it.

    Raises InputError for what is no tag of a locale.
    """
    tag = parse_locale(locale)
    known = next((found for found in map(nearest_locale, (tag, get_language(tag))) if found != ROOT), None)
    plural = find_plural_forms(known) if known else ""
    return {"Language": spell_locale(locale)} | ({"Plural-Forms": plural} if plural else {})


def _name_language(locale: str) -> str:
    """The locale's name in English; its tag where it has none."""
    from babel import Locale

    tag = parse_locale(locale)
    known = nearest_locale(tag)
    if known == tag:
        return Locale.parse(known).english_name or locale
    return str(Locale("en").languages.get(get_language(tag), locale))


def format_timestamp() -> str:
    """Now, in UTC and gettext's notation; or the moment that SOURCE_DATE_EPOCH names, for builds that can be repeated.

    Raises InputError when SOURCE_DATE_EPOCH is set and no number (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (epoch.isascii() and epoch.isdecimal()):
        raise InputError(f"SOURCE_DATE_EPOCH is {epoch!r}", next_step="set it to a number of seconds, or unset it")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return f"{moment:%Y-%m-%d %H:%M}+0000"
