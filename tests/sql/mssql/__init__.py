"""On a real server: run only where DMUPGRADE_MSSQL names one."""
