"""XML of somebody else's server, read by defusedxml: no doctype, no entities, no more than a limit."""

from __future__ import annotations

import codecs
import re
from typing import Final
from xml.etree.ElementTree import Element, ParseError

LIMIT: Final = 20 * 1024 * 1024  # bytes; a job file of the vendor's has 117 KB (KB-AEU)
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def parsed(content: bytes, limit: int = LIMIT) -> Element:
    """The root element. Raises ValueError with what is wrong and what to do about it, in a sentence without its full stop."""
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    if len(content) > limit:
        raise ValueError(
            f"it has {len(content):,} bytes, more than the {limit:,} that are read; look whether it is the right file"
        )
    text = _decoded(content)
    try:
        root: Element = ElementTree.fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        raise ValueError(
            "it has a document type or entities, which are not read; export it anew without them"
        ) from None
    except ParseError as reason:
        line, column = reason.position
        raise ValueError(
            f"it is not well-formed XML (line {line}, column {column + 1}); copy or export it anew"
        ) from None
    return root


def _decoded(content: bytes) -> str:
    """The text without its declaration, which would name an encoding that a text does not have."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "")
    if not encoding and content[:2] in (b"<\0", b"\0<"):
        encoding = "utf-16-le" if content[:1] == b"<" else "utf-16-be"
    if not encoding:
        declared = _DECLARED.match(content)
        encoding = declared[1].decode("ascii") if declared else "utf-8"
        # A declaration of UTF-16 that can be read byte by byte is not: PowerShell 7 saves what Export-ScheduledTask gives as UTF-8.
        if encoding.casefold().startswith("utf-16"):
            encoding = "utf-8"
    try:
        return _DECLARATION.sub("", content.decode(encoding), count=1)
    except LookupError:
        raise ValueError(f"it is written in '{encoding}', which is not known here; save it as UTF-8") from None
    except UnicodeDecodeError:
        raise ValueError(f"it is not written in {encoding} throughout; copy or export it anew") from None
