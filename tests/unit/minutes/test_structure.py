"""Headings, lists inside items, «Срок:» and «Отв.:» – whom and what they cover. Minutes of 20.02.2025."""

from domain.minutes import read_text
from domain.minutes.doubts import is_sure
from domain.minutes.model import Item, ReadMinutes

HEAD = "ПРОТОКОЛ № 4\nсовещания руководителей\nот 20.02.2025\n\n"


def minutes(body: str) -> ReadMinutes:
    return read_text(HEAD + body)


def table(body: str) -> list[tuple[str, str, str]]:
    """(number, deadline, addressees) of each item."""
    return [row(item) for item in minutes(body).items]


def row(item: Item) -> tuple[str, str, str]:
    deadline = item.deadline
    when = f"{deadline.date:%d.%m}" if deadline.date else deadline.kind.value
    return item.number or f"-{item.bullet}", when, "; ".join(item.addressees)


def test_a_heading_gives_its_addressee_to_what_stands_under_it() -> None:
    assert table(
        "РЕШИЛИ:\n1. Директорам школ:\n1.1. сдать табели до 1 марта;\n1.2. обновить стенды.\n"
        "2. Заведующим ДОУ:\n- проверить площадки до 10 марта;\n- очистить крыши."
    ) == [
        ("1.1", "01.03", "Директорам школ"),
        ("1.2", "none", "Директорам школ"),
        ("-1", "10.03", "Заведующим ДОУ"),
        ("-2", "none", "Заведующим ДОУ"),
    ]


def test_the_nearest_of_nested_headings_counts() -> None:
    assert table(
        "Решили:\n1. Управлению образования:\n1.1. Отделу кадров:\n1.1.1. сверить списки.\n1.2. подвести итоги."
    ) == [("1.1.1", "none", "Отделу кадров"), ("1.2", "none", "Управлению образования")]


def test_a_heading_that_is_only_a_verb_is_no_addressee() -> None:
    assert table(
        "ПРИКАЗЫВАЮ:\n1. Утвердить:\n1.1. план работы;\n1.2. состав комиссии.\n2. Провести:\nа) смотр;\nб) учёбу."
    ) == [
        ("1.1", "none", ""),
        ("1.2", "none", ""),
        ("2а", "none", ""),
        ("2б", "none", ""),
    ]


def test_a_heading_with_a_party_and_a_verb_gives_the_party() -> None:
    assert table("Решили:\n1. Директорам школ обеспечить:\n- горячее питание;\n- питьевой режим.") == [
        ("-1", "none", "Директорам школ"),
        ("-2", "none", "Директорам школ"),
    ]


def test_a_deadline_in_the_heading_covers_its_list() -> None:
    assert table("Решили:\n1. Директорам школ в срок до 3 марта:\n- сдать табели;\n- сдать меню до 5 марта.") == [
        ("-1", "03.03", "Директорам школ"),
        ("-2", "05.03", "Директорам школ"),
    ]


def test_bullets_inside_a_whole_sentence_belong_to_it() -> None:
    items = minutes(
        "Решили:\n1. Усилить контроль за питанием в части:\n- ведения журналов;\n- хранения проб.\n2. Обновить меню."
    ).items
    assert [item.number for item in items] == ["1", "2"]
    assert items[0].text == "Усилить контроль за питанием в части:\n- ведения журналов;\n- хранения проб."


def test_sub_items_that_order_things_are_items_of_their_own() -> None:
    assert [item.number for item in minutes(
        "Решили:\n1. Организовать весенний месячник:\n1.1. Составить график.\n"
        "1.2. Провести субботник.\n2. Обновить меню."
    ).items] == ["1.1", "1.2", "2"]  # fmt: skip


def test_a_list_of_schools_inside_an_item() -> None:
    (item, other) = minutes(
        "Решили:\n1. Провести ремонт в следующих школах:\nМБОУ Липовская СОШ\tЛиповский район\n"
        "МКОУ Кленовская ООШ\tКленовский район\n"
        "2. Обновить меню."
    ).items
    assert item.named_targets == ("МБОУ Липовская СОШ (Липовский район)", "МКОУ Кленовская ООШ (Кленовский район)")
    assert other.named_targets == ()


