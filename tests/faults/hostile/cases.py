"""What the hostile files are made of: synthetic riders, good lists to spoil, and the cases.

A verdict is one of
    refused [CODE]          exit 3, nothing in the database changed
    rows A/R [CODE ...]     A riders accepted, R rejected, with these codes among the reasons
    VERDICT | VERDICT       either will do, where the contract leaves it open
Everything is deterministic: the same files every time.
"""

NAMESPACE = "urn:homeward:rider-list:1"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
HAN = "甲乙丙丁戊己庚辛壬癸"


def document(i):
    """A number of a region that does not exist, with the right check digit."""
    body = f"3799{1 + i % 17:02d}1980{1 + i % 12:02d}{1 + i % 28:02d}{i % 1000:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS)) % 11]


def phone(i):
    return f"154{i:08d}"


def name(i):
    return "测试" + HAN[i // 10 % 10] + HAN[i % 10]


# ---- good lists ----


def rider(i, *, ref=None, called=None, number=None, attrs="", trip="", more=""):
    """One rider of an XML list; `trip` replaces attributes of the trip, `more` is written as it is."""
    fields = {
        "direction": "home",
        "from": "370102",
        "to": "411602",
        "earliest": "2018-02-05",
        "latest": "2018-02-09",
    }
    fields.update(dict(pair.split("=", 1) for pair in trip.split("&") if pair))
    written = " ".join(f'{key}="{value}"' for key, value in fields.items() if value != "-")
    return (
        f'  <rider ref="{ref or f"R{i}"}"{attrs}>\n'
        f"    <name>{name(i) if called is None else called}</name>\n"
        f'    <document type="resident-id">{document(i) if number is None else number}</document>\n'
        f"    <phone>{phone(i)}</phone>\n"
        f"    <trip {written}/>{more}\n"
        "  </rider>\n"
    )


HEAD = f'<riderList xmlns="{NAMESPACE}" station="S1" campaign="scenario" serial="2" issued="2018-01-22T09:00:00">\n'
TAIL = "</riderList>\n"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def xml_list(riders=None, *, head=HEAD, tail=TAIL, declaration=DECLARATION, prologue=""):
    if riders is None:
        riders = "".join(rider(i) for i in range(3))
    return declaration + prologue + head + riders + tail


COLUMNS = ["报名号", "姓名", "证件号码", "手机号码", "目的地", "最早日期", "最晚日期"]


def row(i, **changed):
    """One rider of a table, in the order of COLUMNS."""
    cells = dict(
        zip(
            COLUMNS,
            [f"R{i}", name(i), document(i), phone(i), "河南省周口市川汇区", "2018-02-05", "2018-02-09"],
        )
    )
    cells.update(changed)
    return [cells[column] for column in COLUMNS]


def csv_line(cells, separator=","):
    quoted = (
        '"' + cell.replace('"', '""') + '"' if any(c in cell for c in separator + '"\r\n') else cell
        for cell in cells
    )
    return separator.join(quoted) + "\r\n"


def csv_list(rows=None, *, columns=None, separator=","):
    if rows is None:
        rows = [row(i) for i in range(3)]
    return "".join(csv_line(cells, separator) for cells in [columns or COLUMNS, *rows])


# ---- cases ----


class Cases:
    """Files with their verdicts, in the order made; names are unique."""

    def __init__(self):
        self.files = {}

    def add(self, name_of_file, data, verdict):
        assert name_of_file not in self.files, name_of_file
        if isinstance(data, str):
            data = data.encode("utf-8")
        self.files[name_of_file] = (data, verdict)
