"""The pure core: it decides, and touches nothing.

No file, network, clock, randomness, log or template here; time and keys are arguments.
"""
