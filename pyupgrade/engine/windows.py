"""What only Windows can tell of this machine: system DSNs, running services, group managed service accounts; None elsewhere."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from typing import Final

_DSNS: Final = r"SOFTWARE\ODBC\ODBC.INI\ODBC Data Sources"
# MSA_INFO_STATE of lmaccess.h, in words.
_STATES: Final = {
    1: "no such account is known", 2: "it is no managed service account", 3: "this machine may not use it",
    4: "it may be used here but is not installed", 5: "installed",
}  # fmt: skip


def dsns() -> dict[str, str] | None:
    """64-bit system DSNs with their drivers, from the registry."""
    if sys.platform == "win32":
        import winreg

        found: dict[str, str] = {}
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _DSNS, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    name, driver, _ = winreg.EnumValue(key, number)
                    found[name] = str(driver)
        except FileNotFoundError:
            return {}
        return found
    return None


def services() -> list[str] | None:
    """Running services by display name, from `sc query`."""
    if sys.platform == "win32":
        ask = ["sc.exe", "query", "type=", "service", "state=", "active"]
        said = subprocess.run(ask, capture_output=True, text=True, timeout=30, check=False, errors="replace").stdout
        return display_names(said)
    return None


def display_names(said: str) -> list[str]:
    """The services of what `sc query` says, each as its display name (else its name)."""
    found = re.findall(r"^SERVICE_NAME: *(.+?) *\r?\n(?:DISPLAY_NAME: *(.+?) *\r?$)?", said, re.MULTILINE)
    return [shown or name for name, shown in found]


def managed_account(account: str) -> str | None:
    r"""The state of DOMAIN\name$ on this machine, by NetQueryServiceAccount, which Test-ADServiceAccount asks, too."""
    if sys.platform == "win32":
        state = ctypes.POINTER(ctypes.c_int)()
        ask = ctypes.WinDLL("logoncli").NetQueryServiceAccount
        if ask(None, account.rpartition("\\")[2], 0, ctypes.byref(state)) != 0:
            return None
        try:
            return _STATES.get(state.contents.value, f"state {state.contents.value}")
        finally:
            ctypes.WinDLL("netapi32").NetApiBufferFree(state)
    return None
