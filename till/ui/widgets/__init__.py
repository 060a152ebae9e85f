"""What screens are made of: lines, lists, fields and panels."""
