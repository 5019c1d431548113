"""Work in a process of its own, whose threads and memory are not those of the window."""
