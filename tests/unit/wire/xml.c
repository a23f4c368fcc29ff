/* XML of our own formats: hostile files, encodings, lines, and the schema that looks on. */
#include "homeward/wire.h"
#include "support/suites.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define NS "urn:homeward:rider-list:1"
#define HEAD "<riderList xmlns='" NS "' station='S' campaign='c' serial='1' issued='2018-01-22'>"
#define TRIP "<trip direction='home' from='1' to='2' earliest='3' latest='4'/>"
#define GOOD "<rider ref='1'><name>演示甲</name><document type='other'>1</document>" TRIP "</rider>"

/* What was read, as text: "<name@2>", "演示甲", "!element@2" for a fault. */
static enum rc note_open(void *payload, const char *element, int depth,
                         const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    (void)line, (void)err;
    if (depth > 0)
        str_addf(payload, "<%s", element);
    for (int i = 0; depth > 1 && i < n; i++)
        str_addf(payload, " %s=%s", attrs[i].name, attrs[i].value);
    if (depth > 0)
        str_add(payload, ">");
    return RC_OK;
}

static enum rc note_close(void *payload, const char *element, int depth, const char *text,
                          int64_t line, struct err *err) {
    (void)element, (void)line, (void)err;
    if (depth > 1)
        str_addf(payload, "%s", text);
    return RC_OK;
}

static enum rc note_fault(void *payload, enum xml_fault fault, const char *element, int depth,
                          int64_t line, struct err *err) {
    static const char *const kinds[] = {"element", "attribute", "text"};

    (void)line, (void)err;
    str_addf(payload, "!%s:%s@%d", kinds[fault], element, depth);
    return RC_OK;
}

static enum rc read_bytes(const void *bytes, size_t n, struct str *out, struct err *err) {
    const struct xml_handler handler = {.ns = NS,
                                        .root = "riderList",
                                        .open = note_open,
                                        .close = note_close,
                                        .payload = out,
                                        .schema = "config/rider-list.xsd",
                                        .fault = note_fault};
    struct source source;

    *out = STR_MAX((size_t)1 << 20);
    *err = (struct err){0};
    source_memory("list.xml", bytes, n, &source);
    enum rc rc = xml_read(&source, &handler, err);
    source_close(&source);
    return rc;
}

static enum rc read_text(const char *text, struct str *out, struct err *err) {
    return read_bytes(text, strlen(text), out, err);
}

/* ---- structure ---- */

static const struct {
    const char *riders, *seen;
} structures[] = {
    {"", ""},
    {GOOD, ""},
    {"<rider ref='1'><mane>x</mane></rider>", "!element:mane@2"},
    {"<rider ref='1'><name>x</name><name>y</name></rider>", "!element:name@2"},
    {"<rider ref='1'><phone>1</phone><name>x</name></rider>", "!element:name@2"},
    {"<rider ref='1'>" TRIP TRIP TRIP "</rider>", "!element:trip@2"},
    {"<rider ref='1' age='5'/>", "!attribute:rider@1"},
    {"<rider/>", "!attribute:rider@1"},
    {"<rider ref='1'>stray</rider>", "!text:rider@1"},
    {"<rider ref='1'><name>a<b/></name></rider>", "!element:b@3"},
    {"stray", "!text:riderList@0"},
    {"<person/>", "!element:person@1"},
    /* values are not its business */
    {"<rider ref=''><trip direction='up' from='' to='' earliest='30 February' latest='x'/></rider>",
     ""},
};

START_TEST(the_schema_sees_structure_and_nothing_else) {
    struct str text = STR_MAX(4096), seen;
    struct err err;

    str_addf(&text, HEAD "%s</riderList>", structures[_i].riders);
    ck_assert_int_eq(read_text(str_get(&text), &seen, &err), RC_OK);

    const char *fault = strchr(str_get(&seen), '!');
    ck_assert_int_eq(fault != NULL, structures[_i].seen[0] != '\0');
    if (fault)
        ck_assert(strncmp(fault, structures[_i].seen, strlen(structures[_i].seen)) == 0);
    str_clear(&text);
    str_clear(&seen);
}
END_TEST

