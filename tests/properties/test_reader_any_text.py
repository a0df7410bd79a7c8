"""Whatever is pasted, the reader answers: no error, spans inside the document, no date out of nowhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from domain.minutes import read_text, reading_from_json, reading_to_json, short_label

FRAGMENTS = (
    "РЕШИЛИ:", "Решение", "СЛУШАЛИ: Седову А.А.", "По 2 вопросу «О питании»", "ПРИКАЗЫВАЮ:", "1.", "1.1.", "2)",
    "а)", "- ", "• ", "IV. ", "Директорам школ", "Директорам школ:", "отдел опеки", "Отв.:", "Срок:",
    "Срок исполнения –", "(срок – ", ")", "до 15.10.2024", "31 сентября", "в течение 3 рабочих дней",
    "постоянно", "ежемесячно до 5 числа", "провести", "обеспечить", "смотр", "МБОУ СОШ № 1, 3", "«", "»", "(",
    "|", "\t", "Приложение № 1", "Председатель", "Уважаемые руководители!", "Просим", "№ п/п", "Мероприятие",
    "Ответственный", "Утвердить:", "## ", "**", "- [ ]", "👤", "⏰", "✅", "[17.09.2026, 15:21] Света:", "@anna —",
    "Action items", "Открытые вопросы", "Решение | Кто | Срок", "прошу", "готовит Пахомова", "Им же",
    "№ 5", "+", ":", ";", ".", ",", "\n", "\n\n", " ",
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=60))
def test_any_text_is_read(fragments: list[str]) -> None:
    text = "".join(fragment if fragment.isspace() else f"{fragment} " for fragment in fragments)
    reading = read_text(text)
    lines = len(reading.document.lines)
    placed = {line for part in reading.parts for line in range(part.first, part.last + 1)}
    assert all(at in placed for at, line in enumerate(reading.document.lines) if re.search(r"\w", line.text))
    for item in reading.items:
        assert 0 <= item.span[0] <= item.span[1] < lines
        assert item.text.strip()
        assert len(short_label(item.text, 40)) <= 40
        assert not item.deadline.dates or re.search(r"\d|дн|недел|месяц|год|сут", text)
    assert reading_from_json(reading_to_json(reading)) == reading
