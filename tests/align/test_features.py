"""The features of the linkage: what is declared of one is all that the rest of it knows."""

from __future__ import annotations

import ast
import inspect

from paths import ROOT
from tabl10n.align import blocking, comparison, features
from tabl10n.align.features import BLOCKING, FEATURES, Feature, Level

DECLARED = [value for value in vars(features).values() if isinstance(value, Feature)]


def test_each_that_is_declared_has_its_turn() -> None:
    assert set(DECLARED) == set(FEATURES)
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


def test_those_that_find_entries_are_asked_for_them() -> None:
    assert set(BLOCKING) == {feature for feature in FEATURES if feature.block}


def test_those_that_spell_the_key_identify_nothing_else() -> None:
    assert not [feature.name for feature in FEATURES if feature.spells and feature.identifies]


def test_what_has_nothing_in_common_is_no_agreement() -> None:
    levels = {level for level in Level if level.is_agreement}
    assert levels == {level for level in Level if level.startswith("same")}


def test_blocking_names_no_feature_and_comparison_none_but_those_that_it_estimates() -> None:
    names = {name for name, value in vars(features).items() if isinstance(value, Feature)}
    assert names_in(blocking) & names == set()
    assert names_in(comparison) & names <= {"SOUND", "TERRITORY"}


def names_in(module: object) -> set[str]:
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_no_code_looks_at_the_wording_of_a_level() -> None:
    """What people read may get other words; members are compared, wherever a level is asked for."""
    paths = [path for folder in ("align", "audit") for path in (ROOT / "i18n/tabl10n" / folder).rglob("*.py")]
    distinct = {level.value for level in Level} - {"same", "other"}  # words that are common elsewhere
    found = {
        (path.name, node.value)
        for path in paths
        if path.name != "features.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in distinct
    }
    assert found == set()
