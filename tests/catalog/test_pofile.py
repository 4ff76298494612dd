"""The gettext file: what is well formed survives whole, what is not is refused with its line."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tabl10n.catalog.model import Catalog, Message
from tabl10n.catalog.pofile import parse, read, render
from tabl10n.errors import InputError

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FULL = """\
# Translated by hand
#, fuzzy
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# a translator's note
#
#  indented
#. CLDR JP
#: docs/a.md:7 docs/b.md:8 \u2068docs/with space.md\u2069:9
#, fuzzy, md-text, placeholders:"a,b":c
#| msgctxt "country"
#| msgid "Nippon"
msgctxt "territory"
msgid "Japan"
msgstr "日本"

msgid ""
"two\\n"
"lines with \\"quotes\\", a \\\\ and a \\t tab"
msgstr ""

#~| msgid "Olden"
#~ msgctxt "name"
#~ msgid "Old"
#~ msgstr "旧"

# a note at the end
"""


def message(text: str) -> Message:
    """The one message of a catalog, given without its header."""
    (found,) = parse(HEADER + text, "x.po").messages
    return found


def test_everything_a_catalog_holds_is_read() -> None:
    catalog = parse(FULL, "x.po")
    assert catalog.header.fuzzy
    assert catalog.fields["Language"] == "zh_Hans"
    assert catalog.messages == (
        Message(
            msgid="Japan",
            msgctxt="territory",
            msgstr="日本",
            comments=("a translator's note", "", " indented"),
            extracted=("CLDR JP",),
            references=("docs/a.md:7", "docs/b.md:8", "docs/with space.md:9"),
            flags=("fuzzy", "md-text", 'placeholders:"a,b":c'),
            previous_msgctxt="country",
            previous_msgid="Nippon",
        ),
        Message(msgid='two\nlines with "quotes", a \\ and a \t tab'),
        Message(msgid="Old", msgctxt="name", msgstr="旧", previous_msgid="Olden", obsolete=True),
    )
    assert [m.line for m in catalog.messages] == [18, 21, 28]
    assert catalog.tail == ("# a note at the end",)


def test_only_sound_translations_are_used() -> None:
    entries = (
        'msgid "a"\nmsgstr "1"',
        '#, fuzzy\nmsgid "b"\nmsgstr "2"',
        '#~ msgid "c"\n#~ msgstr "3"',
        'msgid "d"\nmsgstr ""',
    )
    assert parse(HEADER + "\n\n".join(entries), "x.po").translations() == {(None, "a"): "1"}


def test_what_is_read_is_written_back() -> None:
    assert render(parse(FULL, "x.po")) == FULL


@pytest.mark.parametrize(
    ("written", "same_as"),
    [
        ('#=fuzzy, no-wrap\nmsgid "a"\nmsgstr ""', '#, fuzzy, no-wrap\nmsgid "a"\nmsgstr ""'),
        ('#, fuzzy\n#, fuzzy,no-wrap\nmsgid "a"\nmsgstr ""', '#, fuzzy, no-wrap\nmsgid "a"\nmsgstr ""'),
        ('#no space\nmsgid "a"\nmsgstr ""', '# no space\nmsgid "a"\nmsgstr ""'),
        ('#,fuzzy\n#:x.md:1\n#.CLDR JP\nmsgid "a"\nmsgstr ""', '#. CLDR JP\n#: x.md:1\n#, fuzzy\nmsgid "a"\nmsgstr ""'),
        ('msgid"a"\nmsgstr\t"b"', 'msgid "a"\nmsgstr "b"'),
        ('  msgid ""  \n"a"\n\n"b"\nmsgstr ""\n"c"', 'msgid "ab"\nmsgstr "c"'),
        ('msgid "a"\nmsgstr ""\n"one\\n"\n"two\\n"', 'msgid "a"\nmsgstr ""\n"one\\n"\n"two\\n"'),
        ('msgid "a\u2028b"\nmsgstr "\u0085"', 'msgid "a\u2028b"\nmsgstr "\u0085"'),
        ('#~ msgid ""\n#~ "a"\n#~ msgstr "b"', '#~ msgid "a"\n#~ msgstr "b"'),
        ('#| msgid ""\n#| "o"\nmsgid "a"\nmsgstr ""', '#| msgid "o"\nmsgid "a"\nmsgstr ""'),
        ('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"', 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"'),
    ],
)
def test_other_ways_of_writing(written: str, same_as: str) -> None:
    assert parse(HEADER + written, "x.po") == parse(HEADER + same_as, "x.po")


def test_windows_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    assert read(path) == parse(FULL, "x.po")


@pytest.mark.parametrize(
    ("broken", "line", "fact"),
    [
        ('msgid "a\nmsgstr "c"', 4, "a string without its closing quote"),
        ('msgid "a"\nmsgstr "c', 5, "a string without its closing quote"),
        ('msgid "a"\nmsgstr "b" trailing', 5, "text after the closing quote"),
        ('msgid "a"\nmsgstr "b "c" d"', 5, "text after the closing quote"),
        ('msgid "a"\nmsgstr "b\\q"', 5, "an escape other than"),
        ('msgid "a"\nmsgstr "b\\"', 5, "a string without its closing quote"),
        ('msgid "a"\nmsgstr', 5, "a keyword without its string"),
        ('msgid a\nmsgstr "b"', 4, "a keyword without its string"),
        ('msgid "a"', 4, "an entry without msgstr"),
        ('# lost\n\nmsgctxt "a"', 4, "an entry without msgstr"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"', 6, "msgid out of its order"),
        ('msgstr "c"', 4, "msgstr out of its order"),
        ('msgctxt "c"\nmsgstr "c"', 5, "msgstr out of its order"),
        ('msgid "a"\nmsgctxt "c"\nmsgstr "c"', 5, "msgctxt out of its order"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"', 6, "msgstr out of its order"),
        ('msgid "a"\n# note\nmsgstr "b"', 5, "a comment inside an entry"),
        ('# note\n"a"', 5, "a string that no keyword begins"),
        ('msgid "a"\n#| "b"\nmsgstr "c"', 5, "a string that no keyword begins"),
        ('#~ msgid "a"\nmsgstr "b"', 5, "an entry that is obsolete in part"),
        ('#~ msgid "a"\n#~ msgstr "b"\n"c"', 6, "an entry that is obsolete in part"),
        ('msgid "a"\nmsgstr "b"\n<<<<<<< HEAD', 6, "not a line of a catalog"),
        ('msgid "a"\nmsgstring "b"', 5, "not a line of a catalog"),
        ('msgid "a"\nmsgstr_ "b"', 5, "not a line of a catalog"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"', 5, "a plural or a domain"),
        ('msgid "a"\nmsgstr[0] "c"', 5, "a plural or a domain"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"', 7, "the same message as in line 4"),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"', 7, "the same message as in line 4"),
        ('msgid ""\nmsgstr ""', 4, "the same message as in line 1"),
    ],
)
def test_a_broken_catalog_is_refused(broken: str, line: int, fact: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(HEADER + broken, "x.po")
    assert (caught.value.path, caught.value.line) == ("x.po", line)
    assert caught.value.fact.startswith(fact)
    assert caught.value.next_step
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "fact"),
    [
        ("", 1, "no header entry"),
        ("# only a note\n", 1, "no header entry"),
        ('msgid "a"\nmsgstr "b"\n', 1, "no header entry"),
        ('#~ msgid ""\n#~ msgstr "Content-Type: text/plain; charset=UTF-8\\n"\n', 1, "no header entry"),
        ('# note\nmsgid ""\nmsgstr "Language: de\\n"\n', 2, "the header names no charset"),
        ('msgid ""\nmsgstr ""\n', 1, "the header names no charset"),
        (HEADER.replace("UTF-8", "GB2312"), 1, "the header says charset GB2312"),
        (HEADER.replace("UTF-8", "CHARSET"), 1, "the header says charset CHARSET"),
    ],
)
def test_a_header_that_does_not_serve_is_refused(text: str, line: int, fact: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "x.po")
    assert (caught.value.line, caught.value.fact) == (line, fact)


@pytest.mark.parametrize(
    ("data", "fact"),
    [(None, "no such file"), (b"", "the file is empty"), (b'msgid "\xff"', "not UTF-8")],
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes | None, fact: str, tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=fact) as caught:
        read(path)
    assert caught.value.path == str(path)


def test_references_are_wrapped_and_strings_are_not() -> None:
    references = tuple(f"docs/a-table-of-exchanges.md:{number}" for number in range(100, 110))
    text = render(parse(HEADER, "x.po"))
    text = render(Catalog(parse(text, "x.po").header, (Message("字" * 200, references=references),)))
    assert max(len(line) for line in text.split("\n") if line.startswith("#:")) <= 79
    assert f'msgid "{"字" * 200}"\n' in text
    assert parse(text, "x.po").messages[0].references == references


LINE = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])).map(lambda s: s.rstrip(" \t\r\f\v"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\n\r\t"\\#~|'))
PATH = st.from_regex(r"[a-z\u4e00-\u4eff]+( [a-z]+)?(/[a-z]+)?\.md:[0-9]{1,4}", fullmatch=True)
FLAG = st.sampled_from(["fuzzy", "md-text", "no-wrap", 'placeholders:"a,b"', "max-length:9", "ignore-same"])
LINES = st.lists(LINE, max_size=3).map(tuple)
MESSAGE = st.builds(
    Message,
    msgid=TEXT,
    msgctxt=st.sampled_from(["territory", "name", ""]) | TEXT,
    msgstr=TEXT,
    comments=LINES,
    extracted=LINES,
    references=st.lists(PATH, max_size=4).map(tuple),
    flags=st.lists(FLAG, unique=True, max_size=3).map(tuple),
    previous_msgctxt=st.none() | TEXT,
    previous_msgid=st.none() | TEXT,
    obsolete=st.booleans(),
)
CATALOG = st.lists(MESSAGE, unique_by=lambda m: m.identity, max_size=5).map(
    lambda found: Catalog(Message("", msgstr="Content-Type: text/plain; charset=UTF-8\n"), tuple(found))
)


@settings(max_examples=100)
@given(CATALOG)
def test_nothing_is_lost_between_writing_and_reading(catalog: Catalog) -> None:
    text = render(catalog)
    assert parse(text, "x.po") == catalog
    assert render(parse(text, "x.po")) == text


@settings(max_examples=100)
@given(st.lists(st.sampled_from(['"', "\\", "#", "~", "|", ",", "msgid ", "msgstr ", "msgctxt ", "a", "\n", '"a"\n'])))
def test_any_text_is_read_whole_or_refused(parts: list[str]) -> None:
    with suppress(InputError):
        catalog = parse(HEADER + "".join(parts), "x.po")
        assert parse(render(catalog), "x.po") == catalog


def wrapped(text: str, width: int) -> str:
    """A catalog's text with each string on lines of its own, of at most so many characters or one escape."""
    lines = []
    for line in text.split("\n"):
        said = re.fullmatch(r'(#~\|? |#\| |)(msg\w+) "(.+)"', line)
        if said is None:
            lines.append(line)
        else:
            parts = re.findall(rf"(?:\\.|[^\\]){{1,{width}}}", said[3])
            lines += [f'{said[1]}{said[2]} ""', *(f'{said[1]}"{part}"' for part in parts)]
    return "\n".join(lines)


