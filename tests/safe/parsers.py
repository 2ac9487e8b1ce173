"""R11: what reads strangers' bytes refuses by name or reads, gives the same back, and takes no time."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import (
    SearchStrategy,
    binary,
    builds,
    integers,
    lists,
    one_of,
    sampled_from,
    text,
    tuples,
)

from editor_app.domain.diff import compare
from editor_app.domain.likeness import sketch
from editor_app.domain.naming import marks
from editor_app.domain.visible_marks import with_marks
from editor_app.ui.markdown_parts import is_shown_as_markdown
from editor_app.ui.reader_text import parts_of, source_parts
from tests.bench.peers import peer_python
from tests.safe import parsed
from tests.safe.harness import Harness, Weakened
from tests.safe.hostile_packages import sealed, sound_package
from tests.safe.hostile_texts import TEXTS
from tests.safe.report import Report
from tests.safe.running import ROOT

_TOGETHER = 250
_SECONDS_A_MEGABYTE = 1.0
_FUZZED_FOR = 300
# Up to 2.3 its jumps back to the head of a long loop miss it by an instruction, so that a local name there
# holds whatever lay on the stack, and a sound function fails.
_FUZZER = "atheris==3.0.0"
_EXECUTED = re.compile(r"Done (\d+) (?:runs|in)")
_PIECES = (
    "[eu-ai-office] Headline", "[", "]", "[source]", "Why this is an AI incident",
    "## Why this is an AI incident:", "Launch-archive bulk classification (10 May 2026).",
    "Counterfactual \"but-for\" test per the Editor's Guide.", "\n", "\r\n", "\r", "\n\n", " ", "\t",
    "\x0c", "\u2028", "\x85", "\u202e", "\ufeff", "é", "“", "😀", "**", "# ", '"', ",", ";", "{", "}",
    '{"text":"a"}', '{"id":"b","text":"c"}', "id,text\n", "NaN", "1e999", "\\ud800", "\\", "state:",
    "date:>=2026-05", "-", "*", "AND", '"open', "{headline}", "{", "name = 'x'", "[[template]]", "\x00",
)  # fmt: skip
_SEEDS = sorted(ROOT.glob("seeds/launch-archive/*.txt"))


def _changed(data: bytes, place: int, put: bytes, taken: int) -> bytes:
    place %= len(data) + 1
    return data[:place] + put + data[place + taken :]


def _inputs() -> SearchStrategy[bytes]:
    """Give bytes out of nothing, out of pieces that mean something, and out of sound files changed."""
    pieces = lists(one_of(sampled_from(_PIECES), text(max_size=8))).map("".join)
    encodings = sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252"))
    spelt = tuples(pieces, encodings).map(lambda pair: pair[0].encode(pair[1], "replace"))
    sound = [path.read_bytes() for path in _SEEDS] + list(sealed(dict(sound_package())).values())
    changed = builds(_changed, sampled_from(sound), integers(0, 99_999), binary(max_size=4), integers(0, 9))
    return one_of(binary(max_size=200), spelt, changed)


def run(count: int, folder: Path, report: Report) -> str:
    """Put hypothesis's examples, the slow texts and the fuzzer's finds before every parser."""
    folder.mkdir(exist_ok=True)
    for number in report.left(count // _TOGETHER):
        done = _examples(number, folder, report)
        report.add(number, examples=done)
    slowest = _adversarial(report)
    fuzzed = _fuzz(folder, report, _FUZZED_FOR if count >= _TOGETHER * 40 else _FUZZED_FOR // 10)
    faults = f"{len(report.breaches)} unexpected exceptions or differences"
    return f"{report.figures('examples')} before {len(parsed.PARSERS)} parsers, {faults}, {slowest}, {fuzzed}"


def _examples(number: int, folder: Path, report: Report) -> int:
    seen = [0]

    @seed(number)
    @settings(max_examples=_TOGETHER, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(_inputs())
    def put(data: bytes) -> None:
        seen[0] += 1
        for parser in parsed.PARSERS:
            parser(data, folder)

    try:
        put()
    except Exception as fault:  # noqa: BLE001 - any exception that is no refusal is what is looked for
        notes = "; ".join(getattr(fault, "__notes__", ()))
        report.breach(f"seed {number}: {type(fault).__name__} {fault} {notes}"[:600])
    return seen[0]


def _adversarial(report: Report) -> str:
    """Read the texts that were made to be slow, and give the slowest."""
    slowest, which = 0.0, ""
    for name, make in TEXTS.items():
        whole = make()
        whole = (whole * (1 + 1_000_000 // len(whole)))[:1_000_000]
        for reader, read in _READERS.items():
            started = time.thread_time()
            read(whole)
            taken = (time.thread_time() - started) / max(
                1.0, len(whole.encode("utf-8", "replace")) / 1_000_000
            )
            if taken > slowest:
                slowest, which = taken, f"{reader} on {name}"
            if taken > _SECONDS_A_MEGABYTE:
                report.breach(f"{reader} takes {taken:.1f} s a MB on {name}")
    return f"slowest {slowest:.2f} s a MB ({which})"


def _document(read: Callable[[object], object]) -> Callable[[str], object]:
    def reading(whole: str) -> object:
        document = parsed.document_of(whole)
        return read(document) if document else None

    return reading


_READERS: dict[str, Callable[[str], object]] = {
    "reading a document": parsed.document_of,
    "laying it out": _document(lambda document: next(parts_of(document))),
    "laying out its source": _document(lambda document: next(source_parts(document))),
    "looking for markdown": _document(is_shown_as_markdown),
    "marking": with_marks,
    "comparing": lambda whole: compare(whole[:100_000], whole[50_000:150_000]),
    "sketching": sketch,
    "naming": lambda whole: marks(whole[:1_000], whole),
    "reading JSON": parsed.json_of,
}


def _fuzz(folder: Path, report: Report, seconds: int) -> str:
    """Let a fuzzer that sees which lines are reached look for bytes nobody thought of."""
    try:
        python = peer_python(_FUZZER)
    except (OSError, subprocess.CalledProcessError) as fault:
        return f"the fuzzer {_FUZZER} could not be installed here ({type(fault).__name__})"
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, path in enumerate(_SEEDS):
        (corpus / str(number)).write_bytes(path.read_bytes())
    found = [str(path) for path in sys.path if path.endswith("site-packages")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *found])}
    limits = (f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=2000", f"-artifact_prefix={folder}/")
    done = subprocess.run(
        [python, "-m", "tests.safe.fuzzing", str(folder), *limits, str(corpus)],
        cwd=ROOT, env=env, capture_output=True, check=False, timeout=seconds + 300,
    )  # fmt: skip
    said = done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace")
    executed = _EXECUTED.search(said)
    if done.returncode:
        report.breach(f"the fuzzer ended with {done.returncode}: {said[-800:]}")
    return f"fuzzed for {seconds} s, {int(executed[1]) if executed else 0:,} runs"


def _weak(count: int, folder: Path, report: Report) -> str:
    """Put the examples before a reader of JSON that takes what JSON does not allow."""
    folder.mkdir(exist_ok=True)
    strict, parsed.strict_json.parse = parsed.strict_json.parse, json.loads
    try:
        return f"{_examples(0, folder, report)} examples"
    finally:
        parsed.strict_json.parse = strict


HARNESS = Harness(
    id="R11",
    name="parsers",
    title="Parsers before hypothesis, slow texts and a fuzzer",
    count=10_000,
    run=run,
    weakened=(Weakened("JSON read by the library alone", _weak, 1),),
)
