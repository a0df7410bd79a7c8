"""«Что я запомнил»: what phrases of addressees mean, each to be forgotten."""

from services.drafts.remembered import RememberedPhrase, RememberedPhrases
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, day, lines, paragraphs, safe
from views.naming import describe
from views.paging import filled, page_line, turns
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import remembered as texts

LONGEST_BUTTON, LONGEST_PHRASE, LONGEST_MEANING = 34, 120, 200


def remembered_card(found: RememberedPhrases) -> Card:
    """A page of phrases, newest first, with «Забыть» for each."""
    if not found.phrases:
        return Card(paragraphs(bold(texts.BUTTON), texts.NOTHING), filled([button(texts.BACK, cb.Settings())]))
    rows = [_row(found, each) for each in found.phrases]
    page = found.page.number
    forget = [
        [button(texts.forget(cut(each.phrase, LONGEST_BUTTON)), cb.ForgetPhrase(mark=each.mark, page=page))]
        for each in found.phrases
    ]
    return Card(
        paragraphs(lines(bold(texts.BUTTON), texts.WHY), *rows, page_line(found.page)),
        filled(
            *forget,
            turns(found.page, lambda there: cb.RememberedPhrases(page=there)),
            [button(texts.BACK, cb.Settings())],
        ),
    )


def _row(found: RememberedPhrases, each: RememberedPhrase) -> str:
    meaning = cut(describe(found.directory, each.recalled.organisations), LONGEST_MEANING) or texts.NOBODY_LEFT
    if each.recalled.through:
        meaning = texts.through(meaning)
    phrase = texts.phrase(cut(each.phrase, LONGEST_PHRASE), doubt_texts.THEMES.get(each.theme, ""))
    return lines(bold(safe(phrase)), safe(texts.meaning(meaning, day(each.since), asked=each.recalled.asked)))
