from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tabl10n.errors import InputError
from tabl10n.files import read_text, write_text


def test_line_breaks_survive(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_text(path, "a\r\nb\rc\n")
    assert path.read_bytes() == b"a\r\nb\rc\n"
    assert read_text(path) == "a\r\nb\rc\n"


def test_a_new_file_gets_the_usual_mode_and_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/a.md"
    mask = os.umask(0o027)
    try:
        write_text(path, "a")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_the_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"good\ngood\nb\xffd\n")
    with pytest.raises(InputError, match=r"a\.md:3: not UTF-8; save the file as UTF-8"):
        read_text(path)


def test_a_directory_in_the_way_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_text(tmp_path, "a")
    assert list(tmp_path.iterdir()) == []
