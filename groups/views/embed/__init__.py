"""Listings on other sites: the page that explains, the frame, and the script that makes a frame as tall as it needs."""