def test_a_closing_deadline_covers_the_items_back_to_the_previous_one() -> None:
    assert table(
        "РЕШИЛИ:\n1. Директорам школ:\n1.1. Обновить стенды.\nСрок: до 01.03.2025\n"
        "1.2. Сдать табели.\n1.3. Сдать меню.\nСрок: до 10.03.2025\n"
        "2. Методкабинету:\n2.1. Составить отчёт."
    ) == [
        ("1.1", "01.03", "Директорам школ"),
        ("1.2", "10.03", "Директорам школ"),
        ("1.3", "10.03", "Директорам школ"),
        ("2.1", "none", "Методкабинету"),
    ]


def test_an_item_keeps_its_own_date_under_a_shared_deadline() -> None:
    assert table(
        "РЕШИЛИ:\n1.1. Провести смотр с 3 по 7 марта.\n1.2. Подвести итоги.\nСрок: до 14.03.2025\nОтв.: завучи."
    ) == [
        ("1.1", "07.03", "завучи"),
        ("1.2", "14.03", "завучи"),
    ]


def test_taking_note_is_nobody_s_task() -> None:
    assert table(
        "РЕШИЛИ:\n1. Информацию принять к сведению.\n2. Сдать табели.\nСрок: до 01.03.2025\nОтв.: директора школ"
    ) == [
        ("1", "none", ""),
        ("2", "01.03", "директора школ"),
    ]


def test_one_closing_label_covers_all_bullets() -> None:
    assert table(
        "Решили:\n- составить график;\n- провести учёбу;\n- сдать отчёт.\nСрок: 15.03.2025\nОтв.: методисты."
    ) == [(f"-{n}", "15.03", "методисты") for n in (1, 2, 3)]


def test_labels_above_their_items() -> None:
    assert table(
        "РЕШИЛИ:\nСрок: до 01.03.2025\nОтв.: директора школ\n1. Сдать табели.\n"
        "Срок: до 10.03.2025\nОтв.: методкабинет\n2. Подвести итоги.\n3. Обновить сайт."
    ) == [
        ("1", "01.03", "директора школ"),
        ("2", "10.03", "методкабинет"),
        ("3", "10.03", "методкабинет"),
    ]


def test_labels_inside_the_line() -> None:
    assert table(
        "Решили:\n1. Сдать табели. Срок: до 01.03.2025. Отв.: директора школ.\n"
        "2. Провести учёбу (срок – март, отв. – Седова А.А.).\n"
        "3. Обновить сайт, отв. методисты, постоянно."
    ) == [
        ("1", "01.03", "директора школ"),
        ("2", "31.03", "Седова А.А."),
        ("3", "ongoing", "методисты"),
    ]


def test_a_label_that_names_its_items() -> None:
    assert table(
        "Решили:\n1.1. Сдать табели.\n1.2. Обновить сайт.\n1.3. Провести учёбу.\n"
        "Срок исполнения п. 1.1–1.2: до 01.03.2025\nОтв. за п. 1.1, 1.3: завучи."
    ) == [("1.1", "01.03", "завучи"), ("1.2", "01.03", ""), ("1.3", "none", "завучи")]


def test_a_label_whose_value_is_on_the_next_lines() -> None:
    assert table("Решили:\n1. Сдать табели.\nСрок:\nдо 01.03.2025\nОтветственные:\nдиректора школ") == [
        ("1", "01.03", "директора школ")
    ]


def test_unnumbered_paragraphs_are_items() -> None:
    assert table(
        "РЕШИЛИ:\nПринять информацию к сведению.\nДиректорам школ сдать табели до 1 марта.\n"
        "Совещание признано состоявшимся.\n"
        "Контроль возложить на методиста Седову А.А."
    ) == [("-1", "none", ""), ("-2", "01.03", "Директорам школ"), ("-3", "none", "методиста")]


def test_numbering_restarts_under_each_question() -> None:
    read = minutes(
        "По первому вопросу «О питании»\nСЛУШАЛИ: Седову А.А.\nРЕШИЛИ:\n1. Обновить меню.\n"
        "По второму вопросу «О подготовке детских садов к лету»\nСЛУШАЛИ: Гусева П.П.\nРЕШИЛИ:\n"
        "1. Проверить песочницы."
    )
    assert [(item.question, item.number) for item in read.items] == [(1, "1"), (2, "1")]
    assert [question.theme for question in read.questions] == ["", "kindergarten"]


