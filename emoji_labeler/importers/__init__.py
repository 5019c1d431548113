"""Reading memos from files: one module for each format, all listed in ``registry``."""
