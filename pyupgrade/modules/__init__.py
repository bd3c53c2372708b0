"""DECIDE: one file an upgrade module; rows of readers in, plan lines out."""
