"""Processor time and peak memory of commands, this tree's beside those of another commit."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from trees import HERE, environment, open_tree

sys.path.insert(0, str(HERE / "tools" / "bench"))

from measure import Case, Command, Contestant, compare
from projects import Bench, localized_project

LOCALE = "de"
COPY_LOCALE = "ru"  # the language of the copies of tools/align/scale.py
MAKE_COPY = "import sys, pathlib, scale; scale.tables(int(sys.argv[1]), pathlib.Path(sys.argv[2]), links=True)"


def compare_speed(revision: str, sizes: Sequence[int], runs: int) -> None:
    """Print the medians of each command, and this tree's divided by those of the commit."""
    print(f"| rows | command | processor s, {revision} | here | ratio | peak MiB, {revision} | here | ratio |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|")
    with open_tree(revision) as other, tempfile.TemporaryDirectory() as scratch:
        for tree in (HERE, other):
            _prepare("-m", "compileall", "-q", tree / "i18n")  # else the first run alone would pay for it
        bench = _make_bench(Path(scratch))
        for rows in sizes:
            print(f"bench: {rows} rows, {runs} runs of each side", file=sys.stderr)
            for case in _cases(bench, rows, other):
                there, here = (result.usage for result in compare(case, runs))
                print(
                    f"| {rows} | {case.name} | {there.cpu:.2f} | {here.cpu:.2f} | {here.cpu / there.cpu:.2f} "
                    f"| {there.peak:.0f} | {here.peak:.0f} | {here.peak / there.peak:.2f} |",
                    flush=True,
                )


def _prepare(*arguments: str | Path) -> None:
    """Run Python for what is not measured, apart: what this process uses would count as the peak of those it starts."""
    subprocess.run([sys.executable, *arguments], cwd=HERE / "tools" / "align", env=environment(HERE), check=True)


def _make_bench(scratch: Path) -> Bench:
    """The benchmarks' helpers, which find the program in an environment of its own, and here find this one."""
    environments = scratch / "environments"
    environments.mkdir()
    (environments / "tabl10n").symlink_to(sys.prefix)
    return Bench(environments, scratch)


def _cases(bench: Bench, rows: int, other: Path) -> Iterator[Case]:
    """Each command in a project of that many rows; audit and align on a shuffled copy with damaged keys."""
    project = localized_project(bench, rows, [LOCALE])
    folder = bench.scratch / f"copy-{rows}"
    folder.mkdir()
    _prepare("-c", MAKE_COPY, str(rows), folder)
    on_copy = [folder / "copy.md", "--source", folder / "source.md", "--locale", COPY_LOCALE, "--format", "json"]
    built = project.built
    commands: dict[str, tuple[Command, Path]] = {
        "extract": (["extract", project.source, "-o", built / "table.pot"], built / "table.pot"),
        "build": (["build", LOCALE, "--output", built], built / LOCALE / "table.md"),
        "audit": (["audit", *on_copy, "-o", built / "audit.json", "--fail-on", "never"], built / "audit.json"),
        "align": (["align", *on_copy, "-o", built / "align.json"], built / "align.json"),
        "stats": (["stats", "--format", "json"], project.source),
    }
    for name, (command, output) in commands.items():
        sides = [
            Contestant(str(tree), [_run_from(tree, command)], project.directory, built, {output: ()})
            for tree in (other, HERE)
        ]
        yield Case(name, sides)


def _run_from(tree: Path, command: Command) -> Command:
    """The command by the package of that tree, in the same environment."""
    return ["env", f"PYTHONPATH={tree / 'i18n'}", sys.executable, "-P", "-m", "tabl10n", *command]
