"""The style page: every component in every state, for whoever changes the look. It is there with DEBUG on alone.

A file for each family of components. All values are made up here, in code, and drawn by the partials of the real pages.
Its own words are English: developers alone read them.
"""
