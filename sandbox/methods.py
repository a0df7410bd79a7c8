"""The table of methods and those of them that send and edit nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox import limits
from sandbox.errors import bad_request, beyond_sandbox, forbidden
from sandbox.model import Chat, Event, Message, Standing
from sandbox.params import Params
from sandbox.render import file_id_json, user_json

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

Answer = Callable[["Telegram", Params], Any]

_IGNORED = frozenset(
    {
        "link_preview_options",
        "disable_web_page_preview",
        "disable_content_type_detection",
        "supports_streaming",
        "show_caption_above_media",
    }
)


@dataclass(frozen=True)
class Method:
    name: str
    answer: Answer
    known: frozenset[str]

    def __call__(self, telegram: "Telegram", params: Params) -> Any:
        """The result of a call as JSON; raises ApiError."""
        if strangers := params.values.keys() - self.known - _IGNORED:
            raise beyond_sandbox(f"{self.name} with {', '.join(sorted(strangers))}")
        return self.answer(telegram, params)


class Table(dict[str, Method]):
    """Methods by lower-case name, filled by a decorator."""

    def method(self, name: str, *known: str) -> Callable[[Answer], Answer]:
        """Registers the answer to a method together with the parameters it honours."""

        def register(answer: Answer) -> Answer:
            self[name.lower()] = Method(name, answer, frozenset(known))
            return answer

        return register


GENERAL = Table()


def reachable_chat(telegram: "Telegram", params: Params) -> Chat:
    """The chat of a call, if the bot may write there."""
    chat_id = params.integer("chat_id")
    if chat_id is None:
        raise bad_request("Chat_id is empty")
    chat = telegram.chats.get(chat_id)
    if chat is None or chat.standing is Standing.STRANGER:
        raise bad_request("Chat not found")
    if chat.standing is Standing.LEFT:
        raise forbidden("bot is not a member of the group chat")
    if chat.standing is Standing.KICKED:
        raise forbidden("bot was blocked by the user" if chat.is_private else "bot was kicked from the group chat")
    return chat


def own_message(telegram: "Telegram", params: Params, purpose: str) -> Message:
    """A message of the bot that is still there; `purpose` is "edit" or "delete"."""
    chat = reachable_chat(telegram, params)
    message = chat.messages.get(params.integer("message_id") or 0)
    if message is None or message.deleted:
        raise bad_request(f"Message to {purpose} not found")
    return message


@GENERAL.method("getMe")
def _get_me(telegram: "Telegram", _: Params) -> Any:
    return user_json(telegram.bot) | {"can_join_groups": True, "can_read_all_group_messages": False}


@GENERAL.method("setWebhook", "url", "drop_pending_updates", "allowed_updates", "secret_token", "max_connections")
def _set_webhook(telegram: "Telegram", params: Params) -> Any:
    url, secret = params.text("url") or "", params.text("secret_token") or ""
    telegram.updates.set_webhook(url, secret=secret, drop_pending=params.flag("drop_pending_updates"))
    if (allowed := params.json("allowed_updates")) is not None:
        telegram.updates.allowed = allowed
    return True


@GENERAL.method("deleteWebhook", "drop_pending_updates")
def _delete_webhook(telegram: "Telegram", params: Params) -> Any:
    telegram.updates.set_webhook("", drop_pending=params.flag("drop_pending_updates"))
    return True


@GENERAL.method("getWebhookInfo")
def _get_webhook_info(telegram: "Telegram", _: Params) -> Any:
    updates = telegram.updates
    failed = {"last_error_date": int(telegram.now().timestamp()), "last_error_message": updates.webhook_error}
    return {
        "url": updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
        "allowed_updates": updates.allowed,
    } | (failed if updates.webhook_error else {})


@GENERAL.method("getFile", "file_id")
def _get_file(telegram: "Telegram", params: Params) -> Any:
    file = telegram.files.downloadable(params.text("file_id") or "")
    return file_id_json(file) | {"file_path": file.path}


@GENERAL.method("sendChatAction", "chat_id", "action")
def _send_chat_action(telegram: "Telegram", params: Params) -> Any:
    chat = reachable_chat(telegram, params)
    action = params.text("action") or ""
    chat.actions.append(action)
    telegram.emit(Event("action", chat.id, {"action": action}))
    return True


@GENERAL.method("answerCallbackQuery", "callback_query_id", "text", "show_alert", "cache_time")
def _answer_callback_query(telegram: "Telegram", params: Params) -> Any:
    tap = telegram.taps.get(params.text("callback_query_id") or "")
    if tap is None or telegram.now() - tap.at > telegram.tap_expires:
        raise bad_request("Query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if len(text or "") > limits.TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if tap.answered:
        return True  # the button has stopped spinning: a second answer shows nothing
    tap.answered, tap.toast, tap.is_alert = True, text, params.flag("show_alert")
    telegram.emit(Event("toast", tap.message.chat.id, {"tap": tap.id, "text": text, "alert": tap.is_alert}))
    return True


@GENERAL.method("setMyCommands", "commands", "scope", "language_code")
def _set_my_commands(telegram: "Telegram", params: Params) -> Any:
    commands = params.json("commands") or []
    if len(commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check_command(command["command"], command["description"])
    telegram.commands[_scope_key(params)] = commands
    _tell_menus(telegram, params)
    return True


def _check_command(name: str, description: str) -> None:
    if not (1 <= len(name) <= 32 and name.isascii() and name.replace("_", "a").isalnum() and name == name.lower()):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


@GENERAL.method("getMyCommands", "scope", "language_code")
def _get_my_commands(telegram: "Telegram", params: Params) -> Any:
    return telegram.commands.get(_scope_key(params), [])


@GENERAL.method("deleteMyCommands", "scope", "language_code")
def _delete_my_commands(telegram: "Telegram", params: Params) -> Any:
    telegram.commands.pop(_scope_key(params), None)
    _tell_menus(telegram, params)
    return True


def _tell_menus(telegram: "Telegram", params: Params) -> None:
    """0: the common menu of all chats."""
    telegram.emit(Event("commands", _scope_key(params)[1] or 0, {}))


def _scope_key(params: Params) -> tuple[str, int | None]:
    scope = params.json("scope") or {}
    return scope.get("type", "default"), scope.get("chat_id")


@GENERAL.method("leaveChat", "chat_id")
def _leave_chat(telegram: "Telegram", params: Params) -> Any:
    chat = reachable_chat(telegram, params)
    if chat.is_private:
        raise bad_request("Chat member status can't be changed in private chats")
    telegram.change_standing(chat, telegram.bot, Standing.LEFT)
    return True
