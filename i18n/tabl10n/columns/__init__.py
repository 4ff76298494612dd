"""Which column is what: one result, which extraction, alignment, audit and reports use alike.

It answers two questions apart: does a column tell the rows of its table apart, and is it kept from translators. Start
with `infer_columns`; `infer_document` gives the columns of a document their roles by it.
"""

from tabl10n.columns.infer import infer_columns, infer_document
from tabl10n.columns.model import Columns, InferredColumn

__all__ = ["Columns", "InferredColumn", "infer_columns", "infer_document"]
