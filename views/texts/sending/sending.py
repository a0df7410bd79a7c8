"""Words of «Направить»: what goes to whom, before and after."""

from collections.abc import Sequence
from datetime import date

from views.format import day, plural
from views.texts.drafts.drafts import title


def send_question(name: str) -> str:
    return f"Направить {name}?"


def share(kind: str, organisations: int, parts: Sequence[str]) -> str:
    return f"{kind} ({organisations}): {'; '.join(parts)}"


DATES_SHOWN = 4


def share_report(count: int, dates: Sequence[date]) -> str:
    until_ = ""
    if len(dates) > DATES_SHOWN:
        until_ = f", сроки с {day(dates[0])} по {day(dates[-1])}"
    elif dates:
        until_ = f", до {', '.join(day(value) for value in dates)}"
    return f"с отчётом {plural(count, 'пункт', 'пункта', 'пунктов')}{until_}"


def share_yearly(count: int) -> str:
    return f"в годовой итог {count}"


def share_work(count: int) -> str:
    return f"для работы {count}"


def share_information(count: int) -> str:
    return f"к сведению {count}"


def share_own(count: int) -> str:
    return f"Наши пункты: {count}, исполнителей назначите Вы"


def reach(connected: int, waiting: int, names: str) -> str:
    at_once = f"Получат сразу: {plural(connected, 'организация', 'организации', 'организаций')}."
    if not waiting:
        return at_once
    return f"{at_once}\nЕщё не в боте — {waiting}: {names}. Сообщение дождётся их, пригласить можно сейчас: /invite"


def original_kept(labels: str) -> str:
    return (
        f"«Протокол целиком» останется у Вас: в нём названы организации ({labels}). "
        "Остальные откроют «Полный текст» своих пунктов."
    )


def original_goes(labels: str) -> str:
    return f"«Протокол целиком» увидят все получатели, со списком организаций ({labels})."


SHOW_ORIGINAL = "Показывать протокол целиком"
KEEP_ORIGINAL = "Не показывать протокол целиком"
CHECK_FIRST = "Перед отправкой проверьте исполнителей: сообщения уйдут сразу."
SENT_BEFORE = "⚠️ Этот протокол уже направляли. Организации получат весь список ещё раз, как новый."


def send_to(count: int) -> str:
    return f"Направить {plural(count, 'организации', 'организациям', 'организациям')}"


def send_own_only() -> str:
    return "Поставить на контроль"


def sent(name: str, organisations: int, waiting: int, *, single: bool = False) -> str:
    tail = f"\nНе в боте — {waiting}: сообщение дождётся подключения." if waiting else ""
    told = plural(organisations, "организации", "организациям", "организациям")
    return f"Готово: {name} {'направлено' if single else 'направлен'} {told}.{tail}"


def scheduled(name: str, when: str, *, single: bool = False) -> str:
    return f"{title(name)} будет {'направлено' if single else 'направлен'} {when}. До этого отправку можно отменить."


def preview_for(organisation: str) -> str:
    return f"Так это увидит {organisation}:"


def sent_in_the_morning(name: str, *, single: bool = False) -> str:
    return f"{name[0].upper()}{name[1:]} {'направлено' if single else 'направлен'}, как Вы просили."
