"""Upgrades GroupID 9 or 10 to Directory Manager 11.1: the engine behind the PowerShell module DMUpgrade."""

__version__ = "0.1.0"
