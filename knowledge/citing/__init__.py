"""A passage, or a sentence of it, as a citation in the form that one needs, with a link that lands on the words."""
