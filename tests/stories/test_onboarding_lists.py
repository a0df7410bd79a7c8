"""Lists, search and menus of every role, and the corners of getting in."""

from tests.stories.test_onboarding import link_in, new_authority, registered
from tests.story import Story

MANY = "Наименование;Муниципалитет\n" + "".join(
    f"МБОУ СОШ № {number};{'Лесной' if number % 2 else 'Полевой'} район\n" for number in range(1, 25)
)


async def test_a_big_region_is_picked_by_municipality_and_page(story: Story) -> None:
    admin = await new_authority(story)
    await admin.uploads(MANY.encode(), "школы.csv")
    await admin.taps("Загрузить")
    await admin.sends("/invite")
    director = story.person("Пётр Лесной")
    await director.opens(link_in(admin.news))
    director.sees("Выберите муниципалитет")
    assert director.buttons == ["Муниципалитет не указан", "Лесной район", "Полевой район"]
    await director.taps("Лесной район")
    assert director.buttons[:2] == ["МБОУ СОШ № 1", "МБОУ СОШ № 3"]
    director.sees("Страница 1 из 2")
    await director.taps("▶")
    assert director.buttons[0] == "МБОУ СОШ № 17"
    await director.taps("Другой муниципалитет")
    await director.sends("школа 12")
    await director.taps("МБОУ СОШ № 12")
    director.sees("Вы — руководитель МБОУ СОШ № 12?")
    await director.taps("Выбрать другую организацию")
    await director.sends("лицей")
    director.sees("По словам «лицей» организации нет")
    await director.taps("К списку")
    director.sees("Выберите муниципалитет")


async def test_lists_are_turned_and_searched(story: Story) -> None:
    admin = await new_authority(story)
    await admin.uploads(MANY.encode(), "школы.csv")
    await admin.taps("Загрузить")
    await admin.sends("/orgs")
    admin.sees("Организации: 27", "Не в боте: 27")
    await admin.taps("Все (27)")
    admin.sees("Страница 1 из 3")
    await admin.taps("▶")
    await admin.taps("▶")
    admin.sees("Страница 3 из 3")
    await admin.taps("К организациям")
    await admin.taps("Школы")
    admin.sees("Школы: 26")
    await admin.taps("К организациям")
    await admin.taps("Найти")
    await admin.sends("ничегонет")
    admin.sees("По словам «ничегонет» организации нет")
    await admin.sends("Ромашка")
    admin.sees("МКДОУ «Ромашка»", "Детский сад", "Не в боте.")
    await admin.taps("Пригласить руководителя")
    admin.sees("Перешлите это сообщение руководителю")
    await admin.sends("/org")
    admin.sees("Напишите часть названия")
    await admin.sends("СОШ № 7")
    admin.sees("МБОУ СОШ № 7")


async def test_menus_and_help_of_every_role(story: Story) -> None:
    admin = await new_authority(story)
    director = await registered(story, admin, "Берёзовская", "Пётр Лесной")
    await admin.sends("/users")
    await admin.taps("Пригласить сотрудника")
    await admin.taps("Руководитель (только просмотр)")
    viewer = story.person("Олег Главный")
    await viewer.opens(link_in(admin.news))
    await viewer.taps("Да, это я")
    await viewer.taps("Согласен")

    await admin.sends("/help")
    admin.sees("Пришлите файл", "/overdue", "/invite НАЗВАНИЕ")
    await director.taps("Меню")
    await director.taps("Помощь")
    director.sees("Ознакомлен(а)", "/tasks")
    director.does_not_see("/overdue")
    await director.taps("Меню")
    await director.taps("Настройки")
    director.sees("Ваше имя: Пётр Лесной")
    await director.taps("Стереть мои данные")
    await director.taps("Оставить")
    director.sees("Вы отвечаете за")
    await viewer.starts()
    viewer.sees("Здесь видно, как исполняются решения")
    assert not viewer.has_button("Пригласить")
    await viewer.sends("/settings")
    viewer.sees("Изменить настройки может администратор")
    await viewer.sends("/users")
    viewer.sees("может администратор")
    await admin.sends("/start")
    await admin.taps("Меню")
    await admin.taps("Настройки")
    admin.sees("Контакт на карточках")


async def test_a_registered_director_and_the_common_link(story: Story) -> None:
    admin = await new_authority(story)
    director = await registered(story, admin, "Берёзовская", "Пётр Лесной")
    await admin.sends("/invite")
    await director.opens(link_in(admin.news))
    director.sees("Вы уже подключены", "МКОУ Берёзовская СОШ")
    await director.taps("Подключить ещё организацию")
    await director.taps("МКОУ Берёзовская СОШ")
    director.sees("Вы уже подключены")


async def test_a_second_school_needs_no_second_consent(story: Story) -> None:
    admin = await new_authority(story)
    director = await registered(story, admin, "Берёзовская", "Пётр Лесной")
    await admin.sends("/invite Заречная")
    await director.opens(link_in(admin.news))
    await director.taps("Да, это я")
    director.sees("Готово, Вы подключены", "МКОУ Заречная ООШ")
    await director.starts()
    director.sees("МКОУ Берёзовская СОШ", "МКОУ Заречная ООШ")


