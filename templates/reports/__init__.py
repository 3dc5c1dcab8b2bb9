"""The Word forms of the reports, and the scripts that made them."""
