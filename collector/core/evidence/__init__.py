"""Evidence: what a capture is, how captures are sealed and chained, what a pack holds, and what all this proves.

Pure: bytes are given, tokens are checked by a function that is given. Says in plain French what holds and what not.
"""
