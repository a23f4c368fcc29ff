"""The matching rule (contract section 7) once more, from the XML files alone, as a mixed integer
programme for HiGHS. It shares nothing with the program: no class, clique, flow or line of its code.

    model.py FOLDER [--standing BOOKINGS.csv] [--today YYYY-MM-DD]

FOLDER holds campaign.xml, supply*.xml, list*.xml and offices.txt ("STATION OFFICE" a line), perhaps
shares.txt ("hold|quota RUN OFFICE SEATS" a line).
Prints the optimum, line by line, and the two bounds. Needs python3-scipy."""
import argparse
import csv
import datetime
import glob
import math
import os
import xml.etree.ElementTree as ET
from collections import defaultdict

RADIUS_KM = 6371.0088
PLACES = os.path.join(os.path.dirname(__file__), "../../../config/places.csv")
LINES = ("hardship", "seated", "breaks", "moved", "outlay", "inconvenience")


def tag(element):
    return element.tag.split("}")[-1]


def children(element, name):
    return [e for e in element if tag(e) == name]


def words(text):
    return text.split() if text else []


def day(text):
    return datetime.date.fromisoformat(text)


def read_places():
    with open(PLACES, encoding="utf-8") as f:
        return {row["code"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(f)}


def distance(a, b):
    lon1, lat1, lon2, lat2 = (math.radians(x) for x in (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


class Rules:
    def __init__(self, e):
        def number(name, default):
            return float(e.get(name, default))

        self.board = number("boardWithinKm", 30)
        self.alight = number("alightWithinKm", 60)
        self.train_board = number("trainBoardWithinKm", self.board)
        self.train_alight = number("trainAlightWithinKm", self.alight)
        self.day_weight = int(e.get("dayWeight", 10))
        self.early_weight = int(e.get("earlyDayWeight", 10))
        self.board_weight = number("boardKmWeight", 1)
        self.alight_weight = number("alightKmWeight", 1)
        hours, minutes = e.get("dayStartsAt", "00:00").split(":")
        self.day_starts = datetime.timedelta(hours=int(hours), minutes=int(minutes))
        self.whole_party = e.get("hardshipScope", "rider") == "party"
        self.own = e.get("sharing", "open") == "own"
        self.free_children = int(e.get("freeChildren", 10))

    def limit(self, mode, boarding):
        if mode == "train":
            return self.train_board if boarding else self.train_alight
        return self.board if boarding else self.alight


class Case:
    """Everything in the files, spots resolved."""

    def __init__(self, folder, today=None):
        self.places, self.points = read_places(), {}
        self.today = today
        campaign = ET.parse(os.path.join(folder, "campaign.xml")).getroot()
        self.rules = Rules((children(campaign, "rules") or [ET.Element("rules")])[0])
        self.vehicles, self.allocations, self.requests = {}, {}, []
        self.office_of = dict(line.split()[:2] for line in open(os.path.join(folder, "offices.txt")))
        supply = [ET.parse(f).getroot() for f in sorted(glob.glob(os.path.join(folder, "supply*.xml")))]
        for root in supply:
            self.read_places_of(root)
        for root in supply:
            for e in children(root, "allocation"):
                self.allocations[e.get("id")] = self.allocation(e, root.get("office"))
        lists = [ET.parse(f).getroot() for f in sorted(glob.glob(os.path.join(folder, "list*.xml")))]
        latest = {}
        for root in lists:
            if int(root.get("serial")) >= int(latest.get(root.get("station"), root).get("serial")):
                latest[root.get("station")] = root
        for root in latest.values():
            self.read_list(root)
        self.shares = {"hold": defaultdict(dict), "quota": defaultdict(dict)}
        if os.path.exists(os.path.join(folder, "shares.txt")):
            for line in open(os.path.join(folder, "shares.txt"), encoding="utf-8"):
                kind, run, office, seats = line.split()
                self.shares[kind][run][office] = int(seats)

    def read_places_of(self, root):
        for e in children(root, "point"):
            at = (float(e.get("lon")), float(e.get("lat"))) if e.get("lon") else self.places[e.get("place")]
            self.points[e.get("id")] = (e.get("place"), at)
        for e in children(root, "vehicle"):
            self.vehicles[e.get("id")] = e

    def spot(self, name):
        return self.points.get(name) or (name, self.places[name])

    def allocation(self, e, office):
        kind = e.get("kind")
        seats = e.get("seats") or self.vehicles[e.get("vehicle")].get("seats")
        mode = {"chartered-coach": "coach", "train-car": "train"}.get(kind) or e.get("mode")
        stops = []
        for s in children(e, "stop"):
            code, at = self.spot(s.get("place"))
            use = s.get("use")
            stops.append({"at": at, "time": datetime.datetime.fromisoformat(s.get("at")),
                          "board": use in ("board", "both"), "alight": use in ("alight", "both"),
                          "serves": words(s.get("serves"))})
        paid = kind != "ticket-block" or e.get("state") in ("paid", "collected")
        return {"id": e.get("id"), "kind": kind, "mode": mode, "office": office, "seats": int(seats),
                "outlay": 0 if paid else int(e.get("price", 0)), "stops": stops,
                "wheelchair": int(e.get("wheelchair", 0)), "berths": int(e.get("lowerBerths", 0)),
                "reserved": words(e.get("reservedFor")), "open": e.get("openFrom"),
                "class": e.get("class"), "service": e.get("service")}

    def read_list(self, root):
        station, first = root.get("station"), len(self.requests)
        with_children = defaultdict(int)
        for rider in children(root, "rider"):
            if rider.get("seat") == "none":
                with_children[rider.get("with")] += 1
                continue
            for number, t in enumerate(children(rider, "trip"), 1):
                self.requests.append(self.request(station, rider, number, t))
        for r in self.requests[first:]:
            r["children"] = with_children[r["ref"]]

    def request(self, station, rider, number, t):
        earliest = day(t.get("earliest"))
        party = t.get("party")
        return {"station": station, "ref": rider.get("ref"), "trip": number,
                "hardship": bool(children(rider, "hardship")),
                "from": self.spot(t.get("from")), "to": self.spot(t.get("to")),
                "earliest": earliest, "latest": day(t.get("latest")),
                "preferred": day(t.get("preferred", t.get("earliest"))),
                "modes": words(t.get("modes")) or ["coach", "train"], "needs": words(t.get("needs")),
                "classes": words(t.get("classes")), "services": words(t.get("services")),
                "must": t.get("together") == "must",
                "party": (station, party, t.get("direction")) if party else None}

    def parties(self):
        out = defaultdict(list)
        for i, r in enumerate(self.requests):
            if r["party"]:
                out[r["party"]].append(i)
        return [(m, any(self.requests[i]["must"] for i in m)) for m in out.values() if len(m) > 1]

    # ---- who may ride what ----

    def serves(self, a, stop, end, boarding):
        if not stop["board" if boarding else "alight"]:
            return False
        code, at = end
        if stop["serves"]:
            return any(code.startswith(p) for p in stop["serves"])
        return distance(stop["at"], at) <= self.rules.limit(a["mode"], boarding)

    def admits(self, a, r):
        office = self.office_of[r["station"]]
        if not a["reserved"]:
            return not self.rules.own or a["office"] == office
        if a["open"] and self.today and self.today >= day(a["open"]):
            return True
        return office in a["reserved"] or r["station"] in a["reserved"]

    def carries(self, a, r):
        if r["classes"] and a["class"] and a["class"] not in r["classes"]:
            return False
        if r["services"] and a["service"] and a["service"] not in r["services"]:
            return False
        if "lower-berth" in r["needs"] and (a["kind"] == "chartered-coach" or not a["berths"]):
            return False
        return "wheelchair" not in r["needs"] or a["wheelchair"] > 0

    def rides(self, r, a):
        """Stop pairs and their inconvenience."""
        if a["mode"] not in r["modes"] or not self.carries(a, r) or not self.admits(a, r):
            return
        w = self.rules
        for i, s in enumerate(a["stops"]):
            date = (s["time"] - w.day_starts).date()
            if not r["earliest"] <= date <= r["latest"] or not self.serves(a, s, r["from"], True):
                continue
            late = (date - r["preferred"]).days
            days = w.day_weight * late if late > 0 else w.early_weight * -late
            for j in range(i + 1, len(a["stops"])):
                if self.serves(a, a["stops"][j], r["to"], False):
                    km = w.board_weight * distance(s["at"], r["from"][1])
                    km += w.alight_weight * distance(a["stops"][j]["at"], r["to"][1])
                    yield i, j, days + math.floor(km + 0.5)


class Programme:
    """Rows and columns for scipy.optimize.milp."""

    def __init__(self):
        self.upper, self.rows = [], []

    def column(self, upper=1):
        self.upper.append(upper)
        return len(self.upper) - 1

    def row(self, terms, low, high):
        self.rows.append((terms, low, high))

    def least(self, terms):
        import numpy
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_matrix

        n = len(self.upper)
        cost = numpy.zeros(n)
        for j, v in terms.items():
            cost[j] = v
        if n == 0 or not terms:
            return 0
        data, at, start = [], [], [0]
        for row, _, _ in self.rows:
            at.extend(row.keys())
            data.extend(row.values())
            start.append(len(at))
        matrix = csr_matrix((data, at, start), shape=(len(self.rows), n))
        limits = LinearConstraint(matrix, [r[1] for r in self.rows], [r[2] for r in self.rows])
        answer = milp(cost, integrality=numpy.ones(n), bounds=Bounds(0, numpy.array(self.upper)),
                      constraints=limits, options={"mip_rel_gap": 0})
        if answer.status != 0:
            raise SystemExit("HiGHS: " + answer.message)
        return round(answer.fun)


class Model:
    def __init__(self, case, standing=None):
        self.case, self.p = case, Programme()
        self.standing = standing or {}
        self.lines = {line: defaultdict(int) for line in LINES}
        self.constant = dict.fromkeys(LINES, 0)
        self.rides = []  # of each request: (allocation, i, j, column)
        for r in case.requests:
            self.add_request(r)
        self.add_rooms()
        for members, must in case.parties():
            self.add_party(members, must)

    def stands(self, r):
        """(allocation, i, j, told or confirmed) of a booking that stands, or None."""
        return self.standing.get((r["station"], r["ref"], r["trip"]))

    def add_request(self, r):
        case, old = self.case, self.stands(r)
        fixed = old and old[3]
        mine = []
        for a in case.allocations.values():
            for i, j, bother in case.rides(r, a):
                if fixed and (a["id"], i, j) != old[:3]:
                    continue
                x = self.p.column()
                mine.append((a["id"], i, j, x))
                self.lines["seated"][x] = -1
                self.lines["outlay"][x] = a["outlay"]
                self.lines["inconvenience"][x] = bother
                if old and (a["id"], i, j) == old[:3]:
                    self.lines["moved"][x] = -1
        self.constant["moved"] += old is not None
        self.p.row({x: 1 for *_, x in mine}, 1 if fixed else 0, 1)
        self.rides.append(mine)

    def add_rooms(self):
        case = self.case
        on = defaultdict(list)
        for r, mine in zip(case.requests, self.rides):
            for a, i, j, x in mine:
                on[a].append((r, i, j, x))
        for a, riders in on.items():
            run = case.allocations[a]
            for leg in range(len(run["stops"]) - 1):
                self.p.row({x: 1 for r, i, j, x in riders if r["needs"] or i <= leg < j}, 0, run["seats"])
                self.add_shares(a, run, [(r, x) for r, i, j, x in riders if r["needs"] or i <= leg < j])
            for need, places in (("lower-berth", run["berths"]), ("wheelchair", run["wheelchair"])):
                self.p.row({x: 1 for r, i, j, x in riders if need in r["needs"]}, 0, places)
            most = run["seats"] * case.rules.free_children // 100
            self.p.row({x: r["children"] for r, i, j, x in riders}, 0, most)

    def add_shares(self, a, run, riders):
        """On one leg: seats that an office's hold still keeps empty, and its quota."""
        kept = {x: 1 for _, x in riders}
        for office, seats in self.case.shares["hold"][a].items():
            empty = self.p.column(seats)
            own = {x: 1 for r, x in riders if self.case.office_of[r["station"]] == office}
            self.p.row({**own, empty: 1}, seats, len(own) + seats)
            kept[empty] = 1
        self.p.row(kept, 0, run["seats"])
        for office, seats in self.case.shares["quota"][a].items():
            own = {x: 1 for r, x in riders if self.case.office_of[r["station"]] == office}
            if own:
                self.p.row(own, 0, seats)

    def add_party(self, members, must):
        p = self.p
        promised = {self.stands(self.case.requests[i])[0] for i in members
                    if self.stands(self.case.requests[i]) and self.stands(self.case.requests[i])[3]}
        on = {i: defaultdict(list) for i in members}
        for i in members:
            for a, _, _, x in self.rides[i]:
                on[i][a].append(x)
        runs = sorted({a for i in members for a in on[i]})
        uses = {a: p.column() for a in runs}
        for a in runs:
            for i in members:
                terms = {x: 1 for x in on[i][a]}
                terms[uses[a]] = -1
                p.row(terms, 0 if must and not promised else -1, 0)  # whole: all ride what one uses
            everyone = {x: 1 for i in members for x in on[i][a]}
            everyone[uses[a]] = -1
            p.row(everyone, 0, len(members))  # used only if somebody rides
        if must and promised:
            for a in runs:
                if a not in promised:
                    p.upper[uses[a]] = 0
        elif must:
            p.row({u: 1 for u in uses.values()}, 0, 1)
            return
        # breaks = allocations used - 1 + (somebody waits), where anybody is seated at all
        waits, breaks = p.column(), p.column(len(members))
        seated = {x: 1 for i in members for a in runs for x in on[i][a]}
        p.row({**seated, waits: len(members)}, len(members) * bool(runs), 2 * len(members))
        p.row({breaks: 1, waits: -1, **{u: -1 for u in uses.values()}}, -1, len(members) + len(runs))
        self.lines["breaks"][breaks] = 1

    def lexicographic(self):
        out = {}
        for line in LINES:
            terms = dict(self.lines["seated"])
            if line == "hardship":
                terms = {x: -1 for r, mine in zip(self.case.requests, self.rides)
                         for *_, x in mine if hardship(self.case, r)}
            elif line != "seated":
                terms = dict(self.lines[line])
            best = self.p.least(terms)
            self.p.row(terms, best, best)
            out[line] = abs(best) if line in ("hardship", "seated") else best + self.constant[line]
        return out


def hardship(case, r):
    if r["hardship"] or not case.rules.whole_party or not r["party"]:
        return r["hardship"]
    return any(o["hardship"] for o in case.requests if o["party"] == r["party"])


def read_standing(path):
    out = {}
    with open(path, encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            out[row["station"], row["ref"], int(row["trip"])] = (
                row["allocation"], int(row["board_stop"]) - 1, int(row["alight_stop"]) - 1,
                row["status"] in ("told", "confirmed"))
    return out


def solve(folder, standing=None, today=None):
    case = Case(folder, today)
    best = Model(case, standing).lexicographic()
    most = Model(case, standing)
    best["most"] = -most.p.least(dict(most.lines["seated"]))
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--standing")
    parser.add_argument("--today", type=day)
    args = parser.parse_args()
    best = solve(args.folder, args.standing and read_standing(args.standing), args.today)
    print(" ".join(f"{k} {v}" for k, v in best.items()))


if __name__ == "__main__":
    main()
