"""Characters of a document made plain: one kind of space, no invisible marks, composed letters."""

import re
import unicodedata

from domain.minutes.model import Line

_SPACES = dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_INVISIBLE = dict.fromkeys(
    (0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, *range(0xD800, 0xE000)), ""
)
_CONTROL = dict.fromkeys((code for code in range(32) if code not in (9, 10)), "")
_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_SYMBOL_FONT = dict.fromkeys(range(0xF000, 0xF100), "•")  # Word keeps Symbol and Wingdings marks there
_PLAIN = {**_CONTROL, **_SPACES, **_INVISIBLE, **_SYMBOL_FONT, **_BREAKS, 0x2010: "-", 0x2011: "-"}
_ODD = re.compile(r"[^\t -~А-Яа-яЁё№«»–—…]")  # most lines have none of it, and translating is slow
_BLANKS = re.compile(r" {2,}")
_TABS = re.compile(r" *\t[ \t]*")
_ENUMERATOR = re.compile(r"(?:\w{1,3}|\d+(?:\.\d+)*)\s?[).](?:\s|$)")
_DIVIDED = re.compile(r"(\w+)-$")
_NO_WORD = re.compile(r"\W")
_PARTICLES = frozenset({"то", "либо", "нибудь", "таки", "ка"})
_COMPOUNDS = frozenset(
    {"учебно", "научно", "информационно", "организационно", "материально", "нормативно", "социально", "психолого"}
    | {"планово", "финансово", "физкультурно", "спортивно", "военно", "духовно", "морально", "санитарно", "лечебно"}
    | {"общественно", "культурно", "художественно", "контрольно", "северо", "юго", "кое", "по", "осенне", "зимне"}
    | {"воспитательно", "административно", "хозяйственно", "технико", "профессионально", "онлайн", "интернет"}
)
_SECOND_HALVES = re.compile(  # педагог-психолог, дети-сироты, план-график
    r"(?:инвалид|сирот|психолог|логопед|дефектолог|предметник|организатор|библиотекар|график|интернат)\w{0,4}"
)
_OPEN_END = re.compile(r"[^.!?:;…]$")


def clean(text: str) -> str:
    """One line of plain text: spaces collapsed, soft hyphens and invisible marks gone, tabs kept."""
    plain = text
    if _ODD.search(text):
        plain = unicodedata.normalize("NFC", text.translate(_PLAIN)).replace("\n", " ")
    return _TABS.sub("\t", _BLANKS.sub(" ", plain)).strip()


def split_breaks(text: str) -> list[str]:
    """The clean lines of a paragraph with line breaks in it.

    Clerks press Shift+Enter both to start a new item and to wrap a long one. A break followed by a
    small letter inside an unfinished sentence is a wrap and is joined; any other starts a new line.
    """
    if "\n" not in text and "\x0b" not in text and "\r" not in text:
        return [clean(text)]
    lines: list[str] = []
    for part in text.translate(_BREAKS).split("\n"):
        piece = clean(part)
        if lines and wraps(lines[-1], piece):
            lines[-1] = join(lines[-1], piece)
        elif piece:
            lines.append(piece)
    return lines or [""]


def wraps(before: str, after: str) -> bool:
    """Whether `after` goes on with the sentence that `before` left open."""
    if not before or not after or not after[0].islower() or _ENUMERATOR.match(after):
        return False
    return bool(_OPEN_END.search(before))


def join(before: str, after: str) -> str:
    """Two parts of one sentence as one; a word divided at the end of the line becomes whole again."""
    divided = _DIVIDED.search(before)
    if divided is None or not after:
        return f"{before} {after}".strip()
    second = _NO_WORD.split(after, 1)[0].lower()
    compound = divided[1].lower() in _COMPOUNDS or second in _PARTICLES or _SECOND_HALVES.fullmatch(second)
    if compound or not after[0].islower() or not divided[1].islower():
        return before + after
    return before[:-1] + after


def lines_of(text: str) -> list[Line]:
    """Lines of plain text, one for each; several empty ones in a row become one."""
    return collapse_blanks([Line(clean(part)) for part in text.replace("\r\n", "\n").translate(_BREAKS).split("\n")])


def collapse_blanks(lines: list[Line]) -> list[Line]:
    """No empty line at the ends, never two in a row: an empty line only says that a paragraph ended."""
    kept: list[Line] = []
    for line in lines:
        if line.text or (kept and kept[-1].text):
            kept.append(line)
    while kept and not kept[-1].text:
        kept.pop()
    return kept
