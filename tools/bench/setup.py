"""Make the environments of the programs that are compared: ``python tools/bench/setup.py [DIRECTORY]``.

Each gets its own, for mdpo and translate-toolkit install commands of the same names. pip takes the packages from where
it is set up to take them.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".venv-bench"
PACKAGES = {
    "tabl10n": ("--constraint", str(ROOT / "tools" / "constraints.txt"), "--editable", str(ROOT)),
    "translate-toolkit": ("translate-toolkit[markdown]",),
    "mdpo": ("mdpo",),
    "sphinx": ("sphinx",),
}
"""What pip installs into each program's environment, which is called as the program's distribution is."""


def main(directory: Path) -> None:
    for name, packages in PACKAGES.items():
        venv.create(directory / name, with_pip=True)
        python = directory / name / "bin" / "python"
        subprocess.run(
            [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", *packages], check=True
        )
        print(f"{directory / name}: ready")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ENVIRONMENTS)
