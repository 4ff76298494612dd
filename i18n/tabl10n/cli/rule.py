"""``tabl10n rule``: what a rule of the audit finds, and why that is wrong."""

from __future__ import annotations

import click

from tabl10n.audit import rules_by_name
from tabl10n.audit.select import suggestion
from tabl10n.errors import InputError
from tabl10n.report.explanation import as_list, as_text


@click.command
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Explain the rule NAME; without one, list all rules.

    Example: tabl10n rule key-collides
    """
    return rule(name)


def rule(name: str | None) -> int:
    """Print the rule, or all of them in short; 0. Raises InputError for a name that no rule has."""
    known = rules_by_name()
    if name is None:
        click.echo(as_list(list(known.values())))
        return 0
    if name not in known:
        raise InputError(f"no such rule: {name}", next_step=suggestion(name))
    click.echo(as_text(known[name]))
    return 0
