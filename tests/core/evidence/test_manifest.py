"""Manifests: one form, an identifier made of it, and nothing else taken for one."""

import json

import pytest

from collector.core.errors import EvidenceError
from collector.core.evidence.manifest import canonical, manifest_id, read_manifest, sha256_of
from tests.support.seals import manifest

BODY = canonical(manifest())


def test_a_manifest_is_read_back_as_it_was():
    """The canonical form of a manifest is read back as the same manifest, which gives the same form."""
    assert manifest() == read_manifest(BODY)
    assert canonical(read_manifest(BODY)) == BODY


def test_a_manifest_is_named_by_its_hash():
    """The identifier of a manifest is the start of the hash of its form."""
    assert f"e-{sha256_of(BODY)[:16]}" == manifest_id(BODY)


def test_a_manifest_counts_its_bytes():
    """The size of a capture is that of its pieces together, each kept under its hash."""
    one = manifest(bodies={"image.png": b"1234", "page.pdf": b"56"})

    assert one.size == 6
    assert f"{sha256_of(b'56')}.pdf" == one.pieces[1].stored


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(BODY.replace(b"\n", b"\r\n"), id="line ends"),
        pytest.param(BODY.rstrip(), id="no last line end"),
        pytest.param(json.dumps(json.loads(BODY)).encode(), id="another form"),
        pytest.param(BODY.replace(b'"v": 1', b'"v": 1,\n "v": 1'), id="a key twice"),
        pytest.param(BODY.replace(b'"v": 1', b'"v": 2'), id="another version"),
        pytest.param(b"[" * 100_000, id="too deep"),
        pytest.param(b"\xff", id="no text"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_is_not_in_the_canonical_form_is_no_manifest(body):
    """A file that says the same in another form, or something else, is refused."""
    with pytest.raises(EvidenceError):
        read_manifest(body)
