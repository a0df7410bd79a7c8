"""The control API under /_sandbox/: another process acts for the people, reads their chats and orders trouble."""

import base64
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.faults import Failure, Kind
from sandbox.keyboards import keyboard_json
from sandbox.live import Live
from sandbox.model import Chat, Event, Media, Message, Tap
from sandbox.people import NotPossibleError, Person
from sandbox.render import chat_json, user_json
from sandbox.telegram import Telegram

Json = dict[str, Any]
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_LOCAL = frozenset({"127.0.0.1", "localhost"})


def build(telegram: Callable[[], Telegram], live: Live) -> web.Application:
    """The application to mount at /_sandbox/; `telegram` gives the world as it is at the moment."""
    app = web.Application(middlewares=[guard])
    api = _Api(telegram)
    app.router.add_get("/events", live.stream)
    app.router.add_get("/state", api.state)
    app.router.add_post("/people", api.add_person)
    app.router.add_post("/people/{person}/{action}", api.act)
    app.router.add_post("/groups", api.add_group)
    app.router.add_get("/chats/{chat}", api.chat)
    app.router.add_get("/files/{file}", api.file)
    app.router.add_get("/journal", api.journal)
    app.router.add_post("/faults", api.add_fault)
    app.router.add_delete("/faults", api.clear_faults)
    app.router.add_post("/outage", api.outage)
    return app


