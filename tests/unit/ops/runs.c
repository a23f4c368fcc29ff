/*
 * Random seasons of changes: 50 operations each on a small campaign. After every one the rules
 * hold, nobody is lost, and whoever was told and had to change is named; undo takes it back whole.
 * HOMEWARD_SEQUENCES says how many (60); the bench runs 1,000.
 */
#include "ops/session.h"
#include "support/season.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RIDERS = 34, STEPS = 50 };

static struct season s;
static char *base; /* the database before the first change */
static size_t base_len;
static uint32_t seed;

static uint32_t below(uint32_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

/* ---- the campaign ---- */

static const char supply_xml[] =
    "<supply xmlns='urn:homeward:supply:1' campaign='season' office='370100'>"
    "<vehicle id='V1' kind='coach' seats='8'/><vehicle id='V2' kind='coach' seats='6'/>"
    "<vehicle id='V3' kind='coach' seats='7'/><vehicle id='V4' kind='coach' seats='5'/>"
    "<vehicle id='V5' kind='coach' seats='3'/><vehicle id='V6' kind='coach' seats='9'/>"
    "<allocation id='A' kind='chartered-coach' vehicle='V1' wheelchair='1'>"
    "<stop place='370112' at='2018-02-07T08:00' use='board'/>"
    "<stop place='370125' at='2018-02-07T09:10' use='board'/>"
    "<stop place='411600' at='2018-02-07T15:30' use='alight'/></allocation>"
    "<allocation id='B' kind='chartered-coach' vehicle='V2'>"
    "<stop place='370112' at='2018-02-07T10:00' use='board'/>"
    "<stop place='371700' at='2018-02-07T13:00' use='both'/>"
    "<stop place='411600' at='2018-02-07T16:30' use='alight'/></allocation>"
    "<allocation id='C' kind='chartered-coach' vehicle='V3' wheelchair='2'>"
    "<stop place='370112' at='2018-02-08T08:00' use='board'/>"
    "<stop place='411600' at='2018-02-08T15:30' use='alight'/></allocation>"
    "<allocation id='T' kind='ticket-block' mode='train' seats='6' price='9850' state='planned'>"
    "<stop place='370100' at='2018-02-08T19:10' use='board' serves='3701'/>"
    "<stop place='411600' at='2018-02-09T06:00' use='alight'/></allocation></supply>";

static void add_rider(struct str *xml, int i) {
    static const char *const parties[] = {"", " party='P' together='must'", " party='Q'",
                                          " party='R' together='must'", " party='S'"};
    bool short_way = i % 9 == 4;

    str_addf(xml,
             "<rider ref='R%02d'><name>测试甲</name><document type='other'>TEST-%d</document>"
             "<phone>154%08d</phone>%s<trip direction='home' from='%s' to='%s' "
             "earliest='2018-02-0%d' latest='2018-02-0%d'%s%s/></rider>",
             i, i, i, i % 7 == 3 ? "<hardship/>" : "", i % 5 == 1 ? "370125" : "370112",
             short_way ? "371702" : "411602", 7 + (i % 6 == 2), 7 + (i % 4 > 0 || i % 6 == 2),
             i % 11 == 5 ? " needs='wheelchair'" : "", i < 20 ? parties[i % 10 / 2] : "");
}

static void put_list(void) {
    const struct station_entry station = {.code = "S1", .name = "测试站", .office = "370100"};
    struct str xml = STR_MAX((size_t)1 << 20);
    struct list_answer answer;

    str_add(&xml, "<riderList xmlns='urn:homeward:rider-list:1' station='S1' campaign='season' "
                  "serial='1' issued='2018-01-22T09:00'>");
    for (int i = 0; i < RIDERS; i++)
        add_rider(&xml, i);
    str_add(&xml, "<rider ref='K1' with='R00' seat='none'><name>测试丁</name><document "
                  "type='other'>TEST-K1</document></rider></riderList>");
    const struct list_entry list = {.path = season_file(&s, "many.xml", str_get(&xml)),
                                    .station = "S1",
                                    .issued = INSTANT_NONE};
    ck_assert_int_eq(ops_station_add(&s.ops, &station, &s.err), RC_OK);
    ck_assert_int_eq(ops_list_import(&s.ops, &list, &s.arena, &answer, &s.err), RC_OK);
    ck_assert_int_eq(answer.counts.rejected, 0);
    str_clear(&xml);
}

static void put_base(void) {
    FILE *f = fopen(s.db, "wb");

    ck_assert_uint_eq(fwrite(base, 1, base_len, f), base_len);
    ck_assert_int_eq(fclose(f), 0);
}

static void keep_base(void) {
    FILE *f = fopen(s.db, "rb");

    base = mem_alloc((size_t)8 << 20);
    base_len = fread(base, 1, (size_t)8 << 20, f);
    ck_assert_int_eq(fclose(f), 0);
}

static void setup(void) {
    const struct match_entry match = {.keep = KEEP_TOLD};
    struct match_answer matched;
    struct supply_change change;

    setenv("TMPDIR", "/dev/shm", 0); /* every operation is synced to its disk */
    season_make(&s, SEASON_INIT);
    ck_assert_int_eq(ops_supply_import(&s.ops, season_file(&s, "many-supply.xml", supply_xml), NULL,
                                       &change, &s.err),
                     RC_OK);
    put_list();
    ck_assert_int_eq(ops_match(&s.ops, &match, &s.arena, &matched, &s.err), RC_OK);
    keep_base();
}

static void teardown(void) {
    mem_free(base);
    season_clear(&s);
}

/* ---- one operation ---- */

static const char *const runs[] = {"A", "B", "C", "T", "N1", "N2"};
static const char *const vehicles[] = {"V1", "V2", "V3", "V4", "V5", "V6"};

struct step {
    char name[64];
    enum rc rc;
    bool run, undo; /* a run's change; an undo */
    struct run_answer answer;
    struct difference *difference;
    struct undone undone;
    struct match_answer matched;
    struct move_answer moved;
    struct waiting_view filled;
    struct difference changed;
};

static void change_run(struct step *step) {
    static const char *const settings[] = {"seats=4", "seats=6", "blockedSeats=2", "label=测试",
                                           "wheelchair=0"};
    const char *setting = settings[below(5)];
    struct run_entry e = {.op = (enum run_op)below(6),
                          .run = runs[below(6)],
                          .vehicle = vehicles[below(6)],
                          .at = INSTANT_NONE,
                          .settings = &setting,
                          .n_settings = 1,
                          .rematch = below(2)};

    e.other = e.op == RUN_SPLIT ? runs[4 + below(2)] : runs[below(6)];
    if (e.op == RUN_CANCEL && below(2))
        e.op = RUN_SWAP; /* else little is left after a while */
    e.riders = e.op == RUN_SPLIT && below(2) ? 1 + (int32_t)below(4) : 0;
    e.stop = e.op == RUN_SPLIT && !e.riders ? 1 + (int32_t)below(2) : 0;
    e.shift = e.op == RUN_RETIME ? (int64_t)below(4) * 360 - 720 : 0;
    snprintf(step->name, sizeof step->name, "op %d of %s", (int)e.op, e.run);
    step->run = true;
    step->rc = ops_run_change(&s.ops, &e, &s.arena, &step->answer, &s.err);
    step->difference = &step->answer.difference;
}

static void change_booking(struct step *step) {
    char who[16];
    snprintf(who, sizeof who, "S1/R%02d", (int)below(RIDERS));
    const struct booking_entry e = {.target = below(2) ? TARGET_REQUEST : TARGET_ALLOCATION,
                                    .name = who,
                                    .event = (enum booking_event)below(3)};
    struct booking_entry of_run = e;

    if (e.target == TARGET_ALLOCATION)
        of_run.name = runs[below(6)];
    if (e.target == TARGET_ALLOCATION && e.event == BOOKING_CANCEL)
        of_run.event = BOOKING_TELL;
    snprintf(step->name, sizeof step->name, "booking event %d of %s", (int)e.event, of_run.name);
    int64_t told;
    step->rc = ops_booking_change(&s.ops, &of_run, &s.arena, &step->changed, &told, &s.err);
    step->difference = &step->changed;
}

static void move_booking(struct step *step) {
    char who[16];
    snprintf(who, sizeof who, "S1/R%02d", (int)below(RIDERS));
    const struct move_entry e = {.who = who, .to = runs[below(6)], .seat = below(2) ? "1" : NULL};

    snprintf(step->name, sizeof step->name, "move %s to %s", who, e.to);
    step->rc = ops_booking_move(&s.ops, &e, &s.arena, &step->moved, &s.err);
    step->difference = &step->moved.difference;
}

static void match_again(struct step *step) {
    const struct match_entry e = {.keep = below(2) ? KEEP_TOLD : KEEP_ALL};

    snprintf(step->name, sizeof step->name, "match");
    step->rc = ops_match(&s.ops, &e, &s.arena, &step->matched, &s.err);
    step->difference = &step->matched.difference;
}

static void fill(struct step *step) {
    const struct waiting_entry e = {.run = runs[below(6)], .fill = true};

    snprintf(step->name, sizeof step->name, "fill %s", e.run);
    step->rc = ops_waiting(&s.ops, &e, &s.arena, &step->filled, &s.err);
    step->difference = &step->filled.difference;
}

static void take_back(struct step *step) {
    static const char *const kinds[] = {NULL, "run swap", "booking move", "match", "run split"};

    snprintf(step->name, sizeof step->name, "undo");
    step->undo = true;
    step->rc = ops_undo(&s.ops, kinds[below(5)], false, &s.arena, &step->undone, &s.err);
    step->difference = &step->undone.difference;
}

static void take_step(struct step *step) {
    static void (*const kinds[])(struct step *) = {change_run,  change_run,     change_run,
                                                   change_run,  change_booking, move_booking,
                                                   match_again, fill,           take_back};

    *step = (struct step){0};
    s.ops.now.v += 60;
    kinds[below(sizeof kinds / sizeof *kinds)](step);
    ck_assert_msg(step->rc == RC_OK || step->rc == RC_CONFLICT || step->rc == RC_USAGE, "%s: %s",
                  step->name, s.err.en);
}

/* ---- what must hold ---- */

static void check_rules(const struct step *step) {
    struct check_answer answer;

    ck_assert_int_eq(ops_check(&s.ops, &s.arena, &answer, &s.err), RC_OK);
    ck_assert_msg(answer.n_violations == 0, "after %s: %s %s", step->name,
                  answer.n_violations ? answer.violations[0].code : "",
                  answer.n_violations ? answer.violations[0].en : "");
}

static bool in_difference(const struct difference *d, const char *ref) {
    for (int i = 0; i < d->n_requests; i++)
        if (strcmp(d->requests[i].ref, ref) == 0)
            return true;
    return false;
}

static bool in_reach(const struct run_answer *a, const char *ref) {
    for (int i = 0; i < a->n_reach; i++)
        if (strcmp(a->reach[i].ref, ref) == 0)
            return true;
    return false;
}

static bool same_ride(const struct campaign *a, const struct booking *x, const struct campaign *b,
                      const struct booking *y) {
    if (x->allocation < 0 || y->allocation < 0)
        return x->allocation == y->allocation;
    return strcmp(a->allocations[x->allocation].key, b->allocations[y->allocation].key) == 0 &&
           x->board == y->board && x->alight == y->alight;
}

static bool anybody_rides(const struct campaign *c) {
    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            return true;
    return false;
}

/* Nobody is lost, and a ride changes only where the answer says so: of a first plan it need not. */
static void check_riders(const struct step *step, const struct campaign *before,
                         const struct campaign *after) {
    ck_assert_int_eq(after->n_requests, RIDERS);
    for (int32_t r = 0; r < RIDERS; r++) {
        const char *ref = before->requests[r].ref;
        int32_t now = season_request(after, ref); /* order changes: some head the queue */
        const struct booking *was = &before->bookings[r];
        if (same_ride(before, was, after, &after->bookings[now]) || !anybody_rides(before))
            continue;
        ck_assert_msg(step->rc == RC_OK, "%s was refused and moved %s", step->name, ref);
        ck_assert_msg(in_difference(step->difference, ref), "%s moved %s silently", step->name,
                      ref);
        if (step->run && was->status >= BOOKING_TOLD)
            ck_assert_msg(in_reach(&step->answer, ref), "%s: %s was told and is not reached",
                          step->name, ref);
    }
}

static char *whole(void) {
    static const enum export_table tables[] = {EXPORT_BOOKINGS, EXPORT_WAITING, EXPORT_RIDERS};
    struct str all = STR_MAX((size_t)1 << 20);
    char line[4096];
    int64_t rows;

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *path = season_path(&s, "out.csv");
        ck_assert_int_eq(ops_export(&s.ops, tables[i], path, true, &rows, &s.err), RC_OK);
        FILE *f = fopen(path, "r");
        while (fgets(line, sizeof line, f))
            str_add(&all, line);
        fclose(f);
    }
    char *text = mem_strdup(str_get(&all));
    str_clear(&all);
    return text;
}

