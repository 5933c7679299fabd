"""Reads `web.yml`, the script of a recorded web, and finds all that is wrong with it at once."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from collector.core.errors import ConfigurationError, Problem
from collector.core.model import Model

SCRIPT = "web.yml"
_REDIRECTIONS = (301, 302, 303, 307, 308)


def _stays_inside(path: str) -> str:
    if path.startswith("/") or ".." in path.split("/"):
        raise ValueError("must be a path inside the folder of its host")
    return path


class Answer(Model):
    """What an address answers from one pass on: exactly one of `body`, `redirect` and `stall`.

    `body` is a file in the folder of the host; `redirect` is where the Location header leads; `stall` takes the
    request and never answers. `busy_first` answers the first request of a pass with 429 and this Retry-After.
    """

    body: Annotated[str, AfterValidator(_stays_inside)] | None = None
    redirect: Annotated[str, StringConstraints(pattern=r"^(/|https?://)\S*$")] | None = None
    stall: bool = False
    status: Annotated[int, Field(ge=200, le=599)] = HTTPStatus.OK
    type: str | None = None  # when it is not the type of the page (an HTML refusal in place of a feed)
    last_modified: AwareDatetime | None = None
    busy_first: Annotated[int, Field(ge=0, le=60)] | None = None  # seconds

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if sum((self.body is not None, self.redirect is not None, self.stall)) != 1:
            raise ValueError("give exactly one of body, redirect and stall")
        if (self.redirect is not None) != (self.status in _REDIRECTIONS):
            raise ValueError("a redirect has the status 301, 302, 303, 307 or 308, and nothing else has one")
        return self


def _spelled_out(answer: object) -> object:
    return {"body": answer} if isinstance(answer, str) else answer


PassNumber = Annotated[int, Field(ge=1)]
# A path with its query, as requested; « POST » before it; what its body must hold after it, where that tells it apart.
Target = Annotated[str, StringConstraints(pattern=r"^(?:/[!-~]*|POST /[!-~]*(?: \S.*)?)$")]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\.example$")]


class Page(Model):
    """One address of a host: its content type, its habits, and what it answers from which pass on.

    `etag` gives a strong validator computed from the body. `gzip` compresses for whoever accepts it. `requires` names
    the headers that a request must bring with these very values: a key, a token; without them it is refused (401).
    """

    type: str
    requires: Mapping[HeaderName, str] = Field(default_factory=dict)
    etag: bool = False
    gzip: bool = False
    answers: Annotated[
        Mapping[PassNumber, Annotated[Answer, BeforeValidator(_spelled_out)]],
        Field(min_length=1),
    ]

    def answer_in(self, pass_number: int) -> Answer | None:
        """Return what holds in that pass: the last answer given at or before it, None when there is none yet."""
        begun = [number for number in self.answers if number <= pass_number]
        return self.answers[max(begun)] if begun else None


class WebScript(Model):
    """`web.yml`: hosts, their addresses, their answers.

    An address is a path with its query, as requested: `/recherche?q=x`. One that is asked by POST is
    `POST /v1/search`, or, where several requests go to one path, `POST /v1/search Marie Martin`: the words are those
    that its body holds.
    """

    v: Literal[1]
    hosts: Annotated[Mapping[Host, Mapping[Target, Page]], Field(min_length=1)]

    def asked(self, host: str, method: str, path: str, sent: str) -> tuple[str, Page] | None:
        """Return the address that a request asks for, with its page; None when the script does not name it."""
        pages = self.hosts.get(host, {})
        if method != "POST":
            return (path, pages[path]) if path in pages else None
        words = ((target, target.partition(" ")[2].partition(" ")) for target in pages if target.startswith("POST "))
        held = (target for target, (named, _, wanted) in words if named == path and wanted in sent)
        best = max(held, key=len, default=None)
        return (best, pages[best]) if best is not None else None

    def body_files(self) -> dict[str, str]:
        """Return every file that the script names (`<host>/<path>`), with the first key that names it."""
        named: dict[str, str] = {}
        for host, pages in self.hosts.items():
            for target, page in pages.items():
                for number, answer in page.answers.items():
                    if answer.body is not None:
                        named.setdefault(f"{host}/{answer.body}", f"hosts.{host}.{target}.answers.{number}")
        return named


def read_script(folder: Path) -> WebScript:
    """Return the script of the recorded web in `folder`.

    Raises ConfigurationError with every problem: a script that cannot be read, wrong keys or values, missing bodies.
    """
    path = folder / SCRIPT
    try:
        written: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        script = WebScript.model_validate(written)
    except OSError as error:
        raise ConfigurationError((Problem(str(path), None, "", f"cannot be read: {error.strerror}"),)) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError((Problem(str(path), None, "", "is not UTF-8; save it as UTF-8"),)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigurationError((Problem(str(path), line, "", f"is not YAML: {error.problem}"),)) from error
    except ValidationError as error:
        raise ConfigurationError(tuple(_problems(str(path), error))) from error
    missing = tuple(
        Problem(str(path), None, key, f"the body {name} is not in {folder}")
        for name, key in script.body_files().items()
        if not (folder / name).is_file()
    )
    if missing:
        raise ConfigurationError(missing)
    return script


def _problems(path: str, error: ValidationError) -> list[Problem]:
    return [Problem(path, None, ".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
