"""The gate: no disguise of a private address passes, and what was judged is what is connected to."""

import asyncio
import ipaddress
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.core.errors import FailureCode, FetchError
from collector.core.reading import Request
from collector.edges.http import HttpFetcher
from collector.edges.http.addresses import AddressGate, forbidden_network, is_literal
from collector.edges.http.client import join_address, read_address
from tests.support.fetching import AGENT, HOST, QUICK, Names, failure
from tests.support.loopback import loopback, reply

FORBIDDEN = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "no address",
]
PUBLIC = ["1.1.1.1", "93.184.215.14", "100.63.255.255", "172.32.0.1", "2606:4700:4700::1111", "2a01:cb00::1"]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_every_special_network_is_forbidden(address: str) -> None:
    """An address of a special network, in any family or wrapping, is forbidden."""
    assert forbidden_network(address) is not None


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    """An ordinary public address is not forbidden, even next to a forbidden range."""
    assert forbidden_network(address) is None


@given(st.ip_addresses())
def test_nothing_passes_that_python_knows_to_be_local(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """What the standard library calls private, or not global, never passes our table."""
    if not address.is_global or address.is_multicast:
        assert forbidden_network(str(address)) is not None


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "0", "::1", "a.b.0x", "1.2.3.4.5"],
)
def test_disguised_literals_are_refused(host: str) -> None:
    """An IP address is refused in its decimal, hexadecimal, octal and short forms, without any look-up."""
    assert is_literal(host)
    with pytest.raises(FetchError) as caught:
        AddressGate().check_literal(host)
    assert FailureCode.FORBIDDEN_ADDRESS == caught.value.code


@pytest.mark.parametrize("host", ["site.example", "1and1.example", "0x.example", "8.8.8.8", "2606:4700:4700::1111"])
def test_names_and_public_literals_pass_the_literal_check(host: str) -> None:
    """A name with digits is no address, and a public address may be written as such."""
    AddressGate().check_literal(host)


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("intranet.example", True),
        ("a.lan.example", True),
        ("b.a.lan.example", True),
        ("lan.example", False),
        ("xlan.example", False),
        ("example", False),
        ("10.0.0.1", True),
        ("fd00::1", True),
        ("demo.example", True),
    ],
)
def test_allowed_hosts_are_exact_names_or_names_below_a_suffix(host: str, *, allowed: bool) -> None:
    """`*.suffix` opens the names below the suffix and nothing else; a fixed address opens its name."""
    gate = AddressGate(
        ["Intranet.example.", "*.lan.example", "10.0.0.1", "[fd00::1]"], {"demo.example": ("127.0.0.1", 8000)}
    )
    assert allowed == gate.allows(host)


def test_a_strangers_page_cannot_send_us_to_an_allowed_host() -> None:
    """A redirect reaches an allowed private host only from another allowed one: it is for the practice's watches."""
    gate = AddressGate(["*.lan.example"])
    gate.check_redirect("box.lan.example", "other.lan.example")
    gate.check_redirect("public.example", "other.example")
    with pytest.raises(FetchError) as caught:
        gate.check_redirect("public.example", "box.lan.example")
    assert (FailureCode.FORBIDDEN_ADDRESS, "allow_hosts") == (caught.value.code, caught.value.detail)


def resolve(gate: AddressGate, host: str) -> Sequence[tuple[str, int]]:
    """Resolve on port 443 in a loop of its own."""

    async def within() -> Sequence[tuple[str, int]]:
        return await gate.resolve(host, 443)

    try:
        return asyncio.run(within())
    finally:
        gate.close()


NAMES = Names(
    {
        "public.example": ["93.184.215.14", "2606:4700:4700::1111"],
        "mixed.example": ["93.184.215.14", "10.0.0.1"],
        "metadata.example": ["169.254.169.254"],
        "empty.example": [],
        "box.lan.example": ["192.168.1.1"],
    }
)


