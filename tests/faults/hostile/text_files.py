"""Tables as text: encodings, quotes, widths and lengths that lie, and values that no rider has."""

import random

from cases import COLUMNS, csv_line, csv_list, document, name, row

GOOD = "rows 3/0"


def one(**changed):
    """A good row under one with the given cells changed."""
    return csv_list([row(0, **changed), row(1)])


def add_encodings(cases):
    good = csv_list()
    cases.add("text-utf8.csv", good, GOOD)
    cases.add("text-bom.csv", "\ufeff" + good, GOOD)
    cases.add("text-bom-twice.csv", "\ufeff\ufeff" + good, "refused | rows 3/0")
    cases.add("text-gb18030.csv", good.encode("gb18030"), GOOD)
    cases.add("text-utf16le.txt", ("\ufeff" + csv_list(separator="\t")).encode("utf-16-le"), GOOD)
    cases.add("text-utf16be.txt", ("\ufeff" + csv_list(separator="\t")).encode("utf-16-be"), GOOD)
    cases.add("text-utf16-odd.txt", ("\ufeff" + good).encode("utf-16-le")[:-1], "refused | rows 3/0")
    cases.add("text-utf16-no-bom.txt", good.encode("utf-16-le"), "refused | rows 3/0")
    cases.add("text-utf16-lone-surrogate.txt", ("\ufeff" + good).encode("utf-16-le") + b"\x3d\xd8", "refused | rows 3/0")
    cases.add("text-utf32.txt", good.encode("utf-32"), "refused")
    cases.add("text-utf7.csv", good.encode("utf-7"), "refused")
    cases.add("text-says-bom-is-gbk.csv", b"\xef\xbb\xbf" + good.encode("gbk"), "refused")
    cases.add("text-mixed.csv", good.encode() + csv_line(row(3)).encode("gbk"), "refused | rows 4/0 | rows 3/1")
    cases.add("text-gb18030-cut.csv", good.encode("gb18030") + "测".encode("gb18030")[:1], "refused | rows 3/0 | rows 3/1")
    cases.add("text-nul.csv", good.replace(name(1), name(1) + "\0"), "refused")
    cases.add("text-nul-first.csv", "\0" + good, "refused")
    cases.add("text-only-bom.csv", "\ufeff", "refused")
    cases.add("text-empty.csv", "", "refused")
    cases.add("text-blank-lines.csv", "\r\n" * 5000, "refused")
    cases.add("text-header-only.csv", csv_list([]), "refused | rows 0/0")
    cases.add("text-overlong.csv", good.encode().replace("测".encode(), b"\xc0\xaf", 1), "refused | rows 2/1 | rows 3/0")
    cases.add("text-binary.csv", random.Random(7).randbytes(20000), "refused")
    for i in range(12):  # a GB18030 file that broke off, inside a character or a row
        cut = csv_list([row(j) for j in range(6)]).encode("gb18030")
        cases.add(f"text-cut-{i:02d}.csv", cut[: 40 + i * 47], "refused | rows +")


