"""The chats as they unfold, printed for reading."""

import textwrap
from datetime import datetime

from sandbox.model import Event, Message
from sandbox.telegram import Telegram
from views.texts.words import MONTHS_GENITIVE, WEEKDAYS

WIDTH = 100
_FILES = {"document": "файл", "photo": "фото", "voice": "голосовое сообщение", "video": "видео"}


class Printer:
    """Prints what happens in every chat but the muted ones, as soon as it happens."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._titles: dict[int, str] = {}
        self._speaking: int | None = None
        self.muted: set[int] = set()
        telegram.subscribe(self._tell)

    def introduce(self, chat_id: int, title: str) -> None:
        self._titles[chat_id] = title

    def scene(self, title: str, now: datetime) -> None:
        when = f"{WEEKDAYS[now.weekday()]}, {now.day} {MONTHS_GENITIVE[now.month - 1]} {now.year}, {now:%H:%M}"
        print(f"\n\n━━ {title} {'━' * max(2, WIDTH - len(title) - len(when) - 6)} {when}")
        self._speaking = None

    def end(self, title: str) -> None:
        print(f"\n\n━━ {title} {'━' * (WIDTH - len(title) - 4)}\n")

    def remark(self, text: str) -> None:
        print("\n" + textwrap.fill(f"({text})", WIDTH), flush=True)
        self._speaking = None

    def press(self, chat_id: int, label: str) -> None:
        self._say(chat_id, [f"  ▶ нажимает [{label}]"])

    # --- what the sandbox tells

    def _tell(self, event: Event) -> None:
        if event.kind in ("message", "edited"):
            message = self._telegram.chats[event.chat_id].messages[event.facts["message"]]
            self._say(event.chat_id, self._shown(message, is_edit=event.kind == "edited"))
        elif event.kind == "toast" and (text := event.facts.get("text")):
            self._say(event.chat_id, [f"  ✱ всплывает: {text}"])

    def _shown(self, message: Message, *, is_edit: bool) -> list[str]:
        file = f"📎 {message.file.name or _FILES[message.file.media]}" if message.file else ""
        if message.sender != self._telegram.bot:
            said = "\n".join(part for part in (file, message.text) if part)
            return [f"  ▶ {line}" if number == 0 else f"    {line}" for number, line in enumerate(_wrapped(said))]
        lines = ["(сообщение обновилось)"] if is_edit else []
        lines += _wrapped("\n".join(part for part in (message.text, file) if part))
        lines += ["  ".join(f"[{label}]" for label in row) for row in message.labels]
        return [f"      ┃ {line}".rstrip() for line in lines]

    def _say(self, chat_id: int, lines: list[str]) -> None:
        if chat_id in self.muted:
            return
        if chat_id != self._speaking:
            self._speaking = chat_id
            print(f"\n{self._titles.get(chat_id, chat_id)}")
        else:
            print()
        print("\n".join(lines), flush=True)


def _wrapped(text: str) -> list[str]:
    lines = (textwrap.wrap(line, WIDTH - 8, break_long_words=False) or [""] for line in text.split("\n"))
    return [piece for pieces in lines for piece in pieces]
