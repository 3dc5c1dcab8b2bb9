"""What the system does: one module, one plain function a job; ``desk.py`` puts the parts together.

Nothing is imported here, so that the command line starts quickly.
"""
