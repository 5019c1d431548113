"""From a bare machine to a working environment beside the checkout: standard library only."""
