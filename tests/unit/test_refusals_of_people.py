"""Every refusal of the registry, links and settings has a sentence of its own that says what to do."""

import io
import zipfile

import pytest

from domain.errors import DomainError, InvitationRefused, NotFound, RegistryRefused, WrongInput, WrongState
from domain.registry import parse_names, read_table
from views.texts.errors import sentence

REFUSALS: tuple[tuple[DomainError, str], ...] = (
    (InvitationRefused("code_unknown"), "Попросите в отделе образования новую"),
    (InvitationRefused("code_locked"), "Подождите час"),
    (WrongState("nobody_to_invite"), "Приглашать некого"),
    (WrongState("no_organisations"), "Сначала добавьте организации"),
    (WrongState("request_decided", confirmed=True), "уже подтвердили"),
    (WrongState("request_decided", confirmed=False), "уже отклонили"),
    (WrongState("registry_loaded"), "уже загружена"),
    (WrongState("cannot_remove_self"), "Себя отключить нельзя"),
    (WrongInput("role_unknown"), "Такой роли нет"),
    (WrongInput("name_empty"), "Напишите ещё раз"),
    (WrongInput("name_too_long", limit=100), "больше 100 знаков"),
    (WrongInput("contact_empty"), "Напишите контакт"),
    (WrongInput("contact_too_long", limit=200), "Оставьте имя и телефон"),
    (WrongInput("zone_unknown"), "часового пояса"),
    (WrongInput("hours_unknown"), "рабочего времени"),
    (NotFound("member_gone"), "уже нет"),
)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return out.getvalue()


BAD_TABLES: tuple[tuple[str, bytes, str], ...] = (
    ("no column", "Код;Адрес\nА;1".encode(), "нет столбца с названиями"),
    ("nothing", b"", "Организаций не нашлось"),
    ("only a header", "Наименование;Тип\n".encode(), "Организаций не нашлось"),
    ("damaged", b"PK\x03\x04broken", "не открывается как таблица"),
    ("binary", b"\x00\x01\x02\x03", "не открывается как таблица"),
    ("old or with a password", b"\xd0\xcf\x11\xe0" + bytes(600), "старый формат .xls или файл с паролем"),
    ("100 MB", b"a" * (21 * 1024 * 1024), "слишком большая"),
    ("a bomb", bomb(), "слишком большая"),
    ("a very long name", ("Наименование\n" + "я" * 501).encode(), "в строке 2: больше 500 знаков"),
    ("a very long cell", ("Наименование;Тип\nА;" + "я" * 2001).encode(), "Слишком длинный текст в строке 2"),
    ("too many rows", ("Наименование\n" + "\n".join(map(str, range(5002)))).encode(), "Больше 5000 строк"),
)


@pytest.mark.parametrize(("error", "part"), REFUSALS, ids=lambda value: getattr(value, "code", ""))
def test_the_sentence_of_a_refusal(error: DomainError, part: str) -> None:
    assert part in sentence(error)


def test_no_two_refusals_sound_alike() -> None:
    assert len({sentence(error) for error, _ in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize(("what", "data", "part"), BAD_TABLES, ids=[what for what, _, _ in BAD_TABLES])
def test_the_sentence_of_a_bad_table(what: str, data: bytes, part: str) -> None:
    with pytest.raises(RegistryRefused) as refused:
        read_table(data)
    assert part in sentence(refused.value)


def test_a_list_with_columns_but_no_header() -> None:
    with pytest.raises(RegistryRefused) as refused:
        parse_names("А\tЛесной\nБ\tПолевой")
    assert "В строке 1 несколько столбцов" in sentence(refused.value)
