"""The reader against the labelled documents, and its time per page beside a floor.

python -m benchmarks.reader    scores of ../shared/minutes where that folder is there, time always
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.cpu import since
from domain.errors import UnreadableDocument
from domain.minutes import read, read_text, reading_to_json
from domain.minutes.doubts import is_sure
from domain.minutes.extract import extract

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "minutes"
OWN = ROOT / "tests" / "data" / "minutes"
PAGE = 2500  # characters
ROUNDS = 20


def main() -> None:
    if SHARED.exists():
        _scores()
    else:
        print(f"!! {SHARED} is absent: NO SCORES, only the time")
    _times()


def _scores() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, source, splits in (("texts", SHARED, ("seeds", "dev")), ("formats", SHARED / "formats", ("dev",))):
            target = Path(folder, name)
            target.mkdir()
            _predict(source, target)
            for split in splits:
                print(f"== {name} {split}")
                command = [sys.executable, str(SHARED / "score.py"), str(target), "--split", split]
                subprocess.run([*command, "--labels", str(source)], check=True)
                _calibration(source, target, split)


def _documents(folder: Path) -> list[Path]:
    known = json.loads((folder / "split.json").read_text(encoding="utf-8"))
    names = {name for split in known.values() for name in split}
    return sorted(path for path in folder.iterdir() if path.stem in names and path.suffix != ".json")


def _predict(source: Path, target: Path) -> None:
    for path in _documents(source):
        try:
            reading = reading_to_json(read(extract(path.read_bytes(), path.name)))
        except UnreadableDocument as refusal:
            print(f"!! {path.name} refused: {refusal.code}")
            continue
        (target / f"{path.stem}.json").write_text(json.dumps(reading, ensure_ascii=False), encoding="utf-8")


def _calibration(source: Path, target: Path, split: str) -> None:
    """Of the items marked sure, the share that is entirely right."""
    sys.path.insert(0, str(SHARED))
    score = import_module("score")
    sure = right = every = 0
    for name in json.loads((source / "split.json").read_text(encoding="utf-8")).get(split, []):
        gold = json.loads((source / f"{name}.json").read_text(encoding="utf-8"))["decisions"]
        found = json.loads((target / f"{name}.json").read_text(encoding="utf-8"))["decisions"]
        pairs = {place: at for at, place in score.match(found, gold)}
        every += len(found)
        for place, decision in enumerate(found):
            if decision["sure"]:
                sure += 1
                right += place in pairs and _is_right(score, decision, gold[pairs[place]])
    print(f"  marked sure {sure} of {every}, of them entirely right {right / max(1, sure):.3f}")


def _is_right(score: ModuleType, decision: dict[str, Any], gold: dict[str, Any]) -> bool:
    deadline = score.deadline_ok(decision, gold)[2]
    _, wrong, missed = score.best_addr(decision["addressees"], gold)
    return bool(deadline) and not wrong and not missed


def _times() -> None:
    """CPU time per page of reading, beside splitting the same text into words with one expression."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*.txt")))
    pages = len(text) / PAGE
    floor = _seconds(lambda: re.findall(r"\w+|[^\w\s]", text)) / pages
    reader = _seconds(lambda: [read_text(path.read_text(encoding="utf-8")) for path in OWN.glob("*.txt")]) / pages
    items = [item for path in OWN.glob("*.txt") for item in read_text(path.read_text(encoding="utf-8")).items]
    ratio = reader / floor
    print(f"== time per page of {PAGE} characters: {1000 * reader:.1f} ms, {ratio:.0f} × a pass of one expression")
    print(f"   own protocols: {len(items)} items, sure {sum(map(is_sure, items))}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(ROUNDS):
        work()
    return since(start) / ROUNDS


if __name__ == "__main__":
    main()
