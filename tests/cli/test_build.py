from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commandline import Run
from paths import GRID_2020, PIPES_2018, ROOT, SOURCE
from tabl10n import formats
from tabl10n.columns import infer_document
from tabl10n.document import Cell, Document, Role
from tabl10n.project.settings import find_project


def test_a_table_is_built_beside_the_catalog(run: Run, boats: Path) -> None:
    run("init", "de")
    result = run("build")
    assert "locales/de/boats.md: written" in result.err
    assert "not translated, left in the source's words: 'Boats'" in result.err
    built = Path("locales/de/boats.md").read_text(encoding="utf-8")
    assert "| Norwegen | knarr   | [Knarr](https://knarr.example)    | 1   |" in built


def test_building_again_changes_nothing_and_check_agrees(run: Run, boats: Path) -> None:
    run("init", "de")
    assert run("build", "--check").status == 1
    assert not Path("locales/de/boats.md").exists()
    run("build")
    assert run("build", "--check").status == 0
    Path("locales/de/boats.md").write_text("edited by hand", encoding="utf-8")
    assert run("build", "--check", "de").status == 1


def test_the_rows_are_sorted_as_asked_or_as_the_settings_say(run: Run, boats: Path) -> None:
    run("init", "de")
    run("build", "--sort", "territory")
    assert keys("locales/de/boats.md") == ["kobaya", "knarr", "faering"]
    settings(boats, "[tool.tabl10n.domains.boats]", 'source = "locales/en/boats.md"', 'sort = "name"')
    run("build", "de", "en", "-o", "out")
    assert keys("out/de/boats.md") == keys("out/en/boats.md") == ["faering", "knarr", "kobaya"]
    assert run("build", "--sort", "size").status == 2


def test_a_source_without_the_column_to_sort_by_keeps_its_order(run: Run, boats: Path) -> None:
    run("init", "de")
    Path("locales/en/words.md").write_text("| id | text |\n|---|---|\n| b | One |\n| a | Two |\n", encoding="utf-8")
    run("init", "de")
    result = run("build", "--sort", "name")
    assert result.status == 0
    assert "locales/en/words.md: no column plays the role name; the rows keep their order\n" in result.err
    assert keys("locales/de/boats.md") == ["faering", "knarr", "kobaya"]
    assert [line[2] for line in Path("locales/de/words.md").read_text().splitlines()[2:]] == ["b", "a"]
    Path("locales/en/boats.md").unlink()
    result = run("build", "--sort", "name", "--output", "out")
    assert result.status == 2
    assert "words.md: no column plays the role name; sort by another" in result.err
    assert not Path("out").exists()


@pytest.mark.parametrize("options", [("--format", ","), ("--output", ""), ("--output", "locales/en/boats.md")])
def test_options_that_name_nothing_are_refused(run: Run, boats: Path, options: tuple[str, str]) -> None:
    run("init", "de")
    assert run("build", *options).status == 2
    assert not Path("locales/de/boats.md").exists()


def test_what_sorts_without_icu_is_said(run: Run, boats: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "de")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert run("build", "--sort", "territory").err.startswith(
        "sorted in Unicode's order; for each locale's own: pip install "
    )
    assert "sorted" not in run("build").err


def test_a_locale_under_the_threshold_is_left_out_and_status_is_1(run: Run, boats: Path) -> None:
    run("init", "de", "fr")
    result = run("build", "--fail-under", "50")
    assert result.status == 1
    assert "de/LC_MESSAGES/boats.po: 45 percent translated, left out" in result.err
    assert not Path("locales/de/boats.md").exists()
    assert run("build", "--fail-under", "45").status == 0
    assert Path("locales/de/boats.md").exists()


def test_an_incomplete_table_is_skipped_where_the_project_says_so(run: Run, boats: Path) -> None:
    run("init", "de")
    settings(boats, "[tool.tabl10n]", 'incomplete = "skip"')
    result = run("build", "de", "en")
    assert result.status == 0
    assert "de/LC_MESSAGES/boats.po: 45 percent translated, left out\n" in result.err
    assert not Path("locales/de/boats.md").exists()
    Path("locales/de/boats.md").touch()
    assert "left out; locales/de/boats.md stays as an earlier build left it" in run("build", "de").err


def test_one_incomplete_table_refuses_all_where_the_project_says_so(run: Run, boats: Path) -> None:
    run("init", "de")
    settings(boats, "[tool.tabl10n]", 'incomplete = "refuse"')
    result = run("build", "de", "en", "-o", "out")
    assert result.status == 1
    assert "nothing is built" in result.err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("locale", "mark"),
    [("de", "*Deutsch 45\u202f% · Englisch 55\u202f%*"), ("zh_Hans", "*中文 (简体) 45% · 英语 55%*")],
)
def test_an_incomplete_table_is_marked_in_the_readers_own_words(run: Run, boats: Path, locale: str, mark: str) -> None:
    run("init", locale)
    settings(boats, "[tool.tabl10n]", 'incomplete = "mark"')
    assert run("build").status == 0
    built = Path(f"locales/{locale}/boats.md").read_text(encoding="utf-8").replace("\xa0", "\u202f")
    assert built.endswith(f" |\n\n{mark}\n")
    assert run("build", "--check").status == 0


