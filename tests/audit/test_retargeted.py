"""Links that lead elsewhere in copies that the generator damages: each is found whose key is known, and no other."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from paths import ROOT
from tabl10n import formats
from tabl10n.align import align
from tabl10n.audit import audit
from tabl10n.columns import infer_document


@pytest.fixture(autouse=True, scope="module")
def tools() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "tools/align"))
    yield
    sys.path.remove(str(ROOT / "tools/align"))


@pytest.mark.parametrize("edition", ["source", "2020", "2018"])
@pytest.mark.parametrize("language", ["ko", "he"])
def test_every_seventh_link_is_flagged_and_nothing_else(edition: str, language: str) -> None:
    from generate import RECIPES, SEEDS, make
    from score import registry

    copy = make(edition, language, 1000, RECIPES["retargeted"])
    document = infer_document(formats.parse(copy.text, "copy.md"), locale=language)
    source = infer_document(formats.load(SEEDS["source"]))
    report = audit(document, align(document, registry(), language), registry(), source, language)
    flagged = {finding.row - 1 for finding in report.findings if finding.rule == "link-retargeted"}
    assert len(flagged) >= 15
    assert flagged == {row for row in copy.retargeted if copy.truth[row]}
