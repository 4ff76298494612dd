"""Fuzz: `.venv/bin/python tools/fuzz/run.py [--seconds 30] [--seed 0] [--atheris] [TARGET…]`.

First the inputs in `corpus/`, then inputs made at random for so many seconds, shared among the targets. An input that
breaks a law, ends in a traceback or takes too long is written to `corpus/`, and the exit status is 1. With
`--atheris`, one target is fuzzed by coverage, where that package is installed.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from types import FrameType

if "--atheris" in sys.argv:
    import atheris  # pip install '.[fuzz]'

    with atheris.instrument_imports(include=["tabl10n"]):
        from targets import TARGETS
else:
    from targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 30  # seconds that one input may take; all of them are short


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS])
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    names = options.targets or list(TARGETS)
    if options.atheris:
        fuzz_by_coverage(names[0], options.seconds)
    signal.signal(signal.SIGALRM, stop)
    counts: Counter[str] = Counter()
    failures = 0
    for name, text in make_inputs(names, options.seconds, options.seed):
        counts[name] += 1
        failures += not is_sound(name, text)
    print(f"seed {options.seed}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    print(f"{failures} of {counts.total()} inputs break something")
    return 1 if failures else 0


def make_inputs(names: list[str], seconds: float, seed: int) -> Iterator[tuple[str, str]]:
    """The inputs of the corpus, then others until the time is over."""
    for path in sorted(CORPUS.glob("*")):
        if path.suffix[1:] in names:
            yield path.suffix[1:], path.read_bytes().decode()
    random = Random(seed)
    for name in names:
        end = time.monotonic() + seconds / len(names)
        while time.monotonic() < end:
            yield name, TARGETS[name].make(random)


def stop(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {LONGEST} seconds")


def is_sound(name: str, text: str) -> bool:
    """Whether nothing is wrong; else it is said, and the input kept."""
    signal.alarm(LONGEST)
    try:
        TARGETS[name].run(text)
    except Exception:
        kept = CORPUS / f"{sha256(text.encode()).hexdigest()[:12]}.{name}"
        kept.write_bytes(text.encode())
        print(f"{kept.name}: {text!r}\n{traceback.format_exc()}", flush=True)
        return False
    finally:
        signal.alarm(0)
    return True


def fuzz_by_coverage(name: str, seconds: float) -> None:
    """Let atheris look for inputs that reach new code; does not return."""

    def run(data: bytes) -> None:
        TARGETS[name].run(data.decode("utf-8", "ignore"))

    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", "-timeout=30", f"-artifact_prefix={CORPUS}/"], run)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
