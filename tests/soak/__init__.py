"""A shop that works for hours: real screens, a printer that fails, an office that comes and goes."""
