"""Lists with a DOCTYPE, entities or inclusions: all refused, whatever hides in them."""

from cases import DECLARATION, HEAD, name, rider, xml_list

BOMB = "".join(
    f'<!ENTITY l{i} "{"".join(f"&l{i - 1};" for _ in range(10))}">' for i in range(1, 10)
)
# NAME, what stands before the root, the text of the first rider's name.
DOCTYPES = [
    ("bare", "<!DOCTYPE riderList>", ""),
    ("system", '<!DOCTYPE riderList SYSTEM "list.dtd">', ""),
    ("system-file", '<!DOCTYPE riderList SYSTEM "file:///etc/passwd">', ""),
    ("system-http", '<!DOCTYPE riderList SYSTEM "http://127.0.0.1:PORT/list.dtd">', ""),
    ("public", '<!DOCTYPE riderList PUBLIC "-//X//DTD//ZH" "http://127.0.0.1:PORT/list.dtd">', ""),
    ("html", "<!DOCTYPE html>", ""),
    ("other-root", "<!DOCTYPE supply>", ""),
    ("single-quotes", "<!DOCTYPE riderList SYSTEM 'list.dtd'>", ""),
    ("new-lines", "<!DOCTYPE\n\n\triderList\n\n>", ""),
    ("empty-subset", "<!DOCTYPE riderList []>", ""),
    ("comment-subset", "<!DOCTYPE riderList [<!-- nothing -->]>", ""),
    ("pi-subset", "<!DOCTYPE riderList [<?x y?>]>", ""),
    ("element", "<!DOCTYPE riderList [<!ELEMENT name (#PCDATA)>]>", ""),
    ("attlist-default", '<!DOCTYPE riderList [<!ATTLIST rider seat CDATA "none">]>', ""),
    ("attlist-id", "<!DOCTYPE riderList [<!ATTLIST rider ref ID #REQUIRED>]>", ""),
    ("notation", '<!DOCTYPE riderList [<!NOTATION n SYSTEM "/bin/sh">]>', ""),
    ("unparsed", '<!DOCTYPE riderList [<!NOTATION n SYSTEM "n"><!ENTITY u SYSTEM "u" NDATA n>]>', ""),
    ("entity-unused", '<!DOCTYPE riderList [<!ENTITY x "y">]>', ""),
    ("entity-used", '<!DOCTYPE riderList [<!ENTITY x "甲">]>', "测试&x;"),
    ("entity-empty", '<!DOCTYPE riderList [<!ENTITY x "">]>', "&x;"),
    ("entity-markup", '<!DOCTYPE riderList [<!ENTITY x "<phone>15400000099</phone>">]>', "甲&x;"),
    ("entity-file", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
    ("entity-canary", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "canary.txt">]>', "&x;"),
    ("entity-http", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "http://127.0.0.1:PORT/x">]>', "&x;"),
    ("entity-ftp", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "ftp://127.0.0.1:PORT/x">]>', "&x;"),
    ("entity-public", '<!DOCTYPE riderList [<!ENTITY x PUBLIC "p" "canary.txt">]>', "&x;"),
    ("entity-php", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "php://filter/read=x/resource=/etc/passwd">]>', "&x;"),
    ("entity-expect", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "expect://id">]>', "&x;"),
    ("entity-data", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "data:,%E7%94%B2">]>', "&x;"),
    ("entity-jar", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "jar:file:a.zip!/x">]>', "&x;"),
    ("entity-unc", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "\\\\127.0.0.1\\x">]>', "&x;"),
    ("entity-self", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "doctype-entity-self.xml">]>', "&x;"),
    ("entity-device", '<!DOCTYPE riderList [<!ENTITY x SYSTEM "/dev/zero">]>', "&x;"),
    ("entity-loop", '<!DOCTYPE riderList [<!ENTITY x "&y;"><!ENTITY y "&x;">]>', "&x;"),
    ("entity-amp", '<!DOCTYPE riderList [<!ENTITY amp "&#38;#38;">]>', "甲&amp;乙"),
    ("entity-characters", '<!DOCTYPE riderList [<!ENTITY x "&#x26;y;"><!ENTITY y "甲">]>', "&x;"),
    ("parameter", '<!DOCTYPE riderList [<!ENTITY % p "<!ENTITY x \'甲\'>"> %p;]>', "&x;"),
    ("parameter-file", '<!DOCTYPE riderList [<!ENTITY % p SYSTEM "canary.txt"> %p;]>', ""),
    ("parameter-http", '<!DOCTYPE riderList [<!ENTITY % p SYSTEM "http://127.0.0.1:PORT/p"> %p;]>', ""),
    ("billion-laughs", f'<!DOCTYPE riderList [<!ENTITY l0 "哈">{BOMB}]>', "&l9;"),
    ("quadratic", f'<!DOCTYPE riderList [<!ENTITY q "{"哈" * 20000}">]>', "&q;" * 2000),
    ("many-entities", "<!DOCTYPE riderList [" + "".join(f'<!ENTITY e{i} "x">' for i in range(20000)) + "]>", "&e9;"),
    ("long-name", f'<!DOCTYPE {"r" * 100000}>', ""),
    ("conditional", "<!DOCTYPE riderList [<![INCLUDE[<!ENTITY x 'y'>]]>]>", ""),
    ("lower-case", "<!doctype riderList>", ""),
    ("twice", "<!DOCTYPE riderList><!DOCTYPE riderList>", ""),
    ("unclosed", "<!DOCTYPE riderList [", ""),
    ("after-comment", f"<!--{'x' * 200000}--><!DOCTYPE riderList>", ""),
]


def attribute(text):
    return xml_list(rider(0, attrs=f' with="{text}"'))


def add(cases):
    for what, prologue, text in DOCTYPES:
        data = xml_list(rider(0, called=text or name(0)), prologue=prologue + "\n")
        cases.add(f"doctype-{what}.xml", data, "refused")
    good = '<!DOCTYPE riderList [<!ENTITY x "甲">]>\n'
    for encoding, codec in (("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"), ("GB18030", "gb18030"), ("GBK", "gbk")):
        data = xml_list(prologue=good, declaration=DECLARATION.replace("UTF-8", encoding))
        mark = "\ufeff" if encoding == "UTF-16" else ""
        cases.add(f"doctype-in-{codec}.xml", (mark + data).encode(codec), "refused")
    body = xml_list()
    cases.add("doctype-after-root.xml", body + "<!DOCTYPE riderList>\n", "refused")
    cases.add("doctype-inside-root.xml", body.replace(HEAD, HEAD + "<!DOCTYPE x>"), "refused")
    cases.add("doctype-no-declaration.xml", good + xml_list(declaration=""), "refused doctype")
    standalone = DECLARATION.replace("?>", ' standalone="yes"?>')
    cases.add("doctype-standalone.xml", xml_list(prologue=good, declaration=standalone), "refused")

    # Entity references without a DOCTYPE, in text and in attributes.
    for what in ("nbsp", "xxe", "eacute", "AMP", "x.y", "名"):
        cases.add(f"entity-undeclared-{what}.xml", xml_list(rider(0, called=f"甲&{what};")), "refused")
    for what in ("xxe", "nbsp"):
        cases.add(f"entity-in-attribute-{what}.xml", attribute(f"&{what};"), "refused")
    for what, text in {
        "bare-ampersand": "甲 & 乙",
        "unclosed": "甲&amp乙",
        "empty": "甲&;",
        "null-character": "甲&#0;",
        "control-character": "甲&#x1;",
        "surrogate": "甲&#xD83D;&#xDE00;",
        "beyond-unicode": "甲&#x110000;",
        "huge-number": f"甲&#x{'F' * 5000};",
        "not-a-character": "甲&#xFFFF;",
    }.items():
        cases.add(f"entity-{what}.xml", xml_list(rider(0, called=text)), "refused")
    cases.add("entity-predefined.xml", xml_list(rider(0, called="&#27979;&#x8BD5;&#x7532;")), "rows 1/0")

    # Inclusions: to us, elements that nobody knows.
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="canary.txt" parse="text"/>'
    cases.add("xinclude-in-root.xml", xml_list(include), "refused")
    cases.add("xinclude-in-name.xml", xml_list(rider(0, called=include)), "refused | rows 0/1")
    cases.add("xinclude-remote.xml", xml_list(include.replace("canary.txt", "http://127.0.0.1:PORT/x")), "refused")
    hint = HEAD.replace(
        " station",
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="urn:homeward:rider-list:1 http://127.0.0.1:PORT/x.xsd" station',
    )
    cases.add("schema-location.xml", xml_list(head=hint), "refused | rows 3/0")
    sheet = '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:PORT/x.xsl"?>\n'
    cases.add("stylesheet.xml", xml_list(prologue=sheet), "refused | rows 3/0")
