"""Text files of an old server, whatever Windows program wrote them: UTF-8, UTF-16, or a code page of Western Europe."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def decoded(content: bytes) -> tuple[str, str]:
    """(text, what it was written in). Raises ValueError for UTF-16 that is cut short."""
    for mark, codec, name in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(codec), name
            except UnicodeDecodeError:
                raise ValueError(f"it begins as {name} and does not stay so; copy it anew") from None
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        # What Notepad saves without asking on a Western European Windows; every byte is some character there.
        return content.decode("cp1252", "replace"), "code page 1252"


def words(content: bytes) -> tuple[int, str]:
    """(how many words a list has, a word a line or between commas; what it was written in). Raises ValueError."""
    text, encoding = decoded(content)
    if "\0" in text:
        raise ValueError("it is no text file; save the list as .txt or .csv")
    return sum(1 for line in text.splitlines() for word in line.split(",") if word.strip()), encoding