def test_formats_are_named_by_their_suffixes(run: Run, boats: Path) -> None:
    run("init", "ar")
    result = run("build", "--format", "html,csv, md")
    assert result.status == 0
    assert sorted(path.name for path in Path("locales/ar").glob("boats.*")) == ["boats.csv", "boats.html", "boats.md"]
    assert '<html lang="ar" dir="rtl">' in Path("locales/ar/boats.html").read_text(encoding="utf-8")
    result = run("build", "--format", "md,pdf")
    assert result.status == 2
    assert "'pdf' is not one of" in result.err


@pytest.mark.parametrize("options", [("--fragment",), ()])
def test_an_incomplete_page_is_marked_at_its_end(run: Run, boats: Path, options: tuple[str, ...]) -> None:
    run("init", "zh_Hans")
    settings(boats, "[tool.tabl10n]", 'incomplete = "mark"')
    run("build", "--format", "html,rst,csv", *options)
    html = Path("locales/zh_Hans/boats.html").read_text(encoding="utf-8")
    end = "</div>\n" if options else "</body>\n</html>\n"
    assert html.endswith(f"</table>\n<p><em>中文 (简体) 45% · 英语 55%</em></p>\n{end}")
    assert Path("locales/zh_Hans/boats.rst").read_text(encoding="utf-8").endswith("\n\n*中文 (简体) 45% · 英语 55%*\n")
    assert "45%" not in Path("locales/zh_Hans/boats.csv").read_text(encoding="utf-8")


def test_a_setting_that_does_not_exist_is_refused(run: Run, boats: Path) -> None:
    settings(boats, "[tool.tabl10n]", 'incomplete = "ignore"')
    result = run("build", "en")
    assert result.status == 2
    assert "choose one of source, mark, skip, refuse" in result.err


def test_only_tables_that_change_are_written(run: Run, boats: Path) -> None:
    run("init", "de", "fr")
    run("build")
    before = Path("locales/fr/boats.md").stat().st_ino
    catalog = Path("locales/de/LC_MESSAGES/boats.po")
    catalog.write_text(catalog.read_text(encoding="utf-8").replace('"Norwegen"', '"Norge"'), encoding="utf-8")
    result = run("build")
    assert "locales/de/boats.md: written" in result.err
    assert "fr/boats.md" not in result.err
    assert Path("locales/fr/boats.md").stat().st_ino == before


