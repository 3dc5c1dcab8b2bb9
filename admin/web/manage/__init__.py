"""관리: people, the city, pledges, forms, words and settings, for those who look after them."""
