"""``tabl10n rule``: its arguments, options and help."""

from __future__ import annotations

import click


@click.command(short_help="Explain a rule of audit or check.")
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Explain the rule NAME; without one, list all rules.

    Example: tabl10n rule key-collides
    """
    from tabl10n.cli.rule import rule

    return rule(name)