@settings(max_examples=100)
@given(CATALOG, st.integers(0, 20))
def test_what_is_read_at_one_stroke_is_read_line_by_line_just_so(catalog: Catalog, width: int) -> None:
    text = wrapped(render(catalog), width) if width else render(catalog)
    indented = parse("\n".join(f" {line}" for line in text.split("\n")), "x.po")  # no plain entry begins with a space
    plain = parse(text, "x.po")
    assert plain == catalog
    assert render(plain) == text
    assert (indented.header, indented.messages) == (plain.header, plain.messages)
    assert [m.line for m in indented.messages] == [m.line for m in plain.messages]


@pytest.mark.parametrize(
    "entry",
    [
        '#: a.md:1   b.md:2\nmsgid "a"\nmsgstr ""\n"wrapped "\n"here"',
        "#: " + "a.md:1 " * 20 + 'b.md:2\nmsgid "a"\nmsgstr "b"',
        '#: a.md:1\n#: b.md:2\nmsgid "a"\nmsgstr "b"',
        '#. note\n# mine\n#,fuzzy, no-wrap\nmsgid "a"\nmsgstr "b"',
        '#~ msgctxt "c"\n#~ msgid ""\n#~ "a"\n#~ msgstr "b"',
        '#| msgid ""\n#| "x"\n#| "y"\nmsgid "a"\nmsgstr "b"',
        '#,fuzzy\nmsgid "a"\nmsgstr "b"',
        '#, fuzzy,no-wrap\nmsgid "a"\nmsgstr "b"',
        '#: \u2068a.md\u2069:1\nmsgid "a"\nmsgstr "b"',
        '#. note \n  msgid   "a"\nmsgstr "b"\t',
        '#~ msgctxt ""\n#~ "c"\n#~  "d"\n#~ msgid "a"\n#~ msgstr ""\n#~ "b"',
        'msgid "a\\nb"\nmsgstr "a tab\tas it is"',
        'msgid ""\n"a|"\n"||"\n"|b"\nmsgstr ""\n"#|"\n"~|"',
    ],
)
def test_the_layout_of_another_tool_stays(entry: str) -> None:
    catalog = parse(HEADER + entry, "x.po")
    assert render(catalog) == HEADER + entry + "\n"
    noted = replace(catalog.messages[0], comments=("new",))
    changed = render(replace(catalog, messages=(noted,)))
    assert {line for line in entry.split("\n") if line != "# mine"} <= set(changed.split("\n"))
    assert parse(changed, "x.po").messages == (noted,)


