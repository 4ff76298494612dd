"""Pages that are not of this repository: what two commits say of them, and a summary of what this tree says."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from facts import copy_lines, differences, shortened
from pairs import Pair, find_pairs
from trees import HERE, Job, observe, open_tree

SHOWN_PAGES = 3  # of each kind of difference
SHOWN_LINES = 6  # of each of these pages
SHOWN_COUNTS = 12  # rules, or pages, that a line of the summary names
ALL = "all copies"
COLUMNS = (
    *("copies", "refused", "errors", "warnings", "hints", "key findings", "safe fixes"),
    *("rows", "with a key", "keys"),
)


def compare_pages(folders: Sequence[Path], revision: str) -> bool:
    """Print how this tree differs from the commit on all pages; whether it does not."""
    pairs = _require_pairs(folders)
    with open_tree(revision) as other, ThreadPoolExecutor() as pool:
        before, after = pool.map(lambda tree: _observe(tree, folders, pairs), (other, HERE))
    differing: dict[str, list[tuple[str, list[str]]]] = {}
    for name, facts in after.items():
        old, new = copy_lines(before[name]), copy_lines(facts)
        for kind in new:
            if changes := differences(old[kind], new[kind]):
                differing.setdefault(kind, []).append((name, changes))
    for kind, pages in differing.items():
        count = sum(len(changes) for _, changes in pages)
        print(f"pages: {kind}: {len(pages)} of {len(after)} audits differ, {count} lines (- {revision}, + this tree)")
        for name, changes in pages[:SHOWN_PAGES]:
            print("\n".join((f" {name}", *shortened(changes, SHOWN_LINES))))
    if not differing:
        print(f"pages: {len(after)} audits of {len(pairs)} pages as in {revision}")
    return not differing


def summarize_pages(folders: Sequence[Path], careful: Sequence[str]) -> None:
    """Print what this tree says of the pages: one line for each group of copies, and one for English pages."""
    pairs = _require_pairs(folders)
    observed = _observe(HERE, folders, pairs)
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for name, facts in observed.items():
        for group in _groups(name, careful):
            groups.setdefault(group, []).append(facts)
    print(f"| pages | {' | '.join(COLUMNS)} |")
    print(f"|---|{'---:|' * len(COLUMNS)}")
    for group, copies in groups.items():
        print(f"| {group} | {' | '.join(map(str, _counts(copies)))} |")
    del groups[ALL]  # what follows says of its parts already
    for group, copies in groups.items():
        for reason, count in Counter(_reason(facts) for facts in copies if facts["refused"]).most_common():
            print(f"{group}: refused {count}: {reason}")
    for group, copies in groups.items():
        rules = Counter(finding["rule"] for facts in copies for finding in facts.get("findings", ()))
        fixed = Counter({facts["name"]: len(facts.get("fixes", ())) for facts in copies})
        print(f"{group}: findings: {_most_common(rules)}")
        print(f"{group}: safe fixes: {_most_common(+fixed)}")


def _most_common(counted: Counter[str]) -> str:
    shown = ", ".join(f"{name} {count}" for name, count in counted.most_common(SHOWN_COUNTS))
    rest = len(counted) - SHOWN_COUNTS
    return (shown or "none") + (f" and {rest} others" if rest > 0 else "")


def _require_pairs(folders: Sequence[Path]) -> list[Pair]:
    pairs = find_pairs(folders)
    if not pairs:
        raise SystemExit(f"pages: no translated page with its source in {', '.join(map(str, folders))}")
    return pairs


def _observe(tree: Path, folders: Sequence[Path], pairs: Sequence[Pair]) -> dict[str, dict[str, Any]]:
    """The facts of each copy, and of each English page as a copy of itself, by name."""
    root = Path(os.path.commonpath([folder.resolve() for folder in folders]))
    print(f"pages: {len(pairs)} by {tree}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as project:
        jobs = list(_jobs(pairs, root, project))
        return {facts["name"]: facts for facts in observe(tree, jobs, root)}


def _jobs(pairs: Sequence[Pair], root: Path, project: str) -> Iterator[Job]:
    """An audit of each copy, and of each source as its own copy; paths as from ``root``, where they are run."""
    for pair in pairs:
        if pair.copy != pair.source:
            copy, source = (path.relative_to(root).as_posix() for path in (pair.copy, pair.source))
            yield Job(pair.name, project, copy, (source,), pair.locale)
    for path in sorted({pair.source for pair in pairs}):
        source = path.relative_to(root).as_posix()
        yield Job(f"itself: {source}", project, source, (source,), "en", template=True)


def _groups(name: str, careful: Iterable[str]) -> Iterator[str]:
    """The groups that a page counts in: English pages in one, copies in all, and careful or other ones."""
    if name.startswith("itself: "):
        yield "English against itself"
        return
    yield ALL
    is_careful = any(fnmatch(f"/{name}", f"*/{glob}") for glob in careful)
    yield "careful copies" if is_careful else "other copies"


def _counts(copies: Sequence[Mapping[str, Any]]) -> Iterator[int]:
    """The values of ``COLUMNS``; keys are counted once a copy."""
    findings = [finding for facts in copies for finding in facts.get("findings", ())]
    rows = [row for facts in copies for row in facts.get("alignment", ())]
    yield len(copies)
    yield sum(bool(facts["refused"]) for facts in copies)
    for severity in ("error", "warning", "hint"):
        yield sum(finding["severity"] == severity for finding in findings)
    yield sum(finding["rule"].startswith("key-") for finding in findings)
    yield sum(len(facts.get("fixes", ())) for facts in copies)
    yield len(rows)
    yield sum(key is not None for _, _, _, key, _ in rows)
    yield sum(len({key for _, _, _, key, _ in facts.get("alignment", ())} - {None}) for facts in copies)


def _reason(facts: Mapping[str, Any]) -> str:
    """Why a page is refused, without its path and without the next step."""
    return str(facts["refused"]).partition(": ")[2].partition(";")[0]
