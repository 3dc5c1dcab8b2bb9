"""From a compiled Word template and a view to the bytes of a document.

``compile_template`` reads a template once; ``Template.render`` fills it; ``Template.fields`` and
``check_template`` tell what it asks for and what is wrong with it.
"""

from gongyak.documents.check import check_template
from gongyak.documents.comments import Comment, Commented
from gongyak.documents.fields import Field
from gongyak.documents.pictures import Picture, scale_picture
from gongyak.documents.places import Place
from gongyak.documents.problems import TagProblem
from gongyak.documents.richtext import RichText, Run
from gongyak.documents.subdocument import SubDocument
from gongyak.documents.template import Template, compile_template
from gongyak.documents.values import Inline

__all__ = [
    "Comment",
    "Commented",
    "Field",
    "Inline",
    "Picture",
    "Place",
    "RichText",
    "Run",
    "SubDocument",
    "TagProblem",
    "Template",
    "check_template",
    "compile_template",
    "scale_picture",
]
