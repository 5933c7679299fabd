"""The kind `page`: listings and reviews that a page describes for machines, else the page as a whole."""

import datetime as dt
import json

import pytest

from collector.core.model import DateKind, MentionForm
from collector.sources.page import KIND
from tests.support.reading import ADDRESS, drive, first_request, found, named, payloads, plan_of

PLAN = plan_of("page")
HOST = ADDRESS.removeprefix("https://")


def read(body: str | bytes, plan=PLAN, **headers):
    """Return how the watch ends when the page answers `body`."""
    content = body.encode() if isinstance(body, str) else body
    return drive(KIND, plan, content, headers={"content-type": "text/html; charset=utf-8", **headers})


def mentions(body, plan=PLAN):
    """Return the mentions of a page that must be read."""
    return found(read(body, plan)).mentions


def described(*items, text: str = "Bonjour") -> str:
    """Return a page with one JSON-LD block for each item."""
    blocks = (json.dumps(one) if not isinstance(one, str) else one for one in items)
    scripts = "".join(f'<script type="application/ld+json">{_in_script(block)}</script>' for block in blocks)
    return f"<!doctype html><html><head><title>Page</title>{scripts}</head><body><p>{text}</p></body></html>"


def _in_script(block: str) -> str:
    """Return JSON as sites write it inside a script, where « </ » would end it."""
    return block.replace("</", "<\\/")


def review(**fields) -> dict:
    """Return a review in JSON-LD."""
    return {
        "@type": "Review",
        "author": {"@type": "Person", "name": "Odile R."},
        "datePublished": "2026-10-02",
        **fields,
    }


PHYSICIAN = {"@type": "Physician", "name": "Dr Jeanne Exemple"}


def test_robots_txt_is_asked_for_a_page():
    """A page is made for people: whoever fetches it asks robots.txt first."""
    assert first_request(KIND, PLAN).page


PHYSICIANS = payloads("physician.html", "jsonld_physician_aggregaterating_fr_synthetic.html")


@pytest.mark.parametrize("path", PHYSICIANS, ids=named)
def test_listings_come_with_their_ratings(path):
    """`@graph` references, a list of types, « 4,6 », « 12 avis », JSON-LD and microdata are all read."""
    listings = [one for one in mentions(path.read_bytes()) if one.form is MentionForm.LISTING]
    assert [(4.6, 5, "4,6", 37), (3.9, 5, "3.9", 12)] == [
        (one.rating.value, one.rating.scale, one.rating.raw, one.rating.count) for one in listings
    ]
    assert listings[0].text.startswith("Spécialité : médecine générale\nAdresse : ")
    assert all(one.published.kind is DateKind.SEEN for one in listings)


@pytest.mark.parametrize("path", PHYSICIANS, ids=named)
def test_reviews_name_whom_they_are_about(path):
    """A review of another business of the page is kept too, and its title tells it apart."""
    physician, practice, *reviews = mentions(path.read_bytes())
    assert [f"Avis sur {physician.title}", f"Avis sur {practice.title}"] == [one.title for one in reviews]
    assert [("Attente longue, mais bon accueil.", "A. B.", 2), ("Très déçu", "Anonyme", 1)] == [
        (one.text, one.author, one.rating.value) for one in reviews
    ]
    assert [dt.date(2026, 10, 2), dt.date(2026, 10, 1)] == [one.published.latest for one in reviews]


def test_a_review_keeps_its_id_when_it_is_edited():
    """With or without an id from the site, new words and a new rating leave the id as it is."""
    for given in ({"@id": "#avis-7"}, {"identifier": "7"}, {"url": "/fiche#avis-7"}, {}):
        before, after = (
            mentions(described(review(reviewBody=text, reviewRating={"ratingValue": stars}, **given)))[0]
            for text, stars in (("Déçu.", 1), ("Finalement, très bien.", 4))
        )
        assert before.native_id == after.native_id
        assert before.text != after.text


