"""`/deputy`: people of an organisation, who leads, who acts for the director."""

from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton

from domain.people import Lead
from services.deputies.acting import Candidates
from services.deputies.acting_news import ActingNews
from services.deputies.deputies import CutOff, Staff, ToConfirm
from services.people.officials import Member
from services.people.succession import Replaced
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import cut, paragraphs
from views.menu import LONGEST_LABEL, MENU
from views.paging import Row, filled
from views.texts.deputies import deputies as texts

QUICK_DAYS = (6, 13, 27)  # a week, two and four from today on, today included


def staff_card(staff: Staff) -> Card:
    """The people of one's organisation; a head changes them, a deputy may ask to act."""
    place = staff.organisation_id
    text = texts.staff(
        staff.organisation,
        [member.name for member in staff.directors],
        [_named(member) for member in staff.deputies],
        [texts.acting(each.name, each.until) for each in staff.acting],
    )
    others = [(button(cut(name, LONGEST_LABEL), cb.Deputies(organisation=id_)),) for id_, name in staff.others[:5]]
    if staff.is_head:
        return Card(paragraphs(text, _rule(staff)), filled(*_head_rows(staff), *others, (MENU,)))
    asked = texts.asked(staff.asked_until) if staff.asked_until else None
    may_ask = not staff.asked_until and not staff.is_acting
    ask = [button(texts.ASK_ACTING, cb.AskActing(organisation=place))] if may_ask else []
    hint = texts.FOR_DEPUTY if may_ask else None
    return Card(paragraphs(text, texts.WHO_LEADS[staff.lead], asked or hint), filled(ask, *others, (MENU,)))


def _named(member: Member) -> str:
    return member.name + ("" if member.reachable else texts.STOPPED)


def _rule(staff: Staff) -> str:
    if not staff.deputies:
        return texts.NO_DEPUTY_YET
    unreachable = staff.lead is Lead.DEPUTY and not staff.has_deputy
    return paragraphs(texts.WHO_LEADS[staff.lead], texts.UNREACHABLE if unreachable else None)


def _head_rows(staff: Staff) -> tuple[Row, ...]:
    place = staff.organisation_id
    leads = [
        button(texts.lead_button(lead, chosen=staff.lead is lead), cb.SetLead(organisation=place, lead=lead))
        for lead in (Lead.DIRECTOR, Lead.DEPUTY, Lead.BOTH)
    ]
    back = [
        button(
            texts.I_AM_BACK if staff.is_director else texts.STOP,
            cb.StopActing(organisation=place, person=each.person_id),
        )
        for each in staff.acting
    ]
    drop = [
        (_labelled(texts.drop(member.name), cb.DropDeputy(organisation=place, person=member.person_id)),)
        for member in staff.deputies
        if not member.is_me
    ]
    invite = [button(texts.INVITE_DEPUTY, cb.InviteDeputy(organisation=place))]
    return filled(leads if staff.deputies else [], back, invite, *drop)


def _labelled(label: str, data: cb.DropDeputy | cb.KeepDeputy | cb.AppointActing) -> InlineKeyboardButton:
    return button(cut(label, LONGEST_LABEL), data)


def drop_card(name: str, organisation_id: int, person_id: int) -> Card:
    sure = cb.DropDeputy(organisation=organisation_id, person=person_id, sure=True)
    return Card(
        texts.drop_question(name),
        ((button(texts.DROP_YES, sure),), (button(texts.BACK, cb.Deputies(organisation=organisation_id)),)),
    )


def no_deputy_card(organisation_id: int) -> Card:
    """«Передать заместителю» without a deputy: how to get one."""
    return Card(
        texts.NO_DEPUTY_YET,
        ((button(texts.INVITE_DEPUTY, cb.InviteDeputy(organisation=organisation_id)),), (MENU,)),
    )


def cut_off_card(facts: CutOff) -> Card:
    return Card(texts.cut_off(facts.organisation))


def replaced_card(facts: Replaced) -> Card:
    return Card(texts.replaced(facts.organisation))


