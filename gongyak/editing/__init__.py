"""Editing a half-year's facts of a pledge: from facts to the fields of a form, and back.

A form's fields are a flat mapping of names to texts, as a browser sends them.  Each part of the form is a
`gongyak.editing.section.Section`: pure, so that it can be tried without a page or a database.
"""
