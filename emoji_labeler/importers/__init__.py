"""Reading memos, one module for each file format."""
