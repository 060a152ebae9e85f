"""The interfaces of other systems over HTTP, the same for the back office and for the register itself."""
