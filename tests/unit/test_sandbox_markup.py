"""HTML as the real parser takes and refuses it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import ApiError
from sandbox.markup import parse_html, to_html, utf16_length


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("срок <5 дней", "Unclosed start tag at byte offset 9"),
        ("<h1>Протокол</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("<b>срок</i>", 'Unmatched end tag at byte offset 11, expected "</b>", found "</i>"'),
        ("срок</b>", "Unexpected end tag at byte offset 8"),
        ("<b>срок</b", "Unclosed end tag at byte offset 11"),
        ("<b><i>срок</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ('<span class="x">срок</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_markup_is_refused_in_the_words_of_telegram(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("просто", "просто", []),
        ("<b>a</b>", "a", [{"type": "bold", "offset": 0, "length": 1}]),
        ("📄 <i>x</i>", "📄 x", [{"type": "italic", "offset": 3, "length": 1}]),
        ("  <b> x</b>\n", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("&lt;b&gt; &amp;amp; &nbsp; &#1046;", "<b> &amp; &nbsp; Ж", []),
        ("<b></b>x", "x", []),
        (
            "<blockquote expandable>q</blockquote>",
            "q",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        (
            "<b>a<a href='https://t.me/?a=1&amp;b=2'>l</a></b>",
            "al",
            [
                {"type": "bold", "offset": 0, "length": 2},
                {"type": "text_link", "offset": 1, "length": 1, "url": "https://t.me/?a=1&b=2"},
            ],
        ),
    ],
)
def test_markup_becomes_text_and_entities(source: str, text: str, entities: list[dict[str, object]]) -> None:
    assert parse_html(source) == (text, entities)


@given(st.text(st.sampled_from("aж📄 <>&\"'\n"), max_size=30), st.sampled_from(["b", "i", "code", "blockquote"]))
def test_escaped_text_survives_the_way_there_and_back(text: str, tag: str) -> None:
    parsed, entities = parse_html(f"x<{tag}>{to_html(text, [])}</{tag}>x")
    assert parsed == f"x{text}x"
    assert [entity["length"] for entity in entities] == ([utf16_length(text)] if text else [])
    assert parse_html(to_html(parsed, entities)) == (parsed, entities)
