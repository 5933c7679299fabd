"""A real Chromium on pages that are honest, and on pages that fight: taken or refused in bounded time, nothing escapes."""

import asyncio
import base64
import ssl
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from collector.core.errors import FailureCode, FetchError
from collector.core.evidence.manifest import Hop, Note
from collector.edges.browser.taking import certificate_of, take
from collector.edges.browser.watching import Bounds
from collector.edges.http.addresses import AddressGate
from tests.support.browsers import contrasts, the_browser
from tests.support.evidence import PAGE
from tests.support.loopback import loopback, reply, say_for_ever

pytestmark = pytest.mark.browser

HOST = "site.example"
PEM = Path(__file__).parents[2] / "support" / "loopback.pem"
QUICK = Bounds(total=20, load=4, settle=1, piece=6, navigations=4, height=3000, text=50_000, received=3_000_000)
# Everything at once: dialogs, windows, a download, places, notifications, a camera, sound, a worker, private addresses.
FIGHTING = """<!doctype html><meta charset="utf-8"><title>Page</title><p id="said">Le texte de la page.</p>
<img src="http://127.0.0.1:{port}/private"><iframe src="http://localhost:{port}/private"></iframe>
<img src="http://10.0.0.1/private"><img src="http://169.254.169.254/private"><img src="http://[::1]:{port}/private">
<script>
const say = text => document.getElementById('said').append(' [' + text + ']');
navigator.geolocation.getCurrentPosition(() => say('places given'), one => say('places refused ' + one.code));
Notification.requestPermission().then(one => say('notifications ' + one));
navigator.mediaDevices?.getUserMedia({audio: true}).then(() => say('heard'), () => say('deaf'));
navigator.serviceWorker?.register('/worker.js').then(() => say('worker'), () => say('no worker'));
fetch('http://127.0.0.1:{port}/private').then(() => say('reached'), () => say('kept in'));
new WebSocket('ws://127.0.0.1:{port}/private');
const peer = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:{port}'}]}); peer.createDataChannel('x');
peer.createOffer().then(one => peer.setLocalDescription(one));
new Audio('/sound.wav').play().catch(() => {});
const link = document.createElement('a'); link.href = '/download'; link.download = 'x.exe'; document.body.append(link);
link.click(); open('/popup'); alert('un'); confirm('deux'); prompt('trois');
onbeforeunload = () => 'restez';
</script>""".replace("{port}", "@PORT@")


def visit(pages, bounds=QUICK, path="/page", tls=None, **said):
    """Take `path` of a site whose pages are given; return what was taken, and the web."""

    async def within():
        async with loopback(tls) as web:
            for where, body in pages.items():
                script = body if callable(body) else reply(200, body.encode(), content_type="text/html")
                web.say(where, script)
            for where, script in said.items():
                web.say(f"/{where}", script)
            if "/page" in pages and not callable(pages["/page"]):
                text = pages["/page"].replace("@PORT@", str(web.port))
                web.say("/page", reply(200, text.encode(), content_type="text/html"))
            gate = AddressGate((), {HOST: web.place()})
            profile = the_profile()
            try:
                return await take(the_browser(), profile, f"{web.scheme}://{HOST}{path}", gate.resolve, bounds), web
            finally:
                gate.close()
                assert not profile.exists()

    return asyncio.run(within())


@pytest.fixture(autouse=True)
def _profile(tmp_path):
    """Give each test a folder for the profile, whatever it visits."""
    visit.folder = tmp_path


def the_profile():
    """Return a folder that does not exist yet."""
    return visit.folder / "profile"


def bodies(taken):
    """Return the pieces by name."""
    return {piece.name: piece.body for piece in taken.pieces}


def test_an_honest_page_gives_every_piece():
    """Image, page, PDF, raw answer, headers, text, and a blurred view; the log says how and through what."""
    taken, web = visit({"/page": PAGE})
    pieces = bodies(taken)

    assert b"\x89PNG" == pieces["image.png"][:4]
    assert b"%PDF" == pieces["page.pdf"][:4]
    assert b"multipart/related" in pieces["page.mhtml"]
    assert PAGE.encode() == pieces["reponse.html"]
    assert pieces["entetes.txt"].startswith(b"HTTP 200")
    assert "Deux heures d’attente" in pieces["texte.txt"].decode()
    assert ["vue-floutee.jpg"] == [piece.name for piece in taken.pieces if piece.derived]
    assert ((Hop(url=f"http://{HOST}/page", status=200),), ()) == (taken.path, taken.notes)
    assert ("127.0.0.1", "127.0.0.1") == (taken.resolver[0].connected, taken.local_address)
    assert [HOST] == [one.host for one in taken.resolver]
    assert taken.browser.startswith("Chromium ")
    assert "/page" in web.targets()


