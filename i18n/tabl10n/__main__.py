"""``python -m tabl10n``."""

from tabl10n.cli import run

run()
