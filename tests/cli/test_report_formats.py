"""Each format that `audit` and `check` offer is printed as itself: of one copy, of several, and of catalogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import TABLE, Run
from tabl10n.cli.reporting import REPORT_FORMATS

COPIES = ("boats.de.md", "boats.fr.md")


@pytest.mark.parametrize("command", [("audit", COPIES[0]), ("audit", *COPIES), ("check",)], ids=" ".join)
def test_no_format_looks_like_another(run: Run, boats: Path, command: tuple[str, ...]) -> None:
    """A name that is offered and that nothing knows would be printed as text."""
    run("init", "de", "fr")
    for path in COPIES:
        Path(path).write_text(TABLE.replace("| knarr ", "| Schiff "), encoding="utf-8")
    catalog = Path("locales/de/LC_MESSAGES/boats.po")
    broken = catalog.read_text(encoding="utf-8").replace('msgstr "Knarr"', 'msgstr "Kn\\tarr"')
    catalog.write_text(broken, encoding="utf-8")
    source = ("--source", "locales/en/boats.md") if command[0] == "audit" else ()
    offered = (*REPORT_FORMATS, "html") if command == ("audit", COPIES[0]) else REPORT_FORMATS
    printed = [run(*command, *source, "--format", name) for name in offered]
    assert {result.status for result in printed} == {1}
    assert len({result.out for result in printed}) == len(offered)
