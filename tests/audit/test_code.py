"""Code inside words, which a translation leaves as it is."""

from __future__ import annotations

import pytest

from copies import audited, but_untranslated, read
from tabl10n import formats

MARKDOWN = """\
| option | description |
|---|---|
| --all | Takes all, even what `.ignore` names. |
| --base | Begins at --first or at HEAD. |
| --call | Calls os.path.join() at once. |
| --deep | Looks on (deeper than --base). |
| --each | Says `one \\| two` of each. |
| --find | Finds some. |
"""
HTML = "<table><tr><th>option</th><th>description</th></tr>{}</table>".format(
    "".join(
        f"<tr><td>{option}</td><td>Begins at <code>{code}</code> now.</td></tr>"
        for option, code in (("--all", "a_b"), ("--base", "x &lt; y"), ("--call", "HEAD"))
    )
)
LIST = ".. list-table::\n   :header-rows: 1\n\n   * - option\n     - description\n" + "".join(
    f"   * - {option}\n     - Begins at ``{code}`` or `so <https://docs.example/{code}>`__.\n"
    for option, code in (("\\--all", "start"), ("\\--base", "end"), ("\\--call", "HEAD"))
)


def found(source: str, *changes: tuple[str, str], name: str = "table.md") -> list[tuple[str, str, int | None, str]]:
    copy = source
    for old, new in changes:
        assert old in copy
        copy = copy.replace(old, new)
    report = audited(read(copy, name), source, (), words={}, name=name)
    return [(f.rule, f.severity, f.row, f.expected) for f in but_untranslated(report.findings)]


@pytest.mark.parametrize(
    ("old", "new", "severity", "row", "expected"),
    [
        ("`.ignore`", "`.ignorieren`", "warning", 1, ".ignore"),
        ("at --first", "bei --erstem", "warning", 2, "--first"),
        ("os.path.join()", "bs.pfad.verbinden()", "warning", 3, "os.path.join()"),
        ("than --base", "als --basis", "error", 4, "--base"),
        ("`one \\| two`", "`eins \\| zwei`", "warning", 5, "one | two"),
        ("even what `.ignore` names", "auch anderes", "hint", 1, ".ignore"),
    ],
    ids=lambda value: str(value),
)
def test_code_that_was_translated_is_found_in_its_row(
    old: str, new: str, severity: str, row: int, expected: str
) -> None:
    """It is worse where the code is a key, and hardly anything where no other took its place."""
    assert found(MARKDOWN, (old, new)) == [("code-altered", severity, row, expected)]


def test_words_may_be_translated_and_code_may_move() -> None:
    moved = ("Takes all, even what `.ignore` names", "Nimmt alles, was `.ignore` nennt, auch")
    assert found(MARKDOWN, moved, ("at HEAD", "beim Kopf"), ("Finds some", "Findet manches")) == []


def test_code_that_another_cell_of_the_row_says_may_be_left_out() -> None:
    """It is damage all the same where other code took its place."""
    source = "| option | values | description |\n|---|---|---|\n" + "".join(
        f"| {key} | {values} | {text} |\n"
        for key, values, text in (
            ("--rig", "`gaff`", "The `gaff` is raised."),
            ("--sheet", "`main`", "The `main` is hauled."),
            ("--keel", "`deep`", "What `--rig` weighs."),
        )
    )
    assert found(source, ("The `gaff` is", "It is")) == []
    assert found(source, ("What `--rig`", "What it")) == [("code-altered", "hint", 3, "--rig")]
    assert found(source, ("The `gaff` is", "The `spar` is")) == [("code-altered", "warning", 1, "gaff")]


def test_each_format_has_its_own_marks() -> None:
    assert found(HTML, ("x &lt; y", "y > x"), name="table.html") == [("code-altered", "warning", 2, "x < y")]
    changes = (("``end``", "``Ende``"), ("`so <", "`also <"))
    assert found(LIST, *changes, name="table.rst") == [("code-altered", "warning", 2, "end")]


def test_a_copy_that_keeps_less_than_half_gets_hints_and_one_that_keeps_none_gets_nothing() -> None:
    german = [("`.ignore`", "es"), ("--first", "vorn"), ("os.path.join()", "das"), ("than --base", "als das")]
    assert {severity for _, severity, *_ in found(MARKDOWN, *german)} == {"hint"}
    assert found(MARKDOWN, *german, ("`one \\| two`", "das")) == []


def test_code_ends_at_as_many_marks_as_it_begins_with() -> None:
    assert [code.text for code in formats.get("markdown").find_code("a ``b `c` d`` e `f` g ``h` i")] == ["b `c` d", "f"]
