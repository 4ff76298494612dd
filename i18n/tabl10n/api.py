"""The public Python API: pages, catalogs, alignment, audit and fixes, each as one call.

``import tabl10n`` offers these names. Whatever a file or an argument has wrong is an `InputError`, which says the file,
the line and the next step. Nothing is written but by a method called ``save``, and nothing is printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tabl10n import formats
from tabl10n.columns import infer_document
from tabl10n.document import Document, Role
from tabl10n.errors import InputError
from tabl10n.files import write_text
from tabl10n.project import Project
from tabl10n.territories import CLDR, Naming, is_rtl, known_locale, parse_locale

if TYPE_CHECKING:
    from tabl10n.align import AlignedRow, Alignment, Registry
    from tabl10n.build.localize import Localized
    from tabl10n.catalog.model import Catalog, Identity, Message
    from tabl10n.findings import Finding, Report, Severity
    from tabl10n.findings.baseline import Accepted

__all__ = [
    "AlignedPage",
    "AuditReport",
    "Catalog",
    "Finding",
    "Fixed",
    "InputError",
    "LocalizedPage",
    "Message",
    "Page",
    "Project",
    "Role",
    "Severity",
    "align",
    "audit",
    "extract",
    "parse",
    "read",
    "read_baseline",
]


def __getattr__(name: str) -> Any:
    """The classes that no function here makes by itself: loaded when someone asks for them."""
    if name in ("Catalog", "Message"):
        from tabl10n.catalog import model

        return getattr(model, name)
    if name in ("Finding", "Severity"):
        from tabl10n import findings

        return getattr(findings, name)
    raise AttributeError(f"module 'tabl10n.api' has no attribute {name!r}")


_MAX_ROUNDS = 5
"""The rounds of fixes: each can only make more rows certain, and more than a few never came about."""


def read(path: str | Path, *, locale: str | None = None, roles: Mapping[str, Role | str] | None = None) -> Page:
    """Read the page at ``path``, and infer what each column of its tables is.

    Args:
        path: A file in Markdown, reStructuredText, HTML, CSV or tabl10n's JSON.
        locale: The language of the page, as a BCP 47 tag or in gettext's spelling. It helps to tell columns of
            territories, and is needed to audit the page.
        roles: What columns are, by header, where the inference is wrong: ``{"Name": "key"}``.

    Raises:
        InputError: The file cannot be read, or there is no such locale or role.

    """
    return make_page(formats.load(path), locale, roles)


def parse(
    text: str, name: str = "page.md", *, locale: str | None = None, roles: Mapping[str, Role | str] | None = None
) -> Page:
    """Read a page from its text; its format follows from the suffix of ``name``. All else is as in `read`."""
    return make_page(formats.parse(text, name), locale, roles)


def extract(page: Page, *, path: str | None = None, project: str = "tabl10n") -> Catalog:
    """Make the template of ``page``: a message for each text that a translator should see, once.

    Args:
        page: The source page.
        path: What references call its file; default: its name.
        project: The project's name in the header.

    """
    from tabl10n.catalog.template import make_template

    return make_template(page, path or page.name, project, source_locale=page.locale or "en")


def align(copy: Page, source: Page, *, editions: Sequence[Page] = (), naming: Naming = CLDR) -> AlignedPage:
    """Align a translated copy with its source: which row of it is which key.

    Args:
        copy: The translated copy, read with its locale.
        source: The page that it is a translation of.
        editions: Older editions of the source; a copy often follows one of them.
        naming: What a project calls territories (`Project.naming`).

    """
    from tabl10n.align import Registry
    from tabl10n.align import align as align_document
    from tabl10n.formats.remarks import restrict

    copy = _read_damaged_tables(copy, source)
    copy, source, *editions = map(restrict, (copy, source, *editions))
    registry = Registry.from_documents(source, editions, source.locale or "en")
    alignment = align_document(copy, registry, copy.locale, naming=naming)
    return AlignedPage(copy, source, tuple(editions), registry, alignment, naming)


def _read_damaged_tables(copy: Page, source: Page) -> Page:
    """The copy with the tables that are damaged so that it lacks them; itself where there are none."""
    document = formats.get(copy.format).read_damaged_tables(copy, source)
    if document is copy:
        return copy
    return wrap_inferred(infer_document(document, copy.roles, copy.locale), copy.locale, copy.roles)


def audit(
    aligned: AlignedPage,
    *,
    catalog: Catalog | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    accepted: Sequence[Accepted] = (),
) -> AuditReport:
    """Find what a copy that is aligned with its source has wrong.

    Args:
        aligned: The copy, as `align` aligned it.
        catalog: Translations that count as right; without it headers are not judged.
        select: The rules to run, by name or pattern (``link-*``); all where none is named.
        ignore: The rules to leave out.
        accepted: Findings that a baseline accepts, as `read_baseline` gives them.

    Raises:
        InputError: The locale of the copy is not known, or there is no such rule.

    """
    from tabl10n.audit import audit as audit_document
    from tabl10n.findings.selection import leave_out
    from tabl10n.formats.remarks import find_ignored

    copy, source = aligned.copy, aligned.source
    if copy.locale is None:
        raise InputError("its language is not known", path=copy.name, next_step='name it: locale="de"')
    words = (
        {(identity.msgctxt, identity.msgid): text for identity, text in catalog.translations().items()}
        if catalog
        else {}
    )
    whole = audit_document(
        copy,
        aligned.alignment,
        aligned.registry,
        source,
        copy.locale,
        words,
        source.locale or "en",
        aligned.naming,
    )
    for lines in find_ignored(copy):
        whole = leave_out(whole, *lines)
    return AuditReport(aligned, whole, whole, catalog).choose(select, ignore, accepted)


def read_baseline(path: str | Path) -> tuple[Accepted, ...]:
    """Read which findings are accepted, as `audit` takes them.

    Args:
        path: A file as ``tabl10n audit --baseline FILE --update-baseline`` writes it.

    Raises:
        InputError: The file cannot be read, names a rule that there is not, or has an entry without a reason.

    """
    from tabl10n.findings import baseline

    return baseline.read(path, list_rule_names())


def list_rule_names() -> tuple[str, ...]:
    """The names of the rules on copies and of those on catalogs: a baseline may have either."""
    from tabl10n.audit import RULES as AUDIT_RULES
    from tabl10n.checks import RULES as CHECK_RULES

    return (*AUDIT_RULES.names, *CHECK_RULES.names)


@dataclass(frozen=True, slots=True)
class Page(Document):
    """A document with the locale that it is written in, and the roles that were given for its columns.

    ``tables``, their ``rows`` and ``cells``, and ``prose`` are what it holds; ``source`` is its text.
    """

    locale: str | None = None
    roles: Mapping[str, Role] = field(default_factory=dict, compare=False)

    def localize(self, catalog: Catalog, locale: str) -> LocalizedPage:
        """Put the page into the words of ``catalog``: keys, links, images, code and versions stay as they are.

        Raises:
            InputError: There is no such locale, or a translation cannot be written in the page's format.

        """
        from tabl10n.build.localize import localize

        localized = localize(self, catalog, locale, self.locale or "en")
        return LocalizedPage(self, parse_locale(locale), localized)

    def reread(self) -> Page:
        """The page as its file is now. Raises InputError when it cannot be read any more."""
        return replace(read(self.name, locale=self.locale, roles=self.roles), region=self.region)

    def save(self, path: str | Path | None = None) -> None:
        """Write the page's text to ``path`` (default: the file that it was read from), whole or not at all."""
        write_text(path or self.name, self.source)


