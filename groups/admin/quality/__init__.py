"""Pages of the workplace about the data: what is probably wrong, where nothing meets, how well it is kept."""
