"""What can be wrong with a request, a secret or an answer."""

from __future__ import annotations

from pyupgrade.errors.base import UpgradeError

# -- requests over the seam ----------------------------------------------


class RequestError(UpgradeError):
    """The request cannot be served: {reason}"""

    code = "DMUpgrade.Request.Invalid"
    category = "ProtocolError"
    action = "Use the module and the engine of one version; docs/protocol.md lists the methods and their parameters."


class InvalidRequest(RequestError):
    """The request is not valid: {reason}"""


class UnknownMethod(RequestError):
    """The engine has no method '{method}'."""

    code = "DMUpgrade.Request.UnknownMethod"


class UnknownJob(RequestError):
    """There is no job '{job}'."""

    code = "DMUpgrade.Request.UnknownJob"


class UnknownConnection(RequestError):
    """There is no connection '{connection}'."""

    code = "DMUpgrade.NotConnected"
    category = "ConnectionError"
    action = "Run Connect-DMUpgrade first."


class VersionDiffers(RequestError):
    """The module is version {module} and the engine is version {engine}."""

    code = "DMUpgrade.Engine.VersionDiffers"
    category = "InvalidOperation"
    action = "Start a new shell; if it stays so, install module and engine of the same version."


# -- secrets and answers ----------------------------------------------


class VaultError(UpgradeError):
    """A secret cannot be sealed or opened: {reason}"""

    code = "DMUpgrade.Vault"
    category = "SecurityError"


class PassphraseMissing(VaultError):
    """The target's passphrase is not known."""

    code = "DMUpgrade.Vault.PassphraseMissing"
    action = "Give -Passphrase to Connect-DMUpgrade, or a reference (secret:NAME) in the profile."


class PassphraseWrong(VaultError):
    """The passphrase does not open the target '{location}'."""

    code = "DMUpgrade.Vault.PassphraseWrong"
    action = "Give the passphrase that this target was made with; nothing has been changed."


class SealBroken(VaultError):
    """A sealed value of '{what}' cannot be opened."""

    code = "DMUpgrade.Vault.SealBroken"
    action = "The value was changed or sealed under another passphrase: enter the secret anew in Admin Center."


class AnswerError(UpgradeError):
    """An answer cannot be taken: {reason}"""

    code = "DMUpgrade.Answer.Invalid"
    category = "InvalidArgument"


class AnswerUnknown(AnswerError):
    """There is no question '{id}' in this plan."""

    code = "DMUpgrade.Answer.Unknown"
    action = "Use one of the ids listed in the details; Get-DMUpgradePlan shows them under Decisions."


class AnswerWrong(AnswerError):
    """The answer to '{id}' cannot be taken: {reason}."""

    code = "DMUpgrade.Answer.Wrong"
    action = "Answer with what the decision's Kind and Choices say."


class AnswerDiffers(AnswerError):
    """The plan was made with another answer than is given here."""

    code = "DMUpgrade.Answer.Differs"
    action = "Leave it out: a run takes values of secrets and the plan's own files. For another answer make the plan again with it."


class AnswerMissing(AnswerError):
    """The question '{question}' got no answer: {reason}."""

    code = "DMUpgrade.Answer.Missing"
    action = "Answer it here, or before: Get-DMUpgradePlan | Export-DMUpgradeAnswerTemplate writes every question for -AnswerPath."


class AnswersInvalid(AnswerError):
    """The answers file '{path}' cannot be used as it is written."""

    code = "DMUpgrade.Answers.Invalid"
    action = "Correct what the details list; Export-DMUpgradeAnswerTemplate writes a file to fill in."


class OpenerFailed(AnswerError):
    """What stands sealed at {place} could not be had: {reason}."""

    code = "DMUpgrade.Secret.NotOpened"
    category = "AuthenticationError"
    action = "Name a command in the profile's `opener` that reads sealed text and writes the secret, or answer secrets/way with ask."


class SecretMissing(AnswerError):
    """The value of a secret that the plan needs is not known."""

    code = "DMUpgrade.Secret.Missing"
    category = "AuthenticationError"
    action = "Answer it with a SecureString, PSCredential or a reference (secret:NAME), or run with -Interactive."
