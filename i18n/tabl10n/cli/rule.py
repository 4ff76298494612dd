"""``tabl10n rule``: what a rule of the audit, or of the checks on catalogs, finds, and why that is wrong."""

from __future__ import annotations

import click

from tabl10n.audit import RULES as AUDIT_RULES
from tabl10n.checks import RULES as CHECK_RULES
from tabl10n.errors import InputError
from tabl10n.findings.selection import suggest_rule
from tabl10n.report.explanation import list_rules, render_rule


def rule(name: str | None) -> int:
    """Print the rule, or all of them in short; 0. Raises InputError for a name that no rule has."""
    known = {rule.name for rule in (*AUDIT_RULES, *CHECK_RULES)}
    if name is None:
        click.echo(f"What audit finds in a copy:\n\n{list_rules(AUDIT_RULES)}\n")
        click.echo(f"What check finds in a catalog:\n\n{list_rules(CHECK_RULES)}")
        return 0
    if name not in known:
        raise InputError(f"no such rule: {name}", next_step=suggest_rule(name, known))
    explained = [render_rule(rule) for rule in (*AUDIT_RULES, *CHECK_RULES) if rule.name == name]
    click.echo("\n\nIn a catalog:\n\n".join(explained))  # some facts are looked for in copies and in catalogs
    return 0
