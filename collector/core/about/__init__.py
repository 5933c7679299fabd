"""The judgement « is it about us? »: yes, no, or uncertain, with a score and reasons in French.

From the words up: `lexicon` holds the words of the catalogue; `wording` reads a mention once; `spelling` tells that two
words sound or look alike; `naming` knows every written form of one name; `first_names` and `sightings` find it and look
around it; `places` and `homonyms` read what the practice declared, `genders` whether it is a woman or a man; `bearer`
gathers all that of one practitioner. `occupations`, `rivals`, `calls` and `evidence` say what a wording holds;
`rulings` (what speaks against) and `supports` (what speaks for) decide, `verdict` says why, `judge` judges a group.
"""
