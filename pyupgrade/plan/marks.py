"""Values of a plan line that stand for others: what each mark means, and any value in words."""

from __future__ import annotations

from typing import Any, Final

from pyupgrade.plan.canonical import canonical
from pyupgrade.plan.wording import sayable

SECRET: Final = "$secret"
FILE: Final = "$file"
COPY: Final = "$copy"
OPEN: Final = "$open"
REFERENCE: Final = "$ref"
CONTENT: Final = "$content"
SEALED: Final = "$sealed"


def is_marked(value: Any) -> bool:
    """Whether a value stands for another, so that it is no JSON object of the product."""
    return isinstance(value, dict) and any(name.startswith("$") for name in value)


def question_of(value: Any) -> str:
    """The decision whose answer, a secret or a file, becomes the value; "" for any other, a stored secret among them."""
    return _named(value, SECRET, FILE)


def place_of(value: Any) -> tuple[str, bool] | None:
    """Where in the source a stored secret stands (table/key/column), and whether it is opened or else copied as it is."""
    place = _named(value, COPY, OPEN)
    return (place, not is_copied(value)) if place else None


def secret_of(value: Any) -> str:
    """The decision, or the place in the source, that a secret's value comes from; "" for a value that is none."""
    return _named(value, SECRET, FILE, COPY, OPEN)


def is_copied(value: Any) -> bool:
    """Whether a secret crosses as the sealed text that stands in the source."""
    return bool(_named(value, COPY))


def is_sealed(value: Any) -> bool:
    """Whether a value is how a reader shows a sealed field that is set, or how a before-image keeps its text."""
    return isinstance(value, dict) and SEALED in value


def reference_of(value: Any) -> str:
    """The object (Kind/key) whose id, which the target gives out, becomes the value; "" for any other."""
    return _named(value, REFERENCE)


def content_of(value: Any) -> str:
    """The source file (kind/path) whose bytes become the value; "" for any other."""
    return _named(value, CONTENT)


def shown(value: Any, limit: int, nothing: str = "", quote: str = "") -> str:
    """A value in at most `limit` characters: a secret only by where it comes from, half a surrogate pair as a question mark.

    `nothing` is said for NULL; `quote` stands around a text, where it is told in a sentence.
    """
    if value is None:
        return nothing
    if secret := secret_of(value):
        return f"(secret: {secret})"
    if is_sealed(value):
        return "(sealed)"
    if reference := reference_of(value):
        return f"(id of {reference})"
    whole = f"{quote}{value}{quote}" if isinstance(value, str) else canonical(value).decode("utf-8", "surrogatepass")
    text = sayable(whole)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _named(value: Any, *marks: str) -> str:
    if isinstance(value, dict):
        for mark in marks:
            if mark in value:
                return str(value[mark])
    return ""
