"""Writing datasets, one module for each file format."""
