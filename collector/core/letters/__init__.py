"""Letters: their text parsed once into blocks (`blocks`, `parsing`), the facts that fill it (`facts`, `filling`), whether
a finding calls for one (`serving`), and the plain writer (`markdown`). Word and PDF are written by an edge.
"""
