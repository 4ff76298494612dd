"""Which copies files and folders on a command line mean, and what each is a copy of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tabl10n.errors import InputError
from tabl10n.errors import shown as shown_path
from tabl10n.project import Project
from tabl10n.project.discovery import FoundCopies, find_copies


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("| id |\n|---|\n| x |\n", encoding="utf-8")


def found(*files: str, source: tuple[str, ...] = (), locale: str | None = None) -> FoundCopies:
    return find_copies(Project.find(), files, source, locale)


def shown(copies: FoundCopies) -> dict[str, tuple[str, str | None]]:
    return {copy.path: (str(shown_path(copy.domain.source)), copy.locale) for copy in copies.copies}


def test_a_folder_of_copies_and_one_of_their_sources() -> None:
    write("docs/en/x.md", "docs/en/sub/y.md", "docs/tr/x.md", "docs/tr/sub/y.md", "docs/tr/z.md", "docs/en/new.md")
    for sources in ((), ("docs/en",)):
        copies = found("docs/tr", source=sources)
        assert shown(copies) == {
            "docs/tr/x.md": ("docs/en/x.md", "tr"),
            "docs/tr/sub/y.md": ("docs/en/sub/y.md", "tr"),
        }
        assert [file.path for file in copies.skipped] == ["docs/tr/z.md"]
        assert copies.missing == (("docs/en/new.md", "tr"),)


def test_a_folder_of_several_locales() -> None:
    write("docs/en/x.md", "docs/tr/x.md", "docs/de/x.md", "README.md", "README.tr.md")
    assert shown(found(".")) == {
        "docs/tr/x.md": ("docs/en/x.md", "tr"),
        "docs/de/x.md": ("docs/en/x.md", "de"),
        "README.tr.md": ("README.md", "tr"),
    }
    assert set(shown(found(".", locale="de"))) == {"docs/de/x.md"}
    assert set(shown(found("docs", source=("docs/en",)))) == {"docs/tr/x.md", "docs/de/x.md"}


def test_copies_beside_their_sources() -> None:
    write("docs/x.md", "docs/x.tr.md")
    assert shown(found("docs", source=("docs",))) == {"docs/x.tr.md": ("docs/x.md", "tr")}


def test_files_that_are_named_each_have_the_source_that_their_path_tells() -> None:
    write("x.md", "x.tr.md", "y.md", "y_de.md")
    assert shown(found("x.tr.md", "y_de.md", "x.tr.md")) == {"x.tr.md": ("x.md", "tr"), "y_de.md": ("y.md", "de")}


def test_what_is_no_page_or_has_no_source_is_skipped_with_the_reason() -> None:
    write("x.md", "x.tr.md", "lonely.md")
    Path("logo.png").write_bytes(b"png")
    copies = found("x.tr.md", "logo.png", "lonely.md")
    assert list(shown(copies)) == ["x.tr.md"]
    assert [(file.path, file.reason) for file in copies.skipped] == [
        ("logo.png", "not a page in a format that tabl10n reads"),
        ("lonely.md", "no source table is known: name the source table with --source"),
    ]


def test_other_files_in_a_folder_are_passed_by_silently() -> None:
    write("docs/en/x.md", "docs/tr/x.md", "docs/tr/x.json", "docs/tr/.hidden.md", "docs/tr/node_modules/en/x.md")
    Path("docs/tr/logo.png").write_bytes(b"png")
    copies = found("docs/tr")
    assert (list(shown(copies)), copies.skipped) == (["docs/tr/x.md"], ())


def test_editions_lie_in_folders_too() -> None:
    write("docs/en/x.md", "docs/en/y.md", "old/x.md", "docs/tr/x.md", "docs/tr/y.md")
    copies = found("docs/tr", source=("docs/en", "old"))
    assert [[str(path) for path in copy.domain.editions] for copy in copies.copies] == [["old/x.md"], []]


def test_a_source_folder_elsewhere_and_the_locale_by_the_folders_name() -> None:
    write("upstream/x.md", "tr/x.md")
    assert shown(found("tr", source=("upstream",))) == {"tr/x.md": ("upstream/x.md", "tr")}
    write("copies/x.md")
    assert shown(found("copies", source=("upstream",))) == {"copies/x.md": ("upstream/x.md", None)}
    assert shown(found("copies", source=("upstream",), locale="pt-BR"))["copies/x.md"][1] == "pt_BR"


def test_a_single_file_is_found_in_a_folder_of_sources() -> None:
    write("docs/en/sub/x.md", "docs/tr/sub/x.md")
    assert shown(found("docs/tr/sub/x.md", source=("docs/en",))) == {"docs/tr/sub/x.md": ("docs/en/sub/x.md", "tr")}


def test_copies_of_the_projects_sources_in_folders_of_their_own() -> None:
    write("locales/en/x.md", "locales/de/x.md", "locales/de/machine/x.md")
    assert shown(found("locales")) == {
        "locales/de/x.md": ("locales/en/x.md", "de"),
        "locales/de/machine/x.md": ("locales/en/x.md", "de"),
    }


def test_an_unknown_locale_is_refused() -> None:
    write("x.tr.md", "x.md")
    with pytest.raises(InputError, match="no such locale"):
        found("x.tr.md", "x.md", locale="turkish")
