"""THE CONDUCTOR: story.py is the page to read; the other files are its paragraphs."""

from pyupgrade.engine.story import PROFILE_TEMPLATE, Engine, complete, connect, create_sample

__all__ = ["PROFILE_TEMPLATE", "Engine", "complete", "connect", "create_sample"]
