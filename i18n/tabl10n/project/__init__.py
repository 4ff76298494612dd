"""A project: its settings, the paths of its files, its sources."""

from __future__ import annotations

from tabl10n.project.project import Domain, Incomplete, Names, Project, ReportSettings, SortBy, is_authored

__all__ = ["Domain", "Incomplete", "Names", "Project", "ReportSettings", "SortBy", "is_authored"]
