"""XML lists in encodings that lie, and values that no rider has: judged row by row."""

from cases import DECLARATION, document, name, rider, xml_list

RARE = "测试𬭎䶮㛃"  # GB18030 has them, GBK has not


def declared(encoding):
    return DECLARATION.replace("UTF-8", encoding)


def add_encodings(cases):
    plain, good = xml_list(), "rows 3/0"
    rare = xml_list(rider(0, called=RARE))
    cases.add("encoding-utf8-bom.xml", "\ufeff" + plain, good)
    cases.add("encoding-utf8-bom-twice.xml", "\ufeff\ufeff" + plain, "refused | rows 3/0")
    cases.add("encoding-utf16le.xml", ("\ufeff" + xml_list(declaration=declared("UTF-16"))).encode("utf-16-le"), good)
    cases.add("encoding-utf16be.xml", ("\ufeff" + xml_list(declaration=declared("UTF-16"))).encode("utf-16-be"), good)
    cases.add("encoding-utf16-says-utf8.xml", ("\ufeff" + plain).encode("utf-16-le"), "refused | rows 3/0")
    cases.add("encoding-utf16-no-bom.xml", xml_list(declaration=declared("UTF-16")).encode("utf-16-le"), "refused | rows 3/0")
    cases.add("encoding-utf16-odd.xml", ("\ufeff" + xml_list(declaration=declared("UTF-16"))).encode("utf-16-le")[:-1], "refused")
    cases.add("encoding-utf8-says-utf16.xml", xml_list(declaration=declared("UTF-16")), "refused | rows 3/0")
    cases.add("encoding-utf32.xml", ("\ufeff" + xml_list(declaration=declared("UTF-32"))).encode("utf-32-le"), "refused | rows 3/0")
    cases.add("encoding-gb18030.xml", xml_list(rider(0, called=RARE), declaration=declared("GB18030")).encode("gb18030"), "rows 1/0")
    cases.add("encoding-gbk.xml", xml_list(declaration=declared("GBK")).encode("gbk"), good)
    cases.add("encoding-gb2312.xml", xml_list(declaration=declared("gb2312")).encode("gb2312"), good)
    # Lies. What cannot be read right must not be read wrong.
    cases.add("encoding-gb2312-with-rare.xml", xml_list(rider(0, called=RARE), declaration=declared("GB2312")).encode("gb18030"), "rows 1/0 | refused")
    cases.add("encoding-gbk-with-rare.xml", xml_list(rider(0, called=RARE), declaration=declared("GBK")).encode("gb18030"), "rows 1/0 | refused")
    cases.add("encoding-gb18030-says-utf8.xml", plain.encode("gb18030"), "refused | rows 3/0")
    cases.add("encoding-gb18030-says-nothing.xml", xml_list(declaration="").encode("gb18030"), "refused | rows 3/0")
    cases.add("encoding-utf8-says-gb18030.xml", xml_list(declaration=declared("GB18030")), "refused | rows 3/0")
    cases.add("encoding-utf8-says-gbk.xml", xml_list(declaration=declared("GBK")), "refused | rows 3/0")
    cases.add("encoding-utf8-says-gb2312.xml", xml_list(declaration=declared("GB2312")), "refused | rows 3/0")
    cases.add("encoding-utf8-says-latin1.xml", xml_list(declaration=declared("ISO-8859-1")), "refused | rows 3/0")
    cases.add("encoding-utf8-says-ascii.xml", xml_list(declaration=declared("US-ASCII")), "refused | rows 3/0")
    cases.add("encoding-big5.xml", xml_list(rider(0, called="測試甲"), declaration=declared("Big5")).encode("big5"), "refused | rows 1/0 | rows 0/1")
    for i, encoding in enumerate(("UTF-7", "x-evil", "EBCDIC-CP-US", "UTF-8\\u0000", "HZ-GB-2312", "ISO-2022-CN", "")):
        cases.add(f"encoding-named-{i}.xml", xml_list(declaration=declared(encoding)), "refused")
    cases.add("encoding-utf7.xml", xml_list(declaration=declared("UTF-7")).replace("<name>", "+ADw-name+AD4-").encode(), "refused")
    cases.add("encoding-ebcdic.xml", rare.encode("ascii", "xmlcharrefreplace").decode().encode("cp037"), "refused")
    utf8 = plain.encode()
    broken = {
        "overlong": b"\xc0\xbc",
        "overlong-3": b"\xe0\x80\xbc",
        "overlong-nul": b"\xc0\x80",
        "surrogates": b"\xed\xa0\xbd\xed\xb8\x80",
        "beyond": b"\xf4\x90\x80\x80",
        "five-bytes": b"\xf8\x88\x80\x80\x80",
        "lone-continuation": b"\x80",
        "cut-sequence": b"\xe6\xb5",
        "ff": b"\xff",
        "not-a-character": b"\xef\xbf\xbf",
        "nul": b"\x00",
        "escape": b"\x1b[2J",
        "backspace": b"\x08",
    }
    for what, sequence in broken.items():
        data = utf8.replace(name(0).encode(), name(0).encode() + sequence, 1)
        cases.add(f"bytes-{what}.xml", data, "refused")
    cases.add("bytes-nul-in-tag.xml", utf8.replace(b"<trip", b"<tr\x00ip", 1), "refused")
    cases.add("bytes-late.xml", xml_list("".join(rider(i) for i in range(600))).encode().replace(b"R599", b"R\xff99"), "refused")


