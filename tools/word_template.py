"""Make collector/templates/letter.docx again: the styles, the place of each part, and the loop that docxtpl fills.

Run it after a change here, and open the letters of the demo in a word processor. The file is committed: whoever only
wants another font may as well change the styles in the file itself.
"""

import io
import sys
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from collector.edges.documents.word import STYLES, repacked  # noqa: E402 - found by the path above

TARGET = ROOT / "collector" / "templates" / "letter.docx"
_FONT = "Times New Roman"  # on every machine, or replaced by one of the same widths
# What places each style: spaces before and after in points, indent in millimetres, held to the next paragraph.
_FORMS = {
    "Expéditeur": {"after": 0},
    "Destinataire": {"after": 0},
    "Lieu et date": {"before": 20, "after": 22, "left": 85},
    "Objet": {"after": 14, "bold": True},
    "Corps": {"after": 8},
    "Intertitre": {"before": 10, "after": 6, "bold": True, "next": True, "outline": 0},
    "Citation longue": {"after": 8, "left": 8},
    "Puces": {"after": 3, "left": 10, "hanging": 5, "list": 1},
    "Numéros": {"after": 3, "left": 10, "hanging": 5, "list": 2},
    "Signature": {"before": 60, "after": 0, "left": 85},
    "Pièces jointes": {"before": 22, "after": 0, "size": 10},
}
_COLUMNS = (85, 80)  # millimetres: the recipient starts at 110 mm from the edge
_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>"""
# « 1 / 2 » when there are two pages or more; the fields of a word processor nest.
_FOOTER = (
    "begin", " IF ", "begin", " NUMPAGES ", "end", ' > 1 "', "begin", " PAGE ", "end", " / ", "begin", " NUMPAGES ",
    "end", '" "" ', "separate", "end",
)  # fmt: skip


def main() -> None:
    """Write the template."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(25), Mm(20), Mm(18), Mm(22)
    page.different_first_page_header_footer = False
    _languages(document)
    _numbering(document)
    for name in STYLES.values():
        _style(document, name, _FORMS[name])
    _address(document)
    _loop(document)
    _footer(page.footer.paragraphs[0])
    _slim(document)
    held = io.BytesIO()
    document.save(held)
    TARGET.write_bytes(repacked(held.getvalue()))


def _languages(document) -> None:  # noqa: ANN001 - python-docx has no types
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    normal.element.rPr.append(language)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for key in [one for one in fonts.attrib if one.endswith("Theme")]:
            del fonts.attrib[key]  # the theme is left out
    for defaults in document.styles.element.iter(qn("w:lang")):
        defaults.set(qn("w:val"), "fr-FR")
    normal.paragraph_format.widow_control = True


def _numbering(document) -> None:  # noqa: ANN001
    numbering = document.part.numbering_part.element
    for one in list(numbering):
        numbering.remove(one)
    for identifier, form, text in ((1, "bullet", "•"), (2, "decimal", "%1.")):
        numbering.append(parse_xml(_NUMBERING.format(ns=nsdecls("w"), id=identifier, form=form, text=text)))
    for identifier in (1, 2):
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), str(identifier))
        abstract = OxmlElement("w:abstractNumId")
        abstract.set(qn("w:val"), str(identifier))
        num.append(abstract)
        numbering.append(num)


def _style(document, name: str, form: dict) -> None:  # noqa: ANN001
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.bold = form.get("bold", False)
    style.font.size = Pt(form.get("size", 11))
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(form.get("before", 0)), Pt(form["after"])
    layout.left_indent = Mm(form.get("left", 0))
    layout.line_spacing = 1.08
    layout.keep_with_next = form.get("next", False)
    layout.keep_together = name in {"Signature", "Pièces jointes"}
    properties = style.element.get_or_add_pPr()
    if "hanging" in form:
        layout.first_line_indent = -Mm(form["hanging"])
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_ilvl().val = 0
        numbered.get_or_add_numId().val = form["list"]
    if "outline" in form:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(form["outline"]))
        properties.append(level)


def _address(document) -> None:  # noqa: ANN001
    """Add a table without lines: rows of a sure height put the recipient where the window of an envelope is."""
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx has no margins of cells
    look.addprevious(margins)
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = Mm(width)
    for row, height in zip(table.rows, (37, 35), strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, _COLUMNS, strict=True):
            cell.width = Mm(width)
    for cell, name, field in (
        (table.cell(0, 0), "Expéditeur", "sender"),
        (table.cell(1, 1), "Destinataire", "recipient"),
    ):
        cell.paragraphs[0].style = document.styles[name]
        cell.paragraphs[0].text = f"{{{{r {field} }}}}"


def _loop(document) -> None:  # noqa: ANN001
    document.add_paragraph("{%p for one in blocks %}")
    for kind, name in STYLES.items():
        if name in {"Expéditeur", "Destinataire"}:
            continue
        document.add_paragraph(f"{{%p if one.kind == '{kind}' %}}")
        document.add_paragraph("{{r one.text }}", style=name)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _footer(paragraph) -> None:  # noqa: ANN001
    paragraph.alignment = 2
    for piece in _FOOTER:
        run = paragraph.add_run()
        run.font.size = Pt(9)
        if piece in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), piece)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = piece
        run._element.append(mark)  # noqa: SLF001 - python-docx has no fields of its own


def _slim(document) -> None:  # noqa: ANN001
    """Leave out what no letter uses: two hundred styles and a picture make a letter slow to write."""
    kept = {*STYLES.values(), "Normal", "Default Paragraph Font", "Normal Table", "No List", "footer"}
    for style in list(document.styles.element.style_lst):
        if style.name_val not in kept:
            document.styles.element.remove(style)
    for linked in document.styles.element.iter(qn("w:link")):
        linked.getparent().remove(linked)
    for latent in document.styles.element.findall(qn("w:latentStyles")):
        document.styles.element.remove(latent)
    unused = ("/theme", "/stylesWithEffects", "/webSettings", "/customXml", "/thumbnail", "/fontTable")
    for part in (document.part, document.part.package):
        for identifier, relation in list(part.rels.items()):
            if relation.reltype.endswith(unused):
                del part.rels[identifier]


if __name__ == "__main__":
    main()
