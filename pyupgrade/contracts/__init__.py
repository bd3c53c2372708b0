"""What we believe of GroupID and Directory Manager, as data."""
