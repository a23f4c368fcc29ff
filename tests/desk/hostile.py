"""A season whose every field holds something that a page must not interpret."""

from xml.sax.saxutils import escape, quoteattr

VALUES = """<script>window.hit=1</script>
<img src=x onerror=window.hit=1>
"><svg onload=window.hit=1>
'><a href=javascript:window.hit=1>测试</a>
javascript:window.hit=1
</title><script>window.hit=1</script>
<!--测试
]]>测试
{{constructor.constructor('window.hit=1')()}}
${window.hit=1}
`${window.hit=1}`
&lt;b&gt;测试
&#60;script&#62;
%3Cscript%3E
<style>*{display:none}</style>
<iframe srcdoc=测试></iframe>
<base href=//example.invalid>
\u202e测试\u202c
\u2067测试\u2069\u200f
\u200b测试\u200d\ufeff甲
䶮𬭎㛃测试
é́́́́́测试
阿卜杜热合曼·买买提艾力·吐尔逊江·依明·穆罕默德
=cmd|' /C calc'!A0
../../测试?x=1#y
onfocus=window.hit=1 autofocus=""".split("\n")
VALUES += ["测" * 30]


def attribute(i):
    return quoteattr(VALUES[i % len(VALUES)])


with open("hostile-list.xml", "w", encoding="utf-8") as f:
    f.write('<riderList xmlns="urn:homeward:rider-list:1" station="S1" campaign="season" serial="1" issued="2018-01-22T09:00:00">')
    for n, value in enumerate(VALUES, 1):
        f.write(f'<rider ref={quoteattr("R" + str(n))}><name>{escape(value)}</name><document type="passport">E{n:08}</document>'
                f"<phone>154000000{n:02}</phone><employer>{escape(VALUES[n % len(VALUES)])}</employer>"
                f'<trip direction="home" from="370112" to="411602" earliest="2018-02-07" latest="2018-02-07" party={attribute(n // 2)}/></rider>')
    f.write("</riderList>")
with open("hostile-supply.xml", "w", encoding="utf-8") as f:
    f.write('<supply xmlns="urn:homeward:supply:1" campaign="season" office="370100">')
    f.write(f'<point id="GATE" kind="site" name={attribute(0)} place="370112" lon="117.23" lat="36.72" contact={attribute(1)} phone={attribute(2)}/>')
    f.write(f'<vehicle id={attribute(3)} kind="coach" seats="20" operator={attribute(4)}/>')
    f.write(f'<allocation id={attribute(1)} kind="chartered-coach" vehicle={attribute(3)} label={attribute(5)} signNo={attribute(6)} contractNo={attribute(7)}>')
    f.write(f'<crew role="driver" name={attribute(8)} phone={attribute(9)}/>')
    f.write('<stop place="GATE" at="2018-02-07T08:00" use="board" serves="370112"/><stop place="411600" at="2018-02-07T15:30" use="alight"/></allocation></supply>')
print(f"{len(VALUES)} values")
