"""An address of a page, also without its scheme: «https://…», «школа.рф/novosti», «vk.com/wall-1_2»."""

import re

#: Endings of names that people write without «https://»; «приказ.docx» is none of them.
_ENDINGS = (
    "ru|рф|рус|дети|онлайн|su|com|org|net|info|edu|gov|me|cc|link|online|site|pro|moscow|tatar|xn--p1ai|"
    "ру|москва|сайт|орг"
)
_WITH_SCHEME = re.compile(r"\bhttps?://[^\s<>\"«»]{3,1000}", re.IGNORECASE)
_WITHOUT = re.compile(
    rf"(?<![@\w./-])(?:www\.)?(?:[a-zа-яё0-9](?:[a-zа-яё0-9-]{{0,62}}[a-zа-яё0-9])?\.){{1,4}}(?:{_ENDINGS})"
    r"(?![\w@-])(?::\d{2,5})?(?:[/?#][^\s<>\"«»]{0,1000})?",
    re.IGNORECASE,
)
_HOST = re.compile(r"^https?://(?:[^\s/?#@]+@)?(?P<host>[^\s/?#:@]+)", re.IGNORECASE)


def read_link(text: str) -> str:
    """The first address in a text, with a scheme; "" when there is none that could be opened."""
    found = find_link(text)
    return found[0] if found else ""


def find_link(text: str) -> tuple[str, tuple[int, int]] | None:
    """The same with its place in the text."""
    for pattern in (_WITH_SCHEME, _WITHOUT):
        for match in pattern.finditer(text):
            written = _trimmed(match.group())
            address = written if "://" in written else f"https://{written}"
            host = _HOST.match(address)
            if host and _sane(host["host"]):
                return address, (match.start(), match.start() + len(written))
    return None


def _trimmed(address: str) -> str:
    """Without the full stop of the sentence or the bracket around it."""
    address = address.rstrip(".,;:!?'")
    return address.rstrip(").,;") if "(" not in address else address


def _sane(host: str) -> bool:
    return (
        "." in host and ".." not in host and not host.startswith((".", "-")) and re.search(r"[^\d.]", host) is not None
    )
