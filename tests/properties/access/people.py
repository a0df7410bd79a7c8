"""Organisations, their people, links and requests, settings, one's own data."""

from pathlib import Path
from tempfile import gettempdir

from domain.people import Lead, Role
from domain.registry import read_table
from services.delivery import repeating, signs
from services.deputies import acting, acting_ends, deputies
from services.joining import join_requests, onboarding
from services.organisations import organisations, registry, settings, settings_rules, undelivered
from services.overview import home
from services.people import actors, departure, forgetting, invitations, officials, privacy
from services.upkeep import backups
from services.upkeep.vault import Vault
from tests.properties.access.rules import (
    ADMIN,
    ADMIN_OF_OWN,
    ADMIN_OVER,
    ENTERING,
    EVERYBODY,
    EXECUTOR,
    EXECUTOR_OF_OWN,
    HEAD,
    MEMBER,
    NOBODY,
    OFFICIAL,
    OFFICIAL_OF_OWN,
    OFFICIAL_OVER,
    PERSON,
    READER_OF_OWN,
    READER_OVER,
    Area,
    Place,
    at,
)
from tests.properties.access.scene import LATER

#: One backup at a time stays there.
VAULT = Vault(Path(gettempdir()) / "kontrol-access", Path(gettempdir()) / "no-evidence", keep=1)
TABLE = "Наименование;Тип\nМКОУ Луговая СОШ;Школа\n".encode()

PLACES: Area = [
    (
        OFFICIAL_OF_OWN,
        {
            registry.preview_table: lambda ctx, _: registry.preview_table(ctx, read_table(TABLE)),
            registry.keep_columns: lambda ctx, _: registry.keep_columns(ctx, (("Ивушка",),)),
            registry.preview_names: lambda ctx, _: registry.preview_names(ctx, "МКОУ Луговая СОШ"),
            invitations.invite_all: lambda ctx, _: invitations.invite_all(ctx),
            invitations.links_for_all: lambda ctx, _: invitations.links_for_all(ctx),
            join_requests.waiting: lambda ctx, _: join_requests.waiting(ctx),
            join_requests.confirm_all: lambda ctx, t: join_requests.confirm_all(ctx, t.request),
        },
    ),
    (
        READER_OF_OWN,
        {
            organisations.summary: lambda ctx, _: organisations.summary(ctx),
            organisations.listing: lambda ctx, _: organisations.listing(ctx),
            organisations.search: lambda ctx, _: organisations.search(ctx, "берёзовская"),
            undelivered.unreachable: lambda ctx, _: undelivered.unreachable(ctx),
            officials.officials: lambda ctx, _: officials.officials(ctx),
            home.first_day: lambda ctx, _: home.first_day(ctx),
            settings.settings: lambda ctx, _: settings.settings(ctx),
            settings_rules.rules: lambda ctx, _: settings_rules.rules(ctx),
        },
    ),
    (
        ADMIN_OF_OWN,
        {
            invitations.invite_official: lambda ctx, _: invitations.invite_official(ctx, Role.OFFICIAL),
            settings.set_name: lambda ctx, _: settings.set_name(ctx, "Другое управление"),
            settings.set_contact: lambda ctx, _: settings.set_contact(ctx, "кабинет 5"),
            settings.set_timezone: lambda ctx, _: settings.set_timezone(ctx, settings.ZONES[0]),
            settings.set_hours: lambda ctx, _: settings.set_hours(ctx, *settings.HOURS[0]),
            settings_rules.set_rule: lambda ctx, _: settings_rules.set_rule(ctx, "head_after", "7"),
            settings_rules.correct_day: lambda ctx, _: settings_rules.correct_day(ctx, LATER, is_working=False),
            settings_rules.drop_day: lambda ctx, _: settings_rules.drop_day(ctx, LATER),
        },
    ),
    (
        ADMIN_OF_OWN,
        {
            repeating.waiting: lambda ctx, _: repeating.waiting(ctx),
            repeating.repeat: lambda ctx, _: repeating.repeat(ctx),
            signs.status: lambda ctx, _: signs.status(ctx, signs.Place(Path(), None, 0), dict),
        },
    ),
    (
        OFFICIAL,
        {
            registry.preview: lambda ctx, t: registry.preview(ctx, t.upload),
            registry.load: lambda ctx, t: registry.load(ctx, t.upload),
            registry.preview_column: lambda ctx, t: registry.preview_column(ctx, t.columns, 0),
            join_requests.request: lambda ctx, t: join_requests.request(ctx, t.request),
            join_requests.decide: lambda ctx, t: join_requests.decide(ctx, t.request, confirm=True),
            invitations.revoke: lambda ctx, t: invitations.revoke(ctx, t.link),
            invitations.invite_organisation: lambda ctx, t: invitations.invite_organisation(ctx, t.organisation),
        },
    ),
    (
        ADMIN,
        {
            officials.set_head: lambda ctx, t: officials.set_head(ctx, t.official, is_head=True),
            officials.remove: lambda ctx, t: officials.remove(ctx, t.official, t.authority),
            invitations.revoke: lambda ctx, t: invitations.revoke(ctx, t.staff_link),
        },
    ),
    (
        ADMIN | ENTERING,  # the official themselves
        {
            departure.departure: lambda ctx, t: departure.departure(ctx, t.official),
            departure.hand: lambda ctx, t: departure.hand(ctx, t.official, t.official - 1, cut=True),
        },
    ),
    (READER_OVER, {organisations.card: lambda ctx, t: organisations.card(ctx, t.organisation)}),
]
UPKEEP: Area = [
    (
        at({Role.ADMIN}, Place.AUTHORITY, Place.NEARBY),  # of a root: a backup holds everything
        {backups.make_now: lambda ctx, _: backups.make_now(ctx, VAULT)},
    ),
]

