"""Places of open data: a reader for each format over one neutral record, and the load that shows them."""
