"""The HTTP server: all forms of a request, what only a socket can show, the control API, the process."""

import asyncio
import base64
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, FormData

from sandbox import faults
from sandbox.server import SandboxServer
from sandbox.telegram import Telegram
from tests.patience import until

ROOT = Path(__file__).parents[2]


class Wire:
    """A server and a plain HTTP client."""

    def __init__(self, telegram: Telegram, server: SandboxServer, http: ClientSession) -> None:
        self.telegram = telegram
        self.server = server
        self.http = http

    def method(self, name: str) -> str:
        return f"{self.server.url}/bot{self.telegram.token}/{name}"

    async def calls(self, name: str, **options: Any) -> Any:
        async with self.http.post(self.method(name), **options) as response:
            return await response.json()

    async def control(self, verb: str, path: str, body: Any = None) -> Any:
        async with self.http.request(verb, f"{self.server.url}/_sandbox/{path}", json=body) as response:
            answer = await response.json()
            return answer if response.status == 200 else (response.status, answer)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    telegram = Telegram(lambda: datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
    async with SandboxServer(telegram) as server, ClientSession() as http:
        yield Wire(telegram, server, http)


class TestRequests:
    async def test_query_form_and_json_mean_the_same(self, wire: Wire) -> None:
        person = wire.telegram.person("Вера")
        person.starts()
        markup = {"inline_keyboard": [[{"text": "Исполнено", "callback_data": "x"}]]}
        plain = {"chat_id": str(person.id), "text": "<b>a</b>", "parse_mode": "HTML"}
        typed = {**plain, "chat_id": person.id, "reply_markup": markup, "disable_notification": True}
        flat = {**plain, "reply_markup": json.dumps(markup), "disable_notification": "true"}
        async with wire.http.get(wire.method("sendMessage"), params=flat) as response:
            assert response.status == 200
        assert (await wire.calls("sendmessage", data=flat))["ok"]
        assert (await wire.calls("sendMessage", json=typed))["ok"]
        assert [(m.html, m.labels, m.silent) for m in person.received] == [("<b>a</b>", [["Исполнено"]], True)] * 3

    async def test_a_file_as_a_part_of_its_own_or_attached(self, wire: Wire) -> None:
        person = wire.telegram.person("Вера")
        person.starts()
        for fields, part in (({}, "document"), ({"document": "attach://part"}, "part")):
            form = FormData({"chat_id": str(person.id), **fields}, quote_fields=False)
            form.add_field(part, b"%PDF", filename="приказ.pdf")
            assert (await wire.calls("sendDocument", data=form))["ok"]
        assert [(file.name, file.data) for file in person.files] == [("приказ.pdf", b"%PDF")] * 2

    @pytest.mark.parametrize(
        ("method", "body", "status", "description"),
        [
            ("sendPoll", {}, 404, "Not Found: method not found"),
            ("sendMessage", {}, 400, "Bad Request: chat_id is empty"),
            ("sendMessage", {"chat_id": "x"}, 400, 'Bad Request: field "chat_id" must be a valid Number'),
            ("setMyCommands", {"commands": "[{"}, 400, "Bad Request: can't parse commands JSON object"),
            (
                "sendDocument",
                {"chat_id": 1, "document": "attach://x"},
                400,
                "Bad Request: can't find the attached file",
            ),
            ("sendVoice", {"chat_id": 1}, 400, "Bad Request: there is no voice in the request"),
            ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": "[]"}, 400, "Bad Request: object expected"),
            ("sendMessage", {"chat_id": 1, "text": "x", "poll": 1}, 400, "Bad Request: the sandbox does not model"),
        ],
    )
    async def test_refusals(self, wire: Wire, method: str, body: Any, status: int, description: str) -> None:
        wire.telegram.person("Вера", user_id=1).starts()
        async with wire.http.post(wire.method(method), json=body) as response:
            answer = await response.json()
        assert (response.status, answer["ok"], answer["error_code"]) == (status, False, status)
        assert answer["description"].startswith(description)

    async def test_a_foreign_token_is_unauthorized(self, wire: Wire) -> None:
        async with wire.http.post(f"{wire.server.url}/bot7123456789:AAH/getMe") as response:
            assert response.status == 401
        async with wire.http.get(f"{wire.server.url}/file/bot7123456789:AAH/photos/file_1.jpg") as response:
            assert response.status == 404

    async def test_a_timeout_ends_when_the_server_lets_go(self, wire: Wire) -> None:
        wire.telegram.faults.next(faults.TIMEOUT, times=3)  # a client repeats a broken GET once by itself
        async with SandboxServer(wire.telegram, hold=0.1) as impatient:
            with pytest.raises(ClientError):
                await wire.http.post(f"{impatient.url}/bot{wire.telegram.token}/getMe")
            with pytest.raises(ClientError):
                await wire.http.get(f"{impatient.url}/file/bot{wire.telegram.token}/documents/x")

    async def test_the_page_of_a_proxy_is_html(self, wire: Wire) -> None:
        wire.telegram.faults.next(faults.HTML_PAGE)
        async with wire.http.post(wire.method("getMe")) as response:
            assert (response.status, response.content_type) == (502, "text/html")

    async def test_an_outage_cuts_a_hanging_poll_without_losing_its_updates(self, wire: Wire) -> None:
        person = wire.telegram.person("Вера")
        async with asyncio.TaskGroup() as group:
            poll = group.create_task(self.outcome(wire, timeout=30))
            await self.hangs(wire)
            wire.telegram.faults.outage = True
            person.sends("отчёт")
        assert poll.result() == "no answer"
        wire.telegram.faults.outage = False
        updates = (await wire.calls("getUpdates"))["result"]
        assert [update["message"]["text"] for update in updates] == ["отчёт"]

    async def hangs(self, wire: Wire) -> None:
        await until(lambda: wire.telegram.journal.calls("getUpdates"))

    async def outcome(self, wire: Wire, **params: Any) -> Any:
        try:
            return await wire.calls("getUpdates", json=params)
        except ClientError:
            return "no answer"

    async def test_a_poller_that_went_away_takes_nothing_with_it(self, wire: Wire) -> None:
        async with asyncio.TaskGroup() as group:
            poll = group.create_task(wire.calls("getUpdates", json={"timeout": 30}))
            await self.hangs(wire)
            poll.cancel()
        assert poll.cancelled()
        wire.telegram.person("Вера").sends("отчёт")
        assert len((await wire.calls("getUpdates", json={"timeout": 30}))["result"]) == 1


class TestControl:
    async def test_another_process_acts_and_reads(self, wire: Wire) -> None:
        person = await wire.control("POST", "people", {"first_name": "Вера"})
        deeds = f"people/{person['id']}"
        await wire.control("POST", f"{deeds}/opens", {"link": "https://t.me/kontrol_sandbox_bot?start=abc"})
        markup = {"inline_keyboard": [[{"text": "Исполнено", "callback_data": "x", "style": "success"}]]}
        card = {"chat_id": person["id"], "text": "<b>1.1</b>", "parse_mode": "HTML", "reply_markup": markup}
        sent = (await wire.calls("sendMessage", json=card))["result"]
        tap = await wire.control("POST", f"{deeds}/taps", {"label": "Исполнено", "on": sent["message_id"]})
        photo = base64.b64encode(b"\xff\xd8\xff").decode()
        upload = {"media": "photo", "data": photo, "caption": "приказ", "reply_to": sent["message_id"]}
        shown = await wire.control("POST", f"{deeds}/uploads", upload)
        chat = await wire.control("GET", f"chats/{person['id']}")
        assert [message["text"] for message in chat["messages"]] == ["/start abc", "1.1", "приказ"]
        assert chat["messages"][1]["html"] == "<b>1.1</b>"
        assert chat["messages"][1]["keyboard"] == markup["inline_keyboard"]
        assert chat["messages"][2] == shown
        state = await wire.control("GET", "state")
        assert state["unanswered_taps"] == [tap["tap"]]
        assert state["people"][0]["unread"] == 1
        async with wire.http.get(f"{wire.server.url}/_sandbox/files/{shown['file']['id']}") as response:
            assert (response.content_type, await response.read()) == ("image/jpeg", b"\xff\xd8\xff")
        updates = (await wire.calls("getUpdates"))["result"]
        assert [set(update) - {"update_id"} for update in updates] == [{"message"}, {"callback_query"}, {"message"}]

    async def test_groups_and_trouble(self, wire: Wire) -> None:
        person = await wire.control("POST", "people", {"first_name": "Вера"})
        group = await wire.control("POST", "groups", {"title": "Директора"})
        await wire.control("POST", f"people/{person['id']}/adds_bot", {"group": group["id"]})
        assert (await wire.control("GET", f"chats/{group['id']}"))["standing"] == "member"
        await wire.control("POST", "faults", {"kind": "retry_after", "retry_after": 9, "method": "getMe"})
        assert (await wire.calls("getMe"))["parameters"] == {"retry_after": 9}
        await wire.control("POST", "faults", {"kind": "server_error", "probability": 1})
        assert (await wire.calls("getMe"))["error_code"] == 500
        await wire.control("DELETE", "faults")
        assert (await wire.calls("getMe"))["ok"]
        await wire.control("POST", "outage", {"on": True})
        assert (await wire.control("GET", "state"))["outage"]
        journal = await wire.control("GET", "journal?method=getMe")
        assert [call["result"] for call in journal["calls"]] == ["retry_after", "server_error", "ok"]

    @pytest.mark.parametrize(
        ("path", "body", "status"),
        [
            ("people/{id}/taps", {"label": "Исполнено"}, 409),
            ("people/{id}/sends", {}, 400),
            ("people/{id}/flies", {}, 404),
            ("people/1/sends", {"text": "x"}, 404),
            ("people/{id}/sends", {"text": "x", "reply_to": 99}, 404),
        ],
    )
    async def test_what_cannot_be_done_is_told(self, wire: Wire, path: str, body: Any, status: int) -> None:
        person = wire.telegram.person("Вера")
        answered, answer = await wire.control("POST", path.format(id=person.id), body)
        assert answered == status
        assert answer["error"]

    async def test_only_this_machine_is_answered(self, wire: Wire) -> None:
        async with wire.http.get(f"{wire.server.url}/_sandbox/state", headers={"Host": "evil.example"}) as response:
            assert response.status == 403


class TestProcess:
    async def starts(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "sandbox", *arguments),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    @pytest.mark.slow
    async def test_it_says_where_it_is_and_stops_when_told(self) -> None:
        process = await self.starts("--port", "0", "--token", "7:SANDBOX-x")
        assert process.stdout
        url = (await process.stdout.readline()).decode().strip().removeprefix("BOT_API_URL=")
        assert url.startswith("http://127.0.0.1:")
        async with ClientSession() as http, http.get(f"{url}/bot7:SANDBOX-x/getMe") as response:
            assert (await response.json())["result"]["id"] == 7
        process.send_signal(signal.SIGTERM)
        await process.communicate()
        assert process.returncode == 0

    @pytest.mark.slow
    async def test_a_real_token_is_refused_before_anything_starts(self) -> None:
        process = await self.starts("--token", "7123456789:AAHk3l-" + "x" * 28)
        output, complaint = await process.communicate()
        assert process.returncode == 2
        assert b"42:SANDBOX-TOKEN only" in complaint
        assert output == b""
