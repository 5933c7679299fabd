"""The kinds that a source tells how to read: `json-api` by paths, `html` by selectors. A source is then data only."""
