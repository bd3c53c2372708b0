"""A profile to fill in: every setting with what it is for."""

from __future__ import annotations

from typing import Final

TEXT: Final = """\
# A profile of DMUpgrade: Connect-DMUpgrade -Path <this file>. Paths are meant from this file's folder; secrets are only named.

# The old installation's database, opened read-only. A restored backup or a snapshot is safest.
source = "groupid10.db"
# Its release, where it is not to be detected: "10.0" or "9.0".
# source_version = "10.0"
# Which installation it is (a GUID), where its database does not say; an id given here outranks the database's.
# installation = ""

# The Directory Manager 11.1 database.
target = "target.db"
# new: two databases. copy: 11.1 was configured on a restored copy of the old one. same: on the old one itself.
topology = "new"

# The directory, as an LDIF export or the database made from one.
directory = "directory.ldif"

# The old server's program folder (GroupID 10.0) and data folder, copied as they are.
# program = "program"
# data = "data"
# Exports of its scheduled tasks (Export-ScheduledTask, one XML a task), and of its registry (reg export).
# tasks = "tasks"
# registry = "registry"
# The domain that it was joined to, where no registry export says so; reports belong to its store.
# domain = "corp.example"

# Where 11.1 keeps files, and where the import kit goes. Beside the target when it is not named.
# files = "files"

# The passphrase of 11.1's Configuration Tool: SecretManagement, or the variable DMUPGRADE_SECRET_TARGET_PASSPHRASE, or the file below.
passphrase = "secret:target-passphrase"
# secrets = "secrets.toml"
# A command that opens sealed text of the old system: text on its standard input, the secret on its standard output.
# opener = ["opener.exe", "--groupid10"]

# Answers to a plan's questions: Export-DMUpgradeAnswerTemplate writes them down.
# answers = "answers.toml"

# The identity store that Upgrade-Group takes when none is named.
# identity_store_id = 1

# Files that name tables and columns which are called otherwise here than this product believes (docs/contract.md).
# source_overlay = "source-site.toml"
# target_overlay = "target-site.toml"

# Processes that convert history; 0 converts in the engine itself.
# workers = 0
# log = "upgrade.log"
# The embedded search index's folder; or a table at the end of this file: the cluster that 11.1 searches in (docs/search.md).
# index = "index"
# [index]
# urls = ["https://search.corp.example:9200"]
# ca = "search-ca.pem"
# user = "dmupgrade"
# password = "secret:search"
# kind = "product"

# The old server's search index, which is only counted and held against the database.
# [old_index]
# url = "http://groupid10:9200"
# pattern = "history*"
"""
