"""The reader process: `python -m domain.minutes`. Files come by stdin, readings go by stdout (wire.py); kept warm.

It parses what strangers send, so it has bounded memory and processor time and none of the bot's secrets; whatever
goes wrong in a file ends as a refusal of that file. Should it die all the same, services/drafts/reading.py starts
another.
"""

import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import BinaryIO

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from domain.minutes.wire import LENGTH, frame

MEMORY = 1024 * 1024 * 1024
_WARM_UP = "Решили:\n1. Директорам школ представить отчёт. Срок: до 1 сентября 2031 года.\n"


class _OutOfTime(BaseException):
    """The processor time of a request is used up; a BaseException, so that no library takes it for a bad file."""


def main() -> None:  # pragma: no cover - changes the process it runs in; tests/integration/test_reader_process.py
    answers = _own_stdout()
    _limit_memory()
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Warm up, say so, then answer one request after another until there are no more."""
    _warm_up()
    _send(answers, {"ready": True})
    while head := _receive(requests):
        request = json.loads(head)
        _send(answers, _answer(_receive(requests), request["filename"], request["seconds"]))


def _answer(data: bytes, filename: str, seconds: int) -> dict[str, object]:
    from domain.minutes import read, reading_to_json

    try:
        with _limited_time(seconds):
            return {"reading": reading_to_json(read(extract(data, filename)))}
    except UnreadableDocument as refusal:
        return {"refused": refusal.code, "facts": refusal.facts}
    except MemoryError:  # pragma: no cover - needs a process that may be starved
        return {"refused": "bomb", "facts": {}}
    except _OutOfTime:
        return {"refused": "too_slow", "facts": {}}
    except Exception as error:  # noqa: BLE001 - a file we fail on is a bad file to its sender, and a bug to us
        _report(error)
        return {"refused": "damaged", "facts": {}}


def _report(error: Exception) -> None:
    """Where it failed, without the message: that may quote the document."""
    places = "".join(traceback.format_tb(error.__traceback__))
    sys.stderr.write(f"reader: {type(error).__name__}\n{places}")


def _own_stdout() -> BinaryIO:  # pragma: no cover - as main
    """The answers' pipe for ourselves; what a library prints goes to stderr instead of between the frames."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _limit_memory() -> None:  # pragma: no cover - as main
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@contextmanager
def _limited_time(seconds: int) -> Iterator[None]:
    """Inside, `seconds` of processor time; only the soft limit moves, a hard one could never be raised again."""
    if sys.platform == "win32":  # pragma: no cover - nothing to limit with
        yield
        return
    import resource
    import signal

    def stop(*_: object) -> None:
        raise _OutOfTime

    signal.signal(signal.SIGXCPU, stop)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    until = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _warm_up() -> None:
    """Load the heavy libraries and the rules before the first file asks for them."""
    from domain.minutes import read

    for library in ("lxml.html", "pypdf", "doc2docx"):
        import_module(library)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it comments on every odd file
    read(extract(_WARM_UP.encode()))


def _receive(source: BinaryIO) -> bytes:
    """One frame, empty when the bot is gone."""
    length = source.read(LENGTH.size)
    return source.read(LENGTH.unpack(length)[0]) if len(length) == LENGTH.size else b""


def _send(answers: BinaryIO, content: dict[str, object]) -> None:
    answers.write(frame(json.dumps(content, ensure_ascii=False, default=str).encode()))
    answers.flush()


if __name__ == "__main__":
    main()
