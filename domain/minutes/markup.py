"""What programs and messengers write around the words: markdown, emoji as labels, check boxes, quotes, time stamps."""

import re

from domain.minutes.date_words import day_number

_EMPHASIS = re.compile(r"(\*\*|__|~~|`)(?=[^\s_*])(.+?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])")
_WIKI = re.compile(r"\[\[([^\]|]+)(?:\|[^\]]*)?\]\]")
_DUE = re.compile(r"@\{(\d{4}-\d\d-\d\d)\}")
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?|mailto)[^)]*\)")
_OPENING = re.compile(r"^(?:(?:>\s*)+|#{1,6}\s+)+")
_BOX = re.compile(r"^(\s*(?:[-*+•–—]\s+|\d+[.)]\s+)?)(?:\[[ xXхХvV✓✔]?\]|[☐☑☒✅⬜◻◽🔲])\s*")
_STAR = re.compile(r"^[*+]\s+(?=\S)")
_KEYCAP = re.compile(r"^(?P<digits>(?:\d\ufe0f?\u20e3\s*)+|🔟\s*)")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
#: «[17.09.2026, 15:21] Света: …», «18:31:50 От Елена (УО) Кому Все: …»: who wrote when, before what was written.
_MESSAGE = re.compile(
    rf"^(?:\[(?:[\d.]{{8,10}},?\s*)?{_CLOCK}\]|(?:[\d.]{{8,10}},?\s*)?{_CLOCK})\s*(?:[–—-]\s*)?(?:От\s+)?"
    r"(?P<author>[^:\n]{2,60}?)(?:\s+(?:Кому|to)\s+[^:]{1,30})?:\s+(?=\S)"
)
_STAMP_INSIDE = re.compile(rf"(?:(?<=^\d[.)]\s)|(?<=^\d\d[.)]\s))\[{_CLOCK}\]\s*")
_COMMA_NUMBER = re.compile(r"^(\d{1,2}),(\d{1,2})[\t ](?=\s*[А-Яа-яЁё])")  # «3,3 собрать документы»: a slip for 3.3
_DONE = re.compile(r"✅\s*\d{4}-\d\d-\d\d")
_STAMP_AFTER = re.compile(rf"\s*[\[(]{_CLOCK}[\])]\s*$")
#: The title of a card or a task, as boards and trackers write it.
_CARD = re.compile(
    r"^(?:(?:карточка|задача|поручение|task|todo)\s*(?:№\s*)?\d*\s*[:–—-]\s*|\[?#\d+\]?\s*[:.–—-]?\s*)(?=[^\s\d])",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[=—–-]{3,}\s*(?P<title>[^+|]*?)\s*[=—–-]{3,}$")
_TITLE = re.compile(r"^(?P<level>#{1,6})\s+|^\*\*(?P<bold>[^*]{3,80})\*\*:?$")
_WHO = re.compile(
    r"[👤👥🙋🧑👩👨👷](?:\u200d[^\s]+)?\ufe0f?\s*[:–—-]?\s*(?!\s*(?:отв\w*|исп\w*|кто)\s*[.:])", re.IGNORECASE
)
_WHEN = re.compile(
    r"[🔁⏰⏱⏲⏳⌛📅📆🗓🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛]\ufe0f?\s*[:–—-]?\s*(?!\s*(?:срок\w*|дедлайн|когда|дата)\s*[.:])",
    re.IGNORECASE,
)
_LABEL_SIGN = re.compile(
    r"[👤👥🙋🧑👩👨👷⏰⏱⏲⏳⌛📅📆🗓]\ufe0f?\s*(?=(?:отв\w*|исп\w*|срок\w*|кто|дедлайн|когда|дата)\s*[.:])", re.IGNORECASE
)
_PICTURE = re.compile(r"[\U0001F1E6-\U0001FAFF\u2600-\u26F0\u2705-\u27BF\u2B00-\u2BFF\ufe0f\u200d\u20e3⏩⏫]+\s*")
_BULLET_PICTURE = re.compile(r"^(?:[\U0001F1E6-\U0001FAFF\u2600-\u26F0\u2705-\u27BF\u2B00-\u2BFF]\ufe0f?)\s*(?=\S)")


#: «Первое. …», «Во-вторых, …»
_COUNTED = re.compile(
    r"^(?:(?P<nth>[а-яё]+(?:ое|ье))|во?-(?P<adverb>[а-яё]+(?:ых|ьих)))\s*[.:,–—-]\s*(?=\S)", re.IGNORECASE
)


def is_message(text: str) -> bool:
    """Whether a line is a message of a chat, with who wrote it and when."""
    return _MESSAGE.match(text) is not None


def title_level(text: str) -> int:
    """How deep a line is a title by its markup, 1 the highest; 0 for any other line."""
    found = _TITLE.match(text.strip())
    if found:
        return len(found.group("level")) if found.group("level") else 6
    return 2 if _RULE.match(text.strip()) else 0


def without_markup(text: str) -> str:
    """A line as it would be read aloud: labels instead of their pictures, no signs of emphasis."""
    text = _STAMP_INSIDE.sub("", _DONE.sub("", _STAMP_AFTER.sub("", _MESSAGE.sub("", text))))
    if ruled := _RULE.match(text):
        text = ruled.group("title")
    if text.isascii() and not re.search(r"[*_#>`\[@]", text):
        return text
    text = _DUE.sub(r" Срок: \1", _WIKI.sub(r"\1", text))
    text = _LINK.sub(r"\1", text)
    titled = title_level(text) > 0
    text = _OPENING.sub("", text)
    text = _BOX.sub(lambda box: box[1] or "- ", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = _SLANTED.sub(r"\1", text)
    text = _CARD.sub("- ", _STAR.sub("- ", text))
    text = _COMMA_NUMBER.sub(r"\1.\2 ", text)
    text = _COUNTED.sub(_nth, _KEYCAP.sub(_digits, text))
    text = _LABEL_SIGN.sub("", text)
    text = _WHEN.sub(" Срок: ", _WHO.sub(" Отв.: ", text))
    text = _BULLET_PICTURE.sub("" if titled else "- ", text)
    return re.sub(r"\s{2,}", " ", _PICTURE.sub(" ", text)).strip() if _PICTURE.search(text) else text.strip()


def _nth(found: re.Match[str]) -> str:
    """«Первое: …» is numbered; any other adjective stays as it stands."""
    word = (found.group("nth") or found.group("adverb")).lower()
    number = day_number(word.removesuffix("ое").removesuffix("ье").removesuffix("ых").removesuffix("ьих"), None)
    return f"{number}. " if number else found.group()


def _digits(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found.group()) or "10"
    return f"{digits}. "
