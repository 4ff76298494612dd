"""What whole processes cost, side by side."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

Command = Sequence[str | Path]


class Contestant(NamedTuple):
    """A program's way to do a job: the commands, run one after the other in ``directory``, and what they make.

    ``output`` is a file or a directory; it is removed before each run, for a program may do less where it is there.
    ``proof`` says which words each of the files that it makes must hold: what does nothing is soon done.
    """

    name: str
    commands: Sequence[Command]
    directory: Path
    output: Path
    proof: Mapping[Path, Collection[str]]


class Case(NamedTuple):
    """One job. The first contestant is compared with each of the others; ``remark`` says why one is missing."""

    name: str
    contestants: Sequence[Contestant]
    remark: str = ""


class Usage(NamedTuple):
    """Wall-clock seconds, processor seconds (user and system), and the peak memory of the largest process in MiB."""

    wall: float
    cpu: float
    peak: float


class Result(NamedTuple):
    """Medians of a contestant's runs; ``ratio`` is that of the first contestant's time to its own, pair by pair."""

    name: str
    usage: Usage
    ratio: float


def compare(case: Case, runs: int) -> Iterator[Result]:
    """Let the contestants run in turn, as often as ``runs`` says, so that a busy machine is busy for each of them."""
    rounds = [[_run(contestant) for contestant in case.contestants] for _ in range(runs)]
    first, *_ = zip(*rounds, strict=True)
    for contestant, usages in zip(case.contestants, zip(*rounds, strict=True), strict=True):
        ratio = median(a.wall / b.wall for a, b in zip(first, usages, strict=True))
        yield Result(contestant.name, Usage(*map(median, zip(*usages, strict=True))), ratio)


def _run(contestant: Contestant) -> Usage:
    _remove(contestant.output)
    usages = [_measure(command, contestant.directory) for command in contestant.commands]
    for path, words in contestant.proof.items():
        _require(contestant.name, path, words)
    walls, cpus, peaks = zip(*usages, strict=True)
    return Usage(sum(walls), sum(cpus), max(peaks))


def _require(name: str, path: Path, words: Iterable[str]) -> None:
    if not path.exists():
        raise SystemExit(f"{name} made no {path.name}")
    if missing := lacking(path, words):
        raise SystemExit(f"{name} made a {path.name} without {', '.join(sorted(missing))}")


def lacking(path: Path, words: Iterable[str]) -> frozenset[str]:
    """Those of ``words`` that the file does not hold, its backslashes and character references undone.

    It is read line by line: on Linux, what this process uses counts as the peak of the ones that it starts later.
    """
    left = frozenset(words)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            said = html.unescape(line.replace("\\", ""))
            left = frozenset(word for word in left if word not in said)
            if not left:
                break
    return left


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
        path.mkdir()  # some programs want it
    else:
        path.unlink(missing_ok=True)


def _environment() -> dict[str, str]:
    """Ours without Python's settings: programs run as people run them, from compiled modules."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _measure(command: Command, directory: Path) -> Usage:
    with (directory / "messages.txt").open("w+") as messages:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=directory, env=_environment(), stdout=messages, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if status:
            messages.seek(0)
            raise SystemExit(f"{' '.join(map(str, command))}: {messages.read()}")
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
