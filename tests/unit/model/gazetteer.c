/* Places as people write them: domain sections 2 and 11. */
#include "homeward/place.h"
#include "support/intake.h"
#include "support/suites.h"

#define SHANDONG 370000
#define ASKS -1
#define UNKNOWN 0

static const struct {
    const char *text;
    int32_t near, code; /* ASKS: several are meant */
} places[] = {
    {"411602", SHANDONG, 411602},
    {"４１１６０２", SHANDONG, 411602},
    {"999999", SHANDONG, UNKNOWN},
    {"41", SHANDONG, UNKNOWN},
    {"河南", SHANDONG, 410000},
    {"河南省", SHANDONG, 410000},
    {"周口", SHANDONG, 411600},
    {"周口市", SHANDONG, 411600},
    {"河南周口", SHANDONG, 411600},
    {"河南省周口市", SHANDONG, 411600},
    {"河南省周口市太康县", SHANDONG, 411627},
    {"河南太康", SHANDONG, 411627},
    {"周口太康县", SHANDONG, 411627},
    {"河南省太康县", SHANDONG, 411627},
    {"菏泽市成武县", SHANDONG, 371723},
    {"菏泽曹县", SHANDONG, 371721},
    {"山东曹县", SHANDONG, 371721},
    {"曹县", SHANDONG, 371721},
    {"单县", SHANDONG, 371722},
    {"菏泽地区", SHANDONG, 371700},
    {"河南 周口 太康", SHANDONG, 411627},
    {"河南省/周口市/太康县", SHANDONG, 411627},
    {"河南-周口-太康", SHANDONG, 411627},
    {"河南省，周口市", SHANDONG, 411600},
    {"中国河南省周口市", SHANDONG, 411600},
    {"北京", SHANDONG, 110000},
    {"北京市朝阳区", SHANDONG, 110105},
    {"北京朝阳", SHANDONG, 110105},
    {"北京市北京市朝阳区", SHANDONG, 110105},
    {"北京市市辖区朝阳区", SHANDONG, 110105},
    {"重庆万州", SHANDONG, 500101},
    {"内蒙古", SHANDONG, 150000},
    {"新疆", SHANDONG, 650000},
    {"吉林", SHANDONG, 220000},
    {"吉林市", SHANDONG, 220200},
    {"恩施", SHANDONG, 422800},
    /* former names */
    {"苍山县", SHANDONG, 371324},
    {"苍山", SHANDONG, 371324},
    {"临沂苍山", SHANDONG, 371324},
    {"陵县", SHANDONG, 371403},
    {"胶南市", SHANDONG, 370211},
    {"胶南", SHANDONG, 370211},
    {"章丘市", SHANDONG, 370114},
    {"济南章丘市", SHANDONG, 370114},
    {"即墨市", SHANDONG, 370215},
    {"定陶县", SHANDONG, 371703},
    {"垦利县", SHANDONG, 370505},
    {"文登市", SHANDONG, 371003},
    {"兖州市", SHANDONG, 370812},
    {"襄樊", SHANDONG, 420600},
    {"济阳县", SHANDONG, 370125},
    {"莱芜市", SHANDONG, 371200},
    /* homonyms */
    {"市中区", SHANDONG, ASKS}, /* 济南 and 枣庄 */
    {"市中区", 0, ASKS},
    {"市中区", 370105, 370103}, /* an office of 济南 */
    {"济南市中区", SHANDONG, 370103},
    {"山东省枣庄市市中区", SHANDONG, 370402},
    {"枣庄市中区", SHANDONG, 370402},
    {"四川内江市中区", SHANDONG, 511002},
    {"河东区", SHANDONG, 371312}, /* the only one in Shandong; the other is Tianjin's */
    {"河东区", 120000, 120102},
    {"河东区", 410000, ASKS},
    {"鼓楼区", SHANDONG, ASKS},
    {"朝阳区", SHANDONG, ASKS},
    {"长春朝阳区", SHANDONG, 220104},
    {"新市区", SHANDONG, ASKS}, /* of Urumqi now, of Baoding once */
    /* more than a place */
    {"周口火车站", SHANDONG, 411600},
    {"阜阳站", SHANDONG, 341200},
    {"菏泽汽车站", SHANDONG, 371700},
    {"济南高新区", SHANDONG, 370100},
    {"河南省周口市太康县龙曲镇测试村", SHANDONG, 411627},
    {"太康县龙曲镇", SHANDONG, 411627},
    {"山东省某某县", SHANDONG, UNKNOWN},
    {"河南省龙曲镇", SHANDONG, UNKNOWN},
    {"济南/青岛", SHANDONG, UNKNOWN},
    {"老家", SHANDONG, UNKNOWN},
    {"", SHANDONG, UNKNOWN},
    {"，", SHANDONG, UNKNOWN},
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

    ck_assert_int_eq(places_resolve(table, "市中区", SHANDONG, &match), RC_CONFLICT);
    ck_assert_int_eq(match.n_candidates, 2);
    ck_assert_int_eq(match.candidates[0], 370103);
    ck_assert_int_eq(match.candidates[1], 370402);
    ck_assert_int_eq(places_resolve(table, "鼓楼区", SHANDONG, &match), RC_CONFLICT);
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
