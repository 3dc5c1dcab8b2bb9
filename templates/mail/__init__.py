"""The words of the letters: subject, plain text and HTML of each kind."""
