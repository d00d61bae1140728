"""Open data: the page that tells other sites and programs what they may take, and the same for machines."""
