"""What one connection holds: settings, secrets in memory, the log, and the systems that the settings lead to."""

from __future__ import annotations

from collections.abc import Callable

from pyupgrade import results, settings
from pyupgrade.engine.answers import Keyring
from pyupgrade.engine.log import DetailsLog
from pyupgrade.engine.world import World
from pyupgrade.target.control import RunControl


class Connected:
    """Nothing is open between calls. `live` is the run that this connection has under way."""

    def __init__(self, opened: settings.Settings, clock: Callable[[], float]) -> None:
        self.settings, self.clock = opened, clock
        self.keyring = Keyring(lambda name: settings.secret_value(opened, name))
        self.log = DetailsLog(opened.log_path, clock, self.keyring.every)
        self.world = World(opened, self.keyring, clock)
        self.live: RunControl | None = None
        self.remote_session: str | None = None  # as the shell told at Connect
        self.known: results.Connection | None = None

    def connection(self) -> results.Connection:
        """What was seen at Connect."""
        assert self.known is not None, "a connection is looked at before it is used"
        return self.known

    def close(self) -> None:
        """Asks a run under way to stop at its next safe point."""
        if self.live is not None:
            self.live.stopping.set()
