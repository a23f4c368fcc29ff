"""500 synthetic riders, as much of them as a table can say, in each format that stations send.

    riders.py xml | csv-utf8 | csv-gb18030 | utf16 | calc     to standard output
    riders.py fill FORM.xlsx OUT.xlsx    into the form of `list template`

`calc` is what make.sh gives LibreOffice; formats.sh makes the others when it runs.
"""

import datetime
import pathlib
import re
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "faults/hostile"))
from cases import NAMESPACE, csv_line, document, phone  # noqa: E402

# Code as XML says it, name as people write it.
PLACES = [
    ("411602", "河南周口市川汇区"),
    ("411681", "河南省周口市项城市"),
    ("371723", "菏泽市成武县"),
    ("371702", "山东省菏泽市牡丹区"),
    ("510104", "四川省成都市锦江区"),
    ("341221", "安徽阜阳临泉县"),
    ("320106", "江苏省南京市鼓楼区"),
    ("410204", "河南省开封市鼓楼区"),
    ("220102", "220102"),
]
FROM = [("370102", "山东省济南市历下区"), ("370103", "济南市市中区"), ("370112", "370112")]
NAMES = ["测试甲", "演示乙", "测试𬭎", "演示䶮", "阿依·测试", "测试堃", "演", "Test Jia"]
COLUMNS = [
    "报名号", "姓名", "证件类型", "证件号码", "手机号码", "工作单位", "出发地", "目的地", "最早日期", "希望日期",
    "最晚日期", "返程日期", "返乡/返岗", "交通方式", "同行组", "是否必须同车", "特殊需求", "行李件数", "是否困难职工",
]
DATES = {"最早日期", "希望日期", "最晚日期", "返程日期"}
NUMBERS = {"行李件数"}
MODES = {"": ("coach train", "不限"), "coach": ("coach", "汽车"), "train": ("train", "火车")}
NEEDS = {"": "无", "lower-berth": "下铺", "wheelchair": "轮椅"}
DOCUMENTS = {
    "resident-id": ("居民身份证", lambda i: document(i)),
    "hk-macau-permit": ("港澳居民来往内地通行证", lambda i: f"H{i:08d}"),
    "taiwan-permit": ("台湾居民来往大陆通行证", lambda i: f"{i:08d}"),
    "passport": ("护照", lambda i: f"E{i:08d}"),
}


def rider(i):
    kind = list(DOCUMENTS)[1 + i // 40 % 3] if i % 40 == 7 else "resident-id"
    first = datetime.date(2018, 2, 1) + datetime.timedelta(i % 10)
    return {
        "ref": f"JN-{i:06d}",
        "name": NAMES[i % len(NAMES)],
        "kind": kind,
        "document": DOCUMENTS[kind][1](i),
        "phone": phone(i),
        "employer": f"演示{'一二三四五'[i % 5]}公司",
        "from": FROM[i % 3],
        "to": PLACES[i % len(PLACES)],
        "earliest": first,
        "preferred": first + datetime.timedelta(i % 3),
        "latest": first + datetime.timedelta(2 + i % 4),
        "back": datetime.date(2018, 2, 20) + datetime.timedelta(i % 9) if i % 6 == 0 else None,
        "modes": ("", "", "coach", "train")[i % 4],
        "party": f"P{i // 4}" if i % 3 else "",
        "must": i % 12 == 1,
        "needs": "lower-berth" if i % 25 == 0 else "wheelchair" if i % 50 == 3 else "",
        "luggage": i % 4,
        "hardship": i % 9 == 0,
    }


RIDERS = [rider(i) for i in range(500)]


def row(r):
    return [
        r["ref"], r["name"], DOCUMENTS[r["kind"]][0], r["document"], r["phone"], r["employer"], r["from"][1], r["to"][1],
        r["earliest"], r["preferred"], r["latest"], r["back"] or "", "返乡", MODES[r["modes"]][1], r["party"],
        "是" if r["must"] else "否", NEEDS[r["needs"]], r["luggage"], "是" if r["hardship"] else "否",
    ]


def table(separator=","):
    lines = [csv_line(COLUMNS, separator)]
    lines += [csv_line([str(cell) for cell in row(r)], separator) for r in RIDERS]
    return "".join(lines)


def trip(direction, start, end, r, days, more=""):
    common = {"modes": MODES[r["modes"]][0], "party": r["party"], "needs": r["needs"], "luggage": str(r["luggage"])}
    common["together"] = "must" if r["must"] else "prefer"
    fields = {"direction": direction, "from": start, "to": end, **days, **{k: v for k, v in common.items() if v}}
    return "    <trip " + " ".join(f"{k}={quoteattr(str(v))}" for k, v in fields.items()) + "/>\n"


def xml():
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<riderList xmlns="{NAMESPACE}" station="S1" campaign="scenario" serial="1" issued="2018-01-22T09:00:00">\n'
    ]
    for r in RIDERS:
        out.append(
            f'  <rider ref="{r["ref"]}">\n    <name>{escape(r["name"])}</name>\n'
            f'    <document type="{r["kind"]}">{r["document"]}</document>\n'
            f'    <phone>{r["phone"]}</phone>\n    <employer>{r["employer"]}</employer>\n'
            + ("    <hardship/>\n" if r["hardship"] else "")
        )
        days = {key: r[key] for key in ("earliest", "preferred", "latest")}
        out.append(trip("home", r["from"][0], r["to"][0], r, days))
        if r["back"]:
            out.append(trip("return", r["to"][0], r["from"][0], r, {"earliest": r["back"], "latest": r["back"]}))
        out.append("  </rider>\n")
    return "".join(out) + "</riderList>\n"


def form_cell(at, value, style):
    if isinstance(value, datetime.date):
        return f'<c r="{at}" s="{style}"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int):
        return f'<c r="{at}" s="{style}"><v>{value}</v></c>'
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""


def fill(form, out):
    """What a spreadsheet writes when somebody types the riders under the headings."""
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                text = data.decode()
                styles = [style for _, style in re.findall(r'<col min="(\d+)"[^>]* style="(\d+)"', text)]
                rows = "".join(
                    f'<row r="{n}">'
                    + "".join(form_cell(f"{chr(65 + j)}{n}", cell, styles[j]) for j, cell in enumerate(row(r)))
                    + "</row>"
                    for n, r in enumerate(RIDERS, 5)
                )
                data = text.replace("</sheetData>", rows + "</sheetData>").encode()
            new.writestr(info, data)


def main():
    what = sys.argv[1]
    if what == "fill":
        fill(*sys.argv[2:])
        return
    made = {
        "xml": lambda: xml().encode(),
        "csv-utf8": lambda: ("\ufeff" + table()).encode(),
        "csv-gb18030": lambda: table(";").encode("gb18030"),
        "utf16": lambda: ("\ufeff" + table("\t")).encode("utf-16-le"),
        "calc": lambda: table().encode(),
        # how LibreOffice is to take each column: 1 as it is, 2 as text, 5 as a date
        "kinds": lambda: "/".join(
            f"{i}/{5 if c in DATES else 1 if c in NUMBERS else 2}" for i, c in enumerate(COLUMNS, 1)
        ).encode(),
    }
    sys.stdout.buffer.write(made[what]())


main()
