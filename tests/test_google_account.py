"""One's own Google reviews through everything: a practice's folder, real HTTP, three secrets, and nothing of them left."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.support.loopback import Loopback, Script, loopback, reply
from tests.support.practices import lay_out, renom, snapshot

pytestmark = pytest.mark.slow

CANARIES = {
    "GOOGLE_CLIENT_ID": "canari-client-1d0c",
    "GOOGLE_CLIENT_SECRET": "canari-secret-77aa",
    "GOOGLE_REFRESH_TOKEN": "canari-jeton-9e2f/+é",
}
ACCESS = "canari-acces-5b5b"
TOKEN = json.dumps({"access_token": ACCESS, "expires_in": 3599, "token_type": "Bearer"}).encode()
PLACE = "/v4/accounts/1/locations/55/reviews"
FIRST = f"{PLACE}?pageSize=50&orderBy=updateTime+desc"
SOURCE = """\
v: 1
name: Avis Google
category: map
kind: google-business
access: key
why: Pour les essais.
lists_everything: true
hosts_reviews: true
token_url: http://127.0.0.1:{port}/token
secrets:
  GOOGLE_CLIENT_ID: identifiant
  GOOGLE_CLIENT_SECRET: code
  GOOGLE_REFRESH_TOKEN: jeton
provenance: {{sources: [{{title: Inventé}}], read_on: 2026-11-25, confidence: single}}
"""


def review(number: int, comment: str) -> dict:
    """Return a review as Google's interface writes it."""
    return {
        "name": f"accounts/1/locations/55/reviews/r{number}",
        "reviewer": {"displayName": f"Camille Témoin{number}"},
        "starRating": "ONE",
        "comment": f"(Translated by Google) ENGLISH\n\n(Original)\n{comment}",
        "createTime": f"2026-06-0{number}T08:00:00Z",
        "updateTime": f"2026-06-0{number}T08:00:00Z",
    }


def page(*reviews: object, **more: object) -> Script:
    """Return the answer that holds these reviews."""
    return reply(200, json.dumps({"reviews": reviews, **more}).encode(), content_type="application/json")


def watch_google(root: Path, web: Loopback) -> None:
    """Lay out a practice whose only watch reads its Google reviews at this loopback."""
    lay_out(root, {"google": f"http://127.0.0.1:{web.port}{PLACE}"})
    path = root / "practice.yml"
    path.write_text(path.read_text("utf-8").replace("source: flux", "source: essai-google"), encoding="utf-8")
    source = root / "sources" / "essai-google" / "source.yml"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE.format(port=web.port), encoding="utf-8")


async def collect(root: Path, day: str) -> str:
    """Make a pass on a day, and return all it said."""
    done = await asyncio.to_thread(renom, "collect", "--all", "--today", day, cwd=root, **CANARIES)
    return done.stdout + done.stderr


def kept(root: Path) -> str:
    """Return all that stands in the folder of a practice, as text."""
    return "\n".join(f"{name}\n{body.decode()}" for name, body in snapshot(root).items())


@pytest.mark.slow
def test_reviews_arrive_page_by_page_and_nothing_secret_stays(tmp_path: Path) -> None:
    """The exchange carries the secrets, each page the access; no file and no line holds them, nor Google's English."""

    async def work() -> tuple[str, Loopback]:
        async with loopback() as web:
            watch_google(tmp_path, web)
            web.say("/token", reply(200, TOKEN))
            web.say(FIRST, page(review(2, "Accueil glacial."), nextPageToken="p 2", totalReviewCount=2))
            web.say(f"{FIRST}&pageToken=p+2", page(review(1, "Une heure d’attente."), totalReviewCount=2))
            return await collect(tmp_path, "2026-06-08"), web

    said, web = asyncio.run(work())
    exchange, *pages = web.heard

    assert "found          google: 2 read, 2 ours, 2 new" in said
    assert (("POST", b"grant_type=refresh_token"), 2) == (
        (exchange.method, exchange.body.partition(b"&")[0]),
        len(pages),
    )
    assert b"refresh_token=canari-jeton-9e2f%2F%2B%C3%A9" in exchange.body
    assert {f"Bearer {ACCESS}"} == {one.headers["authorization"] for one in pages}
    assert "Accueil glacial." in kept(tmp_path)
    assert [] == [one for one in ("canari", "ENGLISH", "Témoin") if one in said + kept(tmp_path)]


@pytest.mark.slow
def test_a_review_that_is_gone_is_seen_at_the_third_month(tmp_path: Path) -> None:
    """Between two full readings silence proves nothing; the full one shows what vanished."""

    async def work() -> list[str]:
        async with loopback() as web:
            watch_google(tmp_path, web)
            web.say("/token", reply(200, TOKEN))
            web.say(FIRST, page(review(2, "Reste."), review(1, "Part.")), page(review(2, "Reste.")))
            return [await collect(tmp_path, day) for day in ("2026-06-08", "2026-07-06", "2026-09-07")]

    first, second, third = asyncio.run(work())

    assert ("2 new" in first, "vanished" in second, "1 vanished" in third) == (True, False, True)


@pytest.mark.slow
def test_a_quota_of_nothing_is_asked_once_and_told(tmp_path: Path) -> None:
    """One try, a code of its own, and a sentence that says what to ask Google; the portal has it in French."""
    refusal = (Path(__file__).parent / "sources" / "payloads" / "google_quota_zero.json").read_bytes()

    async def work() -> tuple[str, int]:
        async with loopback() as web:
            watch_google(tmp_path, web)
            web.say("/token", reply(200, TOKEN))
            web.say(FIRST, reply(429, refusal, retry_after="3600"))
            return await collect(tmp_path, "2026-06-08"), len(web.heard)

    said, asked = asyncio.run(work())

    assert "google: access-not-granted (quota 0)" in said
    assert 2 == asked


@pytest.mark.slow
def test_a_dead_authorisation_is_told(tmp_path: Path) -> None:
    """`invalid_grant`: nothing more is asked, and the code says to sign in again."""

    async def work() -> tuple[str, int]:
        async with loopback() as web:
            watch_google(tmp_path, web)
            web.say("/token", reply(400, b'{"error": "invalid_grant", "error_description": "Bad Request"}'))
            return await collect(tmp_path, "2026-06-08"), len(web.heard)

    said, asked = asyncio.run(work())

    assert "access-expired (invalid_grant)" in said
    assert 1 == asked
