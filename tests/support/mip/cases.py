"""Small random campaigns of every mix of features, the same for a number on every machine.

    cases.py FOLDER FROM TO          write the files of the cases FROM..TO-1 into FOLDER/NUMBER
    cases.py --optima FROM TO        their optima by model.py, one line each (needs python3-scipy)
    cases.py --change FOLDER NUMBER BOOKINGS.csv   what comes in after a first match
    cases.py --shares FOLDER NUMBER  shares.txt: holds and quotas, "KIND RUN OFFICE SEATS" a line

A case is campaign.xml, supply.xml, list-S1.xml, list-S2.xml, offices.txt."""
import os
import sys
import tempfile

BITS = ("through", "needs", "children", "reserved", "wishes", "rules", "must", "prefer", "paid")
TODAY = "2018-02-01"
CITIES = (  # in the order in which runs call at them
    ("370102", "370103", "370104", "370105", "370112", "370113"),
    ("370902", "370911", "370983"),
    ("371702", "371703"),
    ("411402", "411403"),
    ("411602", "411622", "411623"),
)
PREFIX = ("3701", "3709", "3717", "4114", "4116")
CLASSES = ("硬座", "硬卧", "软卧")


class Random:
    def __init__(self, seed):
        self.state = (seed * 2654435761 + 12345) % 2**64

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, choices):
        return choices[self.below(len(choices))]


def identity(number):
    body = f"37990119800101{number:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights)) % 11]


