"""SQL Server: what can be shown of it on a machine that has none."""