def test_questions_of_other_spellings() -> None:
    for first, second in (
        ("ВОПРОС 1. О питании", "ВОПРОС 2. О подвозе"),
        ("1. О питании\nСлушали: Седову А.А.", "2. О подвозе\nСлушали: Гусева П.П."),
        ("I. Слушали: о питании", "II. Слушали: о подвозе"),
        ("По вопросу № 1 «О питании» слушали Седову А.А.", "По вопросу № 2 «О подвозе» слушали Гусева П.П."),
    ):
        read = minutes(f"{first}\nРешили:\n1. Обновить меню.\n{second}\nРешили:\n1. Купить автобус.")
        assert [(item.question, item.number) for item in read.items] == [(1, "1"), (2, "1")], first


def test_findings_and_speakers_are_no_decisions() -> None:
    assert table(
        "Повестка:\n1. Подготовить школы к зиме.\nПрисутствовали: 15 человек\nСлушали: Седову А.А.\n"
        "1. Необходимо обновить котлы.\n- провести опрессовку;\nВыступили: Гусев П.П. предложил усилить контроль.\n"
        "Решили:\n1. Утеплить окна.\nГолосовали: «за» – 15.\nПредседатель                А.А. Седова"
    ) == [("1", "none", "")]


def test_appendices_are_no_decisions() -> None:
    assert (
        len(
            table(
                "Решили:\n1. Утвердить план (приложение 1).\n\nПриложение 1\nк протоколу\n"
                "1. Провести ярмарку.\n2. Собрать урожай."
            )
        )
        == 1
    )


def test_spaced_letters_and_many_resolution_words() -> None:
    for word in (
        "П Р И К А З Ы В А Ю:",
        "ПОСТАНОВЛЯЕТ:",
        "РЕШЕНИЕ:",
        "Постановили:",
        "Совет решил:",
        "РЕШИЛИ",
        "Принято решение:",
    ):
        assert table(f"О питании\nСЛУШАЛИ: Седову А.А.\n{word}\n1. Обновить меню.") == [("1", "none", "")], word


def test_a_run_on_paragraph_is_taken_apart() -> None:
    assert [item.text for item in minutes(
        "Решили: 1. Обновить меню в столовых. 2. Провести опрос родителей о нём. 3. Подвести итоги."
    ).items] == ["Обновить меню в столовых.", "Провести опрос родителей о нём.", "Подвести итоги."]  # fmt: skip
    assert (
        len(
            minutes(
                "Постановили: 1) обновить меню школьных столовых; 2) провести опрос родителей; 3) подвести итоги."
            ).items
        )
        == 3
    )


def test_wrapped_lines_are_joined() -> None:
    text = (
        "П Р И К А З\nот 20.02.2025 № 12\n\n"
        "В соответствии с планом работы управления образования на\nпервое полугодие\n\n"
        "ПРИКАЗЫВАЮ:\n\n"
        "1. Директорам школ провести проверку состояния школьных\n"
        "библиотек и направить акты проверки в управление\nобразования до 10.03.2025.\n"
        "2. Директорам школ № 2, 5,\n11 обновить учебный фонд школьных библиотек за счёт\nсредств субвенции.\n"
    )
    items = read_text(text).items
    assert [item.number for item in items] == ["1", "2"]
    assert items[0].text.endswith("акты проверки в управление образования до 10.03.2025.")
    assert items[1].addressees == ("Директорам школ № 2", "Директорам школ № 5", "Директорам школ № 11")


def test_a_letter_asks_whom_it_greets() -> None:
    read = read_text(
        "Уважаемые директора лицеев!\n\n"
        "Управление образования сообщает о конкурсе. Просим Вас до 15.05.2025 направить заявки, где указать:\n"
        ""
        "1. название команды;\n2. класс.\n\nНачальник управления      А.А. Седова"
    )
    assert [(item.addressees, f"{item.deadline.date}") for item in read.items] == [
        (("директора лицеев",), "2025-05-15")
    ]


def test_an_announcement_has_no_decisions() -> None:
    assert (
        read_text(
            "Объявление\nУважаемые коллеги! Совещание состоится 12.03.2025.\nПовестка:\n1. Об итогах.\n2. О лете."
        ).items
        == ()
    )
    assert read_text("").items == ()


