"""THE CONDUCTOR: story.py is the page to read; the other files are its paragraphs."""

from pyupgrade.engine.story import Engine, blank_profile, complete, connect, create_sample

__all__ = ["Engine", "blank_profile", "complete", "connect", "create_sample"]
