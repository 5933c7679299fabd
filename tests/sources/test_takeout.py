"""The kind `takeout`: every form in which a Google Business Profile export arrives."""

import datetime as dt
import io
import json
import time
import zipfile

import pytest

from collector.core.model import DateKind, MentionForm
from collector.core.reading import Failed
from collector.sources.takeout import KIND
from tests.support.reading import drive, failure, first_request, found, named, payloads, plan_of

PLAN = plan_of("takeout", file="avis.zip", lists_everything=True)
SECONDS = 30
FOLDER = "Takeout/Google Business Profile/account-1/location-5"


def review(number: int = 1, **fields) -> dict:
    """Return a review as the export writes it."""
    return {
        "reviewer": {"displayName": f"Personne {number}"},
        "starRating": "FOUR",
        "comment": "Très bien, à l’écoute.",
        "createTime": "2026-10-03T08:01:02.123456Z",
        "updateTime": "2026-10-03T08:01:02.123456Z",
        "name": f"accounts/1/locations/5/reviews/R{number}",
        **fields,
    }


def export(*reviews: object, ascii_only: bool = False) -> bytes:
    """Return one file of reviews."""
    return json.dumps({"reviews": reviews}, ensure_ascii=ascii_only).encode()


def archive(**members: bytes) -> bytes:
    """Return a ZIP; « __ » stands for « / » in the names, which end in .json unless they say otherwise."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, body in members.items():
            path = name.replace("__", "/")
            opened.writestr(path if "." in path else f"{path}.json", body)
    return content.getvalue()


def read(body: bytes):
    """Return how the watch ends when this file was deposited."""
    return drive(KIND, PLAN, body)


def test_a_file_is_asked_for():
    """An export is a file of the practice's imports, not an address."""
    request = first_request(KIND, PLAN)
    assert ("avis.zip", "", "") == (request.file, request.url, request.secret)


TAKEOUTS = payloads("takeout_reviews.json", "takeout_business_profile_reviews_anonymised.json")


@pytest.mark.parametrize("path", TAKEOUTS, ids=named)
def test_an_export_gives_every_review(path):
    """Each review is a mention, stars alone included; its id leaves the account out, since that may change."""
    reviews = json.loads(path.read_bytes())["reviews"]
    outcome = found(read(path.read_bytes()))
    assert (True, ()) == (outcome.exhaustive, outcome.warnings)
    assert [one["name"].partition("/locations/")[2] for one in reviews] == [
        mention.native_id.removeprefix("locations/") for mention in outcome.mentions
    ]
    assert {(MentionForm.REVIEW, "Google", None)} == {(one.form, one.publisher, one.url) for one in outcome.mentions}
    assert [one["starRating"] for one in reviews] == [mention.rating.raw for mention in outcome.mentions]
    assert [not one.get("comment") for one in reviews] == [not mention.text for mention in outcome.mentions]


EXPORTS = [*TAKEOUTS, *payloads("api_reviews.json", "gbp_reviews_list_v4.json")]


@pytest.mark.parametrize("path", EXPORTS, ids=named)
def test_no_translation_leaves(path):
    """Of an envelope the original alone is kept, in reviews and in replies."""
    written = [one for one in json.loads(path.read_bytes())["reviews"] if one]
    for mention, review_ in zip(found(read(path.read_bytes())).mentions, written, strict=True):
        for kept in (mention.text, mention.reply.text if mention.reply else ""):
            assert "Google)" not in kept
            assert "(Original)" not in kept
        original = review_.get("comment", "").partition("(Original)\n")[2]
        assert mention.text.startswith(original[:20].rstrip())


@pytest.mark.parametrize("path", payloads("api_reviews.json", "gbp_reviews_list_v4.json"), ids=named)
def test_the_shapes_of_the_api_are_read(path):
    """Anonymous authors, unspecified stars, microseconds, replies in envelopes and null entries all come out right."""
    outcome = found(read(path.read_bytes()))
    _, anonymous, late, praise, unrated = outcome.mentions
    assert ("", 3) == (anonymous.author, anonymous.rating.value)
    assert ("Nous prenons note de votre remarque.", dt.date(2026, 10, 6)) == (late.reply.text, late.reply.on)
    assert (dt.date(2026, 10, 3), DateKind.PUBLISHED) == (late.published.latest, late.published.kind)
    assert "claires." in praise.text
    assert "lear" not in praise.text.replace("claires", "")
    assert (None, "X") == (unrated.rating, unrated.author)