@dataclass(frozen=True, slots=True)
class LocalizedPage:
    """A page in the words of a catalog."""

    page: Page
    locale: str
    localized: Localized

    @property
    def percent(self) -> int:
        """How many of a hundred messages of the page are done, rounded down; a name that may stay as it is counts."""
        return self.localized.percent

    @property
    def missing(self) -> tuple[Identity, ...]:
        """The messages without a translation, each with its ``msgctxt`` and ``msgid``."""
        return self.localized.missing

    @property
    def text(self) -> str:
        """The page's text in its own format."""
        return self.to(self.page.format)

    def to(self, format_name: str, *, fragment: bool = False) -> str:
        """Render the page as ``markdown``, ``rst``, ``html``, ``csv`` or ``json``.

        Args:
            format_name: The name of the format.
            fragment: HTML to be put into a page, not a page of its own.

        Raises:
            InputError: There is no such format, or it cannot represent something on the page.

        """
        from tabl10n.formats.rendering import Rendering

        rendering = Rendering(
            language=self.locale.replace("_", "-"),
            rtl=is_rtl(self.locale),
            foreign=self.localized.foreign,
            foreign_language=(self.page.locale or "en").replace("_", "-"),
            page=not fragment,
        )
        return formats.convert(self.page, formats.get(format_name).name, self.localized.edits, rendering)

    def save(self, path: str | Path, *, fragment: bool = False) -> None:
        """Write the page to ``path``, in the format of its suffix, whole or not at all."""
        format_ = formats.find_by_suffix(Path(path).suffix)
        write_text(path, self.to(format_.name if format_ else self.page.format, fragment=fragment))


