"""The second protocol: the same file, a corrected one, one of the same kind that needs fewer answers."""

import pytest

from tests.stories.town import SCHOOLS, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

PROTOCOL = """Протокол № 7 совещания с руководителями образовательных организаций

Дата – 01.09.2026

Решили:
1. Провести проверку спортивного инвентаря.
Срок: до 15.10.2026
Отв.: директора школ.
2. Подготовить сведения о кружках для каталога.
Срок: до 20.10.2026
Отв.: директора школ.
3. Организовать дежурство у входов.
Срок: до 25.10.2026
Отв.: директора школ.
"""
CORRECTED = PROTOCOL.replace("до 20.10.2026", "до 30.10.2026").replace(
    """3. Организовать дежурство у входов.
Срок: до 25.10.2026
Отв.: директора школ.
""",
    """3. Прислать фотографии стендов безопасности.
Срок: до 28.10.2026
Отв.: директора школ.
""",
)
SECOND_KIND = """Протокол № {number} совещания

Дата – 01.09.2026

Решили:
1. Провести {what}.
Срок: до 15.10.2026
Отв.: руководители РМО.
"""


async def test_the_same_text_is_the_same_minutes(story: Story) -> None:
    official = (await make_town(story, connected=())).official
    await official.uploads(PROTOCOL.encode("cp1251"), "протокол.txt")
    await official.sends(PROTOCOL.replace(" ", "  "))
    official.sees("Этот протокол Вы уже присылали")
    await official.taps("Направить")
    await official.taps("Направить 3")
    await official.uploads(PROTOCOL.encode(), "ещё раз.txt")
    official.sees("уже направлен", "Ознакомились: 0 из 3")


async def test_a_corrected_file_shows_what_it_changes(story: Story) -> None:
    official = (await make_town(story, connected=())).official
    await official.uploads(PROTOCOL.encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps("Направить 3")
    await official.uploads(CORRECTED.encode(), "исправленный.txt")
    official.sees("уже направлен 01.09.2026", "Новых пунктов 1, изменено 1, исключено 1")
    await official.taps("Что изменилось")
    official.sees("Новые — 1", "фотографии стендов", "п. 2: срок 20.10.2026 → 30.10.2026")
    official.sees("Исключены — 1", "дежурство у входов", "Без изменений: 1")
    await official.taps("К протоколу")
    await official.taps("Направить")
    official.sees("уже направляли")


async def test_only_the_difference_is_applied(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:2])
    official, birch = town.official, town.directors[SCHOOLS[0]]
    await official.uploads(PROTOCOL.encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps("Направить 3")
    await birch.taps("Ознакомлен")
    await official.uploads(CORRECTED.encode(), "исправленный.txt")
    await official.taps("Что изменилось")
    official.sees("Отметьте, что применить")
    assert official.buttons[:3] == ["☑ п. 3: новый", "☑ п. 2: изменён", "☑ п. 3: исключён"]
    await official.taps("☑ п. 3: исключён")
    assert "☐ п. 3: исключён" in official.buttons
    assert official.has_button("Применить изменения (2)")
    await official.taps("☐ п. 3: исключён")
    await official.taps("Применить изменения (3)")
    official.sees("Внести в протокол № 7 от 01.09.2026 3 изменения?", "Уточнение получат 3 организации.")
    await official.taps("Исправлена версия протокола")
    official.sees("Готово: уточнение уходит 3 организациям", "п. 3")
    birch.sees(
        "Уточнение к протоколу № 7 от 01.09.2026",
        "Пункт 3: новый пункт. Прислать фотографии стендов безопасности — до 28.10.2026",
        "Пункт 2: новый срок — до 30.10.2026 (было 20.10.2026)",
        "Пункт 3: отменён, отвечать не нужно",
        "Причина: исправлена версия протокола.",
    )
    assert len([message for message in birch.received if "Уточнение" in message.text]) == 1, "one message about all"
    first = next(message for message in birch.received if "Нужен отчёт — 3" in message.text)
    assert "стендов безопасности" in first.text
    assert "дежурство" not in first.text
    await official.sends("/protocols")
    official.sees("снято 0 из 9")
    official.does_not_see("черновик")
    await official.uploads(CORRECTED.encode(), "исправленный.txt")
    await official.taps("Что изменилось")
    official.sees("Отличий от направленного протокола нет")


async def test_a_part_left_out_stays_and_the_reason_is_typed(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    official, birch = town.official, town.directors[SCHOOLS[0]]
    await official.uploads(PROTOCOL.encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps("Направить 3")
    await official.uploads(CORRECTED.replace("Подготовить сведения о", "Подготовить перечень").encode(), "новый.txt")
    await official.taps("Что изменилось")
    official.sees("п. 2: текст, срок 20.10.2026 → 30.10.2026")
    await official.taps("☑ п. 3: исключён")
    await official.taps("☑ п. 3: новый")
    await official.taps("Применить изменения (1)")
    await official.taps("Другая причина")
    await official.sends("перенос по просьбе школ")
    official.sees("Готово: уточнение уходит 3 организациям")
    birch.sees("Пункт 2: изменён текст", "Подготовить перечень", "Причина: перенос по просьбе школ.")
    birch.does_not_see("отменён")
    await official.taps("Применить изменения", version=-2)
    official.sees("Этого протокола больше нет")


async def test_an_answer_given_once_is_not_asked_again(story: Story) -> None:
    official = (await make_town(story, connected=())).official
    await official.sends(SECOND_KIND.format(number=1, what="обследование пришкольных площадок, составить перечень"))
    official.sees("Нужно Ваше решение", "РМО")
    await official.taps("Ответить")
    await official.taps("Школы")
    official.sees("Всё понятно, можно направлять.")
    await official.sends(SECOND_KIND.format(number=2, what="ревизию библиотечного фонда и составить список утрат"))
    official.sees("Всё понятно, можно направлять.")
    await official.taps("Направить")
    official.sees("Школы (3)")