def test_an_entry_that_cannot_be_read_proves_no_absence():
    """A null, or a review without name, may be one that seems missing: the practice is told, nothing has vanished."""
    outcome = found(read(export(None, review(), "texte", review(2, name="sans suite"))))
    assert (1, False) == (len(outcome.mentions), outcome.exhaustive)
    assert outcome.warnings[0].startswith("3 élément(s) de l’export")


def test_the_id_falls_back_on_the_short_one():
    """A review without full name is known by its `reviewId`."""
    [mention] = found(read(export(review(name="", reviewId="R9")))).mentions
    assert "reviews/R9" == mention.native_id


@pytest.mark.parametrize(
    "members",
    [
        {f"{FOLDER}/reviews": (1, 2), f"{FOLDER}/reviews-Ab12": (3,)},
        {"reviews": (1,), "ailleurs/reviews_001": (2, 3)},
        {"Fiche d’établissement/avis": (1, 2, 3)},
        {"A/location-5/reviews": (1, 2), "A/location-6/reviews": (3, 1)},
    ],
)
def test_a_zip_is_read_wherever_its_files_lie(members):
    """All the files of reviews of an archive are read, under any folder; a review met twice counts once."""
    body = archive(**{name.replace("/", "__"): export(*map(review, numbers)) for name, numbers in members.items()})
    outcome = found(read(body))
    assert {f"locations/5/reviews/R{number}" for number in (1, 2, 3)} == {one.native_id for one in outcome.mentions}
    assert (3, True) == (len(outcome.mentions), outcome.exhaustive)


def test_the_latest_state_of_a_review_wins():
    """An archive may hold a review before and after its edit."""
    old, new = review(comment="avant"), review(comment="après", updateTime="2026-11-01T00:00:00Z")
    for pair in ((old, new), (new, old)):
        assert ["après"] == [one.text for one in found(read(export(*pair))).mentions]


def test_other_files_of_an_archive_are_left_alone():
    """A full Takeout holds other products, reviews written elsewhere and other archives: none of them is read."""
    maps = json.dumps({"type": "FeatureCollection", "features": []}).encode()
    body = archive(
        reviews=export(review()),
        data=b"{",
        **{
            "Maps (your places)__Reviews": maps,
            "photos__a.jpg": b"x",
            "dedans.zip": archive(reviews=export(review(2))),
        },
    )
    outcome = found(read(body))
    assert (1, True, ()) == (len(outcome.mentions), outcome.exhaustive, outcome.warnings)


def test_a_broken_file_of_an_archive_proves_no_absence():
    """One file of reviews that cannot be read may hold what seems missing."""
    outcome = found(read(archive(**{"reviews": export(review()), "reviews-2": b'{"reviews": ['})))
    assert (1, False, 1) == (len(outcome.mentions), outcome.exhaustive, len(outcome.warnings))


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"<html>Connexion</html>", "JSON"),
        (b"", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b"[]", "reviews[]"),
        (b'{"reviews": {}}', "reviews[]"),
        (b'{"title": "Cabinet"}', "reviews[]"),
        (b"PK\x03\x04 brise", "ZIP"),
        (archive(data=b"{}"), "reviews.json"),
        (archive(**{"dedans.zip": archive(reviews=export(review()))}), "reviews.json"),
    ],
    ids=["html", "empty", "deep", "utf-16", "list", "object", "other", "zip", "other zip", "zip in zip"],
)
def test_another_file_is_refused(body, detail):
    """What is no export of reviews received is told from an export without reviews, and the detail says what it is."""
    assert ("wrong-export", detail) == failure(read(body))


MAPS = json.dumps({"type": "FeatureCollection", "features": [{"properties": {}}]}).encode()


@pytest.mark.parametrize("body", [MAPS, archive(**{"Maps (your places)__Reviews": MAPS})], ids=["file", "zip"])
def test_what_the_owner_wrote_elsewhere_is_refused_by_its_name(body):
    """The reviews that the owner wrote on Maps are no reviews received: the failure says exactly that."""
    assert ("own-reviews", "Maps") == failure(read(body))


