"""Gongyak's renderer under the class names that docxtpl documents.

With the folder above this package on ``PYTHONPATH``, scripts and templates written for docxtpl run on
gongyak's renderer.  What differs on purpose: text that holds ``&`` or ``<`` is never lost, whether it was
escaped or not; tags keep their delimiters ``{{`` and ``{%``; fields of footnotes and properties are among the
template's fields; pictures are PNG or JPEG; a page break begins no paragraph.
"""

from .inline_image import InlineImage
from .listing import Listing
from .richtext import RP, R, RichText, RichTextParagraph
from .subdoc import Subdoc
from .template import DocxTemplate

__all__ = ["RP", "DocxTemplate", "InlineImage", "Listing", "R", "RichText", "RichTextParagraph", "Subdoc"]
