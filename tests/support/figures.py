"""Figures of law in French prose: what must stand in a statement, with its source, and nowhere else."""

import re

_UNITS = "jours?|mois|ans?|années?|heures?|semaines?"
_NUMBERS = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|soixante|cent"
DELAY = re.compile(
    rf"\b({_NUMBERS})\s+({_UNITS})\b|\bun\s+an\b|\b(délai|sous|dans) d?[’ ]?une?\s+({_UNITS})\b", re.IGNORECASE
)
AMOUNT = re.compile(r"\d[\d\u00a0\u202f]*€")
