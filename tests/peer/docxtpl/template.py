"""The template that a script opens, renders and saves."""

from __future__ import annotations

from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, NoReturn

import jinja2
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from gongyak.documents.errors import TemplateSyntaxError
from gongyak.documents.template import Template, compile_template
from gongyak.errors import GongyakError

from .escaping import as_escaped
from .inline_image import content_of
from .replacing import Replacements
from .subdoc import Subdoc

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    File = str | PathLike[str] | IO[bytes]

_LENIENT: Final = jinja2.Environment()  # noqa: S701 - for_word escapes whatever the environment says
_DELIMITERS: Final = tuple(
    f"{kind}_{side}_string" for kind in ("block", "variable", "comment") for side in ("start", "end")
)


class DocxTemplate:
    """A Word file with tags: ``render`` fills it, ``save`` writes it; python-docx's attributes are there."""

    def __init__(self, template_file: File) -> None:
        """Take the template's path or an open file; it is read when it is needed first."""
        self.template_file = template_file
        self.allow_missing_pics = False
        self.is_rendered = self.is_saved = False
        self._template: bytes | None = None
        self._rendered: bytes | None = None
        self._docx: WordDocument | None = None
        self._compiled: tuple[bytes, jinja2.Environment, Template] | None = None
        self._replacements = Replacements()

    def __getattr__(self, name: str) -> Any:
        """Return python-docx's attribute *name* (``paragraphs``, ``tables``, ``add_paragraph`` …)."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.docx, name)

    @property
    def docx(self) -> WordDocument:
        """The document as python-docx sees it: the rendered one, or before that the template."""
        if self._docx is None:
            self._docx = Document(BytesIO(self._rendered or self._read()))
        return self._docx

    def get_docx(self) -> WordDocument:
        """Return the document as python-docx sees it."""
        return self.docx

    def template_bytes(self) -> bytes:
        """Return the template, with what python-docx has changed in it since it was opened."""
        if self._docx is None or self.is_rendered:
            return self._read()
        return _saved(self._docx)

    def render(
        self,
        context: dict[str, Any],
        jinja_env: jinja2.Environment | None = None,
        autoescape: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Fill the template from *context*; each call begins with the template anew.

        *jinja_env* brings filters, tests and globals.  Without *autoescape*, text that the script has escaped
        already prints as what it stands for.  Raises Jinja2's errors for wrong tags and missing values.
        """
        escaping = autoescape or bool(jinja_env and jinja_env.autoescape is True)
        values = context if escaping else {key: as_escaped(value) for key, value in context.items()}
        template = self._compile(self.template_bytes(), jinja_env or _LENIENT)
        try:
            self._rendered = template.render(values)
        except GongyakError as error:
            _raise_as_jinja(error)
        self._docx = None
        self.is_rendered, self.is_saved = True, False

    def save(self, filename: File) -> None:
        """Write the document to a path or an open file, with pictures, media and embedded files replaced."""
        document = _saved(self._docx) if self._docx is not None else self._rendered or self._read()
        made = self._replacements.carry_out(document, allow_missing_pictures=self.allow_missing_pics)
        if isinstance(filename, str | PathLike):
            Path(filename).write_bytes(made)
        else:
            filename.write(made)
        self.is_saved = True

    def new_subdoc(self, docpath: str | PathLike[str] | None = None) -> Subdoc:
        """Return a document to be put into this one: empty, or the one at *docpath*."""
        return Subdoc(self, docpath)

    def build_url_id(self, url: str) -> str:
        """Return what ``RichText(…, url_id=…)`` takes for a link to *url*."""
        return url

    def get_undeclared_template_variables(
        self, jinja_env: jinja2.Environment | None = None, context: dict[str, Any] | None = None
    ) -> set[str]:
        """Return the names that the template asks for and *context* does not hold."""
        environment = jinja_env or _LENIENT
        fields = self._compile(self.template_bytes(), environment).fields()
        names = {field.path.partition(".")[0].partition("[")[0].rstrip("\0") for field in fields}
        return names - set(context or ()) - set(environment.globals)

    def replace_pic(self, embedded_file: str, dst_file: File) -> None:
        """Have the picture named *embedded_file* in Word show *dst_file*, in the size that is drawn."""
        self._replacements.pictures[Path(embedded_file).name] = content_of(dst_file)

    def replace_media(self, src_file: File, dst_file: File) -> None:
        """Have every picture or other media with the content of *src_file* hold that of *dst_file*."""
        self._replacements.by_content(content_of(src_file), content_of(dst_file))

    def replace_embedded(self, src_file: File, dst_file: File) -> None:
        """Have every embedded object with the content of *src_file* hold that of *dst_file*."""
        self._replacements.by_content(content_of(src_file), content_of(dst_file))

    def replace_zipname(self, zipname: str, dst_file: File) -> None:
        """Have the file *zipname* of the package hold the content of *dst_file*."""
        self._replacements.names[zipname] = content_of(dst_file)

    def reset_replacements(self) -> None:
        """Forget every replacement asked for so far."""
        self._replacements = Replacements()

    def _read(self) -> bytes:
        if self._template is None:
            try:
                self._template = content_of(self.template_file)
            except FileNotFoundError:
                message = f"Package not found at '{self.template_file}'"
                raise PackageNotFoundError(message) from None
        return self._template

    def _compile(self, data: bytes, environment: jinja2.Environment) -> Template:
        if any(getattr(environment, name) != getattr(_LENIENT, name) for name in _DELIMITERS):
            message = "tags keep their delimiters {{ }}, {% %} and {# #}; an environment cannot change them"
            raise NotImplementedError(message)
        if self._compiled is None or self._compiled[:2] != (data, environment):
            try:
                template = compile_template(data, name=_name(self.template_file), environment=environment)
            except TemplateSyntaxError as error:
                raise jinja2.TemplateSyntaxError(error.say("en"), 1) from error
            self._compiled = (data, environment, template)
        return self._compiled[2]


def _raise_as_jinja(error: GongyakError) -> NoReturn:
    """Raise what stopped Jinja2, as docxtpl lets it through; gongyak's error with the place is its cause."""
    if error.__cause__ is None:
        raise error
    raise error.__cause__ from error


def _saved(document: WordDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _name(file: File) -> str:
    return str(getattr(file, "name", None) or (file if not hasattr(file, "read") else "template"))
