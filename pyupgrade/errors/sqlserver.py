"""What can be wrong with SQL Server and the way to it: drivers, logins, the log, connections that break."""

from __future__ import annotations

from pyupgrade.errors.base import UpgradeError
from pyupgrade.errors.systems import DiskFull, SourceUnreachable, TargetUnreachable


class OdbcError(UpgradeError):
    """SQL Server cannot be reached from this machine: {reason}."""

    code = "DMUpgrade.Odbc.Unusable"
    category = "NotInstalled"


class OdbcMissing(OdbcError):
    """The ODBC driver manager cannot be loaded: {reason}."""

    code = "DMUpgrade.Odbc.ManagerMissing"
    action = "Install unixODBC (Debian: unixodbc, Red Hat: unixODBC; on Windows it is part of the system), then connect again."


class OdbcDriverMissing(OdbcError):
    """No ODBC driver for SQL Server that will do is installed here: {wanted} is wanted, installed: {installed}."""

    code = "DMUpgrade.Odbc.DriverMissing"
    action = (
        "Install Microsoft's ODBC Driver 18 for SQL Server, or name an installed one as `driver` in the profile. FreeTDS verifies a "
        "certificate only where freetds.conf names a CA file: it is taken where `driver` names it, or trust_server_certificate is true."
    )


class DatabasePasswordMissing(OdbcError):
    """No value is known for '{name}', the password of {user} on {location}."""

    code = "DMUpgrade.Odbc.PasswordMissing"
    category = "AuthenticationError"
    action = "Put it into the secret store, the profile's secrets file or the environment, under this name."


class SourceLoginFailed(SourceUnreachable):
    """The source '{location}' refused the login: {reason}."""

    code = "DMUpgrade.Source.LoginFailed"
    category = "AuthenticationError"
    action = "Check login, password and database in the profile's [source]; SQL Server's error log says why it refused."


class TargetLoginFailed(TargetUnreachable):
    """The target '{location}' refused the login: {reason}."""

    code = "DMUpgrade.Target.LoginFailed"
    category = "AuthenticationError"
    action = "Check login, password and database in the profile's [target]; SQL Server's error log says why it refused."
    transient = False


class SourceInterrupted(SourceUnreachable):
    """Reading the source '{location}' was interrupted: {reason}."""

    code = "DMUpgrade.Source.Interrupted"
    category = "ConnectionError"
    action = "It was tried several times. See to network and server, then go on with Resume-DMUpgrade, or ask again."
    transient = True


class TargetInterrupted(TargetUnreachable):
    """Work on the target '{location}' was interrupted: {reason}."""

    code = "DMUpgrade.Target.Interrupted"
    category = "ConnectionError"
    action = (
        "What was committed is safe. It was tried several times; see to network and server, then run Resume-DMUpgrade."
    )
    transient = True


class LogFull(DiskFull):
    """The transaction log of '{location}' is full."""

    code = "DMUpgrade.Target.LogFull"
    action = (
        "What was committed is safe. Back up the log, let it grow or see what holds it (log_reuse_wait_desc in sys.databases), "
        "then run Resume-DMUpgrade."
    )
