"""What is frozen: each check makes lines of text, which are the same for as long as the program does the same."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from facts import copy_lines
from trees import HERE, Job, environment, observe

SOURCE = "locales/en/exchanges-by-country.md"
COPY = "locales/zh_Hans/machine-translated/exchanges-by-country.md"
FORMATS = "md,rst,html,csv,json"
# What depends on the day and not on the table.
VOLATILE = re.compile(r'^"(?:POT-Creation-Date|PO-Revision-Date|X-Generator): .*\n', re.MULTILINE)
# The copies on which alignment is hardest, and one of each other sort: a fifth of the whole report's time.
QUICK_COPIES = ("whole-shuffled", "shuffled-bare", "two-columns")


def seed() -> list[str]:
    """What is found and fixed in the machine-translated table: in the project, and with its source table alone."""
    with tempfile.TemporaryDirectory() as elsewhere:
        jobs = [
            Job("project", str(HERE), COPY, (), "zh_Hans"),
            Job("source alone", elsewhere, COPY, (SOURCE,), "zh_Hans"),
        ]
        observed = observe(HERE, jobs, HERE)
    lines = []
    for facts in observed:
        kinds = copy_lines(facts)
        kinds["fixed text"] = [_hash(facts.get("fixed", ""))]
        del kinds["template"]
        lines += [f"{facts['name']}: {kind}: {line}" for kind, lines in kinds.items() for line in lines]
    return sorted(lines)


def align() -> list[str]:
    """How the alignment scores on the hardest damaged copies, one seed."""
    return _score_alignment("--seeds", "1", *QUICK_COPIES)


def align_full() -> list[str]:
    """How the alignment scores on all damaged copies, two seeds: what is in tools/align/README.md."""
    return _score_alignment("--seeds", "2")


def _score_alignment(*options: str) -> list[str]:
    lines = []
    for title, chosen in (("held out", ["--held-out"]), ("tuned", [])):
        _say(f"align: languages {title}")
        lines += ["", f"{title}:", *_run_tool("tools/align/score.py", *chosen, *options)]
    return lines[1:]


def audit() -> list[str]:
    """Precision and recall of every rule, and what each kind of damage came to."""
    _say("audit: damages every table in every locale, which takes some minutes")
    return _run_tool("tools/audit/score.py")


def _run_tool(script: str, *arguments: str) -> list[str]:
    command = [sys.executable, HERE / script, *arguments]
    done = subprocess.run(command, env=environment(HERE), stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stdout.rstrip("\n").split("\n")


def locales() -> list[str]:
    """A hash of each file that the program makes of this project: templates, catalogs, pages."""
    return sorted(f"{name}: {_hash(text)}" for name, text in rebuild(HERE).items())


def rebuild(tree: Path) -> dict[str, str]:
    """All that the package of ``tree`` makes of that tree's own project, by path; and the status of each command."""
    with tempfile.TemporaryDirectory() as folder:
        return dict((*_follow(tree, Path(folder) / "follow"), *_start(tree, Path(folder) / "start")))


def _follow(tree: Path, project: Path) -> Iterator[tuple[str, str]]:
    """Catalogs that follow their source, and pages that are built from them, in the source's format and in all."""
    _copy_project(tree, project)
    yield from _run_command(tree, project, "update", "--check")
    for path in (*project.glob("locales/*.pot"), *project.glob("locales/*/*.md")):
        if path.parent.name != "en":
            path.unlink()
    for command in (["extract"], ["update"], ["build"], ["build", "--format", FORMATS, "--output", "formats"]):
        yield from _run_command(tree, project, *command)
    yield from _read_files(project, ("locales", "formats"))


def _start(tree: Path, project: Path) -> Iterator[tuple[str, str]]:
    """Catalogs as a project begins with them: filled in from CLDR."""
    _copy_project(tree, project)
    names = sorted(path.parent.name for path in project.glob("locales/*/LC_MESSAGES"))
    for name in names:
        shutil.rmtree(project / "locales" / name)
    yield from _run_command(tree, project, "init", *names)
    yield from ((f"init: {name}", text) for name, text in _read_files(project, ("locales",)) if name.endswith(".po"))


def _copy_project(tree: Path, project: Path) -> None:
    shutil.copytree(tree / "locales", project / "locales")
    shutil.copyfile(tree / "pyproject.toml", project / "pyproject.toml")


def _run_command(tree: Path, project: Path, *arguments: str) -> Iterator[tuple[str, str]]:
    shown = " ".join(arguments)
    _say(f"locales: tabl10n {shown}")
    command = [sys.executable, "-P", "-m", "tabl10n", *arguments]
    done = subprocess.run(command, cwd=project, env=environment(tree), capture_output=True, encoding="utf-8")
    if done.returncode > 1:
        _say(done.stderr)
    yield f"tabl10n {shown}", f"exit status {done.returncode}"


def _read_files(project: Path, folders: Sequence[str]) -> Iterator[tuple[str, str]]:
    for path in sorted(path for folder in folders for path in (project / folder).rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8")
        if path.suffix in (".po", ".pot"):
            text = VOLATILE.sub("", text)
        yield path.relative_to(project).as_posix(), text


def _hash(text: str) -> str:
    """A short text itself, of others what tells them apart."""
    return text if text.startswith("exit status") else hashlib.sha256(text.encode()).hexdigest()[:32]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
