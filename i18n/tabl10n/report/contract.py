"""What all answers in JSON share. Fields may be added to them; none changes its meaning or goes away."""

from __future__ import annotations

from collections.abc import Mapping

VERSION = 2


def describe_evidence(evidence: Mapping[str, str | float]) -> dict[str, str | float]:
    """Evidence as JSON has it: by kind, the weightiest first."""
    return {kind: round(value, 3) if isinstance(value, float) else value for kind, value in evidence.items()}
