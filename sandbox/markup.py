"""HTML of the Bot API to plain text with entities and back, with the complaints of the real parser."""

import re
from dataclasses import dataclass, field
from typing import Any

from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration

from sandbox.errors import ApiError, bad_request

Entity = dict[str, Any]

_TAG = re.compile(r"""<(?P<closing>/?)(?P<name>[^\s>]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^>"'])*)>""")
_ATTRIBUTE = re.compile(r"""([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?""")
_CHARACTER = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|(lt|gt|amp|quot));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
}  # fmt: skip


def utf16_length(text: str) -> int:
    """Entities count in UTF-16 units: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class _Open:
    name: str
    attributes: dict[str, str]
    offset: int


@dataclass
class _Parser:
    source: str
    text: str = ""
    length: int = 0
    open_tags: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> None:
        position = 0
        while (start := self.source.find("<", position)) >= 0:
            self._append(self.source[position:start])
            tag = _TAG.match(self.source, start)
            if tag is None:
                which = "end" if self.source.startswith("</", start) else "start"
                raise self._complaint(f"Unclosed {which} tag", start)
            if tag["closing"]:
                self._close(tag["name"].lower(), start)
            else:
                self._open(tag["name"].lower(), tag["rest"], start)
            position = tag.end()
        self._append(self.source[position:])
        if self.open_tags:
            name = self.open_tags[-1].name
            raise bad_request(f"Can't parse entities: Can't find end tag corresponding to start tag \"{name}\"")

    def _append(self, raw: str) -> None:
        plain = unescape(raw)
        self.text += plain
        self.length += utf16_length(plain)

    def _open(self, name: str, rest: str, start: int) -> None:
        if name not in _TYPES:
            raise self._complaint(f'Unsupported start tag "{name}"', start)
        attributes = {
            key.lower(): unescape(double or single or bare) for key, double, single, bare in _ATTRIBUTE.findall(rest)
        }
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._complaint('Tag "span" must have class "tg-spoiler"', start)
        self.open_tags.append(_Open(name, attributes, self.length))

    def _close(self, name: str, start: int) -> None:
        if not self.open_tags:
            raise self._complaint("Unexpected end tag", start)
        tag = self.open_tags.pop()
        if name not in ("", tag.name):
            offset = len(self.source[:start].encode())
            raise bad_request(
                f"Can't parse entities: Unmatched end tag at byte offset {offset}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        if self.length > tag.offset:
            self.entities.append(self._entity(tag))

    def _entity(self, tag: _Open) -> Entity:
        entity: Entity = {"type": _TYPES[tag.name], "offset": tag.offset, "length": self.length - tag.offset}
        if tag.name == "a":
            entity["url"] = tag.attributes.get("href") or self.text[-entity["length"] :]
        if tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        return entity

    def _complaint(self, what: str, start: int) -> ApiError:
        offset = len(self.source[:start].encode())
        return bad_request(f"Can't parse entities: {what} at byte offset {offset}")


def unescape(raw: str) -> str:
    """Only the four named entities and the numeric ones are decoded, the rest stays as written."""

    def character(match: re.Match[str]) -> str:
        decimal, hexadecimal, name = match.groups()
        if name:
            return _NAMED[name]
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return chr(code) if 0 < code < 0x110000 else match[0]

    return _CHARACTER.sub(character, raw)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram cuts white space at both ends of a message; entities move along."""
    cut = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    length = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] - cut + entity["length"], length)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return text, sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of an HTML text; raises ApiError "can't parse entities: …"."""
    parser = _Parser(source)
    parser.run()
    return trimmed(parser.text, parser.entities)


def to_html(text: str, entities: list[Entity]) -> str:
    """The normal form of the markup, safe to show in a page."""
    return html_decoration.unparse(text, [MessageEntity.model_validate(entity) for entity in entities])
