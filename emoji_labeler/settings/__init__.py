"""Every setting, declared once in a table and kept in one file."""
