"""READ: an old installation in GroupID 10's shape."""
