"""What a person can do, without a screen; one module for each verb."""
