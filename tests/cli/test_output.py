"""Where output goes: to readers who leave, to streams that are closed or full, in encodings that do not hold it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import Run
from paths import ROOT

COPY = "| country | id |\n|---|---|\n| Norwegen | Knarr |\n| Japan | kobaya |\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``script``, in which ``$tabl10n`` is the command."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "i18n"), "tabl10n": f"{sys.executable} -m tabl10n"}
    return subprocess.run(["bash", "-c", script], capture_output=True, env=variables | environment)


@pytest.mark.parametrize(
    ("command", "status"),
    [("rule", 0), ("inspect locales/en/boats.md", 0), ("audit copy.md -l de", 1), ("stats de --fail-under 99", 1)],
)
def test_a_reader_who_leaves_changes_no_exit_status(boats: Path, command: str, status: int) -> None:
    Path("copy.md").write_text(COPY, encoding="utf-8")
    shell("$tabl10n init de")
    ended = shell(f"$tabl10n {command} | true; exit ${{PIPESTATUS[0]}}")
    assert ended.returncode == status
    assert b"Traceback" not in ended.stderr
    assert b"Broken pipe" not in ended.stderr


@pytest.mark.parametrize("command", ["stats", "build", "align copy.md -l de", "audit copy.md -l de --fail-on never"])
def test_closed_streams_take_everything(boats: Path, command: str) -> None:
    Path("copy.md").write_text(COPY, encoding="utf-8")
    shell("$tabl10n init de")
    assert shell(f"$tabl10n {command} >&- 2>&-").returncode == 0
    assert shell(f"$tabl10n {command} >&-").returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_message_that_cannot_be_printed_is_no_traceback(boats: Path) -> None:
    assert shell("$tabl10n frobnicate 2> /dev/full").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_is_utf_8_as_the_files_are(boats: Path, encoding: str) -> None:
    result = shell(
        "$tabl10n inspect locales/en/boats.md --format json; $tabl10n build --help", PYTHONIOENCODING=encoding
    )
    assert result.returncode == 0
    assert "FORMAT,…" in result.stdout.decode()


def test_a_name_that_is_not_utf_8_is_spelt_out(boats: Path) -> None:
    result = shell("cp locales/en/boats.md $'b\\xff.md'; $tabl10n inspect $'b\\xff.md'; $tabl10n inspect $'c\\xff.md'")
    assert result.stdout.startswith(b"b\\udcff.md (markdown)\n")
    assert result.stderr == b"tabl10n: c\\udcff.md: no such file; check the path\n"


def test_sorting_says_no_more_than_what_it_does(boats: Path) -> None:
    shell("$tabl10n init de")
    assert shell("$tabl10n build de --sort territory --output out").stderr.splitlines()[1:] == [
        b"out/de/boats.md: written"
    ]


@pytest.mark.parametrize("name", ["a\nb.md", "a\x1bb.md", "a\u2028b.md"])
def test_a_source_whose_name_has_a_control_character_is_refused(run: Run, boats: Path, name: str) -> None:
    (boats / "locales/en/boats.md").rename(boats / "locales/en" / name)
    before = sorted(boats.rglob("*"))
    for command in (("extract",), ("init", "de")):
        result = run(*command)
        assert result.status == 2
        assert "the name of the file has a control character; rename it" in result.err
    assert sorted(boats.rglob("*")) == before


def test_a_source_whose_name_is_not_utf_8_is_refused(boats: Path) -> None:
    result = shell("cp locales/en/boats.md $'locales/en/b\\xff.md'; $tabl10n extract")
    assert result.returncode == 2
    assert result.stderr == b"locales/boats.pot: written\n" + (
        b"tabl10n: locales/en/b\\udcff.md: the name of the file is not UTF-8; rename it\n"
    )


def test_a_device_stays_a_device(boats: Path) -> None:
    Path("copy.md").write_text(COPY, encoding="utf-8")
    made = shell("mknod null c 1 3 && : > null")
    if made.returncode:
        pytest.skip("no device may be made or written here")
    shell("$tabl10n init de")
    before = sorted(path.name for path in boats.iterdir())
    for command, status in (
        ("audit copy.md -l de", 1), ("align copy.md -l de", 0), ("check", 0), ("stats", 0),
        ("stats --badge null", 0), ("extract locales/en/boats.md", 0),
    ):  # fmt: skip
        ended = shell(f"$tabl10n {command} -o null")
        assert (ended.returncode, ended.stdout) == (status, b""), ended.stderr
        assert Path("null").is_char_device()
    assert sorted(path.name for path in boats.iterdir()) == before


@pytest.mark.parametrize(
    "command", ["audit copy.md -l de", "align copy.md -l de", "stats", "extract locales/en/boats.md"]
)
@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", ">(cat)", "fifo"])
def test_an_output_that_is_no_file_gets_what_a_file_gets(boats: Path, command: str, place: str) -> None:
    Path("copy.md").write_text(COPY, encoding="utf-8")
    shell("$tabl10n init de; mkfifo fifo")
    shell(f"$tabl10n {command} -o file")
    written = Path("file").read_bytes()
    assert written
    reader = "cat fifo & " if place == "fifo" else ""
    result = shell(f"({reader}$tabl10n {command} -o {place}; wait) | cat")
    date = re.compile(rb'"POT-Creation-Date: .*"')
    assert date.sub(b"", result.stdout) == date.sub(b"", written)
    assert result.stderr == f"{place}: written\n".encode() or place == ">(cat)"
    assert Path("fifo").is_fifo()


def test_a_log_is_continued(boats: Path) -> None:
    Path("copy.md").write_text(COPY, encoding="utf-8")
    shell("echo old > log; $tabl10n audit copy.md -l de -o report; $tabl10n audit copy.md -l de -o /dev/stdout >> log")
    assert Path("log").read_bytes() == b"old\n" + Path("report").read_bytes()


@pytest.mark.parametrize(
    ("command", "status"),
    [("audit copy.md -l de", 1), ("stats de --fail-under 99", 1), ("extract locales/en/boats.md", 0)],
)
def test_a_reader_who_leaves_an_output_changes_no_exit_status(boats: Path, command: str, status: int) -> None:
    Path("copy.md").write_text(COPY, encoding="utf-8")
    shell("$tabl10n init de")
    ended = shell(f"$tabl10n {command} -o /dev/stdout | true; exit ${{PIPESTATUS[0]}}")
    assert ended.returncode == status
    assert not any(word in ended.stderr for word in (b"Traceback", b"Broken pipe", b"cannot be written"))


def test_pages_are_built_into_directories_alone(boats: Path) -> None:
    shell("$tabl10n init de; mkfifo fifo")
    ended = shell("$tabl10n build de --output fifo")
    assert ended.returncode == 2
    assert b"name a path in a directory, not in a file" in ended.stderr
