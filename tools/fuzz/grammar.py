"""Pages, catalogs and settings at random: mostly as their format wants them, with what no format expects in it."""

from __future__ import annotations

from random import Random

FRAGMENTS = (
    *("a", "knarr", "Norway", "1.2", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "\0", "\f", "\x1b[1m", "\ufeff"),
    *("\u2028", "é", "e\u0301", "中文", "\u202e", "\u2068", "\u2069", "\U0001f1f3\U0001f1f4", "\u00a0", "İ", "ß"),
    *("|", "\\|", "\\", "`", "``", "*", "**", "_", "__", "~~", "[", "]", "(", ")", "![", "](", "<", ">", "&", "&#124;"),
    *("&lt;", "&#x41", "#", "# ", "- ", "+ ", "1. ", "> ", ":", "::", "---", "===", "|---|---|", "```", "~~~"),
    *("\n    ", "[a](b)", "![a](b.png)", "<b>", "</b>", "<br>", "<td>", "</table>", "<table>", "<tr>", "<!--", "-->"),
    *("<script>", "colspan=2", 'rowspan="3"', "</p>", "<p>", "<h1>", "<pre>", "{a}", "{{ a }}", "{% a %}", "%s"),
    *("${A}", "$x$", "https://a.example/?b=c&d=(e)", "www.a.example", "a@b.example", "mailto:a", "[^1]", "[^1]: a"),
    *("[a]: b", "[a]", ".. ", ".. |a| image:: b", "|a|", "|a|_", ":ref:`a <b>`", "`a <b>`_"),
    *("`a`_", "a_", "a__", ".. _a: b", "*a*b"),
    *(".. list-table::", "   * - a", "     - b", "+---+---+", "|   |   |", "=====  =====", ".. csv-table::"),
    *("   :header: a,b", '"', '""', ",", ";", "'", "=1+1", "null", "true", '{"text":', '"inline":', "[{", "}]"),
    *("1e999", "-0", "\\u0041"),
)  # fmt: skip
CATALOG = (
    *('msgid "a"\n', 'msgstr "b"\n', 'msgctxt "name"\n', "#~ ", "#| ", "#. key a\n", "#: a:1\n", "#, fuzzy\n", "# a\n"),
    *('"a\\n"\n', '"', "\\", "\\q", "\n", "\n\n", "\r\n", "msgid_plural", "msgstr[0]", "domain", "\u2068a b\u2069"),
    *("#= x", "\v"),
)  # fmt: skip
SETTINGS = (
    *("source-locale", "sources", "output", "catalogs", "templates", "locale-names", "copies", "exclude", "audit"),
    *("check", "domains", "editions", "roles", "sort", "incomplete", "select", "ignore", "baseline", "x"),
    *("per-file-ignores", "fail-on"),
)  # fmt: skip
VALUES = (
    *('"en"', '"xx"', '""', '"../.."', '"/"', '"{locale}/{path}"', '"docs/{dir}/{stem}.{locale}{suffix}"', '"{"'),
    *("true", '["locales/en/*.md"]', '["**/*"]', '["["]', "[]", "{}", "1", "-1.5", '{ de = "x" }', '{ a = "key" }'),
    *("[1]", '"\\u0000"', '"a\\nb"', '"locales/{domain}.pot"', '"{locale}"', '"mark"', "1979-05-27", '["a", ["b"]]'),
)  # fmt: skip


def make_text(random: Random, most: int = 8) -> str:
    """A few fragments."""
    return "".join(random.choices(FRAGMENTS, k=random.randrange(most)))


def make_grid(random: Random) -> list[list[str]]:
    """The cells of a table, in rows of mostly the same length."""
    width, height = random.randint(1, 4), random.randint(1, 5)
    rows = [["id", "country", "name", "note"][:width]]
    for number in range(height):
        cells = [
            f"k{number}",
            *(random.choice(("Norway", "word", "1.0", make_text(random, 4))) for _ in range(width - 1)),
        ]
        rows.append(cells if random.random() < 0.9 else cells[: random.randint(0, width)])
    if random.random() < 0.5:
        row = random.choice(rows[:1] + rows[1:2])
        row[: random.randrange(2)] = [make_text(random)]
    return rows


