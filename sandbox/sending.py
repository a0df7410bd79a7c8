"""Methods that put a message of the bot into a chat."""

from typing import TYPE_CHECKING, Any

from sandbox import limits
from sandbox.errors import bad_request
from sandbox.keyboards import read_keyboard
from sandbox.markup import Entity
from sandbox.methods import Table, reachable_chat
from sandbox.model import Chat, Media, Message, StoredFile
from sandbox.params import Params, Upload
from sandbox.render import message_json

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

_COMMON = ("chat_id", "parse_mode", "disable_notification", "protect_content", "reply_parameters", "reply_markup")
_CAPTION = ("caption", "caption_entities")

SENDING = Table()


@SENDING.method("sendMessage", "text", "entities", *_COMMON)
def _send_message(telegram: "Telegram", params: Params) -> Any:
    chat = reachable_chat(telegram, params)
    content = limits.check_text(params)
    return message_json(_post(telegram, chat, params, content))


@SENDING.method("sendDocument", "document", *_CAPTION, *_COMMON)
def _send_document(telegram: "Telegram", params: Params) -> Any:
    return _send_file(telegram, params, Media.DOCUMENT)


@SENDING.method("sendPhoto", "photo", *_CAPTION, *_COMMON)
def _send_photo(telegram: "Telegram", params: Params) -> Any:
    return _send_file(telegram, params, Media.PHOTO)


@SENDING.method("sendVoice", "voice", "duration", *_CAPTION, *_COMMON)
def _send_voice(telegram: "Telegram", params: Params) -> Any:
    return _send_file(telegram, params, Media.VOICE)


@SENDING.method("sendVideo", "video", "duration", "width", "height", *_CAPTION, *_COMMON)
def _send_video(telegram: "Telegram", params: Params) -> Any:
    return _send_file(telegram, params, Media.VIDEO)


def _send_file(telegram: "Telegram", params: Params, media: Media) -> Any:
    chat = reachable_chat(telegram, params)
    content = limits.check_caption(params)
    file = _file(telegram, params.upload(media), media)
    return message_json(_post(telegram, chat, params, content, file))


@SENDING.method("sendMediaGroup", "chat_id", "media", "disable_notification", "protect_content", "reply_parameters")
def _send_media_group(telegram: "Telegram", params: Params) -> Any:
    chat = reachable_chat(telegram, params)
    album = params.json("media") or []
    if len(album) not in limits.ALBUM:
        raise bad_request("Wrong number of messages in an album; must be 2-10")
    kinds = {Media(item["type"]) for item in album}
    if Media.DOCUMENT in kinds and len(kinds) > 1:
        raise bad_request("Documents can't be mixed with other media types")
    parts = []
    for item in album:
        reference = params.attached(item["media"])
        parts.append((limits.check_caption(Params(item)), _file(telegram, reference, Media(item["type"]))))
    group = telegram.new_album()
    posted = [_post(telegram, chat, params, content, file, group) for content, file in parts]
    return [message_json(message) for message in posted]


def _file(telegram: "Telegram", given: Upload | str | None, media: Media) -> StoredFile:
    if given is None:
        raise bad_request(f"There is no {media} in the request")
    if isinstance(given, str):
        return telegram.files.by_id(given, media)
    limits.check_upload(given.data, is_photo=media is Media.PHOTO)
    return telegram.files.put(media, given.data, given.filename)


def _post(
    telegram: "Telegram",
    chat: Chat,
    params: Params,
    content: tuple[str, list[Entity]],
    file: StoredFile | None = None,
    group: str | None = None,
) -> Message:
    text, entities = content
    keyboard = read_keyboard(params.json("reply_markup"))
    return telegram.post(
        chat,
        telegram.bot,
        text,
        entities=entities,
        keyboard=keyboard,
        file=file,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
        media_group_id=group,
        reply_to=_replied(chat, params),
    )


def _replied(chat: Chat, params: Params) -> Message | None:
    reply = params.json("reply_parameters")
    if not reply:
        return None
    message = chat.messages.get(int(reply["message_id"]))
    if message is not None and not message.deleted:
        return message
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("Message to be replied not found")