def test_a_public_name_gives_all_its_addresses_with_the_port() -> None:
    """The addresses to connect to are those that were judged."""
    found = resolve(AddressGate(lookup=NAMES.look_up), "public.example")
    assert [("93.184.215.14", 443), ("2606:4700:4700::1111", 443)] == found


def test_an_allowed_name_may_be_private() -> None:
    """The practice's own bridge on its own network can be read once it is allowed."""
    assert [("192.168.1.1", 443)] == resolve(AddressGate(["*.lan.example"], lookup=NAMES.look_up), "box.lan.example")


def test_a_fixed_address_is_never_looked_up() -> None:
    """A host with a fixed address goes there, to that port, and its name is asked of nobody."""
    names = Names({})
    gate = AddressGate(addresses={"demo.example": ("127.0.0.1", 8000)}, lookup=names.look_up)
    assert [("127.0.0.1", 8000)] == resolve(gate, "demo.example")
    assert [] == names.asked


@pytest.mark.parametrize(
    ("host", "code", "detail"),
    [
        ("mixed.example", FailureCode.FORBIDDEN_ADDRESS, "10.0.0.0/8"),
        ("metadata.example", FailureCode.FORBIDDEN_ADDRESS, "169.254.0.0/16"),
        ("box.lan.example", FailureCode.FORBIDDEN_ADDRESS, "192.168.0.0/16"),
        ("empty.example", FailureCode.UNREACHABLE, "DNS"),
        ("unknown.example", FailureCode.UNREACHABLE, "DNS"),
    ],
)
def test_one_forbidden_address_is_enough_to_refuse_a_name(host: str, code: FailureCode, detail: str) -> None:
    """A name is refused for any of its addresses; a name without address is unreachable."""
    with pytest.raises(FetchError) as caught:
        resolve(AddressGate(lookup=NAMES.look_up), host)
    assert (code, detail) == (caught.value.code, caught.value.detail)


@pytest.mark.parametrize("host", ["localhost", "a" * 64 + ".example"])
def test_the_real_resolver_is_behind_the_gate(host: str) -> None:
    """With the system's resolver, localhost is forbidden and an impossible name is a failure like another."""
    with pytest.raises(FetchError) as caught:
        resolve(AddressGate(), host)
    assert caught.value.code in {FailureCode.FORBIDDEN_ADDRESS, FailureCode.UNREACHABLE}


def test_each_connection_takes_one_look_up_of_its_own() -> None:
    """A name is looked up once per connection and judged each time: no second answer can differ (DNS rebinding)."""
    names = Names({"box.lan.example": ["127.0.0.1"]})

    async def scenario() -> list[str]:
        async with (
            loopback() as web,
            HttpFetcher(
                QUICK, user_agent=AGENT, secret={}.get, allow_hosts=["*.lan.example"], lookup=names.look_up
            ) as http,
        ):
            web.say("/feed", reply(200, b"ok"))
            for _ in range(2):
                await http.fetch(Request(url=web.url("/feed", "box.lan.example")))
            return web.targets()

    assert ["/feed", "/feed"] == asyncio.run(scenario())
    assert ["box.lan.example"] * 2 == names.asked


def test_a_redirect_to_an_allowed_host_is_judged_by_where_it_comes_from() -> None:
    """Through a whole fetch, a page outside `allow_hosts` cannot have us ask a host that is in it."""
    names = Names({"box.lan.example": ["127.0.0.1"]})

    async def scenario() -> tuple[str, list[str]]:
        async with (
            loopback() as web,
            HttpFetcher(
                QUICK,
                user_agent=AGENT,
                secret={}.get,
                allow_hosts=["*.lan.example"],
                addresses={HOST: web.place()},
                lookup=names.look_up,
            ) as http,
        ):
            web.say("/feed", reply(302, location=web.url("/admin", "box.lan.example")))
            return (await failure(http, Request(url=web.url("/feed")))).detail, web.targets()

    assert ("allow_hosts", ["/feed"]) == asyncio.run(scenario())


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "２１３０７０６４３３", "127。0。0。1"]
)
def test_a_real_server_on_this_machine_is_not_reached(host: str) -> None:
    """A fetch of a loopback server that nobody allowed ends as forbidden, and the server hears nothing."""

    async def scenario() -> tuple[FailureCode, list[str]]:
        async with loopback() as web, HttpFetcher(QUICK, user_agent=AGENT, secret={}.get) as http:
            return (await failure(http, Request(url=f"http://{host}:{web.port}/"))).code, web.targets()

    assert (FailureCode.FORBIDDEN_ADDRESS, []) == asyncio.run(scenario())


