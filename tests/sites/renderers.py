"""The site generators that show the pages of this folder: each takes its page in every locale, and gives HTML."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from paths import ROOT

ENVIRONMENT = ROOT / ".venv-sites"
_HERE = Path(__file__).parent
_MKDOCS = {
    "site_name": "Harbours",
    "theme": {"name": None, "custom_dir": "theme"},
    "validation": {"links": {"not_found": "ignore"}},
    "markdown_extensions": [
        *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
        *("pymdownx.details", "pymdownx.superfences", "pymdownx.tasklist"),
        {"pymdownx.tabbed": {"alternate_style": True}},
    ],
}
_SPHINX = """\
extensions = ["myst_parser"]
html_theme = "basic"
myst_enable_extensions = ["colon_fence"]
root_doc = "index"
suppress_warnings = ["image.not_readable"]
"""
_HUGO = {
    "config.toml": 'baseURL = "https://x.example"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
    "[markup.goldmark.renderer]\nunsafe = true\n",
    "layouts/_default/single.html": "<h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .Content }}",
    "layouts/index.html": "",
    "layouts/shortcodes/price.html": "<b>{{ .Get 0 }}</b>",
    "layouts/shortcodes/notice.html": '<div class="{{ .Get 0 }}">{{ .Inner | markdownify }}</div>',
    "layouts/shortcodes/plain.html": "{{ .Inner }}",
    "content/rules.md": "---\ntitle: Rules\n---\n",
}


def is_installed(name: str) -> bool:
    """Whether the program of that name is there, or in the environment of the site generators."""
    if name == "mdx":
        return shutil.which("node") is not None and (ENVIRONMENT / "node_modules/@mdx-js/mdx").exists()
    return shutil.which(name) is not None or (ENVIRONMENT / "bin" / name).exists()


def _write(directory: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _run(directory: Path, *command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), cwd=directory, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def _read(directory: Path, locales: Mapping[str, str], path: str) -> dict[str, str]:
    return {locale: (directory / path.format(locale)).read_text(encoding="utf-8") for locale in locales}


def render_mkdocs(pages: Mapping[str, str], directory: Path) -> dict[str, str]:
    """MkDocs, with the extensions of PyMdown that its themes recommend."""
    _write(directory, {"mkdocs.yml": json.dumps(_MKDOCS), "theme/main.html": "{{ page.content }}"})
    _write(directory, {"docs/index.md": "x", **{f"docs/{locale}.md": text for locale, text in pages.items()}})
    _run(directory, ENVIRONMENT / "bin/mkdocs", "build", "--quiet", "--strict", "--no-directory-urls")
    return _read(directory, pages, "site/{}.html")


def render_hugo(pages: Mapping[str, str], directory: Path) -> dict[str, str]:
    """Hugo, which has Goldmark inside, with shortcodes of its own and of the site."""
    _write(directory, {**_HUGO, **{f"content/{locale}.md": text for locale, text in pages.items()}})
    _run(directory, "hugo", "--quiet")
    return _read(directory, pages, "public/{}/index.html")


def render_mdx(pages: Mapping[str, str], directory: Path) -> dict[str, str]:
    """The compiler of MDX, with the directives and tables of Docusaurus: what it makes components of, as elements."""
    _write(directory, {f"{locale}.mdx": text for locale, text in pages.items()})
    shutil.copy(_HERE / "compile.mjs", directory)
    (directory / "node_modules").symlink_to(ENVIRONMENT / "node_modules")
    _run(directory, "node", "compile.mjs", *(f"{locale}.mdx" for locale in pages))
    return _read(directory, pages, "{}.html")


def render_sphinx(pages: Mapping[str, str], directory: Path) -> dict[str, str]:
    """Sphinx, a project for each locale, for labels are those of a project; a warning is a failure."""
    return _render_sphinx(pages, directory, "rst")


def render_myst(pages: Mapping[str, str], directory: Path) -> dict[str, str]:
    """Sphinx with MyST, in the same way."""
    return _render_sphinx(pages, directory, "md")


def _render_sphinx(pages: Mapping[str, str], directory: Path, suffix: str) -> dict[str, str]:
    rendered: dict[str, str] = {}
    for locale, text in pages.items():
        project = directory / locale
        index = "Index\n=====\n\n.. toctree::\n\n   page\n"
        _write(project, {"conf.py": _SPHINX, "index.rst": index, f"page.{suffix}": text})
        _run(project, ENVIRONMENT / "bin/sphinx-build", "-q", "-W", "-b", "html", ".", "built")
        html = (project / "built/page.html").read_text(encoding="utf-8")
        rendered[locale] = html[html.index('<div class="body"') : html.index('<div class="clearer">')]
    return rendered


RENDERERS: dict[str, tuple[str, Callable[[Mapping[str, str], Path], dict[str, str]]]] = {
    "mkdocs.md": ("mkdocs", render_mkdocs),
    "docusaurus.mdx": ("mdx", render_mdx),
    "hugo.md": ("hugo", render_hugo),
    "sphinx.rst": ("sphinx-build", render_sphinx),
    "myst.md": ("sphinx-build", render_myst),
}
"""What has to be installed for each page, and what shows it."""
