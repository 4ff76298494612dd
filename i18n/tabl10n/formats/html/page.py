"""A whole HTML page around a table: its frame and its looks."""

from __future__ import annotations

# Nothing but images is ever loaded, and no script runs: what a page says it cannot do, a mistake cannot make it do.
_POLICY = "default-src 'none'; img-src http: https: 'self'; style-src 'unsafe-inline'; base-uri 'none'"
_LOOKS = """\
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --rule: #d5dae0; --band: #f5f7f9; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e3e7eb; --paper: #14171b; --rule: #363d45; --band: #1c2127; --link: #7ab7ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem clamp(.75rem, 3vw, 2rem) 3rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", sans-serif; }
:lang(ja) { font-family: system-ui, "Noto Sans", "Noto Sans CJK JP", sans-serif; }
:lang(zh-Hant) { font-family: system-ui, "Noto Sans", "Noto Sans CJK TC", sans-serif; }
:lang(ko) { font-family: system-ui, "Noto Sans", "Noto Sans CJK KR", sans-serif; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.5em 0 .5em; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.4rem, 4vw, 2rem); margin-top: 0; }
p { max-width: 42rem; overflow-wrap: anywhere; }
a { color: var(--link); }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; font-size: .9375rem; }
th { position: sticky; top: 0; background: var(--paper); border-bottom: 2px solid var(--rule); }
th, td { padding: .45rem .75rem; text-align: start; vertical-align: middle; }
td { border-bottom: 1px solid var(--rule); overflow-wrap: break-word; unicode-bidi: isolate; }
tbody tr:nth-child(even) { background: var(--band); }
img { vertical-align: middle; max-width: 6.5rem; height: auto; max-height: 2.25rem; font-size: .6875rem;
  line-height: 1.3; }
td.notranslate { font-variant-ligatures: none; }
@media (max-width: 40rem) {
  body { padding-inline: .5rem; }
  table { font-size: .8125rem; }
  th, td { padding: .35rem .3rem; overflow-wrap: anywhere; }
  img { max-width: 4rem; max-height: 3.5rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 9pt; }
  th { position: static; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""


def page(body: str, title: str, language: str) -> str:
    """The page that shows ``body``; ``title`` is escaped, ``language`` are the attributes that say the language."""
    return f"""<!DOCTYPE html>
<html{language}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{_LOOKS}</style>
</head>
<body>
{body}
</body>
</html>
"""
