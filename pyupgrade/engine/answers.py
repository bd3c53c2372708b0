"""Answers to a plan's questions: judged against its decisions, secrets kept in memory only and bound when a run starts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pyupgrade.errors import AnswerDiffers, AnswerUnknown, AnswerWrong, FileUnreadable, SecretMissing, UpgradeError
from pyupgrade.plan import marks
from pyupgrade.plan.document import Plan
from pyupgrade.plan.items import Answer, Change, Decision

REFERENCE = "secret:"
NONE = "none"  # the answer to an optional secret that says: do without it


class Keyring:
    """Values of secrets and files of one connection, by decision id, and of references, by name. Never written anywhere.

    `lookup` is this machine's (environment, secrets file), `ask` the shell's, for a name that the machine does not know.
    """

    def __init__(
        self, lookup: Callable[[str], str | None], ask: Callable[[str], str | None] = lambda name: None
    ) -> None:
        self._lookup, self._ask = lookup, ask
        self.values: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self._contents: dict[str, bytes] = {}
        self._known: dict[str, str] = {}

    def take(self, decision: str, content: bytes) -> str:
        """Keeps a file's content and gives its SHA-256, by which a plan finds it whatever else answered the question since."""
        digest = hashlib.sha256(content).hexdigest()
        self.files[decision] = self._contents[digest] = content
        return digest

    def content(self, digest: str) -> bytes | None:
        """A file of this content, if one was given."""
        return self._contents.get(digest)

    def reference(self, name: str) -> str | None:
        """The value a reference (secret:NAME) stands for: environment, secrets file, else what the shell has of that name."""
        short = name.removeprefix(REFERENCE)
        if short not in self._known:
            value = self._lookup(short)
            if value is None:
                value = self._ask(short)
            if value is None:
                return None
            self._known[short] = value
        return self._known[short]

    def every(self) -> list[str]:
        """All secret values known now, for the filter of the log."""
        return [*self.values.values(), *self._known.values()]


def provisional(given: Mapping[str, Any]) -> dict[str, Answer]:
    """Raw answers in the plan's shape before the questions are known; `judged` has the last word."""
    out: dict[str, Answer] = {}
    for key, value in given.items():
        if isinstance(value, Answer):
            out[key] = value
        elif isinstance(value, dict):
            out[key] = Answer(secret=True)
        elif str(value).startswith(REFERENCE):
            out[key] = Answer(secret=True, reference=str(value))
        else:
            out[key] = Answer(text=str(value))
    return out


def judged(
    decisions: Iterable[Decision],
    given: Mapping[str, Any],
    secrets: Mapping[str, str],
    keyring: Keyring,
    base: Path,
    strict: Collection[str],
) -> dict[str, Answer]:
    """Answers as the plan holds them. Raises AnswerUnknown listing the valid ids for those of `strict`, or AnswerWrong.

    An answers file is written for a whole installation, so that what it answers beside this plan's questions is no fault.
    """
    asked = {d.id: d for d in decisions}
    unknown = sorted(set(strict) - asked.keys())
    if unknown:
        raise AnswerUnknown(id=unknown[0], details=[f"{d.id} ({d.kind}): {d.question}" for d in asked.values()])
    out: dict[str, Answer] = {}
    for key, value in given.items():
        if key in asked:
            out[key] = value if isinstance(value, Answer) else _one(asked[key], value, secrets.get(key), keyring, base)
    return out


def _one(decision: Decision, value: Any, secret: str | None, keyring: Keyring, base: Path) -> Answer:
    if decision.kind == "secret":
        if isinstance(value, str) and value.startswith(REFERENCE):
            return Answer(secret=True, reference=value)
        if decision.optional and isinstance(value, str) and value.strip().casefold() == NONE:
            return Answer(text=NONE)
        if secret is None:
            none = f", or '{NONE}' to do without" if decision.optional else ""
            raise AnswerWrong(
                id=decision.id,
                reason=f"a secret is given as SecureString, PSCredential or a reference (secret:NAME){none}",
            )
        keyring.values[decision.id] = secret
        return Answer(secret=True)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        given = "a secret" if isinstance(value, dict) else "nothing" if value is None else f"'{value}'"
        raise AnswerWrong(id=decision.id, reason=f"a {decision.kind} is expected, not {given}")
    if decision.kind == "file":
        return Answer(file=_read(decision.id, base / Path(value).expanduser(), keyring))
    if decision.kind == "choice":
        match = next((c for c in decision.choices if c.casefold() == value.casefold()), None)
        if match is None:
            raise AnswerWrong(id=decision.id, reason=f"'{value}' is none of: {', '.join(decision.choices)}")
        return Answer(text=match)
    return Answer(text=value)


def _read(decision: str, path: Path, keyring: Keyring) -> str:
    try:
        return keyring.take(decision, path.read_bytes())
    except OSError as reason:
        raise FileUnreadable(path=str(path), reason=reason.strerror or str(reason)) from reason


