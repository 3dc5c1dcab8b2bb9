"""Settings: each with its meaning in ``defaults.toml``, read by ``config.settings``.

Nothing is imported here, so that the command line starts quickly.
"""
