"""Charts as SVG, PNG and tables; the only room that imports matplotlib."""
