"""What must be told about Synchronize jobs: from names by notice to notices, in one table (J6, J8, J9, J11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pyupgrade.modules.told import Told

TOLD: Final[Mapping[str, Told]] = {
    "jobs/unreadable": Told(
        "loss", "Job files that cannot be read", "They stay behind: {things}.",
        "Copy the files anew from the old server and plan again, or create the jobs in 11.1.", "file",
    ),
    "jobs/provider": Told(
        "loss", "Jobs with a provider that 11.1 lacks", "They stay behind: {things}.",
        "Give each a provider that 11.1 has in GroupID 10 and plan again, or replace it in 11.1.", "job",
    ),
    "jobs/connection": Told(
        "loss", "Jobs whose connection cannot be read", "They stay behind: {things}.",
        "Save the connection anew in GroupID 10 and plan again, or create the job in 11.1.", "job",
    ),
    "jobs/store-disabled": Told(
        "loss", "Jobs of stores that are not upgraded", "They stay behind with their store: {things}.",
        "Enable the store in GroupID 10, plan and run the upgrade again, then disable it in both.", "job",
    ),
    "jobs/no-store": Told(
        "loss", "Jobs without a store", "They stay behind, because 11.1 makes such a store from no job: {things}.",
        "Create the store in GroupID 10 and plan again, or create store and job in 11.1.", "job",
    ),
    "jobs/waits": Told(
        "todo", "Jobs that wait for an answer", "A question decides where they go: {things}.",
        "Answer it and plan again.", "job",
    ),
    "jobs/twice": Told(
        "change", "Names that two files bear", "Left out, because an earlier file bears the name: {things}.",
        "Nothing, unless they are two jobs.", "file",
    ),
    "jobs/accounts": Told(
        "change", "Jobs with an account of their own",
        "A store has one service account, and these jobs used another: {things}.",
        "See that the store's account may do in the directory what the job's account did.", "account",
    ),
    "jobs/data-accounts": Told(
        "todo", "Accounts that a data source does not take",
        "The file names an account for its data, and the connection string another, which counts: {things}.",
        "See as which account the job read or wrote its data, and correct the data source in 11.1 after the run.", "account",
    ),
    "jobs/messaging": Told(
        "change", "Jobs with a messaging provider of their own",
        "It differs from that of the store they are folded into, and stays the job's own: {things}.",
        "Nothing, unless the job should use the store's provider.", "provider",
    ),
    "jobs/scripts": Told(
        "todo", "Scripts of jobs", "They come over unchanged (upgrade note 15): {things}.",
        "Run each job once against a test container before its schedule is enabled.", "script",
    ),
    "jobs/script-language": Told(
        "todo", "Scripts in another language",
        "11.1's number for the language of a script is known for VB.NET only: {things}.",
        "Choose the language in the job after the run.", "script",
    ),
    "jobs/script-paths": Told(
        "todo", "Paths in scripts", "Paths that scripts name, which another server may not have: {things}.",
        "See that each is valid on the new server before the first run of the job.", "path",
    ),
    "jobs/assemblies": Told(
        "todo", "Assemblies that scripts use", "Referenced by scripts: {things}.",
        "Put each that is not part of .NET on the new server and correct its path in the job.", "assembly", "assemblies",
    ),
    "jobs/initial-passwords": Told(
        "change", "Passwords in jobs",
        "Initial passwords that stood as clear text in a mapping are taken out and kept sealed: {things}.",
        "Consider a generated password in 11.1.", "job",
    ),
    "jobs/more-passwords": Told(
        "loss", "Passwords in jobs that do not come over",
        "A job keeps three initial passwords apart. These mappings have another, and come without one: {things}.",
        "Enter the password in the job's mapping in 11.1 before its schedule is enabled.", "mapping",
    ),
    "jobs/script-passwords": Told(
        "todo", "Scripts of jobs that seem to hold a password",
        "Scripts and queries are carried word by word and stand so in the plan; these seem to hold a password: {things}.",
        "Take the password out of them in GroupID 10 and plan again, or keep the plan file to yourself.", "text",
    ),
    "jobs/templates": Told(
        "todo", "Templates without a store", "They come over; the store is chosen when a job is made from them: {things}.",
        "Nothing.", "template",
    ),
}  # fmt: skip
