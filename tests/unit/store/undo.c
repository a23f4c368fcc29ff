/*
 * Taking an import back: what stands is then what would stand if the import had never come. Random
 * seasons of whole lists and tables are played with one import and it is taken back, and played
 * without it; both must end alike.
 */
#include "support/season.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

enum { LISTS = 5, PEOPLE = 6, SEASONS = 40 };

struct play {
    bool whole;
    bool named[PEOPLE];
    int variant[PEOPLE]; /* of phone and last day */
};

static uint32_t state;

static int below(int n) {
    state = state * 1664525u + 1013904223u;
    return (int)((state >> 8) % (uint32_t)n);
}

static void make_plays(uint32_t seed, struct play plays[LISTS]) {
    state = seed;
    for (int l = 0; l < LISTS; l++) {
        plays[l].whole = below(2) == 0;
        for (int p = 0; p < PEOPLE; p++) {
            plays[l].named[p] = below(3) > 0;
            plays[l].variant[p] = below(3);
        }
    }
}

static const char *const documents[PEOPLE] = {"379901198002080010", "379901198002080029",
                                              "379901198002080037", "379901198002080045",
                                              "379901198002080053", "379901198002080061"};
static const char *const names[PEOPLE] = {"测试甲", "测试乙", "测试丙",
                                          "测试丁", "测试戊", "测试己"};

static void add_whole(const struct play *play, int l, struct str *out) {
    str_addf(out,
             "<riderList xmlns='urn:homeward:rider-list:1' station='S1' campaign='season' "
             "serial='%d' issued='2018-01-22T09:00'>",
             l + 1);
    for (int p = 0; p < PEOPLE; p++)
        if (play->named[p])
            str_addf(out,
                     "<rider ref='R%d'><name>%s</name><document type='resident-id'>%s</document>"
                     "<phone>154%d000000%d</phone><trip direction='home' from='370102' to='411602' "
                     "earliest='2018-02-05' latest='2018-02-0%d'/></rider>",
                     p, names[p], documents[p], play->variant[p], p, play->variant[p] + 6);
    str_add(out, "</riderList>");
}

static void add_table(const struct play *play, struct str *out) {
    str_add(out, "报名号,姓名,身份证号码,手机号,出发地,目的地,最早日期,最晚日期,返乡/返岗\n");
    for (int p = 0; p < PEOPLE; p++)
        if (play->named[p])
            str_addf(out, "R%d,%s,%s,154%d000000%d,370102,411602,2018-02-05,2018-02-0%d,返乡\n", p,
                     names[p], documents[p], play->variant[p], p, play->variant[p] + 6);
}

static void must(struct season *s, enum rc rc) {
    ck_assert_msg(rc == RC_OK, "%s: %s", s->err.code, s->err.en);
}

/* The import's number. */
static int64_t take(struct season *s, const struct play *play, int l) {
    struct str text = STR_MAX(65536);
    struct list_answer answer;
    char name[32];

    snprintf(name, sizeof name, "list-%d", l);
    if (play->whole)
        add_whole(play, l, &text);
    else
        add_table(play, &text);
    const struct list_entry entry = {
        .path = season_file(s, name, str_get(&text)), .station = "S1", .issued = INSTANT_NONE};
    str_clear(&text);
    must(s, ops_list_import(&s->ops, &entry, &s->arena, &answer, &s->err));
    ck_assert_int_eq(answer.counts.rejected, 0);
    ck_assert_int_eq(answer.counts.rows,
                     answer.counts.added + answer.counts.changed + answer.counts.unchanged);
    return answer.import;
}

static void season_with_station(struct season *s) {
    const struct station_entry station = {.code = "S1", .name = "测试站", .office = "370100"};

    season_make(s, SEASON_SUPPLY);
    must(s, ops_station_add(&s->ops, &station, &s->err));
}

/* Who stands, with what the lists decide. */
static void describe(struct season *s, struct str *out) {
    struct campaign *c = season_load(s);
    struct store *store;

    must(s, store_open(s->db, &store, &s->err));
    for (int p = 0; p < PEOPLE; p++)
        for (int32_t r = 0; r < c->n_requests; r++) {
            struct person person;
            char ref[8], day[WHEN_TEXT];
            snprintf(ref, sizeof ref, "R%d", p);
            if (strcmp(c->requests[r].ref, ref) != 0)
                continue;
            must(s, store_people_load(store, &c->requests[r].id, 1, &s->arena, &person, &s->err));
            str_addf(out, "%s#%d %s %s %s; ", ref, (int)c->requests[r].trip, person.phone,
                     person.document, day_text(c->requests[r].latest, day));
        }
    store_close(store);
    campaign_free(c);
}

static void play_all(const struct play plays[LISTS], int without, bool take_back, struct str *out) {
    struct season s;
    struct undo_answer undone;
    int64_t import = 0;

    season_with_station(&s);
    for (int l = 0; l < LISTS; l++) {
        if (l == without && !take_back)
            continue;
        int64_t number = take(&s, &plays[l], l);
        import = l == without ? number : import;
    }
    /* a table that came twice in a row is one import: 0, there is nothing of its own to take back
     */
    if (take_back && import)
        must(&s, ops_list_undo(&s.ops, import, false, &s.arena, &undone, &s.err));
    describe(&s, out);
    season_clear(&s);
}

/* Two whole lists after it, and an import cannot be taken back. */
static bool too_far_back(const struct play plays[LISTS], int l) {
    int whole = 0;

    for (int later = l + 1; later < LISTS; later++)
        whole += plays[later].whole;
    return whole > 1;
}

START_TEST(an_import_taken_back_might_never_have_come) {
    struct play plays[LISTS];
    make_plays((uint32_t)_i, plays);
    int without = below(LISTS);
    while (too_far_back(plays, without))
        without++;
    struct str undone = STR_MAX(65536), never = STR_MAX(65536);

    play_all(plays, without, true, &undone);
    play_all(plays, without, false, &never);

    ck_assert_str_eq(str_get(&undone), str_get(&never));
    str_clear(&undone);
    str_clear(&never);
}
END_TEST

Suite *suite_store_undo(void);
Suite *suite_store_undo(void) {
    Suite *suite = suite_create("store undo");
    TCase *tc = tcase_create("undo");

    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, an_import_taken_back_might_never_have_come, 0, SEASONS);
    suite_add_tcase(suite, tc);
    return suite;
}
