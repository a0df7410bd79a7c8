"""A message of a person as evidence of a report."""

from aiogram.types import Message

from domain.reports import EvidenceKind
from services.reports.collecting import Incoming


def incoming_of(message: Message) -> Incoming:
    """What came: a text, a photo, a file, a voice or a video; its key names the message."""
    key = f"{message.chat.id}:{message.message_id}"
    text = message.text or message.caption or ""
    if message.live_photo:
        live = message.live_photo
        return Incoming(
            key, EvidenceKind.VIDEO, text, live.file_id, mime=live.mime_type or "", size=live.file_size or 0
        )
    if message.video_note:
        note = message.video_note
        return Incoming(key, EvidenceKind.VIDEO, text, note.file_id, mime="video/mp4", size=note.file_size or 0)
    if message.document:
        file = message.document
        return Incoming(
            key, EvidenceKind.FILE, text, file.file_id, file.file_name or "", file.mime_type or "", file.file_size or 0
        )
    if message.photo:
        photo = message.photo[-1]
        return Incoming(key, EvidenceKind.PHOTO, text, photo.file_id, size=photo.file_size or 0, mime="image/jpeg")
    if message.audio:
        audio = message.audio
        return Incoming(
            key,
            EvidenceKind.FILE,
            text,
            audio.file_id,
            audio.file_name or "",
            audio.mime_type or "",
            audio.file_size or 0,
        )
    if message.voice:
        voice = message.voice
        return Incoming(
            key, EvidenceKind.VOICE, text, voice.file_id, mime=voice.mime_type or "", size=voice.file_size or 0
        )
    if message.video:
        video = message.video
        return Incoming(
            key, EvidenceKind.VIDEO, text, video.file_id, mime=video.mime_type or "", size=video.file_size or 0
        )
    return Incoming(key, EvidenceKind.TEXT, text)
