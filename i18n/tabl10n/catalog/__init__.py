"""Catalogs: what of a document goes to translators, and what they gave back."""
