"""One assignment as its controller reads it."""

REPORT = "Отчёт"
TO_ITEM = "К пункту"
TO_ORGANISATION = "Об организации"
