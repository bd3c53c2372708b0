"""Apps registered in the cloud: from the sealed secrets of stores to the three values of an app and its three questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.modules.stored import stored
from pyupgrade.plan import marks
from pyupgrade.plan.items import Answers, Decision, DecisionKind, Feature

Place = tuple[str, object, str]  # table, key and column in which a secret stands sealed
NOWHERE: Final[Place] = ("", None, "")

# What an app needs (the wizard's steps 6, 8 and 10): the last part of the question's id, its meaning, its wording, its kind.
PARTS: Final[tuple[tuple[str, str, str, DecisionKind], ...]] = (
    ("client-secret", "client_secret", "Client secret of the app of {}", "secret"),
    ("pfx", "certificate", "PFX file of the app of {}", "file"),
    ("pfx-password", "certificate_password", "Password of the PFX file of {}", "secret"),
)


def app_values(answers: Answers, prefix: str, places: Mapping[str, Place]) -> dict[str, Any]:
    """The three secrets of an app by their meaning; `places` are those that stand sealed, by meaning."""
    return {
        meaning: stored(answers, f"{prefix}/{part}", *places.get(meaning, NOWHERE), file=kind == "file")
        for part, meaning, _, kind in PARTS
    }


def app_questions(
    module: str,
    prefix: str,
    name: str,
    reason: str,
    page: int,
    values: Mapping[str, Any],
    feature: Feature = "Configuration",
) -> Iterator[Decision]:
    """The questions that `values` wait for, in the order of the wizard's page."""
    for part, meaning, question, kind in PARTS:
        if marks.question_of(values[meaning]):
            yield Decision(
                module=module,
                feature=feature,
                id=f"{prefix}/{part}",
                question=question.format(name),
                reason=reason,
                kind=kind,
                page=page,
            )
