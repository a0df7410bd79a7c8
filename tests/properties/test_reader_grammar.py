"""Composed protocols whose truth is known: numbering × deadline placement × addressee style × typing habits.

READER_PROTOCOLS=1000 composes a thousand; the usual run takes a few.
"""

import os
import re
import textwrap
from dataclasses import dataclass, field
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.minutes import read_text
from domain.minutes.model import Item

COUNT = int(os.environ.get("READER_PROTOCOLS", "60"))
BASE = date(2024, 9, 10)

TASKS = (
    "провести сверку библиотечных фондов",
    "обновить схемы безопасных маршрутов",
    "представить сведения о выпускниках",
    "организовать дежурство родителей",
    "устранить замечания пожарного надзора",
    "составить график приёма граждан",
    "направить списки участников слёта",
    "проверить состояние спортивных площадок",
    "обобщить опыт лучших наставников",
    "подготовить предложения по ремонту кровли",
    "заменить устаревшие стенды в вестибюлях",
    "усилить контроль за качеством питания, исключив замену блюд",
    "завершить установку ограждений (калиток, ворот)",
    "взять на учёт детей, проживающих в отдалённых сёлах",
)
WHOM = (
    ("Директорам школ", ["Директорам школ"]),
    ("Заведующим детскими садами", ["Заведующим детскими садами"]),
    ("Руководителям образовательных организаций", ["Руководителям образовательных организаций"]),
    ("Отделу опеки (Седова А.А.)", ["Отделу опеки"]),
    ("МКУ «Центр сопровождения»", ["МКУ «Центр сопровождения»"]),
    ("Директорам школ и заведующим ДОУ", ["Директорам школ", "заведующим ДОУ"]),
    ("Руководителям ОО, имеющим автобусы,", ["Руководителям ОО, имеющим автобусы"]),
    ("МБОУ СОШ № 2, 5", ["МБОУ СОШ № 2", "МБОУ СОШ № 5"]),
    ("Главному специалисту Гусеву П.П.", ["Главному специалисту"]),
)
WHO = (
    ("директора школ", ["директора школ"]),
    ("руководители ОО, методический кабинет", ["руководители ОО", "методический кабинет"]),
    ("отдел опеки (Седова А.А.)", ["отдел опеки"]),
    ("Гусев П.П., Ким Л.Д.", ["Гусев П.П.", "Ким Л.Д."]),
    ("директора школ и заведующие ДОУ", ["директора школ", "заведующие ДОУ"]),
)
WHEN = (
    ("до 15.10.2024", "date", "2024-10-15"),
    ("до 1 ноября 2024 года", "date", "2024-11-01"),
    ("до 20 января", "date", "2025-01-20"),
    ("до 25 декабря т.г.", "date", "2024-12-25"),
    ("не позднее 30.09.2024", "date", "2024-09-30"),
    ("до конца октября", "period", "2024-10-31"),
    ("с 1 по 15 ноября 2024 года", "period", "2024-11-15"),
    ("в течение 2024 года", "period", "2024-12-31"),
    ("постоянно", "ongoing", None),
    ("ежемесячно до 5 числа", "recurring", None),
    ("незамедлительно", "relative", None),
)
LABELLED_ONLY = (
    ("октябрь 2024 г.", "month", "2024-10-31"),
    ("2024-2025 уч.г.", "period", "2025-08-31"),
    ("сентябрь–октябрь", "period", "2024-10-31"),
    ("IV квартал 2024 года", "period", "2024-12-31"),
)


@dataclass(frozen=True)
class Truth:
    number: str | None
    text: str
    kind: str
    day: str | None
    who: tuple[str, ...]


@dataclass
class Paper:
    lines: list[str] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)


@dataclass(frozen=True)
class Habits:
    """How this clerk types."""

    numbering: str  # nested, flat, paren, dash, none
    where: str  # line, end, brackets, inline, closing, none
    who: str  # heading, opening, line, end
    glued: bool  # no space after the number
    stop: str  # what ends an item
    colon: str  # after Срок
    blank: bool  # empty lines between paragraphs
    odd: str  # "", latin, nbsp, double


HABITS = st.builds(
    Habits,
    numbering=st.sampled_from(["nested", "flat", "paren", "dash", "none"]),
    where=st.sampled_from(["line", "end", "brackets", "inline", "closing", "none"]),
    who=st.sampled_from(["heading", "opening", "line", "end"]),
    glued=st.booleans(),
    stop=st.sampled_from([".", ";", ""]),
    colon=st.sampled_from([": ", " – ", " исполнения: ", ":"]),
    blank=st.booleans(),
    odd=st.sampled_from(["", "latin", "nbsp", "double"]),
)