def test_an_export_without_reviews_is_an_answer():
    """An empty list is read, and proves no absence: an export that went wrong looks the same."""
    outcome = found(read(export()))
    assert ((), False) == (outcome.mentions, outcome.exhaustive)


def encrypted() -> bytes:
    """Return a ZIP whose member claims to be encrypted."""
    body = bytearray(archive(reviews=export(review())))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(signature) + offset] |= 1
    return bytes(body)


def damaged() -> bytes:
    """Return a ZIP whose compressed bytes were changed."""
    body = bytearray(archive(reviews=export(*map(review, range(50)))))
    body[60] ^= 0xFF
    return bytes(body)


@pytest.mark.parametrize("body", [encrypted(), damaged(), archive(reviews=export(review()))[:-30]])
def test_an_archive_that_cannot_be_opened_is_refused(body):
    """An encrypted, damaged or cut archive is the wrong file, not an error of ours."""
    assert ("wrong-export", "ZIP") == failure(read(body))


@pytest.mark.slow
def test_a_zip_bomb_is_refused_in_bounded_time_and_memory():
    """A member, or the sum of them, beyond the bounds stops the reading; what the directory declares is not believed."""
    start = time.process_time()
    one = archive(reviews=b"0" * 31_000_000)
    many = archive(**{f"reviews-{number}": b"0" * 29_000_000 for number in range(5)})
    assert ["too-large", "too-large"] == [failure(read(body))[0] for body in (one, many)]
    assert "too-large" == failure(read(archive(**{f"a{number}": b"" for number in range(20_001)})))[0]
    assert time.process_time() - start < SECONDS


@pytest.mark.slow
def test_five_thousand_reviews_are_read():
    """The export of a large establishment is long, and legitimate."""
    files = {f"reviews-{n}": export(*map(review, range(n * 500, n * 500 + 500))) for n in range(10)}
    assert 5_000 == len(found(read(archive(**files))).mentions)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_charsets_of_text_editors_are_read(encoding):
    """A file saved again with a byte order mark, or in UTF-16 as PowerShell does, is read as it is."""
    body = export(review()).decode().encode(encoding)
    outcome = found(read(body))
    assert (["Très bien, à l’écoute."], ()) == ([one.text for one in outcome.mentions], outcome.warnings)


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_broken_accents_are_repaired_and_told(wrong):
    """UTF-8 read as Windows-1252 and saved again comes back whole; the practice is told to deposit the archive itself."""
    text = export(review(comment="Très à l'écoute, ça ira 🙌")).decode()
    damaged_text = text.encode().decode("latin-1")
    if wrong == "cp1252":
        damaged_text = "".join(bytes([ord(char)]).decode("cp1252", "ignore") or char for char in damaged_text)
    outcome = found(read(damaged_text.encode()))
    assert ["Très à l'écoute, ça ira 🙌"] == [one.text for one in outcome.mentions]
    assert "accents" in outcome.warnings[0]


def test_broken_accents_of_an_author_are_left():
    """One right accent proves that the file is sound: « Ã© » is then what somebody wrote."""
    outcome = found(read(export(review(comment="Mon navigateur affiche Ã©, désolé"))))
    assert (["Mon navigateur affiche Ã©, désolé"], ()) == ([one.text for one in outcome.mentions], outcome.warnings)


def test_a_translation_without_original_is_told():
    """Google's words alone are not a review: the text is left empty, and the practice is told."""
    outcome = found(read(export(review(comment="(Translated by Google) Very good"))))
    assert [""] == [one.text for one in outcome.mentions]
    assert outcome.warnings[0].startswith("1 avis ne portent que la traduction")


@pytest.mark.parametrize("value", [None, 4, [], {"displayName": 3}, "texte", True])
def test_fields_of_another_type_are_as_if_missing(value):
    """A field that is not what it should be costs that field, not the review."""
    odd = dict.fromkeys(("reviewer", "starRating", "comment", "createTime", "updateTime", "reviewReply"), value)
    outcome = read(export(review() | odd))
    assert not isinstance(outcome, Failed)
    assert (1, None) == (len(outcome.mentions), outcome.mentions[0].rating)
