"""What keeps the law of the catalogue true: when each entry must be read again, and who asked for what.

`review` says what is due to be read; nothing here says whether the law is right.
"""
