"""1,000 good XML lists, each damaged at random (seeded): refused with the database unchanged, or
the rows that the damage hit named with their line right within 1; nobody else's row changes.

    damaged.py [COUNT]     in an empty folder; HOMEWARD and FIXTURES say what to run
"""

import concurrent.futures
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "hostile"))
from cases import document, rider, xml_list  # noqa: E402
from run import Run, prepare  # noqa: E402

RIDERS = 30
PIECES = ["<", ">", "&", '"', "'", "/", "=", "]]>", "<!--", "-->", "<?", "甲", "0", "X", "\n", " ", "<name>", "</rider>", "\x01", "\ufffe"]


def flip(data, rng, at):
    data[at] = rng.randrange(256)


def bit(data, rng, at):
    data[at] ^= 1 << rng.randrange(8)


def insert(data, rng, at):
    data[at:at] = rng.choice(PIECES).encode("utf-8", "surrogatepass")


def remove(data, rng, at):
    del data[at : at + rng.randrange(1, 40)]


def repeat(data, rng, at):
    data[at:at] = data[at : at + rng.randrange(1, 400)]


def swap(data, rng, at):
    data[at : at + 2] = bytes(reversed(data[at : at + 2]))


def cut(data, rng, at):
    del data[at:]


def blank(data, rng, at):
    n = rng.randrange(1, 60)
    data[at : at + n] = b" " * n


DAMAGES = [flip, bit, insert, remove, repeat, swap, cut, blank]


def damage(good, seed):
    """The damaged bytes and the first and last line, in the damaged file, that differ."""
    rng = random.Random(seed)
    data = bytearray(good)
    first = len(good)
    for _ in range(rng.choice((1, 1, 1, 2))):
        at = rng.randrange(150, len(good) - 20) if first == len(good) else min(first + rng.randrange(200), len(data) - 5)
        rng.choice(DAMAGES)(data, rng, at)
        first = min(first, at)
    same_end = 0
    while same_end < min(len(good), len(data)) - 1 and good[-1 - same_end] == data[-1 - same_end]:
        same_end += 1
    line = lambda at: data[: max(at, 0)].count(b"\n") + 1
    return bytes(data), line(first), line(max(first, len(data) - same_end))


def riders_lines(good):
    return [i for i, line in enumerate(good.decode().splitlines(), 1) if "<rider ref" in line]


def judge(work, seed, good):
    data, first, last = damage(good, seed)
    run = Run(work / str(seed), "list.xml", data, "")
    status = run.homeward("list", "import", "list.xml", "--station", "S1")
    answer = run.answer()
    # a rider is named by the line on which it opens: at most 5 lines over the damaged one
    opens = range(first - 6, last + 2)
    if status == 3:
        error = answer.get("error", {})
        if (run.folder / "it.db").read_bytes() != (work / "base.db").read_bytes():
            run.faults.append("refused, but the database changed")
        if not error.get("message"):
            run.faults.append("refused without a word")
        if error.get("line", 0) and error["line"] < first - 1:
            run.faults.append(f"the damage is on line {first}: {error}")
    elif status in (0, 1):
        for fault in answer["faults"]:
            # two riders may now share a ref or document: the second is named, wherever it stands
            if fault["row"] not in opens and not fault["code"].startswith("duplicate-"):
                run.faults.append(f"lines {first}-{last} are damaged, row {fault['row']} is named ({fault['code']})")
        if answer["rows"] < RIDERS - 2 - (last - first):
            run.faults.append(f"only {answer['rows']} riders were seen")
        run.exported()
    else:
        run.faults.append(f"exit {status}")
    run.left_over()
    run.end()
    return seed, run.faults, status


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    work = pathlib.Path.cwd()
    prepare()
    good = xml_list("".join(rider(i) for i in range(RIDERS))).encode()
    assert len({document(i) for i in range(RIDERS)}) == RIDERS
    passed = failed = 0
    ends = {0: 0, 1: 0, 3: 0}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for seed, faults, status in pool.map(lambda seed: judge(work, seed, good), range(count)):
            ends[status] = ends.get(status, 0) + 1
            passed, failed = passed + (not faults), failed + bool(faults)
            if faults:
                print(f"FAILED: seed {seed}: {'; '.join(faults)}")
    print(f"{ends[0]} read whole, {ends[1]} with rows named, {ends[3]} refused")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
