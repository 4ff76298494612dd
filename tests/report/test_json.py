from __future__ import annotations

import json
from collections.abc import Callable

from tabl10n.report.jsonreport import as_json


def test_golden(sample, is_golden: Callable[[str, str], bool]) -> None:
    assert is_golden(as_json(sample.report) + "\n", "audit.json")


def test_the_json_has_the_fields_of_the_contract_in_their_order(sample) -> None:
    said = json.loads(as_json(sample.report))
    assert list(said) == ["version", "document", "locale", "findings", "summary"]
    assert said["version"] == 1
    assert said["summary"] == {
        "rows": 4,
        "aligned": 3,
        "accepted": 1,
        "findings": sample.report.counts(),
    }
    finding = next(finding for finding in said["findings"] if finding["rule"] == "key-translated")
    promised = "rule severity table row line column role written expected message".split()
    assert [name for name in finding if name in promised] == promised
    assert (finding["written"], finding["expected"], finding["table"], finding["row"]) == ("月亮", "luno", 1, 1)
