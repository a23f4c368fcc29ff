"""Lists that are too big, too deep, cut, or not what they claim: structure of an XML list."""

import random

from cases import DECLARATION, HEAD, NAMESPACE, TAIL, rider, xml_list

TRIP = '<trip direction="home" from="370102" to="411602" earliest="2018-02-05" latest="2018-02-09"/>'


def attributes(n, value="1"):
    return "".join(f' a{i}="{value}"' for i in range(n))


def add_floods(cases):
    for n in (40, 1000, 20000, 200000):
        cases.add(f"flood-attributes-{n}.xml", xml_list(rider(0, attrs=attributes(n))), "refused")
    cases.add("flood-attributes-31.xml", xml_list(rider(0, attrs=attributes(30))), "refused | rows 0/1")
    cases.add("flood-attributes-root.xml", xml_list(head=HEAD[:-2] + attributes(5000) + ">"), "refused")
    spaces = "".join(f' xmlns:n{i}="urn:{i}"' for i in range(5000))
    cases.add("flood-namespaces.xml", xml_list(rider(0, attrs=spaces)), "refused")
    cases.add("flood-prefixes.xml", xml_list(rider(0, attrs="".join(f' p{i}:a="1"' for i in range(50)))), "refused")
    names = "".join(f"<e{i}/>" for i in range(200000))
    cases.add("flood-names.xml", xml_list(names), "refused")
    cases.add("flood-names-in-rider.xml", xml_list(rider(0, more=names[:900000])), "refused")
    cases.add("flood-one-attribute-twice.xml", xml_list(rider(0, attrs=' with="a" with="b"')), "refused")
    cases.add("flood-tag-17k.xml", xml_list(rider(0, attrs=f' with="{"x" * 17000}"')), "refused")
    cases.add("flood-tag-10m.xml", xml_list(rider(0, attrs=f' with="{"x" * 10_000_000}"')), "refused")
    cases.add("flood-tag-spaces.xml", xml_list(rider(0, attrs=" " * 17000)), "refused")
    cases.add("flood-element-name.xml", xml_list(f"<{'e' * 60000}/>"), "refused")
    cases.add("flood-end-tag.xml", xml_list().replace("</rider>", "</rider" + " " * 50000 + ">"), "refused | rows 3/0")
    cases.add("flood-text-1m.xml", xml_list(rider(0, called="甲" * 400000)), "refused | rows 0/1")
    cases.add("flood-text-between.xml", xml_list(rider(0) + "x" * 2_000_000), "refused")
    cases.add("flood-blanks-between.xml", xml_list(rider(0) + " " * 2_000_000 + rider(1)), "refused | rows 2/0")
    cases.add("flood-references.xml", xml_list(rider(0, called="&#30002;" * 100000)), "refused | rows 0/1")
    cases.add("flood-comment.xml", xml_list(f"<!--{'x' * 5_000_000}-->" + rider(0)), "refused | rows 1/0")
    cases.add("flood-comments.xml", xml_list("<!---->" * 500000 + rider(0)), "refused | rows 1/0")
    cases.add("flood-instruction.xml", xml_list(f"<?x {'y' * 5_000_000}?>" + rider(0)), "refused | rows 1/0")
    cases.add("flood-cdata.xml", xml_list(rider(0, called=f"<![CDATA[{'x' * 5_000_000}]]>")), "refused | rows 0/1")
    cases.add("flood-cdatas.xml", xml_list(rider(0, called="<![CDATA[]]>" * 200000)), "refused | rows 0/1")
    cases.add("flood-trips.xml", xml_list(rider(0, more=TRIP * 20000)), "rows 0/1 | refused")
    cases.add("flood-names-of-one.xml", xml_list(rider(0, more="<name>甲</name>" * 20000)), "rows 0/1 | refused")
    for depth in (20, 300, 100000):
        deep = "<a>" * depth + "</a>" * depth
        cases.add(f"deep-{depth}.xml", xml_list(rider(0, more=deep)), "refused")
    cases.add("deep-unclosed.xml", xml_list("<rider ref='R1'>" * 5000, tail=""), "refused")