def test_ids_tell_reviews_apart():
    """Other author, other day, other business, other page: another review; the same twice over is numbered."""
    body = described(
        review(reviewBody="a"),
        review(reviewBody="b", author="Sacha"),
        review(reviewBody="c", datePublished="2026-10-03"),
        review(reviewBody="d", itemReviewed=PHYSICIAN),
        review(reviewBody="e"),
    )
    elsewhere = plan_of("page", url="https://source.example/veille?fiche=2")
    ids = [one.native_id for plan in (PLAN, elsewhere) for one in mentions(body, plan)]
    assert 10 == len(set(ids))
    assert ids[4] == f"{ids[0]}-2"


def test_no_name_enters_an_id():
    """Ids are kept for ever: two authors of the same initials have the same one, so that it names neither."""
    ids = {mentions(described(review(author=name)))[0].native_id for name in ("Odile R.", "Olga Rivière")}
    assert 1 == len(ids)


def test_a_review_without_author_and_date_is_known_by_its_words():
    """Where nothing else identifies a review, an edit makes a new one: never another person's."""
    one, other = mentions(described({"@type": "Review", "reviewBody": "a"}, {"@type": "Review", "reviewBody": "b"}))
    [again] = mentions(described({"@type": "Review", "reviewBody": "b"}))
    assert other.native_id == again.native_id != one.native_id


def test_a_review_described_twice_counts_once():
    """Sites describe the same review in JSON-LD and in microdata."""
    micro = (
        '<div itemscope itemtype="https://schema.org/Review"><i itemprop="author">Odile R.</i>'
        '<i itemprop="datePublished" content="2026-10-02"></i><p itemprop="reviewBody">Très bien.</p></div>'
    )
    assert ["Très bien."] == [one.text for one in mentions(described(review(reviewBody="Très bien.")) + micro)]


@pytest.mark.parametrize("given", [{"reviewRating": {"ratingValue": "2"}}, {"reviewRating": 2}, {"ratingValue": "2,0"}])
def test_a_rating_is_read_wherever_a_review_gives_it(given):
    """Most sites give a rating as a part with a value, some as a bare value."""
    assert 2 == mentions(described(review(**given)))[0].rating.value


def test_a_date_that_changes_by_itself_is_no_part_of_an_id():
    """« il y a 2 mois » becomes « il y a 3 mois »: the review is the same, and its date unknown."""
    two, three = (mentions(described(review(datePublished=f"il y a {n} mois")))[0] for n in (2, 3))
    assert (two.native_id, DateKind.SEEN) == (three.native_id, two.published.kind)


def test_a_reply_of_the_professional_is_kept():
    """A comment under a review is what the professional answered, with its day."""
    reply = {"@type": "Comment", "text": "Merci de votre retour.", "dateCreated": "2026-10-04T09:00:00+02:00"}
    [mention] = mentions(described(review(reviewBody="Bien.", comment=[{"@type": "Comment"}, reply])))
    assert ("Merci de votre retour.", dt.date(2026, 10, 4)) == (mention.reply.text, mention.reply.on)


def test_reviews_are_found_under_what_they_are_about():
    """A review may stand in its business, without type, or apart and refer to it; alone it is about the only one."""
    nested = PHYSICIAN | {"review": [{"author": "A", "reviewBody": "dedans"}, {"@id": "#r"}]}
    apart = {"@id": "#r", "@type": "Review", "author": "B", "reviewBody": "ailleurs"}
    reviews = mentions(described(nested, apart, {"@type": "Review", "author": "C", "reviewBody": "seul"}))[1:]
    assert {"Avis sur Dr Jeanne Exemple"} == {one.title for one in reviews}
    assert {"dedans", "ailleurs", "seul"} == {one.text for one in reviews}


def test_a_headline_stays_in_the_title():
    """A review with a title of its own keeps it, with whom it is about."""
    [mention] = mentions(described(review(name="À fuir", itemReviewed=PHYSICIAN)))
    assert "À fuir (avis sur Dr Jeanne Exemple)" == mention.title


