"""Findings and the rules that make them: what the audit of copies and the checks on catalogs share.

A `Rule` names a fact that may be wrong, a `RuleSet` is all rules on one kind of subject with the checks that find what
they name, a `Finding` is one thing that is wrong, and a `Report` all findings of one file. `selection` chooses among
them, `baseline` leaves out those that are accepted. Nothing here knows what is audited, or how it is printed.
"""

from __future__ import annotations

from tabl10n.findings.model import (
    SEVERITIES,
    CellPart,
    EvidenceValue,
    Finding,
    FindingPart,
    Report,
    Severity,
    count_by_rule,
)
from tabl10n.findings.rules import Rule, RuleSet, Topic

__all__ = [
    "SEVERITIES",
    "CellPart",
    "EvidenceValue",
    "Finding",
    "FindingPart",
    "Report",
    "Rule",
    "RuleSet",
    "Severity",
    "Topic",
    "count_by_rule",
]
