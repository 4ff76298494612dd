"""Which page is a copy of which, told by paths alone."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from tabl10n.project.pairing import Pairing, Tags, find_missing, find_source, pair_pages


def paths(*names: str) -> tuple[PurePosixPath, ...]:
    return tuple(map(PurePosixPath, names))


def paired(*names: str, tags: Tags | None = None) -> Pairing:
    """What becomes of a tree that has these pages and no other."""
    pages = frozenset(paths(*names))
    return pair_pages(sorted(pages), pages.__contains__, tags)


def shown(pairing: Pairing) -> dict[str, tuple[str, str]]:
    return {str(pair.copy): (str(pair.reading.source), pair.reading.locale) for pair in pairing.pairs}


@pytest.mark.parametrize(
    ("source", "copy", "locale"),
    [
        ("docs/en/x.md", "docs/tr/x.md", "tr"),
        ("docs/en/guide/x.md", "docs/zh-CN/guide/x.md", "zh_Hans"),
        ("docs/en-US/x.md", "docs/pt_BR/x.md", "pt_BR"),
        ("content/en/docs/index.md", "content/uk/docs/index.md", "uk"),
        ("en/x.md", "tr/x.md", "tr"),
        ("x.md", "x.tr.md", "tr"),
        ("x.en.md", "x.tr.md", "tr"),
        ("docs/affix.en-US.md", "docs/affix.zh-CN.md", "zh_Hans"),
        ("README.md", "README.ja-JP.md", "ja_JP"),
        ("README.md", "README_tr.md", "tr"),
        ("README.md", "README-zh_Hant.md", "zh_Hant"),
        ("docs/x.md", "docs/tr/x.md", "tr"),
        ("docs/x.md", "translations/tr/docs/x.md", "tr"),
        ("README.md", "translations/tr/README.md", "tr"),
        ("docs/guide/x.md", "i18n/tr/docusaurus-plugin-content-docs/current/guide/x.md", "tr"),
        ("site/docs/x.md", "site/i18n/tr/docusaurus-plugin-content-docs/current/x.md", "tr"),
        ("versioned_docs/version-1.0/x.md", "i18n/tr/docusaurus-plugin-content-docs/version-1.0/x.md", "tr"),
        ("community/x.md", "i18n/tr/docusaurus-plugin-content-docs-community/current/x.md", "tr"),
        ("blog/2026/x.md", "i18n/tr/docusaurus-plugin-content-blog/2026/x.md", "tr"),
        ("src/pages/x.md", "i18n/tr/docusaurus-plugin-content-pages/x.md", "tr"),
    ],
)
def test_a_copy_is_paired_with_its_source(source: str, copy: str, locale: str) -> None:
    assert shown(paired(source, copy)) == {copy: (source, locale)}


@pytest.mark.parametrize(
    "names",
    [
        ("docs/index.md", "docs/api/index.md", "docs/src/index.md", "docs/bin/index.md", "docs/min/index.md"),
        ("jquery.md", "jquery.min.md", "tool.md", "tool.src.md", "tool.bin.md", "tool.api.md"),
        ("docs/en/x.md", "docs/en-GB/x.md"),
        ("docs/guide/x.md", "docs/x.md"),
        ("docs/tr/x.md", "docs/de/x.md"),
    ],
)
def test_what_is_no_locale_makes_no_copy(names: tuple[str, ...]) -> None:
    assert paired(*names) == Pairing((), ())


def test_a_folder_that_is_called_as_a_language_by_chance_is_said_and_not_audited() -> None:
    found = paired("docs/index.md", "docs/options.md", "docs/os/index.md", "docs/os/kernel.md")
    assert found.pairs == ()
    [unpaired] = found.unpaired
    assert (str(unpaired.copy), unpaired.reason) == (
        "docs/os/index.md",
        "perhaps a copy of docs/index.md in os: name that with --source",
    )


def test_a_word_at_the_end_of_a_name_is_no_locale_by_itself() -> None:
    assert paired("what-it.md", "what-it-is.md").pairs == ()
    assert len(paired("one.md", "two.md", "one_is.md", "two_is.md").pairs) == 2


def test_a_name_that_the_settings_or_a_catalog_know_needs_no_more_evidence() -> None:
    tags = Tags(known={"os": "os", "cn": "zh_Hans"})
    assert shown(paired("docs/index.md", "docs/os/index.md", tags=tags)) == {
        "docs/os/index.md": ("docs/index.md", "os")
    }
    assert shown(paired("docs/en/x.md", "docs/cn/x.md", tags=tags)) == {"docs/cn/x.md": ("docs/en/x.md", "zh_Hans")}


def test_a_page_of_a_locale_without_a_source_is_unpaired() -> None:
    found = paired("docs/en/x.md", "docs/tr/x.md", "docs/tr/sub/y.md")
    assert [(str(page), reason) for page, reason in found.unpaired] == [("docs/tr/sub/y.md", "no source page")]


def test_the_outer_folder_is_that_of_the_locale() -> None:
    found = paired("docs/en/os/x.md", "docs/en/x.md", "docs/tr/os/x.md", "docs/tr/x.md")
    assert shown(found)["docs/tr/os/x.md"] == ("docs/en/os/x.md", "tr")
    assert "docs/en/os/x.md" not in shown(found)


def test_a_source_of_another_language() -> None:
    tags = Tags("de")
    assert shown(paired("docs/de/x.md", "docs/en/x.md", tags=tags)) == {"docs/en/x.md": ("docs/de/x.md", "en")}


def test_a_single_page_is_paired_without_the_rest_of_its_tree() -> None:
    pages = frozenset(paths("docs/ee.md", "docs/index.md"))
    reading = find_source(PurePosixPath("docs/ee/index.md"), pages.__contains__, Tags())
    assert reading is not None
    assert (str(reading.source), reading.locale) == ("docs/index.md", "ee")


def missing(*names: str, folder: str = "") -> list[tuple[str, str]]:
    pages = paths(*names)
    pairs = [pair for pair in paired(*names).pairs if PurePosixPath(folder) in pair.copy.parents]
    found = find_missing(pairs, lambda root: [page for page in pages if root in page.parents], PurePosixPath(folder))
    return [(str(source), locale) for source, locale in found]


def test_source_pages_without_a_copy_are_found_for_each_locale() -> None:
    assert missing("docs/en/x.md", "docs/en/sub/y.md", "docs/tr/x.md", "docs/de/x.md", "docs/de/sub/y.md") == [
        ("docs/en/sub/y.md", "tr")
    ]


def test_the_folders_of_locales_among_the_sources_are_no_sources() -> None:
    assert missing("docs/x.md", "docs/y.md", "docs/tr/x.md", "docs/de/x.md", "docs/de/y.md") == [("docs/y.md", "tr")]


def test_beside_copies_with_a_suffix_only_pages_that_are_translated_are_expected() -> None:
    assert missing("x.md", "y.md", "notes.md", "x.tr.md", "x.de.md", "y.de.md") == [("y.md", "tr")]


def test_the_sources_of_docusaurus_are_those_of_its_folder() -> None:
    current = "i18n/tr/docusaurus-plugin-content-docs/current"
    assert missing("docs/x.md", "docs/y.md", "src/z.md", f"{current}/x.md") == [("docs/y.md", "tr")]


def test_of_a_part_of_a_tree_only_the_sources_of_that_part_are_expected() -> None:
    names = ("docs/en/x.md", "docs/en/sub/y.md", "docs/en/sub/z.md", "docs/tr/sub/y.md")
    assert missing(*names, folder="docs/tr/sub") == [("docs/en/sub/z.md", "tr")]
    assert missing(*names, folder="docs/tr") == [("docs/en/sub/z.md", "tr"), ("docs/en/x.md", "tr")]
