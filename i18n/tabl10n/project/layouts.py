"""The settings of projects in the usual layout of each site generator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tabl10n.files import write_new

SETTINGS_FILE = "tabl10n.toml"

LAYOUTS: Mapping[str, Sequence[str]] = {
    "docusaurus": (
        'sources = ["docs/**/*.md", "docs/**/*.mdx"]',
        'output = "i18n/{locale}/docusaurus-plugin-content-docs/current/{path}"',
    ),
    "hugo": (
        'sources = ["content/en/**/*.md"]',
        'output = "content/{locale}/{path}"',
    ),
    "mkdocs": (
        "# mkdocs-static-i18n with docs_structure: folder",
        'sources = ["docs/en/**/*.md"]',
        'output = "docs/{locale}/{path}"',
    ),
    "mkdocs-suffix": (
        "# mkdocs-static-i18n with docs_structure: suffix",
        'sources = ["docs/**/*.md"]',
        'output = "docs/{dir}/{stem}.{locale}{suffix}"',
    ),
    "sphinx": (
        "# each language is built from its own folder: sphinx-build -D language=de localized/de _build/de",
        "# sphinx-intl keeps its catalogs in locales: these are beside them, and of the tables alone",
        'sources = ["docs/**/*.rst"]',
        'output = "localized/{locale}/{path}"',
        'locales = "locales-of-tables"',
        'region = "tables"',
    ),
    "vitepress": (
        'sources = ["docs/**/*.md"]',
        'output = "docs/{locale}/{path}"',
    ),
}
"""The lines of the settings file, by the layout's name."""


def write_settings(root: Path, layout: str) -> Path:
    """Write the settings of a layout into a file of their own in ``root``, which is given back.

    Raises InputError where it cannot be written, or is there already.
    """
    path = root / SETTINGS_FILE
    write_new({path: "\n".join(LAYOUTS[layout]) + "\n"})
    return path