@web.middleware
async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Local callers only, no pages from elsewhere; what cannot be done is told in words instead of a traceback."""
    origin = request.headers.get("Origin", "")
    if request.url.host not in _LOCAL or origin not in ("", str(request.url.origin())):
        raise web.HTTPForbidden(text="the sandbox answers on this machine only")
    try:
        return await handler(request)
    except NotPossibleError as error:
        return web.json_response({"error": str(error)}, status=409)
    except KeyError as error:
        return web.json_response({"error": f"unknown: {error}"}, status=404)
    except (TypeError, ValueError) as error:
        return web.json_response({"error": str(error)}, status=400)


class _Api:
    def __init__(self, telegram: Callable[[], Telegram]) -> None:
        self._world = telegram

    @property
    def _telegram(self) -> Telegram:
        return self._world()

    async def state(self, _: web.Request) -> web.Response:
        telegram = self._telegram
        groups = [chat for chat in telegram.chats.values() if not chat.is_private]
        return web.json_response(
            {
                "now": telegram.now().isoformat(),
                "bot": user_json(telegram.bot),
                "people": [_person_view(person) for person in telegram.people.values()],
                "groups": [chat_json(group) for group in groups],
                "unanswered_taps": [tap.id for tap in telegram.unanswered_taps()],
                "outage": telegram.faults.outage,
            }
        )

    async def add_person(self, request: web.Request) -> web.Response:
        return web.json_response(_person_view(self._telegram.person(**await request.json())))

    async def add_group(self, request: web.Request) -> web.Response:
        return web.json_response(chat_json(self._telegram.group(**await request.json())))

    async def act(self, request: web.Request) -> web.Response:
        """One deed of a person: the name of a method of Person, its arguments as a JSON object.

        A message is named by its id (with the chat it stands in, when that is not the person's own),
        a file is given as base64.
        """
        person = self._telegram.people[int(request.match_info["person"])]
        arguments = await request.json() if request.can_read_body else {}
        deed = _DEEDS[request.match_info["action"]]
        return web.json_response(_outcome_view(deed(person, **self._resolved(person, arguments))))

    def _resolved(self, person: Person, arguments: Json) -> Json:
        resolved = dict(arguments)
        chat = self._telegram.chats[arguments["chat"]] if "chat" in arguments else person.chat
        for name in arguments.keys() & {"on", "message", "reply_to"}:
            resolved[name] = chat.messages[arguments[name]]
        for name in arguments.keys() & {"chat", "group"}:
            resolved[name] = self._telegram.chats[arguments[name]]
        if "media" in arguments:
            resolved["media"] = Media(arguments["media"])
            resolved["data"] = base64.b64decode(arguments["data"])
        return resolved

    async def chat(self, request: web.Request) -> web.Response:
        chat = self._telegram.chats[int(request.match_info["chat"])]
        return web.json_response(_chat_view(chat) | {"commands": self._telegram.menu(chat.id)})

    async def file(self, request: web.Request) -> web.Response:
        file = self._telegram.files.stored(request.match_info["file"])
        return web.Response(body=file.data, content_type=file.mime)

    async def journal(self, request: web.Request) -> web.Response:
        chat_id = request.query.get("chat_id")
        calls = self._telegram.journal.calls(request.query.get("method"), int(chat_id) if chat_id else None)
        return web.json_response(
            {"calls": [{**vars(call), "at": call.at.isoformat(), "digest": call.digest} for call in calls]}
        )

    async def add_fault(self, request: web.Request) -> web.Response:
        order = await request.json()
        failure = Failure(Kind(order.pop("kind")), order.pop("accepted", False), order.pop("retry_after", 1))
        add = self._telegram.faults.sometimes if "probability" in order else self._telegram.faults.next
        add(failure, **order)
        return web.json_response({"ok": True})

    async def clear_faults(self, _: web.Request) -> web.Response:
        self._telegram.faults.clear()
        return web.json_response({"ok": True})

    async def outage(self, request: web.Request) -> web.Response:
        self._telegram.faults.outage = bool((await request.json())["on"])
        return web.json_response({"ok": True})


_DEEDS: dict[str, Callable[..., Any]] = {
    deed.__name__: deed
    for deed in (
        Person.sends,
        Person.starts,
        Person.opens,
        Person.uploads,
        Person.forwards,
        Person.edits,
        Person.taps,
        Person.taps_data,
        Person.blocks,
        Person.unblocks,
        Person.adds_bot,
        Person.removes_bot,
        Person.reads,
    )
}


def _outcome_view(outcome: Message | Tap | list[Message] | None) -> Any:
    match outcome:
        case Message():
            return _message_view(outcome)
        case Tap():
            return {"tap": outcome.id, "message": outcome.message.id}
        case list():
            return [_message_view(message) for message in outcome]
    return {"ok": True}


def _person_view(person: Person) -> Json:
    return user_json(person.user) | {"standing": person.chat.standing, "unread": len(person.unread)}


def _chat_view(chat: Chat) -> Json:
    return chat_json(chat) | {
        "standing": chat.standing,
        "read_up_to": chat.read_up_to,
        "messages": [_message_view(message) for message in chat.visible],
    }


def event_view(telegram: Telegram, event: Event) -> Json:
    """An event for pages; with the message as it now stands, so that nothing has to be asked again."""
    chat = telegram.chats.get(event.chat_id)
    message = chat.messages.get(event.facts.get("message", 0)) if chat else None
    view: Json = {"view": _message_view(message)} if message else {}
    if event.kind == "commands":
        view = {"commands": telegram.menu(event.chat_id)}
    return event.facts | view | {"kind": event.kind, "chat": event.chat_id}


def _message_view(message: Message) -> Json:
    file = message.file
    return {
        "id": message.id,
        "chat": message.chat.id,
        "from": message.sender.id,
        "at": message.at.isoformat(),
        "changed": message.current.at.isoformat(),
        "text": message.text,
        "html": message.html,
        "keyboard": keyboard_json(message.current.keyboard)["inline_keyboard"],
        "file": file
        and {"id": file.file_id, "media": file.media, "name": file.name, "mime": file.mime, "size": file.size},
        "edits": message.edits,
        "silent": message.silent,
        "media_group": message.media_group_id,
        "reply_to": message.reply_to and message.reply_to.id,
        "forward_from": message.forward_of and message.forward_of.sender.id,
    }
