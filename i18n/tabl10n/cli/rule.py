"""``tabl10n rule``: what a rule of the audit, or of the checks on catalogs, finds, and why that is wrong."""

from __future__ import annotations

import click

from tabl10n import audit, checks
from tabl10n.audit.select import suggestion
from tabl10n.errors import InputError
from tabl10n.report.explanation import Rule, as_list, as_text


@click.command(short_help="Explain a rule of audit or check.")
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Explain the rule NAME; without one, list all rules.

    Example: tabl10n rule key-collides
    """
    return rule(name)


def rule(name: str | None) -> int:
    """Print the rule, or all of them in short; 0. Raises InputError for a name that no rule has."""
    rules: list[Rule] = [*audit.RULES, *checks.RULES]
    known = {rule.name: rule for rule in rules}
    if name is None:
        click.echo(f"What audit finds in a copy:\n\n{as_list(audit.RULES)}\n")
        click.echo(f"What check finds in a catalog:\n\n{as_list(checks.RULES)}")
        return 0
    if name not in known:
        raise InputError(f"no such rule: {name}", next_step=suggestion(name, list(known)))
    found = known[name]
    click.echo(as_text(found, found.source if isinstance(found, audit.Rule) else ""))
    return 0
