"""Compare the inline elements of a translation with those of its source: what was lost, changed or added.

Elements are links, images, roles and references, code, placeholders, footnotes, tags, formulas, options and numbers.
What is compared are sets of them, never counts, and what is written elsewhere in the translation counts as kept. The
most precise sign is another: what is left over as text once the translation is parsed (`leftovers`).
"""
