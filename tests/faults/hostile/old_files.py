"""What calls itself .xls: BIFF in OLE, HTML tables, SpreadsheetML of Excel 2003."""

import random
import struct
from xml.sax.saxutils import escape

from biff import END, FREE, ole, record, text16, workbook_stream
from cases import COLUMNS, document, name, row

ROWS = [COLUMNS] + [row(i) for i in range(3)]
SS = "urn:schemas-microsoft-com:office:spreadsheet"


def with_cells(**changed):
    cells = row(0)
    for column, cell in changed.items():
        cells[COLUMNS.index(column)] = cell
    return [COLUMNS, cells, row(1)]


# ---- BIFF ----


def add_xls(cases):
    good = ole(workbook_stream(ROWS))
    cases.add("biff-good.xls", good, "rows 3/0")
    cases.add("biff-named.xlsx", good, "rows 3/0")
    for i, share in enumerate((0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)):
        cases.add(f"biff-cut-{i}.xls", good[: int(len(good) * share)], "refused | rows +")
    rng = random.Random(8)
    for i in range(24):
        spoiled = bytearray(good)
        for _ in range(1 + i):
            spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
        cases.add(f"biff-spoiled-{i:02d}.xls", bytes(spoiled), "refused | rows +")
    for i in range(6):
        spoiled = bytearray(good)
        at = rng.randrange(1, len(good) // 512) * 512
        spoiled[at : at + 512] = rng.randbytes(512)
        cases.add(f"biff-sector-{i}.xls", bytes(spoiled), "refused | rows +")

    def fat(i, value):
        return lambda entries: entries.__setitem__(i, value)

    stream = workbook_stream(ROWS)
    for what, patch in {
        "loop": fat(3, 1),
        "self": fat(1, 1),
        "beyond": fat(2, 0x0FFFFFFF),
        "short": fat(2, END),
        "free": fat(2, FREE),
        "directory-loop": fat(0, 0),
    }.items():
        cases.add(f"biff-chain-{what}.xls", ole(stream, patch_fat=patch), "refused | rows +")
    for what, patch in {
        "fat-count": {44: struct.pack("<I", 0x7FFFFFFF)},
        "directory-beyond": {48: struct.pack("<I", 0x7FFFFFFF)},
        "sector-shift": {30: struct.pack("<H", 31)},
        "sector-shift-0": {30: struct.pack("<H", 0)},
        "mini-shift": {32: struct.pack("<H", 60)},
        "difat-loop": {68: struct.pack("<II", 0, 1000000)},
        "byte-order": {28: b"\xff\xfe"},
        "mini-fat": {60: struct.pack("<II", 0, 0x7FFFFFFF)},
    }.items():
        cases.add(f"biff-header-{what}.xls", ole(stream, header=patch), "refused | rows 3/0")
    cases.add("biff-no-workbook.xls", ole(stream, name="WordDocument"), "refused")
    cases.add("biff-encrypted-package.xlsx", ole(b"\0" * 5000, name="EncryptedPackage"), "refused")
    cases.add("biff-empty-stream.xls", ole(b""), "refused")
    cases.add("biff-noise.xls", ole(rng.randbytes(20000)), "refused")
    cases.add("biff-password.xls", ole(workbook_stream(ROWS, before=record(0x2F, b"\1\0\1\0\1\0" + b"x" * 48))), "refused")
    for what, offset in (("beyond", 0x7FFFFFFF), ("start", 0), ("inside", 33)):
        cases.add(f"biff-sheet-{what}.xls", ole(workbook_stream(ROWS, sheet_offset=offset)), "refused | rows +")
    string_table = struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF) + text16("甲")
    cases.add("biff-strings-count.xls", ole(workbook_stream(ROWS, before=record(0xFC, string_table))), "refused | rows 3/0")
    for i, index in enumerate((0, 5, 0xFFFFFFFF)):
        cell = record(0xFD, struct.pack("<HHHI", 4, 1, 0, index))
        cases.add(f"biff-string-index-{i}.xls", ole(workbook_stream(ROWS, more=cell)), "refused | rows 3/0 | rows 3/1")
    for what, cell in {
        "far": struct.pack("<HHH", 65535, 255, 0) + text16("x"),
        "wide": struct.pack("<HHH", 4, 65535, 0) + text16("x"),
        "long": struct.pack("<HHH", 4, 1, 0) + struct.pack("<H", 60000) + b"\1ab",
        "short": b"\0",
    }.items():
        cases.add(f"biff-label-{what}.xls", ole(workbook_stream(ROWS, more=record(0x204, cell))), "refused | rows 3/0 | rows 3/1")
    rich = record(0x204, struct.pack("<HHH", 4, 1, 0) + struct.pack("<HBHI", 2, 0x0D, 65535, 0x7FFFFFFF) + b"abcd")
    cases.add("biff-rich-runs.xls", ole(workbook_stream(ROWS, more=rich)), "refused | rows 3/0 | rows 3/1")
    cases.add("biff-merged-huge.xls", ole(workbook_stream(ROWS, more=record(0xE5, struct.pack("<HHHHH", 1, 0, 65535, 0, 255)))), "refused | rows +")
    cases.add("biff-merged-count.xls", ole(workbook_stream(ROWS, more=record(0xE5, struct.pack("<H", 65535)))), "refused | rows 3/0")
    cases.add("biff-record-long.xls", ole(workbook_stream(ROWS)[:-4] + struct.pack("<HH", 0x204, 0xFFFF)), "refused | rows 3/0")
    cases.add("biff-numeric-id.xls", ole(workbook_stream(with_cells(证件号码=(float(document(0)[:17] + "0"),)))), "rows 1/1")
    cases.add("biff-numeric-phone.xls", ole(workbook_stream(with_cells(手机号码=(15400000000.0,)))), "rows 2/0")
    cases.add("biff-nan-date.xls", ole(workbook_stream(with_cells(最早日期=(float("nan"),)))), "rows 1/1 | refused")
    cases.add("biff-huge-date.xls", ole(workbook_stream(with_cells(最早日期=(1e300,)))), "rows 1/1")


