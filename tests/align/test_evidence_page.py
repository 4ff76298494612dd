"""The page that explains the evidence: it names every kind, and its picture is that of the figures."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location

from align.making import chinese
from paths import ROOT

PAGE = ROOT / "i18n/docs/evidence.md"


def test_the_picture_is_up_to_date() -> None:
    spec = spec_from_file_location("picture", ROOT / "tools/align/picture.py")
    assert spec is not None
    assert spec.loader is not None
    picture = module_from_spec(spec)
    spec.loader.exec_module(picture)
    assert picture.page() == PAGE.read_text(encoding="utf-8"), "run python tools/align/picture.py"
    assert PAGE.read_text(encoding="utf-8").count("█") >= 7


def test_it_names_every_kind_of_evidence() -> None:
    named = set(re.findall(r"^\| `([a-z ]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    met = {kind for row in chinese().rows for candidate in row.candidates for kind in candidate.evidence}
    assert len(met) >= 9
    assert met <= named


def test_it_shows_the_alignment_as_it_is_printed() -> None:
    from tabl10n.report.alignment import render_text

    shown = PAGE.read_text(encoding="utf-8").partition("exchanges-by-country.md\n")[2].partition("```")[0]
    assert shown in render_text(chinese())
