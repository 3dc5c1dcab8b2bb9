"""A Word document that tries whatever a document could try on those who look at it."""

from __future__ import annotations

import io
from typing import Final
from zipfile import ZipFile

_OUTSIDE: Final = "http://outside.example.kr"
_RUN: Final = "top.hacked = self.hacked = 1"
_TYPES: Final = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="html" ContentType="text/html"/>
<Default Extension="svg" ContentType="image/svg+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
</Types>"""
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_PACKAGE: Final = (
    f'{_RELATIONS}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_PARTS: Final = f"""{_RELATIONS}
<Relationship Id="r0" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="r1" Type="{_OFFICE}/hyperlink" Target="javascript:{_RUN}" TargetMode="External"/>
<Relationship Id="r2" Type="{_OFFICE}/hyperlink" Target="{_OUTSIDE}/link" TargetMode="External"/>
<Relationship Id="r3" Type="{_OFFICE}/image" Target="{_OUTSIDE}/picture.png" TargetMode="External"/>
<Relationship Id="r4" Type="{_OFFICE}/image" Target="media/picture.svg"/>
<Relationship Id="r5" Type="{_OFFICE}/aFChunk" Target="chunk.html"/>
<Relationship Id="r6" Type="{_OFFICE}/image" Target="chunk.html"/>
</Relationships>"""
_STYLES: Final = f"""<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="&lt;/style&gt;&lt;script&gt;{_RUN}&lt;/script&gt;"/>
<w:rPr>
<w:rFonts w:ascii="a; }} @import url({_OUTSIDE}/style.css); * {{ background: url({_OUTSIDE}/ground)"/>
</w:rPr>
</w:style></w:styles>"""
_HTML: Final = f"""<html><body onload="{_RUN}"><script>{_RUN}</script>
<img src="{_OUTSIDE}/chunk.png" onerror="{_RUN}"></body></html>"""
_SVG: Final = f"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="{_RUN}">
<script>{_RUN}</script><image href="{_OUTSIDE}/svg.png" width="9" height="9"/></svg>"""


def _picture(attribute: str) -> str:
    return f"""<w:p><w:r><w:drawing><wp:inline><wp:extent cx="400000" cy="400000"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>
<a:blip {attribute}/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline>
</w:drawing></w:r></w:p>"""


_DOCUMENT: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:v="urn:schemas-microsoft-com:vml"><w:body>
<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>
<w:r><w:t>&lt;img src=x onerror="{_RUN}"&gt;&lt;script&gt;{_RUN}&lt;/script&gt;</w:t></w:r></w:p>
<w:p><w:hyperlink r:id="r1"><w:r><w:t>누르지 마십시오</w:t></w:r></w:hyperlink></w:p>
<w:p><w:hyperlink r:id="r2"><w:r><w:t>바깥</w:t></w:r></w:hyperlink></w:p>
<w:p><w:r><w:pict><v:rect style="width:9pt;height:9pt;background:url({_OUTSIDE}/vml)" onclick="{_RUN}"
 fill="url({_OUTSIDE}/fill)"><v:imagedata r:id="r3"/></v:rect></w:pict></w:r></w:p>
{_picture('r:link="r3"')}{_picture('r:embed="r3"')}{_picture('r:embed="r4"')}{_picture('r:embed="r6"')}
<w:altChunk r:id="r5"/>
<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>"""


def hostile_document(outside: str) -> bytes:
    """Return the document; it asks the site *outside* for whatever it can."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _PACKAGE,
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _PARTS,
        "word/styles.xml": _STYLES,
        "word/chunk.html": _HTML,
        "word/media/picture.svg": _SVG,
    }
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(_OUTSIDE, outside))
    return out.getvalue()