async def test_two_officials_decide_one_request(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/users")
    await admin.taps("Пригласить сотрудника")
    await admin.taps("Специалист")
    official = story.person("Ольга Седова")
    await official.opens(link_in(admin.news))
    await official.taps("Да, это я")
    await official.taps("Согласен")
    official.sees("специалист")

    await official.sends("/invite")
    applicant = story.person("Пётр Лесной")
    await applicant.opens(link_in(official.news))
    await applicant.taps("МКОУ Берёзовская СОШ")
    await applicant.taps("Да, это я")
    await applicant.taps("Согласен")
    await admin.taps("Подтвердить")
    await official.taps("Отклонить")
    official.sees("уже подтвердили", "✅ Подтверждено")
    assert len([m for m in applicant.received if "Заявка подтверждена" in m.text]) == 1

    await official.sends("/users")
    official.sees("может администратор")
    await official.taps("Меню")
    official.sees("Вы: специалист")


async def test_somebody_who_is_not_the_official(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/users")
    await admin.taps("Пригласить сотрудника")
    await admin.taps("Администратор")
    link = link_in(admin.news)
    stranger, colleague = story.person("Мария Первая"), story.person("Ольга Седова")
    await stranger.opens(link)
    await stranger.taps("Это не я")
    await colleague.opens(link)
    await colleague.taps("Да, это я")
    await colleague.taps("Согласен")
    await colleague.sends("/settings")
    assert colleague.has_button("Название")
    await stranger.opens(link)
    stranger.sees("Эта ссылка не действует")


async def test_names_in_several_messages_are_added_together(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/orgs")
    await admin.taps("Добавить организации")
    await admin.taps("Загрузить таблицу")
    admin.sees("Нужны только названия организаций")
    await admin.taps("К организациям")
    await admin.taps("Добавить организации")
    await admin.taps("Вставить списком")
    await admin.sends("МКОУ Первая СОШ\nМКОУ Вторая СОШ")
    await admin.sends("МКОУ Третья СОШ")
    await admin.taps("Загрузить", on="Первая")
    await admin.taps("Загрузить", on="Третья")
    await admin.sends("/orgs")
    admin.sees("Организации: 6")


async def test_a_name_for_the_authority_is_asked_before_people_agree_to_it(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite")
    admin.sees("Сначала назовите орган управления")
    await admin.sends("/settings")
    await admin.taps("Название")
    await admin.sends("Отдел образования")
    await admin.sends("/invite")
    admin.does_not_see("Сначала назовите")
    await admin.taps("Отозвать прежние (1)")
    admin.sees("Отозвано: 1 ссылка")


async def test_a_real_list_of_an_office_is_loaded_as_it_is(story: Story) -> None:
    """A title, a merged cell, a heading of a part, a row twice, one that differs, a sum; telephones are kept."""
    from io import BytesIO

    from openpyxl import Workbook

    admin = await new_authority(story)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Список образовательных организаций района",),
        ("№ п/п", "Название ОУ", "Телефон", "Директор"),
        ("Школы",),
        (1, "МКОУ Луговая СОШ", "2-14-15", "Лунин П.А."),
        (2, "МКОУ Степная СОШ", "2-14-16", ""),
        (3, "МКОУ Луговая СОШ", "2-14-15", "Лунин П.А."),
        (4, "МКОУ «Степная СОШ»", "2-14-17", ""),
        (5, None, "2-14-18", "Ясная О.П."),
        ("Итого: 2",),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:D3")
    out = BytesIO()
    book.save(out)
    await admin.uploads(out.getvalue(), "школы.xlsx")
    admin.sees(
        "Новых 2 (школы 2): МКОУ Луговая СОШ, МКОУ Степная СОШ",
        "Не взяты строки — 3",
        "• строка 6: «МКОУ Луговая СОШ» уже есть в строке 4",
        "• строка 7: «МКОУ «Степная СОШ»» уже есть в строке 5, взята она. Различаются: телефон",
        "• строка 8: нет названия («5 2-14-18 Ясная О.П.»)",
        "Столбцы не понадобились: № п/п",
    )
    await admin.taps("Загрузить")
    await admin.sends("/orgs")
    await admin.taps("Не в боте (5)")
    admin.sees("• МКОУ Луговая СОШ: 2-14-15", "• МКОУ Степная СОШ: 2-14-16")
    await admin.taps("МКОУ Луговая СОШ")
    admin.sees("По таблице: руководитель Лунин П.А., тел. 2-14-15")


async def test_which_column_holds_the_names_is_asked(story: Story) -> None:
    admin = await new_authority(story)
    await admin.uploads("Код;Имя;Адрес\n17;Ивушка;Лесная, 1\n18;Теремок;Лесная, 2".encode(), "сады.csv")
    admin.sees("Какой столбец – названия организаций?")
    assert admin.buttons[:3] == ["1. Код", "2. Имя", "3. Адрес"]
    await admin.taps("2. Имя")
    admin.sees("Новых 2", "Ивушка, Теремок", "Столбцы не понадобились: Код, Адрес")
    await admin.taps("Загрузить")
    admin.sees("Загружено", "новых 2")


async def test_a_word_file_with_a_list_of_schools(story: Story) -> None:
    """A letter in which nothing is decided stays a document without decisions."""
    from io import BytesIO

    from docx import Document

    admin = await new_authority(story)
    paper = Document()
    for line in ("Список школ", "МКОУ Луговая СОШ", "МКОУ Степная СОШ"):
        paper.add_paragraph(line)
    out = BytesIO()
    paper.save(out)
    await admin.uploads(out.getvalue(), "Список школ.docx")
    admin.sees("Что изменится", "Новых 2", "МКОУ Луговая СОШ, МКОУ Степная СОШ")
    letter = Document()
    letter.add_paragraph("Уважаемые коллеги! Поздравляем Вас с праздником.")
    out = BytesIO()
    letter.save(out)
    await admin.uploads(out.getvalue(), "Письмо.docx")
    admin.sees("решений в нём не найдено")