class Case:
    def __init__(self, number):
        self.random = Random(number)
        self.has = {bit: self.random.chance(55) for bit in BITS}
        self.id, self.people = f"case-{number}", 0
        self.cities = 3 if self.random.chance(50) else 5
        self.tight = self.random.chance(75)

    def campaign(self):
        r, rules = self.random, ""
        if self.has["rules"]:
            for name, values in (("dayStartsAt", ("04:00", "06:00")), ("hardshipScope", ("party",)),
                                 ("sharing", ("own",)), ("freeChildren", ("0", "25", "50")),
                                 ("boardWithinKm", ("8", "15", "120")), ("alightWithinKm", ("20", "100")),
                                 ("trainBoardWithinKm", ("50",)), ("trainAlightWithinKm", ("150",)),
                                 ("dayWeight", ("0", "25")), ("earlyDayWeight", ("0", "120")),
                                 ("boardKmWeight", ("0.5", "2.25")), ("alightKmWeight", ("0", "1.5"))):
                if r.chance(35):
                    rules += f' {name}="{r.pick(values)}"'
        return (f'<campaign xmlns="urn:homeward:campaign:1" id="{self.id}" name="测试行动" starts="2018-01-15" '
                f'ends="2018-03-31"><rules documentRegions="379901-379917"{rules}/></campaign>\n')

    # ---- supply ----

    def stops(self):
        r, calls = self.random, []
        through = self.has["through"] and r.chance(70)
        cities = [c for c in range(self.cities) if r.chance(75)]
        while len(cities) < 2:
            cities = [0, self.cities - 1]
        turn = 1 + r.below(len(cities) - 1)
        for i, city in enumerate(cities):
            for _ in range(1 + (r.chance(30) and city == cities[0])):
                if through and 0 < i < len(cities) - 1:
                    use = r.pick(("both", "both", "board", "alight"))
                else:
                    use = "board" if i < turn else "alight"
                calls.append((city, use))
        calls[0], calls[-1] = (calls[0][0], "board"), (calls[-1][0], "alight")
        return calls

    def allocation(self, number):
        r = self.random
        kind = r.pick(("chartered-coach", "ticket-block", "ticket-block", "train-car"))
        seats = 1 + r.below(7)
        more, vehicle = "", ""
        if kind == "ticket-block":
            more += f' mode="{r.pick(("coach", "train"))}" seats="{seats}" price="{50 * (1 + r.below(40))}"'
            if self.has["paid"] and r.chance(40):
                more += f' state="{r.pick(("paid", "collected"))}" namesBy="2018-02-20T18:00"'
        else:
            type_ = "coach" if kind == "chartered-coach" else "train-car"
            vehicle = f'<vehicle id="鲁I{number:05d}" kind="{type_}" seats="{seats}"/>\n'
            more += f' vehicle="鲁I{number:05d}" price="100000"'
        if self.has["needs"]:
            if r.chance(60):
                more += f' wheelchair="{1 + r.below(2)}"'
            if kind != "chartered-coach" and r.chance(60):
                more += f' lowerBerths="{1 + r.below(min(3, seats))}"'
        if self.has["wishes"] and kind != "chartered-coach":
            more += f' class="{r.pick(CLASSES)}" service="K{1 + r.below(2)}"' if r.chance(60) else ""
        if self.has["reserved"] and r.chance(50):
            more += f' reservedFor="{r.pick(("370100", "S1", "S2", "370200 S2", "370200"))}"'
            if r.chance(40):
                more += f' openFrom="{r.pick(("2018-01-20", "2018-02-10"))}"'
        hour, day, stops = 2 + r.below(7), 3 + r.below(3), ""
        for city, use in self.stops():
            serves = f' serves="{PREFIX[city]}"' if r.chance(35) else ""
            at = f"2018-02-{day + hour // 24:02d}T{hour % 24:02d}:00"
            stops += f'    <stop place="{r.pick(CITIES[city])}" at="{at}" use="{use}"{serves}/>\n'
            hour += 1 + r.below(9)
        return vehicle, f'  <allocation id="A{number}" kind="{kind}"{more}>\n{stops}  </allocation>\n'

    def supply(self):
        runs = [self.allocation(n) for n in range(1, 4 + self.random.below(6))]
        office = self.random.pick(("370100", "370200"))
        return (f'<supply xmlns="urn:homeward:supply:1" campaign="{self.id}" office="{office}">\n'
                + "".join(v for v, _ in runs) + "".join(a for _, a in runs) + "</supply>\n")

    # ---- riders ----

    def trip(self, journey, party, must):
        r, more = self.random, ""
        a, b = journey
        first = 2 + r.below(3)
        last = first + 1 + r.below(3)
        if r.chance(50):
            more += f' preferred="2018-02-{first + r.below(last - first + 1):02d}"'
        if r.chance(15):
            more += f' modes="{r.pick(("coach", "train"))}"'
        if self.has["needs"] and r.chance(18):
            more += f' needs="{r.pick(("lower-berth", "wheelchair", "lower-berth wheelchair"))}"'
        if self.has["wishes"] and r.chance(25):
            more += f' classes="{r.pick(CLASSES)} 硬座"' if r.chance(60) else ' services="K1"'
        if r.chance(20):
            more += f' applied="2018-01-{10 + r.below(9)}"'
        if party:
            more += f' party="{party}"' + (' together="must"' if must else "")
        return (f'    <trip direction="home" from="{r.pick(CITIES[a])}" to="{r.pick(CITIES[b])}" '
                f'earliest="2018-02-{first:02d}" latest="2018-02-{last:02d}"{more}/>\n')

    def journey(self):
        a = self.random.below(self.cities - 1)
        if self.random.chance(50):
            a = 0
        return a, a + 1 + self.random.below(self.cities - 1 - a)

    def rider(self, station, trip, extra=""):
        self.people += 1
        hardship = '<hardship register="测试" contact="测试"/>' if self.random.chance(30) else ""
        ref = f"{station}-{self.people:03d}"
        text = (f'  <rider ref="{ref}"{extra}><name>测试甲</name><document type="resident-id">'
                f"{identity(self.people)}</document>")
        return ref, text + (f"{hardship}\n{trip}" if trip else "") + "  </rider>\n"

    def riders(self, station, n):
        r, out, party = self.random, "", 0
        while n > 0:
            size = 1 + (r.below(4) if self.has["must"] or self.has["prefer"] else 0)
            journey, word = self.journey(), None
            must = self.has["must"] and (not self.has["prefer"] or r.chance(50))
            if size > 1:
                party += 1
                word = f"P{party}"
            for _ in range(size):
                if r.chance(12):
                    journey = self.journey()
                ref, text = self.rider(station, self.trip(journey, word, must))
                out += text
                if self.has["children"] and r.chance(25):
                    out += self.rider(station, "", f' with="{ref}" seat="none"')[1]
            n -= size
        return out

    def rider_list(self, station, body, serial=1):
        return (f'<riderList xmlns="urn:homeward:rider-list:1" station="{station}" campaign="{self.id}" '
                f'serial="{serial}" issued="2018-01-22T09:00:00">\n{body}</riderList>\n')

    def files(self):
        r = self.random
        n = 8 + r.below(18 if self.tight else 8)
        yield "campaign.xml", self.campaign()
        yield "supply.xml", self.supply()
        yield "list-S1.xml", self.rider_list("S1", self.riders("S1", n))
        yield "list-S2.xml", self.rider_list("S2", self.riders("S2", 3 + r.below(8)))
        yield "offices.txt", f"S1 370100\nS2 {r.pick(('370100', '370200'))}\n"


