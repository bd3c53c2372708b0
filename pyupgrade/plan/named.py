"""Names as somebody types them, to the things that bear them: the very name first, else a pattern with * and ?."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase


def meant(asked: str, things: Iterable[Sequence[str]]) -> list[int]:
    """Positions of the things that are meant, each given by all its names; letter case does not count.

    A name with brackets is a name: where a thing bears the text as it stands, it is no pattern.
    """
    wanted = asked.casefold()
    known = [[name.casefold() for name in names] for names in things]
    exact = [position for position, names in enumerate(known) if wanted in names]
    return exact or [
        position for position, names in enumerate(known) if any(fnmatchcase(name, wanted) for name in names)
    ]
