"""Letters of the catalogue, from their text to what is ready to be written.

`parsing` reads a text once into `blocks`; `facts` are what is known of a `subject`, `filling` puts them in the holes,
or leaves `blanks`; `serving` tells whether a finding calls for a letter, `telling` says it in French, `drafting` does
it all. `markdown` is the plain writer; the page of the portal is a template, Word and PDF are written by an edge.
"""
