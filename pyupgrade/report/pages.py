"""The template environment of all pages: everything escaped, nothing undefined, names of other writing systems kept
apart."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pyupgrade.plan.wording import counted
from pyupgrade.report import wording

TEMPLATES = Path(__file__).with_name("templates")


def environment(*, escape: bool) -> Environment:
    """`escape` for HTML; Markdown escapes by its own filter."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        number=wording.number,
        instant=wording.instant,
        iso=wording.iso,
        duration=wording.duration,
        rate=wording.rate,
        cut=wording.cut,
        oddity=wording.oddity,
        unsaid=wording.unsaid,
    )
    made.globals.update(counted=counted)
    return made
