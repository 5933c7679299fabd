"""Plans of watches of described sources, and the whole conversation of one."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from collector.core.model import Memory, Source, Watch
from collector.core.reading import Capture, Outcome, Request, WatchPlan
from collector.sources import KINDS
from tests.support.reading import ROOT, TODAY, plan_of

SOURCES = ROOT / "collector" / "catalog" / "sources"


def json_plan(reading: Mapping[str, object], watch: Mapping[str, object] | None = None, **source: object) -> WatchPlan:
    """Return the plan of a watch of a source read as `reading` says; items have a title where it does not say."""
    described = {"of": "json", "items": "items", "mention": {"id": "{id}", "title": "{title}"}, **reading}
    plan = plan_of("json-api", reading=described, **source)  # type: ignore[arg-type]
    place = watch or {"url": "https://api.example/v1"}
    return dataclasses.replace(plan, watch=Watch.model_validate({"id": "w", "source": "source-de-test", **place}))


def catalogued(slug: str) -> WatchPlan:
    """Return the plan of a search in a source of the catalogue."""
    content = yaml.load((SOURCES / slug / "source.yml").read_bytes(), Loader=yaml.CSafeLoader)
    source = Source.model_validate(content | {"slug": slug})
    home = {"url": "https://instance.example"} if "{url}" in (source.address or "") else {}
    return WatchPlan(Watch.model_validate({"id": "w", "source": slug, "query": '"Dr Exemple"', **home}), source, TODAY)


@dataclass
class Talk:
    """A watch being read: what it asked, and how it ended. An answer is a body, or a status and a body."""

    plan: WatchPlan
    asked: list[Request] = field(default_factory=list)
    memory: Memory = dataclasses.field(default_factory=Memory)

    def end(self, *answers: str | tuple[int, str]) -> Outcome:
        """Return the outcome once the answers were given; the kind may not ask for more."""
        reading = KINDS[self.plan.source.kind or ""].read(self.plan, self.memory)
        try:
            self.asked.append(next(reading))
            for answer in answers:
                status, body = answer if isinstance(answer, tuple) else (200, answer)
                request = self.asked[-1]
                self.asked.append(reading.send(Capture(request, request.url, status, {}, body.encode())))
        except StopIteration as stop:
            outcome: Outcome = stop.value
            return outcome
        raise AssertionError(f"asked for more: {self.asked[-1]}")
