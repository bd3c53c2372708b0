"""A stand-in for the engine: speaks docs/protocol.md by script, for crashes, questions and clocks of no real run."""
