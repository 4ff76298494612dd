"""The page on output for programs shows every name in the JSON of each command, and no other."""

from __future__ import annotations

import re

import pytest

from docs.pages import DOCS, find_examples
from paths import ROOT
from tabl10n.audit import RULES as AUDIT_RULES
from tabl10n.checks import RULES as CHECK_RULES

COMMANDS = ("inspect", "align", "audit", "check", "stats")
EXAMPLES = [example.text for example in find_examples(DOCS / "json.md") if example.language == "jsonc"]
# Names that are none of the contract: rules, and features of the linkage.
FEATURES = {"image", "link", "doc link", "name", "territory", "order", "sound", "version", "value"}
VALUES = {*AUDIT_RULES.names, *CHECK_RULES.names, *FEATURES}


def names(text: str) -> set[str]:
    return set(re.findall(r'"([\w -]+)":', text)) - VALUES


@pytest.mark.parametrize(("command", "example"), [*zip(COMMANDS, EXAMPLES, strict=True)])
def test_it_shows_the_names_that_are_printed(command: str, example: str) -> None:
    printed = names((ROOT / f"tests/cli/golden/{command}.json").read_text(encoding="utf-8"))
    shown = names(example)
    if command == "check":  # "the same as audit"
        shown |= names(EXAMPLES[2]) | {"msgctxt", "msgid"}
    assert printed <= shown
    assert shown - printed <= NOT_IN_EVERY_ANSWER


# Of a file that was skipped; only copies can be missing; words that are left out, of a page that has them.
NOT_IN_EVERY_ANSWER = {"reason", "missing", "name"}
