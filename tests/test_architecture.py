"""Which package may import which, and what must never be in the project."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from paths import ROOT
from tabl10n.audit import RULES as AUDIT_RULES
from tabl10n.checks import RULES as CHECK_RULES

pytestmark = pytest.mark.xdist_group("architecture")  # one process parses the modules, once for all tests

PACKAGE = ROOT / "i18n/tabl10n"
# What a package must never import; "*" is all but the nodes that documents consist of. Every one but cli is barred from
# cli, and every one but report and cli from both.
FORBIDDEN = {
    "nodes": {"*"},
    "document": {"*"},
    "errors": {"*"},
    "text": {"*"},
    "formats": {"catalog", "align", "audit", "build", "columns", "territories", "project"},
    "inlines": {"catalog", "align", "audit", "checks", "build", "columns", "territories", "project", "findings"},
    "territories": {"formats", "catalog", "align", "audit", "build", "columns", "project"},
    "columns": {"catalog", "align", "audit", "checks", "build", "project"},
    "catalog": {"align", "audit", "checks", "build", "project"},
    "align": {"catalog", "audit", "build", "project"},
    "findings": {"formats", "territories", "roles", "catalog", "align", "audit", "checks", "build", "project"},
    "audit": {"checks", "catalog", "build", "project"},
    "checks": {"align", "audit", "build", "project"},
    "report": {"audit", "checks", "build", "project"},
    "project": {"catalog", "align", "audit", "checks", "build"},
    "build": {"align", "audit", "checks"},
}

# Functions that keep what they made of the last few sources: several ask them for the same within one call.
KEPT_SOURCES = {
    ("formats/rst/docutils_reader.py", "_define_roles"),
    ("formats/rst/names.py", "find_references"),
}
# Cached functions of formats/ whose ``text`` is that of one cell.
KEPT_CELLS = {("formats/rst/cell_blocks.py", "_describe"), ("formats/rst/docutils_reader.py", "read_block_nodes")}


@cache
def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text_of(path))))


def package_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_packages(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "tabl10n" else [f"tabl10n.{alias.name}" for alias in node.names]
        for name in names:
            if name.startswith("tabl10n."):
                yield name.split(".")[1]


def test_no_package_imports_one_above_it() -> None:
    assert {name_of(path): wrong for path in modules() if (wrong := barred_imports(path))} == {}


def barred_imports(path: Path) -> set[str]:
    here = package_of(path)
    barred = FORBIDDEN.get(here, set()) | (set() if here in ("cli", "__main__") else {"cli"})
    barred |= set() if here in ("cli", "report") else {"report"}
    others = set(imported_packages(path)) - {here}
    return others - {"nodes"} if "*" in barred else others & barred


def test_no_class_has_the_name_of_another() -> None:
    names = Counter(node.name for path in modules() for node in nodes_of(path) if isinstance(node, ast.ClassDef))
    assert {name for name, number in names.items() if number > 1} == set()


def test_only_the_command_line_has_a_say_in_the_collection_of_garbage() -> None:
    """It owns its process; a library call must leave that of its caller as it is."""
    importing = {
        path
        for path in modules()
        for node in nodes_of(path)
        if isinstance(node, ast.Import) and "gc" in {alias.name for alias in node.names}
    }
    assert {name_of(path) for path in importing} == {"cli/__init__.py"}


def test_no_cache_keeps_whole_documents_or_sources_for_the_life_of_a_process() -> None:
    assert set(caches_of_sources()) - KEPT_CELLS == KEPT_SOURCES


def caches_of_sources() -> Iterator[tuple[str, str]]:
    """The functions whose answers are kept, and with them a document or the text of a whole file."""
    for path in modules():
        texts = "source|sources|source_text|document_source" + ("|text" if package_of(path) == "formats" else "")
        keeps = re.compile(rf"({texts}): .*str|\w+: .*\b(Document|Table|Alignment|Catalog)\b")
        functions = (node for node in nodes_of(path) if isinstance(node, ast.FunctionDef))
        cached = (node for node in functions if any("cache" in ast.unparse(each) for each in node.decorator_list))
        for function in cached:
            if any(keeps.match(ast.unparse(argument)) for argument in function.args.args):
                yield name_of(path), function.name


def test_a_module_is_read_in_one_sitting() -> None:
    assert {name_of(path) for path in modules() if len(text_of(path).splitlines()) > 400} == set()


def test_every_error_says_what_to_do_next() -> None:
    calls = [(path, node) for path in modules() for node in nodes_of(path) if isinstance(node, ast.Call)]
    errors = [(path, call) for path, call in calls if ast.unparse(call.func) in ("InputError", "ChangedError")]
    assert len(errors) > 50
    silent = [each for each in errors if "next_step" not in {keyword.arg for keyword in each[1].keywords}]
    assert [f"{name_of(path)}:{call.lineno}" for path, call in silent] == []


def test_no_chinese_word_is_in_the_code() -> None:
    ideograph = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
    assert {name_of(path) for path in modules() if ideograph.search(text_of(path))} == set()


def test_a_rule_is_named_where_it_is_defined_and_nowhere_else() -> None:
    rules = (*AUDIT_RULES.names, *CHECK_RULES.names)
    named = [
        node.value
        for path in modules()
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and node.value in rules
    ]
    assert sorted(named) == sorted(rules)


def test_no_key_of_the_source_table_is_in_the_code() -> None:
    table = (ROOT / "locales/en/exchanges-by-country.md").read_text(encoding="utf-8")
    keys = set(re.findall(r"\| ([a-z0-9]{4,}) +\|", table)) - {"logo", "name"}  # of the header
    assert len(keys) > 80
    words = {word for path in modules() for word in re.findall(r"[a-z0-9]+", text_of(path))}
    assert not keys & words


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_anywhere() -> None:
    registries = r"pypi\.(org|python)|pythonhosted|registry\.npmjs|deb\.debian"
    pattern = rf"{registries}|(^|[^A-Za-z0-9.])/(home|root|Users|work)/[a-z]"
    found = subprocess.run(
        ["git", "grep", "-lE", pattern, "--", ":!tests/test_architecture.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found.returncode > 1:
        pytest.skip("not a git checkout")
    assert found.stdout == ""
