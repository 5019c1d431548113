"""The project file; the only room that knows a table name."""
