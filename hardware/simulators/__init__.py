"""Devices made of Python: a receipt printer at the byte level with a cash drawer on its DK port.

They are written from the byte tables of the printers' manuals, not from the code that drives them, so that
each is a check on the other.
"""
