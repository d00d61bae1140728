"""Open Referral UK 3.0 under /api/open-referral-uk/: services, their places, and the taxonomies they are said in."""