def test_bullets_of_a_bullet_and_numbers_inside_a_letter() -> None:
    assert table("Решили:\n- Завучам:\n1) сверить списки;\n2) сдать отчёт.\n- Методистам: обновить стенд.") == [
        ("1", "none", "Завучам"),
        ("2", "none", "Завучам"),
        ("-1", "none", "Методистам"),
    ]
    assert [item.number for item in minutes("Решили:\n2. Завучам:\n1) сверить списки;\n2) сдать отчёт.").items] == [
        "2.1",
        "2.2",
    ]


def test_numbers_without_a_dot_must_follow_each_other() -> None:
    assert [item.number for item in minutes("Решили:\n1 Обновить меню.\n2 Купить мебель.").items] == ["1", "2"]
    (item,) = minutes("Решили:\n1. Обновить меню.\n15 Школ района участвуют.").items
    assert item.text == "Обновить меню.\n15 Школ района участвуют."


def test_headings_that_lead_nowhere_are_no_items() -> None:
    assert table(
        "Решили:\n1. Обновить меню.\n2. Директорам школ:\n3. ОРГАНИЗАЦИОННЫЕ ВОПРОСЫ\n4. Вопрос снять с контроля."
    ) == [("1", "none", "")]


def test_measures_that_follow_are_items() -> None:
    text = (
        "Решили:\n1. Выполнить в школах следующие мероприятия:\n- провести учёбу;\n- обновить стенды.\n"
        "2. Провести до 5 марта:\n- смотр;\n- слёт."
    )
    assert len(minutes(text).items) == 4


def test_a_verb_heading_may_hold_a_date_and_two_verbs() -> None:
    assert table("Решили:\n1. До 10 марта подготовить и провести:\n- смотр;\n- слёт.") == [
        ("-1", "10.03", ""),
        ("-2", "10.03", ""),
    ]
    assert len(minutes("Решили:\n1. Как и в прошлые годы, обеспечить:\n- уборку;\n- охрану.").items) == 1


def test_an_unmarked_heading_over_unmarked_lines() -> None:
    assert table("Решили:\nДиректорам школ обеспечить:\nявку команд;\nзаявки до 3 марта.\nСрок: 5 марта") == [
        ("-1", "03.03", "Директорам школ")
    ] or table("Решили:\nДиректорам школ:\nсдать табели;\nобновить стенды.") == [
        ("-1", "none", "Директорам школ"),
        ("-2", "none", "Директорам школ"),
    ]


def test_a_label_without_a_value_lets_the_next_item_be() -> None:
    assert table("Решили:\n1. Сдать табели.\nОтветственные:\n2. Обновить стенды.") == [
        ("1", "none", ""),
        ("2", "none", ""),
    ]


def test_control_and_other_labels_are_no_items() -> None:
    assert table("Решили:\n1. Сдать табели.\nСрок: до 01.03.2025\nФорма отчёта: таблица\nКонтроль: Седова А.А.") == [
        ("1", "01.03", "")
    ]


def test_forms_that_are_attached_are_left_out() -> None:
    (item,) = minutes("Решили:\n1. Сдать табели.\nФорма табеля прилагается.").items
    assert item.text == "Сдать табели."


def test_schools_of_an_appendix() -> None:
    body = (
        "Решили:\n1. Школам, указанным в приложении № 2, сдать табели.\n"
        "2. Обновить стенды.\nСекретарь\nПриложение № 1\nМБОУ СОШ № 9\n"
        "Приложение № 2\nПеречень школ\n1. МБОУ Липовская СОШ\n2. МКОУ Кленовская ООШ"
    )
    assert [item.named_targets for item in minutes(body).items] == [("МБОУ Липовская СОШ", "МКОУ Кленовская ООШ"), ()]


def test_a_resolution_inside_the_line_of_the_talk() -> None:
    read = minutes(
        "1. Слушали: Седову А.А. о питании. Решили: обновить меню.\n"
        "2. Слушали: Гусева П.П. Решили принять к сведению информацию."
    )
    assert [(item.question, item.text) for item in read.items] == [
        (1, "обновить меню."),
        (2, "принять к сведению информацию."),
    ]


