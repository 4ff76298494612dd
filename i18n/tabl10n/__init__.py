"""tabl10n: keep reference tables true in every language."""

__version__ = "0.1.0"