def test_what_the_view_shows_is_blurred():
    """In the derived view a sharp image is blurred and a background is gone; the sealed image shows both as they are."""
    stripes = "repeating-linear-gradient(90deg, #000 0 2px, #fff 2px 4px)"
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='200'>" + "".join(
        f"<rect x='{x}' width='2' height='200'/>" for x in range(0, 400, 4)
    )
    page = f"""<body style="margin:0;background:#fff"><img width="400" height="200" src="data:image/svg+xml,{svg}</svg>">
    <div style="width:400px;height:200px;background-image:{stripes}"></div>"""
    taken, _ = visit({"/page": page})

    places = ((100, 50, 200, 100), (100, 260, 200, 80))
    sharp, blurred = contrasts([bodies(taken)[name] for name in ("image.png", "vue-floutee.jpg")], places)

    assert sharp[0] > 200
    assert sharp[1] > 200
    assert blurred[0] < 90
    assert blurred[1] < 30


def test_a_page_that_fights_is_taken_and_gets_nothing():
    """Dialogs, windows, downloads, permissions, a worker and private addresses: all refused, and noted."""
    taken, web = visit({"/page": FIGHTING}, download=reply(200, b"MZ", content_type="application/octet-stream"))
    text = bodies(taken)["texte.txt"].decode()

    assert "/private" not in web.targets()
    assert "places refused 1" in text
    assert "notifications denied" in text
    assert "[heard]" not in text
    assert "[worker]" not in text
    assert "kept in" in text
    assert {Note.DIALOGS, Note.POPUPS, Note.REFUSED_ADDRESSES} <= set(taken.notes)


@pytest.mark.parametrize(
    ("script", "noted"),
    [
        (
            "setInterval(() => { document.body.append('x '.repeat(2000)); }, 20)",
            Note.CUT_HEIGHT,
        ),
        ("document.body.style.height = '900000px'", Note.CUT_HEIGHT),
    ],
    ids=["growing", "high"],
)
def test_an_endless_page_is_cut(script, noted):
    """A page that grows for ever, or is as high as a tower, is taken up to a bound, and the cut is noted."""
    began = time.monotonic()
    taken, _ = visit({"/page": f"<body><p>Texte</p><script>{script}</script>"})

    assert noted in taken.notes
    assert "image.png" in bodies(taken)
    assert time.monotonic() - began < QUICK.total + 5


def test_an_answer_without_end_is_taken_as_far_as_it_came():
    """A server that never stops sending is cut at the cap, and what came is taken."""
    sending = say_for_ever(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Texte</p>", b"<i>.</i>" * 4000)
    taken, _ = visit({"/page": sending}, replace(QUICK, received=200_000))

    assert Note.TOO_MUCH in taken.notes
    assert "Texte" in bodies(taken)["texte.txt"].decode()


REDIRECT = reply(302, location=f"http://{HOST}/page")
HANG = "<p>Texte</p><script>addEventListener('load', () => { while (true); })</script>"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (REDIRECT, FailureCode.TOO_MANY_REDIRECTS),
        ("<script>setTimeout(() => location.reload(), 20)</script>", FailureCode.TOO_MANY_REDIRECTS),
        (HANG, FailureCode.TIMEOUT),
        (reply(200, b"MZ", content_type="application/octet-stream"), FailureCode.UNEXPECTED_FORMAT),
        (reply(302, location="http://127.0.0.1:9/x"), FailureCode.FORBIDDEN_ADDRESS),
    ],
    ids=["server's circle", "script's circle", "hangs", "downloads", "leads inside"],
)
def test_a_page_that_cannot_be_taken_is_refused_in_time(page, code):
    """Circles, a page that hangs, a download and a way into the private network each end with their code, in time."""
    pages = {"/page": page}

    began = time.monotonic()
    with pytest.raises(FetchError) as refused:
        visit(pages, Bounds(total=7, load=4, settle=1, piece=2, navigations=4))

    assert code is refused.value.code
    assert time.monotonic() - began < 25


def test_a_certificate_that_nobody_answers_for_is_refused():
    """Encryption goes through untouched: a site whose certificate nobody answers for is not shown, and not captured."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(PEM)

    with pytest.raises(FetchError) as refused:
        visit({"/page": PAGE}, tls=tls)

    assert FailureCode.UNREACHABLE is refused.value.code


def test_the_certificate_of_the_site_is_named():
    """What the browser tells of a page's security gives the certificate by its fingerprint; without one, nothing."""
    der = x509.load_pem_x509_certificate(PEM.read_bytes()).public_bytes(Encoding.DER)
    told = {"visibleSecurityState": {"certificateSecurityState": {"certificate": [base64.b64encode(der).decode()]}}}

    assert (sha256(der).hexdigest(), "CN=site.example") == (certificate_of(told).sha256, certificate_of(told).subject)
    assert [None, None] == [certificate_of({}), certificate_of({"visibleSecurityState": {"securityState": "info"}})]


def test_a_panel_over_the_page_is_noted():
    """A consent panel that covers the page is noted: the image does not show what it hides."""
    panel = "<div style='position:fixed;inset:5%;background:#fff'>Nous utilisons des témoins</div>"
    taken, _ = visit({"/page": f"<body><p>{'Texte. ' * 300}</p>{panel}"})

    assert (Note.OVERLAY,) == taken.notes
