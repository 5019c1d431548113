"""What dataset snapshots are made of: splits, prompts, hashes, checks, differences."""