@pytest.mark.parametrize(
    ("text", "canonical", "host"),
    [
        (" HTTP://EXAMPLE.com.:80/a b?c=é#part ", "http://example.com/a%20b?c=%C3%A9", "example.com"),
        ("https://café.example", "https://xn--caf-dma.example", "xn--caf-dma.example"),
        ("https://[2606:4700::1]:8443/x", "https://[2606:4700::1]:8443/x", "2606:4700::1"),
        ("http://site.example/?who=@name", "http://site.example/?who=@name", "site.example"),
    ],
)
def test_an_address_has_one_form(text: str, canonical: str, host: str) -> None:
    """Case, final dot, default port, fragment, spaces and accents are brought to one form."""
    address = read_address(text)
    assert (canonical, host) == (address.text, address.host)
    assert address == read_address(address.text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "site.example/feed",
        "//site.example/feed",
        "file:///etc/passwd",
        "ftp://site.example/",
        "gopher://site.example/",
        "data:text/plain,hello",
        "http:///feed",
        "http://",
        "http://.",
        "http://user@site.example/",
        "http://user:word@site.example/",
        "http://site.example:0/",
        "http://site.example:99999/",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://good.example\\@evil.example/",
        "http://good.example\\.evil.example/",
        "http://good.example/\\evil",
        "http://good.example\t.evil.example/",
        "http://site.example/\r\nX-Injected: 1",
        "http://a b/",
        "http://exa%6dple.com/",
        "http://" + "a" * 254 + "/",
    ],
)
def test_anything_but_plain_http_is_refused(text: str) -> None:
    """Other schemes, credentials, odd ports, control characters and ambiguous hosts are refused."""
    with pytest.raises(FetchError) as caught:
        read_address(text)
    assert FailureCode.FORBIDDEN_ADDRESS == caught.value.code


@given(st.text(max_size=60).map("http://".__add__) | st.text(max_size=60))
def test_reading_an_address_never_raises_anything_else(text: str) -> None:
    """Whatever stands in a configuration or a redirect, it is an address or a FetchError."""
    try:
        address = read_address(text)
    except FetchError:
        return
    assert address == read_address(address.text)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/other", "https://site.example/other"),
        ("next?page=2", "https://site.example/a/next?page=2"),
        ("//other.example/x", "https://other.example/x"),
        ("https://other.example/", "https://other.example/"),
        ("https:/other", "https://site.example/other"),
    ],
)
def test_redirects_are_joined_as_browsers_do(location: str, expected: str) -> None:
    """A Location is read relative to the address that gave it."""
    assert expected == join_address(read_address("https://site.example/a/feed"), location).text


@pytest.mark.parametrize("location", ["http://site.example/a", "javascript:alert(1)", "https://[::1", "file:///x"])
def test_redirects_never_leave_https_or_http(location: str) -> None:
    """A redirect from https to http, or to another scheme, is refused."""
    with pytest.raises(FetchError) as caught:
        join_address(read_address("https://site.example/a/feed"), location)
    assert FailureCode.FORBIDDEN_ADDRESS == caught.value.code


def test_an_address_does_not_show_itself() -> None:
    """The printed form of an address holds no path: it may be a secret."""
    assert "token" not in repr(read_address("https://site.example/token"))
