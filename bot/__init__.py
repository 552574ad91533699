"""The faces of the record: the terminal's and Discord's."""
