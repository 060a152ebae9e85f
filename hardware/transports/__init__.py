"""Bytes to and from devices; each file alone imports its vendor's library, whose errors end there."""
