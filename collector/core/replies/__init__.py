"""Judges the draft of a public reply: is it safe to publish? Which words are not, by which rule, what to write instead.

The judgement is data: a folding, a lexicon, harmless phrases and rules, all of `catalog/replies/`, whose patterns mean
the same in Python and in a browser. Nothing here decides what is right to say.
"""
