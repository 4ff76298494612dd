from __future__ import annotations

import re

import pytest

from copies import audited, but_untranslated
from tabl10n.audit import example
from tabl10n.audit.links import decode_host, describe_imitation, list_codes
from tabl10n.findings import Finding

KNOWN = "https://lighthouse.example/?ref=K7P2"


def found(link: str) -> tuple[Finding, ...]:
    return audited(example.copy_of(example.make_row("lighthouse", link=link))).findings


@pytest.mark.parametrize(
    "link",
    [
        KNOWN,
        "https://lighthouse.example?ref=K7P2",
        "https://LIGHTHOUSE.example/?ref=K7P2",
        "https://www.lighthouse.example/?ref=K7P2",
        "https://lighthouse.example:443/?ref=K7P2",
        "https://lighthouse.example/?ref=%4B7P2",
    ],
)
def test_another_spelling_of_a_link_is_nothing(link: str) -> None:
    assert found(link) == ()


@pytest.mark.parametrize(
    ("link", "rule", "severity", "said"),
    [
        ("https://orchard.example/?ref=K7P2", "link-retargeted", "error", "that of 'orchard'"),
        ("https://1ighthouse.example/?ref=K7P2", "link-retargeted", "error", "look alike"),
        ("https://lighthuose.example/?ref=K7P2", "link-retargeted", "error", "nearly"),
        ("https://lihgtouse.example/?ref=K7P2", "link-retargeted", "error", "nearly"),
        ("https://lіghthouse.example/", "link-retargeted", "error", "letters of another script"),
        ("https://xn--lghthouse-v9h.example/", "link-retargeted", "error", "letters of another script"),
        ("https://lighthouse.example.shop.test/", "link-retargeted", "error", "belongs to someone else"),
        ("https://lighthouse.example@shop.test/", "link-retargeted", "error", "the host is 'shop.test'"),
        ("javascript:alert", "link-retargeted", "error", "runs 'javascript'"),
        ("http://elsewhere.example/", "link-retargeted", "error", "not https"),
        ("https://elsewhere.example/", "link-retargeted", "warning", "no edition knows the host"),
        ("https://lighthouse.test/", "link-retargeted", "warning", "no edition knows the host"),
        ("http://lighthouse.example/?ref=K7P2", "link-altered", "error", "every edition has https"),
        ("https://lighthouse.example/?ref=T9R4", "link-altered", "error", "ref=T9R4 was ref=K7P2"),
        ("https://lighthouse.example/", "link-altered", "warning", "lost the code ref=K7P2"),
        ("https://lighthouse.example/?ref=K7P2&lang=de", "link-altered", "warning", "gained the code lang=de"),
        ("https://lighthouse.example/de?ref=K7P2", "link-altered", "hint", "another page"),
        ("https://shop.lighthouse.example/?ref=K7P2", "link-altered", "hint", "leads to 'shop.lighthouse.example'"),
        ("lighthouse", "link-altered", "warning", "no full address"),
    ],
)
def test_what_is_wrong_with_a_link(link: str, rule: str, severity: str, said: str) -> None:
    findings = found(link)
    assert {(finding.rule, finding.severity) for finding in findings} == {(rule, severity)}
    assert {finding.part for finding in findings} == {"link"}
    assert all(said in finding.message for finding in findings)


@pytest.mark.parametrize("link", ["https://[::1", "https://", "//", "\\\\", "x" * 5000, "https://" + "[" * 300])
def test_an_address_that_is_none_leads_elsewhere(link: str) -> None:
    assert {finding.rule for finding in found(link)} in ({"link-altered"}, {"link-retargeted"})


_LOCAL = "| command | use |\n|---|---|\n| [row]({0}) | moves it |\n| [sail](sail.md) | lets it move |\n"


@pytest.mark.parametrize(
    ("source", "copy", "expected"),
    [
        ("#the-oars", "#die-ruder", None),
        ("boats.md#the-oars", "boats.md#die-ruder", None),
        ("/en/boats#the-oars", "/de/boats#die-ruder", None),
        ("boats_en.md", "boats.md", None),
        ("./boats.md", "../en/boats.md", ("link-altered", "hint")),
        ("/harbour/boats.md", "./boats.md", ("link-altered", "hint")),
        ("boats.md", "ships.md", ("link-altered", "warning")),
        ("boats.md", "https://elsewhere.example/boats.md", ("link-retargeted", "warning")),
        ("boats.md", "javascript:alert", ("link-retargeted", "error")),
    ],
)
def test_a_link_to_a_page_of_the_same_site(source: str, copy: str, expected: tuple[str, str] | None) -> None:
    report = audited(_LOCAL.format(copy), _LOCAL.format(source), (), "de", words={})
    found = [(one.rule, one.severity) for one in report.findings if one.rule != "text-untranslated"]
    assert found == ([expected] if expected else [])


