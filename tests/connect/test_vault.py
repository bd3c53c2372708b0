"""The envelope of the embedded target, and PFX files."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyupgrade.connect import vault
from pyupgrade.errors import PassphraseWrong, SealBroken, VaultError

SALT = bytes(range(16))
SEALER = vault.Sealer("Übergröße 12", SALT)
PLACE = "IdentityStore/1/serviceAccountPassword"


@settings(max_examples=60, deadline=None)
@given(text=st.text(), place=st.text(min_size=1))
def test_what_is_sealed_opens_at_its_place_alone(text: str, place: str) -> None:
    sealed = SEALER.seal(text, place)
    assert SEALER.open(sealed, place) == text
    assert vault.is_sealed(sealed)
    with pytest.raises(SealBroken):
        SEALER.open(sealed, place + "x")


def test_a_lone_surrogate_is_kept() -> None:
    assert SEALER.open(SEALER.seal("a\ud83d", PLACE), PLACE) == "a\ud83d"


def test_the_form_is_as_documented() -> None:
    first, second = SEALER.seal("geheim", PLACE), SEALER.seal("geheim", PLACE)
    assert first != second, "the nonce is new each time"
    prefix, key, body = first.split(":")
    assert (prefix, key) == ("dmu1", SEALER.key_id)
    assert len(base64.b64decode(body)) == 12 + len("geheim") + 16
    assert "geheim" not in first


def test_it_opens_without_our_code() -> None:
    """The documented recipe with nothing but the standard library's scrypt and a plain AES-GCM."""
    import hashlib

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = hashlib.scrypt("Übergröße 12".encode(), salt=SALT, n=2**15, r=8, p=1, maxmem=2**26, dklen=64)[:32]
    raw = base64.b64decode(SEALER.seal("ganz offen", PLACE).split(":")[2])
    assert AESGCM(key).decrypt(raw[:12], raw[12:], PLACE.encode()).decode() == "ganz offen"


@pytest.mark.parametrize(
    "spoil", ["", "plain text", "dmu1:00000000:AAAA", "dmu1:x", "dmu2:{key}:{body}", "dmu1:{key}:!{body}"]
)
def test_what_is_no_envelope_is_broken(spoil: str) -> None:
    _, key, body = SEALER.seal("x", PLACE).split(":")
    with pytest.raises(SealBroken):
        SEALER.open(spoil.format(key=key, body=body), PLACE)


def test_one_changed_bit_is_found() -> None:
    prefix, key, body = SEALER.seal("x" * 40, PLACE).split(":")
    raw = bytearray(base64.b64decode(body))
    for place in range(len(raw)):
        raw[place] ^= 1
        with pytest.raises(SealBroken):
            SEALER.open(f"{prefix}:{key}:{base64.b64encode(raw).decode()}", PLACE)
        raw[place] ^= 1


def test_a_wrong_passphrase_is_found_by_the_check_value() -> None:
    check = SEALER.check_value()
    assert check == vault.Sealer("Übergröße 12", SALT).check_value(), "a target made twice is the same"
    vault.Sealer("U\u0308bergro\u0308ße 12", SALT).verify(check, "t.db")  # typed with combining marks
    for wrong in ("übergröße 12", "", "Übergröße 12 "):
        with pytest.raises(PassphraseWrong, match=r"t\.db"):
            vault.Sealer(wrong, SALT).verify(check, "t.db")
    with pytest.raises(PassphraseWrong):
        vault.Sealer("Übergröße 12", b"another salt....").verify(check, "t.db")


def test_fingerprints_tell_equal_from_different_and_nothing_else() -> None:
    assert SEALER.fingerprint("a") == SEALER.fingerprint("a") != SEALER.fingerprint("b")
    assert SEALER.fingerprint("a") != vault.Sealer("other", SALT).fingerprint("a")
    assert len(SEALER.fingerprint("")) == 64


def test_a_pfx_is_looked_into() -> None:
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    content = vault.make_pfx("corp.example", "kennwort-7", start, end)
    facts = vault.pfx_facts(content, "kennwort-7")
    assert (facts.valid_from, facts.valid_to, facts.key_matches) == (start, end, True)
    assert facts.subject == "CN=corp.example"
    assert len(facts.thumbprint) == 40
    assert facts.thumbprint == facts.thumbprint.upper()
    for bad, password in ((content, "other"), (b"no pfx", "kennwort-7"), (content[:-40], "kennwort-7")):
        with pytest.raises(VaultError):
            vault.pfx_facts(bad, password)
