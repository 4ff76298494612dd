"""Compare what the program does with what it did: ``compare.py seed locales``; see README.md beside this file."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import reports
from facts import differences, shortened
from pages import compare_pages, summarize_pages
from trees import HERE, open_tree

FROZEN: dict[str, Callable[[], list[str]]] = {
    # the order in which they run: the quickest first
    "seed": reports.seed,
    "locales": reports.locales,
    "align": reports.align,
    "audit": reports.audit,
}
CHECKS = (*FROZEN, "pages", "bench")
SHOWN_CHANGES = 40  # lines of a check's difference


def main() -> int:
    """Run the chosen checks; 0 when nothing differs, else 1."""
    chosen = _arguments()
    if chosen.freeze:
        for name in chosen.checks:
            _freeze(name, chosen.full)
        return 0
    same = [_run(name, chosen) for name in chosen.checks]
    return 0 if all(same) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare what the program does with what it did.")
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=f"some of {', '.join(CHECKS)}; all but bench")
    parser.add_argument("--freeze", action="store_true", help="write the frozen files of the checks again")
    parser.add_argument("--full", action="store_true", help="align: all copies and two seeds, not the quick report")
    parser.add_argument("--pages", type=Path, nargs="+", default=[], metavar="DIR", help="pages: where they lie")
    parser.add_argument("--against", metavar="REV", help="pages, bench, locales: the commit to compare with")
    parser.add_argument("--summary", action="store_true", help="pages: say what this tree finds, compare nothing")
    parser.add_argument(
        "--careful", action="append", default=[], metavar="GLOB", help="pages: copies made with care, as 'pairs/*'"
    )
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="bench: how often each side runs (default: 5)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[128, 1000, 10000], metavar="N", help="bench: rows")
    chosen = parser.parse_args()
    if unknown := set(chosen.checks) - set(CHECKS):
        parser.error(f"no such check: {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}")
    if chosen.freeze and (not chosen.checks or set(chosen.checks) - set(FROZEN)):
        parser.error(f"name the checks to freeze, some of {', '.join(FROZEN)}")
    if "pages" in chosen.checks and not (chosen.pages and (chosen.against or chosen.summary)):
        parser.error("pages needs --pages DIR, and --against REV or --summary")
    if "bench" in chosen.checks and not chosen.against:
        parser.error("bench needs --against REV")
    if not chosen.checks:
        has_pages = chosen.pages and (chosen.against or chosen.summary)
        chosen.checks = [*FROZEN, *(["pages"] if has_pages else [])]
    return chosen


def _run(name: str, chosen: argparse.Namespace) -> bool:
    """Run one check and print what it came to; whether it is as it was."""
    start = time.monotonic()
    if name == "pages":
        same = _run_pages(chosen)
    elif name == "bench":
        from speed import compare_speed  # which needs wait4, and so does not run on Windows

        compare_speed(chosen.against, chosen.sizes, chosen.runs)
        same = True
    elif name == "locales" and chosen.against:
        same = _compare_locales(chosen.against)
    else:
        same = _compare(name, chosen.full)
    print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    return same


def _run_pages(chosen: argparse.Namespace) -> bool:
    if chosen.summary:
        summarize_pages(chosen.pages, chosen.careful)
    return compare_pages(chosen.pages, chosen.against) if chosen.against else True


def _check(name: str, full: bool) -> tuple[Path, Callable[[], list[str]]]:
    """The frozen file of a check, and what makes its lines."""
    if name == "align" and full:
        return Path(__file__).with_name("align-full.txt"), reports.align_full
    return Path(__file__).with_name(f"{name}.txt"), FROZEN[name]


def _freeze(name: str, full: bool) -> None:
    path, make = _check(name, full)
    path.write_text("".join(f"{line}\n" for line in make()), "utf-8", newline="\n")
    print(f"{path.relative_to(HERE)}: written")


def _compare(name: str, full: bool) -> bool:
    path, make = _check(name, full)
    if not path.exists():
        print(f"{name}: {path.name} is not there; run compare.py --freeze {name}")
        return False
    same, lines = True, make()
    if changes := differences(path.read_text("utf-8").split("\n")[:-1], lines):
        same = False
        _show(name, "frozen", changes)
        if name == "locales":
            print("  (compare.py locales --against REV shows the lines of the files)")
    else:
        print(f"{name}: {len(lines)} lines as frozen")
    return same


def _compare_locales(revision: str) -> bool:
    """The files themselves, of which the frozen file has only hashes."""
    with open_tree(revision) as tree:
        before = reports.rebuild(tree)
    after = reports.rebuild(HERE)
    same = True
    for name in sorted({*before, *after}):
        if changes := differences(*(made.get(name, "").split("\n") for made in (before, after))):
            same = False
            _show(name, revision, changes)
    if same:
        print(f"locales: {len(after)} files and commands as in {revision}")
    return same


def _show(name: str, old: str, changes: Sequence[str]) -> None:
    print(f"{name}: {len(changes)} lines differ (- {old}, + this tree)")
    print("\n".join(shortened(changes, SHOWN_CHANGES)))


if __name__ == "__main__":
    sys.exit(main())
