"""What the views show, as Qt wants to read it."""
