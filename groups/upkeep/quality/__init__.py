"""Checks of the data: what is probably wrong with the listings, each as a list that leads to where it is put right."""
