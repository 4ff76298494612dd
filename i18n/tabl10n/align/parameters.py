"""The numbers by which rows and tables are aligned, by what they share and by their order, each with its reason."""

from __future__ import annotations

from typing import NamedTuple


class Parameters(NamedTuple):
    """Weights are natural logarithms of likelihood ratios ("nats"); shares are of one."""

    # What is assumed before the pair of tables shows it.
    kept: float = 0.5  # the share of tokens of a kind that survive: nothing is known
    kept_weight: float = 2.0  # tokens that this assumption counts for
    highest_kept: float = 0.97  # no habit is without exception
    gap: float = 0.02  # the share of rows at which others begin to be lost, or added: real editions, 1 to 4 %
    gap_weight: float = 20.0  # rows that this assumption counts for
    gap_extended: float = 0.5  # the share of lost rows after which the next is lost too: rows are lost in runs
    highest_gap: float = 0.2  # ... in tables of very different length
    replaced: float = 0.1  # the share of lost rows in place of which others are added
    unmatched: float = 0.04  # the share of rows without counterpart, where order says nothing
    other_rows: float = 10.0  # rows elsewhere that do not have a token either which one row of the table has
    # What weights are bounded by.
    dependence: float = 0.8  # of what is shared: kinds depend on each other (fitted for the linkage, tools/align)
    highest_column: float = 8.0  # what one column says for a pair at most: its tokens come together
    highest: float = 20.0  # what a row says for a pair at most
    lowest_kind: float = -4.0  # what one kind says against a pair at most: damage comes in runs, it is one event
    lowest: float = -8.0
    length_deviation: float = 0.45  # of the logarithm of a cell's length around the pair's own ratio (real pages)
    highest_length: float = 1.5
    lowest_length: float = -2.0
    # Order.
    displaced: float = 0.007  # the share of rows that stand out of order in a table that keeps it: e to the power -5
    displaced_weight: float = 30.0  # rows that this assumption counts for
    band: int = 1  # rows beside the path through the anchors that are compared too
    min_rising: float = 0.5  # the share of anchors in one rising run below which order is gone (real tables: .99)
    max_matrix: int = 30_000  # pairs of rows compared where no anchor cuts: bounds cost
    diagonal: int = 24  # ... beyond it: rows beside the diagonal
    rare: int = 4  # a token that so many rows have at most finds pairs out of order
    highest_shifted: float = 0.9  # the share of a row that order alone puts beside its position, where none is missing
    # Rows that match exactly.
    min_exact: int = 8  # rows of both tables from which they are taken out: shorter tables are compared whole
    sample: int = 24  # of them, about, that the model compares too: what survives in the copy is learned from them
    exact: float = 0.9999  # how likely two rows are one that match exactly
    in_order: float = 0.95  # the share of them in one rising run from which the table keeps order
    settled: float = 0.9995  # the share from which a recognised row is compared with no other key
    # Tables.
    paired: float = 0.5  # the share from which a table is a counterpart
    sure_table: float = 0.98  # the share from which the rows of a pair are not asked
    # Ranks.
    recognised: float = 2.3  # the weight from which a row is recognised by itself: ten to one
    least_recognised: float = -1.0  # ... less what speaks against it
    contested: float = 1.0  # ... by how much more it may share with another row
    recognised_key: float = 1.5  # ... by the columns of its table: in a table of a few rows no value is rare


DEFAULT = Parameters()
