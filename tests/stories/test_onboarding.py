"""The first day of an authority and of its directors, as they live it."""

import re
from datetime import timedelta

from sqlalchemy import func, select

from db.models import Account, Person
from tests.person import Someone
from tests.remembered import remembered
from tests.story import Story

SCHOOLS = "МКОУ Берёзовская СОШ\nМКОУ Заречная ООШ\nМКДОУ «Ромашка»"
TABLE = "Наименование;Муниципалитет;Руководитель\nМКОУ Берёзовская СОШ;Лесной;\nМКОУ Новая СОШ;Лесной;\n"


def link_in(text: str) -> str:
    found = re.findall(r"https://t\.me/\S+\?start=[\w-]+", text)
    assert found, text
    return str(found[-1])


@remembered
async def new_authority(story: Story) -> Someone:
    """An admin who has pasted three organisations."""
    admin = story.person("Анна Админова", admin=True)
    await admin.starts()
    await admin.taps("2. Загрузить")
    await admin.taps("Вставить списком")
    await admin.sends(SCHOOLS)
    await admin.taps("Загрузить")
    return admin


async def registered(story: Story, admin: Someone, organisation: str, name: str) -> Someone:
    director = story.person(name)
    await admin.sends(f"/invite {organisation}")
    await director.opens(link_in(admin.news))
    await director.taps("Да, это я")
    await director.taps("Согласен")
    return director


async def test_the_first_day_of_an_authority(story: Story) -> None:
    admin = story.person("Анна Админова", admin=True)
    await admin.starts()
    admin.sees("Первый день: три шага", "▫️ 1. Назвать орган управления", "пришлите сюда протокол")

    await admin.taps("1. Назвать")
    await admin.sends("Отдел образования администрации Заречного района")
    admin.sees("✅ 1. Назвать орган управления: Отдел образования администрации Заречного района")

    await admin.taps("2. Загрузить")
    admin.sees("Нужны только названия")
    await admin.taps("Вставить списком")
    await admin.sends(SCHOOLS)
    admin.sees("Новых 3", "школы 2", "МКДОУ «Ромашка»")
    await admin.taps("Загрузить")
    admin.sees("Загружено", "новых 3")

    await admin.taps("Пригласить руководителей")
    admin.sees("Уважаемые руководители! Отдел образования администрации Заречного района", "?start=")
    await admin.taps("Меню")
    admin.sees("✅ 2. Загрузить организации: 3 организации", "✅ 3. Пригласить руководителей")
    await admin.taps("Меню")
    admin.sees("Вы: администратор, специалист")
    assert admin.has_button("Организации")
    await admin.sends("меню")
    assert admin.has_button("На проверку")


