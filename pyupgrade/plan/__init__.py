"""The document: what will be done, what will not, and what must be decided, before anything is."""
