"""The steps that make the emoji pack from published packages of pictures and words."""
