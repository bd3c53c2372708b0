"""Preflight: one check a file, from what the engine hands in as a Context to rows with a recommended action."""