def test_a_question_and_its_resolution_in_one_line() -> None:
    read = minutes("По первому вопросу решили: обновить меню.\nПо второму вопросу решили:\n1. Купить автобус.")
    assert [(item.question, item.text) for item in read.items] == [(1, "обновить меню."), (2, "Купить автобус.")]


def test_a_quoted_resolution_word_is_a_name() -> None:
    assert table("Обсудили статью «Мы решили: учиться».\nРешили:\n1. Обновить меню.") == [("1", "none", "")]


def test_a_letter_that_asks_in_a_line_and_then_in_a_list() -> None:
    read = read_text("Уважаемые директора школ!\nСообщаем о смотре.\nНеобходимо:\n- подать заявку;\n- оплатить взнос.")
    assert [item.text for item in read.items] == ["подать заявку", "оплатить взнос."]
    read = read_text("Уважаемые директора школ!\nДиректорам сельских школ сдать табели до 5 мая 2025 года.")
    assert read.items[0].deadline.date is not None
    assert read_text("Уважаемые директора школ!\nСпасибо за участие в смотре, который удалось провести.").items == ()


def test_a_date_over_a_list_in_a_paper_without_a_resolution_word() -> None:
    read = read_text("Задания школам\nДо 10 марта 2025 года:\n- сдать табели;\n- обновить стенды.")
    assert [f"{item.deadline.date}" for item in read.items] == ["2025-03-10", "2025-03-10"]


def test_an_unnumbered_paragraph_may_open_with_its_object() -> None:
    assert table(
        "Решили:\nИнформацию директоров школ принять к сведению.\nВ срок до 3 марта сдать табели.\n"
        "Отмечено, что работа ведётся и её надо продолжить.\n(по согласованию провести)"
    ) == [("-1", "none", ""), ("-2", "03.03", "")]


def test_what_follows_a_label_and_orders_nothing() -> None:
    (item,) = minutes("Решили:\n1. Сдать табели.\nСрок: до 01.03.2025\nСпасибо за работу.").items
    assert item.text == "Сдать табели."


def test_labels_above_do_not_reach_what_is_taken_note_of() -> None:
    assert table("Решили:\nСрок: до 01.03.2025\n1. Принять к сведению доклад.\n2. Сдать табели.") == [
        ("1", "none", ""),
        ("2", "01.03", ""),
    ]


def test_brackets_inside_the_brackets_of_a_label() -> None:
    (first, second) = minutes(
        "Решили:\n"
        "1. Сдать табели (отв.: Седова А.А. (методист), срок – 3 марта).\n2. Обновить сайт (отв.: Гусев П.П. (завуч)"
    ).items
    assert (first.text, first.addressees, f"{first.deadline.date}") == ("Сдать табели.", ("Седова А.А.",), "2025-03-03")
    assert second.addressees == ("Гусев П.П.",)


def test_a_whole_sentence_over_sub_items_is_an_item_too() -> None:
    items = minutes("Решили:\n1. Организовать смотр.\n1.1. Составить график.\n1.2. Подвести итоги.").items
    assert [item.number for item in items] == ["1", "1.1", "1.2"]


def test_a_list_of_people_or_schools_is_one_item() -> None:
    assert len(minutes("Решили:\n1. Состав комиссии:\n- Седова А.А.;\n- Гусев П.П.\n2. Обновить меню.").items) == 2
    (item,) = minutes("Решили:\n- Усилить надзор за подвозом в школах:\nЛиповской и Кленовской").items
    assert item.text == "Усилить надзор за подвозом в школах:\nЛиповской и Кленовской"


def test_a_very_long_item_is_doubted() -> None:
    (item,) = minutes("Решили:\n1. Провести смотр " + "школьных библиотек и залов " * 80).items
    assert item.doubts == ("long",)
    assert not is_sure(item)


def test_items_counted_by_ordinal_words() -> None:
    assert table(
        "Решение:\nПервое. Лицею № 3 купить стулья до 3 марта.\nВторое. Завхозам проверить краны.\n"
        "Шестое. Общее собрание провести 14 марта."
    ) == [("1", "03.03", "Лицею № 3"), ("2", "none", "Завхозам"), ("6", "14.03", "")]