def mark(habits: Habits, question: int, place: int) -> tuple[str, str | None]:
    space = "" if habits.glued else " "
    if habits.numbering == "nested":
        return f"{question}.{place}.{space}", f"{question}.{place}"
    if habits.numbering == "flat":
        return f"{place}.{space}", str(place)
    if habits.numbering == "paren":
        return f"{place}){space}", str(place)
    return ("- ", None) if habits.numbering == "dash" else ("", None)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    paper = Paper(["ПРОТОКОЛ № 7", "совещания руководителей", "10.09.2024", ""])
    habits = draw(HABITS)
    for question in range(1, draw(st.integers(1, 3)) + 1):
        paper.lines += [f"По {question} вопросу «О работе образовательных организаций»", "СЛУШАЛИ: Рыжову О.П."]
        paper.lines += ["Отмечено, что работа ведётся.", draw(st.sampled_from(["РЕШИЛИ:", "Решили:", "Решение:"]))]
        draw(question_items(paper, habits, question))
    paper.lines += ["", "Председатель                О.П. Рыжова"]
    return paper


@st.composite
def question_items(draw: st.DrawFn, paper: Paper, habits: Habits, question: int) -> None:
    """Fill one question: its lines go to the paper with what they mean."""
    tasks = draw(st.lists(st.sampled_from(TASKS), min_size=1, max_size=4, unique=True))
    heading = draw(st.sampled_from(WHOM)) if habits.who == "heading" else None
    if heading:
        paper.lines.append(f"{heading[0].rstrip(',')}:")
    shared = draw(st.sampled_from(WHEN + LABELLED_ONLY))
    shared_who = draw(st.sampled_from(WHO))
    one_group = draw(st.sampled_from(WHOM))  # a closing «Срок:» never crosses into another addressee's items
    for place, task in enumerate(tasks, 1):
        sign, number = mark(habits, question, place)
        different = one_group if habits.where == "closing" else draw(st.sampled_from(WHOM))
        opening = different if habits.who == "opening" else None
        body = f"{opening[0]} {task}" if opening else task
        body = body if habits.numbering == "dash" else body[0].upper() + body[1:]
        labelled = habits.where in {"line", "end", "brackets", "closing"}
        when = (
            shared if habits.where == "closing" else draw(st.sampled_from(WHEN + LABELLED_ONLY if labelled else WHEN))
        )
        own_who = (
            shared_who if habits.who in {"line", "end"} and habits.where == "closing" else draw(st.sampled_from(WHO))
        )
        ending = place == len(tasks)
        tails, after = placed(habits, when, own_who, ending)
        paper.lines.append(f"{sign}{body}{tails}" + ("" if tails.endswith(".") else habits.stop))
        paper.lines += after
        known = heading or opening or (own_who if habits.who in {"line", "end"} else None)
        timed = when if habits.where != "none" else ("", "none", None)
        paper.truths.append(Truth(number, body, timed[1], timed[2], tuple(known[1]) if known else ()))


def placed(
    habits: Habits, when: tuple[str, str, str | None], who: tuple[str, list[str]], ending: bool
) -> tuple[str, list[str]]:
    """What goes on the item's own line and on lines of its own below."""
    tail, below = "", []
    srok = f"Срок{habits.colon}{when[0]}"
    if habits.where == "line" or (habits.where == "closing" and ending):
        below.append(srok)
    elif habits.where == "end":
        tail = f". {srok}."
    elif habits.where == "brackets":
        tail = f" (срок – {when[0]})"
    elif habits.where == "inline":
        tail = f" {when[0]}"
    together = habits.where == "closing"
    if habits.who == "line" and (not together or ending):
        below.append(f"Отв.: {who[0]}")
    elif habits.who == "end" and not together:
        tail = f"{tail.rstrip('.')}. Отв.: {who[0]}."
    elif habits.who == "end" and ending:
        below.append(f"Ответственные – {who[0]}.")
    return tail, below


def typed(paper: Paper, habits_blank: bool, odd: str) -> str:
    text = ("\n\n" if habits_blank else "\n").join(paper.lines)
    if odd == "latin":
        return text.replace("Срок", "Cрoк").replace("СОШ", "CОШ")
    if odd == "nbsp":
        return re.sub(r" (?=№|\d)", "\u00a0", text)
    return text.replace(" — ", "  —  ").replace("школ ", "школ  ") if odd == "double" else text


def words(text: str) -> str:
    return re.sub(r"[^а-яёa-z0-9]+", " ", text.lower()).strip()


def same_text(item: Item, truth: Truth) -> bool:
    return words(item.text).startswith(words(truth.text))