# ---- HTML ----


def html(rows=None, *, before="<html><body><table>", after="</table></body></html>", cell="td"):
    body = "".join(
        "<tr>" + "".join(f"<{cell}>{escape(text)}</{cell}>" for text in cells) + "</tr>\n"
        for cells in (ROWS if rows is None else rows)
    )
    return before + body + after


def add_html(cases):
    good = html()
    cases.add("html-good.xls", good, "rows 3/0")
    cases.add("html-bare-table.xls", html(before="<table>", after="</table>"), "rows 3/0")
    cases.add("html-gbk.xls", html(before='<html><meta charset="gbk"><table>').encode("gbk"), "rows 3/0 | refused")
    cases.add("html-upper-case.xls", good.replace("<td>", "<TD>").replace("<table", "<TABLE"), "rows 3/0")
    cases.add("html-unclosed.xls", good.replace("</td>", "").replace("</tr>", "").replace("</table>", ""), "rows 3/0 | refused")
    cases.add("html-doctype.xls", "<!DOCTYPE html>" + good, "rows 3/0 | refused")
    cases.add("html-entity-doctype.xls", '<!DOCTYPE html [<!ENTITY x SYSTEM "canary.txt">]>' + good.replace(name(0), "&x;"), "refused | rows +")
    cases.add("html-entities.xls", good.replace(name(0), "&#27979;&#x8bd5;&nbsp;&amp;"), "rows 3/0 | rows 2/1 | refused")
    cases.add("html-bad-entities.xls", good.replace(name(0), "甲&#0;&#xD800;&#x110000;&#99999999999999999999;&evil;"), "rows 3/0 | rows 2/1 | refused")
    cases.add("html-script.xls", good.replace("<table>", "<script>document.write('<table>')</script><table>"), "rows 3/0 | refused")
    cases.add("html-style.xls", good.replace("<table>", "<style>td{background:url(http://127.0.0.1:PORT/x)}</style><table>"), "rows 3/0 | refused")
    cases.add("html-include.xls", good.replace("<table>", '<iframe src="http://127.0.0.1:PORT/x"></iframe><img src="canary.txt"><table>'), "rows 3/0 | refused")
    cases.add("html-comment.xls", good.replace("<tr>", "<!-- <tr> --><tr>"), "rows 3/0")
    cases.add("html-comment-unclosed.xls", good.replace("<tr>", "<!-- <tr>"), "refused")
    cases.add("html-no-table.xls", "<html><body><p>系统维护中</p></body></html>", "refused")
    cases.add("html-login-page.xls", "<!DOCTYPE html><html><form><input name=password></form></html>", "refused")
    for n in (2, 1000, 2_000_000_000):
        spanned = good.replace("<td>" + COLUMNS[-1], f'<td colspan="{n}">' + COLUMNS[-1])
        cases.add(f"html-colspan-{n}.xls", spanned, "refused | rows 3/0")
        spanned = good.replace("<td>" + name(0), f'<td rowspan="{n}">' + name(0))
        cases.add(f"html-rowspan-{n}.xls", spanned, "refused | rows +")
    cases.add("html-colspan-words.xls", good.replace("<td>", '<td colspan="x" rowspan="-1">'), "rows 3/0 | refused")
    both = "<tr>" + '<td colspan="1000" rowspan="65534">x</td>' * 200 + "</tr>"
    cases.add("html-span-bomb.xls", good.replace("</table>", both * 50 + "</table>"), "refused | rows 3/0")
    cases.add("html-nested.xls", "<table><tr><td>" * 20000 + good, "refused | rows 3/0")
    cases.add("html-nested-tables.xls", good.replace(name(0), "<table><tr><td>x</td></tr></table>"), "refused | rows +")
    cases.add("html-unclosed-deep.xls", good.replace("<table>", "<b>" * 100000 + "<table>"), "refused | rows 3/0")
    cases.add("html-attributes.xls", good.replace("<table>", "<table " + " ".join(f"a{i}=1" for i in range(100000)) + ">"), "refused | rows 3/0")
    cases.add("html-cells.xls", good.replace("</table>", "<tr>" + "<td>" * 300000 + "</table>"), "refused | rows 3/0")
    cases.add("html-rows.xls", good.replace("</table>", "<tr>" * 500000 + "</table>"), "refused | rows 3/0")
    cases.add("html-long-cell.xls", good.replace(name(0), "甲" * 500000), "refused | rows 2/1")
    cases.add("html-nul.xls", good.replace(name(0), "甲\0乙"), "refused | rows 3/0 | rows 2/1")
    for i in range(6):
        cases.add(f"html-cut-{i}.xls", good[: 40 + i * 150], "refused | rows +")


