"""The loop of the reader process, run here over streams in memory."""

import gc
import io
import json
import os
import signal
import sys
from types import FrameType
from typing import Any

import pytest

from domain.minutes.__main__ import serve
from domain.minutes.wire import LENGTH, frame
from tests.unit.extract.word import docx, p

GOOD = docx(p("РЕШИЛИ:"), p("1. Директорам школ вымыть окна. Срок: до 15 мая 2031 года."))


def request(data: bytes, seconds: object = 60) -> bytes:
    return frame(json.dumps({"filename": "протокол.docx", "seconds": seconds}).encode()) + frame(data)


def answers(*requests: bytes) -> list[dict[str, Any]]:
    """What the reader says after it is ready."""
    written = io.BytesIO()
    serve(io.BytesIO(b"".join(requests)), written)
    written.seek(0)
    found: list[dict[str, Any]] = []
    while length := written.read(LENGTH.size):
        found.append(json.loads(written.read(*LENGTH.unpack(length))))
    ready, *rest = found
    assert ready == {"ready": True}
    return rest


def test_files_are_answered_in_turn_until_there_are_no_more() -> None:
    first, second = answers(request(GOOD), request(b""))
    assert "reading" in first
    assert second == {"refused": "empty", "facts": {}}


def test_a_request_cut_short_is_the_end() -> None:
    assert answers(request(GOOD)[:2]) == []


def test_what_nobody_foresaw_is_a_refusal_that_quotes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = answers(request(GOOD, seconds="скоро"), request(GOOD))
    assert first == {"refused": "damaged", "facts": {}}
    assert "reading" in second
    told = capsys.readouterr().err
    assert "TypeError" in told
    assert "окна" not in told


def _is_measured(place: FrameType | None) -> bool:
    """Whether the measuring of coverage is at work in this frame or above it."""
    while place is not None:
        if f"{os.sep}coverage{os.sep}" in place.f_code.co_filename:
            return True
        place = place.f_back
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_a_file_that_uses_up_its_processor_time_is_refused() -> None:
    def run_out(signum: int, place: FrameType | None) -> None:
        if _is_measured(place):  # what is raised there would leave its lock held for ever
            signal.setitimer(signal.ITIMER_REAL, 0.01)
        else:
            os.kill(os.getpid(), signal.SIGXCPU)

    long = "РЕШИЛИ:\n" + "".join(f"{number}. Школе № {number} представить отчёт.\n" for number in range(20_000))
    before = signal.signal(signal.SIGALRM, run_out), signal.getsignal(signal.SIGXCPU)
    answers()  # warm, so that the time goes into the file
    gc.collect()
    gc.disable()  # destructors and the callbacks of hypothesis swallow exceptions
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        assert answers(request(long.encode())) == [{"refused": "too_slow", "facts": {}}]
    finally:
        gc.enable()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before[0])
        signal.signal(signal.SIGXCPU, before[1])
