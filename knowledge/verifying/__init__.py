"""Whether the record says what a text quotes it to say."""
