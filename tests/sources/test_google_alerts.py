"""The kind `google-alerts`: pages found are read, the account stays out, and a long silence is told."""

import datetime as dt

import pytest

from collector.core.model import Memory
from collector.core.reading import Unchanged
from collector.sources.google_alerts import KIND
from tests.support.reading import TODAY, drive, failure, found, named, payloads, plan_of

ACCOUNT = "00000000000000000042"
FEED = f"https://www.google.com/alerts/feeds/{ACCOUNT}/4242"
PLAN = plan_of("google-alerts", url=FEED)
ALERTS = payloads("alerts.xml", "google_alerts_atom_real_2021.xml", "google_alerts_atom_sample_2026.xml")


def entry(link: str, identifier: str = "tag:google.com,2013:googlealerts/feed:1", day: str = "2026-11-20") -> str:
    """Return an entry with an address."""
    return (
        f"<entry><id>{identifier}</id><title>T</title><link href='{link.replace('&', '&amp;')}'/>"
        f"<published>{day}T00:00:00Z</published></entry>"
    )


def atom(*entries: str) -> bytes:
    """Return the feed of an alert, which names the account as Google's do."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>tag:google.com,2005:reader/user/{ACCOUNT}/state/com.google/alerts/4242</id><title>Alerte Google - x</title>"
        f'<link href="{FEED}"/>{"".join(entries)}</feed>'
    ).encode()


def read(body: bytes, memory: Memory | None = None, **answer):
    """Return how the watch ends."""
    return drive(KIND, PLAN, body, memory=memory or Memory(), **answer)


@pytest.mark.parametrize("path", ALERTS, ids=named)
def test_addresses_come_out_of_their_wrapper(path):
    """Each page has its own address, without Google's, and its site as publisher."""
    mentions = found(read(path.read_bytes())).mentions
    assert mentions
    for one in mentions:
        assert one.url.startswith("https://")
        assert not any(word in one.url for word in ("google.", "utm_", "usg=", "%3", "&"))
        assert one.publisher in one.url
        assert "<b>" not in one.title + one.text


@pytest.mark.parametrize("path", ALERTS, ids=named)
def test_an_id_of_google_s_tells_entries_apart(path):
    """The id of an entry is kept as it is: it names no account."""
    ids = [one.native_id for one in found(read(path.read_bytes())).mentions]
    assert all(one.startswith("tag:google.com,2013:googlealerts/feed:") for one in ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "one",
    [
        entry("https://www.google.com/url?rct=j&sa=t&ct=ga&cd=CAI&usg=AOv"),
        entry(f"/alerts/feeds/{ACCOUNT}/4242"),
        entry("?output=rss"),
        entry("#x"),
        entry(f"https://www.google.com/alerts/feeds/{ACCOUNT}/4242"),
        entry(f"https://www.google.com/url?url=https://www.google.com/alerts/feeds/{ACCOUNT}/4242"),
        entry("https://page.example/", f"tag:google.com,2005:reader/user/{ACCOUNT}/item/1"),
    ],
)
def test_nothing_of_the_account_reaches_a_mention(one):
    """Whatever an entry holds, what is kept names neither the account nor a wrapper around nothing."""
    [mention] = found(read(atom(one))).mentions
    assert ACCOUNT not in mention.model_dump_json()
    assert "google.com/" not in (mention.url or "")


@pytest.mark.parametrize("path", payloads("consent_page.html", "google_consent_page_synthetic.html"), ids=named)
def test_a_consent_page_is_a_failure_and_remembers_nothing(path):
    """A page in place of the feed is never silence."""
    assert ("blocked", "HTTP 200") == failure(read(path.read_bytes()))


def quiet(since: str) -> Memory:
    """Return the memory of an alert that gave nothing since a day."""
    return Memory(marks={"quiet_since": since}, body_sha256="0" * 64)


def ago(days: int) -> str:
    """Return a day, written."""
    return (TODAY - dt.timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("days", "told"), [(0, 0), (59, 0), (60, 1), (400, 1)])
def test_two_months_without_an_entry_are_told(days, told):
    """From the sixtieth day of silence each reading says so, in French, with the day of the last entry."""
    outcome = found(read(atom(entry("https://page.example/", day=ago(days)))))
    assert (told, {"quiet_since": ago(days)}) == (len(outcome.warnings), dict(outcome.marks))
    assert all("Cette alerte n’a rien donné depuis le " in one for one in outcome.warnings)


def test_an_empty_feed_is_silent_since_its_first_reading():
    """An alert that never gave anything is not late on the first day; its memory then does not move."""
    first = found(read(atom()))
    later = found(read(atom(), quiet(ago(61))))
    assert ((), (), {"quiet_since": ago(0)}) == (first.mentions, first.warnings, dict(first.marks))
    assert (1, {"quiet_since": ago(61)}) == (len(later.warnings), dict(later.marks))


def test_an_entry_that_left_the_feed_still_counts():
    """The feed shows its last entries only: the newest day ever met is remembered."""
    outcome = found(read(atom(entry("https://page.example/", day=ago(90))), quiet(ago(10))))
    assert ((), {"quiet_since": ago(10)}) == (outcome.warnings, dict(outcome.marks))


def test_an_answer_not_modified_tells_the_silence_too():
    """A 304 changes nothing in memory and does not hush the warning."""
    silent, recent = (read(b"", quiet(ago(days)), status=304) for days in (61, 10))
    assert isinstance(silent, Unchanged)
    assert (1, Unchanged()) == (len(silent.warnings), recent)


def test_a_date_to_come_or_unreadable_hides_no_silence():
    """An entry dated of next year counts as today's; a mark that is no day counts as none."""
    ahead = found(read(atom(entry("https://page.example/", day="2030-01-01"))))
    broken = found(read(atom(), quiet("bientôt")))
    assert {"quiet_since": ago(0)} == dict(ahead.marks) == dict(broken.marks)
