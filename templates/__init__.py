"""Every word that a person reads: the forms of the reports, the letters, the pages."""
