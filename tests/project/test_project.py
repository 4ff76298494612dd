from __future__ import annotations

from pathlib import Path

import pytest

from tabl10n.errors import InputError
from tabl10n.project.settings import find_project


def test_a_directory_that_is_named_after_no_locale_is_refused(tmp_path: Path) -> None:
    for name in (".git", "de", "tlhx"):
        (tmp_path / "locales" / name / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / "locales" / name / "LC_MESSAGES" / "boats.po").touch()
    (tmp_path / "locales" / "en").mkdir()
    (tmp_path / "locales" / "en" / "boats.md").touch()
    project = find_project(tmp_path)
    assert project.shipped_locales(project.domains[0]) == ("de", "tlhx")
    with pytest.raises(InputError, match="no such locale 'tlhx'") as error:
        project.require_locales(project.domains[0])
    assert (error.value.path, error.value.next_step[:20]) == ("locales/tlhx", "rename the directory")
