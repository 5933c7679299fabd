"""How many examples the property tests try: few and always the same in `make test`, many and new in `make soak`."""

import os

from hypothesis import settings

settings.register_profile("test", max_examples=60, derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=3000, deadline=None, print_blob=True)
settings.load_profile("soak" if os.environ.get("RENOM_SOAK") else "test")
