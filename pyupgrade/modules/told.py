"""What a module found, by the id of the notice that tells it, to notices in the order of the module's table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyupgrade.plan.items import Feature, Notice, Severity
from pyupgrade.plan.wording import counted, in_order, things


@dataclass(frozen=True, slots=True)
class Told:
    """How a notice reads; in message and action `{things}` becomes number, noun and first names, `{counted}` number and noun."""

    severity: Severity
    subject: str
    message: str
    action: str
    noun: str
    many: str = ""


def told(
    module: str,
    table: Mapping[str, Told],
    found: Mapping[str, Sequence[str]],
    feature: Feature = "Configuration",
    *,
    prefix: str = "",
    counts: Mapping[str, int] | None = None,
    facts: Mapping[str, str] | None = None,
    ids: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> Iterator[Notice]:
    """A notice for each id of the table for which something was found, its id after the prefix.

    Each name counts, save where `counts` has a number of its own, which needs no names. `facts` are further places of messages
    and actions, `ids` old ids that the notice holds, by the names.
    """
    for notice_id, how in table.items():
        names = found.get(notice_id, ())
        count = (counts or {}).get(notice_id, len(names))
        if names or count:
            places = {
                "things": things(names, how.noun, how.many, count),
                "counted": counted(count, how.noun, how.many),
                **(facts or {}),
            }
            yield Notice(
                module=module,
                feature=feature,
                id=prefix + notice_id,
                severity=how.severity,
                subject=how.subject,
                message=how.message.format_map(places),
                action=how.action.format_map(places),
                names=in_order(names),
                count=count,
                ids=tuple((ids or {}).get(notice_id, ())),
            )
