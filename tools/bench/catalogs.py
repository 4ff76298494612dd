"""Large catalogs for the benchmarks, and templates in which a tenth of the messages is reworded.

Half the messages are names of rows, half are texts of rows, each with the notes and the reference that tabl10n writes,
so that both programs read the same two files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tables import exchanges

_HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: table\\n"
"POT-Creation-Date: 2026-01-01 10:00+0000\\n"
"PO-Revision-Date: 2026-01-01 10:00+0000\\n"
"Last-Translator: nobody\\n"
"Language-Team: German\\n"
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
_REWORDED = (0, 11)  # of twenty messages: a name and a text


def write_catalog(messages: int, path: Path) -> None:
    """Write a catalog of that many messages, all translated."""
    _write(path, (_entry(*entry, f"auf Deutsch: {entry[2]}") for entry in _messages(messages)))


def write_template(messages: int, path: Path) -> None:
    """Write the template that the catalog is to follow: one message in ten has other words, each has another line."""
    _write(
        path,
        (
            _entry(number + 1, kind, f"{msgid} again" if number % 20 in _REWORDED else msgid, key, "")
            for number, kind, msgid, key in _messages(messages)
        ),
    )


def _messages(count: int) -> Iterator[tuple[int, str, str, str]]:
    """The number, context, text and key of each message."""
    for row, exchange in enumerate(exchanges((count + 1) // 2)):
        key = f"key {exchange.key}, {exchange.site}"
        yield 2 * row, "name", exchange.name, key
        if 2 * row + 1 < count:
            text = f"{exchange.name} trades in {exchange.territory} and answers {row * 7 % 1000} questions a second"
            yield 2 * row + 1, "text", text, key


def _entry(number: int, kind: str, msgid: str, key: str, msgstr: str) -> str:
    return f'\n#. {key}\n#: locales/en/table.md:{number + 7}\nmsgctxt "{kind}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


def _write(path: Path, entries: Iterator[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEADER)
        file.writelines(entries)
