/* Places: the table, distances, and names as people write them. */
#include "homeward/place.h"
#include "support/suites.h"

#include <math.h>

static struct places *places;

static void setup(void) {
    ck_assert_int_eq(places_load(&places, NULL), RC_OK);
}

static void teardown(void) {
    places_free(places);
}

static const struct {
    const char *text;
    int32_t near, code; /* code 0: several are meant; -1: no such place */
} names[] = {
    {"411600", 0, 411600},
    {"４１１６００", 0, 411600},
    {"999999", 0, -1},
    {"河南周口", 0, 411600},
    {"河南省周口市", 0, 411600},
    {"周口", 0, 411600},
    {"菏泽市成武县", 0, 371723},
    {"山东曹县", 0, 371721},
    {"菏泽曹县", 0, 371721},
    {"曹县", 0, 371721},
    {" 菏泽 曹县", 0, 371721},
    {"菏泽地区", 0, 371700},
    {"章丘市", 0, 370114},
    {"苍山县", 0, 371324},
    {"襄樊市", 0, 420600},
    {"四方区", 0, 370203},
    {"吉林", 0, 220000},
    {"吉林市", 0, 220200},
    {"市中区", 0, 0},
    {"山东市中区", 0, 0},
    {"济南市中区", 0, 370103},
    {"市中区", 370400, 370402},
    {"市中区", 370105, 370103},
    {"鼓楼区", 320100, 320106},
    {"鼓楼区", 370100, 0},
    {"河南曹县", 0, -1},
    {"周口菏泽", 0, -1},
    {"", 0, -1},
    {"不在表里", 0, -1},
};

START_TEST(a_place_is_found_as_people_write_it) {
    struct place_match match;
    enum rc rc = places_resolve(places, names[_i].text, names[_i].near, &match);

    ck_assert_int_eq(rc, names[_i].code > 0    ? RC_OK
                         : names[_i].code == 0 ? RC_CONFLICT
                                               : RC_NOT_FOUND);
    if (rc == RC_OK)
        ck_assert_int_eq(match.code, names[_i].code);
}
END_TEST

START_TEST(several_that_are_meant_are_listed) {
    struct place_match match;

    ck_assert_int_eq(places_resolve(places, "山东市中区", 0, &match), RC_CONFLICT);
    ck_assert_int_eq(match.n_candidates, 2);
    ck_assert_int_eq(match.candidates[0] + match.candidates[1], 370103 + 370402);
}
END_TEST

START_TEST(every_place_of_the_table_is_found_by_its_full_name) {
    for (int i = 0; i < places_count(places); i++) {
        const struct place *place = places_at(places, i);
        struct str name = STR_MAX(512);
        struct place_match match;
        places_full_name(places, place->code, &name);
        ck_assert_int_eq(places_resolve(places, str_get(&name), 0, &match), RC_OK);
        ck_assert_int_eq(match.code, place->code);
        str_clear(&name);
    }
}
END_TEST

START_TEST(the_table_is_that_of_february_2018) {
    int cities = 0, counties = 0;

    for (int i = 0; i < places_count(places); i++) {
        const struct place *place = places_at(places, i);
        if (place_province(place->code) != 370000)
            continue;
        cities += place->level == PLACE_CITY;
        counties += place->level == PLACE_COUNTY;
    }
    ck_assert_int_eq(cities, 17);
    ck_assert_int_eq(counties, 137);
    ck_assert_ptr_nonnull(places_find(places, 371200)); /* 莱芜, dissolved in 2018 */
    ck_assert_ptr_null(places_find(places, 370116));    /* its successor */
}
END_TEST

static const struct {
    struct geo a, b;
    double km;
} distances[] = {
    {{0, 0}, {0, 0}, 0},
    {{0, 0}, {0, 1}, 111.19508},    /* a degree of the meridian: 6371.0088 * pi / 180 */
    {{0, 0}, {180, 0}, 20015.1144}, /* half way round */
    {{0, 60}, {1, 60}, 55.59701},
};

START_TEST(a_distance_is_a_great_circle) {
    ck_assert_double_eq_tol(geo_km(distances[_i].a, distances[_i].b), distances[_i].km, 1e-4);
    ck_assert_double_eq_tol(geo_km(distances[_i].b, distances[_i].a), distances[_i].km, 1e-4);
}
END_TEST

START_TEST(a_code_says_province_and_city) {
    ck_assert_int_eq(place_province(371723), 370000);
    ck_assert_int_eq(place_city(371723), 371700);
}
END_TEST

START_TEST(an_unknown_code_is_shown_as_it_is) {
    struct str name = STR_MAX(64);

    places_full_name(places, 379901, &name);
    ck_assert_str_eq(str_get(&name), "379901");
    str_clear(&name);
}
END_TEST

Suite *suite_model_place(void) {
    Suite *suite = suite_create("model place");
    TCase *tcase = tcase_create("place");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, a_place_is_found_as_people_write_it, 0,
                        sizeof names / sizeof *names);
    tcase_add_test(tcase, several_that_are_meant_are_listed);
    tcase_add_test(tcase, every_place_of_the_table_is_found_by_its_full_name);
    tcase_add_test(tcase, the_table_is_that_of_february_2018);
    tcase_add_loop_test(tcase, a_distance_is_a_great_circle, 0,
                        sizeof distances / sizeof *distances);
    tcase_add_test(tcase, a_code_says_province_and_city);
    tcase_add_test(tcase, an_unknown_code_is_shown_as_it_is);
    suite_add_tcase(suite, tcase);
    return suite;
}
