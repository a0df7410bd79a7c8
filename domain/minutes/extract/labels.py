"""A counter written the way lists write it: 1, 01, а, IV."""

from collections.abc import Callable

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _letters(alphabet: str) -> Callable[[int], str]:
    """After the last letter they double: я, аа, бб (ECMA-376 17.18.59)."""
    return lambda number: alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def _roman(number: int) -> str:
    written = ""
    for weight, letters in _ROMAN:
        count, number = divmod(number, weight)
        written += letters * count
    return written


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


def written(number: int, kind: str) -> str:
    """`kind` is a w:numFmt of ECMA-376; an unknown one is written in digits."""
    form = _FORMATS.get(kind)
    return form(number) if form and 0 < number < 4000 else str(number)
