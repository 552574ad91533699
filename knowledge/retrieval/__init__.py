"""Terms find passages: a small door to a search engine, and the one that comes with Summit."""
