"""The kind `alert-mail`: the e-mails of Google Alerts, alone, in a mailbox, in an archive; and all that is broken."""

import datetime as dt
import io
import time
import zipfile
from email.message import EmailMessage

import pytest

from collector.core.model import DateKind, MentionForm
from collector.core.reading import Failed
from collector.sources.deposited.alert_mail import KIND
from tests.support.reading import PAYLOADS, drive, failure, found, plan_of

PLAN = plan_of("alert-mail", file="alertes.mbox", lists_everything=True)
GOOD = (PAYLOADS / "alerts.eml").read_bytes()
SENDER = "Google Alerts <googlealerts-noreply@google.com>"
SECONDS = 20


def wrapped(address: str) -> str:
    """Return an address as Google wraps it."""
    return f"https://www.google.com/url?rct=j&amp;sa=t&amp;url={address}&amp;ct=ga"


def result(number: int) -> str:
    """Return one result of an alert, in HTML."""
    return (
        f'<tr itemscope itemtype="http://schema.org/Article"><td><a href="{wrapped(f"https://g.example/{number}")}">'
        f'<span itemprop="name">Titre {number} - La Gazette</span></a><div itemprop="publisher">La Gazette</div>'
        f'<div itemprop="description">Extrait {number}</div></td></tr>'
    )


def letter(*numbers: int, subject: str = "Alerte Google : Dr Essai", sender: str = SENDER, html: str = "") -> bytes:
    """Return an e-mail of results."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = sender, subject, "Mon, 05 Oct 2026 05:12:00 +0000"
    message.set_content("=== Web ===")
    message.add_alternative(html or f"<table>{''.join(map(result, numbers))}</table>", subtype="html")
    return message.as_bytes()


def mailbox(*letters: bytes, newline: bytes = b"\n") -> bytes:
    """Return a mailbox."""
    return newline.join(
        b"From moi@exemple.example Mon Oct  5 05:12:00 2026" + newline + one + newline for one in letters
    )


def read(body: bytes, query: str | None = None):
    """Return the addresses read in a file."""
    plan = type(PLAN)(PLAN.watch.model_copy(update={"query": query}), PLAN.source, PLAN.today)
    return [one.url for one in found(drive(KIND, plan, body)).mentions]


def test_the_results_of_an_alert_are_read():
    """Address out of the wrapper, title, outlet, first words; told by Google that day; Google's own links are left."""
    first, second = found(drive(KIND, PLAN, GOOD)).mentions
    assert ("https://gazette.example/sante/42", MentionForm.ARTICLE) == (first.url, first.form)
    assert ("Le Dr Anne Essai ouvre le samedi", "La Gazette d’Essai") == (first.title, first.publisher)
    assert "Le cabinet du Dr Essai reçoit désormais le samedi ..." == first.text
    assert (None, dt.date(2026, 10, 5), DateKind.INDEXED) == (
        first.published.earliest,
        first.published.latest,
        first.published.kind,
    )
    assert ("https://forum.example/sujet/7", "forum.example") == (second.url, second.publisher)
    assert second.native_id == second.url


def test_an_outlet_is_taken_off_the_title():
    """« Titre - La Gazette » is the title, where the outlet stands beside it."""
    assert ["Titre 1"] == [one.title for one in found(drive(KIND, PLAN, letter(1))).mentions]


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_a_mailbox_is_read_whole(newline):
    """Several alerts, the same result twice, other e-mails between them: each result once, the others passed over."""
    other = letter(9, subject="Votre facture", sender="boutique@exemple.example")
    body = mailbox(letter(1, 2), other, letter(2, 3, subject="Google Alert - Cabinet"), newline=newline)
    outcome = found(drive(KIND, PLAN, body.replace(b"\n", newline) if newline == b"\r\n" else body))
    assert [f"https://g.example/{n}" for n in (1, 2, 3)] == [one.url for one in outcome.mentions]
    assert ((), False) == (outcome.warnings, outcome.exhaustive)


