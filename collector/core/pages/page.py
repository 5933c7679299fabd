"""What a page is, where pages stand, and how one page names another.

A page of which the raw HTML links to others is the index of a folder of its own: MkDocs leaves such links as they are
and Zensical moves them by the depth of the file, so that they are right for both only where the two are the same.
"""

from dataclasses import dataclass

HOME = "index.md"
FINDINGS = "releves/index.md"
AFFAIRS = "affaires/index.md"
COVERAGE = "etat-des-lieux.md"
CHECKS = "verifications/index.md"
MONTHLY = "bilans/index.md"
LETTERS = "lettres/index.md"
PROCEDURES = "demarches/index.md"
MODEL_REPLIES = "reponses/index.md"
EVIDENCE = "preuves/index.md"
RETENTION = "conservation/index.md"
REPLY_GUIDES = "repondre/index.md"
TRACEABILITY = "ordre/index.md"
WATCH_HEALTH = "veille.md"
CALENDAR = "echeances.ics"  # no page either: the deadlines, for the calendar of a telephone
NEWS_FEED = "nouveautes.atom"  # no page for people: a feed, published beside them


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the portal.

    `path` is relative to the documents' folder, `template` the name of a file of `collector/templates/`, `view` a
    frozen dataclass of plain data. `search` tells whether the words of the page enter the search index.
    """

    path: str
    template: str
    view: object
    search: bool = True


def finding_page(finding: str) -> str:
    """Return the path of the page of an open finding."""
    return f"releves/{finding}/index.md"


def affair_page(case: str) -> str:
    """Return the path of the page of an open affair."""
    return f"affaires/{case}/index.md"


def evidence_view(capture: str) -> str:
    """Return the path of the blurred image of a capture, beside the page of evidence."""
    return f"preuves/{capture}.jpg"


def archive_page(practitioner: str, month: str, part: int = 1) -> str:
    """Return the path of part `part` of the list of a practitioner's findings of one month."""
    name = month if part == 1 else f"{month}-{part}"
    return f"releves/{practitioner}/{name}/index.md"


def month_page(month: str) -> str:
    """Return the path of the monthly report of `month` (« 2026-06 »)."""
    return f"bilans/{month}/index.md"


def letter_page(slug: str) -> str:
    """Return the path of the page of a letter, which guides name in their links."""
    return f"lettres/{slug}.md"


def procedure_page(slug: str) -> str:
    """Return the path of the page of a procedure."""
    return f"demarches/{slug}/index.md"


def reply_guide_page(slug: str) -> str:
    """Return the path of the page of a guide to replies."""
    return f"repondre/{slug}/index.md"


def relative_url(target: str, here: str) -> str:
    """Return how raw HTML in the page `here` links to `target` (a page, with `#anchor` or not) in the site.

    `here` is the path of an index; the address of any Markdown file is a folder.
    """
    path, mark, anchor = target.partition("#")
    steps = _folders(here)
    goal = _folders(path)
    common = 0
    while common < min(len(steps), len(goal)) and steps[common] == goal[common]:
        common += 1
    url = "../" * (len(steps) - common) + "".join(f"{step}/" for step in goal[common:])
    return f"{url or './'}{mark}{anchor}"


def relative_file(target: str, here: str) -> str:
    """Return how raw HTML in the page `here` names a file of the site that is no page."""
    folder, _, name = target.rpartition("/")
    return f"{relative_url(f'{folder}/index.md', here)}{name}"


def _folders(path: str) -> list[str]:
    """Return the folders of the address that a Markdown file becomes: `a/index.md` is a/, `a/b.md` is a/b/."""
    *folders, name = path.removesuffix(".md").split("/")
    return folders if name == "index" else [*folders, name]
