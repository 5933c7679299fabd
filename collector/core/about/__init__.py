"""The judgement « is it about us? »: yes, no, or uncertain, with a score and reasons in French.

`lexicon` holds the words of the catalogue, `wording` reads a mention once, `spelling` tells that two words sound or
look alike, `naming` knows every written form of one name, `sightings` finds it in a wording and looks around it,
`homonyms` reads what the practice said of others, `clues` weighs the rest, `verdict` decides, `judge` does it for a group.
"""