def test_both_cells_of_a_retargeted_link_are_found() -> None:
    assert [finding.cell for finding in found("https://orchard.example")] == [1, 3]


@pytest.mark.parametrize(
    ("host", "real", "imitates"),
    [
        ("examp1e.com", "example.com", True),
        ("exarnple.com", "example.com", True),
        ("example.com.login.net", "example.com", True),
        ("exampel.com", "example.com", True),
        ("xemapel.com", "example.com", False),  # too many letters of seven
        ("examplle.com", "example.com", True),
        ("shop.example.com", "example.com", False),
        ("other.com", "example.com", False),
        ("abd.com", "abc.com", False),  # short names are near one another by chance
        ("examplesite.net", "example.com", False),
    ],
)
def test_imitations(host: str, real: str, *, imitates: bool) -> None:
    assert bool(describe_imitation(host, real)) is imitates


def test_a_host_called_as_the_entry_imitates_nobody() -> None:
    assert describe_imitation("lighthouse.test", "light-house.test", own=True) == ""


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/?ref=1&b=2", {"ref": "1", "b": "2"}),
        ("https://a.example/#/register?inviteCode=AB12", {"inviteCode": "AB12"}),
        ("https://a.example/#a=99", {"a": "99"}),
        ("https://a.example/join/AB12C/now", {"/2": "AB12C"}),
        ("https://a.example/api/v2", {}),
    ],
)
def test_codes_in_a_link(link: str, expected: dict[str, str]) -> None:
    assert list_codes(link) == expected


def test_punycode_is_shown_as_readers_see_it() -> None:
    assert decode_host("xn--mnchen-3ya.example") == "münchen.example"
    assert decode_host("xn--\udcff.example").endswith(".example")


def test_a_link_is_judged_in_whatever_column_the_source_has_its_links() -> None:
    rows = "".join(
        f"| {key} | [RFC {number}](https://standards.example/rfc{number}) | It does {key}. |\n"
        for number, key in enumerate(("max-age", "no-cache", "no-store", "public"), 9111)
    )
    source = f"| directive | specification | description |\n|---|---|---|\n{rows}"
    damaged = source.replace("https://standards.example/rfc9112", "http://standards.example.evil.test/rfc9112")
    (finding,) = but_untranslated(audited(damaged, source, (), words={}).findings)
    assert (finding.rule, finding.severity, finding.expected) == (
        "link-retargeted",
        "error",
        "https://standards.example/rfc9112",
    )


@pytest.mark.parametrize(
    ("link", "rule", "severity"),
    [
        ("https://de.encyclopaedia.example/wiki/Kranich", "link-altered", "hint"),
        ("https://fr.encyclopaedia.example/wiki/Grue", "link-retargeted", "warning"),
        ("https://de.encyclopaedia.test/wiki/Kranich", "link-retargeted", "warning"),
        ("http://de.encyclopaedia.example/wiki/Kranich", "link-retargeted", "error"),
    ],
)
def test_a_site_in_the_copys_language_is_another_page_of_the_site(link: str, rule: str, severity: str) -> None:
    rows = "".join(
        f"| {key} | [{name}](https://en.encyclopaedia.example/wiki/{name}) |\n"
        for key, name in (("b-1", "Crane"), ("b-2", "Heron"), ("b-3", "Stork"), ("b-4", "Wren"))
    )
    source = f"| id | name |\n|---|---|\n{rows}"
    copy = source.replace("https://en.encyclopaedia.example/wiki/Crane", link)
    (finding,) = audited(copy, source, (), words={}).findings
    assert (finding.rule, finding.severity) == (rule, severity)


LINKED = "| flag | name | docs |\n|---|---|---|\n" + "".join(
    f"| --{key} | [{key.title()}](https://{key}.example) | [manual](https://docs.example/{key}) |\n"
    for key in ("all", "base", "color", "depth", "exec", "force", "glob", "help", "input", "jobs", "keep")
)