def confirm_deputies_card(facts: ToConfirm) -> Card:
    """A new director's word about each deputy."""
    place = facts.organisation_id
    if not facts.deputies:
        return Card(texts.all_confirmed(facts.organisation, facts.kept), ((MENU,),))
    rows = [
        (
            _labelled(texts.keep(each.name), cb.KeepDeputy(organisation=place, person=each.person_id)),
            _labelled(texts.drop(each.name), cb.DropDeputy(organisation=place, person=each.person_id)),
        )
        for each in facts.deputies[:10]
    ]
    return Card(texts.confirm_deputies(facts.organisation, facts.kept), filled(*rows))


# --- acting ------------------------------------------------------------------------------------------------------


def ask_acting_card(staff: Staff, today: date) -> Card:
    """A deputy asks: through which day."""
    place = staff.organisation_id
    days = [
        button(texts.until_button(each), cb.AskActing(organisation=place, until=each.toordinal()))
        for each in quick_days(today)
    ]
    other = button(texts.OTHER_DAY, cb.TypeActingDay(organisation=place))
    back = button(texts.BACK, cb.Deputies(organisation=place))
    return Card(texts.ASK_UNTIL, (*rows_of(days, 1), (other, back)))


def quick_days(today: date) -> tuple[date, ...]:
    return tuple(today + timedelta(days=days) for days in QUICK_DAYS)


def type_day_card() -> Card:
    return Card(texts.TYPE_DAY)


def candidates_card(found: Candidates) -> Card:
    """«Назначить и. о.»: whom; and who does it now."""
    place = found.organisation_id
    back = button(texts.BACK, cb.OrganisationCard(id=place))
    invite = [button(texts.INVITE_DEPUTY, cb.InviteDeputy(organisation=place, official=True))]
    stop = [button(texts.STOP, cb.StopActing(organisation=place, person=each.person_id)) for each in found.acting]
    now = None
    if found.acting:
        now = texts.appointed(found.organisation, [texts.acting(each.name, each.until) for each in found.acting])
    if not found.people:
        return Card(paragraphs(now, texts.nobody_to_appoint(found.organisation)), filled(stop, invite, [back]))
    rows = [
        (_labelled(member.name, cb.AppointActing(organisation=place, person=member.person_id)),)
        for member in found.people[:10]
    ]
    return Card(paragraphs(now, texts.choose_acting(found.organisation)), filled(*rows, stop, invite, [back]))


def until_card(found: Candidates, person_id: int) -> Card:
    """Through which day the chosen one acts."""
    place = found.organisation_id
    name = next((member.name for member in found.people if member.person_id == person_id), "")
    days = [
        button(texts.until_button(each), cb.AppointActing(organisation=place, person=person_id, until=each.toordinal()))
        for each in quick_days(found.today)
    ]
    other = button(texts.OTHER_DAY, cb.TypeActingDay(organisation=place, person=person_id))
    back = button(texts.BACK, cb.AppointActing(organisation=place))
    return Card(texts.until_when(name), (*rows_of(days, 1), (other, back)))


def appointed_card(found: Candidates) -> Card:
    """How it stands after the official's word."""
    place = found.organisation_id
    rows = [texts.acting(each.name, each.until) for each in found.acting]
    stop = [button(texts.STOP, cb.StopActing(organisation=place, person=each.person_id)) for each in found.acting]
    again = [] if found.acting else [button(texts.APPOINT, cb.AppointActing(organisation=place))]
    return Card(
        texts.appointed(found.organisation, rows),
        filled(stop, again, [button(texts.BACK, cb.OrganisationCard(id=place)), MENU]),
    )


def acting_news_card(news: ActingNews) -> Card:
    """To whoever acts and to the director."""
    place = news.organisation_id
    if news.ended:
        if news.is_me:
            return Card(texts.acting_over_for_me(news.organisation), ((MENU,),))
        return Card(texts.acting_over(news.organisation, news.name), ((MENU,),))
    if news.is_me:
        return Card(texts.acting_for_me(news.organisation, news.until), ((MENU,),))
    back = button(texts.I_AM_BACK, cb.StopActing(organisation=place, person=news.person_id))
    return Card(texts.acting_for_director(news.organisation, news.name, news.until), ((back,), (MENU,)))


def stopped_card(name: str, organisation_id: int, *, official: bool) -> Card:
    """«Завершить досрочно», «Я вернулся(ась)»: it is done."""
    where = cb.OrganisationCard(id=organisation_id) if official else cb.Deputies(organisation=organisation_id)
    return Card(texts.stopped(name), ((button(texts.BACK, where), MENU),))