def add_roots(cases):
    good = xml_list()
    cases.add("root-other-element.xml", good.replace("riderList", "riders"), "refused")
    cases.add("root-other-namespace.xml", good.replace(NAMESPACE, "urn:homeward:rider-list:2"), "refused")
    cases.add("root-no-namespace.xml", good.replace(f' xmlns="{NAMESPACE}"', ""), "refused")
    cases.add("root-prefixed.xml", good.replace("<riderList xmlns=", "<riderList xmlns:h="), "refused")
    cases.add("root-twice.xml", good + HEAD + TAIL, "refused")
    cases.add("root-trailing-text.xml", good + "x", "refused")
    cases.add("root-missing-declaration.xml", xml_list(declaration=""), "rows 3/0")
    cases.add("root-blank-before-declaration.xml", "\n" + good, "refused | rows 3/0")
    cases.add("root-declaration-twice.xml", DECLARATION + good, "refused")
    cases.add("root-version-9.xml", good.replace('version="1.0"', 'version="9.9"'), "refused | rows 3/0")
    cases.add("root-is-campaign.xml", '<campaign xmlns="urn:homeward:campaign:1" id="scenario" name="x" starts="2018-01-15" ends="2018-03-31"/>', "refused")
    cases.add("root-is-supply.xml", '<supply xmlns="urn:homeward:supply:1" campaign="scenario" office="370100"/>', "refused")
    cases.add("root-is-svg.xml", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "refused")
    cases.add("root-is-soap.xml", f'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">{HEAD}{TAIL}</e:Envelope>', "refused")
    cases.add("root-unknown-attribute.xml", xml_list(head=HEAD.replace(" station", ' evil="1" station')), "refused")
    for attribute, values in {
        "station": ("S9", "", "../S1", "S1/S1"),
        "campaign": ("another", ""),
        "serial": ("0", "-1", "1.5", "x", "", "99999999999999999999", "0x2", " "),
        "issued": ("2018-02-30T00:00:00", "yesterday", "", "99999-01-01T00:00:00"),
    }.items():
        old = HEAD.split(f' {attribute}="')[1].split('"')[0]
        for i, value in enumerate(values):
            head = HEAD.replace(f'{attribute}="{old}"', f'{attribute}="{value}"')
            cases.add(f"root-{attribute}-{i}.xml", xml_list(head=head), "refused")
        head = HEAD.replace(f' {attribute}="{old}"', "")
        cases.add(f"root-without-{attribute}.xml", xml_list(head=head), "refused")


def add_shapes(cases):
    nested = xml_list(rider(0, more="\n" + rider(1)))
    cases.add("nested-rider.xml", nested, "refused | rows 0/1")
    cases.add("nested-list.xml", xml_list(HEAD + rider(0) + TAIL), "refused")
    cases.add("rider-in-name.xml", xml_list(rider(0, called=rider(1))), "refused | rows 0/1")
    cases.add("unknown-beside-rider.xml", xml_list(rider(0) + "<passenger/>"), "refused")
    cases.add("unknown-in-rider.xml", xml_list(rider(0, more="<bank>1</bank>") + rider(1)), "refused | rows 1/1 unknown-element")
    cases.add("unknown-in-trip.xml", xml_list(rider(0).replace("/>", "><stop/></trip>") + rider(1)), "refused | rows 1/1")
    cases.add("text-beside-rider.xml", xml_list(rider(0) + "甲乙"), "refused | rows 1/0")
    cases.add("foreign-namespace.xml", xml_list(rider(0, more='<name xmlns="urn:other">乙</name>')), "refused | rows 0/1")
    cases.add("long-good.xml", xml_list("".join(rider(i) for i in range(25000))), "rows 25000/0")
    cases.add("no-riders.xml", xml_list(""), "refused | rows 0/0")
    cases.add("mismatched-tags.xml", xml_list().replace("</rider>", "</Rider>", 1), "refused")
    cases.add("crossed-tags.xml", xml_list(rider(0)).replace("</name>", "</rider>"), "refused")
    cases.add("unquoted-attribute.xml", xml_list().replace('ref="R1"', "ref=R1"), "refused")
    cases.add("less-than-in-attribute.xml", xml_list(rider(0, attrs=' with="<x>"')), "refused")
    cases.add("comment-with-dashes.xml", xml_list("<!-- -- -->" + rider(0)), "refused")
    cases.add("comment-unclosed.xml", xml_list("<!-- " + rider(0)), "refused")
    cases.add("cdata-unclosed.xml", xml_list(rider(0, called="<![CDATA[甲")), "refused")
    cases.add("cdata-end-in-text.xml", xml_list(rider(0, called="甲]]>")), "refused")
    cases.add("cdata-outside.xml", xml_list("<![CDATA[" + rider(0) + "]]>"), "refused | rows 0/0")


def add_cuts(cases):
    """A download that broke off: at 40 places, some of them between riders."""
    good = xml_list("".join(rider(i) for i in range(20))).encode()
    rng = random.Random(2018)
    places = sorted(rng.sample(range(1, len(good) - 2), 36))
    places += [i + len(b"</rider>\n") for i in range(len(good)) if good.startswith(b"</rider>", i)][:4]
    for i, at in enumerate(places):
        cases.add(f"cut-{i:02d}.xml", good[:at], "refused")
    cases.add("cut-start.xml", good[30:], "refused")
    cases.add("cut-middle.xml", good[:900] + good[1500:], "refused | rows 18/1 | rows 17/2 | rows 18/0")


def add(cases):
    add_floods(cases)
    add_roots(cases)
    add_shapes(cases)
    add_cuts(cases)