def lost(copy: str, *editions: str) -> list[tuple[str, str, int | None, str]]:
    report = audited(copy, LINKED, editions, words={})
    return [(finding.rule, finding.severity, finding.row, finding.expected) for finding in report.findings]


def test_one_lost_link_is_found_in_its_cell() -> None:
    assert lost(LINKED.replace("[Depth](https://depth.example)", "Depth")) == [
        ("link-missing", "warning", 4, "https://depth.example")
    ]
    assert lost(LINKED.replace("[manual](https://docs.example/glob)", "manual")) == [
        ("link-missing", "warning", 7, "https://docs.example/glob")
    ]


@pytest.mark.parametrize("kept", ["", "all"])
def test_a_column_that_lost_its_links_is_found_once(kept: str) -> None:
    pattern = rf"\[(\w+)\]\(https://(?!{kept or 'none'})\w+\.example\)"
    assert lost(re.sub(pattern, r"\1", LINKED)) == [("link-missing", "hint", 0, "")]


def test_a_link_that_an_edition_of_the_copy_never_had_is_not_lost() -> None:
    edition = re.sub(r"\| --keep .*\n", "", LINKED).replace("[Depth](https://depth.example)", "Depth")
    assert lost(edition, edition) == []


def test_an_address_that_is_written_out_is_no_lost_link() -> None:
    assert "link-missing" not in {
        rule for rule, *_ in lost(LINKED.replace("[Depth](https://depth.example)", "https://depth.example"))
    }


TWINS = "| id | name |\n|---|---|\n" + "".join(
    f"| {key} | [{name}](https://{key}.example) |\n"
    for key, name in (("a-1", "Delta"), ("b-2", "Delta"), ("c-3", "Echo"))
)


def test_the_link_of_an_entry_of_the_same_name_is_anothers() -> None:
    copy = TWINS.replace("| a-1 | [Delta](https://a-1", "| a-1 | [Delta](https://b-2")
    (finding,) = audited(copy, TWINS, (), words={}).findings
    assert (finding.rule, finding.severity, finding.expected) == ("link-retargeted", "error", "https://a-1.example")


def test_the_link_of_the_entry_that_an_edition_had_under_the_same_name_is_its_own() -> None:
    edition = "".join(line for line in TWINS.splitlines(keepends=True) if "| a-1" not in line)
    source = TWINS.replace("| b-2 | [Delta](https://b-2.example) |\n", "")
    copy = source.replace("[Delta](https://a-1", "[Delta](https://b-2")
    assert "link-retargeted" not in audited(copy, source, (edition,), words={}).counts()


@pytest.mark.parametrize(
    ("prose", "links"),
    [
        ("Call `curl https://api.test/v1` first.", []),
        ("Call ``curl https://api.test/v1`` first, or <code>https://web.test</code>.", []),
        ("Not `this`, but https://api.test/v1 or `that`.", ["https://api.test/v1"]),
    ],
)
def test_an_address_in_code_is_no_link(prose: str, links: list[str]) -> None:
    copy = example.copy_of(example.HEADER + example.make_row("orchard") + f"\n\n{prose}\n")
    assert [finding.written for finding in audited(copy).findings if finding.rule == "link-added"] == links


def test_half_of_a_cell_that_is_anothers_is_not_fixed() -> None:
    source = "| status | specification |\n|---|---|\n" + "".join(
        f"| S{number} | [RFC {number}](https://standards.example/rfc{number}) |\n"
        for number in (9110, 6585, 7725, 2324)
    )
    link, text = "(https://standards.example/rfc6585)", "[RFC 6585]"
    for copy, sure in (
        (source.replace(link, "(https://standards.example/rfc7725)"), [True]),
        (source.replace(text + link, "[RFC 7725](https://standards.example/rfc7725)"), [False, False]),
    ):
        assert [finding.safe for finding in audited(copy, source, (), words={}).findings] == sure


@pytest.mark.parametrize(("earlier", "severity"), [("https", "error"), ("http", "warning")])
def test_a_link_without_encryption_is_an_error_only_where_every_edition_has_it(earlier: str, severity: str) -> None:
    edition = example.make_source().replace(
        "https://lighthouse.example/?ref=K7P2", f"{earlier}://lighthouse.example/old"
    )
    copy = example.copy_of(example.make_row("lighthouse", link="http://elsewhere.example/"))
    findings = audited(copy, editions=(edition,)).findings
    assert {(finding.rule, str(finding.severity)) for finding in findings} == {("link-retargeted", severity)}
