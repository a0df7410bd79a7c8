"""Organisations from a table or a pasted list: read, name, sort by kind, match with what is known.

Refusals are RegistryRefused with row numbers of the file; see `read_table`, `parse_names` and `read_sheets`.
"""

from domain.registry.kinds import infer_kind
from domain.registry.names import abbreviate_form, fold, make_short_name, name_key, search_key
from domain.registry.parse import NotTaken, SkippedRow, TableReading, first_sheet, parse_names, read_rows, read_table
from domain.registry.plan import Change, ImportPlan, NewOrganisation, plan_import

__all__ = [
    "Change",
    "ImportPlan",
    "NewOrganisation",
    "NotTaken",
    "SkippedRow",
    "TableReading",
    "abbreviate_form",
    "first_sheet",
    "fold",
    "infer_kind",
    "make_short_name",
    "name_key",
    "parse_names",
    "plan_import",
    "read_rows",
    "read_table",
    "search_key",
]
