"""THE NEW SYSTEM: one file a door, the search index, the journal."""
