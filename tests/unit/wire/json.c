/* JSON answers: order, escapes, every kind of value. */
#include "homeward/wire.h"
#include "support/suites.h"

START_TEST(keys_stay_in_their_order_and_values_in_their_kind) {
    struct json *object = json_new_object(), *array = json_new_array(), *inner = json_new_object();

    json_set_text(object, "z", "济南\"\n");
    json_set_text(object, "none", NULL);
    json_set_int(object, "n", INT64_MIN);
    json_set_double(object, "d", 0.5);
    json_set_bool(object, "b", true);
    json_push_text(array, "x");
    json_set_int(inner, "k", 1);
    json_push(array, inner);
    json_set(object, "a", array);
    char *text = json_text(object);

    ck_assert_str_eq(text, "{\"z\":\"济南\\\"\\n\",\"none\":null,\"n\":-9223372036854775808,"
                           "\"d\":0.5,\"b\":true,\"a\":[\"x\",{\"k\":1}]}");
    mem_free(text);
    json_free(object);
}
END_TEST

Suite *suite_wire_json(void) {
    Suite *suite = suite_create("wire json");
    TCase *tcase = tcase_create("json");

    tcase_add_test(tcase, keys_stay_in_their_order_and_values_in_their_kind);
    suite_add_tcase(suite, tcase);
    return suite;
}
