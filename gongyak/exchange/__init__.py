"""The exchange format: one YAML file a pledge and one for the city, read whole or not at all."""
