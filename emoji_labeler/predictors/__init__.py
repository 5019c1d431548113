"""Ways of choosing an emoji for a memo, one module each."""
