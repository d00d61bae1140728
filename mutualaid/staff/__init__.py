"""The people who keep the site: how they sign in, their accounts, and the desk at which they are invited."""