/* ---- hostile files ---- */

static const struct {
    const char *text, *code;
    enum rc rc;
} hostile[] = {
    {"<!DOCTYPE riderList>" HEAD "</riderList>", "doctype", RC_INVALID},
    {"<!DOCTYPE r [<!ENTITY a 'x'>]>" HEAD "</riderList>", "doctype", RC_INVALID},
    {"<!DOCTYPE r SYSTEM 'file:///etc/passwd'>" HEAD "</riderList>", "doctype", RC_INVALID},
    {HEAD "<rider ref='1'><name>&x;</name></rider></riderList>", "doctype", RC_INVALID},
    {HEAD "<rider ref='&x;'/></riderList>", "doctype", RC_INVALID},
    {HEAD "<rider ref='1'><name>甲", "malformed-xml", RC_INVALID},
    {HEAD "</riderList><riderList/>", "malformed-xml", RC_INVALID},
    {HEAD "<rider></name></riderList>", "malformed-xml", RC_INVALID},
    {"", "not-xml", RC_INVALID},
    {"<supply xmlns='urn:homeward:supply:1'/>", "wrong-kind", RC_INVALID},
    {"<riderList/>", "wrong-kind", RC_INVALID},
    {HEAD "<x:rider xmlns:x='urn:x'/></riderList>", "foreign-element", RC_INVALID},
    {"<?xml version='1.0' encoding='Big5'?>" HEAD "</riderList>", "encoding", RC_INVALID},
    {"<?xml version='1.0' encoding='UTF-7'?>" HEAD "</riderList>", "encoding", RC_INVALID},
    {"<?xml version='1.0' encoding='UTF-8'?>" HEAD "<!-- \xd0\xd5 --></riderList>", "encoding",
     RC_INVALID},
};

START_TEST(a_hostile_file_is_refused_with_its_reason) {
    struct str seen;
    struct err err;

    ck_assert_int_eq(read_text(hostile[_i].text, &seen, &err), hostile[_i].rc);

    ck_assert_str_eq(err.code, hostile[_i].code);
    str_clear(&seen);
}
END_TEST

/* Many of one thing: attributes, names, depth, one long tag, one long text. */
static const struct {
    const char *before, *each, *after, *code;
    int times;
} floods[] = {
    {HEAD "<rider ", "a%d='1' ", "/></riderList>", "tag-too-large", 200000},
    {HEAD "<rider ", "a%d='' ", "/></riderList>", "tag-too-large", 33},
    {HEAD, "<rider b%d=''/>", "</riderList>", "too-many-names", 60000},
    {HEAD "<rider>", "<a%d/>", "</rider></riderList>", "too-many-names", 60000},
    {HEAD, "<rider>%.0d", "", "too-deep", 200},
    {HEAD "<rider ref='", "xxxxxxxx%.0d", "'/></riderList>", "tag-too-large", 3000},
    {HEAD "<rider><name>", "xxxxxxxx%.0d", "</name></rider></riderList>", "too-long", 10000},
};

START_TEST(a_flood_is_refused_at_once) {
    struct str text = STR_MAX((size_t)8 << 20), seen;
    struct err err;

    str_add(&text, floods[_i].before);
    for (int i = 0; i < floods[_i].times; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        str_addf(&text, floods[_i].each, i);
#pragma GCC diagnostic pop
    }
    str_add(&text, floods[_i].after);
    enum rc rc = read_text(str_get(&text), &seen, &err);

    ck_assert_int_eq(rc, RC_LIMIT);
    ck_assert_str_eq(err.code, floods[_i].code);
    str_clear(&text);
    str_clear(&seen);
}
END_TEST

START_TEST(an_external_entity_is_never_opened) {
    struct str seen;
    struct err err;

    ck_assert_int_eq(read_text("<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]>" HEAD
                               "</riderList>",
                               &seen, &err),
                     RC_INVALID);
    ck_assert_str_eq(err.code, "doctype");
    str_clear(&seen);
}
END_TEST

