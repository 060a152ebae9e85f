"""A network printer at the other end of a cable that is pulled: `make test-cable`."""
