"""The numbers by which tables, rows and keys are aligned, each with how it was got.

A number was *fitted* (by the command that is named), *measured* (on what is named), *chosen* (for the reason that is
given), or it is a *bound*: on what input may cost, whoever wrote it, or on what one part may say in the whole. Weights
are natural logarithms of likelihood ratios ("nats"), shares are of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log


@dataclass(frozen=True, slots=True)
class RowParameters:
    """Tables and rows, by what they share and by their order."""

    # What is assumed before the pair of tables shows it.
    kept: float = 0.5  # chosen: the share of tokens of a kind that survive, of which nothing is known
    kept_weight: float = 2.0  # chosen: tokens that this assumption counts for
    highest_kept: float = 0.97  # bound: nothing survives without exception
    gap: float = 0.02  # measured: the share of rows at which a run of others is lost or added; real editions, 1 to 4 %
    gap_weight: float = 20.0  # chosen: rows that this assumption counts for
    gap_extended: float = 0.5  # chosen: the share of lost rows after which the next is lost too, as they are in runs
    highest_gap: float = 0.2  # bound: ... in tables of very different length
    replaced: float = 0.1  # chosen: the share of lost rows in place of which others are added
    unmatched: float = 0.04  # chosen: the share of rows without counterpart, where order says nothing
    new_anyway: float = 0.05  # chosen: rows, or tables, that are expected to be added to any copy
    new_anyway_unordered: float = 0.1  # chosen: ... where order says nothing
    lowest_present: float = 0.05  # bound: the share of the source that is in the copy
    highest_present: float = 0.98  # bound
    highest_present_unordered: float = 0.95  # bound: ... where order says nothing
    other_rows: float = 10.0  # chosen: rows elsewhere that do not have a token either which one row of the table has
    sounding: float = 0.3  # chosen: the share of short cells that are spelt by sound
    min_alike: float = 0.65  # chosen: the likeness from which a short cell may be another's transcription
    learned: float = 0.5  # chosen: the likelihood from which two rows show what survives
    # What weights are bounded by.
    dependence: float = 0.8  # chosen: of what is shared, as kinds depend on each other; it was fitted for the keys
    highest_column: float = 8.0  # bound: what one column says for a pair, as its tokens come together
    highest: float = 20.0  # bound: what a row says for a pair
    lowest_kind: float = -4.0  # bound: what one kind says against a pair, as damage comes in runs: it is one event
    lowest: float = -8.0  # bound: what a row says against a pair
    highest_common: float = 0.9  # bound: the share of rows that have a token by chance
    length_deviation: float = 0.45  # measured: the logarithm of a cell's length around its pair's ratio, on real pages
    smoothed_length: float = 3.0  # chosen: characters added to each length: one is not a tenth of ten
    highest_length: float = 1.5  # bound: what a length says for a pair
    lowest_length: float = -2.0  # bound: what a length says against a pair
    highest_order: float = 50.0  # bound: the logarithm of how much better order explains the rows than none
    # Order.
    displaced: float = 0.007  # chosen: the share of rows out of order in a table that keeps it, e to the power -5
    displaced_weight: float = 30.0  # chosen: rows that this assumption counts for
    band: int = 1  # chosen: rows beside the path through the anchors that are compared too
    min_anchors: int = 16  # chosen: that must be there to show that order is gone
    min_rising: float = 0.5  # measured: the share of anchors in one run below which order is gone; in real tables .99
    small_matrix: int = 100  # bound: pairs of rows that are all compared
    max_matrix: int = 30_000  # bound: pairs of rows compared where no anchor cuts
    diagonal: int = 24  # bound: ... beyond it, rows beside the diagonal
    rare: int = 4  # chosen: a token that so many rows have at most finds pairs out of order
    highest_shifted: float = 0.9  # chosen: the share that order alone gives a row beside its position, if none is lost
    max_near: int = 64  # bound: rows of the source among which a row looks for itself out of order
    max_learned: int = 500  # bound: rows from which it is learned what survives, where order is gone
    min_foretold: float = 0.02  # chosen: the share from which the neighbours of a row make a key a candidate
    # Rows that match exactly.
    min_exact: int = 8  # measured: rows of both tables from which they are taken out (real pages: no row lost)
    sample: int = 24  # chosen: of them, about, that the model compares too, to learn what survives in the copy
    exact: float = 0.9999  # chosen: how likely two rows are one that match exactly
    min_exact_cells: int = 2  # chosen: cells that must point to one row, as a single value may be in the wrong row
    min_exact_characters: int = 2  # chosen: of a value: a letter or a digit tells no rows apart
    in_order: float = 0.95  # chosen: the share of them in one rising run from which the table keeps order
    settled: float = 0.9995  # chosen: the share from which a recognised row is compared with no other key
    # Tables.
    paired: float = 0.5  # chosen: the share from which a table is a counterpart, which two cannot have
    sure_table: float = 0.98  # chosen: the share from which the rows of a pair are not asked
    table_rounds: int = 2  # chosen: of asking rows, the second for pairs that the first brought into question
    max_asked: int = 4  # bound: tables of the source that one of the copy asks
    max_near_tables: int = 40  # bound: a wider window holds too many tables to compare all
    highest_table_kind: float = 12.0  # bound: what one kind of token says for a pair of tables
    highest_table: float = 25.0  # bound: what all tokens say for it, or against it
    highest_table_rows: float = 20.0  # bound: what the rows say for it, or against it
    table_lengths: float = 1.0  # chosen: the weight of how unlike the numbers of rows are
    lowest_other_size: float = 0.05  # bound: the share of tables whose size changes
    # Columns: what speaks for a pair of them, in shares of one; chosen, as tokens tell most columns by far.
    column_tokens: float = 4.0  # chosen
    column_kinds: float = 1.5  # chosen
    column_filled: float = 1.0  # chosen
    column_length: float = 0.7  # chosen
    column_position: float = 0.6  # chosen
    column_lead: float = 1.0  # chosen: by which another order must be better than the same
    # Ranks.
    sure: float = 0.9  # chosen: the share from which a row tells by itself which it is
    recognised: float = 2.3  # chosen: the weight from which a row is recognised by itself, ten to one
    least_recognised: float = -1.0  # chosen: ... less what speaks against it
    contested: float = 1.0  # chosen: ... by how much more it may share with another row


@dataclass(frozen=True, slots=True)
class KeyParameters:
    """The linkage of records with entries."""

    # Blocking.
    max_candidates: int = 40  # measured: of generated rows that share no exact value, 99 % have their entry among these
    max_candidates_one_exact: int = 16  # chosen: where one rare value is shared, which may be on the wrong row
    max_candidates_exact: int = 8  # chosen: where several are: the entry, and those that share its image or its host
    max_common: int = 400  # bound: a value that more entries share finds none of them: it costs much and tells little
    max_crowd: int = 4  # bound: records for each entry that has a value, where more than ``max_common`` have it
    value_part: float = 8.0  # chosen: entries for each that may share a value of a further column: more are a kind
    max_rare: int = 3  # chosen: a value that so many entries share is as good as one entry's own
    min_exact_features: int = 2  # chosen: of one entry, from which no sounds, words and territories are asked
    vague_vote: float = 0.5  # chosen: a gram is one of several in a word, a territory is shared by neighbours
    shared_prefix: float = 0.5  # chosen: the share of keys with one prefix from which it tells none of them
    # What survives, before the copy shows it: m-probabilities.
    image_kept: float = 0.9  # measured: on generated copies, as the next five (tools/align/generate.py)
    link_kept: float = 0.75  # measured
    doc_link_kept: float = 0.75  # measured
    name_kept: float = 0.5  # measured
    version_kept: float = 0.9  # measured
    territory_kept: float = 0.9  # measured
    value_kept: float = 0.75  # chosen: of a column that is copied as it is, of which nothing is known
    sounding: float = 0.6  # measured: the share of written keys and names that are spelt by sound
    code_kept: float = 0.3  # chosen: how often a right row has another link with the same code
    host_kept: float = 0.3  # chosen: ... with the same host
    site_name_kept: float = 0.2  # chosen: ... with the same name of the site
    assumed_weight: float = 8.0  # chosen: rows that these assumptions count for
    lowest_kept: float = 0.03  # bound: nothing is lost without exception
    highest_kept: float = 0.97  # bound: nor kept
    min_sounding: float = 0.6  # chosen: a likeness from which a spelling goes by sound
    # Weights.
    exact_key: float = 30.0  # chosen: an exact known key wins over any sum
    other_key: float = -30.0  # chosen: and the row is then no other key
    collided_key: float = 3.0  # chosen: what it is worth when all else contradicts it: the others outvote it
    highest_letters: float = 9.0  # bound: what the same letters say
    second_sound: float = 0.6  # chosen: a name mostly sounds like its key, so it adds less
    same_version: float = 0.6  # measured: log(0.9 / 0.5), as a version is shared by about half of all entries
    owned_by_other: float = -1.0  # chosen: log of the share of values that are another's, of those that differ
    lowest_lost: float = 0.01  # bound: nothing is kept without exception
    territory_missing: float = -1.0  # chosen: one that the record lacks: rows are dropped, editions differ
    highest_values: float = 10.0  # bound: what values say together, as the columns of one table depend on each other
    covered_meaning: float = 4.0  # chosen: of a key that glosses cover whole, as one in fifty wrong keys is
    word_kept: float = -0.3  # chosen: log of the share of words kept
    word_added: float = -1.0  # chosen: log of the share of words that the entry did not have
    highest_word: float = 6.0  # bound: what one word says
    highest_words: float = 14.0  # bound: what words say together, as those of one text depend on each other
    highest_position: float = 8.0  # bound: a position is never proof, as rows may be dropped and added at once
    highest_positions: float = 10.0  # bound: ... of rows that belong together
    # fitted: how much more often a likeness of 0.0, 0.1, … 1.0 is met between a key and its transcription than between
    # that and another key, read between the tenths that `tools/align/score.py --likeness` counts over tuned languages
    sound_ratios: tuple[float, ...] = (0.01, 0.01, 0.01, 0.01, 0.02, 0.08, 0.6, 7.0, 90.0, 400.0, 400.0)
    # Assignment.
    dependence: float = 0.8  # fitted: of 1.0, 0.8 and 0.65 the best calibrated (tools/align/score.py)
    highest: float = 60.0  # bound: weights beyond this say no more, and their exponential stays finite
    hopeless: float = 8.0  # bound: a candidate this far behind a record's best has no part in it, one in 3,000
    worthless: float = -4.6  # bound: log(0.01), odds by itself that no company makes better
    sweeps: int = 80  # bound: of messages where candidates form cycles; most settle in twenty, at 40 some still overlap
    settled_message: float = 1e-3  # bound: ... or earlier, when no message moves by more than this part of itself
    cancelled: float = 1e-6  # bound: the part that is left of a sum from which it is added up again
    new: float = 0.04  # fitted: records that are no known entry, of 0.02, 0.04 and 0.06 (tools/align/score.py)
    new_anyway: float = 0.1  # chosen: ... of a table whatever its length
    lowest_present: float = 0.05  # bound: the share of entries in the copy, before an edition is known
    highest_present: float = 0.95  # bound
    # Editions.
    outside_edition: float = 1.0  # chosen: entries of others that a copy may have although nothing shows it yet
    highest_inside: float = 0.98  # bound: any row may be dropped
    lowest_outside: float = 1e-4  # bound: any row may be added
    # Rounds and ranks.
    rounds: int = 3  # measured: answers stop changing by then in all but a few generated copies
    assigned: float = 0.5  # chosen: no two records can have more of one entry
    # At 0.6 one answer in ten thousand more is lost than at 0.5, and a third of the wrong ones go.
    answered: float = 0.6  # fitted: of 0.5 and 0.6 (tools/align/score.py)
    sure: float = 0.9  # chosen: from which a record teaches what the copy does to its rows
    settled: float = 0.9995  # chosen: from which a record is not compared again
    withheld: float = 0.5  # chosen: what a share is scaled by so that it is not answered, and is still shown
    lead: float = 2.0  # chosen: by which an entry must explain a record better than the next to join it with others
    recognised: float = 1.5  # chosen: the weight of a recognised record, as in a table of few rows no value is rare
    # Written keys that are another row's.
    min_kinds: int = 2  # chosen: features that must contradict the written key, and that must agree on another
    unlike: float = 0.5  # measured: below this a likeness contradicts; keys of the seeds are so unlike in 4 of 5 cases
    telling: float = 2.0  # chosen: what several entries may share tells one, if less than one in seven has it
    doubtful: float = -1.0  # chosen: the weight below which a feature speaks against a written key
    clear_claim: float = 2.0  # chosen: by which a claim must be better, as by a version and a page that differ
    sure_claim: float = 5.0  # chosen: ... where no two tell by themselves: two such rows are chance once in 20,000
    better_feature: float = 0.7  # chosen: by which one must speak more for an entry than for another, twice as likely
    # Territories that a cell means, whatever it says.
    min_shown: int = 2  # chosen: sure rows that must agree
    shown: float = 0.8  # chosen: of them
    # Successors. An image, a page or a code is one entry's own; a host may serve several.
    own_value_moved: float = 3.0  # chosen: how much it says when it moved from an old key to a new one
    host_moved: float = 1.0  # chosen: enough only alone
    min_moved: float = 1.0  # chosen: one value that is nobody else's
    # What is shown.
    max_shown: int = 4  # chosen: candidates
    min_shown_share: float = 0.001  # chosen: one below this is none worth showing, unless it is the best


@dataclass(frozen=True, slots=True)
class InputBounds:
    """What is read of input, which may be hostile: each is a bound on memory and time."""

    cells: int = 64  # bound: of one row
    column_rows: int = 200  # bound: rows in which columns are looked at
    cell_characters: int = 2000  # bound
    row_words: int = 60  # bound: the first of a description tell it from others
    text_words: int = 40  # bound: the same, of the columns of text
    short_characters: int = 40  # bound: of a cell that may be spelt by sound
    short_words: int = 4  # bound: the same
    number_digits: int = 19  # bound: of a number that is read as one
    table_tokens: int = 4000  # bound: of one table
    table_rows: int = 400  # bound: of one table; more say nothing new of it
    territory_characters: int = 200  # bound: a cell that names territories is shorter
    territory_cells: int = 60  # bound: different ones by which the language is recognised
    glossed_characters: int = 40  # bound: of a key that is looked up in a dictionary
    glossed_word: int = 8  # bound: characters of a word inside it, as compounds are written without spaces
    min_gloss: int = 3  # chosen: shorter glosses (`a`, `to`) are inside every other key


ROWS = RowParameters()
KEYS = KeyParameters()
BOUNDS = InputBounds()
EMPTY_LENGTH = log(ROWS.smoothed_length)
"""The logarithm of the length of an empty cell."""
