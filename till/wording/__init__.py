"""Money, dates and messages as text in the register's language. Pure, but for reading the catalogues once."""
