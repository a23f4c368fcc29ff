/* Places as people write them: domain sections 2 and 11. */
#include "homeward/place.h"
#include "support/intake.h"
#include "support/suites.h"

#define JINAN 370100
#define ASKS -1
#define UNKNOWN 0

static const struct {
    const char *text;
    int32_t near, code; /* ASKS: several are meant */
} places[] = {
    {"411602", JINAN, 411602},
    {"４１１６０２", JINAN, 411602},
    {"999999", JINAN, UNKNOWN},
    {"41", JINAN, UNKNOWN},
    {"河南", JINAN, 410000},
    {"河南省", JINAN, 410000},
    {"周口", JINAN, 411600},
    {"周口市", JINAN, 411600},
    {"河南周口", JINAN, 411600},
    {"河南省周口市", JINAN, 411600},
    {"河南省周口市太康县", JINAN, 411627},
    {"河南太康", JINAN, 411627},
    {"周口太康县", JINAN, 411627},
    {"河南省太康县", JINAN, 411627},
    {"菏泽市成武县", JINAN, 371723},
    {"菏泽曹县", JINAN, 371721},
    {"山东曹县", JINAN, 371721},
    {"曹县", JINAN, 371721},
    {"单县", JINAN, 371722},
    {"菏泽地区", JINAN, 371700},
    {"河南 周口 太康", JINAN, 411627},
    {"河南省/周口市/太康县", JINAN, 411627},
    {"河南-周口-太康", JINAN, 411627},
    {"河南省，周口市", JINAN, 411600},
    {"中国河南省周口市", JINAN, 411600},
    {"北京", JINAN, 110000},
    {"北京市朝阳区", JINAN, 110105},
    {"北京朝阳", JINAN, 110105},
    {"北京市北京市朝阳区", JINAN, 110105},
    {"北京市市辖区朝阳区", JINAN, 110105},
    {"重庆万州", JINAN, 500101},
    {"内蒙古", JINAN, 150000},
    {"新疆", JINAN, 650000},
    {"吉林", JINAN, 220000},
    {"吉林市", JINAN, 220200},
    {"恩施", JINAN, 422800},
    /* former names */
    {"苍山县", JINAN, 371324},
    {"苍山", JINAN, 371324},
    {"临沂苍山", JINAN, 371324},
    {"陵县", JINAN, 371403},
    {"胶南市", JINAN, 370211},
    {"胶南", JINAN, 370211},
    {"章丘市", JINAN, 370114},
    {"济南章丘市", JINAN, 370114},
    {"即墨市", JINAN, 370215},
    {"定陶县", JINAN, 371703},
    {"垦利县", JINAN, 370505},
    {"文登市", JINAN, 371003},
    {"兖州市", JINAN, 370812},
    {"襄樊", JINAN, 420600},
    {"济阳县", JINAN, 370125},
    {"莱芜市", JINAN, 371200},
    /* homonyms */
    {"市中区", JINAN, ASKS}, /* 济南 and 枣庄 */
    {"市中区", 0, ASKS},
    {"济南市中区", JINAN, 370103},
    {"山东省枣庄市市中区", JINAN, 370402},
    {"枣庄市中区", JINAN, 370402},
    {"四川内江市中区", JINAN, 511002},
    {"河东区", JINAN, 371312}, /* the only one in Shandong; the other is Tianjin's */
    {"河东区", 120100, 120102},
    {"河东区", 410100, ASKS},
    {"鼓楼区", JINAN, ASKS},
    {"朝阳区", JINAN, ASKS},
    {"长春朝阳区", JINAN, 220104},
    {"新市区", JINAN, ASKS}, /* of Urumqi now, of Baoding once */
    /* more than a place */
    {"周口火车站", JINAN, 411600},
    {"阜阳站", JINAN, 341200},
    {"菏泽汽车站", JINAN, 371700},
    {"济南高新区", JINAN, 370100},
    {"河南省周口市太康县龙曲镇测试村", JINAN, 411627},
    {"太康县龙曲镇", JINAN, 411627},
    {"山东省某某县", JINAN, UNKNOWN},
    {"河南省龙曲镇", JINAN, UNKNOWN},
    {"济南/青岛", JINAN, UNKNOWN},
    {"老家", JINAN, UNKNOWN},
    {"", JINAN, UNKNOWN},
    {"，", JINAN, UNKNOWN},
};

START_TEST(a_text_is_the_place_that_a_person_reads_in_it) {
    struct place_match match;
    const struct places *table = intake_context()->campaign->places;

    enum rc rc = places_resolve(table, places[_i].text, places[_i].near, &match);
    int32_t code = rc == RC_OK ? match.code : rc == RC_CONFLICT ? ASKS : UNKNOWN;
    ck_assert_msg(code == places[_i].code, "%s near %d is %d", places[_i].text,
                  (int)places[_i].near, (int)code);
}
END_TEST

START_TEST(candidates_are_those_of_the_stations_province) {
    struct place_match match;
    const struct places *table = intake_context()->campaign->places;

    ck_assert_int_eq(places_resolve(table, "市中区", JINAN, &match), RC_CONFLICT);
    ck_assert_int_eq(match.n_candidates, 2);
    ck_assert_int_eq(match.candidates[0], 370103);
    ck_assert_int_eq(match.candidates[1], 370402);
    ck_assert_int_eq(places_resolve(table, "鼓楼区", JINAN, &match), RC_CONFLICT);
    ck_assert_int_gt(match.n_candidates, 2);
}
END_TEST

START_TEST(every_place_is_found_by_its_full_name) {
    const struct places *table = intake_context()->campaign->places;
    struct place_match match;
    struct str name = STR_MAX(256);

    for (int i = 0; i < places_count(table); i++) {
        str_reset(&name);
        places_full_name(table, places_at(table, i)->code, &name);
        ck_assert_msg(places_resolve(table, str_get(&name), 0, &match) == RC_OK &&
                          match.code == places_at(table, i)->code,
                      "%s", str_get(&name));
    }
    str_clear(&name);
}
END_TEST

Suite *suite_model_gazetteer(void) {
    Suite *suite = suite_create("model gazetteer");
    TCase *tcase = tcase_create("places");

    tcase_add_loop_test(tcase, a_text_is_the_place_that_a_person_reads_in_it, 0,
                        sizeof places / sizeof *places);
    tcase_add_test(tcase, candidates_are_those_of_the_stations_province);
    tcase_add_test(tcase, every_place_is_found_by_its_full_name);
    suite_add_tcase(suite, tcase);
    return suite;
}
