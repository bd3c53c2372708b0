"""The embedded target's own record of itself: its id, and what its passphrase is checked by."""

from __future__ import annotations

import base64
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from pyupgrade.connect import sql, vault
from pyupgrade.contracts.load import Contract
from pyupgrade.errors import TargetRowMissing

INSTALLATION: Final = "DM11.Installation"


def sealer(engine: Engine, contract: Contract, location: str, passphrase: str) -> vault.Sealer:
    """The seal of this target. Raises PassphraseWrong when the passphrase does not open its check value, TargetRowMissing."""
    core = sql.table_of(contract.tables[INSTALLATION], engine)
    with sql.errors_of("target", location), engine.connect() as connection:
        row = connection.execute(sa.select(core.c.Salt, core.c.PassphraseCheck)).first()
    if row is None:
        raise TargetRowMissing(location=location, table=INSTALLATION)
    made = vault.Sealer(passphrase, base64.b64decode(row.Salt))
    made.verify(row.PassphraseCheck, location)
    return made
