"""How far people agree, which run is better, and how sure that is: pure functions over numbers."""