def test_watch_builds_again_when_a_catalog_is_saved(run: Run, boats: Path) -> None:
    run("init", "de")
    command = [sys.executable, "-m", "tabl10n", "build", "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "i18n")}
    told = boats / "told.txt"
    with (
        told.open("w") as stderr,
        subprocess.Popen(command, env=environment, stderr=stderr, preexec_fn=interruptible) as process,
    ):
        try:
            built, catalog = Path("locales/de/boats.md"), Path("locales/de/LC_MESSAGES/boats.po")
            assert holds(built, "Norwegen")
            text = catalog.read_text(encoding="utf-8")
            catalog.write_text(text.replace('"Norwegen"', '"Norwegen'), encoding="utf-8")
            assert holds(told, "boats.po:")  # broken for a while: the table stays, and so does the watch
            assert holds(built, "Norwegen")
            catalog.write_text(text.replace('"Norwegen"', '"Norge"'), encoding="utf-8")
            assert holds(built, "Norge")
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def test_without_a_catalog_there_is_nothing_to_build(run: Run, boats: Path) -> None:
    result = run("build")
    assert (result.status, result.err) == (2, "tabl10n: locales: there is no catalog; run tabl10n init LOCALE\n")
    assert run("build", "en").status == 0


def test_check_needs_no_place_to_write(run: Run, boats: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "de")
    monkeypatch.setattr("tempfile.tempdir", str(boats / "none"))
    assert run("build", "--check").status == 1
    assert run("build").status == 2
    assert not Path("locales/de/boats.md").exists()


def test_what_is_not_translated_is_said_of_a_screen_of_catalogs(run: Run, boats: Path) -> None:
    tags = "de fr es it nl pl sv da fi cs hu tr he hi th vi id uk ro bg hr sk"
    run("init", *tags.split())
    result = run("build").err.splitlines()
    assert sum("not translated, left" in line for line in result) == 20
    assert "2 more catalogs not translated throughout; tabl10n stats shows them" in result
    assert sum(line.endswith(": written") for line in result) == 22


def interruptible() -> None:
    """A process in the background of a script is born deaf to Ctrl-C, and so would be its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_watch_and_check_exclude_each_other(run: Run, boats: Path) -> None:
    assert run("build", "--watch", "--check").status == 2


def holds(path: Path, text: str) -> bool:
    """Whether the file comes to hold the text within a minute: a busy machine takes its time."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if path.exists() and text in path.read_text(encoding="utf-8"):
            return True
        time.sleep(0.05)
    return False


def keys(path: str) -> list[str]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [line.split("|")[2].strip() for line in lines if line.startswith("|")][2:]


def settings(root: Path, *lines: str) -> None:
    (root / "pyproject.toml").write_text("\n".join(lines), encoding="utf-8")


def test_a_locale_without_a_catalog_is_refused_with_nothing_written(run: Run, boats: Path) -> None:
    run("init", "de")
    result = run("build", "de", "fr")
    assert result.status == 2
    assert "run tabl10n init fr" in result.err
    assert not Path("locales/de/boats.md").exists()


def test_a_broken_catalog_is_refused_with_its_line(run: Run, boats: Path) -> None:
    run("init", "de")
    catalog = Path("locales/de/LC_MESSAGES/boats.po")
    text = catalog.read_text(encoding="utf-8").replace('msgstr "Norwegen"', 'msgstr "Norwegen')
    number = next(n for n, line in enumerate(text.splitlines(), 1) if line == 'msgstr "Norwegen')
    catalog.write_text(text, encoding="utf-8")
    result = run("build")
    assert result.status == 2
    assert f"boats.po:{number}:" in result.err
    assert not Path("locales/de/boats.md").exists()


@pytest.mark.parametrize("source", [SOURCE, GRID_2020, PIPES_2018], ids=lambda path: path.name)
def test_the_source_locale_gives_the_source_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales/en").mkdir(parents=True)
    (tmp_path / "locales/en" / source.name).write_bytes(source.read_bytes())
    assert run("build", "en", "--output", "out").status == 0
    assert (tmp_path / "out/en" / source.name).read_bytes() == source.read_bytes()


def _stable(document: Document) -> list[list[object]]:
    """What no translation may change: keys and verbatim texts, and every link and image."""
    [table] = infer_document(document).tables
    kept = [column.role in (Role.KEY, Role.VERBATIM) for column in table.columns]

    def describe(cell: Cell, whole: bool) -> object:
        return (cell.link, cell.image, cell.alt, cell.text if whole else "")

    return [[describe(cell, whole) for cell, whole in zip(row.cells, kept, strict=True)] for row in table.rows]


def test_every_shipped_table_keeps_keys_links_images_and_versions(run: Run, tmp_path: Path) -> None:
    source = _stable(formats.load(SOURCE))
    project = find_project(SOURCE.parent)
    locales = project.shipped_locales(project.domains[0])
    assert len(locales) == 15
    for locale in locales:
        assert _stable(formats.load(project.built(project.domains[0], locale))) == source, locale


def test_the_shipped_tables_and_template_are_up_to_date(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SOURCE.parent)
    assert run("extract", "--check").status == 0
    result = run("build", "--check")
    assert result.status == 0, result.err
    assert "not translated" not in result.err


@pytest.mark.parametrize(
    ("suffix", "cell", "written"),
    [
        ("md", "[Norway](https://n.example), Sweden", "[Norwegen](https://n.example), Schweden"),
        ("md", "Norway<br>Sweden", "Norwegen<br>Schweden"),
        ("html", "Norway<br>Sweden", "Norwegen<br>Schweden"),
    ],
)
def test_territories_among_markup_are_translated_with_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, cell: str, written: str
) -> None:
    monkeypatch.chdir(tmp_path)
    table = "<table><tr><th>country<th>id<tr><td>{}<td>a<tr><td>Japan<td>b</table>"
    if suffix == "md":
        table = "| country | id |\n|---|---|\n| {} | a |\n| Japan | b |\n"
    source, catalog = Path(f"locales/en/boats.{suffix}"), Path("locales/de/LC_MESSAGES/boats.po")
    source.parent.mkdir(parents=True)
    source.write_text(table.format(cell), encoding="utf-8")
    run("init", "de")
    assert run("build").status == 0
    assert cell in Path(f"locales/de/boats.{suffix}").read_text(encoding="utf-8")
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(
        text.replace(f'msgid "{cell}"\nmsgstr ""', f'msgid "{cell}"\nmsgstr "{written}"'), encoding="utf-8"
    )
    assert run("build").status == 0
    assert written in Path(f"locales/de/boats.{suffix}").read_text(encoding="utf-8")
    assert run("check", "--fail-on", "warning").status == 0


def test_headers_and_names_with_markup_are_translated_with_it(run: Run, boats: Path) -> None:
    table = "| country | Id (`key`) | {} |\n|---|---|---|\n| Japan | a | {} |\n| Japan | b | Eka |\n"
    Path("locales/en/boats.md").write_text(table.format("Name<br>of the boat", "**Knarr** (old)"), encoding="utf-8")
    run("init", "de")
    assert run("build").status == 0
    catalog = Path("locales/de/LC_MESSAGES/boats.po")
    text = catalog.read_text(encoding="utf-8")
    translations = {
        "Name<br>of the boat": "Name<br>des Boots",
        "**Knarr** (old)": "**Knarr** (alt)",
        "Id (`key`)": "Id (`key`)",
    }
    for msgid, msgstr in translations.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    catalog.write_text(text, encoding="utf-8")
    assert run("build").status == 0
    built = Path("locales/de/boats.md").read_text(encoding="utf-8")
    assert built == table.format("Name<br>des Boots", "**Knarr** (alt)")