STAFF: Area = [
    (ADMIN_OVER, {officials.remove: lambda ctx, t: officials.remove(ctx, t.director, t.organisation)}),
    (OFFICIAL, {officials.remove: lambda ctx, t: officials.remove(ctx, t.other_director, t.other)}),
    (
        OFFICIAL_OVER,
        {
            acting.candidates: lambda ctx, t: acting.candidates(ctx, t.organisation),
            acting.invite_deputy: lambda ctx, t: acting.invite_deputy(ctx, t.organisation),
            acting.appoint: lambda ctx, t: acting.appoint(ctx, t.organisation, t.deputy, LATER),
        },
    ),
    (OFFICIAL_OVER | HEAD, {acting_ends.stop: lambda ctx, t: acting_ends.stop(ctx, t.organisation, t.deputy)}),
    (OFFICIAL_OVER | EXECUTOR, {acting.today: lambda ctx, t: acting.today(ctx, t.organisation)}),
    (at({Role.DEPUTY}, Place.SCHOOL), {acting.ask: lambda ctx, t: acting.ask(ctx, t.organisation, LATER)}),
    (OFFICIAL | HEAD, {invitations.revoke: lambda ctx, t: invitations.revoke(ctx, t.deputy_link)}),
    (
        HEAD,
        {
            deputies.invite_deputy: lambda ctx, t: deputies.invite_deputy(ctx, t.organisation),
            deputies.set_lead: lambda ctx, t: deputies.set_lead(ctx, t.organisation, Lead.DEPUTY),
            deputies.drop_deputy: lambda ctx, t: deputies.drop_deputy(ctx, t.organisation, t.deputy),
            deputies.keep_deputy: lambda ctx, t: deputies.keep_deputy(ctx, t.organisation, t.deputy),
        },
    ),
    (EXECUTOR, {deputies.staff: lambda ctx, t: deputies.staff(ctx, t.organisation)}),
    (EXECUTOR_OF_OWN, {deputies.staff: lambda ctx, _: deputies.staff(ctx)}),
]
#: A link lets in whoever has shown its code; none of these has.
LINKS: Area = [
    (
        NOBODY,
        {
            onboarding.choices: lambda ctx, t: onboarding.choices(ctx, t.link),
            onboarding.choices_by_text: lambda ctx, t: onboarding.choices_by_text(ctx, t.link, "берёзовская"),
            onboarding.pick: lambda ctx, t: onboarding.pick(ctx, t.link, t.organisation),
            onboarding.introduce: lambda ctx, t: onboarding.introduce(ctx, t.link, t.organisation, says_director=True),
            onboarding.join: lambda ctx, t: onboarding.join(
                ctx, t.link, t.organisation, says_director=True, name="Кто-то", consent=onboarding.CONSENT_VERSION
            ),
        },
    ),
]
#: About the actor alone.
ONESELF: Area = [
    (
        MEMBER,
        {
            settings.own_settings: lambda ctx, _: settings.own_settings(ctx),
            settings.set_digest_hour: lambda ctx, _: settings.set_digest_hour(ctx, 8),
            settings.set_rhythm: lambda ctx, _: settings.set_rhythm(ctx, "daily"),
        },
    ),
    (
        EVERYBODY,
        {
            actors.renewed: lambda ctx, _: actors.renewed(ctx),
            home.home: lambda ctx, _: home.home(ctx),
            join_requests.count_waiting: lambda ctx, _: join_requests.count_waiting(ctx),
            onboarding.decline: lambda ctx, t: onboarding.decline(ctx, t.link),
        },
    ),
    (
        PERSON,
        {
            officials.rename: lambda ctx, _: officials.rename(ctx, "Другое Имя"),
            privacy.stored: lambda ctx, _: privacy.stored(ctx),
            forgetting.forget: lambda ctx, _: forgetting.forget(ctx),
        },
    ),
]
