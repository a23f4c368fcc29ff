"""Workbooks made by hand, part by part, so that each can lie."""

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (1980, 1, 1, 0, 0, 0)


def letters(column):
    text = ""
    while column >= 0:
        text = chr(65 + column % 26) + text
        column = column // 26 - 1
    return text


def text_cell(at, text):
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def number_cell(at, value, style=0):
    return f'<c r="{at}" s="{style}"><v>{value}</v></c>'


def sheet_rows(rows):
    """A cell is text, or ready XML as (xml with {at} in it,)."""
    out = []
    for i, cells in enumerate(rows, 1):
        row = "".join(
            cell[0].replace("{at}", f"{letters(j)}{i}") if isinstance(cell, tuple) else text_cell(f"{letters(j)}{i}", cell)
            for j, cell in enumerate(cells)
        )
        out.append(f'<row r="{i}">{row}</row>')
    return "".join(out)


def sheet(rows, *, before="", after=""):
    data = rows if isinstance(rows, str) else sheet_rows(rows)
    return f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{RELS}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


# Styles: 0 general, 1 built-in date 14, 2 text, 3 a date format of its own.
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def parts(*sheets, strings=None, workbook="", names=None):
    """The parts of a workbook, in order, as a dict that a case may change."""
    out = {}
    count = range(1, len(sheets) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for i in count
    )
    out["[Content_Types].xml"] = (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        f"{types}</Types>"
    )
    out["_rels/.rels"] = (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    listed = "".join(f'<sheet name="{(names or {}).get(i, f"表{i}")}" sheetId="{i}" r:id="rId{i}"/>' for i in count)
    out["xl/workbook.xml"] = f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELS}">{workbook}<sheets>{listed}</sheets></workbook>'
    related = "".join(f'<Relationship Id="rId{i}" Type="{RELS}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in count)
    related += f'<Relationship Id="rIdS" Type="{RELS}/styles" Target="styles.xml"/>'
    if strings is not None:
        related += f'<Relationship Id="rIdT" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
        out["xl/sharedStrings.xml"] = strings
    out["xl/_rels/workbook.xml.rels"] = f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'
    out["xl/styles.xml"] = STYLES
    for i, part in zip(count, sheets):
        out[f"xl/worksheets/sheet{i}.xml"] = part
    return out


def shared(items):
    return f'{XML}<sst xmlns="{MAIN}">{"".join(items)}</sst>'


def pack(entries, *, compression=zipfile.ZIP_DEFLATED):
    """A zip of (name, text) pairs or a dict of them; the same name may come twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as z:
        for name, data in entries.items() if isinstance(entries, dict) else entries:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = compression
            z.writestr(info, data)
    return buffer.getvalue()


def blank_run(n):
    """n blanks under DEFLATE, without holding them: about a thousand to one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    out, crc, block = [], 0, b" " * 65536
    for _ in range(n // len(block)):
        out.append(packer.compress(block))
        crc = zlib.crc32(block, crc)
    out.append(packer.flush())
    return b"".join(out), crc, n // len(block) * len(block)


class RawZip:
    """A zip whose every field can be chosen: what zipfile refuses to write."""

    def __init__(self):
        self.body, self.central, self.count = b"", b"", 0

    def local(self, name, data, *, crc, size, method=8, flags=0x800):
        at = len(self.body)
        self.body += struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, flags, method, 0, 0x21, crc, len(data), size, len(name), 0)
        self.body += name + data
        return at

    def entry(self, name, at, packed, *, crc, size, method=8, flags=0x800):
        self.central += struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, flags, method, 0, 0x21, crc, packed, size, len(name), 0, 0, 0, 0, 0, at
        )
        self.central += name
        self.count += 1

    def add(self, name, text, *, central_name=None, size=None, central_size=None, crc=None):
        data = text if isinstance(text, bytes) else text.encode()
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        size = len(data) if size is None else size
        crc = zlib.crc32(data) if crc is None else crc
        at = self.local(name.encode(), packed, crc=crc, size=size)
        self.entry((central_name or name).encode(), at, len(packed), crc=crc, size=size if central_size is None else central_size)

    def bytes(self, *, entries=None, offset=None):
        n = self.count if entries is None else entries
        at = len(self.body) if offset is None else offset
        return self.body + self.central + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, n & 0xFFFF, n & 0xFFFF, len(self.central), at, 0)