# ---- SpreadsheetML ----


def sml_cell(cell):
    kind, value = cell if isinstance(cell, tuple) else ("String", cell)
    return f'<Cell><Data ss:Type="{kind}">{escape(value)}</Data></Cell>'


def sml(rows=None, *, prologue="", row_start="<Row>"):
    body = "".join(row_start + "".join(map(sml_cell, cells)) + "</Row>\n" for cells in (ROWS if rows is None else rows))
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n{prologue}<Workbook xmlns="{SS}" xmlns:ss="{SS}">'
        f'<Worksheet ss:Name="名单"><Table>\n{body}</Table></Worksheet></Workbook>'
    )


def add_sml(cases):
    good = sml()
    cases.add("sml-good.xls", good, "rows 3/0")
    cases.add("sml-named.xml", good, "rows 3/0")
    cases.add("sml-no-instruction.xls", good.replace('<?mso-application progid="Excel.Sheet"?>\n', ""), "rows 3/0 | refused")
    cases.add("sml-doctype.xls", sml(prologue='<!DOCTYPE Workbook [<!ENTITY x SYSTEM "canary.txt">]>').replace(name(0), "&x;"), "refused")
    cases.add("sml-laughs.xls", sml(prologue='<!DOCTYPE Workbook [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>').replace(name(0), "&b;"), "refused")
    cases.add("sml-numeric-id.xls", sml(with_cells(证件号码=("Number", document(0)[:17] + "0"))), "rows 1/1")
    cases.add("sml-numeric-id-exponent.xls", sml(with_cells(证件号码=("Number", "3.79901198001080E+17"))), "rows 1/1")
    cases.add("sml-numeric-phone.xls", sml(with_cells(手机号码=("Number", "15400000000"))), "rows 2/0")
    for what, value, verdict in (
        ("date", "2018-02-05T00:00:00.000", "rows 2/0"),
        ("date-impossible", "2018-02-30T00:00:00.000", "rows 1/1 | refused"),
        ("date-words", "soon", "rows 1/1 | refused"),
        ("date-huge", "99999999-01-01T00:00:00.000", "rows 1/1 | refused"),
    ):
        cases.add(f"sml-{what}.xls", sml(with_cells(最早日期=("DateTime", value))), verdict)
    for what, kind in (("error", "Error"), ("boolean", "Boolean"), ("unknown", "Evil")):
        cases.add(f"sml-type-{what}.xls", sml(with_cells(姓名=(kind, "1"))), "rows 2/0 | rows 1/1 | refused")
    for i, index in enumerate(("16384", "16385", "4294967297", "99999999999999999999", "-1", "0", "x", "1")):
        moved = good.replace("<Cell>", f'<Cell ss:Index="{index}">', 1)
        cases.add(f"sml-cell-index-{i}.xls", moved, "refused | rows 3/0")
        moved = good.replace("<Row>", f'<Row ss:Index="{index}">', 1)
        cases.add(f"sml-row-index-{i}.xls", moved, "refused | rows 3/0")
    for i, across in enumerate(("16383", "2000000000", "-2", "x")):
        merged = good.replace("<Cell>", f'<Cell ss:MergeAcross="{across}" ss:MergeDown="{across}">', 1)
        cases.add(f"sml-merge-{i}.xls", merged, "refused | rows +")
    cases.add("sml-deep.xls", good.replace(name(0), "<B>" * 10000), "refused")
    cases.add("sml-cells.xls", good.replace("</Table>", "<Row>" + "<Cell/>" * 300000 + "</Row></Table>"), "refused | rows 3/0")
    cases.add("sml-attributes.xls", good.replace("<Table>", "<Table " + " ".join(f'a{i}="1"' for i in range(20000)) + ">"), "refused")
    cases.add("sml-long-cell.xls", good.replace(name(0), "甲" * 500000), "refused | rows 2/1")
    cases.add("sml-other-namespace.xls", good.replace(SS, "urn:other"), "refused")
    cases.add("sml-formula.xls", good.replace("<Cell>", '<Cell ss:Formula="=WEBSERVICE(&quot;http://127.0.0.1:PORT/&quot;)">'), "rows 3/0 | refused")
    for i in range(6):
        cases.add(f"sml-cut-{i}.xls", good[: 150 + i * 250], "refused")


def add(cases):
    add_xls(cases)
    add_html(cases)
    add_sml(cases)
