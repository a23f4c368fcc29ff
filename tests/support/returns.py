"""Returns for every departure of a campaign, with planted no-shows, walk-ons and people on somebody
else's seat. Usage: returns.py MANIFEST.csv WAITING.csv SEED OUT_PERSONS.csv OUT_LISTS.csv

MANIFEST.csv is `manifest --all --one-file --format csv`, WAITING.csv is `export waiting`. Every
other departure comes back as a table of persons with ticks, the rest as one row a departure with
lists of rows. Prints what was planted: "boarded absent walk_on instead carried"."""

import csv
import random
import sys


def ranges(numbers):
    """[1, 2, 3, 5] as people write it: 1-3,5."""
    out = []
    for n in numbers:
        if out and n == out[-1][1] + 1:
            out[-1][1] = n
        else:
            out.append([n, n])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def main(manifest, waiting, seed, persons, lists):
    rng = random.Random(int(seed))
    runs = {}
    with open(manifest, encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            runs.setdefault(row["趟次"], []).append(row)
    with open(waiting, encoding="utf-8-sig", newline="") as f:
        spare = [f'{w["station"]}/{w["ref"]}#{w["trip"]}' for w in csv.DictReader(f)]
    rng.shuffle(spare)
    planted = dict(boarded=0, absent=0, walk_on=0, instead=0)

    def somebody():
        """A waiting rider, or somebody who is not registered."""
        return spare.pop() if spare and rng.random() < 0.5 else None

    with open(persons, "w", encoding="utf-8", newline="") as p, open(lists, "w", encoding="utf-8", newline="") as q:
        persons_out, lists_out = csv.writer(p), csv.writer(q)
        persons_out.writerow(["趟次", "序号", "座位号", "报名号", "姓名", "上车"])
        lists_out.writerow(["run", "by", "boarded", "walk-on", "instead"])
        for n, (run, rows) in enumerate(runs.items()):
            riders = [i + 1 for i, row in enumerate(rows) if not row["免票儿童"]]
            absent = [i for i in riders if rng.random() < 0.04]
            walk_ons = [somebody() for _ in range(rng.choice([0, 0, 0, 1, 2]))]
            instead = [] if n % 2 else [i for i in absent if rng.random() < 0.3]
            if n % 2:
                persons_out.writerows(
                    [run, i + 1, row["座位"], "", row["姓名"], "" if i + 1 in absent else "√"]
                    for i, row in enumerate(rows)
                )
                persons_out.writerows([run, "", "", who or "", "演示甲", "√"] for who in walk_ons)
            else:
                strangers = sum(who is None for who in walk_ons)
                who = [w for w in walk_ons if w] + ([str(strangers)] if strangers else [])
                boarded = [i for i in riders if i not in absent]
                others = ",".join(f"{i}={somebody() or '?'}" for i in instead)
                lists_out.writerow([run, "row", ranges(boarded) or "none", ",".join(who), others])
            if len(absent) == len(riders) and n % 2 and not walk_ons:
                sys.exit("a departure without a tick: choose another seed")
            planted["boarded"] += len(riders) - len(absent)
            planted["absent"] += len(absent)
            planted["walk_on"] += len(walk_ons)
            planted["instead"] += len(instead)
    carried = planted["boarded"] + planted["walk_on"] + planted["instead"]
    print(*planted.values(), carried)


main(*sys.argv[1:])
