"""Only what Telegram and MAX both can: a short list of methods, inline keyboards, texts that fit."""

import ast
import re

from aiogram import methods, types
from aiogram.methods.base import TelegramMethod
from aiogram.types.base import TelegramObject

from tests.architecture.sources import PRODUCT, calls, modules

#: Issue 2 and facts: every other method is absent on the second platform.
ALLOWED = {
    *("getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"),
    *("sendMessage", "editMessageText", "editMessageReplyMarkup", "deleteMessage"),
    *("sendDocument", "sendPhoto", "sendVoice", "sendVideo", "sendMediaGroup"),
    *("answerCallbackQuery", "getFile", "sendChatAction", "setMyCommands", "leaveChat"),
}
#: What aiogram's Bot has besides the methods of the API.
OWN = {"me", "download", "session", "id", "token"}
ONLY_TELEGRAM = {"ReplyKeyboardMarkup", "ReplyKeyboardRemove", "KeyboardButton", "ForceReply", "WebAppInfo"}


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


EVERY = {
    snake(name)
    for name, kind in vars(methods).items()
    if isinstance(kind, type) and issubclass(kind, TelegramMethod) and kind is not TelegramMethod
}
FORBIDDEN = EVERY - {snake(name[0].upper() + name[1:]) for name in ALLOWED}


def _is_bot(node: ast.expr) -> bool:
    """`bot`, `self._bot`, `app.bot`."""
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return name.strip("_") == "bot"


def test_the_list_of_methods_is_aiograms_own() -> None:
    assert len(EVERY) > 150
    assert len(EVERY) - len(FORBIDDEN) == len(ALLOWED)


def test_the_bot_uses_allowed_methods_only() -> None:
    used = {
        (path, call.func.attr)
        for path, call in calls(*PRODUCT)
        if isinstance(call.func, ast.Attribute) and _is_bot(call.func.value)
    }
    assert {(path, name) for path, name in used if name in FORBIDDEN} == set(), (
        "the second platform has no such method: do it with those of ALLOWED (docs/adr/0010)"
    )
    assert {name for _, name in used} <= (EVERY - FORBIDDEN) | OWN, (
        "no method of the API and not in OWN: call the API's"
    )
    assert "send_message" in {name for _, name in used}


def test_no_shortcut_of_aiogram_hides_a_method() -> None:
    """`message.reply_photo()`, `query.answer()` and the like: everything goes by `bot.…`, where it can be seen."""
    shortcuts = {
        name
        for kind in (types.Message, types.CallbackQuery, types.Chat, types.User, types.ChatMemberUpdated)
        for name, member in vars(kind).items()
        if callable(member) and not name.startswith("_") and not hasattr(TelegramObject, name)
    }
    objects = {"message", "query", "chat", "callback", "event", "update"}
    used = [
        f"{path}:{call.lineno} .{call.func.attr}()"
        for path, call in calls("handlers", "bot", "scheduler")
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in shortcuts
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in objects
    ]
    assert len(shortcuts) > 50
    assert used == [], "write bot.send_message(…) and the like, so that this file sees which methods are used"


def test_no_method_object_is_built_past_the_bot() -> None:
    built = {
        (path, name.name)
        for path, module in modules(*PRODUCT)
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aiogram.methods")
        for name in node.names
    }
    assert {(path, name) for path, name in built if snake(name) in FORBIDDEN} == set(), "the second platform has none"


def test_keyboards_are_inline_only() -> None:
    named = {
        (path, node.id)
        for path, module in modules(*PRODUCT)
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and node.id in ONLY_TELEGRAM
    }
    assert named == set(), "only inline keyboards: make the choice with views.card.button"
