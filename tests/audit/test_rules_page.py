from __future__ import annotations

import re
import runpy

from paths import ROOT
from tabl10n.audit import RULES

PAGE = (ROOT / "i18n/docs/audit-rules.md").read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "tools/audit/rules_page.py"))["page"]()
    assert made == PAGE, "run python tools/audit/rules_page.py"


def test_every_rule_has_a_section_under_its_name() -> None:
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == [rule.name for rule in RULES]
