"""Every check that the project has to pass, one module for each kind."""
