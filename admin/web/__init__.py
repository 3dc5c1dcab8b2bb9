"""The pages: what people reach with a browser.  ``app.py`` says which there are."""
