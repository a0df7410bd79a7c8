"""An item ends without a report: cancelled or handed on."""

from views.format import bold, form, safe

#: Ready reasons. The number is stored in buttons: append only.
CANCEL_REASONS = (
    "Направлено по ошибке",
    "Больше не актуально",
    "Исполнено другим документом",
)
REROUTE_REASONS = (
    "Это обязанность другой организации",
    "Сменился исполнитель",
)

CANCEL = "Отменить"
WHY_CANCEL = "Почему отменяете? Причину увидит организация."
WHY_REROUTE = "Почему передаёте? Причину увидят обе организации."
TYPE_TARGET = "Кому передать? Напишите название или его часть. Отмена: /cancel"
TYPE_AGAIN = "Искать ещё"
REROUTE_SURE = "Да, передать"
CANCELLED_TOAST = "Отменено, организация узнает сразу"
REROUTED_TOAST = "Передано, обе организации узнают сразу"


def targets(query: str, count: int) -> str:
    if not count:
        return f"«{safe(query)}»: такой организации не нашлось. Напишите иначе."
    return f"«{safe(query)}»: {form(count, 'нашлась', 'нашлись', 'нашлось')} {count}. Кому передать?"


def reroute_question(label: str, target: str) -> str:
    return f"<b>Передать {safe(label)}: {safe(target)}?</b>"


def cancelled_title(label: str, *, rerouted: bool) -> str:
    return bold(f"{label} {'передан другой организации' if rerouted else 'отменён'}")


def ended_because(reason: str) -> str:
    return f"Причина: {safe(reason.rstrip('.'))}.\nОт Вас по нему больше ничего не требуется."


def rerouted_title(label: str) -> str:
    return bold(f"Вам передан {label[:1].lower()}{label[1:]}")
