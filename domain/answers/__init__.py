"""What people write when they report: figures, requisites of documents, addresses, «Не потребовалось».

Nothing is invented: what is not understood stays text.
"""

from domain.answers.figures import read_figure
from domain.answers.links import read_link
from domain.answers.marks import is_question, read_file_name, read_label, read_marks
from domain.answers.phrases import is_not_needed, is_polite
from domain.answers.references import Reference, read_reference
from domain.answers.short import ShortForm, read_short_forms, without_number
from domain.answers.understand import Answer, Piece, understand

__all__ = [
    "Answer",
    "Piece",
    "Reference",
    "ShortForm",
    "is_not_needed",
    "is_polite",
    "is_question",
    "read_figure",
    "read_file_name",
    "read_label",
    "read_link",
    "read_marks",
    "read_reference",
    "read_short_forms",
    "understand",
    "without_number",
]
