"""Distinguished names (RFC 4514): taken apart, compared without regard to case, and written with the right escapes."""

from __future__ import annotations

from typing import Final

_SPECIAL: Final = frozenset('"+,;<>\\')
_HEX: Final = frozenset("0123456789abcdefABCDEF")

Rdn = tuple[tuple[str, str], ...]  # one or more (type, value) pairs; several for a multi-valued RDN


def parse(text: str) -> list[Rdn]:
    """The RDNs from the leaf to the root, types as written, values without escapes. Raises ValueError with the reason
    and position."""
    rdns: list[Rdn] = []
    pairs: list[tuple[str, str]] = []
    position = 0
    if not text.strip():
        return []
    while True:
        kind, position = _type(text, position)
        value, position = _value(text, position)
        pairs.append((kind, value))
        if position >= len(text):
            rdns.append(tuple(pairs))
            return rdns
        mark = text[position]
        position += 1
        if mark != "+":
            rdns.append(tuple(pairs))
            pairs = []


def _type(text: str, start: int) -> tuple[str, int]:
    equals = text.find("=", start)
    kind = text[start:equals].strip() if equals >= 0 else ""
    if kind.upper().startswith("OID."):
        kind = kind[4:]
    if not kind or not all(c.isascii() and (c.isalnum() or c in "-.") for c in kind):
        raise ValueError(f"an attribute type and '=' are expected at position {start + 1}")
    return kind, equals + 1


def _value(text: str, start: int) -> tuple[str, int]:
    while start < len(text) and text[start] == " ":
        start += 1
    if start < len(text) and text[start] == '"':
        return _quoted(text, start)
    collected = bytearray()
    kept = 0  # length up to the last character that is no trailing space
    position = start
    while position < len(text) and text[position] not in ",;+":
        character = text[position]
        if character == "\\":
            raw, position = _escape(text, position)
            collected += raw
            kept = len(collected)
            continue
        if character in '"<>':
            raise ValueError(f"'{character}' stands unescaped at position {position + 1}")
        collected += character.encode("utf-8", "surrogatepass")
        position += 1
        if character != " ":
            kept = len(collected)
    return _decoded(bytes(collected[:kept]), start), position


def _quoted(text: str, start: int) -> tuple[str, int]:
    """The old form of RFC 2253 and AD's tools: CN="Smith, John"."""
    collected = bytearray()
    position = start + 1
    while position < len(text) and text[position] != '"':
        if text[position] == "\\":
            raw, position = _escape(text, position)
            collected += raw
        else:
            collected += text[position].encode("utf-8", "surrogatepass")
            position += 1
    if position >= len(text):
        raise ValueError(f"the quotation mark at position {start + 1} is not closed")
    position += 1
    while position < len(text) and text[position] == " ":
        position += 1
    if position < len(text) and text[position] not in ",;+":
        raise ValueError(f"',' is expected at position {position + 1}")
    return _decoded(bytes(collected), start), position


def _escape(text: str, position: int) -> tuple[bytes, int]:
    pair = text[position + 1 : position + 3]
    if len(pair) == 2 and pair[0] in _HEX and pair[1] in _HEX:
        return bytes([int(pair, 16)]), position + 3
    if not pair:
        raise ValueError("it ends in a backslash")
    return pair[0].encode("utf-8", "surrogatepass"), position + 2


def _decoded(raw: bytes, start: int) -> str:
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise ValueError(f"the value at position {start + 1} is not UTF-8") from None


def escape(value: str) -> str:
    """A value as it stands in a DN, escaped as RFC 4514 asks."""
    out: list[str] = []
    last = len(value) - 1
    for position, character in enumerate(value):
        if (
            character in _SPECIAL
            or (character == "#" and position == 0)
            or (character == " " and position in (0, last))
        ):
            out.append("\\" + character)
        elif character < " " or character == "\x7f":
            out.append(f"\\{ord(character):02X}")
        else:
            out.append(character)
    return "".join(out)


def wire(text: str) -> str:
    """A DN as every server reads it: RFC 4514's escapes, and the equals sign inside a value, which Samba wants escaped, too.

    Raises ValueError for what is no DN.
    """
    return ",".join(
        "+".join(f"{kind}={escape(value).replace('=', chr(92) + '3D')}" for kind, value in rdn) for rdn in parse(text)
    )


def path_of(text: str) -> str:
    """A key for comparison: the RDNs from the root to the leaf, folded in case, each ended by a control
    character.

    A DN lies below another when its key starts with the other's. Raises ValueError for what is no DN.
    """
    return "".join(f"{_folded(rdn)}\x01" for rdn in reversed(parse(text)))


def parent_path(path: str) -> str:
    """The key of the container."""
    return path[: path.rfind("\x01", 0, -1) + 1] if path else ""


def _folded(rdn: Rdn) -> str:
    pairs = sorted((kind.lower(), value.casefold()) for kind, value in rdn)
    return "+".join(f"{kind}={escape(value)}" for kind, value in pairs)


def canonical_parts(text: str) -> tuple[str, ...]:
    r"""The parts of a canonical name (corp.example/Groups/Sales): the domain, then the names down to the leaf; () for what is none.

    A slash inside a name stands as \/ there, as Active Directory writes it.
    """
    parts: list[str] = [""]
    position = 0
    while position < len(text):
        character = text[position]
        if character == "\\" and text[position + 1 : position + 2] in ("/", "\\"):
            parts[-1] += text[position + 1]
            position += 2
            continue
        if character == "/":
            parts.append("")
        else:
            parts[-1] += character
        position += 1
    domain, *names = (part.strip() for part in parts)
    is_canonical = len(parts) > 1 and "." in domain and "=" not in domain and " " not in domain
    return (domain, *(name for name in names if name)) if is_canonical else ()


def canonical_of(text: str) -> tuple[str, ...]:
    """The parts of the canonical name of a DN, as canonical_parts has them: it tells no CN from an OU. Raises ValueError."""
    rdns = parse(text)
    values = [" ".join(value for _, value in rdn) for rdn in rdns]
    first = next((i for i, rdn in enumerate(rdns) if all(_is_domain(r) for r in rdns[i:])), len(rdns))
    return (".".join(values[first:]), *reversed(values[:first]))


def _is_domain(rdn: Rdn) -> bool:
    return len(rdn) == 1 and rdn[0][0].casefold() == "dc"