def test_what_somebody_said_behind_the_name_is_no_item() -> None:
    assert table(
        "Вопрос 1. Подвоз\nЛещинский П.П.: маршрут есть, ждали водителя.\n"
        "Заведующая гаражом Туманова А.И.: два автобуса выходят на линию в марте, резерв есть.\n"
        "Пичугин О.О. (ГАИ): инспекция начнёт рейды с понедельника.\n"
        "Решили:\n1) Тумановой А.И. подать график до 5 марта."
    ) == [("1", "05.03", "Тумановой А.И.")]


def test_a_name_before_a_task_still_orders() -> None:
    assert table("Решили:\n- Туманова А.И.: готовит график до 5 марта.") == [("-1", "05.03", "Туманова А.И.")]


def test_a_resolution_of_a_named_body() -> None:
    assert table("Выступления:\n1. Ким Р.Р. О кружках.\nРешение ШМО:\n1. Ким Р.Р. собрать анкеты до 5 марта.") == [
        ("1", "05.03", "Ким Р.Р.")
    ]


def test_a_question_without_talk_before_its_resolution() -> None:
    assert [
        item.number
        for item in minutes(
            "1. Охрана.\nСлушали Ким Р.Р.\nРешение по вопросу 1.\n1.1. Завхозам сменить замки.\n"
            "2. Питание.\nРешение по вопросу 2.\n2.1. Поварам сдать пробы."
        ).items
    ] == ["1.1", "2.1"]


def test_bare_lines_in_the_dative_between_lists_are_headings() -> None:
    assert table(
        "Решили рекомендовать:\nВожатым\n- провести сбор до 5 марта;\n- купить краски;\n"
        "Поварам лагеря\n- сдать пробы;\n"
        "Старшим мастерам\n- проверить станки."
    ) == [
        ("-1", "05.03", "Вожатым"),
        ("-2", "none", "Вожатым"),
        ("-3", "none", "Поварам лагеря"),
        ("-4", "none", "Старшим мастерам"),
    ]


def test_an_order_below_a_finished_list_is_no_part_of_it() -> None:
    assert table(
        "РЕШИЛИ:\n\nПризнать лучшими следующие лагеря:\n– Берёзка (смена 1);\n– Маяк (смена 2).\n\n"
        "Начальнику отдела Ким Р.Р. вручить грамоты до 5 марта."
    ) == [("-1", "none", ""), ("-2", "05.03", "Начальнику отдела")]


def test_a_time_behind_a_bar_is_the_deadline() -> None:
    assert table(
        "Решили:\nЗавхозы красят заборы | до 5 марта\nСторожа проверяют замки | март\nПлан ремонта принять | без срока"
    ) == [("-1", "05.03", "Завхозы"), ("-2", "31.03", "Сторожа"), ("-3", "none", "")]


def test_a_dash_for_a_deadline_leaves_the_item_its_own_words() -> None:
    assert table("Решили:\n1. Ежеквартально обновлять стенды. Срок: –. Отв.: завхозы") == [
        ("1", "recurring", "завхозы")
    ]


def test_a_title_above_what_was_said_or_a_vote_is_a_question() -> None:
    assert table(
        "1. Форма\nГоворили: Ким Р.Р., трое против.\nРЕШЕНИЕ: форму оставить.\n"
        "2. Ремонт зала\nГолосовали: за – 9.\nРЕШЕНИЕ: завхозу собрать сметы до 5 марта.\n"
        "3. В комиссию выбрать Ким Р.Р.\nГолосовали: за – 9."
    ) == [("-1", "none", ""), ("-1", "05.03", "завхозу"), ("3", "none", "")]


def test_what_a_program_writes_below_its_notes() -> None:
    assert [
        item.text for item in minutes("Решили:\n- завхозу купить стол.\n_Конспект создан автоматически_").items
    ] == ["завхозу купить стол."]


def test_whom_a_letter_is_for_in_its_corner_on_several_lines() -> None:
    reading = read_text(
        "Департамент культуры\n12.02.2025 № 4\tДиректорам музеев\nмуниципальных округов\n\nЗаведующим архивами\n\n"
        "Уважаемые коллеги!\n\nПросим:\n- сдать описи до 5 марта;\n- сверить фонды."
    )
    assert {item.addressees for item in reading.items} == {
        ("Директорам музеев муниципальных округов", "Заведующим архивами")
    }
