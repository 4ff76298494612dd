from __future__ import annotations

from pathlib import Path

from commandline import Run


def test_the_template_is_written_and_then_up_to_date(run: Run, boats: Path) -> None:
    assert run("extract").err == "locales/boats.pot: written\n"
    first = Path("locales/boats.pot").read_bytes()
    assert run("extract").err == "1 file up to date\n"
    assert Path("locales/boats.pot").read_bytes() == first
    assert run("extract", "--check").status == 0


def test_check_exits_1_and_writes_nothing_when_the_table_changed(run: Run, boats: Path) -> None:
    run("extract")
    before = Path("locales/boats.pot").read_bytes()
    source = Path("locales/en/boats.md")
    source.write_text(source.read_text(encoding="utf-8").replace("Japan", "Korea"), encoding="utf-8")
    result = run("extract", "--check")
    assert result.status == 1
    assert "locales/boats.pot: out of date" in result.err
    assert Path("locales/boats.pot").read_bytes() == before


def test_check_exits_1_when_there_is_no_template(run: Run, boats: Path) -> None:
    assert run("extract", "--check").status == 1
    assert not Path("locales/boats.pot").exists()


def test_a_file_goes_where_output_says(run: Run, boats: Path) -> None:
    shown = run("extract", "locales/en/boats.md", "--output", "-").out
    assert 'msgid "Norway"' in shown
    assert "knarr.example" in shown  # in the comment
    assert not Path("locales/boats.pot").exists()
    run("extract", "locales/en/boats.md", "--output", "made/boats.pot")
    assert 'msgid "Norway"' in Path("made/boats.pot").read_text(encoding="utf-8")


def test_no_key_or_link_is_a_message(run: Run, boats: Path) -> None:
    messages = [line for line in run("extract", "locales/en/boats.md", "-o", "-").out.splitlines() if "msgid" in line]
    msgids = [line.removeprefix('msgid "').removesuffix('"') for line in messages]
    assert msgids[1:] == [
        *("Boats", "All boats that we know:", "country", "id", "name", "ver"),
        *("Norway", "Knarr", "Japan", "Kobaya", "Færing"),
    ]