@settings(max_examples=COUNT)
@given(papers(), st.booleans(), st.sampled_from(["", "latin", "nbsp", "double"]))
def test_a_composed_protocol_is_read_right(paper: Paper, blank: bool, odd: str) -> None:
    check(typed(paper, blank, odd), paper)


def check(text: str, paper: Paper) -> None:
    """What is read is what was meant: no item more or less, no other date, nobody else."""
    reading = read_text(text)
    assert (reading.number, reading.date) == ("7", BASE), text
    assert len(reading.items) == len(paper.truths), text
    for item, truth in zip(reading.items, paper.truths, strict=True):
        assert item.number == truth.number, text
        assert same_text(item, truth), text
        assert item.deadline.kind == truth.kind, (text, item)
        if truth.day:
            assert item.deadline.date == date.fromisoformat(truth.day), (text, item)
        if truth.kind in {"none", "ongoing"}:
            assert item.deadline.date is None, (text, item)
        assert item.addressees == truth.who, (text, item)


@st.composite
def orders(draw: st.DrawFn) -> Paper:
    """An order: a preamble, items of its own, addressee headings with sub-items, control at the end."""
    paper = Paper(["УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "", "ПРИКАЗ", "", "10.09.2024 № 7", "", "О подготовке к зиме", ""])
    paper.lines += ["В соответствии с планом работы управления образования, в целях подготовки к зиме", ""]
    paper.lines += [draw(st.sampled_from(["ПРИКАЗЫВАЮ:", "П Р И К А З Ы В А Ю:", "приказываю:"])), ""]
    sub = draw(st.sampled_from(["decimal", "dash", "letter"]))
    count = draw(st.integers(1, 4))
    for number in range(1, count + 1):
        tasks = draw(st.lists(st.sampled_from(TASKS), min_size=1, max_size=3, unique=True))
        whom = draw(st.sampled_from(WHOM))
        if len(tasks) == 1:
            whens = draw(st.sampled_from(WHEN))
            sentence = f"{whom[0]} {tasks[0]} {whens[0]}"
            paper.lines.append(f"{number}. {sentence}.")
            paper.truths.append(Truth(str(number), f"{whom[0]} {tasks[0]}", whens[1], whens[2], tuple(whom[1])))
            continue
        paper.lines.append(f"{number}. {whom[0].rstrip(',')}:")
        for place, task in enumerate(tasks, 1):
            whens = draw(st.sampled_from(WHEN))
            sign, label = under(sub, number, place)
            paper.lines.append(f"{sign} {task} {whens[0]};")
            paper.truths.append(Truth(label, task, whens[1], whens[2], tuple(whom[1])))
    last = "Контроль за исполнением приказа возложить на заместителя начальника Рыжову О.П."
    paper.lines += [f"{count + 1}. {last}", "", "Начальник управления                         И.К. Седов"]
    paper.truths.append(Truth(str(count + 1), last, "none", None, ("заместителя начальника",)))
    return paper


def under(style: str, number: int, place: int) -> tuple[str, str | None]:
    if style == "decimal":
        return f"{number}.{place}.", f"{number}.{place}"
    letter = "абв"[place - 1]
    return (f"{letter})", f"{number}{letter}") if style == "letter" else ("-", None)


@settings(max_examples=COUNT)
@given(orders(), st.sampled_from([0, 64, 76]), st.sampled_from(["", "     "]))
def test_a_composed_order_is_read_right(paper: Paper, width: int, indent: str) -> None:
    lines = [
        wrapped
        for line in paper.lines
        for wrapped in (textwrap.wrap(indent + line, width) if width else [line]) or [""]
    ]
    check("\n".join(lines), paper)


@st.composite
def tables(draw: st.DrawFn) -> Paper:
    """A decision table typed with bars, its columns in any order."""
    paper = Paper(["ПРОТОКОЛ № 7 от 10.09.2024", "РЕШИЛИ:"])
    columns = draw(st.permutations(["№", "Решение", "Срок", "Ответственный"]))
    paper.lines.append(" | ".join(columns))
    for number in range(1, draw(st.integers(2, 5)) + 1):
        task = draw(st.sampled_from(TASKS))
        when = draw(st.sampled_from(WHEN + LABELLED_ONLY))
        who = draw(st.sampled_from(WHO))
        cells = {"№": str(number), "Решение": task, "Срок": when[0], "Ответственный": who[0]}
        paper.lines.append(" | ".join(cells[column] for column in columns))
        paper.truths.append(Truth(str(number), task, when[1], when[2], tuple(who[1])))
    return paper


@settings(max_examples=COUNT // 2)
@given(tables())
def test_a_composed_table_is_read_right(paper: Paper) -> None:
    check("\n".join(paper.lines), paper)
