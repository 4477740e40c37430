"""One module per way of running: local, test, prod; all extend base."""
