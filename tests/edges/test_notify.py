"""Messages really leave, over HTTP on loopback; an address is never told."""

import asyncio
import json

import pytest

from collector.core.alerts import Message
from collector.core.errors import NotifyError
from collector.edges.notify import require_understood, send
from tests.support.loopback import free_port, loopback, reply

TOLD = Message("Renom : 1 relevé nouveau", "Nouveau :\n- Avis\n", urgent=True)


def sent(*answers, others=()):
    """Send to a service that gives these answers; return what was taken, or the error, and what it heard."""

    async def work():
        async with loopback() as web:
            web.say("/crochet/jeton-tres-secret", *answers)
            address = f"json://127.0.0.1:{web.port}/crochet/jeton-tres-secret"
            try:
                return await asyncio.to_thread(send, TOLD, [address, *others]), web.heard
            except NotifyError as error:
                return str(error), web.heard

    return asyncio.run(work())


def test_a_message_arrives_as_it_was_written():
    """Its subject, its body and how urgent it is."""
    taken, [heard] = sent(reply(200))

    assert 1 == taken
    said = json.loads(heard.body)
    assert (TOLD.subject, TOLD.body.strip(), "warning") == (said["title"], said["message"].strip(), said["type"])


def test_a_service_that_refuses_is_named_by_its_place():
    """The others have the message; the address, which holds a password, is not told."""
    told, heard = sent(reply(200), others=[f"json://127.0.0.1:{free_port()}/autre-jeton-secret"])

    assert 1 == len(heard)
    assert "address 2 of the list did not take the message (1 others did)" in told
    assert "secret" not in told


def test_nothing_is_sent_when_an_address_is_not_understood(caplog):
    """A list that is wrong is corrected before anybody is told twice."""
    told, heard = sent(reply(200), others=["pigeon://voyageur:motdepasse@toit"])

    assert [] == heard
    assert "address 2 of the list is not one that apprise understands" in told
    assert "motdepasse" not in told + caplog.text


def test_addresses_can_be_checked_without_sending():
    """A well-formed list passes; one that is not is told."""
    require_understood(["json://service.example/", "mailto://moi:passe@courriel.example"])
    with pytest.raises(NotifyError, match="address 1"):
        require_understood(["n’importe quoi"])
