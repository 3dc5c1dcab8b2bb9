"""The people's door: the command ``gongyak`` (``cli.py``).

Nothing is imported here, so that the command starts quickly.
"""