def test_namesakes_of_a_page_of_results_are_two_listings():
    """The town is part of the id: a namesake elsewhere who appears does not take over the listing that was there."""
    here, there = (
        {**PHYSICIAN, "address": {"postalCode": code, "addressLocality": "X"}} for code in ("99120", "99700")
    )
    [before] = mentions(described(here))
    both = {one.native_id for one in mentions(described(there, here))}
    assert f"fiche:dr-jeanne-exemple:99120@{HOST}" == before.native_id
    assert {before.native_id, f"fiche:dr-jeanne-exemple:99700@{HOST}"} == both


def test_a_listing_described_twice_is_one():
    """What one description lacks, the other gives: rating here, address there."""
    rated = PHYSICIAN | {"aggregateRating": {"ratingValue": 4, "ratingCount": "1 234 notes"}}
    placed = PHYSICIAN | {"address": "3 rue du Pont, 99120 Beauval", "telephone": "02 61 91 00 12"}
    [mention] = mentions(described(rated, placed))
    assert (f"fiche:dr-jeanne-exemple:99120@{HOST}", 1234) == (mention.native_id, mention.rating.count)
    assert "Adresse : 3 rue du Pont, 99120 Beauval\nTéléphone : 02 61 91 00 12" == mention.text


@pytest.mark.parametrize(
    "value",
    [
        {
            "@type": "Article",
            "author": {"@type": "Person", "name": "Lucie"},
            "publisher": {"@type": "Organization", "name": "J"},
        },
        {"@graph": [{"@type": "Person", "name": "Lucie", "@id": "#l"}, {"@type": "BlogPosting", "headline": "x"}]},
        {
            "@graph": [
                {"@type": "Organization", "name": "J", "@id": "#j"},
                {"@type": "WebSite", "publisher": {"@id": "#j"}},
            ]
        },
        {"@type": "Physician"},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Accueil"}]},
    ],
    ids=["article", "blog", "site", "no name", "breadcrumb"],
)
def test_who_writes_and_publishes_a_page_is_no_listing(value):
    """The author of an article and the owner of a site are not what the page is about: it is kept as a whole."""
    assert [f"page@{HOST}"] == [one.native_id for one in mentions(described(value))]


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "Person", "name": "Dr Jeanne Exemple", "jobTitle": "Sage-femme"},
        {"@type": "Organization", "name": "Cabinet"},
        {"@type": "WebPage", "mainEntity": {"@type": "Dentist", "name": "Cabinet"}},
        {"@type": "Product", "name": "Cabinet", "aggregateRating": {"ratingValue": 3}},
    ],
    ids=["person", "organisation", "main entity", "anything rated"],
)
def test_people_and_rated_things_are_listings(value):
    """A person or an organisation that signs nothing, and whatever has a rating, is what the page is about."""
    assert [MentionForm.LISTING] == [one.form for one in mentions(described(value))]
    assert mentions(described(value))[0].native_id.startswith("fiche:")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('[{"@type":"Physician","name":"A",},]', "A"),
        ('<!-- {"@type":"Physician","name":"A"} -->', "A"),
        ('//<![CDATA[\n{"@type":"Physician","name":"A"}\n//]]>', "A"),
        ('{"@type":"Physician","name":"A\nB\tC"};', "A B C"),
        ('{"@type":"schema:Physician","schema:name":{"@value":"A","@language":"fr"}}', "A"),
        ('{"@type":["http://schema.org/Physician"],"http://schema.org/name":["A","B"]}', "A"),
        ('{"@type":"Physician","name":"L&#39;&eacute;t&eacute;"}', "L'été"),
        ('{"@type":"Physician","name":"une virgule, } ici"}', "une virgule, } ici"),
        ('{"@type":"Physician","name":"A","review":{"@list":[]},"x":null,"y":true}', "A"),
    ],
)
def test_nearly_json_is_read(block, expected):
    """Trailing commas, comments around, control characters, prefixes and entities do not hide a listing."""
    assert [expected] == [one.title for one in mentions(described(block))]


