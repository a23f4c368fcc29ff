"""Workbooks that lie: as zip files, as packages of parts, and cell by cell."""

import gzip
import lzma
import random
import zipfile

from cases import COLUMNS, csv_list, document, name, row, xml_list
from workbook import MAIN, PACKAGE, RELS, XML, RawZip, blank_run, number_cell, pack, parts, shared, sheet, sheet_rows

GOOD_ROWS = [COLUMNS] + [row(i) for i in range(3)]
DATES = (COLUMNS.index("最早日期"), COLUMNS.index("最晚日期"))


def book(rows=None, **options):
    return parts(sheet(GOOD_ROWS if rows is None else rows), **options)


def with_cells(i=0, **changed):
    """Good rows, of which the first has other cells: text, or XML in a tuple."""
    cells = row(0)
    for column, cell in changed.items():
        cells[COLUMNS.index(column)] = cell
    return [COLUMNS, cells, row(1)]


def add_zip(cases):
    good = book()
    data = pack(good)
    cases.add("zip-good.xlsx", data, "rows 3/0")
    cases.add("zip-stored.xlsx", pack(good, compression=zipfile.ZIP_STORED), "rows 3/0")
    cases.add("zip-named.xls", data, "rows 3/0")
    cases.add("zip-named.csv", data, "rows 3/0")
    for what, method in (("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
        cases.add(f"zip-{what}.xlsx", pack(good, compression=method), "refused | rows 3/0")
    for i, share in enumerate((0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999)):
        cases.add(f"zip-cut-{i}.xlsx", data[: int(len(data) * share)], "refused")
    cases.add("zip-cut-start.xlsx", data[10:], "refused")
    rng = random.Random(11)
    for i in range(12):
        spoiled = bytearray(data)
        for _ in range(1 + i * 3):
            spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
        cases.add(f"zip-spoiled-{i:02d}.xlsx", bytes(spoiled), "refused | rows +")
    cases.add("zip-empty.xlsx", pack({}), "refused")
    cases.add("zip-only-end.xlsx", RawZip().bytes(entries=65535), "refused")
    cases.add("zip-of-csv.xlsx", pack({"list.csv": csv_list()}), "refused")
    cases.add("zip-of-xml.xml", pack({"list.xml": xml_list()}), "refused")
    cases.add("zip-in-zip.xlsx", pack({"list.xlsx": data}), "refused")
    cases.add("zip-prefixed.xlsx", b"#!/bin/sh\nexit\n" + data, "refused")
    cases.add("zip-suffixed.xlsx", data + b"\0" * 70000, "refused | rows 3/0")
    cases.add("zip-word.xlsx", pack({**{k: v for k, v in good.items() if "xl/" not in k}, "word/document.xml": "<w/>"}), "refused")

    # Bombs. Ratio, size, number, overlap.
    sheet_name = "xl/worksheets/sheet1.xml"
    bomb = dict(good)
    bomb[sheet_name] = sheet(sheet_rows(GOOD_ROWS), after=" " * 30_000_000)
    cases.add("bomb-ratio.xlsx", pack(bomb), "refused")
    bomb[sheet_name] = sheet(sheet_rows(GOOD_ROWS) + "<row/>" * 8_000_000)
    cases.add("bomb-rows.xlsx", pack(bomb), "refused")
    bomb = book(strings=shared(["<si><t>" + "x" * 30_000_000 + "</t></si>"]))
    cases.add("bomb-strings.xlsx", pack(bomb), "refused")
    bomb = dict(good)
    bomb["xl/styles.xml"] += " " * 30_000_000
    cases.add("bomb-styles.xlsx", pack(bomb), "refused")
    bomb = dict(good)
    bomb["xl/media/image1.png"] = " " * 30_000_000
    cases.add("bomb-unused.xlsx", pack(bomb), "refused | rows 3/0")
    for n in (1001, 70000):
        many = list(good.items()) + [(f"x/{i}", "") for i in range(n)]
        cases.add(f"bomb-entries-{n}.xlsx", pack(many, compression=zipfile.ZIP_STORED), "refused")
    raw = RawZip()
    for part, text in good.items():
        if part != sheet_name:
            raw.add(part, text)
    packed, crc, size = blank_run(300 << 20)
    at = raw.local(sheet_name.encode(), packed, crc=crc, size=size)
    raw.entry(sheet_name.encode(), at, len(packed), crc=crc, size=size)
    cases.add("bomb-300m.xlsx", raw.bytes(), "refused")
    raw.entry(b"xl/a.xml", at, len(packed), crc=crc, size=size)
    cases.add("bomb-overlap.xlsx", raw.bytes(), "refused")
    nested = pack({"x": pack({"x": pack({"x": " " * 10_000_000})})})
    cases.add("bomb-nested.xlsx", pack({**good, "xl/embeddings/a.xlsx": nested}), "refused | rows 3/0")

    # Fields that disagree.
    def lying(**how):
        zip_file = RawZip()
        for part, text in good.items():
            zip_file.add(part, text, **(how if part == sheet_name else {}))
        return zip_file

    cases.add("lie-central-name.xlsx", lying(central_name="xl/worksheets/sheet9.xml").bytes(), "refused")
    cases.add("lie-size-small.xlsx", lying(size=10).bytes(), "refused")
    cases.add("lie-size-large.xlsx", lying(size=1 << 30).bytes(), "refused")
    cases.add("lie-central-size.xlsx", lying(central_size=10).bytes(), "refused")
    cases.add("lie-crc.xlsx", lying(crc=1).bytes(), "refused")
    cases.add("lie-count-less.xlsx", lying().bytes(entries=2), "refused")
    cases.add("lie-count-more.xlsx", lying().bytes(entries=50), "refused")
    cases.add("lie-offset.xlsx", lying().bytes(offset=0), "refused")
    cases.add("lie-offset-beyond.xlsx", lying().bytes(offset=0xFFFFFFF0), "refused")
    twice = list(good.items()) + [(sheet_name, sheet([COLUMNS, row(7)]))]
    cases.add("lie-part-twice.xlsx", pack(twice), "refused")
    raw = lying()
    cases.add("lie-encrypted.xlsx", raw.bytes().replace(b"\x00\x08\x08\x00", b"\x01\x08\x08\x00"), "refused")
    for i, path in enumerate(("../evil.xml", "/etc/cron.d/evil", "C:\\evil.xml", "xl/../../evil.xml", "a\0b", "x" * 60000)):
        raw = lying()
        raw.add(path, "<x/>")
        cases.add(f"lie-path-{i}.xlsx", raw.bytes(), "refused | rows 3/0")


def without(part):
    return {k: v for k, v in book().items() if k != part}


def add_parts(cases):
    good = book()
    for i, part in enumerate(("xl/workbook.xml", "xl/worksheets/sheet1.xml")):
        cases.add(f"parts-without-{i}.xlsx", pack(without(part)), "refused")
    for i, part in enumerate(("[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml")):
        cases.add(f"parts-without-{i + 2}.xlsx", pack(without(part)), "refused | rows 3/0")
    for i, part in enumerate(good):
        cut = dict(good)
        cut[part] = cut[part][: len(cut[part]) // 2]
        verdict = "refused" if "xl/w" in part else "refused | rows 3/0"
        cases.add(f"parts-cut-{i}.xlsx", pack(cut), verdict)
        entity = dict(good)
        entity[part] = entity[part].replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "canary.txt">]>', 1)
        verdict = "refused" if "xl/w" in part or "styles" in part else "refused | rows 3/0"
        cases.add(f"parts-doctype-{i}.xlsx", pack(entity), verdict)
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    bomb = dict(good)
    bomb["xl/worksheets/sheet1.xml"] = good["xl/worksheets/sheet1.xml"].replace("?>\n", "?>\n" + laughs).replace(name(0), "&b;")
    cases.add("parts-laughs.xlsx", pack(bomb), "refused")
    strings = shared(["<si><t>甲</t></si>"]).replace("?>\n", "?>\n" + laughs).replace("甲", "&b;")
    cases.add("parts-laughs-strings.xlsx", pack(book(strings=strings)), "refused")
    target = good["xl/_rels/workbook.xml.rels"]
    for i, where in enumerate(("../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1:PORT/s.xml", "canary.txt", "worksheets/../workbook.xml", "_rels/workbook.xml.rels")):
        moved = dict(good)
        moved["xl/_rels/workbook.xml.rels"] = target.replace("worksheets/sheet1.xml", where)
        if "http" in where:
            moved["xl/_rels/workbook.xml.rels"] = moved["xl/_rels/workbook.xml.rels"].replace('s.xml"', 's.xml" TargetMode="External"')
        cases.add(f"parts-target-{i}.xlsx", pack(moved), "refused")
    external = dict(good)
    external["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{RELS}/hyperlink" TargetMode="External" Target="http://127.0.0.1:PORT/x"/></Relationships>'
    )
    cases.add("parts-external-link.xlsx", pack(external), "rows 3/0")
    macro = dict(good)
    macro["xl/vbaProject.bin"] = "x" * 1000
    cases.add("parts-macros.xlsm", pack(macro), "rows 3/0 | refused")
    workbook = dict(good)
    workbook["xl/workbook.xml"] = good["xl/workbook.xml"].replace('r:id="rId1"', 'r:id="rId99"')
    cases.add("parts-no-such-relation.xlsx", pack(workbook), "refused")
    workbook["xl/workbook.xml"] = good["xl/workbook.xml"].replace("<sheets>", "<sheets>" + '<sheet name="x" sheetId="1" r:id="rId1"/>' * 2000)
    cases.add("parts-2000-sheets.xlsx", pack(workbook), "refused | rows +")
    workbook["xl/workbook.xml"] = f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets/></workbook>'
    cases.add("parts-no-sheets.xlsx", pack(workbook), "refused")
    deep = dict(good)
    deep["xl/worksheets/sheet1.xml"] = sheet("<row>" * 5000)
    cases.add("parts-deep.xlsx", pack(deep), "refused")
    deep["xl/worksheets/sheet1.xml"] = sheet(sheet_rows(GOOD_ROWS)).replace("<row ", "<row " + "".join(f'a{i}="1" ' for i in range(20000)), 1)
    cases.add("parts-attributes.xlsx", pack(deep), "refused")
    deep["xl/worksheets/sheet1.xml"] = sheet(sheet_rows(GOOD_ROWS)).encode("utf-16")
    cases.add("parts-utf16.xlsx", pack(deep), "refused | rows 3/0")
    deep["xl/worksheets/sheet1.xml"] = "<html><table><tr><td>姓名</td></tr></table></html>"
    cases.add("parts-html.xlsx", pack(deep), "refused")


def add_strings(cases):
    def shared_book(index, items):
        cells = with_cells(姓名=(f'<c r="{{at}}" t="s"><v>{index}</v></c>',))
        return pack(parts(sheet(cells), strings=shared(items)))

    items = ["<si><t>测试甲</t></si>"]
    cases.add("strings-good.xlsx", shared_book(0, items), "rows 2/0")
    cases.add("strings-rich.xlsx", shared_book(0, ["<si><r><t>测</t></r><r><t>试</t></r><rPh sb='0' eb='1'><t>ce</t></rPh></si>"]), "rows 2/0")
    for i, index in enumerate(("1", "99999999", "-1", "4294967296", "18446744073709551616", "x", "", "0.5", "1e9")):
        cases.add(f"strings-index-{i}.xlsx", shared_book(index, items), "refused | rows 1/1")
    cases.add("strings-absent.xlsx", pack(parts(sheet(with_cells(姓名=('<c r="{at}" t="s"><v>0</v></c>',))))), "refused | rows 1/1")
    cases.add("strings-nested.xlsx", shared_book(0, ["<si>" * 500 + "<t>甲</t>" + "</si>" * 500]), "refused")
    cases.add("strings-self.xlsx", shared_book(0, ["<si><si><t>测试甲</t></si></si>"]), "refused | rows 2/0 | rows 1/1")
    cases.add("strings-million.xlsx", shared_book(0, items + [f"<si><t>{i}</t></si>" for i in range(1_000_000)]), "refused | rows 2/0")
    cases.add("strings-count-lies.xlsx", shared_book(0, items).replace(b"<sst ", b"<sst "), "rows 2/0")
    long = shared_book(0, ["<si><t>" + "".join(chr(0x4E00 + i % 5000) for i in range(100_000)) + "</t></si>"])
    cases.add("strings-long.xlsx", long, "refused | rows 1/1")


def add_cells(cases):
    good = sheet_rows(GOOD_ROWS)

    def case(what, data, verdict, **options):
        cases.add(f"cell-{what}.xlsx", pack(parts(sheet(data, **options))), verdict)

    number = number_cell("{at}", document(0))
    case("numeric-id", with_cells(证件号码=(number,)), "rows 1/1")
    case("numeric-id-exponent", with_cells(证件号码=(number_cell("{at}", "3.79901198001080E+17"),)), "rows 1/1")
    case("numeric-id-as-text-style", with_cells(证件号码=(number_cell("{at}", "379901198001080000", 2),)), "rows 1/1")
    case("numeric-phone", with_cells(手机号码=(number_cell("{at}", "15400000000"),)), "rows 2/0")
    case("numeric-phone-exponent", with_cells(手机号码=(number_cell("{at}", "1.54E+10"),)), "rows 2/0")
    for what, value, style, verdict in (
        ("date", "43136", 1, "rows 2/0"),
        ("date-own-format", "43136", 3, "rows 2/0"),
        ("date-fraction", "43136.75", 1, "rows 2/0"),
        ("date-zero", "0", 1, "rows 1/1"),
        ("date-negative", "-5", 1, "rows 1/1"),
        ("date-huge", "1e300", 1, "rows 1/1"),
        ("date-long", "9" * 5000, 1, "rows 1/1 | refused"),
        ("date-nan", "NaN", 1, "rows 1/1 | refused"),
        ("date-inf", "INF", 1, "rows 1/1 | refused"),
        ("date-hex", "0xA880", 1, "rows 1/1 | refused"),
        ("date-empty", "", 1, "rows 2/0 | rows 1/1"),
        ("date-1900-02-29", "60", 1, "rows 1/1"),
        ("date-style-beyond", "43136", 4000000000, "refused | rows 2/0"),
        ("date-style-negative", "43136", -1, "refused | rows 2/0"),
    ):
        case(what, with_cells(最早日期=(number_cell("{at}", value, style),)), verdict)
    for what, xml, verdict in (
        ("formula", '<c r="{at}" t="str"><f>CHAR(30002)</f><v>测试甲</v></c>', "rows 2/0 | rows 1/1"),
        ("formula-without-value", '<c r="{at}"><f>1+1</f></c>', "rows 1/1"),
        ("formula-webservice", '<c r="{at}" t="str"><f>WEBSERVICE("http://127.0.0.1:PORT/x")</f><v></v></c>', "rows 1/1"),
        ("error", '<c r="{at}" t="e"><v>#REF!</v></c>', "rows 1/1 | rows 2/0"),
        ("bool", '<c r="{at}" t="b"><v>1</v></c>', "rows 1/1 | rows 2/0"),
        ("unknown-type", '<c r="{at}" t="evil"><v>1</v></c>', "refused | rows 1/1 | rows 2/0"),
        ("empty", '<c r="{at}"/>', "rows 1/1"),
        ("rich", '<c r="{at}" t="inlineStr"><is><r><t>测</t></r><r><t>试</t></r></is></c>', "rows 2/0"),
        ("markup", '<c r="{at}" t="inlineStr"><is><t>&lt;b&gt;甲&lt;/b&gt;</t></is></c>', "rows 2/0 | rows 1/1"),
        ("escaped-control", '<c r="{at}" t="inlineStr"><is><t>甲_x0000_乙</t></is></c>', "rows 2/0 | rows 1/1 | refused"),
        ("bidi", '<c r="{at}" t="inlineStr"><is><t>甲\u202e乙</t></is></c>', "rows 2/0 | rows 1/1"),
        ("huge", f'<c r="{{at}}" t="inlineStr"><is><t>{"甲" * 40000}</t></is></c>', "rows 1/1 | refused"),
        ("two-values", '<c r="{at}"><v>1</v><v>2</v></c>', "refused | rows 2/0 | rows 1/1"),
        ("nested", "<c>" * 100 + "</c>" * 100, "refused | rows +"),
    ):
        case(what, with_cells(姓名=(xml,)), verdict)
    for i, at in enumerate(("XFD1048576", "XFE1", "A1048577", "ZZZZZZZZ1", "A99999999999999999999", "A0", "1A", "", "A-1", "B")):
        far = f'<row r="5"><c r="{at}" t="inlineStr"><is><t>x</t></is></c></row>'
        case(f"reference-{i}", good + far, "refused | rows 3/0 | rows 3/1")
    for i, number in enumerate(("1048576", "1048577", "4294967296", "99999999999999999999", "-1", "0", "1", "x", "")):
        case(f"row-{i}", good + f'<row r="{number}"><c t="inlineStr"><is><t>x</t></is></c></row>', "refused | rows 3/0 | rows 3/1 | rows 2/1")
    case("row-without-numbers", good.replace(' r="', ' x="'), "rows 3/0")
    case("rows-out-of-order", "".join(reversed(good.replace("</row>", "</row>\n").splitlines())), "refused | rows +")
    case("merged-all", good, "refused | rows 3/0", after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    case("merged-huge", good, "refused | rows 3/0", after='<mergeCells><mergeCell ref="H1:XFD1048576"/></mergeCells>')
    case("merged-backwards", good, "refused | rows 3/0", after='<mergeCells><mergeCell ref="J9:H2"/></mergeCells>')
    case("merged-nonsense", good, "refused | rows 3/0", after='<mergeCells><mergeCell ref="A1:"/><mergeCell ref=""/><mergeCell/></mergeCells>')
    merges = "".join(f'<mergeCell ref="J{i}:K{i}"/>' for i in range(1, 100000))
    case("merged-many", good, "refused | rows 3/0", after=f"<mergeCells>{merges}</mergeCells>")
    case("columns-huge", good, "refused | rows 3/0", before='<cols><col min="1" max="4294967295" hidden="1"/></cols>')
    case("columns-negative", good, "refused | rows 3/0", before='<cols><col min="-5" max="x"/></cols>')
    case("dimension-lies", good, "rows 3/0", before='<dimension ref="A1:XFD1048576"/>')
    case("no-rows", "", "refused")
    case("title-only", [["2018年返乡名单"]], "refused")
    wide = [COLUMNS + ["x"] * 16000] + [row(i) for i in range(2)]
    case("wide", wide, "refused | rows 2/0")


def add_renamed(cases):
    """Files that are something else, whatever they are called."""
    listing = xml_list().encode()
    cases.add("renamed-gzip.xml", gzip.compress(listing, mtime=0), "refused")
    cases.add("renamed-gzip-bomb.xml", gzip.compress(listing + b" " * 50_000_000, mtime=0), "refused")
    cases.add("renamed-xz.xml", lzma.compress(listing), "refused")
    cases.add("renamed-gzip.csv", gzip.compress(csv_list().encode(), mtime=0), "refused")
    for what, magic in {
        "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        "elf": b"\x7fELF\x02\x01\x01\0",
        "rar": b"Rar!\x1a\x07\x00",
        "7z": b"7z\xbc\xaf\x27\x1c\0\4",
        "sqlite": b"SQLite format 3\0",
        "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        "rtf": b"{\\rtf1\\ansi hello}",
        "script": b"#!/bin/sh\nrm -rf /\n",
    }.items():
        body = magic if what in ("rtf", "script") else magic + random.Random(3).randbytes(3000)
        for suffix in ("xlsx", "xml") if what in ("png", "pdf") else ("xlsx",):
            cases.add(f"renamed-{what}.{suffix}", body, "refused")


def add(cases):
    add_zip(cases)
    add_parts(cases)
    add_strings(cases)
    add_cells(cases)
    add_renamed(cases)