def given_again(
    plan: Plan,
    given: Mapping[str, Any],
    secrets: Mapping[str, str],
    keyring: Keyring,
    base: Path,
    strict: Collection[str],
) -> dict[str, str]:
    """Values of secrets that come with a run, by decision id; its files are kept in the keyring.

    A plan is carried out as it was approved. Raises AnswerDiffers naming each answer that is another than the plan's, AnswerWrong,
    AnswerUnknown, FileUnreadable, and SecretMissing for a reference that nobody knows here.
    """
    found: dict[str, str] = {}
    others: list[str] = []
    unknown: list[str] = []
    for key, answer in judged(plan.decisions, given, secrets, keyring, base, strict).items():
        known = plan.answers.get(key)
        if known is None or (known.text, known.file, known.secret) != (answer.text, answer.file, answer.secret):
            others.append(f"{key}: the plan has {_told(known)}, given is {_told(answer)}")
        elif answer.reference is None:
            found |= {key: secrets[key]} if answer.secret else {}
        elif answer.reference != known.reference:
            value = keyring.reference(answer.reference)
            if value is None:
                unknown.append(f"{key}: {answer.reference} is not known here")
            else:
                found[key] = value
    if others:
        raise AnswerDiffers(details=others, target=others[0].partition(":")[0])
    if unknown:
        raise SecretMissing(details=unknown, target=unknown[0].partition(":")[0])
    return found


def _told(answer: Answer | None) -> str:
    if answer is None:
        return "no answer"
    if answer.file is not None:
        return f"the file with SHA-256 {answer.file[:12]}…"
    return "a secret" if answer.secret else f"'{answer.text}'"


class Bound:
    """Secrets of one run, by decision id (the Secrets port); a file's value is its content in base64.

    `more` gives what the run's lines did not ask for, where it is at hand: the account of a store that an earlier run made.
    """

    def __init__(self, values: Mapping[str, str], more: Callable[[str], str | None] = lambda decision: None) -> None:
        self._values, self._more = dict(values), more

    def value(self, decision: str) -> str | None:
        """By decision id, or by the place of a stored secret (mission S8)."""
        return self._values[decision] if decision in self._values else self._more(decision)


def bind(
    plan: Plan,
    keyring: Keyring,
    prompt: Callable[[Decision], str | None] = lambda decision: None,
    stored: Callable[[str, bool], str] = lambda place, opened: "",
    given: Mapping[str, str] | None = None,
) -> Bound:
    """Values for every secret and file that the plan's lines need. Raises SecretMissing naming each that is not to be had.

    A value `given` with the run comes first, then the plan's reference, then what was typed in this connection, then the prompt.
    `stored` gives what stands sealed at a place of the source, as it is or opened; it raises UpgradeError with the reason.
    """
    decisions = {d.id: d for d in plan.decisions}
    values: dict[str, str] = {}
    missing: list[str] = []
    for place, opened in sorted(_places(plan.changes)):
        try:
            values[place] = stored(place, opened)
        except UpgradeError as reason:
            missing.append(f"{place}: {reason.message}")
    for key in sorted(_needed(plan.changes)):
        answer = plan.answers.get(key)
        if answer is None:
            continue  # an optional question left open: the field stays unset
        value: str | None
        if answer.file is not None:
            content = keyring.content(answer.file)
            if content is None and (path := prompt(decisions[key])) is not None:
                _read(key, Path(path), keyring)
                content = keyring.content(answer.file)
                if content is None:
                    missing.append(f"{key}: the file at hand, {path}, is not the one the plan was made with")
                    continue
            value = base64.b64encode(content).decode() if content is not None else None
        else:
            value = _at_hand(plan, keyring, given or {}, key)
            if value is None:
                value = prompt(decisions[key])
        if value is None:
            missing.append(f"{key}: {decisions[key].question}" + (f" ({answer.reference})" if answer.reference else ""))
        else:
            values[key] = value
    if missing:
        raise SecretMissing(details=missing, target=missing[0].partition(":")[0])
    return Bound(values, partial(_at_hand, plan, keyring, given or {}))


def _at_hand(plan: Plan, keyring: Keyring, given: Mapping[str, str], decision: str) -> str | None:
    """The plan's reference outranks what was typed before it was named."""
    answer = plan.answers.get(decision)
    value = given.get(decision)
    if value is None and answer is not None and answer.reference:
        value = keyring.reference(answer.reference)
    return keyring.values.get(decision) if value is None else value


def _places(changes: Iterable[Change]) -> set[tuple[str, bool]]:
    """Where secrets of the ways copy and open stand in the source."""
    return {place for change in changes for value in change.values.values() if (place := marks.place_of(value))}


def _needed(changes: Iterable[Change]) -> set[str]:
    return {asked for change in changes for value in change.values.values() if (asked := marks.question_of(value))}
