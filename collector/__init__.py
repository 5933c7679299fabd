"""Renom: a self-hosted e-reputation portal for French medical practices.

Import package of the distribution `renom`. Start reading at `collector.run` (the pipeline as one page) and
`collector.core.model` (the nouns).
"""
