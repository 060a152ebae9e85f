"""Pure mappings between our entries and the shapes of other systems."""
