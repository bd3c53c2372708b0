"""What one connection holds: settings, secrets in memory, the log, and the systems that the settings lead to."""

from __future__ import annotations

from collections.abc import Callable

from pyupgrade import results, settings
from pyupgrade.engine.answers import Keyring
from pyupgrade.engine.log import DetailsLog
from pyupgrade.engine.world import World
from pyupgrade.jobs import CURRENT, Refused
from pyupgrade.target.control import RunControl


class Connected:
    """Nothing is open between calls. `live` is the run that this connection has under way."""

    def __init__(self, opened: settings.Settings, clock: Callable[[], float]) -> None:
        self.settings, self.clock = opened, clock
        self.keyring = Keyring(lambda name: settings.secret_value(opened, name), self._of_shell)
        self.log = DetailsLog(opened.log_path, clock, self.keyring.every)
        self.world = World(opened, self.keyring, clock)
        self.live: RunControl | None = None
        self.remote_session: str | None = None  # as the shell told at Connect
        self.known: results.Connection | None = None

    def _of_shell(self, name: str) -> str | None:
        """What the shell of the job at work has of this name in SecretManagement; None where it has none, or nobody is there to ask."""
        job = CURRENT.get()
        if job is None:
            return None
        try:
            value = job.ask("reference", caption=f"secret:{name}", text="", choices=[], proposal=None, name=name)
        except Refused as reason:
            # A vault that is locked, say: who needs the secret tells that it is missing, and the log tells why.
            if not job.cancelled.is_set():
                self.log.write("Warning", "secrets", f"The shell does not give secret:{name}: {reason}")
            return None
        return None if value is None else str(value)

    def connection(self) -> results.Connection:
        """What was seen at Connect."""
        assert self.known is not None, "a connection is looked at before it is used"
        return self.known

    def close(self) -> None:
        """Asks a run under way to stop at its next safe point."""
        if self.live is not None:
            self.live.stopping.set()
