"""What can be wrong with a search index: not there, not trusted, not allowed, not what is expected; documents it refuses."""

from __future__ import annotations

from pyupgrade.errors.systems import SourceError, TargetError


class IndexUnusable(TargetError):
    """The search index cannot be used: {reason}"""

    code = "DMUpgrade.Index.Unusable"
    category = "OpenError"
    action = "Look at the cluster's health and its log, then run Resume-DMUpgrade."


class IndexUnreachable(IndexUnusable):
    """The search index at {location} does not answer: {reason}."""

    code = "DMUpgrade.Index.Unreachable"
    category = "ConnectionError"
    action = "Start it, or wait until it has recovered, then run Resume-DMUpgrade. What was committed is safe."
    transient = True


class IndexUntrusted(IndexUnusable):
    """The search index at {location} does not prove who it is: {reason}."""

    code = "DMUpgrade.Index.Untrusted"
    category = "SecurityError"
    action = (
        "Name the authority that issued its certificate as [index] ca, or the certificate's SHA-256 as fingerprint."
    )


class IndexDenied(IndexUnusable):
    """The search index at {location} does not let this account {what}: {reason}."""

    code = "DMUpgrade.Index.Denied"
    category = "PermissionDenied"
    action = (
        "Check the API key, or user and password, of [index] in the profile, and the rights listed in docs/search.md."
    )


class IndexSecretMissing(IndexUnusable):
    """No value is known for '{name}', which [index] of the profile names."""

    code = "DMUpgrade.Index.SecretMissing"
    category = "AuthenticationError"
    action = "Put it into the secret store, the profile's secrets file or the environment, under this name."


class IndexMissing(IndexUnusable):
    """Directory Manager 11.1 has no search index '{name}' at {location}."""

    code = "DMUpgrade.Index.Missing"
    category = "ObjectNotFound"
    action = (
        "Only the product makes its indices: start its search service and replicate once; where the name differs, name it in the "
        "profile's target_overlay."
    )


class IndexUnsearchable(IndexUnusable):
    """The search index '{name}' at {location} finds no document by its Id: that field is missing there, or a text without a keyword."""

    code = "DMUpgrade.Index.Unsearchable"
    category = "InvalidData"
    action = (
        "What would be written could neither be verified nor taken back. Test-DMUpgrade (index.indices) says what can be done: another "
        "index in the profile's target_overlay, or a keyword for Id in this one's mapping."
    )


class DocumentRefused(TargetError):
    """The search index refused the document of event {key} of {stream}: {reason}."""

    code = "DMUpgrade.Index.DocumentRefused"
    category = "InvalidData"
    action = "The event is in the database and all other documents went in. Correct the index's mapping and run Resume-DMUpgrade."


class OldIndexUnread(SourceError):
    """The old search index at {location} cannot be counted: {reason}."""

    code = "DMUpgrade.Source.OldIndexUnread"
    category = "OpenError"
    action = (
        "Start the old server's Elasticsearch, or take [old_index] out of the profile and compare the counts by hand."
    )
    transient = True
