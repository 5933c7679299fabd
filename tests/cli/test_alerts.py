"""The commands that tell a person: notify, doctor, and the summary of a workflow's run."""

import asyncio
import json
from pathlib import Path

from collector.cli.printing import ADVICE
from collector.core.errors import FailureCode
from tests.cli.test_commands import FEED, NOWHERE
from tests.support.loopback import Loopback, loopback, reply
from tests.support.practices import lay_out, renom, snapshot


def on_loopback(work):
    """Run `work` with a web that serves one feed."""

    async def within():
        async with loopback() as web:
            web.say("/presse", reply(200, FEED, date="Mon, 08 Jun 2026 05:00:00 GMT"))
            web.say("/crochet", reply(200))
            return await work(web)

    return asyncio.run(within())


async def run(*words: str, cwd: Path, **environment: str):
    return await asyncio.to_thread(renom, *words, cwd=cwd, **environment)


def test_a_pass_is_told_to_the_addresses_of_the_environment(tmp_path: Path) -> None:
    """What was new goes out once by `renom notify`; --dry-run only prints it."""

    async def work(web: Loopback):
        lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse"})
        await run("collect", "--today", "2026-06-08", cwd=tmp_path)
        printed = await run("notify", "--dry-run", cwd=tmp_path)
        unset = await run("notify", cwd=tmp_path)
        told = await run("notify", cwd=tmp_path, RENOM_NOTIFY=f"json://127.0.0.1:{web.port}/crochet")
        again = await run("notify", cwd=tmp_path, RENOM_NOTIFY=f"json://127.0.0.1:{web.port}/crochet")
        assert "nothing to tell" in again.stdout
        return printed, unset, told, [one for one in web.heard if one.target == "/crochet"]

    printed, unset, told, heard = on_loopback(work)

    assert "Renom\u00a0: 1\u00a0relevé nouveau" in printed.stdout
    assert "nothing was sent: RENOM_NOTIFY is not set" in unset.stdout
    assert "told 1 addresses" in told.stdout
    assert ["Renom\u00a0: 1\u00a0relevé nouveau"] == [json.loads(one.body)["title"] for one in heard]


def test_a_quiet_practice_hears_nothing(tmp_path: Path) -> None:
    """Before any pass there is nothing to tell, nor where there is no practice: neither is an error."""
    nobody = renom("notify", cwd=tmp_path)
    lay_out(tmp_path, {"muet": NOWHERE})
    quiet = renom("notify", cwd=tmp_path)

    assert [(0, "nothing to tell\n")] * 2 == [(one.returncode, one.stdout) for one in (nobody, quiet)]


def test_a_message_that_does_not_arrive_fails(tmp_path: Path) -> None:
    """Exit status 1 and the place of the address in the list, never the address; it is due again the next time."""

    async def work(web: Loopback):
        lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse"})
        await run("collect", "--today", "2026-06-08", cwd=tmp_path)
        failed = await run("notify", cwd=tmp_path, RENOM_NOTIFY="json://moi:motdepasse@127.0.0.1:9/crochet")
        later = await run("notify", cwd=tmp_path, RENOM_NOTIFY=f"json://127.0.0.1:{web.port}/crochet")
        return failed, later

    done, later = on_loopback(work)

    assert "told 1 addresses" in later.stdout
    assert 1 == done.returncode
    assert "address 1 of the list did not take the message" in done.stderr
    assert "motdepasse" not in done.stdout + done.stderr


def test_the_run_of_a_workflow_shows_a_summary(tmp_path: Path) -> None:
    """Where GitHub Actions names a file, each pass appends its summary to it, in French."""

    async def work(web: Loopback):
        lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse", "muet": NOWHERE})
        summary = tmp_path / "resume.md"
        await run("collect", "--today", "2026-06-08", cwd=tmp_path, GITHUB_STEP_SUMMARY=str(summary))
        return summary.read_text("utf-8")

    said = on_loopback(work)

    assert "## Passage du 8\u00a0juin 2026" in said
    assert "1\u00a0veille lue sur 2" in said


def test_the_doctor_names_what_is_broken(tmp_path: Path) -> None:
    """One line per thing: a good watch, a dead one, a clock that servers contradict, a key that is not set."""

    async def work(web: Loopback):
        lay_out(tmp_path, {"presse": f"http://127.0.0.1:{web.port}/presse", "muet": NOWHERE})
        return await run("doctor", cwd=tmp_path, RENOM_KEY="court", RENOM_NOTIFY="n’importe")

    done = on_loopback(work)

    assert (1, {"practice.yml"}) == (done.returncode, set(snapshot(tmp_path)))
    for line in (
        "ok       configuration: practice.yml",
        "broken   RENOM_KEY: is not set, or is too short",
        "broken   RENOM_NOTIFY: address 1 of the list is not one that apprise understands",
        "warning  last pass: none was made yet; type `renom refresh`",
        "ok       watch presse: answers, with 1 mentions",
        "broken   watch muet: cannot be read: unreachable",
        "broken   clock: is ",
    ):
        assert line in done.stdout


def test_the_doctor_stops_at_a_configuration_that_cannot_be_used(tmp_path: Path) -> None:
    """Every problem of practice.yml is a line; nothing further can be judged."""
    (tmp_path / "practice.yml").write_text("name: 12\n", "utf-8")

    done = renom("doctor", "--offline", cwd=tmp_path)

    assert 1 == done.returncode
    assert 'broken   configuration: practice.yml:1: name: must be text: put it between quotes, "12"' in done.stdout
    assert "watch" not in done.stdout.replace("watches", "")


def test_the_doctor_can_stay_offline(tmp_path: Path) -> None:
    """Nothing is asked of any site, and a practice in order exits with 0."""
    lay_out(tmp_path, {"muet": NOWHERE})

    done = renom("doctor", "--offline", cwd=tmp_path)

    assert 0 == done.returncode, done.stdout
    assert "muet" not in done.stdout


def test_every_failure_comes_with_what_to_do() -> None:
    """The operator reads one sentence of advice for each code that a watch may fail with."""
    assert set(FailureCode) == set(ADVICE)
