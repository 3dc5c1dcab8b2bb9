"""What administrators and coordinators look after: people, the city, pledges, forms, words, settings."""
