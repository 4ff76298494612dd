"""Fingerprints: by what a finding is known again in the next run, wherever it is by then."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from tabl10n.findings import Finding


def compute_fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One of each finding of a file, of what it says and not of where it is; the n-th of the same is numbered n."""
    seen: Counter[tuple[str, ...]] = Counter()
    fingerprints = []
    for finding in findings:
        identity = (finding.rule, finding.key, finding.role or "", finding.part, finding.written, finding.expected)
        seen[identity] += 1
        text = "\x1f".join((*identity, str(seen[identity])))
        fingerprints.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return fingerprints
