"""The edges: one outside thing per module (network, files, git, templates). No edge imports another edge."""
