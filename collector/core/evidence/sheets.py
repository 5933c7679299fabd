"""The pages of a hand-off pack, in French: what the pieces prove and do not, their log, the order for a report.

Plain Markdown, read as text by whoever receives the pack. No figure of law stands here: it comes from the catalogue,
with its source and the day it was read.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from collector.core.evidence.manifest import Manifest, sha256_of
from collector.core.evidence.verify import Verdict
from collector.core.evidence.words import HOSTED, NOTES, OUTCOMES, log_lines, size_in_full
from collector.core.french import day_in_full, spaced
from collector.core.model import Statement
from collector.core.text import clean_line

LIMITS = "ce-que-ces-pieces-prouvent.md"
CAPTURES = "captures.md"
ORDER = "demande-de-constat.md"
# What the page of limits rests on, by slug of the catalogue.
STATEMENTS = ("preuve-libre", "horodatage-qualifie", "capture-aussitot", "constat-norme", "constat-prix")


def sheets(
    practice: str,
    captures: Mapping[str, Manifest],
    verdicts: Mapping[str, tuple[Verdict, ...]],
    statements: Mapping[str, Statement],
) -> dict[str, bytes]:
    """Return the pages of a pack by path."""
    pages = {
        LIMITS: _limits(captures, statements),
        CAPTURES: _captures(captures, verdicts),
        ORDER: _order(practice, captures),
    }
    return {path: (spaced("\n".join(lines)) + "\n").encode() for path, lines in pages.items()}


def _limits(captures: Mapping[str, Manifest], statements: Mapping[str, Statement]) -> Iterator[str]:
    yield "# Ce que ces pièces prouvent, et ne prouvent pas\n"
    yield "## Ce qu’elles permettent de vérifier\n"
    yield "- Que chaque fichier est, à l’octet près, celui qui a été scellé : le manifeste en garde l’empreinte."
    yield "- Que le manifeste existait au moment que donne chaque jeton d’horodatage : une autorité l’a signé."
    yield "- Que rien n’a été retiré, ajouté ou échangé dans le lot : l’inventaire et le bordereau le disent."
    yield "- Comment la capture a été faite : le journal de chaque capture le détaille (captures.md).\n"
    yield "## Ce qu’elles ne prouvent pas\n"
    yield "- Que la page était vraiment en ligne, sous cette forme, pour tout le monde : la capture montre ce qu’une"
    yield "  machine du cabinet a reçu. Celui qui tient cette machine aurait pu recevoir, ou fabriquer, autre chose."
    yield "- Qui a écrit ce qu’on y lit, ni que l’auteur est celui qu’il dit être."
    yield "- Que le contenu est illicite : un juge seul le dit."
    yield (
        "- Ceci n’est pas un constat de commissaire de justice. Une demande prête à remplir est jointe ("
        + ORDER
        + ").\n"
    )
    if any(not is_qualified for is_qualified in _qualified(captures)):
        yield "Une autorité au moins n’est pas qualifiée : son jeton n’apporte aucune présomption.\n"
    if any(one.log.hosted for one in captures.values()):
        yield f"{HOSTED}\n"
    yield "## Ce que disent les textes\n"
    for slug in STATEMENTS:
        yield from _statement(statements[slug])


def _qualified(captures: Mapping[str, Manifest]) -> Iterator[bool]:
    return (authority.qualified for one in captures.values() for authority in one.authorities)


def _statement(statement: Statement) -> Iterator[str]:
    titles = " ; ".join(one.title for one in statement.provenance.sources)
    yield f"- {statement.text} ({titles} ; lu le {day_in_full(statement.provenance.read_on)})"


def _captures(captures: Mapping[str, Manifest], verdicts: Mapping[str, tuple[Verdict, ...]]) -> Iterator[str]:
    yield "# Les captures, dans l’ordre\n"
    for name, manifest in captures.items():
        yield f"## {name} – {day_in_full(manifest.log.started.date())}\n"
        for label, told in log_lines(manifest):
            yield f"- {label} : {shown(told)}"
        for note in manifest.notes:
            yield f"- À savoir : {NOTES[note]}"
        yield "\nPièces :\n"
        for piece in manifest.pieces:
            derived = " (vue dérivée pour l’écran, images floutées)" if piece.derived else ""
            yield f"- pieces/{name}/{piece.name}, {size_in_full(piece.size)}{derived} – SHA-256 {piece.sha256}"
        yield "\nVérification, le jour de la remise :\n"
        for verdict in verdicts.get(name, ()):
            yield f"- {verdict.about} : {shown(verdict.told)}"
        yield ""


def _order(practice: str, captures: Mapping[str, Manifest]) -> Iterator[str]:
    yield "# Demande de constat à un commissaire de justice\n"
    yield "À relire et à compléter. Faites constater avant de signaler : un contenu signalé peut disparaître.\n"
    yield f"- Demandeur : {shown(practice)}"
    yield "- Personne à joindre, téléphone : ……"
    yield "- Pour quel usage (courrier, référé, plainte), et pour quand : ……\n"
    yield "## Adresses à constater\n"
    for url, some in _by_address(captures).items():
        yield f"### {shown(url)}\n"
        for name, manifest in some:
            yield f"- Capturée le {day_in_full(manifest.log.started.date())} ({name}) : {OUTCOMES[manifest.outcome]}"
        yield "- Chemin pour y arriver, par les liens, depuis la page d’accueil du site : ……"
        for hop in some[-1][1].log.path:
            yield f"  - adresse parcourue lors de la capture : {shown(hop.url)}"
        yield "- Passages à constater, mot pour mot : ……"
        yield "- À montrer aussi : le profil affiché de l’auteur, la note, la date affichée, la réponse publiée.\n"


def _by_address(captures: Mapping[str, Manifest]) -> dict[str, list[tuple[str, Manifest]]]:
    found: dict[str, list[tuple[str, Manifest]]] = {}
    for name, manifest in captures.items():
        found.setdefault(manifest.url, []).append((name, manifest))
    return found


def hand_over_sheet(practice: str, archive: str, body: bytes, captures: Mapping[str, Manifest], on: dt.date) -> bytes:
    """Return the sheet that goes beside a pack: its hash, what it holds, how to verify it."""
    lines = [
        "# Bordereau de remise",
        "",
        f"- Remis par : {shown(practice)}",
        f"- Le : {day_in_full(on)}",
        f"- Fichier : {archive} ({size_in_full(len(body))})",
        f"- Empreinte SHA-256 : {sha256_of(body)}",
        f"- Captures : {len(captures)}",
        "",
        "Vérifiez l’empreinte avant d’ouvrir l’archive. Avec Python 3.8 ou plus récent et openssl, et le fichier",
        "verifier.py reçu par ailleurs ou tiré de l’archive :",
        "",
        f"    python3 verifier.py {archive} --empreinte {sha256_of(body)}",
        "",
        "Gardez ce bordereau à part de l’archive : c’est lui qui dit laquelle est la bonne.",
        "",
    ]
    return spaced("\n".join(lines)).encode()


def shown(text: str) -> str:
    """Return words from outside on one line, without what Markdown would take for markup at the start of a block."""
    return clean_line(text).replace("`", "'").replace("<", "‹").replace(">", "›")