def test_the_flag_lines_of_gettext_1_are_never_written() -> None:
    catalog = parse(HEADER + '#=no-wrap\n#, fuzzy\nmsgid "a"\nmsgstr ""\n"b"', "x.po")
    assert '#, no-wrap, fuzzy\nmsgid "a"\n' in render(catalog)


def test_a_line_with_another_end_changes_no_other() -> None:
    mostly_unix, mostly_windows = FULL.replace("\n", "\r\n", 3), FULL.replace("\n", "\r\n").replace("\r\n", "\n", 3)
    assert render(parse(FULL, "x.po"), like=mostly_unix) == FULL
    assert render(parse(FULL, "x.po"), like=mostly_windows) == FULL.replace("\n", "\r\n")


@pytest.mark.parametrize("form", [lambda s: "\ufeff" + s, lambda s: s.replace("\n", "\r\n"), lambda s: s + "\n"])
def test_the_form_of_a_file_is_kept(form: Callable[[str], str]) -> None:
    assert render(parse(form(FULL), "x.po"), like=form(FULL)) == form(FULL)


PLAIN = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]) | st.sampled_from("\n\t字"), min_size=1)
PLAIN_MESSAGE = st.builds(Message, msgid=PLAIN, msgctxt=st.none() | PLAIN, msgstr=PLAIN, obsolete=st.booleans())


@settings(max_examples=60)
@given(st.lists(PLAIN_MESSAGE, unique_by=lambda m: m.identity, max_size=5))
def test_polib_reads_the_same_strings(messages: list[Message]) -> None:
    text = render(Catalog(parse(HEADER, "x.po").header, tuple(messages)))
    theirs = [(entry.msgctxt, entry.msgid, entry.msgstr, bool(entry.obsolete)) for entry in polib.pofile(text)]
    assert theirs == [(m.msgctxt, m.msgid, m.msgstr, m.obsolete) for m in messages]


@pytest.mark.gettext
def test_gettext_reads_the_same_catalog(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    known = FULL.replace(', md-text, placeholders:"a,b":c', ", no-wrap")  # gettext 0.21 drops flags it does not know
    path.write_text(known.replace('#, fuzzy\nmsgid ""', 'msgid ""'), encoding="utf-8")
    subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", path], check=True)
    again = subprocess.run(["msgcat", "--no-wrap", path], check=True, capture_output=True, encoding="utf-8").stdout
    assert parse(again, "x.po").messages == read(path).messages
