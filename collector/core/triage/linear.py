"""A linear model over named features: sums, and nothing that cannot be explained."""

import json
import math
import struct
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from collector.core.model import Model


class ModelHead(Model):
    """The first line of a model's file: labels, what each starts from, and how features are counted.

    `scales` gives the worth of a family of features (what stands before `:` in their names); the features of a family
    of `shared` divide it among them, so that a long text weighs no more than a short one. `steps` gives what one unit
    of a stored weight is worth in each family. `trained_on` is the fingerprint of what the model was made from.
    """

    natures: tuple[str, ...]
    grievances: tuple[str, ...]
    starts: tuple[float, ...]
    scales: Mapping[str, float]
    shared: tuple[str, ...]
    steps: Mapping[str, float]
    trained_on: str


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of each feature for each label: the natures first, then the grievances."""

    head: ModelHead
    weights: Mapping[str, bytes]

    @classmethod
    def read(cls, text: str) -> "LinearModel":
        """Return the model that a file holds: a line of JSON, then a feature and its weights on each line."""
        first, _, rest = text.partition("\n")
        weights = {}
        for line in rest.splitlines():
            name, _, packed = line.rpartition("\t")
            weights[name] = packed.encode()
        return cls(ModelHead.model_validate(json.loads(first)), weights)

    def worth(self, features: Iterable[str]) -> Mapping[str, float]:
        """Return how much each feature that the model knows counts in a text."""
        families: dict[str, list[str]] = {}
        for name in features:
            families.setdefault(name[: name.index(":")], []).append(name)
        told: dict[str, float] = {}
        for family, names in families.items():
            scale = self.head.scales.get(family, 0.0)
            value = scale / math.sqrt(len(names)) if family in self.head.shared else scale
            told.update({name: value for name in names if name in self.weights})
        return told

    def scores(self, worth: Mapping[str, float]) -> Sequence[float]:
        """Return the sum of each label: whole numbers within a family, whose features are all worth the same."""
        families: dict[str, list[str]] = {}
        for name in worth:
            families.setdefault(name[: name.index(":")], []).append(name)
        totals = list(self.head.starts)
        for family in sorted(families):
            names = families[family]
            step = worth[names[0]] * self.head.steps[family]
            summed = _summed([self.weights[name] for name in names], len(totals))
            totals = [total + one * step for total, one in zip(totals, summed, strict=True)]
        return totals

    def heaviest(self, worth: Mapping[str, float], label: int) -> Iterator[tuple[str, float]]:
        """Yield the features that speak most for a label, heaviest first."""
        told = (
            (name, unpack(self.weights[name])[label] * value * self.head.steps[name.partition(":")[0]])
            for name, value in worth.items()
        )
        yield from sorted(told, key=lambda one: (-one[1], one[0]))


_LANE = 4  # bytes kept for the sum of one label: no text has enough features to fill them
_SHIFT = 128  # makes weights positive while they are summed
_SHIFTED = bytes((weight + _SHIFT) % 256 for weight in range(256))


def _summed(rows: Sequence[bytes], labels: int) -> Sequence[int]:
    """Return the sum of each label over some features: side by side in one large number, so that one sum does all."""
    total = sum(map(_in_lanes, rows)).to_bytes(_LANE * labels, "little")
    return [one - _SHIFT * len(rows) for one in struct.unpack(f"<{labels}I", total)]


@lru_cache(maxsize=1 << 15)
def _in_lanes(packed: bytes) -> int:
    """Return the weights of one feature as one number, each in its own bytes."""
    shifted = a2b_base64(packed).translate(_SHIFTED)
    lanes = bytearray(_LANE * len(shifted))
    lanes[::_LANE] = shifted
    return int.from_bytes(lanes, "little")


def unpack(packed: bytes) -> Sequence[int]:
    """Return the weights of one feature, from -127 to 127."""
    return memoryview(a2b_base64(packed)).cast("b")


def pack(weights: Sequence[int]) -> str:
    """Return the weights of one feature as they are written in the file."""
    return b2a_base64(bytes(weight & 0xFF for weight in weights), newline=False).decode()


def shares(scores: Sequence[float]) -> Sequence[float]:
    """Return the share of each label among scores that exclude each other."""
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
