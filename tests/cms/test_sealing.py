"""What is sealed opens for whoever has the key, as a whole, and for nobody else."""

import io
import os
import tarfile

import pyrage
import pytest

from cms.sealing import Seal, SealError, is_sealed, seal_for, sealed, unsealed

CONTENT = os.urandom(300_000)
PASSPHRASE = "a passphrase for tests"
IDENTITY = pyrage.x25519.Identity.generate()
SEALS = {"passphrase": Seal(passphrase=PASSPHRASE), "recipient": Seal(recipient=str(IDENTITY.to_public()))}
KEYS = {"passphrase": {"passphrase": PASSPHRASE}, "recipient": {"identity": str(IDENTITY)}}


@pytest.fixture(scope="module")
def bundles():
    """A passphrase takes a second: once for each kind."""
    made = {}
    for kind, seal in SEALS.items():
        out = io.BytesIO()
        with sealed(out, seal) as file:
            file.write(CONTENT)
        made[kind] = out.getvalue()
    return made


def opened(bundle, **keys):
    with unsealed(io.BytesIO(bundle), **keys) as file:
        return file.read()


@pytest.mark.parametrize("kind", SEALS)
def test_the_key_opens_it(kind, bundles):
    assert opened(bundles[kind], **KEYS[kind]) == CONTENT


@pytest.mark.parametrize("kind", SEALS)
def test_it_shows_that_it_is_sealed(kind, bundles):
    assert is_sealed(io.BytesIO(bundles[kind]))
    assert not is_sealed(io.BytesIO(CONTENT))


def test_a_recipients_opens_in_age_itself(bundles):
    assert pyrage.decrypt(bundles["recipient"], [IDENTITY]) == CONTENT


def test_that_of_a_passphrase_opens_without_us(bundles):
    with tarfile.open(fileobj=io.BytesIO(bundles["passphrase"])) as both:
        key, content = (both.extractfile(name).read() for name in ("key.age", "sealed.age"))
    identity = pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(key, PASSPHRASE).decode().strip())
    assert pyrage.decrypt(content, [identity]) == CONTENT


@pytest.mark.parametrize(
    ("kind", "keys", "said"),
    [
        ("recipient", {"identity": str(pyrage.x25519.Identity.generate())}, "not the one"),
        ("recipient", {"identity": "AGE-SECRET-KEY-NONSENSE"}, "no key"),
        ("recipient", {}, "sealed for a recipient"),
        ("passphrase", {}, "sealed with a passphrase"),
        ("passphrase", {"passphrase": "another passphrase"}, "not the one"),
    ],
)
def test_no_other_key_opens_it(kind, keys, said, bundles):
    with pytest.raises(SealError, match=said):
        opened(bundles[kind], **keys)


@pytest.mark.parametrize("cut", [1, 30_000, 250_000])
def test_what_is_cut_off_is_not_taken_for_whole(cut, bundles):
    with pytest.raises(SealError, match="damaged or cut off"):
        opened(bundles["recipient"][:-cut], **KEYS["recipient"])


def test_a_changed_byte_is_found(bundles):
    bundle = bytearray(bundles["recipient"])
    bundle[200_000] ^= 1
    with pytest.raises(SealError, match="damaged or cut off"):
        opened(bytes(bundle), **KEYS["recipient"])


def test_a_fault_of_whoever_reads_stays_theirs(bundles):
    with pytest.raises(KeyError), unsealed(io.BytesIO(bundles["recipient"]), **KEYS["recipient"]):
        raise KeyError


def test_a_full_disk_is_told_as_such():
    class Full(io.BytesIO):
        def write(self, piece):
            if self.tell() > 100_000:
                raise OSError(28, "No space left on device")
            return super().write(piece)

    def fill():
        with sealed(Full(), SEALS["recipient"]) as file:
            for _ in range(20):
                file.write(CONTENT)

    with pytest.raises(OSError, match="No space left"):
        fill()


@pytest.mark.parametrize(
    ("recipient", "said"), [("age1nonsense", "no recipient"), ("ssh-rsa AAAA", "no recipient")]
)
def test_a_recipient_must_be_one(recipient, said):
    with pytest.raises(SealError, match=said):
        seal_for(None, recipient)


@pytest.mark.parametrize("words", ["", "too short"])
def test_a_short_passphrase_is_refused(words, tmp_path):
    (tmp_path / "passphrase").write_text(words)
    with pytest.raises(SealError, match="12 characters"):
        seal_for(tmp_path / "passphrase")