def damage(random: Random, text: str) -> str:
    """The text with a few fragments put in, and a few stretches taken out or doubled."""
    for _ in range(random.choice((0, 0, 1, 1, 2, 5))):
        at = random.randint(0, len(text))
        end = min(len(text), at + random.choice((0, 0, 1, 3, 20)))
        put = random.choice(("", make_text(random, 3), text[at:end] * 2))
        text = text[:at] + put + text[end:]
    return text


def make_markdown(random: Random) -> str:
    """A page of Markdown."""
    rows = [f"| {' | '.join(cells)} |" for cells in make_grid(random)]
    rows.insert(1, "|" + "---|" * (rows[0].count("|") - 1))
    table = random.choice(("\n", "\r\n")).join(rows)
    return damage(random, f"# {make_text(random)}\n\n{make_text(random)}\n\n{table}\n\n{make_text(random)}\n")


def make_html(random: Random) -> str:
    """A page of HTML."""
    cell = random.choice(("td", "td", "th"))
    rows = "".join(f"<tr>{''.join(f'<{cell}>{text}</{cell}>' for text in cells)}</tr>\n" for cells in make_grid(random))
    page = f"<html lang=en><title>{make_text(random)}</title><h1>{make_text(random)}</h1><p>{make_text(random)}</p>"
    return damage(random, f"{page}<table>{rows}</table></html>")


def make_rst(random: Random) -> str:
    """A page of reStructuredText, with a table of one of its kinds."""
    grid = [[text.replace("\n", " ") for text in cells] for cells in make_grid(random)]
    kind = random.choice(("list", "grid", "simple", "csv"))
    if kind == "list":
        rows = "".join("".join(f"   {'* ' if not n else '  '}- {text}\n" for n, text in enumerate(row)) for row in grid)
        table = f".. list-table::\n   :header-rows: 1\n\n{rows}"
    elif kind == "csv":
        table = ".. csv-table::\n   :header-rows: 1\n\n" + "".join(f"   {','.join(row)}\n" for row in grid)
    else:
        width = max((len(text) for row in grid for text in row), default=0) + 2
        columns = len(grid[0])
        if kind == "simple":
            border = "  ".join(["=" * width] * columns)
            lines = ["  ".join(text.ljust(width) for text in row) for row in grid]
            table = "\n".join([border, lines[0], border, *lines[1:], border]) + "\n"
        else:
            border = "+" + ("-" * width + "+") * columns
            lines = [f"|{'|'.join(text.ljust(width) for text in row)}|\n{border}" for row in grid]
            table = "\n".join([border, *lines]).replace(border, border.replace("-", "="), 2) + "\n"
    return damage(random, f"Title\n=====\n\n{make_text(random)}\n\n{table}\n{make_text(random)}\n")


def make_csv(random: Random) -> str:
    """A file of comma-separated values."""
    return damage(random, "".join(f"{','.join(cells)}\n" for cells in make_grid(random)))


def make_json(random: Random) -> str:
    """A document of JSON."""
    import json

    grid = make_grid(random)
    columns = [{"text": text} for text in grid[0]]
    rows = [{name: {"text": text} for name, text in zip(grid[0], row, strict=False)} for row in grid[1:]]
    content = [{"kind": "paragraph", "text": make_text(random)}, {"kind": "table", "columns": columns, "rows": rows}]
    return damage(random, json.dumps({"version": 1, "language": "en", "content": content}, ensure_ascii=False))


def make_catalog(random: Random) -> str:
    """A catalog of gettext."""
    entries = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for number in range(random.randrange(5)):
        text = make_text(random, 4).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        entries += f'#. key k{number}\nmsgctxt "name"\nmsgid "{number}{text}"\nmsgstr "{text}"\n\n'
    for _ in range(random.choice((0, 1, 3))):
        at = random.randint(0, len(entries))
        entries = entries[:at] + random.choice(CATALOG) + entries[at + random.choice((0, 0, 1, 9)) :]
    return entries if random.random() < 0.5 else damage(random, entries)


def make_settings(random: Random) -> str:
    """Settings of a project."""
    lines = ["[tool.tabl10n]"]
    for _ in range(random.randrange(5)):
        name = random.choice(SETTINGS)
        lines.append(
            random.choice(
                (f"{name} = {random.choice(VALUES)}", f"[tool.tabl10n.{name}]", f"[tool.tabl10n.{name}.boats]")
            )
        )
    text = "\n".join(lines) + "\n"
    return text if random.random() < 0.8 else damage(random, text)


PAGES = {"md": make_markdown, "html": make_html, "rst": make_rst, "csv": make_csv, "json": make_json}
