/* Fingerprints: the published examples of SHA-256 (FIPS 180-4), however the bytes arrive. */
#include "homeward/vault.h"
#include "support/suites.h"

#include <string.h>

static const struct {
    const char *text, *digest;
} examples[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

START_TEST(a_digest_is_that_of_the_standard) {
    char out[DIGEST_TEXT];
    struct digest *digest = digest_new();

    digest_add(digest, examples[_i].text, strlen(examples[_i].text));
    digest_end(digest, out);
    ck_assert_str_eq(out, examples[_i].digest);
}
END_TEST

START_TEST(pieces_give_the_digest_of_the_whole) {
    char out[DIGEST_TEXT];
    struct digest *digest = digest_new();

    for (const char *at = examples[_i].text; *at; at++)
        digest_add(digest, at, 1);
    digest_end(digest, out);
    ck_assert_str_eq(out, examples[_i].digest);
}
END_TEST

Suite *suite_vault_digest(void) {
    Suite *suite = suite_create("vault digest");
    TCase *tcase = tcase_create("digest");

    tcase_add_loop_test(tcase, a_digest_is_that_of_the_standard, 0, 3);
    tcase_add_loop_test(tcase, pieces_give_the_digest_of_the_whole, 0, 3);
    suite_add_tcase(suite, tcase);
    return suite;
}
