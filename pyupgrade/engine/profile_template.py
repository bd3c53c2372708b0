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
# index = "index"

# A database on SQL Server is a table in place of the path above, at the end of this file; the other one may stay a file.
# The rights that its login needs: docs/grants.md. A login for the source that could write is refused.
# [source]
# server = "sql01.corp.example"            # host, host,port or host\\instance
# database = "GroupID"
# authentication = "windows"               # the account that this runs as; or "sql" with the next two
# user = "dmupgrade_reader"
# password = "secret:source-sql"
# encrypt = "yes"                          # yes: verified certificate; strict: TDS 8.0; no
# trust_server_certificate = false
# certificate = "sql01.pem"                # the one certificate to accept, where no authority vouches for it
# hostname_in_certificate = "sql01"
# driver = "ODBC Driver 18 for SQL Server" # the best one installed when it is not named
# login_timeout = 15
# timeout = 0                              # seconds for a statement; 0: as long as it takes
# options = { MultiSubnetFailover = "yes" }
#
# [target]
# server = "sql02.corp.example"
# database = "DirectoryManager"
# authentication = "sql"
# user = "dmupgrade_writer"
# password = "secret:target-sql"
"""
