"""Looks a practitioner up in the Annuaire Santé (API FHIR, free access): who it is, where, and how many share the name.

Does no I/O: it yields requests and is sent captures, as a kind does. The key stands in the requests by name only, and
never goes to another host than the first: the address of a next page is the service's own, or is refused.
"""

import itertools
import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from urllib.parse import urlencode, urljoin, urlsplit

from collector.core.directory import Identified, Listed, Site, Wanted
from collector.core.errors import FailureCode, ReadError
from collector.core.model import Profession
from collector.core.reading import Capture, Request
from collector.core.text import clean_line, fold, plain_words

BASE = "https://gateway.api.esante.gouv.fr/fhir/v2"
KEY = "ESANTE_API_KEY"
_HEADERS = {"ESANTE-API-KEY": f"{{secret:{KEY}}}"}
_ACCEPT = "application/fhir+json, application/json"
_PAGE = 100  # resources of a page
_MOST_PAGES = 20
_RPPS = "https://rpps.esante.gouv.fr"
_PROFESSIONS = {
    "10": Profession.PHYSICIAN,
    "40": Profession.DENTIST,
    "50": Profession.MIDWIFE,
    "60": Profession.NURSE,
    "70": Profession.PHYSIOTHERAPIST,
}
_PROFESSION_SYSTEM = "TRE-G15-ProfessionSante"
_SPECIALTY_SYSTEM = "TRE-R38-SpecialiteOrdinale"
_CODES = {
    401: FailureCode.BLOCKED,
    403: FailureCode.BLOCKED,
    404: FailureCode.GONE,
    410: FailureCode.GONE,
    429: FailureCode.RATE_LIMITED,
}

Resource = Mapping[str, object]


def look_up(
    wanted: Wanted, specialties: Mapping[str, str], base: str = BASE
) -> Generator[Request, Capture, Identified]:
    """Ask for a practitioner, then for those of the same name, then for the places of work; `specialties` by code."""
    found: list[Listed] = []
    if wanted.rpps:
        found = yield from _people({"identifier": wanted.rpps}, specialties, base)
        if not found:
            return Identified(None, (), ())
        wanted = Wanted(found[0].family, found[0].given, wanted.rpps)
    query = {"family": wanted.family, "given": wanted.given, "active": "true"}
    bearers = yield from _people(query, specialties, base)
    same = [one for one in bearers if _is_same(one, wanted)]
    who = _chosen(found or same, wanted.rpps)
    if who is None:
        return Identified(None, tuple(same), ())
    sites = yield from _sites(who, base)
    return Identified(who, tuple(one for one in same if one.rpps != who.rpps), tuple(sites))


def _chosen(found: Sequence[Listed], rpps: str) -> Listed | None:
    if rpps:
        return next((one for one in found if one.rpps == rpps), None)
    return found[0] if len({one.rpps for one in found}) == 1 else None


def _is_same(one: Listed, wanted: Wanted) -> bool:
    """Tell whether a professional bears the name wanted: the directory also answers names that begin alike."""
    return _plain(one.family) == _plain(wanted.family) and _plain(wanted.given) in _given_forms(one.given)


def _given_forms(given: str) -> set[str]:
    return {_plain(given), *(fold(word) for word in given.split())}


def _plain(name: str) -> str:
    return "".join(plain_words(name))


# --- requests ---------------------------------------------------------------------------------------------------------


def _people(
    query: Mapping[str, str], specialties: Mapping[str, str], base: str
) -> Generator[Request, Capture, list[Listed]]:
    resources = yield from _resources(f"{base}/Practitioner?{urlencode({**query, '_count': _PAGE})}", base)
    people = (_listed(one, specialties) for one in resources if one.get("resourceType") == "Practitioner")
    return list({one.rpps or one.id: one for one in people}.values())


