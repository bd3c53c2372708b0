"""WRITE: one file a kind of thing; look, act, look again."""
