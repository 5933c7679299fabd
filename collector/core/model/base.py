"""The base of every noun, and the forms of their identifiers."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

# Reserved in place of a practitioner's id: what concerns the practice as a whole.
PRACTICE = "cabinet"

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
PractitionerId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]*$", max_length=64)]
FindingId = Annotated[str, StringConstraints(pattern=r"^f-[0-9a-f]{16}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SecretName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=64)]
# A word of the vocabulary of judgements: avis_negatif. Earlier versions wrote hyphens, which are read the same.
Label = Annotated[
    str,
    BeforeValidator(lambda label: label.replace("-", "_") if isinstance(label, str) else label),
    StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=64),
]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Model(BaseModel):
    """Base of every noun: frozen, no unknown key; what validates is built at the first use, for a quick start."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)
