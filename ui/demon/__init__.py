"""The page Demon."""
