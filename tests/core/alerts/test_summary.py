"""The summary that a workflow's run shows: every watch, failures first, always."""

from collector.core.alerts import job_summary
from collector.core.pages.outlook import outlook
from tests.support.ledgers import TODAY, ledger, report, run, source, watch


def shown(*runs, **fields) -> list[str]:
    return job_summary(outlook(ledger(runs=runs, **fields), TODAY, "1.0")).splitlines()


def test_before_the_first_pass_it_says_so():
    """A run that made no pass is not an empty table."""
    assert ["Aucun passage n’a encore eu lieu."] == shown()


def test_every_watch_has_a_line_and_the_failed_ones_come_first():
    """Counts of the whole pass, then a line a watch, with what to do about a failure."""
    watches = (watch(1, "avis", label="Page | du Dr"), watch(2, "presse"))
    lines = shown(
        run(TODAY, report(1, "avis", new=2, changed=1), report(2, "presse", failed="gone")),
        watches=watches,
        sources=(source("presse", "La Gazette"),),
    )

    assert "1\u00a0veille lue sur 2\u00a0; 2\u00a0relevés nouveaux et 1\u00a0modifié." == lines[2]
    assert lines[6].startswith("| La Gazette | échec | 0 | 0 | 0 | Cherchez sa nouvelle adresse")
    assert "| Page du Dr | lue | 2 | 1 | 0 |  |" == lines[7]
