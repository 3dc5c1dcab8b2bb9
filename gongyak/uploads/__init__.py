"""The guard for every file that people hand in: what it really is, and that it can do no harm.

`gongyak.uploads.guard.admit` is the one way in; it raises a `GongyakError` that names the file, what is wrong
with it and what to do.
"""
