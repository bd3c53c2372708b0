"""The three ways of a secret that the old system keeps sealed: asked, copied as it is, or opened (mission S8)."""

from __future__ import annotations

from typing import Any, Final, Literal

from pyupgrade.plan import marks
from pyupgrade.plan.items import Answers, Decision

Way = Literal["ask", "copy", "open"]
DECISION: Final = "secrets/way"
PAGE: Final = 4  # before the first question that it may spare
ASK: Final = "ask"
COPY: Final = "copy: both sides use the same passphrase"
OPEN: Final = "open: with the opener of the profile"
_WAYS: Final[dict[str, Way]] = {ASK: "ask", COPY: "copy", OPEN: "open"}


def way(answers: Answers) -> Way:
    """The way chosen for all sealed secrets; `ask` until somebody says otherwise."""
    answer = answers.get(DECISION)
    return _WAYS.get((answer.text or "") if answer is not None else "", "ask")


def question(module: str) -> Decision:
    """Which way it is to be; optional, since asking is always possible."""
    return Decision(
        module=module,
        feature="Configuration",
        id=DECISION,
        question="How sealed passwords and secrets of the old system are to cross",
        reason="GroupID seals them in a way that is not public. They can be asked for, once for each account; copied as sealed text, "
        "which 11.1 can open only if it was configured with the same passphrase; or opened by a command that the profile names.",
        kind="choice",
        choices=tuple(_WAYS),
        proposal=ASK,
        optional=True,
        page=PAGE,
    )


def stored(
    answers: Answers, decision: str, table: str, key: object, column: str, *, file: bool = False
) -> dict[str, Any]:
    """A Change's value for a secret that stands sealed in `column` of the source row `key` of `table`.

    Under the way `ask` it waits for `decision` (a file's content when `file`), which the caller yields only then. So it
    does where nothing stands sealed, which a `key` of None says.
    """
    match way(answers) if key is not None else "ask":
        case "copy":
            return {marks.COPY: f"{table}/{key}/{column}"}
        case "open":
            return {marks.OPEN: f"{table}/{key}/{column}"}
        case _:
            return {marks.FILE if file else marks.SECRET: decision}
