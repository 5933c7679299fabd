"""Files of a practice and of the catalogue: YAML in, frozen models out, and back.

One edge in five rooms: `documents` (one YAML file and its faults), `practice` (practice.yml), `catalog` (sources,
statements, letters, masking rules), `store` (data/ and pieces/) and `atomic` (writing whole or not at all).
"""
