"""A director shares the work: deputies, who leads, a protocol handed over. From both sides."""

import pytest
from sqlalchemy import update

from db.models import Account
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.test_reports import TEXT
from tests.stories.town import SCHOOLS, Town, add_deputy, make_town
from tests.story import MOSCOW, Story
from views import callbacks as cb

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS


async def send(town: Town, text: str = TEXT) -> None:
    await town.official.uploads(text.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")


@remembered
async def with_deputy(story: Story) -> tuple[Town, Someone, Someone]:
    """The town, the director of the first school and their deputy."""
    town = await make_town(story, SCHOOLS, SCHOOLS[:2])
    return town, town.directors[BIRCH], await add_deputy(town, BIRCH)


def count(someone: Someone, text: str) -> int:
    return sum(text in message.text for message in someone.received)


async def test_a_deputy_comes_by_the_directors_link_and_answers_like_the_director(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch = town.directors[BIRCH]
    await birch.sends("/deputy")
    birch.sees("МКОУ Берёзовская СОШ", "Руководитель: Директор", "Заместители: пока нет", "Пригласите того, кто")
    assert not birch.has_button("Оба"), "there is nobody to share with"
    deputy = await add_deputy(town, BIRCH)
    deputy.sees("Готово, Вы подключены как заместитель", "МКОУ Берёзовская СОШ", "Вера Тихая")
    await birch.sends("/deputy")
    birch.sees("Заместители: Вера Тихая", "Кто ведёт: оба")
    await send(town)
    assert count(birch, "направляет решения") == count(deputy, "направляет решения") == 1
    assert birch.has_button("Передать заместителю")
    assert not deputy.has_button("Передать заместителю")
    await deputy.taps("Пункт 1.1")
    await deputy.taps("Исполнено")
    await deputy.sends("приказ № 45-о от 02.09.2026")
    await deputy.taps("Отправить отчёт")
    town.official.sees("Отчёт: МКОУ Берёзовская СОШ")


async def test_a_link_revoked_or_used_lets_nobody_in(story: Story) -> None:
    _, birch, _ = await with_deputy(story)
    await birch.taps("Пригласить заместителя", on="Заместители")
    link = next(word for word in birch.received[-2].text.split() if word.startswith("https://"))
    await birch.taps("Отозвать ссылку")
    birch.sees("Отозвано: 1 ссылка")
    stranger = story.person("Чужой Человек")
    await stranger.opens(link)
    stranger.sees("Эта ссылка не действует")
    await birch.sends("/deputy")
    await birch.taps("Пригласить заместителя")
    link = next(word for word in birch.received[-2].text.split() if word.startswith("https://"))
    await stranger.opens(link)
    await stranger.taps("Это не я")
    stranger.sees("ничего не сохранено")


@pytest.mark.long
async def test_the_standing_rule_decides_who_gets_what(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await birch.sends("/deputy")
    await birch.taps("Заместитель")
    birch.sees("Кто ведёт: заместитель", "Руководителю — итог по понедельникам и просроченное")
    await send(town)
    assert count(deputy, "направляет решения") == 1
    assert count(birch, "направляет решения") == 0, "0 taps: the rule has handed it over"
    await story.at("2026-10-14 12:00", daily=True)  # 1.1 is due on the 15th
    digests = [message.at.astimezone(MOSCOW).date() for message in birch.received if "Неделя" in message.text]
    assert {day.weekday() for day in digests} == {0}
    assert len(digests) > 1
    await deputy.taps("Ознакомлен", on="направляет решения")
    before = count(birch, "Доброе утро")
    await story.at("2026-10-15 12:00")
    deputy.sees("срок сегодня")
    assert count(birch, "Доброе утро") == before, "the due day is the deputy's"
    await story.at("2026-10-19 12:00")
    birch.sees("Просрочено — ")
    deputy.sees("Просрочено — ")
    await birch.sends("/deputy")
    await birch.taps("Я")
    birch.sees("Кто ведёт: руководитель")
    told = len(deputy.received)
    await story.at("2026-10-26 12:00", daily=True)
    assert len(deputy.received) == told, "now everything is the director's"


async def test_of_what_the_deputy_has_not_touched_the_director_hears_on_its_day(story: Story) -> None:
    town, birch, _ = await with_deputy(story)
    await birch.sends("/deputy")
    await birch.taps("Заместитель")
    await send(town)
    await story.at("2026-10-14 12:00", daily=True)
    assert {message.at.astimezone(MOSCOW).weekday() for message in birch.received if "Доброе" in message.text} == {0}
    await story.at("2026-10-15 12:00")
    birch.sees("Четверг, 15 октября", "Сегодня последний рабочий день — 1", "п. 1.1")


async def test_without_a_deputy_who_can_be_reached_everything_is_the_directors(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await birch.sends("/deputy")
    await birch.taps("Заместитель")
    await deputy.blocks()
    await send(town)
    birch.sees("направляет решения")
    await birch.sends("/deputy")
    birch.sees("Заместители сейчас недоступны: все сообщения приходят руководителю")
    await deputy.unblocks()
    await deputy.sends("/tasks")
    deputy.sees("Мои пункты")


async def test_a_deputy_found_unreachable_on_sending_is_replaced_by_the_director(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await birch.sends("/deputy")
    await birch.taps("Заместитель")
    await deputy.blocks()
    async with story.db.write() as session:  # as if the platform had not told of the blocking
        await session.execute(update(Account).where(Account.user_id == deputy.id).values(unreachable_at=None))
    await send(town)
    assert count(birch, "направляет решения") == 1, "found out while sending: it goes to the director"


async def test_a_protocol_is_handed_over_in_one_tap_and_taken_back(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await birch.sends("/deputy")
    await birch.taps("Я")
    await send(town)
    assert count(deputy, "направляет решения") == 0
    await birch.taps("Передать заместителю")
    birch.sees("теперь ведёт Вера Тихая")
    deputy.sees("передаёт Вам протокол № 12", "Дальше его ведёте Вы", "Нужен отчёт")
    await deputy.taps("Ознакомлен")
    await deputy.taps("Пункт 1.1")
    await deputy.taps("Исполнено")
    await deputy.sends("приказ № 45-о от 02.09.2026")
    await deputy.taps("Отправить отчёт")
    await story.advance(minutes=5)
    await town.official.taps("Принять", on="Отчёт: ")
    deputy.sees("Отчёт принят, спасибо!")
    assert count(birch, "Отчёт принят") == 0
    await birch.taps("Вернуть себе")
    birch.sees("Протокол снова у Вас")
    deputy.sees("ведёт протокол № 12", "От Вас больше ничего не требуется")
    assert birch.has_button("Передать заместителю")


async def test_of_several_deputies_one_is_chosen_and_the_card_of_an_item_has_the_button_too(story: Story) -> None:
    town, birch, first = await with_deputy(story)
    second = await add_deputy(town, BIRCH, "Пётр Лесной")
    await send(town)
    await birch.taps("Пункт 1.1")
    await birch.taps("Передать заместителю", on="Пункт 1.1 ·")
    birch.sees("Кому передать?")
    await birch.taps("Пётр Лесной")
    birch.sees("теперь ведёт Пётр Лесной")
    second.sees("передаёт Вам протокол № 12")
    await birch.taps("Открыть протокол")
    assert birch.has_button("Вернуть себе")
    first.does_not_see("передаёт")


async def test_without_a_deputy_the_button_explains_how_to_get_one(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    birch = town.directors[BIRCH]
    await send(town)
    await birch.taps("Передать заместителю")
    birch.sees("Пригласите того, кто ведёт")
    await birch.taps("Пригласить заместителя")
    birch.sees("Перешлите это сообщение заместителю лично")


async def test_from_the_digest_too(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await send(town)
    await story.at("2026-10-12 12:00")
    await birch.taps("Передать заместителю", on="Неделя")
    birch.sees("Какой протокол передать заместителю?")
    await birch.taps("протокол № 12")
    deputy.sees("передаёт Вам протокол № 12")
    await birch.taps("Передать заместителю", on="Неделя")
    birch.sees("Передавать нечего")


async def test_a_deputy_is_cut_off_at_once(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await send(town)
    await birch.sends("/deputy")
    await birch.taps("Отключить: Вера")
    birch.sees("Отключить Вера Тихая?")
    await birch.taps("Назад")
    await birch.taps("Отключить: Вера")
    await birch.taps("Да, отключить")
    birch.sees("Заместители: пока нет")
    deputy.sees("Доступ закрыт", "руководитель отключил Вас")
    await deputy.taps("Ознакомлен")
    deputy.sees("Это действие Вам недоступно")
    await deputy.sends("/deputy")
    deputy.sees("Это действие Вам недоступно")


async def test_nobody_else_changes_the_deputies_of_a_school(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    pine = town.directors[PINE]
    place = town.organisations[BIRCH]
    await pine.sends("/deputy")
    for button in (
        cb.Deputies(organisation=place),
        cb.InviteDeputy(organisation=place),
        cb.InviteDeputy(organisation=place, official=True),
        cb.SetLead(organisation=place, lead="deputy"),
        cb.DropDeputy(organisation=place, person=4, sure=True),
        cb.KeepDeputy(organisation=place, person=4),
        cb.AskActing(organisation=place, until=story.clock().toordinal()),
        cb.AppointActing(organisation=place),
        cb.StopActing(organisation=place, person=4),
        cb.TypeActingDay(organisation=place),
        cb.HandOver(minutes=1, organisation=place),
        cb.TakeBack(minutes=1, organisation=place),
    ):
        await story.advance(minutes=1)
        pine.person.taps_data(button.pack(), on=pine.screen)
        await story.settle()
        assert "Вам недоступно" in pine.person.toasts[-1], button
    await birch.sends("/deputy")
    birch.sees("Заместители: Вера Тихая", "Кто ведёт: оба")
    await deputy.sends("/deputy")
    assert not deputy.has_button("Отключить")
    assert not deputy.has_button("Пригласить")


async def test_the_settings_and_the_menu_lead_there(story: Story) -> None:
    _, birch, _ = await with_deputy(story)
    await birch.sends("/settings")
    await birch.taps("Заместители и кто ведёт")
    birch.sees("Кто ведёт: оба")
    await birch.sends("/menu")
    await birch.taps("Заместители и кто ведёт")
    await birch.taps("Я")
    await birch.taps("Оба")
    birch.sees("Кто ведёт: оба")


async def test_who_has_asked_hears_the_answer(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await send(town)
    await birch.sends("/deputy")
    await birch.taps("Я|Веду я")
    await deputy.taps("Пункт 1.1", on="направляет решения")
    await deputy.taps("Задать вопрос")
    await deputy.sends("Хватит ли одного акта?")
    await town.official.taps("Ответить")
    await town.official.sends("Да, одного достаточно")
    deputy.sees("Ответ на Ваш вопрос", "Да, одного достаточно")
    birch.sees("Да, одного достаточно")