def _sites(who: Listed, base: str) -> Generator[Request, Capture, list[Site]]:
    query = urlencode({"practitioner": who.id, "_include": "PractitionerRole:organization", "_count": _PAGE})
    resources = yield from _resources(f"{base}/PractitionerRole?{query}", base)
    sites = (_site(one) for one in resources if one.get("resourceType") == "Organization" and one.get("active", True))
    return list(dict.fromkeys(site for site in sites if site.name or site.city))


def _resources(url: str, base: str) -> Generator[Request, Capture, list[Resource]]:
    """Return the resources of a question, page after page; what the last pages hold is left when there are too many."""
    resources: list[Resource] = []
    for _ in range(_MOST_PAGES):
        capture = yield Request(url=url, accept=_ACCEPT, headers=_HEADERS)
        bundle = _bundle(capture)
        resources += _entries(bundle)
        following = _next(bundle, url, base)
        if following is None:
            break
        url = following
    return resources


def _bundle(capture: Capture) -> Resource:
    if capture.status != 200:
        code = _CODES.get(capture.status, FailureCode.UNEXPECTED_STATUS)
        raise ReadError(FailureCode.SERVER_ERROR if capture.status >= 500 else code, f"HTTP {capture.status}")
    try:
        bundle = json.loads(capture.body)
    except (ValueError, RecursionError):
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "not JSON") from None
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise ReadError(FailureCode.UNEXPECTED_FORMAT, "not a FHIR Bundle")
    return bundle


def _entries(bundle: Resource) -> Iterator[Resource]:
    for entry in _dicts(bundle.get("entry")):
        resource = entry.get("resource")
        if isinstance(resource, dict):
            yield resource


def _next(bundle: Resource, asked: str, base: str) -> str | None:
    """Return the address of the next page, or None; raise ReadError when it leads to another host: it gets the key."""
    for link in _dicts(bundle.get("link")):
        if link.get("relation") == "next":
            address = urljoin(asked, _text(link.get("url")))
            if urlsplit(address)[:2] != urlsplit(base)[:2]:
                raise ReadError(FailureCode.FORBIDDEN_ADDRESS, "next page on another host")
            return None if address == asked else address
    return None


# --- resources --------------------------------------------------------------------------------------------------------


def _listed(resource: Resource, specialties: Mapping[str, str]) -> Listed:
    name = next(iter(_dicts(resource.get("name"))), {})
    codings = [
        coding
        for qualification in _dicts(resource.get("qualification"))
        for coding in _dicts(_dict(qualification.get("code")).get("coding"))
    ]
    professions = (_PROFESSIONS.get(code) for code in _codes(codings, _PROFESSION_SYSTEM))
    told = (specialties.get(code) for code in _codes(codings, _SPECIALTY_SYSTEM))
    rpps = (_text(one.get("value")) for one in _dicts(resource.get("identifier")) if one.get("system") == _RPPS)
    return Listed(
        id=_text(resource.get("id")),
        rpps=next(rpps, ""),
        family=_text(name.get("family")),
        given=" ".join(_text(one) for one in _list(name.get("given"))),
        profession=next(filter(None, professions), None),
        specialties=tuple(dict.fromkeys(filter(None, told))),
    )


def _codes(codings: Sequence[Resource], system: str) -> Iterator[str]:
    return (_text(one.get("code")) for one in codings if _text(one.get("system")).endswith(system))


def _site(resource: Resource) -> Site:
    address = next(iter(_dicts(resource.get("address"))), {})
    phones = (one for one in _dicts(resource.get("telecom")) if one.get("system") == "phone")
    return Site(
        name=_text(resource.get("name")),
        address=", ".join(filter(None, map(_text, _list(address.get("line"))))),
        postcode=_text(address.get("postalCode")),
        city=_text(address.get("city")),
        phone=next((_text(one.get("value")) for one in phones), ""),
    )


def _dicts(value: object) -> list[Resource]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _dict(value: object) -> Resource:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return list(itertools.islice(value, 1000)) if isinstance(value, list) else []


def _text(value: object) -> str:
    return clean_line(value)[:200] if isinstance(value, str) else ""
