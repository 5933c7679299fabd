"""The kinds: one reading method per module, doing no I/O itself.

A kind yields the requests it needs and is sent each capture. A new kind is a module here and a line in `KINDS`.
"""
