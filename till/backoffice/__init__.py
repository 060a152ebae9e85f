"""The receiving journal server: holds the journals of many registers and can prove them."""
