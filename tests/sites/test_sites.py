"""A page of each kind of site, translated in full: its own renderer shows the same structure."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from commandline import Run
from paths import ROOT
from sites.renderers import RENDERERS, is_installed, render_mdx
from sites.structure import outline
from sites.translator import TRANSLATORS
from tabl10n import formats
from tabl10n.catalog import pofile
from tabl10n.catalog.parts import find_parts, make_edit
from tabl10n.columns import infer_document

PAGES = ROOT / "tests/sites/pages"


def build_translated(run: Run, name: str) -> dict[str, str]:
    """The page in every locale, built from catalogs that a translator has filled in."""
    source = PAGES / name
    Path("docs").mkdir()
    Path("docs", name).write_bytes(source.read_bytes())
    Path("tabl10n.toml").write_text(f"sources = ['docs/{name}']\noutput = 'built/{{locale}}/{{path}}'\n")
    assert run("init", *TRANSLATORS).status == 0
    pages = {"en": source.read_text(encoding="utf-8")}
    for locale in TRANSLATORS:
        translate_catalog(Path(f"locales/{locale}/LC_MESSAGES/{source.stem}.po"), locale, name)
    findings = run("check", "--ignore", "translation-shared")  # words of one length are one word to the translator
    assert findings.status == 0, findings.out
    assert run("build", *TRANSLATORS).status == 0
    return pages | {locale: Path("built", locale, name).read_text(encoding="utf-8") for locale in TRANSLATORS}


def translate_catalog(path: Path, locale: str, name: str) -> None:
    translator, markup = TRANSLATORS[locale], "rst" if name.endswith(".rst") else "markdown"
    catalog = pofile.read(path)
    messages = tuple(
        one if one.msgctxt in ("territory", "name") else replace(one, msgstr=translator.translate(one.msgid, markup))
        for one in catalog.messages
    )
    path.write_text(pofile.render(replace(catalog, messages=messages)), encoding="utf-8")


def require(program: str) -> None:
    """Skip the test where the program is missing, or fail it where CI must have it."""
    if is_installed(program):
        return
    reason = f"needs {program}: make .venv-sites, and Debian's packages hugo and npm"
    if "sites" in os.environ.get("TABL10N_TESTS_REQUIRE", "").split():
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.mark.slow
@pytest.mark.parametrize("name", RENDERERS)
def test_a_translated_page_has_the_structure_of_its_source(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    program, render = RENDERERS[name]
    require(program)
    monkeypatch.chdir(tmp_path)
    pages = build_translated(run, name)
    (tmp_path / "site").mkdir()
    shown = render(pages, tmp_path / "site")
    for locale in TRANSLATORS:
        assert outline(shown[locale]) == outline(shown["en"]), locale


# What a translator might write who does not know MDX, or means harm.
PIECES = (
    "{ } < > ` `` import export \\ <b> </b> <Badge> </Badge> <br/> <br> {x} {rate.night} {/**/} * ** _ [ ] (x) [a](b) "
    "![a](b) <!----> <https://x.example> | a@b.example ::: :x[y] --- # - 1. ``` &lt; &#123; <> </> word 字 ~~ $ {{ }}"
).split()


@pytest.mark.slow
def test_whatever_a_translator_writes_compiles_as_mdx_and_adds_no_element(tmp_path: Path) -> None:
    require("mdx")
    source = (PAGES / "docusaurus.mdx").read_text(encoding="utf-8")
    document = infer_document(formats.parse(source, "docusaurus.mdx"))
    random = Random(1)
    pages = {"en": source}
    for number in range(150):
        edits = [make_edit(document, part, invent(random)) for part in random.sample(list(find_parts(document)), 6)]
        pages[str(number)] = formats.patch(document, [edit for edit in edits if edit])
    shown = {name: count_elements(html) for name, html in render_mdx(pages, tmp_path).items()}
    added = {name: elements - shown["en"] for name, elements in shown.items()}
    assert {pages[name]: elements for name, elements in added.items() if elements} == {}


def invent(random: Random) -> str:
    """A translation of pieces of markup."""
    return "".join(random.choice(PIECES) + random.choice(["", " "]) for _ in range(random.randint(1, 7)))


def count_elements(html: str) -> Counter[str]:
    """How many there are of each block, and of each element of JSX."""
    blocks = (line.strip().partition(" ")[0].rstrip(":") for line in outline(html))
    return Counter([*blocks, *re.findall(r"<span (?:jsx|expression)", html)])
