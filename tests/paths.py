"""Where the project's own tables are, and a project to try things on."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "locales/en/exchanges-by-country.md"
GRID_2020 = ROOT / "locales/en/editions/by-country-2020.rst"
PIPES_2018 = ROOT / "locales/en/editions/by-country-2018.md"
BY_KEY_2018 = ROOT / "locales/en/editions/by-key-2018.rst"
CHINESE_COPY = ROOT / "locales/zh_Hans/machine-translated/exchanges-by-country.md"
