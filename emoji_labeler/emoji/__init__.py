"""The emoji pack, its pictures, and finding an emoji by words."""