# WHAT, rider, verdict, a code that must be named ("" any)
def values():
    yield "no-name", rider(0, called=""), "rows 1/1 no-name"
    yield "blank-name", rider(0, called="  \u3000\u200b "), "rows 1/1 no-name"
    yield "no-number", rider(0, number=""), "rows 1/1 no-document"
    yield "short-number", rider(0, number=document(0)[:17]), "rows 1/1 document-length"
    yield "long-number", rider(0, number=document(0) + "1"), "rows 1/1"
    yield "huge-number", rider(0, number="3" * 60000), "rows 1/1 | refused"
    wrong = document(0)[:-1] + ("1" if document(0)[-1] != "1" else "2")
    yield "check-digit", rider(0, number=wrong), "rows 1/1 check-digit"
    yield "impossible-birth", rider(0, number="37990119800230001X"), "rows 1/1 document-date"
    yield "letters-in-number", rider(0, number="37990119A001010010"), "rows 1/1"
    yield "formula-number", rider(0, number="=1+1"), "rows 1/1"
    yield "exponent-number", rider(0, number="3.79901E+17"), "rows 1/1"
    yield "unknown-type", rider(0).replace("resident-id", "driving-licence"), "rows 1/1 document-type"
    yield "no-type", rider(0).replace(' type="resident-id"', ""), "rows 1/1"
    yield "two-documents", rider(0, more=f'<document type="resident-id">{document(7)}</document>'), "rows 1/1 | refused"
    yield "no-ref", rider(0).replace(' ref="R0"', ""), "rows 1/1"
    yield "empty-ref", rider(0).replace('ref="R0"', 'ref=""'), "rows 1/1"
    yield "slash-in-ref", rider(0, ref="R/0"), "rows 1/1 slash-in-ref"
    yield "path-in-ref", rider(0, ref="../../etc/passwd"), "rows 1/1 slash-in-ref"
    yield "long-ref", rider(0, ref="R" * 9000), "rows 1/1 | rows 2/0 | refused"
    yield "same-ref", rider(1, number=document(9)), "rows 1/1"
    yield "same-document", rider(0, number=document(1)), "rows 1/1"
    yield "unknown-attribute", rider(0, attrs=' vip="1"'), "rows 1/1 unknown-attribute | refused"
    yield "seat-other", rider(0, attrs=' seat="two"'), "rows 1/1"
    yield "child-of-nobody", rider(0, attrs=' seat="none" with="R777"'), "rows 1/1 | rows 2/0"
    yield "child-of-itself", rider(0, attrs=' seat="none" with="R0"'), "rows 1/1 | rows 2/0"
    for what, trip in {
        "february-30": "earliest=2018-02-30",
        "date-words": "earliest=soon",
        "date-empty": "earliest=",
        "date-year-0": "earliest=0000-01-01",
        "date-year-99999": "latest=99999-01-01",
        "date-slashes": "earliest=2018/02/05",
        "date-backwards": "earliest=2018-02-09&latest=2018-02-05",
        "before-campaign": "earliest=2018-01-14",
        "after-campaign": "latest=2018-04-01",
        "no-earliest": "earliest=-",
        "no-latest": "latest=-",
        "no-from": "from=-",
        "no-to": "to=-",
        "no-direction": "direction=-",
        "direction-other": "direction=up",
        "nowhere": "to=999999",
        "nowhere-named": "to=不存在的地方",
        "huge-place": "to=411602411602411602411602",
        "homonym": "to=鼓楼区",
        "same-place": "to=370102",
        "modes-other": "modes=ship",
        "together-other": "together=maybe",
        "needs-other": "needs=window",
        "luggage-negative": "luggage=-1",
        "luggage-100": "luggage=100",
        "luggage-words": "luggage=two",
        "luggage-huge": "luggage=99999999999999999999",
        "applied-other": "applied=then",
        "unknown-trip-attribute": "price=0",
    }.items():
        yield what, rider(0, trip=trip), "rows 1/1"
    yield "place-with-a-dash", rider(0, trip="to=-411602"), "rows 2/0 | rows 1/1"
    yield "no-trip", rider(0).split("    <trip")[0] + "  </rider>\n", "rows 1/1"
    trip = '<trip direction="return" from="411602" to="370102" earliest="2018-02-22" latest="2018-02-26"/>'
    yield "three-trips", rider(0, more=trip + trip.replace("02-2", "03-2")), "rows 1/1"
    yield "two-trips-one-day", rider(0, more=trip.replace("2018-02-22", "2018-02-06")), "rows 2/0"


NAMES = {
    "markup": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "cdata-markup": "<![CDATA[<b>甲</b>]]>",
    "sql": "'; DROP TABLE riders; --",
    "format": "%s%n%x甲",
    "formula": "=HYPERLINK(1)",
    "formula-full-width": "＝1＋1",
    "formula-at": "@SUM(1)",
    "formula-minus": "-1+1",
    "rare": RARE,
    "one-character": "甲",
    "long": "阿" * 25,
    "dots": "阿依·古丽",
    "emoji": "甲😀",
    "combining": "e\u0301甲",
    "zero-width": "甲\u200b\u200d乙",
    "bidi": "甲\u202e乙\u202c",
    "isolates": "\u2066甲\u2069",
    "mark-inside": "甲\ufeff乙",
    "private-use": "甲\ue000",
    "lines": "甲\n\n乙",
    "next-line": "甲\u0085乙",
    "separator": "甲\u2028乙",
    "backslash": "..\\..\\甲",
    "quotes": "\"甲'`",
    "comma": "甲,乙\"",
}


def add_values(cases):
    for what, first, verdict in values():
        cases.add(f"value-{what}.xml", xml_list(first + rider(1)), verdict)
    for what, written in NAMES.items():
        cases.add(f"name-{what}.xml", xml_list(rider(0, called=written)), "rows 1/0 | rows 0/1")
    cases.add("name-over-long.xml", xml_list(rider(0, called="阿" * 100)), "rows 0/1")


def add(cases):
    add_encodings(cases)
    add_values(cases)
