"""All rules on catalogs: what harms a table, what misleads its readers, what is left undone."""

from __future__ import annotations

from tabl10n.checks.rule import Rule
from tabl10n.checks.rules import (
    encoding_broken,
    html_live,
    identifier_altered,
    invisible_character,
    language_mismatched,
    letters_mixed,
    link_changed,
    source_repeated,
    space_altered,
    table_breaking,
    territory_confused,
    territory_unfamiliar,
    text_escaped,
    translation_shared,
)

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        table_breaking,
        link_changed,
        html_live,
        invisible_character,
        encoding_broken,
        text_escaped,
        letters_mixed,
        identifier_altered,
        territory_confused,
        territory_unfamiliar,
        translation_shared,
        source_repeated,
        space_altered,
        language_mismatched,
    )
)