@dataclass(frozen=True, slots=True)
class AlignedPage:
    """A translated copy aligned with its source and the editions of it."""

    copy: Page
    source: Page
    editions: tuple[Page, ...]
    registry: Registry
    alignment: Alignment
    naming: Naming = CLDR

    @property
    def rows(self) -> tuple[AlignedRow, ...]:
        """Every data row of every table of the copy, in order: ``key``, ``confidence``, ``candidates``."""
        return self.alignment.rows


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found. ``report`` has the findings that were asked for, ``whole`` those of all rules."""

    aligned: AlignedPage
    report: Report
    whole: Report
    catalog: Catalog | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, in the order of the file."""
        return self.report.findings

    def choose(
        self, select: Sequence[str] = (), ignore: Sequence[str] = (), accepted: Sequence[Accepted] = ()
    ) -> AuditReport:
        """The same report with the findings of other rules, all where none is named, without those ``accepted``."""
        from tabl10n.findings import baseline
        from tabl10n.findings.selection import select as select_findings

        report = select_findings(baseline.apply(self.whole, accepted), select, ignore)
        return replace(self, report=report, select=tuple(select), ignore=tuple(ignore), accepted=tuple(accepted))

    def fixed(self) -> Page:
        """The copy with every safe fix made, and not another character changed."""
        return self.fix().page

    def fix(self) -> Fixed:
        """Make every safe fix, and audit again: a fixed row may make certain what another one is."""
        from tabl10n.audit.fix import fix

        current, count = self, 0
        for _ in range(_MAX_ROUNDS):
            text, made = fix(current.aligned.copy, current.report)
            if not made:
                break
            count += len(made)
            copy = current.aligned.copy
            document = replace(formats.parse(text, copy.name), region=copy.region)
            current = current.audit_again(make_page(document, copy.locale, copy.roles))
        return Fixed(current.aligned.copy, current, count)

    def audit_again(self, copy: Page) -> AuditReport:
        """Audit another text of the copy in the same way."""
        aligned = self.aligned
        return audit(
            align(copy, aligned.source, editions=aligned.editions, naming=aligned.naming),
            catalog=self.catalog,
            select=self.select,
            ignore=self.ignore,
            accepted=self.accepted,
        )

    def diff(self) -> str:
        """What `fixed` changes, as a unified diff; empty where that is nothing."""
        from tabl10n.audit.fix import make_diff

        return make_diff(self.aligned.copy, self.fixed().source)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A copy after its safe fixes, what is still wrong, and how many fixes were made."""

    page: Page
    left: AuditReport
    fixes: int


def make_page(document: Document, locale: str | None, roles: Mapping[str, Role | str] | None) -> Page:
    """The page that ``document`` is, with its columns inferred; arguments and errors are those of `read`."""
    known = {header: _parse_role(role) for header, role in (roles or {}).items()}
    tag = known_locale(locale) if locale else None
    return wrap_inferred(infer_document(document, known, tag), tag, known)


def wrap_inferred(document: Document, locale: str | None, roles: Mapping[str, Role]) -> Page:
    """The page that ``document`` is, whose columns were inferred with ``roles`` and ``locale``, a known one."""
    values = {field.name: getattr(document, field.name) for field in fields(Document)}
    return Page(**values, locale=locale, roles=roles)


def _parse_role(role: Role | str) -> Role:
    try:
        return Role(role)
    except ValueError as error:
        raise InputError(f"there is no role {role!r}", next_step=f"choose one of {', '.join(Role)}") from error
