"""What is known of plain text, whatever file it is in: one copy of each concept, which all other packages share."""
