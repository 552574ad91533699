"""Files become documents: the text of a file without its page's furniture, its metadata, and what was unsure."""
