"""Terms find passages: the door to a search engine, and postings to search; knows nothing of records."""
