"""Ids of what becomes of one line, group or schedule: they stand in rows beside those of the tree, and nothing is raised by them."""

from __future__ import annotations

from typing import Final

ITEM_CONFLICT: Final = "DMUpgrade.Item.Conflict"
ITEM_FAILED: Final = "DMUpgrade.Item.Failed"
HISTORY_CONFLICT: Final = "DMUpgrade.History.Conflict"
UNDO_CONFLICT: Final = "DMUpgrade.Undo.Conflict"
GROUP_CONTAINER_NOT_FOUND: Final = "DMUpgrade.Group.ContainerNotFound"
GROUP_NOT_FOUND: Final = "DMUpgrade.Group.NotFound"
GROUP_AMBIGUOUS: Final = "DMUpgrade.Group.Ambiguous"
GROUP_OUT_OF_SCOPE: Final = "DMUpgrade.Group.OutOfScope"
GROUP_VENDOR_DIFFERS: Final = "DMUpgrade.Group.VendorDiffers"
GROUP_VENDOR_ABSENT: Final = "DMUpgrade.Group.VendorAbsent"
SCHEDULE_REFUSED: Final = "DMUpgrade.Schedule.Refused"
SCHEDULE_NOT_FOUND: Final = "DMUpgrade.Schedule.NotFound"
