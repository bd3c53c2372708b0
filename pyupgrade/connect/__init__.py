"""One third-party library a file, imported nowhere else."""
