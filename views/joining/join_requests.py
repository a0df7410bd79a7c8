"""Requests to join that wait for an official: one, the list, the answer."""

from services.joining.join_requests import Answer, Request, RequestPage
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import lines, moment, paragraphs
from views.menu import MENU
from views.paging import filled, page_line, turns
from views.texts.deputies import deputies
from views.texts.joining import join_requests as join_requests_texts
from views.texts.overview.home import TASKS


def request_card(request: Request) -> Card:
    """One request with its two answers; a decided one tells how."""
    others = (button(join_requests_texts.ALL_REQUESTS, cb.JoinRequests()),)
    if request.confirmed is not None:
        text = join_requests_texts.request_decided(request.confirmed, request.person, request.organisation)
        return Card(text, (others,))
    when = moment(request.created_at, request.timezone)
    text = (
        _asked(request, when)
        if request.acting_until
        else join_requests_texts.request(
            request.person, request.organisation, request.municipality, when, director=request.says_director
        )
    )
    answers = (
        button(join_requests_texts.CONFIRM, cb.DecideRequest(id=request.id, confirm=True)),
        button(join_requests_texts.REFUSE, cb.DecideRequest(id=request.id, confirm=False)),
    )
    replaced = request.directors if request.says_director else ()
    taken = (
        join_requests_texts.represented_by(request.represented_by, replaced=replaced)
        if request.represented_by
        else None
    )
    return Card(paragraphs(text, taken), (answers, others))


def _asked(request: Request, when: str) -> str:
    assert request.acting_until is not None  # noqa: S101 - asked by its caller
    return deputies.request(request.person, request.organisation, request.acting_until, when)


def requests_card(found: RequestPage) -> Card:
    """Who asks for what; all that are seen here may be confirmed together."""
    if not found.total:
        return Card(join_requests_texts.NO_REQUESTS, ((MENU,),))
    first = found.page.offset + 1
    rows = [
        join_requests_texts.request_line(
            number,
            request.person,
            request.organisation,
            request.represented_by,
            director=request.says_director,
            acting_until=request.acting_until,
        )
        for number, request in enumerate(found.requests, first)
    ]
    numbers = [
        button(str(number), cb.OpenRequest(id=request.id)) for number, request in enumerate(found.requests, first)
    ]
    everybody = (button(join_requests_texts.confirm_all(found.total), cb.ConfirmRequests(last=found.last_id)),)
    around = turns(found.page, lambda page: cb.JoinRequests(page=page))
    title = join_requests_texts.requests_title(found.total, page_line(found.page))
    return Card(paragraphs(title, lines(*rows)), filled(everybody, *rows_of(numbers, 5), around, (MENU,)))


def confirmed_card(count: int, left: int = 0) -> Card:
    """«Подтвердить всех»; `left` wait for a look of their own."""
    others = (button(join_requests_texts.ALL_REQUESTS, cb.JoinRequests()),) if left else ()
    return Card(
        paragraphs(join_requests_texts.confirmed_all(count), join_requests_texts.left(left) if left else None),
        filled(others, (MENU,)),
    )


def answer_card(answer: Answer) -> Card:
    """What the applicant is told."""
    if not answer.confirmed:
        return Card(join_requests_texts.join_refused(answer.organisation))
    return Card(join_requests_texts.join_confirmed(answer.organisation), ((button(TASKS, cb.Tasks()),), (MENU,)))


PAGE = 10  # requests a page: their numbers go on
