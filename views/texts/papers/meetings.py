"""What kind of meeting a protocol is of, from its own title."""

import re

#: «Протокол № 8 от 27.08.2023 совещания …»: what stands before the meeting.
_OPENING = re.compile(r"^протокол\w*(?:\s*№\s*[^\s]+)?(?:\s+от\s+[\d.]+(?:\s*г(?:ода|\.)?)?)?\s*", re.IGNORECASE)
LONGEST = 160


def meeting(title: str) -> str:
    """«совещания с руководителями образовательных организаций»; "" where the title does not say."""
    opened = _OPENING.match(title)
    rest = title[opened.end() :].strip() if opened else ""
    return rest if rest[:1].isalpha() and len(rest) <= LONGEST else ""