async def test_a_director_registers_in_two_taps_and_types_nothing(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite березовская")
    admin.sees("Перешлите это сообщение руководителю", "МКОУ Берёзовская СОШ")
    link = link_in(admin.news)

    director = story.person("Пётр Лесной")
    await director.opens(link)
    director.sees("Вы — руководитель МКОУ Берёзовская СОШ?")
    await director.taps("Да, это я")
    director.sees("Согласие на обработку персональных данных", "/forget")
    await director.taps("Согласен")
    director.sees("Готово, Вы подключены", "МКОУ Берёзовская СОШ", "Пётр Лесной")

    await director.taps("Исправить имя")
    await director.sends("Пётр Сергеевич Лесной")
    director.sees("Пётр Сергеевич Лесной")

    await director.opens(link)
    director.sees("Вы уже подключены")
    await director.starts()
    director.sees("Вы отвечаете за:", "МКОУ Берёзовская СОШ")

    await admin.sends("/org Берёзовская")
    admin.sees("Пётр Сергеевич Лесной, руководитель")


async def test_whoever_does_not_agree_leaves_no_trace(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite Заречная")
    link = link_in(admin.news)
    director = story.person("Вера Тихая")
    await director.opens(link)
    await director.taps("Да, это я")
    await director.taps("Не согласен")
    director.sees("ничего не сохранено")
    async with story.db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 1
        assert await session.scalar(select(func.count()).select_from(Account)) == 1
    await admin.sends("/orgs")
    await admin.taps("Не в боте")
    admin.sees("Не в боте: 3")

    await director.opens(link)  # thought better of it
    await director.taps("Да, это я")
    await director.taps("Согласен")
    director.sees("Готово")


async def test_the_screens_survive_a_restart(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite Заречная")
    director = story.person("Вера Тихая")
    await director.opens(link_in(admin.news))
    await story.restart()
    await director.taps("Да, это я")
    await story.restart()
    await director.taps_twice("Согласен")
    director.sees("Вера Тихая")
    await admin.sends("/org Заречная")
    admin.sees("Вера Тихая, руководитель")


async def test_the_common_link_comes_as_a_picture_too(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite")
    picture = next(message for message in reversed(admin.received) if message.file)
    assert picture.file is not None
    assert picture.file.data.startswith(b"\x89PNG")
    assert link_in(picture.text) == link_in(admin.news)


async def test_the_common_link_ends_in_requests_that_are_confirmed_together(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite")
    link = link_in(admin.news)

    first, second, third = (story.person(name) for name in ("Пётр Лесной", "Вера Тихая", "Нина Чужая"))
    await first.opens(link)
    first.sees("Где Вы работаете?")
    await first.taps("МКОУ Берёзовская СОШ")
    await first.taps("Да, это я")
    await first.taps("Согласен")
    first.sees("Заявка отправлена", "МКОУ Берёзовская СОШ")
    admin.sees("Заявка на подключение", "Пётр Лесной → МКОУ Берёзовская СОШ")
    await first.starts()
    first.sees("Ваша заявка ждёт подтверждения")

    await second.opens(link)
    await second.sends("ромашка")
    await second.taps("МКДОУ")
    await second.taps("Я другой сотрудник")
    await second.taps("Согласен")
    await third.opens(link)
    await third.taps("МКОУ Заречная ООШ")
    await third.taps("Да, это я")
    await third.taps("Согласен")

    await admin.taps("Отклонить", on="Нина Чужая")
    admin.sees("Отклонено")
    third.sees("Заявка отклонена", "попросите новую")
    await admin.taps("Все заявки")
    admin.sees("Заявки: 2", "1. Пётр Лесной → МКОУ Берёзовская СОШ", "2. Вера Тихая (заместитель)")
    await admin.taps("Подтвердить всех (2)")
    admin.sees("Подтверждено: 2 человека")
    first.sees("Заявка подтверждена, Вы подключены")
    second.sees("Заявка подтверждена, Вы подключены")

    await admin.taps("Подтвердить", on="Пётр Лесной → МКОУ Берёзовская СОШ")
    admin.sees("уже подтвердили")
    await third.starts()
    third.sees("ссылку-приглашение")


async def test_an_official_is_invited_with_a_role(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/users")
    admin.sees("Анна Админова (это Вы) — администратор, специалист")
    await admin.taps("Пригласить сотрудника")
    await admin.taps("Руководитель (только просмотр)")
    link = link_in(admin.news)

    head = story.person("Олег Главный")
    await head.opens(link)
    head.sees("руководитель (только просмотр)")
    await head.taps("Да, это я")
    await head.taps("Согласен")
    head.sees("Готово")
    await head.sends("/orgs")
    head.sees("Организации: 3")
    await head.sends("/invite Заречная")
    head.sees("Это действие Вам недоступно")
    await head.sends("/help")
    head.sees("ничего не можете изменить случайно")

    await admin.sends("/users")
    await admin.taps("Отключить: Олег Главный")
    admin.sees("Отключить: Олег Главный?")
    await admin.taps("Да, отключить")
    await head.sends("/orgs")
    head.sees("Это действие Вам недоступно")


async def test_a_table_updates_what_names_have_made(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/orgs")
    await admin.taps("Добавить организации")
    await admin.taps("Образец таблицы")
    assert admin.received[-1].file is not None
    await admin.uploads(TABLE.encode(), "школы.csv")
    admin.sees("Новых 1", "МКОУ Новая СОШ", "Изменится 1", "муниципалитет", "В файле нет 2")
    await story.restart()
    await admin.taps_twice("Загрузить")
    admin.sees("Загружено", "новых 1, изменено 1")
    await admin.uploads(TABLE.encode(), "школы.csv")
    admin.sees("Всё это уже загружено")
    await admin.sends("/orgs")
    admin.sees("Организации: 4")


async def test_a_preview_overtaken_is_shown_afresh(story: Story) -> None:
    admin = await new_authority(story)
    await admin.uploads(TABLE.encode(), "школы.csv")
    await admin.uploads("Наименование\nМКОУ Новая СОШ\n".encode(), "другая.csv")
    await admin.taps("Загрузить", on="Изменится 1")
    await admin.taps("Загрузить", on="Что изменится")
    admin.sees("Всё это уже загружено")


async def test_links_for_everybody_come_as_a_table(story: Story) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    admin = await new_authority(story)
    await admin.uploads('Наименование;E-mail\nМКОУ Хитрая СОШ;"=HYPERLINK(1)"\n'.encode(), "т.csv")
    await admin.taps("Загрузить")
    await admin.sends("/invite")
    await admin.taps("Ссылки для всех")
    file = admin.received[-1].file
    assert file is not None
    page = load_workbook(BytesIO(file.data)).active
    assert page is not None
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    assert len(rows) == 5
    assert "t.me" in str(rows[1][4])
    assert not any(cell.data_type == "f" for row in page.iter_rows() for cell in row)

    director = story.person("Пётр Лесной")
    await director.opens(str(rows[1][4]))
    director.sees(f"Вы — руководитель {rows[1][0]}?")


async def test_a_revoked_link_and_a_guesser(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite")
    link = link_in(admin.news)
    await admin.taps("Отозвать ссылку")
    admin.sees("Отозвано: 1 ссылка")
    late = story.person("Опоздавший Директор")
    await late.opens(link)
    late.sees("Эта ссылка не действует", "Попросите в отделе образования новую")

    guesser = story.person("Кто Попало")
    for number in range(5):
        await guesser.starts(f"guess{number}")
        guesser.sees("Эта ссылка не действует")
    await guesser.starts("guess5")
    guesser.sees("Подождите час")
    admin.sees("Кто-то подбирает ссылки-приглашения")
    await story.advance(hours=1)
    await guesser.starts("guess6")
    guesser.sees("Эта ссылка не действует")


async def test_a_stranger_is_told_how_to_get_in(story: Story) -> None:
    stranger = story.person("Мария Первая")
    for text in ("/start", "/help", "/settings", "меню"):
        await stranger.sends(text)
        stranger.sees("откройте ссылку-приглашение")
    for command in ("/orgs", "/org школа", "/invite", "/users"):
        await stranger.sends(command)
        stranger.sees("Это действие Вам недоступно")
    await stranger.sends("/forget")
    stranger.sees("ничего не сохранено")


async def test_a_dialogue_is_left_by_any_command_or_button(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/settings")
    await admin.taps("Контакт")
    await admin.sends("/cancel")
    admin.sees("отменено")
    await admin.sends("Ольга Седова, 2-14-15")
    await admin.sends("/settings")
    admin.sees("Контакт на карточках: не указан")
    await admin.taps("Контакт")
    await admin.sends("/orgs")
    await admin.sends("2-14-15")
    await admin.sends("/settings")
    admin.sees("Контакт на карточках: не указан")


async def test_settings_are_changed_by_buttons_and_one_line(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/settings")
    admin.sees("Москва, сейчас 10:0")
    await admin.taps("Контакт")
    await admin.sends("  ")
    await admin.sends("я" * 201)
    admin.sees("Слишком длинно")
    await admin.sends("Ольга Седова, 2-14-15")
    admin.sees("Контакт на карточках: Ольга Седова, 2-14-15")
    await admin.taps("Часовой пояс")
    await admin.taps("Омск 13:0")
    admin.sees("Омск, сейчас 13:0")
    await admin.taps("Рабочее время")
    await admin.taps("9:00–18:00")
    admin.sees("Рабочее время: 9:00–18:00")


async def test_a_director_who_left_and_one_who_forgets(story: Story) -> None:
    admin = await new_authority(story)
    left = await registered(story, admin, "Берёзовская", "Пётр Лесной")
    gone = await registered(story, admin, "Заречная", "Вера Тихая")
    await admin.sends("/org Берёзовская")
    await admin.taps("Отключить: Пётр Лесной")
    await admin.taps("Да, отключить")
    admin.sees("Отключено: Пётр Лесной")
    await left.starts()
    left.sees("откройте ссылку-приглашение")

    await gone.sends("/forget")
    await gone.taps("Да, стереть")
    gone.sees("Данные стёрты")
    await gone.starts()
    gone.sees("откройте ссылку-приглашение")
    await admin.sends("/org Заречная")
    admin.sees("Не в боте.")
    admin.does_not_see("Вера")


async def test_a_blocked_chat_is_seen_by_the_official(story: Story) -> None:
    admin = await new_authority(story)
    director = await registered(story, admin, "Берёзовская", "Пётр Лесной")
    await director.blocks()
    await admin.sends("/orgs")
    await admin.taps("Не доставлено (1)")
    admin.sees("МКОУ Берёзовская СОШ: Пётр Лесной, бот остановлен")
    await director.unblocks()
    await admin.sends("/orgs")
    assert not admin.has_button("Не доставлено")


BAD_FILES = {
    "нет столбца.csv": ("Код;Адрес\nПервая;1\n".encode(), "Какой столбец – названия организаций?"),
    "пусто.csv": (b"  \n", "Организаций не нашлось"),
    "битая.xlsx": (b"PK\x03\x04" + b"broken" * 50, "не открывается как таблица"),
    "старая.xls": (b"\xd0\xcf\x11\xe0" + b"\x00" * 512, "старый формат"),
    "повтор.csv": ("Наименование\nМКОУ А\nМКОУ А\n".encode(), "строка 3: «МКОУ А» уже есть в строке 2"),
}


async def test_bad_tables_get_a_sentence_and_lose_nothing(story: Story) -> None:
    admin = await new_authority(story)
    for name, (data, sentence) in BAD_FILES.items():
        await admin.uploads(data, name)
        admin.sees(sentence)
    await admin.uploads(b"x", "огромная.xlsx", size=100 * 1024 * 1024)
    admin.sees("Таблица слишком большая")
    await admin.sends("/orgs")
    admin.sees("Организации: 3")


async def test_an_unknown_organisation_is_asked_again(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite Нетакая")
    admin.sees("По словам «Нетакая» организации нет")
    await admin.sends("/invite МКОУ")
    admin.sees("Кого пригласить?")
    await admin.taps("МКОУ Заречная ООШ")
    admin.sees("?start=", "МКОУ Заречная ООШ")


async def test_an_expired_link(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite Заречная")
    link = link_in(admin.news)
    await story.advance(days=timedelta(days=31).days)
    director = story.person("Вера Тихая")
    await director.opens(link)
    director.sees("Эта ссылка не действует")


PROTOCOL = """Протокол № 3 совещания руководителей

Дата – 01.09.2026

Решили:
1. Провести осмотр спортивных залов.
Срок: до 15.10.2026
Отв.: директора школ.
2. Разместить на сайтах школ план работы библиотеки.
Срок: до 20.10.2026
Отв.: директора школ.
"""


async def test_whoever_joins_with_open_items_gets_one_summary(story: Story) -> None:
    admin = await new_authority(story)
    await registered(story, admin, "Заречная", "Вера Тихая")
    await admin.sends("/invite")
    common = link_in(admin.news)
    await admin.uploads(PROTOCOL.encode(), "протокол.txt")
    await admin.taps("Направить")
    await admin.taps("Направить 2")

    director = await registered(story, admin, "Берёзовская", "Пётр Лесной")
    assert len([message for message in director.received if "осмотр" in message.text]) == 1
    director.sees("осмотр спортивных залов", "план работы библиотеки")

    deputy = story.person("Нина Вторая")
    await deputy.opens(common)
    await deputy.taps("МКОУ Берёзовская СОШ")
    await deputy.taps("Я другой сотрудник")
    await deputy.taps("Согласен")
    deputy.does_not_see("осмотр")
    await admin.taps("Подтвердить", on="Нина Вторая")
    assert len([message for message in deputy.received if "осмотр" in message.text]) == 1


async def test_an_old_consent_screen_shows_the_new_text(story: Story) -> None:
    from views import callbacks as cb

    admin = await new_authority(story)
    await admin.sends("/invite Заречная")
    director = story.person("Вера Тихая")
    await director.opens(link_in(admin.news))
    await director.taps("Да, это я")
    shown = director.screen
    label = next(label for row in shown.labels for label in row if label.startswith("Согласен"))
    button = shown.current.button(label)
    assert button is not None
    data = cb.JoinAgree.unpack(str(button.callback_data))
    director.person.taps_data(data.model_copy(update={"consent": "0"}).pack(), on=shown)
    await story.settle()
    director.does_not_see("Готово")
    await director.taps("Согласен")
    director.sees("Готово")


async def test_a_forged_button_opens_nothing(story: Story) -> None:
    """Ids of somebody else's invitation and organisation give no right."""
    from views import callbacks as cb

    admin = await new_authority(story)
    await admin.sends("/invite Заречная")
    stranger = story.person("Мария Первая")
    await stranger.starts()
    forged = (
        cb.JoinAgree(invitation=1, organisation=3, director=True, consent="1"),
        cb.JoinAs(invitation=1, organisation=3, director=True),
        cb.JoinPick(invitation=1, organisation=3),
        cb.JoinPlaces(invitation=1),
        cb.OrganisationCard(id=3),
        cb.InviteOrganisation(organisation=3),
        cb.InviteAll(),
        cb.InviteOfficial(role="admin"),
        cb.LoadRegistry(id=1),
        cb.AddOrganisations(how="sample"),
        cb.FindOrganisation(),
        cb.Organisations(show="all"),
        cb.Users(),
        cb.RemoveMember(person=1, organisation=1, sure=True),
        cb.Settings(what="name"),
        cb.SetZone(place=1),
        cb.SetHours(starts=8, ends=18),
        cb.OwnName(),
        cb.RevokeInvitation(id=1),
        cb.JoinRequests(),
        cb.ConfirmRequests(last=9),
    )
    for data in forged:
        stranger.person.taps_data(data.pack(), on=stranger.screen)
        await story.clock.sleep(2)
        await story.settle()
        shown = stranger.person.toasts[-1] if stranger.person.toasts else stranger.news
        assert "недоступно" in shown or "не действует" in shown, data
    assert len(stranger.received) == 1
    async with story.db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 1