def test_an_unreadable_block_is_told_and_proves_no_absence():
    """A block beyond repair may have held reviews: what is left is kept, nothing is taken for gone."""
    plan = plan_of("page", lists_everything=True)
    whole = found(read(described(PHYSICIAN), plan))
    partial = found(read(described(PHYSICIAN, '{"@type": "Review", "author": '), plan))
    assert (True, ()) == (whole.exhaustive, whole.warnings)
    assert (False, 1, 1) == (partial.exhaustive, len(partial.warnings), len(partial.mentions))


def test_words_are_kept_as_written():
    """HTML of the publisher goes, tags typed by an author stay as words: pages show them, nothing runs them."""
    bodies = ["<p>Un</p><p>Deux</p>", "Ce site a des pieds <script>alert(1)</script> <img src=x>", "a < b & c"]
    reviews = mentions(described(*(review(reviewBody=body, author=body[:2]) for body in bodies)))
    assert ["Un\n\nDeux", *bodies[1:]] == [one.text for one in reviews]


def test_references_in_a_circle_end():
    """Items that refer to each other, or to themselves, cost nothing."""
    circle = [
        {"@id": "#a", "@type": "Physician", "name": "A", "review": {"@id": "#r"}, "address": {"@id": "#a"}},
        {"@id": "http://[", "@type": "Thing"},
        {"@id": "#r", "@type": "Review", "author": {"@id": "#r"}, "itemReviewed": {"@id": "#a"}, "reviewBody": "ok"},
    ]
    assert ["A", "Avis sur A"] == [one.title for one in mentions(described({"@graph": circle}))]


def test_a_property_too_deep_belongs_to_nothing():
    """Beyond a hundred levels nobody wrote a page by hand: the property is left out, the listing stays."""
    deep = "<div>" * 120 + '<i itemprop="telephone">02 61 91 00 12</i>'
    body = f'<div itemscope itemtype="https://schema.org/Physician"><i itemprop="name">A</i>{deep}</div>'
    assert [("A", "")] == [(one.title, one.text) for one in mentions(body)]


def test_a_page_without_description_is_one_listing():
    """A watched page is kept by its title and visible text, so that a change shows as an edit of one mention."""
    body = (
        "<html><head><title>Correspondants</title><style>p{}</style></head><body><nav>Menu</nav><h1>Médecins</h1>"
        "<iframe>pub</iframe><xmp>"
        "<table><tr><td>Dr Exemple</td><td>Beauval</td></tr></table><p hidden>caché</p><template>t</template>"
        "<script>x()</script><footer>2026</footer></body></html>"
    )
    [mention] = mentions(body)
    assert (f"page@{HOST}", "Correspondants", "Médecins\n\nDr Exemple Beauval", ADDRESS) == (
        mention.native_id,
        mention.title,
        mention.text,
        mention.url,
    )
    [edited] = mentions(body.replace("Beauval", "Montval"))
    assert mention.native_id == edited.native_id


def test_the_main_part_of_a_page_is_its_text():
    """A page that says which part is its own is kept by that part: a new banner around it is no edit."""
    page = "<body><div>Bandeau {}</div><main><h1>Le cabinet</h1><p>Ouvert <b>le</b> samedi.</p></main></body>"
    assert {"Le cabinet\n\nOuvert le samedi."} == {mentions(page.format(n))[0].text for n in (1, 2)}


def test_a_page_that_lists_reviews_and_then_none_proves_no_absence():
    """A site that stops describing its reviews has not taken them down."""
    plan = plan_of("page", lists_everything=True)
    assert not found(read("<body>Bonjour</body>", plan)).exhaustive


def test_the_id_of_a_page_comes_from_the_watch():
    """A page that moves keeps its id, and two pages of one source have two."""
    plans = [plan_of("page", url=f"https://source.example/{path}") for path in ("a", "b?x=1", "b?x=2")]
    ids = [mentions("<body>Bonjour</body>", plan)[0].native_id for plan in plans]
    assert ["page@source.example/a", "page@source.example/b?x=1", "page@source.example/b?x=2"] == ids
