"""One act on many documents: what it would do is told first, then it is done whole or not at all."""

import secrets
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor_app.desk.backing_up import Occasion, back_up_before
from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.recording import Entry, Recorder, refold
from editor_app.desk.reviewing import settled
from editor_app.desk.tagging import tag_payload
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.canonical import text_digest
from editor_app.domain.problems import Problem
from editor_app.domain.standing import DECIDED_STATES, Standing, State, fold
from editor_app.domain.together import (
    Common,
    Flag,
    Tag,
    drawn,
    is_judging,
    kind_of,
    payload_of,
    refuse_unread,
    refuse_unsound_act,
)
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.domain.vocabulary import Vocabulary

if TYPE_CHECKING:
    from editor_app.store.values import Brief
    from editor_app.store.work import Work

_BATCH = 500
_LARGEST_SEED = 2**31
TOGETHER = "_together"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an act would do to the documents that were chosen; nothing is done yet.

    `keys` are those it would touch, in the order of their coming, `by_state` where they stand, `drafts` on
    how many of them this editor has begun something (it stays). Left out are `decided` ones, by who decided,
    `unchanged` ones that stand so already, and `refused` ones, by the code of the Problem.
    `rationales` counts the different rationales proposed on them, `shared` on how many stands one that stands
    on another of them too. `sample` are the documents drawn by `seed`; with `wants_reading` nothing is done
    before each of them was on screen. With `again` decided documents are decided anew.
    """

    act: Common
    chosen: int
    keys: "array[int]"
    by_state: dict[State, int]
    decided: dict[str, int]
    unchanged: int
    refused: dict[str, int]
    rationales: int
    shared: int
    drafts: int
    seed: int
    sample: tuple[str, ...]
    again: bool = False

    @property
    def wants_reading(self) -> bool:
        """True where bulk text would be judged: then the sample is read first."""
        return is_judging(self.act) and self.shared > 0

    def saying(self, act: Common) -> "Plan":
        """Give the plan with the act said in full: a reason, a note, the answers to the gates."""
        return replace(self, act=act)


@dataclass(frozen=True, slots=True)
class Together:
    """What an act came to: how many documents it was done to, and how many stood so already by then."""

    done: int
    unchanged: int
    changes: Changes


def plan(
    desk: Workplace,
    keys: Iterable[int],
    act: Common,
    *,
    again: bool = False,
    seed: int | None = None,
    watch: Watch | None = None,
) -> Plan:
    """Tell what an act would do to the documents of some keys; the desk stays as it is.

    The act may still lack what is asked for only then (a reason, a note). `seed` draws the sample; left out,
    a new one is made.
    """
    chosen = _in_order(keys)
    with desk.store.reading() as work:
        planner = _Planner(work, act, again=again)
        for start in range(0, len(chosen), _BATCH):
            if watch is not None:
                watch.step("looking", start, len(chosen))
            planner.take(chosen[start : start + _BATCH])
        drafts = 0 if desk.editor is None else work.drafts.count_of(desk.editor.id, planner.keys)
        names = work.events.persons().told_apart(work.events.named_editors())
    seed = secrets.randbelow(_LARGEST_SEED) if seed is None else seed
    return planner.plan(len(chosen), names, seed, drafts)


def _in_order(keys: Iterable[int]) -> Sequence[int]:
    """Give each key once, in order. As a rule they come so, and to sort a million holds the window up."""
    chosen = array("q", keys)
    return chosen if all(one < other for one, other in pairwise(chosen)) else sorted(set(chosen))


def refusal(plan: Plan, vocabulary: Vocabulary, read: Collection[str] = ()) -> Problem | None:
    """Give the Problem that stands against doing what a plan says, None for none.

    `read` are the documents that were on screen since the plan was made.
    """
    try:
        if not plan.keys:
            raise Problem("nothing_together")
        if plan.wants_reading:
            refuse_unread(plan.sample, read)
        refuse_unsound_act(plan.act, vocabulary)
    except Problem as found:
        return found
    return None


def run(desk: Workplace, plan: Plan, read: Collection[str] = (), watch: Watch | None = None) -> Together:
    """Do what a plan says, in one transaction: stopped or killed on the way, nothing of it was done.

    Each document gets an event of its own, which carries the size of the act, the seed of its sample, and
    whether the document was drawn for it and was read. Undo takes all of them back as one act. A document
    that was decided since the plan was made is left alone. A copy of the desk is made first.
    """
    editor = desk.writer()
    problem = refusal(plan, desk.vocabulary, read)
    if problem is not None:
        raise problem
    watch = watch or Watch()
    back_up_before(desk, Occasion.TOGETHER, watch)
    with desk.store.writing() as work:
        runner = _Runner(plan, Recorder(desk, work, editor), frozenset(read))
        for start in range(0, len(plan.keys), _BATCH):
            watch.step("deciding", start, len(plan.keys))
            runner.take(plan.keys[start : start + _BATCH])
        watch.step("saving", len(plan.keys), len(plan.keys))
        together = runner.finish()
        if together.done:
            work.commit()
    return together


class _Planner:
    """Sorts documents into those an act would touch and those it leaves out."""

    def __init__(self, work: "Work", act: Common, *, again: bool) -> None:
        self._work, self._act, self._again = work, act, again
        self.keys = array("q")
        self._ids: list[str] = []
        self._states: Counter[State] = Counter()
        self._decided: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._statements: Counter[int] = Counter()
        self._unchanged = 0

    def take(self, keys: Sequence[int]) -> None:
        for brief in self._work.standings.briefs(keys):
            problem = _against(self._act, brief)
            if problem is not None:
                self._refused[problem] += 1
            elif not self._again and _is_decided(self._act, brief):
                self._decided[brief.editor or ""] += 1
            elif _stands_so(self._act, brief):
                self._unchanged += 1
            else:
                self._keep(brief)

    def plan(self, chosen: int, names: dict[str, str], seed: int, drafts: int) -> Plan:
        return Plan(
            act=self._act,
            chosen=chosen,
            keys=self.keys,
            by_state=dict(sorted(self._states.items())),
            decided=_by_name(self._decided, names),
            unchanged=self._unchanged,
            refused=dict(sorted(self._refused.items())),
            rationales=len(self._statements),
            shared=sum(count for count in self._statements.values() if count > 1),
            drafts=drafts,
            seed=seed,
            sample=drawn(self._ids, seed),
            again=self._again,
        )

    def _keep(self, brief: "Brief") -> None:
        self.keys.append(brief.key)
        self._ids.append(brief.id)
        self._states[brief.state] += 1
        if brief.statement is not None:
            self._statements[brief.statement] += 1


def _by_name(by_id: Mapping[str, int], names: Mapping[str, str]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for editor, number in sorted(by_id.items()):
        counted[names.get(editor, editor)] += number
    return dict(counted)


class _Runner:
    """Writes the events of an act, a batch of documents at a time, within one transaction."""

    def __init__(self, plan: Plan, recorder: Recorder, read: frozenset[str]) -> None:
        self._plan, self._recorder, self._read = plan, recorder, read
        self._work = recorder.work
        act = plan.act
        self._act = settled(act, recorder) if isinstance(act, Verdict) else act
        self._kind = kind_of(act)
        self._documents: list[str] = []
        self._events: list[str] = []
        self._unchanged = 0

    def take(self, keys: Sequence[int]) -> None:
        briefs = [brief for brief in self._work.standings.briefs(keys) if self._still_fits(brief)]
        ids = [brief.id for brief in briefs]
        events = self._work.events.of_many(ids)
        standings = {id: fold(own) for id, own in events.items()}
        rationales = _digests(self._work.documents.rationales(ids))
        entries = [e for e in (self._entry(b, standings[b.id], rationales[b.id]) for b in briefs) if e]
        written = self._recorder.append_together(entries)
        touched = [entry.document for entry in entries if entry.document is not None]
        refold(self._work, touched)
        self._unchanged += len(keys) - len(entries)
        self._documents += touched
        self._events += [event.id for event in written]

    def finish(self) -> Together:
        """Let undo know of the act, and say what it came to."""
        if not self._events:
            return Together(0, self._unchanged, NOTHING)
        kind = self._kind + TOGETHER
        recorder = self._recorder
        self._work.acts.push_run(recorder.act, recorder.editor.id, kind, len(self._events))
        changes = Changes(kind, tuple(self._documents), tuple(self._events))
        return Together(len(self._events), self._unchanged, changes)

    def _still_fits(self, brief: "Brief") -> bool:
        if _against(self._act, brief) is not None or _stands_so(self._act, brief):
            return False
        return self._plan.again or not _is_decided(self._act, brief)

    def _entry(self, brief: "Brief", standing: Standing, rationale: str | None) -> Entry | None:
        act = self._act
        if isinstance(act, Verdict):
            if standing.verdict == act:
                return None
            heads, payload = standing.verdicts, act.payload()
        elif isinstance(act, Flag):
            heads, payload = standing.flags, payload_of(act)
        else:
            found = tag_payload(act.source, brief.own_source, standing.tag)
            if found is None:
                return None
            heads, payload = standing.tags, dict(found)
        seen = tuple(event.id for event in heads)
        return Entry(self._kind, {**payload, "bulk": self._mark(brief.id)}, brief.id, rationale, seen)

    def _mark(self, id: str) -> dict[str, object]:
        plan = self._plan
        was_drawn = id in plan.sample
        return {
            "size": len(plan.keys),
            "seed": plan.seed,
            "sampled": was_drawn,
            "read": was_drawn and id in self._read,
        }


def _digests(rationales: dict[str, str | None]) -> dict[str, str | None]:
    """Give the digest of each rationale; one that stands on many documents is hashed once."""
    known = {text: text_digest(text) for text in set(rationales.values()) if text is not None}
    return {id: None if text is None else known[text] for id, text in rationales.items()}


def _against(act: Common, brief: "Brief") -> str | None:
    """Give the code of what speaks against an act on one document."""
    if not isinstance(act, Verdict):
        return None
    if brief.state is State.DISPUTED:
        return "disputed_together"
    if act.outcome is Outcome.ACCEPT and brief.statement is None:
        return "nothing_to_accept"
    return "duplicate_of_itself" if act.duplicate_of == brief.id else None


def _is_decided(act: Common, brief: "Brief") -> bool:
    return isinstance(act, Verdict) and brief.state in DECIDED_STATES


def _stands_so(act: Common, brief: "Brief") -> bool:
    if isinstance(act, Flag):
        return brief.is_flagged == act.on
    if not isinstance(act, Tag) or act.source == "":
        return False
    return brief.source == (act.source or brief.own_source)
