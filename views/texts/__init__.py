"""All Russian of the product, as typed functions: a caller cannot forget a value."""
