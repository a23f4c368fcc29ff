/* Embedded files, and the folder of edited ones that stands in for config/. */
#include "homeward/asset.h"
#include "support/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(a_file_is_found_by_its_path) {
    const struct asset *asset = asset_find("config/former_names.csv");

    ck_assert_ptr_nonnull(asset);
    ck_assert_uint_eq(asset->len, strlen((const char *)asset->data));
    ck_assert_ptr_null(asset_find("config/former_names"));
    ck_assert_ptr_null(asset_find(""));
}
END_TEST

START_TEST(files_of_a_folder_follow_by_name) {
    const struct asset *before = NULL;
    int n = 0;

    for (const struct asset *a = NULL; (a = asset_next("config/", a)) != NULL; before = a, n++) {
        ck_assert_int_eq(strncmp(a->name, "config/", 7), 0);
        if (before)
            ck_assert_int_lt(strcmp(before->name, a->name), 0);
    }
    ck_assert_int_gt(n, 10);
    ck_assert_ptr_null(asset_next("nowhere/", NULL));
}
END_TEST

START_TEST(an_edited_file_stands_in_for_ours) {
    char folder[256], path[300];
    const char *tmp = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/config-XXXXXX", tmp ? tmp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/former_names.csv", folder);
    FILE *f = fopen(path, "w");
    fputs("former,province,code,since\n", f);
    fclose(f);
    ck_assert_int_eq(asset_override(folder, NULL), RC_OK);
    ck_assert_str_eq((const char *)asset_find("config/former_names.csv")->data,
                     "former,province,code,since\n");
    ck_assert_uint_gt(asset_find("config/places.csv")->len, 1000); /* not edited: ours */
    unlink(path);
    rmdir(folder);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_refused) {
    struct err err = {0};

    ck_assert_int_ne(asset_override("/nowhere/at/all", &err), RC_OK);
    ck_assert(err.code[0]);
}
END_TEST

Suite *suite_base_asset(void) {
    Suite *suite = suite_create("base asset");
    TCase *tcase = tcase_create("asset");

    tcase_add_test(tcase, a_file_is_found_by_its_path);
    tcase_add_test(tcase, files_of_a_folder_follow_by_name);
    tcase_add_test(tcase, an_edited_file_stands_in_for_ours);
    tcase_add_test(tcase, a_folder_that_is_not_there_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
