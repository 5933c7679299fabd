"""Runs `python -m collector` as the command `renom`."""

from collector.cli import main

if __name__ == "__main__":
    main()
