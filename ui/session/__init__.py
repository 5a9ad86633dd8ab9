"""What is remembered of a visit, what is current, and what all visitors of a server share."""
