"""After the run: verification, summary, documents."""
