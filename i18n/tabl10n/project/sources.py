"""The source tables of a project, read and ready for use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tabl10n import formats
from tabl10n.columns import infer_document
from tabl10n.document import Document
from tabl10n.errors import InputError, shown
from tabl10n.project import Domain, Project
from tabl10n.text.characters import has_control


def load_source(domain: Domain, source_locale: str = "en") -> Document:
    """The domain's source table with its columns' roles; none of them needs to be a key.

    Raises InputError when it cannot be read or holds no table, and where a role is given to a column that it does not
    have.
    """
    document = load_page(domain, source_locale)
    _require_source_table(document)
    return document


def load_page(domain: Domain, source_locale: str = "en") -> Document:
    """What ``load_source`` gives, also where it holds no table: a copy of it still has words to be looked at."""
    document = _load(domain.source, domain, source_locale)
    if document.tables and not domain.editions:  # their columns may be called otherwise, and need roles
        _require_columns(document, domain)
    return document


def _require_columns(document: Document, domain: Domain) -> None:
    headers = dict.fromkeys(column.header.text for table in document.tables for column in table.columns)
    for header in domain.roles:
        if header not in headers:
            fact = f"no column is called {header!r}, but [tool.tabl10n.domains.{domain.name}] gives it a role"
            raise InputError(fact, path=document.name, next_step=f"there are {', '.join(headers)}")


def load_editions(domain: Domain, source_locale: str = "en") -> tuple[Document, ...]:
    """The earlier editions of the domain's source table; raises InputError as ``load_source`` does."""
    editions = tuple(_load(path, domain, source_locale) for path in domain.editions)
    for edition in editions:
        _require_source_table(edition)
    return editions


def _load(path: Path, domain: Domain, source_locale: str) -> Document:
    """The page at ``path``, read with the settings of ``domain``. Raises InputError when it cannot be read."""
    _require_name(path)
    document = infer_document(formats.load(shown(path)), domain.roles, source_locale)
    return replace(document, region=domain.region)


def _require_source_table(document: Document) -> None:
    require_table(document, f"{_suggest_other_file()}, or move this one out of the sources")


def _require_name(path: Path) -> None:
    """Raise InputError for a name that is not UTF-8 or has a control character: references to it could not be written,
    or not be read again.
    """
    if has_control(str(shown(path))):
        raise InputError("the name of the file has a control character", path=path, next_step="rename it")
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise InputError("the name of the file is not UTF-8", path=path, next_step="rename it") from error


def require_table(document: Document, next_step: str | None = None) -> None:
    """Raise InputError when the document holds no table, with the line that was meant as one, if any."""
    if document.tables:
        return
    next_step = next_step or _suggest_other_file()
    for notice in document.notices:
        raise InputError(f"no table found: {notice.message}", path=document.name, line=notice.line, next_step=next_step)
    unread = formats.get(document.format).find_unread_table(document.source)
    if unread is None:
        raise InputError("no table found", path=document.name, next_step=next_step)
    fact = f"no table found: line {unread.line} {unread.fact}"
    raise InputError(fact, path=document.name, line=unread.line, next_step=unread.next_step)


def _suggest_other_file() -> str:
    *others, last = (format_.title for format_ in formats.list_formats())
    return f"name a file with a table in {', '.join(others)} or {last}"


def find_domain(project: Project, path: str | Path) -> Domain:
    """The project's domain whose source is ``path``, or one made for it."""
    path = Path(path)
    known = (domain for domain in project.domains if domain.source.resolve() == path.resolve())
    return next(known, Domain(path.stem, path))


def require_domains(project: Project) -> tuple[Domain, ...]:
    """The project's domains; raises InputError when there is none."""
    if not project.domains and project.sources:
        patterns = ", ".join(project.sources)
        raise InputError(f"no source page fits {patterns}", next_step="correct the setting sources")
    if not project.domains:
        raise InputError(
            f"no source table in {project.relative(project.locales / project.source_locale)}",
            next_step="put one there, or name one as source in [tool.tabl10n.domains.NAME] in pyproject.toml",
        )
    return project.domains


def make_missing_catalog_error(project: Project) -> InputError:
    """The error of a project that nobody has begun to translate."""
    locales = project.relative(project.locales)
    return InputError("there is no catalog", path=locales, next_step="run tabl10n init LOCALE")
