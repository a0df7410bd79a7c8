"""Typed text without what nobody sees: control characters, direction marks, letters that draw nothing.

They make a name that cannot be read, turn a line around or break a file. Joiners of emoji, line ends and tabs stay.
"""

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def without_unseen(text: str) -> str:
    """The text as it is seen; most texts come back unchanged."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """The text on one line, a space between words: names, comments, cells."""
    return " ".join(without_unseen(text).split())
