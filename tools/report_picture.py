"""Take the picture of the HTML report that the README shows, ``i18n/docs/report.png``.

``python tools/report_picture.py`` needs Chromium. The report is that of the example in ``i18n/docs/example``.
"""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import chdir
from pathlib import Path

from tabl10n.cli import run_command_line

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "i18n/docs/report.png"
_EXAMPLE = "i18n/docs/example/carriers"
_WIDTH, _HEIGHT = 1240, 940  # CSS pixels: the summary, and the table to its end


def main() -> None:
    """Audit the example, and take the picture of the page in a light window."""
    with tempfile.TemporaryDirectory() as directory, chdir(ROOT):  # the page shows the path of the copy
        page = Path(directory) / "report.html"
        copy, source = f"{_EXAMPLE}.de.md", f"{_EXAMPLE}.md"
        run_command_line(["audit", copy, "--source", source, "--format", "html", "--output", str(page)])
        _take_picture(page, Path(directory))


def _take_picture(page: Path, profile: Path) -> None:
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
    window = f"--window-size={_WIDTH},{_HEIGHT}"
    command = ["chromium", *options, window, f"--screenshot={PICTURE}", page.as_uri()]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
