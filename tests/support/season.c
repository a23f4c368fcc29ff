#include "support/season.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char campaign_xml[] =
    "<campaign xmlns='urn:homeward:campaign:1' id='season' name='测试活动' starts='2018-01-15' "
    "ends='2018-03-31'><rules boardWithinKm='30' alightWithinKm='60' dayWeight='7' "
    "freeChildren='20' "
    "documentRegions='379901-379917'/>"
    "<reported source='测试' cutoff='2018-02-04'>"
    "<figure metric='coaches' value='1' precision='1'/>"
    "<figure metric='tickets' value='100' precision='100' definition='bought'/>"
    "</reported></campaign>";

static const char supply_xml[] =
    "<supply xmlns='urn:homeward:supply:1' campaign='season' office='370100'>"
    "<point id='P1' kind='site' name='测试工地东门' place='370112' lon='117.23' lat='36.72' "
    "contact='联系人' phone='15400000009'/>"
    "<vehicle id='鲁I10001' kind='coach' seats='5' operator='测试车队'/>"
    "<allocation id='C1' kind='chartered-coach' vehicle='鲁I10001' label='周口1号车' minimum='2' "
    "price='980000' wheelchair='1' reservedFor='370100 S1' openFrom='2018-02-01'>"
    "<stop place='P1' at='2018-02-07T08:00' use='board' serves='3701'/>"
    "<stop place='411600' at='2018-02-07T15:30' use='alight'/>"
    "<crew role='driver' name='演示司机' phone='15400000008'/></allocation>"
    "<allocation id='T1' kind='ticket-block' mode='train' service='K8271' class='硬座' seats='2' "
    "price='9850' state='planned' namesBy='2018-01-25T18:00'>"
    "<stop place='370100' at='2018-02-07T19:10' use='board'/>"
    "<stop place='411600' at='2018-02-08T06:00' use='alight'/></allocation></supply>";

static const char list_xml[] =
    "<riderList xmlns='urn:homeward:rider-list:1' station='S1' campaign='season' serial='1' "
    "issued='2018-01-22T09:00'>"
    "<rider ref='R1'><name>测试甲</name><document type='resident-id'>379901198002080010</document>"
    "<phone>15400000001</phone><hardship register='1'/>"
    "<trip direction='home' from='370102' to='411602' earliest='2018-02-05' preferred='2018-02-07' "
    "latest='2018-02-09' party='P' together='must' luggage='2'/></rider>"
    "<rider ref='R2'><name>测试乙</name><document type='resident-id'>37990119800208007X</document>"
    "<phone>15400000002</phone><trip direction='home' from='370102' to='411602' "
    "earliest='2018-02-07' latest='2018-02-07' party='P' needs='wheelchair'/></rider>"
    "<rider ref='R3'><name>测试丙</name><document type='resident-id'>37990219900101002X</document>"
    "<phone>15400000003</phone><trip direction='home' from='370102' to='411602' "
    "earliest='2018-02-07' latest='2018-02-07' modes='coach'/></rider>"
    "<rider ref='R4' with='R3' seat='none'><name>测试丁</name>"
    "<document type='passport'>E00000001</document></rider></riderList>";

/* Fails the test with the program's own sentence. */
static void must(struct season *s, enum rc rc) {
    ck_assert_msg(rc == RC_OK, "%s: %s", s->err.code, s->err.en);
}

const char *season_path(struct season *s, const char *name) {
    char path[512];

    snprintf(path, sizeof path, "%s/%s", s->folder, name);
    return arena_strdup(&s->arena, path);
}

const char *season_file(struct season *s, const char *name, const char *text) {
    const char *path = season_path(s, name);
    FILE *f = fopen(path, "w");

    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    ck_assert_int_eq(fclose(f), 0);
    return path;
}

static void import_list(struct season *s) {
    const struct station_entry station = {.code = "S1", .name = "测试站", .office = "370100"};
    const struct list_entry list = {
        .path = season_file(s, "list.xml", list_xml), .station = "S1", .issued = INSTANT_NONE};
    struct list_answer answer;

    must(s, ops_station_add(&s->ops, &station, &s->err));
    must(s, ops_list_import(&s->ops, &list, &s->arena, &answer, &s->err));
    ck_assert_int_eq(answer.counts.accepted, 4);
}

void season_make(struct season *s, enum season_stage until) {
    const char *tmp = getenv("TMPDIR");
    struct supply_change supply;
    const struct match_entry match = {.keep = KEEP_TOLD};
    struct match_answer matched;

    *s = (struct season){0};
    snprintf(s->folder, sizeof s->folder, "%s/season-XXXXXX", tmp ? tmp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(s->folder));
    snprintf(s->db, sizeof s->db, "%s/it.db", s->folder);
    must(s, places_load(&s->places, &s->err));
    s->ops = (struct ops){.db = s->db, .places = s->places, .lang = LANG_ZH};
    ck_assert(instant_parse("2018-01-23T10:00", &s->ops.now));
    must(s, ops_init(&s->ops, season_file(s, "campaign.xml", campaign_xml), &s->err));
    if (until >= SEASON_SUPPLY)
        must(s, ops_supply_import(&s->ops, season_file(s, "supply.xml", supply_xml), NULL, &supply,
                                  &s->err));
    if (until >= SEASON_LIST)
        import_list(s);
    if (until >= SEASON_MATCH)
        must(s, ops_match(&s->ops, &match, &s->arena, &matched, &s->err));
}

void season_clear(struct season *s) {
    DIR *folder = opendir(s->folder);

    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.')
            unlink(season_path(s, entry->d_name));
    if (folder)
        closedir(folder);
    rmdir(s->folder);
    places_free(s->places);
    arena_clear(&s->arena);
}

struct campaign *season_load(struct season *s) {
    struct store *store = NULL;
    struct campaign *c = NULL;

    must(s, store_open(s->db, &store, &s->err));
    must(s, store_campaign_load(store, s->places, instant_day(s->ops.now), STORE_ALL, &c, &s->err));
    store_close(store);
    return c;
}

int32_t season_request(const struct campaign *c, const char *ref) {
    for (int32_t r = 0; r < c->n_requests; r++)
        if (strcmp(c->requests[r].ref, ref) == 0)
            return r;
    ck_abort_msg("no request %s", ref);
    return -1;
}

int32_t season_allocation(const struct campaign *c, const char *key) {
    for (int32_t a = 0; a < c->n_allocations; a++)
        if (strcmp(c->allocations[a].key, key) == 0)
            return a;
    ck_abort_msg("no allocation %s", key);
    return -1;
}
