"""A whole HTML page around a table: its frame and its looks."""

from __future__ import annotations

# Nothing but images is ever loaded, and no script runs: what a page says it cannot do, a mistake cannot make it do.
_POLICY = "default-src 'none'; img-src http: https: 'self'; style-src 'unsafe-inline'; base-uri 'none'"
# The page scrolls sideways where a table has no room, and its prose stays in view: in a table that scrolled in a box of
# its own, the header row would no longer stay on top.
_LOOKS = """\
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --rule: #d5dae0; --band: #f5f7f9; --link: #0550ae;
  --edge: clamp(.75rem, 3vw, 2rem); }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e3e7eb; --paper: #14171b; --rule: #363d45; --band: #1c2127; --link: #7ab7ff; }
}
* { box-sizing: border-box; }
html { scroll-padding-block: 4rem; } /* what has the focus stands below the header row, not under it */
body { margin: 0 auto; min-width: min-content; max-width: 72rem; padding: 1.5rem var(--edge) 3rem;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC",
  "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", sans-serif; }
:lang(ja) { font-family: system-ui, "Noto Sans", "Noto Sans CJK JP", sans-serif; }
:lang(zh-Hant) { font-family: system-ui, "Noto Sans", "Noto Sans CJK TC", sans-serif; }
:lang(ko) { font-family: system-ui, "Noto Sans", "Noto Sans CJK KR", sans-serif; word-break: keep-all; }
h1, h2, h3, h4, h5, h6, p { position: sticky; inset-inline: var(--edge); width: fit-content;
  max-width: calc(100vw - 2 * var(--edge)); overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.5em 0 .5em; }
h1 { font-size: clamp(1.4rem, 4vw, 2rem); margin-top: 0; }
p { max-width: min(42rem, 100vw - 2 * var(--edge)); }
a { color: var(--link); }
table { border-collapse: collapse; width: min(100%, 100vw - 2 * var(--edge)); margin: 1.5rem 0; font-size: .9375rem; }
th { position: sticky; top: 0; background: var(--paper); word-break: keep-all;
  box-shadow: inset 0 -2px var(--rule); } /* a collapsed border would not stay with it */
th, td { padding: .45rem .75rem; text-align: left; vertical-align: middle; }
[dir="rtl"] th, [dir="rtl"] td { text-align: right; }
td { border-bottom: 1px solid var(--rule); overflow-wrap: break-word; unicode-bidi: isolate; }
td:not(.notranslate) { min-width: 8rem; }
tbody tr:nth-child(even) { background: var(--band); }
img { vertical-align: middle; max-width: 6.5rem; height: auto; max-height: 2.25rem; font-size: .6875rem;
  line-height: 1.3; }
td.notranslate { font-variant-ligatures: none; }
@media screen and (max-width: 40rem) {
  :root { --edge: .5rem; }
  table { font-size: .8125rem; }
  th, td { padding: .35rem .25rem; }
  td.notranslate, td:not(.notranslate) { min-width: 4.5rem; }
  td.notranslate { overflow-wrap: anywhere; }
  td.notranslate:not(:has(a)) { min-width: 5.5rem; }
  td.notranslate:has(img) { min-width: 2.75rem; }
  img { max-width: 3.25rem; max-height: 3.5rem; }
}
@media print {
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  h1, h2, h3, h4, h5, h6, p, th { position: static; }
  th, td { padding-block: .3rem; }
  th { border-bottom: 2px solid var(--rule); box-shadow: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""


def render_page(body: str, title: str, language: str) -> str:
    """The page that shows ``body``; ``title`` is escaped, ``language`` are the attributes that say the language."""
    return f"""<!DOCTYPE html>
<html{language}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1, minimum-scale=1">
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
