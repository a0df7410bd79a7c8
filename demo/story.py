"""`python -m bot demo`: the main job as a printed chat, without a token or a network.

The real bot in a process of its own, the sandbox instead of Telegram, people of an invented district. The script
says what they must see; anything else ends the demo with status 1.
"""

import asyncio
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from demo.people import Someone
from demo.stage import Mismatch, Stage

DATA = Path(__file__).parent / "data"
START = datetime(2026, 8, 31, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))
SCHOOLS = ("МКОУ Берёзовская СОШ", "МКОУ Заречная ООШ", "МКОУ Сосновская ООШ")
DIRECTORS = ("Пётр Лесной", "Вера Тихая", "Нина Боровая")


def main(_arguments: list[str]) -> int:
    """0 when everything went as the script says, 1 when not, 130 after Ctrl+C."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(prefix="kontrol-demo-") as folder:
        try:
            return asyncio.run(_play(Path(folder)))
        except KeyboardInterrupt:
            return 130


async def _play(folder: Path) -> int:
    async with Stage(folder, START) as stage:
        try:
            await _tell(stage)
        except Mismatch as error:
            print(f"\n\nПРОГОН НЕ УДАЛСЯ: {error}")
            print("\nЖурнал бота:", *stage.log[-20:], sep="\n")
            return 1
    return 0


async def _tell(stage: Stage) -> None:
    print("Настоящий бот, его собственный протокол и вымышленный район. Вместо Telegram – модель на этой машине.")
    await stage.ready()
    official = Someone(stage, "Ольга Седова", "отдел образования", admin=True)
    await first_day(stage, official)
    directors = await invitations(stage, official)
    await minutes(stage, official)
    await delivery(stage, official, directors)
    await digests(stage, official, directors)
    await reports(stage, directors)
    await judging(stage, official, directors)
    await overdue(stage, official, directors)
    await summary(stage)


async def first_day(stage: Stage, official: Someone) -> None:
    stage.scene("Первый день: кто мы и какие у нас школы")
    await official.starts()
    await official.presses("1. Назвать")
    await official.writes("Отдел образования администрации Лесного района")
    await official.presses("2. Загрузить")
    await official.sends_file(DATA / "organisations.csv", "организации.csv")
    await official.sees("Новых 4")
    await official.presses("Загрузить")
    await official.sees("Загружено")


async def invitations(stage: Stage, official: Someone) -> list[Someone]:
    stage.scene("Приглашения: директор входит по ссылке, ничего не набирая")
    joined = [await _invite(stage, official, name, place) for name, place in zip(DIRECTORS, SCHOOLS, strict=True)]
    stage.printer.remark("Так же вошли Вера Тихая (Заречная ООШ) и Нина Боровая (Сосновская ООШ).")
    return joined


async def _invite(stage: Stage, official: Someone, name: str, school: str) -> Someone:
    director = Someone(stage, name, school)
    if name != DIRECTORS[0]:  # the same once more
        stage.printer.muted = {official.id, director.id}
    await official.writes(f"/invite {school}")
    await official.sees("?start=")
    await director.opens(official.link)
    await director.presses("Да, это я")
    await director.presses("Согласен")
    await director.sees("Готово, Вы подключены", school)
    stage.printer.muted = set()
    return director


async def minutes(stage: Stage, official: Someone) -> None:
    stage.scene("Протокол: из файла – в пункты, вопросы только о неясном")
    await official.sends_file(DATA / "protocol.txt", "Протокол № 6.txt")
    await official.sees("№ 6 от 31.08.2026", "Прочитано пунктов: 5", "Нужно Ваше решение")
    await official.presses("Ответить")
    await official.presses("Детские сады")
    await official.sees("К какой дате")
    await official.presses("До 15.10.2026")
    await official.sees("можно направлять")
    await official.presses("Показать, что увидит директор")
    await official.sees("Берёзовская")
    await official.presses("Направить")
    await official.sees("Школы (3)", "Детские сады (1)")


async def delivery(stage: Stage, official: Someone, directors: list[Someone]) -> None:
    stage.scene("Отправка: каждому директору одно сообщение")
    first, second, third = directors
    await official.presses("Направить 4")
    await official.sees("направлен 4 организациям")
    await third.sees("Нужен отчёт — 2", "1.4")
    await first.presses("Ознакомлен")
    await second.presses("Ознакомлен")
    await second.sees("Спасибо")


async def digests(stage: Stage, official: Someone, directors: list[Someone]) -> None:
    await stage.move_to("2026-10-05 09:00", "Понедельник: напоминания приходят сами, одной сводкой")
    for someone in directors:
        await someone.sees("Скоро срок", "до 15.10")
    await official.sees("Не ознакомились", "МКОУ Сосновская ООШ")


async def reports(stage: Stage, directors: list[Someone]) -> None:
    first, second, _ = directors
    await stage.move_to("2026-10-07 11:20", "Отчёты: фото, «Не потребовалось», текст")
    await first.presses("Пункт 1.1")
    await first.presses("Исполнено")
    await first.sends_photo("Приказ № 45-о от 06.10.2026")
    await first.presses("Отправить отчёт")
    await first.sees("получен 07.10.2026", "в срок")
    await first.presses("Пункт 1.3")
    await first.presses("Не потребовалось")
    await first.sees("п. 1.3 снят с контроля")
    await second.presses("Пункт 1.1")
    await second.presses("Исполнено")
    await second.writes("План утверждён на педсовете")
    await second.presses("Отправить отчёт")
    await second.sees("получен 07.10.2026", "в срок")


async def judging(stage: Stage, official: Someone, directors: list[Someone]) -> None:
    stage.scene("Проверка: «Принять», «Вернуть» с причиной, доработка")
    first, second, _ = directors
    await official.presses("Приложения", on="Берёзовская")
    await official.presses("Принять", on="Берёзовская")
    await official.sees("Решение: снято с контроля")
    await first.sees("Отчёт принят, спасибо!", "снят с контроля 07.10.2026")
    await official.presses("Вернуть", on="Заречная")
    await official.presses("Нет реквизитов")
    await second.sees("возвращён на доработку", "прислать номер и дату документа")
    await second.presses("Дополнить отчёт")
    await second.writes("Приказ № 31 от 07.10.2026")
    await second.presses("Отправить отчёт")
    await second.sees("получен")
    await official.presses("Принять", on="Приказ № 31")
    await official.sees("Решение: снято с контроля")
    await second.sees("Отчёт принят, спасибо!")


async def overdue(stage: Stage, official: Someone, directors: list[Someone]) -> None:
    *_, third = directors
    await stage.move_to("2026-10-19 09:00", "Срок вышел: кто просрочил, видно сразу")
    await third.sees("Просрочено — 2", "срок был 15.10")
    await official.sees("не отчиталась 1 из 3", "МКОУ Сосновская ООШ")
    await official.writes("/overdue")
    await official.sees("1 организация, 2 пункта", "МКОУ Сосновская ООШ", "на 4 дня")
    await official.presses("Напомнить не отчитавшимся")
    await official.presses("Да, напомнить")
    await third.sees("напоминает")
    await official.writes("/protocols")
    await official.sees("снято 3 из 5, просрочено 2")
    await official.presses("№ 6 от 31.08")
    await official.sees("Скорректировать план занятости")


async def summary(stage: Stage) -> None:
    status = await stage.stop()
    telegram = stage.telegram
    said = [call.method for call in telegram.journal.calls(accepted=True)].count("sendMessage")
    facts = {
        "лишних повторов сообщений": len(telegram.journal.doubles()),
        "нажатий без ответа": len(telegram.unanswered_taps()),
        "ошибок в журнале бота": sum(" ERROR " in line for line in stage.log),
        "код завершения бота": status,
    }
    stage.printer.end("Итог")
    print(f"Сообщений от бота: {said}, нажатий людей: {len(telegram.taps)}.")
    print(*(f"{name}: {count}" for name, count in facts.items()), sep="\n")
    if any(facts.values()):
        raise Mismatch("в итоге должны быть нули")
    print("\nСвой бот за пять минут: README.md (README.ru.md – для отдела образования и директоров).")
