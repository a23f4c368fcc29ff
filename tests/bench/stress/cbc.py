"""What CBC makes of a case where every party is together or not at all: the most riders seated, one
connected component after another. Eligibility is that of support/mip/model.py, which shares no code
with the program.

    cbc.py FOLDER SECONDS BOOKINGS.csv     SECONDS: of CBC for each component

Prints a line for each component where CBC and the bookings differ, and one of sums."""
import csv
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../support/mip"))
import model  # noqa: E402


def components(case):
    """Lists of (party, its allocations), parties as lists of requests."""
    above, rides = {}, []

    def top(x):
        while above.setdefault(x, x) != x:
            x = above[x]
        return x

    for members, _ in case.parties():
        may = [a for a, run in case.allocations.items()
               if all(any(case.rides(case.requests[i], run)) for i in members[:1])]
        if may:
            rides.append((members, may))
        for a in may:
            above[top(a)] = top(may[0])
    out = defaultdict(list)
    for members, may in rides:
        out[top(may[0])].append((members, may))
    return [out[a] for a in case.allocations if a in out]


def write_lp(case, parties, f):
    on = defaultdict(list)
    f.write("Maximize\n seated:")
    for p, (members, may) in enumerate(parties):
        for a in may:
            f.write(f" + {len(members)} x{p}_{a}\n")
            on[a].append((p, len(members)))
    f.write("Subject To\n")
    for p, (_, may) in enumerate(parties):
        f.write(f" p{p}: " + " + ".join(f"x{p}_{a}" for a in may) + " <= 1\n")
    for a, loads in on.items():
        f.write(f" {a}: " + "\n + ".join(f"{n} x{p}_{a}" for p, n in loads) + f" <= {case.allocations[a]['seats']}\n")
    f.write("Binary\n" + "\n".join(f"x{p}_{a}" for p, (_, may) in enumerate(parties) for a in may) + "\nEnd\n")


def solve(case, parties, seconds):
    """(seated, bound, closed)"""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "component.lp")
        with open(path, "w", encoding="utf-8") as f:
            write_lp(case, parties, f)
        text = subprocess.run(["cbc", path, "sec", str(seconds), "ratio", "0", "allow", "0.999", "solve"],
                              stdout=subprocess.PIPE, check=True, text=True).stdout
    value = re.search(r"Objective value:\s+(-?[\d.]+)", text)
    closed = "Result - Optimal solution found" in text
    upper = re.search(r"Upper bound:\s+(-?[\d.]+)", text)
    seated = round(abs(float(value.group(1)))) if value else 0
    bound = seated if closed else int(abs(float(upper.group(1))) + 1e-6) if upper else None
    return seated, bound, closed


def main():
    folder, seconds, bookings = sys.argv[1:]
    case = model.Case(folder)
    with open(bookings, encoding="utf-8-sig") as f:
        seated = {row["ref"] for row in csv.DictReader(f)}
    sums, worst = [0, 0, 0, 0], 0
    found = components(case)
    for n, parties in enumerate(found, 1):
        theirs, bound, closed = solve(case, parties, seconds)
        ours = sum(case.requests[i]["ref"] in seated for members, _ in parties for i in members)
        worst = max(worst, theirs - ours)
        for i, more in enumerate((ours, theirs, bound or 0, closed)):
            sums[i] += more
        if ours != theirs:
            print(f"component {n}: {len(parties)} parties, ours {ours}, CBC {theirs}"
                  f"{' (optimal)' if closed else f', bound {bound}'}", flush=True)
    print(f"{len(found)} components, CBC {seconds} s for each: ours {sums[0]}, CBC {sums[1]} ({sums[3]} closed, "
          f"bound {sums[2]}); furthest below CBC in one component: {worst}")


main()
