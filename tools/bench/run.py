"""Compare whole processes with their peers: ``python tools/bench/run.py extract --sizes 128 1000``.

Prints a Markdown table of the medians and puts it into the README beside this file.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from comparisons import COMPARISONS
from measure import Case, compare
from projects import Bench
from setup import ENVIRONMENTS, PACKAGES

_README = Path(__file__).with_name("README.md")
_HEADER = """\
| job | program | seconds | processor seconds | peak MiB | tabl10n takes |
| --- | --- | ---: | ---: | ---: | ---: |
"""


def main() -> None:
    arguments = _arguments()
    cases, sizes = COMPARISONS[arguments.comparison]
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(arguments.environments.resolve(), Path(scratch))
        table, remarks = _HEADER, dict[str, None]()
        print(table, end="")
        for case in cases(bench, arguments.sizes or sizes):
            for line in _lines(case, arguments.runs):
                table += line
                print(line, end="", flush=True)
            remarks.setdefault(case.remark)
    said = " ".join(filter(None, [_circumstances(bench.environments, arguments.runs), *remarks]))
    print(f"\n{said}")
    _put(arguments.comparison, f"{table}\n{said}\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare whole processes with their peers.")
    parser.add_argument("comparison", choices=COMPARISONS)
    parser.add_argument(
        "--sizes", type=int, nargs="+", metavar="N", help="how many rows, locales or messages there are"
    )
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how often each program runs (default: 5)")
    parser.add_argument("--environments", type=Path, default=ENVIRONMENTS, help="what setup.py made")
    return parser.parse_args()


def _lines(case: Case, runs: int) -> Iterator[str]:
    job = case.name
    for number, (name, usage, ratio) in enumerate(compare(case, runs)):
        times = f"{ratio:.{2 if ratio > 0.1 else 3}f} of its time" if number else ""
        yield f"| {job} | {name} | {usage.wall:.2f} | {usage.cpu:.2f} | {usage.peak:.0f} | {times} |\n"
        job = ""


def _circumstances(environments: Path, runs: int) -> str:
    programs = ", ".join(f"{name} {_version(environments / name, name)}" for name in PACKAGES)
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    return f"Medians of {runs} runs in turn: {programs}; {machine}."


def _version(environment: Path, distribution: str) -> str:
    code = f"import importlib.metadata; print(importlib.metadata.version({distribution!r}))"
    return subprocess.check_output([environment / "bin" / "python", "-c", code], text=True).strip()


def _put(name: str, text: str) -> None:
    """Put ``text`` between the README's markers of that name."""
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    readme = _README.read_text(encoding="utf-8")
    _README.write_text(marked.sub(lambda match: match[1] + text + match[2], readme), encoding="utf-8")


if __name__ == "__main__":
    main()