/* What was done just now can be taken back, byte for byte; then it is done again. */
static void check_undo(const struct step *step, const char *before) {
    struct undone undone;

    if (step->rc != RC_OK || step->undo || step->difference->n_requests == 0)
        return;
    char *done = whole();
    ck_assert_msg(ops_undo(&s.ops, NULL, false, &s.arena, &undone, &s.err) == RC_OK, "%s: %s",
                  step->name, s.err.en);
    char *back = whole();
    ck_assert_msg(strcmp(back, before) == 0, "%s was not taken back whole", step->name);
    mem_free(back);
    mem_free(done);
}

static void play(uint32_t number) {
    struct step step;

    seed = number * 2654435761u + 1;
    put_base();
    for (int i = 0; i < STEPS; i++) {
        struct campaign *before = season_load(&s);
        char *text = i % 5 == 0 ? whole() : NULL;
        take_step(&step);
        struct campaign *after = season_load(&s);
        check_rules(&step);
        check_riders(&step, before, after);
        if (text)
            check_undo(&step, text);
        mem_free(text);
        campaign_free(before);
        campaign_free(after);
        arena_clear(&s.arena);
    }
}

START_TEST(whatever_happens_the_rules_hold_and_nobody_is_lost_or_moved_silently) {
    const char *asked = getenv("HOMEWARD_SEQUENCES");
    uint32_t n = asked ? (uint32_t)strtoul(asked, NULL, 10) : 60;

    for (uint32_t i = 1; i <= n; i++)
        play(i);
}
END_TEST

Suite *suite_ops_runs(void) {
    Suite *suite = suite_create("ops runs");
    TCase *tests = tcase_create("random");

    tcase_set_timeout(tests, 3600);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, whatever_happens_the_rules_hold_and_nobody_is_lost_or_moved_silently);
    suite_add_tcase(suite, tests);
    return suite;
}
