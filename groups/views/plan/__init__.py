"""`/plan/`: a week that two people can live with, laid out from the address alone."""