def test_an_archive_of_e_mails_is_read():
    """A folder of messages, as a mail program saves them, and a mailbox beside them."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a/1.eml", letter(1))
        archive.writestr("../2.eml", letter(2))
        archive.writestr("b.mbox", mailbox(letter(3)))
        archive.writestr("photo.jpg", b"x")
    assert [f"https://g.example/{n}" for n in (1, 2, 3)] == read(content.getvalue())


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Alerte Google : Dr Essai", "dr essai"),
        ("Alerte Google – Dr Essai", "Dr Essai"),
        ("Google Alert - Dr Essai", "DR ESSAI"),
        ("Fwd: Google Alerts: Dr Essai", "Dr Essai"),
        ("=?utf-8?q?Alerte_Google_=3A_Dr_Essai?=", "Dr Essai"),
    ],
)
def test_a_watch_names_its_alert(subject, name):
    """`query` names the alert to read in a mailbox, by what stands in the subject of its e-mails."""
    raw = letter(1).replace(b"Subject: Alerte Google : Dr Essai", f"Subject: {subject}".encode())
    body = mailbox(raw, letter(2, subject="Alerte Google : Autre"))
    assert ["https://g.example/1"] == read(body, query=name)
    plan = type(PLAN)(PLAN.watch.model_copy(update={"query": "Ailleurs"}), PLAN.source, PLAN.today)
    assert ("which-part", "2") == failure(drive(KIND, plan, body))


def test_the_plain_text_is_read_where_there_is_no_html():
    """Title, address between < and >, outlet, first words; « Facebook » and its address are left."""
    text = (
        "=== Web ===\n\nLe *Dr Essai* ouvre\nle samedi\n<https://www.google.com/url?rct=j&sa=t&url=https://g.example/1&ct=ga>\n\n"
        "La Gazette\nLe *Dr Essai* reçoit désormais\nle samedi...\nFacebook\n<https://www.google.com/alerts/share?ru=x>\n\n"
        "Seul\n<https://www.google.com/url?url=https://g.example/2>\n"
    )
    message = f"From: {SENDER}\nSubject: Alerte Google : Dr Essai\nContent-Type: text/plain; charset=utf-8\n\n{text}"
    first, second = found(drive(KIND, PLAN, message.encode())).mentions
    assert ("Le Dr Essai ouvre le samedi", "La Gazette") == (first.title, first.publisher)
    assert "Le Dr Essai reçoit désormais le samedi..." == first.text
    assert ("Seul", "g.example", "", DateKind.SEEN) == (
        second.title,
        second.publisher,
        second.text,
        second.published.kind,
    )


def test_links_alone_are_read_where_the_marks_are_gone():
    """Forwarding strips what marks the results: the wrapped links still tell them."""
    html = (
        f'<p><a href="{wrapped("https://g.example/5")}">Un titre</a> <a href="https://www.google.com/alerts">x</a></p>'
    )
    assert ["https://g.example/5"] == read(letter(html=html, sender="moi@exemple.example"))


def test_a_result_without_title_or_link_is_none():
    """A picture that is a link, a marked row of advertising: nothing to read in them."""
    html = (
        f'<table><tr itemscope itemtype="http://schema.org/Article"><td><a href="{wrapped("https://g.example/1")}">'
        '<img src="x"></a></td></tr><tr itemscope itemtype="http://schema.org/Article"><td>Publicité</td></tr>'
        f"{result(2)}</table>"
    )
    assert ["https://g.example/2"] == read(letter(html=html))


def test_an_alert_without_results_is_told():
    """An alert is never sent empty: one in which nothing is read could not be read."""
    outcome = found(drive(KIND, PLAN, mailbox(letter(html="<p>Bonjour</p>"), letter(1), letter(html="<p></p>"))))
    assert ["https://g.example/1"] == [one.url for one in outcome.mentions]
    assert ("2 e-mail(s) d’alerte n’ont pas pu être lus.",) == outcome.warnings


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Bonjour",
        b"\x00\x01",
        b"<html></html>",
        b'{"reviews": []}',
        letter(1, subject="Facture", sender="a@b.example"),
        mailbox(letter(1, subject="Facture", sender="a@b.example")),
    ],
)
def test_a_file_without_alert_is_refused(body):
    """Other files, and e-mails that are no alert."""
    assert "wrong-export" == failure(drive(KIND, PLAN, body))[0]


HTML = f"<table>{result(1)}</table>"


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: text/html; charset=x-inconnu",
        "Content-Type: text/html; charset=utf-7",
        "Content-Type: text/html; charset==?bad",
        "Content-Type: TEXT/HTML",
        "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable-ou-pas",
        "Content-Type: text/html; charset=iso-8859-1; x*0=a; x*2=b; x*nonsense*=''%",
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/html\n\n' + HTML + "\n\nX-Rest: y",
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: message/rfc822\n\nContent-Type: text/html',
    ],
)
def test_broken_e_mails_are_read_as_far_as_they_go(head):
    """Unknown charsets and encodings, no final boundary, an e-mail in an e-mail: the results still come out."""
    message = f"From: {SENDER}\nSubject: Alerte Google : x\nDate: jamais\n{head}\n\n{HTML}\n"
    outcome = found(drive(KIND, PLAN, message.encode("latin-1")))
    assert ["https://g.example/1"] == [one.url for one in outcome.mentions]
    assert [DateKind.SEEN] == [one.published.kind for one in outcome.mentions]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "inconnu"])
def test_accents_come_out_right(charset, declared):
    """Whatever is declared: UTF-8 is seen, and anything else is what Western Europe writes."""
    html = HTML.replace("Extrait 1", "Médecin à l'écoute")
    head = f"From: {SENDER}\nSubject: Alerte Google : x\nContent-Type: text/html; charset={declared}\n\n"
    outcome = found(drive(KIND, PLAN, head.encode() + html.encode(charset)))
    assert ["Médecin à l'écoute"] == [one.text for one in outcome.mentions]


@pytest.mark.parametrize(
    "subject", [b"=?utf-8?b?AAA?=", b"=?inconnu?q?x?=", b"=?utf-8?q?" + b"=C3" * 300 + b"?=", b"\xe9\xff" * 2000, b""]
)
def test_a_broken_subject_costs_nothing(subject):
    """The sender tells an alert as well."""
    raw = letter(1).replace(b"Subject: Alerte Google : Dr Essai", b"Subject: " + subject)
    assert ["https://g.example/1"] == read(raw)


def nested(depth: int) -> bytes:
    """Return an e-mail whose parts hold parts."""
    head = f"From: {SENDER}\nSubject: Alerte Google : x\n".encode()
    return (
        head
        + b"".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'.encode() for n in range(depth))
        + b"\nfin"
    )


@pytest.mark.parametrize(
    "body",
    [
        nested(3_000),
        b"From: a\nSubject: Alerte Google : x\n" + b"X: y\n" * 200_000 + b"\n" + HTML.encode(),
        b"From: googlealerts-noreply@google.com\nSubject: x\n\n" + b"<a href=" * 150_000,
        b"From: googlealerts-noreply@google.com\nSubject: x\n\n" + b"<https://www.google.com/url?" * 50_000,
        b"From: a\nSubject: x\n\n" + b"x" * 3_000_000,
        mailbox(*[b"From: a\nSubject: b\n\nx"] * 10_001),
        b"From x\n" * 300_000,
    ],
    ids=["nested", "headers", "tags", "links", "long", "many", "separators"],
)
@pytest.mark.slow
def test_hostile_mailboxes_end_in_bounded_time(body):
    """Depth, length and number are bounded: the watch fails, or tells what it could not read."""
    start = time.process_time()
    outcome = drive(KIND, PLAN, body)
    assert isinstance(outcome, Failed) or outcome.warnings or outcome.mentions
    assert time.process_time() - start < SECONDS


@pytest.mark.slow
def test_a_large_mailbox_is_read():
    """A year of alerts, 600 e-mails: legitimate."""
    start = time.process_time()
    assert 600 == len(read(mailbox(*map(letter, range(600)))))
    assert time.process_time() - start < SECONDS