/* ---- encodings ---- */

static const struct {
    const char *declared, *encoding, *mark;
    size_t mark_len;
} encodings[] = {
    {"", "UTF-8", "", 0},
    {"<?xml version='1.0' encoding='utf-8'?>", "UTF-8", "\xef\xbb\xbf", 3},
    {"<?xml version='1.0' encoding='GB18030'?>", "GB18030", "", 0},
    {"<?xml version=\"1.0\" encoding=\"gb2312\"?>", "GB18030", "", 0}, /* rare all the same */
    {"<?xml version='1.0' encoding='GBK'?>", "GB18030", "", 0},
    {"<?xml version='1.0' encoding='GBK'?>", "UTF-8", "", 0}, /* it lies */
    {"<?xml version='1.0' encoding='UTF-16'?>", "UTF-16LE", "\xff\xfe", 2},
    {"<?xml version='1.0' encoding='UTF-16'?>", "UTF-16BE", "\xfe\xff", 2},
    {"<?xml version='1.0'?>", "UTF-16LE", "", 0}, /* no mark */
    {"", "UTF-16BE", "", 0},
    {"<?xml version='1.0' encoding='UTF-8'?>", "UTF-16LE", "\xff\xfe", 2}, /* it lies */
};

START_TEST(names_come_through_every_encoding) {
    struct str text = STR_MAX(4096), seen;
    struct err err;
    char bytes[8192], *at = bytes + encodings[_i].mark_len;
    size_t room = sizeof bytes - encodings[_i].mark_len;

    str_addf(&text, "%s" HEAD "<rider ref='a&amp;b'><name>䶮·𬭎</name></rider></riderList>",
             encodings[_i].declared);
    char *in = text.s;
    size_t left = text.len;
    iconv_t cd = iconv_open(encodings[_i].encoding, "UTF-8");
    memcpy(bytes, encodings[_i].mark, encodings[_i].mark_len);
    ck_assert(iconv(cd, &in, &left, &at, &room) != (size_t)-1);
    iconv_close(cd);
    ck_assert_int_eq(read_bytes(bytes, (size_t)(at - bytes), &seen, &err), RC_OK);

    ck_assert_str_eq(str_get(&seen), "<rider><name>䶮·𬭎");
    str_clear(&text);
    str_clear(&seen);
}
END_TEST

/* ---- lines ---- */

START_TEST(a_line_past_65535_is_named_right) {
    struct str text = STR_MAX((size_t)1 << 20), seen;
    struct err err;

    str_add(&text, HEAD);
    for (int line = 1; line < 70006; line++)
        str_add(&text, "\n");
    str_add(&text, "<rider></name></riderList>");
    ck_assert_int_eq(read_text(str_get(&text), &seen, &err), RC_INVALID);

    ck_assert_int_eq(err.line, 70006);
    ck_assert_str_eq(err.file, "list.xml");
    str_clear(&text);
    str_clear(&seen);
}
END_TEST

Suite *suite_wire_xml(void) {
    Suite *suite = suite_create("wire xml");
    TCase *tcase = tcase_create("xml");

    tcase_add_loop_test(tcase, the_schema_sees_structure_and_nothing_else, 0,
                        sizeof structures / sizeof *structures);
    tcase_add_loop_test(tcase, a_hostile_file_is_refused_with_its_reason, 0,
                        sizeof hostile / sizeof *hostile);
    tcase_add_loop_test(tcase, a_flood_is_refused_at_once, 0, sizeof floods / sizeof *floods);
    tcase_add_test(tcase, an_external_entity_is_never_opened);
    tcase_add_loop_test(tcase, names_come_through_every_encoding, 0,
                        sizeof encodings / sizeof *encodings);
    tcase_add_test(tcase, a_line_past_65535_is_named_right);
    suite_add_tcase(suite, tcase);
    return suite;
}
