/* A campaign put is the campaign loaded. */
#include "support/season.h"

#include <check.h>

static struct season s;

static void setup(void) {
    season_make(&s, SEASON_MATCH);
}

static void teardown(void) {
    season_clear(&s);
}

START_TEST(rules_and_figures_come_back_as_they_were_put) {
    struct campaign *c = season_load(&s);
    char day[WHEN_TEXT];

    ck_assert_str_eq(c->key, "season");
    ck_assert_str_eq(c->name, "测试活动");
    ck_assert_str_eq(day_text(c->starts, day), "2018-01-15");
    ck_assert_str_eq(day_text(c->ends, day), "2018-03-31");
    ck_assert_str_eq(day_text(c->reported_cutoff, day), "2018-02-04");
    ck_assert_double_eq(c->rules.board_km, 30);
    ck_assert_double_eq(c->rules.train_alight_km, 60); /* as for coaches */
    ck_assert_int_eq(c->rules.day_weight, 7);
    ck_assert_int_eq(c->rules.n_document_regions, 1);
    ck_assert_int_eq(c->rules.document_regions[0].to, 379917);
    ck_assert_int_eq(c->n_figures, 2);
    ck_assert_int_eq(c->figures[1].metric, METRIC_TICKETS);
    ck_assert_int_eq(c->figures[1].definition, DEFINITION_BOUGHT);
    ck_assert_int_eq(c->figures[1].precision, 100);
    campaign_free(c);
}
END_TEST

static const struct {
    unsigned parts;
    int points, allocations, requests;
} parts[] = {{STORE_HEAD, 0, 0, 0},
             {STORE_POINTS, 1, 0, 0},
             {STORE_SUPPLY, 1, 2, 0},
             {STORE_REQUESTS, 1, 2, 3},
             {STORE_ALL, 1, 2, 3}};

START_TEST(only_the_parts_asked_for_are_loaded) {
    struct store *store;
    struct campaign *c;

    ck_assert_int_eq(store_open(s.db, &store, NULL), RC_OK);
    ck_assert_int_eq(store_campaign_load(store, s.places, DAY_NONE, parts[_i].parts, &c, NULL),
                     RC_OK);
    ck_assert_int_eq(c->n_stations, 1);
    ck_assert_int_eq(c->n_points, parts[_i].points);
    ck_assert_int_eq(c->n_allocations, parts[_i].allocations);
    ck_assert_int_eq(c->n_requests, parts[_i].requests);
    campaign_free(c);
    store_close(store);
}
END_TEST

START_TEST(requests_come_with_their_party_needs_and_children) {
    struct campaign *c = season_load(&s);
    const struct request *one = &c->requests[season_request(c, "R1")],
                         *two = &c->requests[season_request(c, "R2")],
                         *three = &c->requests[season_request(c, "R3")];

    ck_assert(one->hardship && !two->hardship);
    ck_assert_int_eq(one->luggage, 2);
    ck_assert_int_eq(one->party, two->party);
    ck_assert_int_eq(three->party, -1);
    ck_assert(c->parties[one->party].must); /* one member said so */
    ck_assert_int_eq(c->parties[one->party].n_members, 2);
    ck_assert_uint_eq(two->needs, NEED_BIT(NEED_WHEELCHAIR));
    ck_assert_uint_eq(three->modes, MODE_BIT(MODE_COACH));
    ck_assert_int_eq(three->free_children, 1);
    ck_assert_int_eq(one->preferred.v - one->earliest.v, 2);
    ck_assert_int_eq(two->preferred.v, two->earliest.v);
    campaign_free(c);
}
END_TEST

START_TEST(a_database_without_a_campaign_says_so) {
    struct store *store;
    struct campaign *c;
    struct err err = {0};
    const char *path = season_path(&s, "empty.db");

    ck_assert_int_eq(store_create(path, &store, NULL), RC_OK);
    ck_assert_int_eq(store_campaign_load(store, s.places, DAY_NONE, STORE_HEAD, &c, &err),
                     RC_INVALID);
    ck_assert_str_eq(err.code, "empty-database");
    store_close(store);
}
END_TEST

Suite *suite_store_campaign(void) {
    Suite *suite = suite_create("store campaign");
    TCase *tcase = tcase_create("campaign");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, rules_and_figures_come_back_as_they_were_put);
    tcase_add_loop_test(tcase, only_the_parts_asked_for_are_loaded, 0,
                        sizeof parts / sizeof *parts);
    tcase_add_test(tcase, requests_come_with_their_party_needs_and_children);
    tcase_add_test(tcase, a_database_without_a_campaign_says_so);
    suite_add_tcase(suite, tcase);
    return suite;
}
