"""A record's index on disk: written whole, swapped in, and read from as needed."""
