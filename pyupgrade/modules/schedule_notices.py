"""What must be told about schedules: from names by notice to notices, in one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pyupgrade.modules.schedule_rows import Found
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Notice
from pyupgrade.plan.wording import in_order

_EXPORT: Final = (
    "On the old server, export the schedules with the vendor's Asset Export utility (ask the vendor's support for it) into "
    "Schedules\\Imported Schedules, and the Windows tasks with Export-ScheduledTask into the folder that the profile calls tasks; "
    "then plan again."
)

TOLD: Final[Mapping[str, Told]] = {
    "protected": Told(
        "loss", "Schedules that nobody can open here",
        "Protected files of schedules, which only the old server can open and no export speaks for: {things}.",
        _EXPORT, "file",
    ),
    "kind-unknown": Told(
        "loss", "Schedules of an unknown kind", "Exported, but of a kind that 11.1 has no schedule for: {things}.",
        "See in GroupID 10 what each runs and create it anew in 11.1 where it is still needed.", "schedule",
    ),
    "trigger-unreadable": Told(
        "loss", "Triggers that cannot be read", "Left out of their schedules: {things}.",
        "Look the times up in GroupID 10 and add a trigger to the schedule after the run, or correct the export and plan again.",
        "trigger",
    ),
    "store-disabled": Told(
        "loss", "Schedules of what is not upgraded", "They stay behind: {things}.",
        "Enable the store in GroupID 10 or bring the jobs along, and plan again; else create the schedules anew in 11.1.",
        "schedule",
    ),
    "no-store": Told(
        "loss", "Schedules without a store", "They stay behind, because no identity store is upgraded: {things}.",
        "Create a store in 11.1 first, then the schedules.", "schedule",
    ),
    "store-unknown": Told(
        "loss", "Schedules for a store that they cannot move to",
        "They stay behind, because the answer to the question for their store is none of its choices: {things}.",
        "Answer the question by one of its choices, and plan again.", "schedule",
    ),
    "no-target": Told(
        "loss", "Schedules that run nothing", "They stay behind: {things}.",
        "Nothing, unless a job is missing that should be there.", "schedule",
    ),
    "insights": Told(
        "change", "Insights is called Entitlement",
        "Schedules of Insights, which 11.1 calls GroupID Entitlement: {things}.",
        "Tell those who look for the old name.", "schedule",
    ),
    "last-day": Told(
        "change", "The last day of the month",
        "11.1 knows days of the month by number only. Their last day becomes 31, 30 and, in February, 28: {things}. On 29 February "
        "they run a day early; on every other date nothing changes.",
        "Nothing, unless the 29th of February matters.", "schedule",
    ),
    "repetition": Told(
        "change", "Repetitions that 11.1 does not take",
        "11.1 repeats every 2 minutes or more, for less than a day. Shortened to that, at other times than before: {things}.",
        "See in the plan how often each runs now, and give it further triggers where that is not enough.", "schedule",
    ),
    "zone": Told(
        "change", "Times of a time zone",
        "Triggers that name a time zone (Z is UTC), which 11.1 has no place for. Their clock time is carried as it stands and counts "
        "in the new server's own zone, so that they run at another moment wherever that is not the zone named: {things}.",
        "Correct their start after the run by the new server's difference from the zone named: 02:30Z is 03:30 on a server at "
        "UTC+1, and 04:30 in its summer time.",
        "trigger",
    ),
    "delay": Told(
        "change", "Runs that waited before they started",
        "Triggers with a delay (PT30M is 30 minutes); the documented parameters of 11.1 have none for it, so they run at once: {things}.",
        "Where the delay mattered, move the start, and give a trigger at the server's start a clock time instead.",
        "trigger",
    ),
    "time-limit": Told(
        "change", "Runs that were stopped after a time",
        "Triggers that stop a long run; the documented parameters of 11.1 have none for it: {things}.",
        "Set \"Stop if it runs longer than\" in the trigger in the Admin Center.", "schedule",
    ),
    "no-trigger": Told(
        "todo", "Schedules without a time", "They come without a trigger and never run by themselves: {things}.",
        "Give each a trigger in the Admin Center, or run it by hand.", "schedule",
    ),
    "differences": Told(
        "change", "Exports that differ from their Windows task", "The export counts: {things}.",
        "If the task is right, export the schedule anew on the old server and plan again.", "schedule",
    ),
    "double": Told(
        "change", "Files that tell a schedule twice", "Left out, because an earlier file tells it: {things}.",
        "Nothing, unless they are two schedules.", "file",
    ),
    "renamed": Told(
        "change", "Schedules of one name",
        "They bear the name of another of their kind, with other content or for another store, and come under a name of their "
        "own: {things}.",
        "Rename them in 11.1 as you like.", "schedule",
    ),
    "task-only": Told(
        "todo", "Schedules known from their Windows task only",
        "A task tells times, account and state, but not what it runs or whom it notifies: {things}.",
        f"Enter targets and notifications in 11.1 before enabling them, or: {_EXPORT[0].lower()}{_EXPORT[1:]}", "schedule",
    ),
    "foreign": Told(
        "todo", "Windows tasks that are no schedule",
        "Their names are not of the form <Type>_<name> with a type of GroupID: {things}.",
        "See that none of them is a schedule of GroupID; else rename the exported task and plan again.", "task",
    ),
    "odd-values": Told(
        "todo", "Values of schedules that cannot be read", "Left out, because they are not of the type expected: {things}.",
        "Enter them in the schedule after the run.", "value",
    ),
    "targets-gone": Told(
        "todo", "Targets that no longer exist", "Left out of their schedules: {things}.",
        "Nothing, unless a job is missing that should be there.", "target",
    ),
    "targets-left": Told(
        "todo", "Targets that stay behind", "Left out of their schedules, because the job is not upgraded: {things}.",
        "Bring the jobs along and plan again, or replace them in 11.1.", "target",
    ),
    "waits": Told(
        "todo", "Schedules that wait for a job", "The store of a job is to be decided first: {things}.",
        "Answer the question for the job, and plan again.", "schedule",
    ),
    "by-product": Told(
        "todo", "Schedules that 11.1 makes by itself",
        "11.1 makes them when their feature is configured, and has not yet; only their times would change: {things}.",
        "When 11.1 has made them, plan again, or set their triggers by hand as the names here say.", "schedule",
    ),
    "by-product-untimed": Told(
        "change", "Schedules of 11.1 that keep their times",
        "11.1 makes them by itself, and of the old ones no time could be read: {things}. They run at the times that they have there.",
        "Look the times up in GroupID 10, and set the triggers in the Admin Center where others are wanted.", "schedule",
    ),
    "accounts": Told(
        "todo", "Schedules without their password",
        "Passwords of schedules cannot be taken out of GroupID 10. Created without: {things}.",
        "Answer the question for the account and plan again, or type the password in the schedule after the run: until then it "
        "cannot be enabled.",
        "schedule",
    ),
    "no-account": Told(
        "todo", "Schedules without an account",
        "They ran as the system, as an account known by its SID only, or none is told: {things}.",
        "Enter an account and its password in each schedule after the run: until then it cannot be enabled.", "schedule",
    ),
    "managed-accounts": Told(
        "todo", "Schedules of group managed service accounts",
        "No password is asked or written for them: {things}.",
        "Before the run, allow the new server to use each account and install it there (Install-ADServiceAccount, then "
        "Test-ADServiceAccount).",
        "schedule",
    ),
}  # fmt: skip


def notices(module: str, found: Mapping[str, Sequence[str]]) -> Iterator[Notice]:
    """A notice for each entry of the table for which something was found; each name counts once."""
    once = {name: in_order(names) for name, names in found.items()}
    return told(module, TOLD, once, "Schedules", prefix="schedules/")


def unreadable(module: str, files: Found) -> Iterator[Notice]:
    """One for each file that could not be read."""
    for path, problem in files.unreadable:
        yield Notice(
            module=module,
            feature="Schedules",
            id=f"schedules/unreadable/{path}",
            severity="loss",
            subject=path,
            message=f"{problem.rstrip('. ')}. The schedule in it stays behind.",
            action="Export it anew on the old server and plan again, or create it in 11.1.",
            names=(path,),
            count=1,
        )
