"""Every step test works on an embedded target of its own."""

from tests.target.conftest import target

__all__ = ["target"]
