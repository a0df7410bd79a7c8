"""The model in the words of the Bot API: the JSON that a bot receives."""

from datetime import datetime, timedelta
from typing import Any

from sandbox.keyboards import keyboard_json
from sandbox.model import Chat, Media, Message, StoredFile, Tap, User

Json = dict[str, Any]

OLD = timedelta(hours=48)  # the bot no longer receives the content of an older message with a tap


def _present(**values: Any) -> Json:
    return {key: value for key, value in values.items() if value not in (None, False, ())}


def stamp(moment: datetime) -> int:
    return int(moment.timestamp())


def user_json(user: User) -> Json:
    return _present(
        id=user.id,
        first_name=user.first_name,
        last_name=user.last_name,
        username=user.username,
        language_code=user.language_code,
    ) | {"is_bot": user.is_bot}


def chat_json(chat: Chat) -> Json:
    if chat.person is None:
        return {"id": chat.id, "type": "group", "title": chat.title}
    person = chat.person
    return _present(
        id=chat.id,
        type="private",
        first_name=person.first_name,
        last_name=person.last_name,
        username=person.username,
    )


def message_json(message: Message, *, with_reply: bool = True) -> Json:
    reply = message.reply_to if with_reply else None
    version = message.current
    content = (
        _present(caption=version.text, caption_entities=version.entities) | _file_json(message.file)
        if message.file
        else _present(text=version.text, entities=version.entities)
    )
    if content.get("caption") == "":
        del content["caption"]
    return content | _present(
        message_id=message.id,
        date=stamp(message.at),
        chat=chat_json(message.chat),
        **{"from": user_json(message.sender)},
        edit_date=stamp(version.at) if message.edits else None,
        media_group_id=message.media_group_id,
        has_protected_content=message.protected,
        reply_to_message=message_json(reply, with_reply=False) if reply else None,
        forward_origin=_origin_json(message.forward_of) if message.forward_of else None,
        reply_markup=keyboard_json(version.keyboard) if version.keyboard else None,
    )


def _origin_json(original: Message) -> Json:
    return {"type": "user", "date": stamp(original.at), "sender_user": user_json(original.sender)}


def file_id_json(file: StoredFile) -> Json:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}


def _file_json(file: StoredFile) -> Json:
    facts = file_id_json(file)
    match file.media:
        case Media.PHOTO:
            sizes = [{**facts, "width": 1280, "height": 960}]
            if file.thumbnail:
                sizes.insert(0, {**file_id_json(file.thumbnail), "width": 90, "height": 67})
            return {"photo": sizes}
        case Media.VOICE:
            return {"voice": {**facts, "duration": 5, "mime_type": file.mime}}
        case Media.VIDEO:
            shape = {"width": 1280, "height": 720, "duration": 5}
            return {"video": {**facts, **shape, **_present(file_name=file.name, mime_type=file.mime)}}
        case Media.DOCUMENT:
            return {"document": {**facts, **_present(file_name=file.name, mime_type=file.mime)}}


def tap_json(tap: Tap) -> Json:
    message = tap.message
    is_out_of_reach = message.deleted or tap.at - message.at > OLD
    return {
        "id": tap.id,
        "from": user_json(tap.person),
        "chat_instance": str(message.chat.id),
        "data": tap.data,
        "message": {"chat": chat_json(message.chat), "message_id": message.id, "date": 0}
        if is_out_of_reach
        else message_json(message),
    }


def membership_json(chat: Chat, actor: User, bot: User, at: datetime, before: str, after: str) -> Json:
    """my_chat_member: statuses are "member", "left" and "kicked"."""

    def member(status: str) -> Json:
        return {"user": user_json(bot), "status": status} | ({"until_date": 0} if status == "kicked" else {})

    return {
        "chat": chat_json(chat),
        "from": user_json(actor),
        "date": stamp(at),
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }
