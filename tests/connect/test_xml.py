"""XML of somebody else's server: what is refused, and in which encodings the rest is read."""

from __future__ import annotations

import pytest

from pyupgrade.connect import xml


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type or entities"),
        (b'<!DOCTYPE a SYSTEM "http://x/y.dtd"><a/>', "document type or entities"),
        (b"<!DOCTYPE a><a/>", "document type or entities"),
        (b"<a>&nothing;</a>", "line 1, column 4"),
        (b"<a><b></a>", "not well-formed XML"),
        (b"", "not well-formed XML"),
        (b"<a/><b/>", "not well-formed XML"),
        (b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>', "not written in utf-8 throughout"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "'no-such', which is not known"),
        ("<a/>".encode("utf-16")[:-1], "not written in utf-16 throughout"),
        ("<?xml version='1.0' encoding='UTF-16'?><a>ä</a>".encode("cp1252"), "not written in utf-8 throughout"),
        (b"\x00\x01\x02", "not well-formed XML"),
    ],
)
def test_what_is_refused_says_why(content: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        xml.parsed(content)
    assert not str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<a>ü夜</a>".encode(), "ü夜"),
        ("<a>ü夜</a>".encode("utf-8-sig"), "ü夜"),
        ("<a>ü夜</a>".encode("utf-16"), "ü夜"),
        ('<?xml version="1.0" encoding="UTF-16"?>\n<a>ü夜</a>'.encode("utf-16"), "ü夜"),
        ("<a>ü夜</a>".encode("utf-16-le"), "ü夜"),
        ("<a>ü夜</a>".encode("utf-16-be"), "ü夜"),
        ("<?xml version='1.0' encoding='windows-1252'?><a>ü</a>".encode("cp1252"), "ü"),
        (b"<a><![CDATA[<b>&c;]]></a>", "<b>&c;"),
        (
            "<?xml version='1.0' encoding='utf-16'?><a>saved anew as UTF-8</a>".encode("utf-8-sig"),
            "saved anew as UTF-8",
        ),
        ("<?xml version='1.0' encoding='UTF-16'?><a>Nächtlich</a>".encode(), "Nächtlich"),
    ],
)
def test_what_is_read(content: bytes, text: str) -> None:
    assert xml.parsed(content).text == text


def test_the_limit_is_of_bytes_and_named() -> None:
    content = b"<a>" + b"x" * 93 + b"</a>"
    assert len(content) == 100
    assert xml.parsed(content, limit=100).tag == "a"
    with pytest.raises(ValueError, match="it has 100 bytes, more than the 99 that are read"):
        xml.parsed(content, limit=99)


def test_very_deep_nesting_does_not_bring_it_down() -> None:
    root = xml.parsed(b"<a>" * 5_000 + b"</a>" * 5_000)
    assert root.tag == "a"
