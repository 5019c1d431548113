"""Writing files for others: one module for each format, all listed in ``registry``."""