def write(folder, number):
    os.makedirs(folder, exist_ok=True)
    for name, text in Case(number).files():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text)


def change(folder, number, standing):
    """Some riders of S1 who hold no promise withdraw, others come, one joins a party; a new run."""
    import model

    promised = {ref for (_, ref, _), ride in model.read_standing(standing).items() if ride[3]}
    case = Case(number)
    case.random, case.people = Random(number + 7000), 500
    with open(os.path.join(folder, "list-S1.xml"), encoding="utf-8") as f:
        head, *old = f.read().replace("</riderList>\n", "").split("  <rider ref=")
    gone = {i for i in range(len(old)) if case.random.chance(15) and old[i].split('"')[1] not in promised}
    kept = "".join("  <rider ref=" + t for i, t in enumerate(old) if i not in gone)
    names = [t.split('"')[1] for i, t in enumerate(old) if i not in gone]
    blocks = kept.split("  <rider ref=")[1:]
    kept = "".join("  <rider ref=" + t for t in blocks
                   if ' with="' not in t.split(">")[0] or t.split('with="')[1].split('"')[0] in names)
    body = kept + case.riders("S1", 2 + case.random.below(4)).replace('party="P', 'party="N')
    body += case.rider("S1", case.trip(case.journey(), "P1", False))[1]
    text = case.rider_list("S1", body, serial=2)
    with open(os.path.join(folder, "list-S1-2.xml"), "w", encoding="utf-8") as f:
        f.write(text)
    vehicle, run = case.allocation(50)
    with open(os.path.join(folder, "supply.xml"), encoding="utf-8") as f:
        first = f.readline()
    with open(os.path.join(folder, "supply-2.xml"), "w", encoding="utf-8") as f:
        f.write(first + vehicle + run + "</supply>\n")


def shares(folder, number):
    random = Random(number + 9000)
    with open(os.path.join(folder, "supply.xml"), encoding="utf-8") as f:
        supply = f.read()
    with open(os.path.join(folder, "offices.txt"), encoding="utf-8") as f:
        offices = sorted({line.split()[1] for line in f})
    vehicles = {v.split('"')[1]: int(v.split('seats="')[1].split('"')[0])
                for v in supply.split("\n") if v.startswith("<vehicle")}
    with open(os.path.join(folder, "shares.txt"), "w", encoding="utf-8") as f:
        for block in supply.split("<allocation id=")[1:]:
            head = block.split(">")[0]
            seats = (int(head.split(' seats="')[1].split('"')[0]) if " seats=" in head
                     else vehicles[head.split('vehicle="')[1].split('"')[0]])
            for office in offices:
                if seats > 1 and random.chance(50):
                    print("hold", head.split('"')[1], office, 1 + random.below(seats // 2), file=f)
                if random.chance(30):
                    print("quota", head.split('"')[1], office, random.below(seats + 1), file=f)


def optima(first, last):
    import model

    for number in range(first, last):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, number)
            best = model.solve(folder, today=model.day(TODAY))
        print(number, *(best[k] for k in ("hardship", "seated", "breaks", "outlay", "inconvenience", "most")),
              flush=True)


def main():
    args = sys.argv[1:]
    if args[0] == "--optima":
        optima(int(args[1]), int(args[2]))
    elif args[0] == "--shares":
        shares(args[1], int(args[2]))
    elif args[0] == "--change":
        change(args[1], int(args[2]), args[3])
    else:
        for number in range(int(args[1]), int(args[2])):
            write(os.path.join(args[0], str(number)), number)


if __name__ == "__main__":
    main()
