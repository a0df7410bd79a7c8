"""Somebody is on leave, somebody has left: who acts, until when, and what the others see."""

from datetime import timedelta

import pytest

from tests.person import Someone
from tests.stories.test_deputies import count, send, with_deputy
from tests.stories.town import SCHOOLS, Town, add_deputy, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS


async def appoint(town: Town, name: str = "Вера Тихая", until: str = "до 14.09") -> None:
    official = town.official
    await official.sends("/org Берёзовская")
    if official.has_button("МКОУ Берёзовская"):
        await official.taps("МКОУ Берёзовская")
    await official.taps("Назначить и. о.")
    await official.taps(name)
    await official.taps(until)


async def test_the_official_appoints_and_it_ends_by_itself(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await appoint(town)
    town.official.sees("И. о. руководителя: Вера Тихая, до 14.09.2026")
    deputy.sees("Вы исполняете обязанности руководителя до 14.09.2026", "Права закончатся сами")
    birch.sees("Обязанности исполняет Вера Тихая до 14.09.2026", "только итог по понедельникам и просроченное")
    await send(town)
    assert (count(deputy, "направляет решения"), count(birch, "направляет решения")) == (1, 0)
    await deputy.sends("/deputy")
    assert deputy.has_button("Пригласить заместителя"), "whoever acts decides for the organisation"
    await story.at("2026-09-14 23:50")
    await deputy.sends("/deputy")
    assert deputy.has_button("Пригласить заместителя"), "through the last day"
    await story.at("2026-09-15 00:10")
    await deputy.sends("/deputy")
    assert not deputy.has_button("Пригласить заместителя")
    assert count(deputy, "Вы больше не исполняете обязанности") == 0, "nobody is told at night"
    await story.at("2026-09-15 12:00")
    deputy.sees("Вы больше не исполняете обязанности руководителя")
    birch.sees("Вера Тихая больше не исполняет обязанности")


async def test_nobody_acts_a_day_too_long_even_while_the_bot_was_off(story: Story) -> None:
    town, _, deputy = await with_deputy(story)
    await appoint(town)
    story.clock.move_to(story.clock() + timedelta(days=20))  # no tick has run
    await deputy.sends("/deputy")
    assert not deputy.has_button("Пригласить заместителя")
    assert deputy.has_button("Я исполняю обязанности")
    await story.restart()
    await story.tick()
    assert count(deputy, "Вы больше не исполняете обязанности") == 1
    await story.tick()
    assert count(deputy, "Вы больше не исполняете обязанности") == 1


async def test_the_deputy_asks_and_the_official_confirms(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await deputy.sends("/deputy")
    deputy.sees("Руководитель в отпуске или болеет?")
    await deputy.taps("Я исполняю обязанности")
    deputy.sees("По какой день включительно")
    await deputy.taps("Другая дата")
    await deputy.sends("скоро")
    deputy.sees("Не понял дату")
    await deputy.sends("01.10.2028")
    deputy.sees("Это больше года")
    await deputy.sends("20.09")
    deputy.sees("Вы просили назначить Вас и. о. до 20.09.2026")
    town.official.sees("Просьба назначить и. о. руководителя", "Вера Тихая", "До 20.09.2026 включительно")
    await town.official.taps("Подтвердить")
    town.official.sees("Подтверждено")
    deputy.sees("Вы исполняете обязанности руководителя до 20.09.2026")
    birch.sees("Обязанности исполняет Вера Тихая")
    await birch.taps("Я вернулся")
    birch.sees("Вера Тихая больше не исполняет обязанности")
    deputy.sees("Вы больше не исполняете обязанности")


async def test_a_request_is_refused_and_not_sent_twice(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await deputy.sends("/deputy")
    await deputy.taps("Я исполняю обязанности")
    await deputy.taps("Назад")
    await deputy.taps("Я исполняю обязанности")
    await deputy.taps("до 07.09")
    await deputy.taps("до 07.09", version=-2)
    deputy.sees("Просьба уже отправлена")
    await town.official.taps("Отклонить")
    deputy.sees("Заявка отклонена")
    assert not any("И. о." in message.text for message in birch.received)


async def test_the_official_invites_where_there_is_nobody_and_ends_it_early(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    official, birch, deputy = town.official, town.directors[BIRCH], story.person("Вера Тихая")
    await official.sends("/org Берёзовская")
    await official.taps("Назначить и. о.")
    official.sees("Назначить пока некого")
    await official.taps("Пригласить заместителя")
    official.sees("Перешлите это сообщение заместителю лично")
    link = next(word for word in official.received[-2].text.split() if word.startswith("https://"))
    await deputy.opens(link)
    await deputy.taps("Да, это я")
    await deputy.taps("Согласен")
    await official.sends("/org Берёзовская")
    await official.taps("Назначить и. о.")
    await official.taps("Вера Тихая")
    await official.taps("Другая дата")
    await official.sends("30.09")
    official.sees("И. о. руководителя: Вера Тихая, до 30.09.2026")
    await official.taps("Завершить досрочно")
    official.sees("Вера Тихая больше не исполняет обязанности")
    deputy.sees("Вы больше не исполняете обязанности")
    birch.sees("снова приходят по правилу")


async def new_director(town: Town) -> Someone:
    """The official sends a personal link, the new one comes by it."""
    someone, official = town.story.person("Нина Новая"), town.official
    await official.sends("/invite Берёзовская")
    official.sees("Новый руководитель заменит прежнего")
    link = next(word for word in official.received[-2].text.split() if word.startswith("https://"))
    await someone.opens(link)
    await someone.taps("Да, это я")
    await someone.taps("Согласен")
    return someone


async def test_a_new_director_inherits_everything_and_the_old_ones_buttons_die(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    second = await add_deputy(town, BIRCH, "Пётр Лесной")
    await send(town)
    await birch.taps("Ознакомлен")
    await birch.taps("Пункт 1.1")
    nina = await new_director(town)
    nina.sees("Готово, Вы подключены", "Нужен отчёт", "Заместители прежнего руководителя")
    birch.sees("У организации новый руководитель", "Ваш доступ к её пунктам закрыт")
    await birch.taps("Исполнено")
    birch.sees("Это действие Вам недоступно")
    await birch.sends("/tasks")
    birch.sees("Это действие Вам недоступно")
    await nina.taps("Оставить: Вера")
    nina.sees("Остаются: Вера Тихая")
    await nina.taps("Отключить: Пётр")
    await nina.taps("Да, отключить")
    nina.sees("Заместители: Вера Тихая")
    second.sees("Доступ закрыт")
    await deputy.sends("/tasks")
    deputy.sees("Мои пункты")
    await nina.sends("/tasks")
    nina.sees("п. 1.1")
    await story.advance(days=1)
    assert count(birch, "новый руководитель") == 1


async def test_the_common_link_warns_the_official_whom_a_new_director_replaces(story: Story) -> None:
    town, birch, _ = await with_deputy(story)
    official, nina, oleg = town.official, story.person("Нина Новая"), story.person("Олег Пришлый")
    await official.sends("/invite")
    link = next(word for word in official.received[-2].text.split() if word.startswith("https://"))
    for someone, place in ((nina, "МКОУ Берёзовская"), (oleg, "МКОУ Заречная")):
        await someone.opens(link)
        await someone.taps(place)
        await someone.taps("Да, это я")
        await someone.taps("Согласен")
    official.sees("Заявка на подключение")
    await official.taps("Все заявки")
    await official.taps("Подтвердить всех (2)")
    official.sees("Подтверждено: 1 человек", "Осталось: 1 заявка", "подтверждают по одной")
    oleg.sees("Заявка подтверждена")
    nina.does_not_see("Заявка подтверждена")
    await official.taps("Все заявки")
    await official.taps("1")
    official.sees("Новый руководитель заменит: Директор МКОУ Берёзовская СОШ")
    await official.taps("Подтвердить")
    nina.sees("Заявка подтверждена")
    birch.sees("У организации новый руководитель")


async def test_another_employee_becomes_a_deputy(story: Story) -> None:
    town, birch, _ = await with_deputy(story)
    official, oleg = town.official, story.person("Олег Младший")
    await official.sends("/invite")
    link = next(word for word in official.received[-2].text.split() if word.startswith("https://"))
    await oleg.opens(link)
    await oleg.taps("МКОУ Берёзовская")
    await oleg.taps("Я другой сотрудник")
    await oleg.taps("Согласен")
    official.sees("Другой сотрудник, станет заместителем")
    await official.taps("Подтвердить")
    oleg.sees("Заявка подтверждена")
    await birch.sends("/deputy")
    birch.sees("Заместители: Вера Тихая, Олег Младший")
