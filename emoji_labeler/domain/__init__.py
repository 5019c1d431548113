"""Plain frozen data and the rules about it; standard library only."""
