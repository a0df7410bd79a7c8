"""Short phrases: «Не потребовалось» in words, and politeness that reports nothing."""

import re

LONGEST = 60
_NOT_NEEDED = re.compile(
    r"^(?:[а-яё]+\s+){0,3}?(?:не\s+(?:потребовал[ао]сь|потребовались|требуется|требовал[ао]сь|понадобил[ао]сь|"
    r"нужн[оаы])|необходимости\s+(?:нет|не\s+(?:было|возникло))|нет\s+необходимости|без\s+изменений|"
    r"изменений\s+нет)(?:\s+[а-яё]+){0,2}$",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"спасибо|благодарю|хорошо|ок|окей|ага|угу|понял|поняла|понятно|понял\(а\)|принято|принял|приняла|ясно|ладно|"
    r"здравствуйте|привет|добрый|доброе|доброго|день|дня|утро|вечер|ночи|до|свидания|всего|вам|вас|за|большое|"
    r"огромное|и|информацию|напоминание|вс[её]|отлично|супер|замечательно|пожалуйста|да|сделаем|исполним|учт[её]м|"
    r"примем|к|сведению|ознакомлен|ознакомлена|ознакомились|будет|сделано|тоже|взаимно|хорошего"
)
_MOST_POLITE = 6


def is_not_needed(text: str) -> bool:
    """Whether the whole short text says that nothing was needed: «Не потребовалось», «Необходимости не было»."""
    plain = " ".join(text.split()).strip(' .!«»"')
    return len(plain) <= LONGEST and _NOT_NEEDED.match(plain) is not None


def is_polite(text: str) -> bool:
    """Whether a text is mere politeness («спасибо», «хорошо, сделаем») or only signs: it reports nothing."""
    words = re.findall(r"[^\W_]+(?:\(а\))?", text.lower())
    return len(words) <= _MOST_POLITE and all(_POLITE.fullmatch(word) for word in words)
