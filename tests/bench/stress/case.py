"""The stress case: a campaign without anybody who travels alone, every party together or not at all,
seats for 93 in 100 of its riders, and no plan hidden in it that would fill them.

    case.py FOLDER [RIDERS [SEED]]

Writes campaign.xml, supply.xml, list-S1.xml and offices.txt, as support/mip/model.py reads them."""
import os
import random
import sys

CITIES = ("3701", "3702", "3703", "3706", "3707", "3710")
CORRIDORS = (  # where the people of each are from
    ("411402", "411421", "411422", "411423", "411424", "411425"),
    ("411602", "411621", "411622", "411623", "411624", "411625"),
    ("341202", "341203", "341204", "341221", "341222", "341225"),
    ("341302", "341321", "341322", "341323", "341324", "341602"),
    ("320302", "320311", "320321", "320322", "320324", "320381"),
    ("130402", "130423", "130424", "130425", "130426", "130427"),
    ("130502", "130503", "130522", "130523", "130524", "130525"),
    ("410902", "410922", "410923", "410926", "410927", "410928"),
)
DAYS, RIDERS_EACH = 10, 2200  # of a corridor: fewer riders come from fewer of them
SIZES, HOW_OFTEN = (2, 3, 4, 5, 6, 7, 8), (24, 22, 18, 12, 9, 8, 7)


def identity(number):
    """Of regions that do not exist; no two numbers alike."""
    day = number // 17
    body = f"{379901 + number % 17}{1970 + day // 336 % 30}{1 + day // 28 % 12:02d}{1 + day % 28:02d}{day // 10080:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights)) % 11]


def date(day):
    return f"2018-02-{1 + day:02d}"


def party(r, corridors, number, first):
    size = r.choices(SIZES, HOW_OFTEN)[0]
    city, corridor = r.choice(CITIES), r.choice(corridors)
    earliest = r.randrange(DAYS)
    latest = min(DAYS - 1, earliest + r.randrange(1, 7))
    trip = (f'<trip direction="home" from="{city}02" to="{r.choice(corridor)}" earliest="{date(earliest)}" '
            f'latest="{date(latest)}" party="P{number}" together="must"/>')
    return size, "".join(
        f'  <rider ref="R{i:05d}"><name>测试甲</name><document type="resident-id">{identity(i)}</document>'
        f"{trip}</rider>\n" for i in range(first, first + size))


def write_riders(r, corridors, path, riders):
    n = number = 0
    with open(path, "w", encoding="utf-8") as f:
        f.write('<riderList xmlns="urn:homeward:rider-list:1" station="S1" campaign="stress" serial="1" '
                'issued="2018-01-22T09:00:00">\n')
        while n < riders:
            number += 1
            size, text = party(r, corridors, number, n)
            n += size
            f.write(text)
        f.write("</riderList>\n")
    return n


def run(r, corridors, number):
    """Coaches, cars of 118 and 66 seats and blocks of tickets; some board in a second city as well."""
    kind = r.choices(("chartered-coach", "train-car", "ticket-block"), (62, 10, 28))[0]
    seats = {"chartered-coach": r.choice((35, 39, 45, 49, 53)), "train-car": r.choice((66, 118)),
             "ticket-block": r.randrange(10, 60)}[kind]
    vehicle, more = "", f' seats="{seats}" mode="train" price="15000" state="paid"'
    if kind != "ticket-block":
        type_ = "coach" if kind == "chartered-coach" else "train-car"
        vehicle = f'  <vehicle id="鲁I{number:05d}" kind="{type_}" seats="{seats}"/>\n'
        more = f' vehicle="鲁I{number:05d}" price="900000"'
    cities = r.sample(CITIES, 2 if r.random() < 0.5 else 1)
    counties = r.sample(r.choice(corridors), r.randrange(4, 7))
    day, text = date(r.randrange(DAYS)), f'  <allocation id="A{number}" kind="{kind}"{more}>\n'
    for i, city in enumerate(cities):
        text += f'    <stop place="{city}02" at="{day}T{8 + i:02d}:00" use="board" serves="{city}"/>\n'
    for i, county in enumerate(counties):
        text += f'    <stop place="{county}" at="{day}T{15 + i}:00" use="alight" serves="{county}"/>\n'
    return seats, vehicle, text + "  </allocation>\n"


def write_supply(r, corridors, path, seats):
    vehicles, runs, number = [], [], 0
    while seats > 0:
        number += 1
        more, vehicle, text = run(r, corridors, number)
        seats -= more
        vehicles.append(vehicle)
        runs.append(text)
    with open(path, "w", encoding="utf-8") as f:
        f.write('<supply xmlns="urn:homeward:supply:1" campaign="stress" office="370100">\n')
        f.write("".join(vehicles) + "".join(runs) + "</supply>\n")


def main():
    folder = sys.argv[1]
    riders = int(sys.argv[2]) if len(sys.argv) > 2 else 17710
    r = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 2018)
    corridors = CORRIDORS[:max(1, riders // RIDERS_EACH)]
    os.makedirs(folder)
    with open(os.path.join(folder, "campaign.xml"), "w", encoding="utf-8") as f:
        f.write('<campaign xmlns="urn:homeward:campaign:1" id="stress" name="测试行动" starts="2018-01-15" '
                'ends="2018-03-31"><rules documentRegions="379901-379917"/></campaign>\n')
    n = write_riders(r, corridors, os.path.join(folder, "list-S1.xml"), riders)
    write_supply(r, corridors, os.path.join(folder, "supply.xml"), n * 93 // 100)
    with open(os.path.join(folder, "offices.txt"), "w", encoding="utf-8") as f:
        f.write("S1 370100\n")


main()
