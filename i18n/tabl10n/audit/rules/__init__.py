"""All rules, in the order in which they are explained: keys, places, names, values, links, words, structure."""

from __future__ import annotations

from tabl10n.audit.rule import Rule
from tabl10n.audit.rules import (
    alt_altered,
    copy_outdated,
    copy_unrelated,
    header_altered,
    hidden_character,
    image_altered,
    key_collides,
    key_misspelt,
    key_recased,
    key_translated,
    key_transliterated,
    key_truncated,
    key_unknown,
    link_added,
    link_altered,
    link_retargeted,
    locale_mismatch,
    name_altered,
    name_translated,
    prose_untranslated,
    row_added,
    row_missing,
    table_malformed,
    territory_untranslated,
    territory_variant,
    territory_wrong,
    value_altered,
)

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        key_collides,
        key_translated,
        key_transliterated,
        key_truncated,
        key_recased,
        key_misspelt,
        key_unknown,
        territory_wrong,
        territory_variant,
        territory_untranslated,
        name_translated,
        name_altered,
        value_altered,
        link_retargeted,
        link_altered,
        link_added,
        image_altered,
        alt_altered,
        header_altered,
        prose_untranslated,
        hidden_character,
        row_missing,
        row_added,
        table_malformed,
        locale_mismatch,
        copy_unrelated,
        copy_outdated,
    )
)