def add_shapes(cases):
    good = csv_list()
    cases.add("shape-old-mac.csv", good.replace("\r\n", "\r"), GOOD)
    cases.add("shape-unix.csv", good.replace("\r\n", "\n"), GOOD)
    cases.add("shape-semicolon.csv", csv_list(separator=";"), GOOD)
    cases.add("shape-tab.txt", csv_list(separator="\t"), GOOD)
    cases.add("shape-sep-line.csv", "sep=;\r\n" + csv_list(separator=";"), GOOD)
    cases.add("shape-no-header.csv", "".join(csv_line(row(i)) for i in range(3)), "refused")
    cases.add("shape-title.csv", csv_line(["2018年返乡名单"]) + good, GOOD)
    cases.add("shape-header-twice.csv", good + csv_list([row(3)]), "rows 4/0")
    cases.add("shape-column-twice.csv", csv_list([row(0) + [name(0)]], columns=COLUMNS + ["姓名"]), "rows 1/0 | refused")
    for column in ("姓名", "证件号码", "目的地"):
        columns = [c if c != column else "其他" for c in COLUMNS]
        cases.add(f"shape-without-{COLUMNS.index(column)}.csv", csv_list(columns=columns), "refused missing-column")
    cases.add("shape-short-rows.csv", csv_list([row(0), row(1)[:3], row(2)[:1]]), "rows 1/2 | rows 1/1")
    cases.add("shape-long-rows.csv", csv_list([row(0) + ["x"] * 50]), "rows 1/0")
    cases.add("shape-open-quote.csv", good.replace(name(1), '"' + name(1)), "refused")
    cases.add("shape-open-quote-late.csv", csv_list([row(i) for i in range(500)]) + '"', "refused | rows 500/0 | rows 500/1")
    cases.add("shape-quote-inside.csv", good.replace(name(1), 'a"b'), "rows 3/0 | refused")
    cases.add("shape-text-after-quote.csv", good.replace(name(1), f'"{name(1)}"x'), "rows 3/0 | refused")
    cases.add("shape-line-in-cell.csv", one(姓名=name(0) + "\n"), "rows 2/0")
    cases.add("shape-200k-line.csv", one(姓名="甲" * 70000), "refused")
    cases.add("shape-200k-line-quoted.csv", one(姓名="甲,\n" * 60000), "refused")
    cases.add("shape-200k-fields.csv", good + "," * 200000 + "\r\n", "refused")
    cases.add("shape-200k-columns.csv", ",".join(COLUMNS) + "," * 200000 + "\r\n", "refused")
    cases.add("shape-300-columns.csv", csv_list([row(i) + ["x"] * 300 for i in range(3)], columns=COLUMNS + ["y"] * 300), "refused | rows 3/0")
    cases.add("shape-one-line-10m.csv", "甲" * 3_400_000, "refused")
    cases.add("shape-commas.csv", "," * 3_000_000, "refused")
    cases.add("shape-quotes.csv", '"' * 3_000_000, "refused")
    cases.add("shape-lines.csv", good + "\n" * 3_000_000, "refused | rows 3/0")
    cases.add("shape-injection.csv", one(姓名='=cmd|"/C calc"!A0'), "rows 2/0 | rows 1/1")
    cases.add("shape-injection-phone.csv", one(手机号码="+8615400000000"), "rows 2/0")
    cases.add("shape-injection-ref.csv", one(报名号="=1+1"), "rows 2/0 | rows 1/1")


def add_values(cases):
    changed = {
        "exponent": ({"证件号码": "3.79901E+17"}, "rows 1/1"),
        "exponent-digits": ({"证件号码": "3.79901198001080E+17"}, "rows 1/1"),
        "rounded": ({"证件号码": document(0)[:15] + "000"}, "rows 1/1"),
        "apostrophe": ({"证件号码": "'" + document(0)}, "rows 2/0"),
        "check-digit": ({"证件号码": document(0)[:17] + ("7" if document(0)[17] != "7" else "8")}, "rows 1/1 check-digit"),
        "no-name": ({"姓名": ""}, "rows 1/1 no-name"),
        "no-document": ({"证件号码": ""}, "rows 1/1"),
        "no-date": ({"最早日期": "", "最晚日期": ""}, "rows 1/1"),
        "no-place": ({"目的地": ""}, "rows 1/1"),
        "february-30": ({"最早日期": "2018-02-30"}, "rows 1/1"),
        "backwards": ({"最早日期": "2018-02-10"}, "rows 1/1"),
        "outside": ({"最晚日期": "2018-07-01"}, "rows 1/1"),
        "serial-outside": ({"最早日期": "99999"}, "rows 1/1"),
        "serial-huge": ({"最早日期": "9" * 400}, "rows 1/1"),
        "serial-negative": ({"最早日期": "-1"}, "rows 1/1"),
        "serial": ({"最早日期": "43137"}, "rows 2/0"),
        "words": ({"最早日期": "年前"}, "rows 1/1"),
        "nowhere": ({"目的地": "不存在的地方"}, "rows 1/1"),
        "homonym": ({"目的地": "鼓楼区"}, "rows 1/1"),
        "same-ref": ({"报名号": "R1"}, "rows 1/1"),
        "same-document": ({"证件号码": document(1)}, "rows 1/1"),
        "slash": ({"报名号": "a/b"}, "rows 1/1 slash-in-ref"),
        "two-in-a-cell": ({"证件号码": document(0) + document(7)}, "rows 1/1"),
        "long-place": ({"目的地": "河" * 3000}, "rows 1/1"),
        "long-phone": ({"手机号码": "1" * 3000}, "rows 2/0 | rows 1/1"),
        "bidi": ({"姓名": "甲\u202e乙"}, "rows 2/0 | rows 1/1"),
        "markup": ({"姓名": "<img src=x onerror=alert(1)>"}, "rows 2/0 | rows 1/1"),
    }
    for what, (cells, verdict) in changed.items():
        cases.add(f"cell-{what}.csv", one(**cells), verdict)


def add(cases):
    add_encodings(cases)
    add_shapes(cases)
    add_values(cases)
