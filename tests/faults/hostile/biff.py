"""Old .xls files made by hand: BIFF8 records in an OLE file, as little of both as readers need."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def text16(text, prefix="<H"):
    return struct.pack(prefix, len(text)) + b"\1" + text.encode("utf-16-le")


def label(row, column, text):
    return record(0x0204, struct.pack("<HHH", row, column, 0) + text16(text))


def number(row, column, value):
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


BOF_BOOK = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6))
BOF_SHEET = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0x0DBB, 0x07CC, 0, 6))
EOF = record(0x000A)


def xf(format_index):
    return record(0x00E0, struct.pack("<HHHBBBBIIH", 0, format_index, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))


def workbook_stream(rows, *, more=b"", before=b"", sheet_offset=None):
    """Cells are text, or (number,). `more` follows the cells, `before` stands in the globals."""
    cells = b"".join(
        number(i, j, cell[0]) if isinstance(cell, tuple) else label(i, j, cell)
        for i, row in enumerate(rows)
        for j, cell in enumerate(row)
    )
    dimensions = record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows), default=0), 0))
    sheet = BOF_SHEET + dimensions + cells + more + EOF
    start = BOF_BOOK + record(0x0042, struct.pack("<H", 1200)) + before + xf(0)
    name = b"\6\1" + "乘车人名单表".encode("utf-16-le")
    at = len(start) + 4 + 6 + len(name) + len(EOF)
    offset = at if sheet_offset is None else sheet_offset
    bound = record(0x0085, struct.pack("<IBB", offset, 0, 0) + name)
    return start + bound + EOF + sheet


def directory_entry(name, kind, start, size, child=FREE):
    raw = name.encode("utf-16-le") + b"\0\0" if name else b""
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sIQQIQ", len(raw), kind, 1, FREE, FREE, child, b"", 0, 0, 0, start, size
    )


def ole(stream, *, name="Workbook", patch_fat=None, header=None):
    """Sector 0 holds the directory, then the stream, then the FAT. `patch_fat` and `header` let
    a case lie: a function over the list of FAT entries, bytes by offset."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    n = len(stream) // SECTOR
    n_fat = -(-(n + 2) // 128) + 1
    fat = [END] + [i + 2 for i in range(n)]
    fat[-1] = END
    fat += [FAT] * n_fat
    fat += [FREE] * (n_fat * 128 - len(fat))
    if patch_fat:
        patch_fat(fat)
    directory = directory_entry("Root Entry", 5, END, 0, 1) + directory_entry(name, 2, 1, len(stream))
    directory = directory.ljust(SECTOR, b"\0")
    head = bytearray(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
        + struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, n_fat, 0, 0, 4096, END, 0, END, 0)
    )
    head += struct.pack("<109I", *([n + 1 + i for i in range(n_fat)] + [FREE] * (109 - n_fat)))
    for at, data in (header or {}).items():
        head[at : at + len(data)] = data
    return bytes(head) + directory + stream + struct.pack(f"<{len(fat)}I", *[f & FREE for f in fat])
