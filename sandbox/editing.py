"""Methods that change or remove a message of the bot."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sandbox import limits
from sandbox.errors import bad_request
from sandbox.keyboards import read_keyboard
from sandbox.methods import Table, own_message
from sandbox.model import Event, Message, Version
from sandbox.params import Params
from sandbox.render import message_json

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

_DELETABLE = timedelta(hours=48)
_NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)

EDITING = Table()


@EDITING.method("editMessageText", "chat_id", "message_id", "text", "parse_mode", "entities", "reply_markup")
def _edit_message_text(telegram: "Telegram", params: Params) -> Any:
    message = _editable(telegram, params)
    text, entities = limits.check_text(params, editing=True)
    if message.file is not None:
        raise bad_request("There is no text in the message to edit")
    keyboard = read_keyboard(params.json("reply_markup"))
    return _revise(telegram, message, Version(telegram.now(), text, tuple(entities), keyboard))


@EDITING.method("editMessageReplyMarkup", "chat_id", "message_id", "reply_markup")
def _edit_message_reply_markup(telegram: "Telegram", params: Params) -> Any:
    message = _editable(telegram, params)
    keyboard = read_keyboard(params.json("reply_markup"))
    current = message.current
    return _revise(telegram, message, Version(telegram.now(), current.text, current.entities, keyboard))


@EDITING.method("deleteMessage", "chat_id", "message_id")
def _delete_message(telegram: "Telegram", params: Params) -> Any:
    message = own_message(telegram, params, "delete")
    if telegram.now() - message.at > _DELETABLE:
        raise bad_request("Message can't be deleted for everyone")
    if message.sender != telegram.bot and not message.chat.is_private:
        raise bad_request("Message can't be deleted")
    message.deleted = True
    telegram.emit(Event("deleted", message.chat.id, {"message": message.id}))
    return True


def _editable(telegram: "Telegram", params: Params) -> Message:
    message = own_message(telegram, params, "edit")
    if message.sender != telegram.bot or message.forward_of is not None:
        raise bad_request("Message can't be edited")
    return message


def _revise(telegram: "Telegram", message: Message, version: Version) -> Any:
    """A new version without a keyboard takes the old keyboard away: that is how Telegram edits."""
    current = message.current
    if (version.text, version.entities, version.keyboard) == (current.text, current.entities, current.keyboard):
        raise bad_request(_NOT_MODIFIED)
    message.versions.append(version)
    telegram.emit(Event("edited", message.chat.id, {"message": message.id}))
    return message_json(message)
