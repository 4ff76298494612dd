"""Updating catalogs on the command line: a line for each, no noise, nothing overwritten that someone just saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import Run
from tabl10n import files
from tabl10n.catalog import pofile

SOURCE = Path("locales/en/boats.md")
GERMAN = Path("locales/de/LC_MESSAGES/boats.po")


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def german(run: Run, boats: Path) -> Path:
    run("init", "de")
    edit(GERMAN, ('msgid "Knarr"\nmsgstr "Knarr"', 'msgid "Knarr"\nmsgstr "Knorr"'))
    return boats


def test_nothing_new_changes_no_byte_and_not_even_the_file(run: Run, german: Path) -> None:
    before = GERMAN.stat()
    result = run("update")
    assert (result.status, result.out) == (0, "")
    assert result.err == f"{GERMAN}: up to date\n"
    assert (GERMAN.stat().st_ino, GERMAN.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_line_says_what_became_of_each_catalog(run: Run, german: Path) -> None:
    run("init", "fr")
    edit(SOURCE, ("[Knarr]", "[Knarr II]"), ("Japan ", "Brazil"), ("Kobaya", "Jangada"), ("kobaya", "jangada"))
    result = run("update")
    assert result.status == 0
    assert result.err.splitlines() == [
        f"{GERMAN}: updated: 1 new and named by CLDR, 1 kept, 1 renamed, 1 obsolete, 1 dropped untranslated",
        "locales/fr/LC_MESSAGES/boats.po: updated: 1 new and named by CLDR, 2 kept, 1 obsolete, 2 dropped untranslated",
    ]
    found = {m.msgid: m.msgstr for m in pofile.read(GERMAN).messages}
    assert (found["Knarr II"], found["Brazil"], found["Japan"]) == ("Knorr", "Brasilien", "Japan")


def test_check_says_it_and_writes_nothing(run: Run, german: Path) -> None:
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    before = GERMAN.read_bytes()
    result = run("update", "--check")
    assert result.status == 1
    assert result.err == f"{GERMAN}: out of date: 1 renamed\n1 catalog out of date; run tabl10n update\n"
    assert GERMAN.read_bytes() == before
    run("update")
    assert run("update", "--check").status == 0


def test_moving_a_row_changes_only_references(run: Run, german: Path) -> None:
    lines = SOURCE.read_text(encoding="utf-8").splitlines(keepends=True)
    SOURCE.write_text("".join([*lines[:-3], lines[-1], *lines[-3:-1]]), encoding="utf-8")
    before = GERMAN.read_text(encoding="utf-8").splitlines()
    assert run("update").err == f"{GERMAN}: updated: only references, comments or the header\n"
    after = GERMAN.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if not line.startswith("#:")] == [x for x in before if not x.startswith("#:")]
    assert after != before


def test_without_location_a_moved_row_changes_no_byte(run: Run, german: Path) -> None:
    run("update", "--no-location")
    before = GERMAN.read_bytes()
    assert b"#:" not in before
    edit(SOURCE, ("# Boats\n", "# Boats\n\n"))
    assert run("update").err == f"{GERMAN}: up to date\n"
    assert GERMAN.read_bytes() == before
    run("update", "--location")
    assert b"#: locales/en/boats.md:1" in GERMAN.read_bytes()


def test_without_a_date_the_header_stays(run: Run, german: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    run("update", "--no-date")
    assert "2033" not in GERMAN.read_text(encoding="utf-8")
    edit(SOURCE, ("[Knarr II]", "[Knarr III]"))
    run("update")
    assert '"POT-Creation-Date: 2033-05-18 03:33+0000\\n"' in GERMAN.read_text(encoding="utf-8")


def test_a_template_may_be_followed_instead_of_the_source(run: Run, german: Path) -> None:
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    run("extract", "-o", "elsewhere.pot", SOURCE)
    edit(SOURCE, ("[Knarr II]", "[Knarr III]"))
    run("update", "--template", "elsewhere.pot")
    assert 'msgid "Knarr II"\nmsgstr "Knorr"' in GERMAN.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", ["zh-CN", "zh_Hans_CN", "zh-Hans", "zh_CN.UTF-8"])
def test_a_locale_may_be_spelt_otherwise_and_its_directory_keeps_its_name(run: Run, boats: Path, tag: str) -> None:
    run("init", "zh_CN")
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    assert run("update", tag).err.startswith("locales/zh_CN/LC_MESSAGES/boats.po: updated: ")
    text = Path("locales/zh_CN/LC_MESSAGES/boats.po").read_text(encoding="utf-8")
    assert '"Language: zh_CN\\n"' in text
    assert [path.name for path in sorted(Path("locales").iterdir())] == ["en", "zh_CN"]


def test_two_catalogs_of_one_locale_are_never_taken_for_each_other(run: Run, boats: Path) -> None:
    run("init", "zh_CN")
    other = Path("locales/zh_Hans/LC_MESSAGES/boats.po")
    other.parent.mkdir(parents=True)
    other.write_text(Path("locales/zh_CN/LC_MESSAGES/boats.po").read_text(encoding="utf-8"), encoding="utf-8")
    result = run("update", "zh")
    assert (result.status, result.err) == (
        2,
        "tabl10n: zh may be zh_CN or zh_Hans; name one of them, or merge the two by hand\n",
    )
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    assert run("update", "zh-Hans").err.startswith(f"{other}: updated")
    assert "Knarr II" not in Path("locales/zh_CN/LC_MESSAGES/boats.po").read_text(encoding="utf-8")


def test_a_broken_catalog_is_left_as_it_is_and_all_others_are_updated(run: Run, german: Path) -> None:
    run("init", "fr")
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    french = Path("locales/fr/LC_MESSAGES/boats.po")
    edit(french, ('msgid "Knarr"', 'msgid "Knarr'))
    before = french.read_bytes()
    result = run("update")
    assert result.status == 2
    assert f"{french}:" in result.err
    assert "a string without its closing quote" in result.err
    assert french.read_bytes() == before
    assert "Knarr II" in GERMAN.read_text(encoding="utf-8")


def test_without_a_catalog_the_way_to_one_is_told(run: Run, boats: Path) -> None:
    assert run("update").err == "tabl10n: locales: there is no catalog; run tabl10n init LOCALE\n"
    assert "run tabl10n init fr" in run("update", "fr").err


def test_what_someone_saves_meanwhile_is_kept(run: Run, german: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    real = files.StagedFile.put
    saves = iter(["Faering", "Fähring"])

    def put_after_a_save(file: files.StagedFile) -> None:
        if msgstr := next(saves, None):
            old = GERMAN.read_text(encoding="utf-8").split('msgid "Færing"\nmsgstr "')
            GERMAN.write_text(f'{old[0]}msgid "Færing"\nmsgstr "{msgstr}{old[1][old[1].index(chr(34)) :]}', "utf-8")
        real(file)

    monkeypatch.setattr(files.StagedFile, "put", put_after_a_save)
    assert run("update").status == 0
    text = GERMAN.read_text(encoding="utf-8")
    assert 'msgid "Færing"\nmsgstr "Fähring"' in text
    assert 'msgid "Knarr II"\nmsgstr "Knorr"' in text


def test_a_catalog_that_never_rests_is_left_alone(run: Run, german: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    before = GERMAN.read_bytes()

    def be_late(file: files.StagedFile) -> None:
        raise files.ChangedError("was changed by another program meanwhile", path=file.path, next_step="run this again")

    monkeypatch.setattr(files.StagedFile, "put", be_late)
    result = run("update")
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert GERMAN.read_bytes() == before


def test_windows_files_stay_windows_files(run: Run, german: Path) -> None:
    GERMAN.write_bytes(b"\xef\xbb\xbf" + GERMAN.read_bytes().replace(b"\n", b"\r\n"))
    edit(SOURCE, ("[Knarr]", "[Knarr II]"))
    run("update")
    after = GERMAN.read_bytes()
    assert after.startswith(b"\xef\xbb\xbfmsgid")
    assert after.count(b"\n") == after.count(b"\r\n") > 40
    assert b"Knarr II" in after
