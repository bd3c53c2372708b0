"""A believable GroupID 10 installation, made from a seed number and the contracts into a folder."""

from pyupgrade.sample.create import Facts, create

__all__ = ["Facts", "create"]
