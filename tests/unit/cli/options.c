/* The option table, and command lines taken apart by it. */
#include "cli/cli.h"
#include "support/suites.h"

#include <stdlib.h>
#include <string.h>

static struct invocation in;
static const struct command *command;
static struct err err;

static void setup(void) {
    memset(&in, 0, sizeof in);
    memset(&err, 0, sizeof err);
    unsetenv("HOMEWARD_DB");
    setenv("LC_ALL", "C.UTF-8", 1);
}

static void teardown(void) {
    arena_clear(&in.arena);
}

/* The words of a line, split at blanks. */
static enum rc parse(const char *line) {
    in = (struct invocation){.arena = in.arena};
    char *argv[32] = {"homeward"};
    int argc = 1;
    struct slice rest = slice_of(line), word;

    while (slice_word(&rest, &word))
        argv[argc++] = arena_strndup(&in.arena, word.s, word.len);
    return options_read(argc, argv, &in, &command, &err);
}

static const char *const same[] = {
    "list import a.xml --station S1 --json --db x.db",
    "--db x.db --json list import --station S1 a.xml",
    "--json list --station=S1 --db=x.db import a.xml",
    "list import --json --db x.db --station S1 -- a.xml",
};

START_TEST(options_may_stand_anywhere) {
    ck_assert_int_eq(parse(same[_i]), RC_OK);
    ck_assert_str_eq(command->sub, "import");
    ck_assert_int_eq(in.n_args, 1);
    ck_assert_str_eq(in.args[0], "a.xml");
    ck_assert_str_eq(in.given[OPT_STATION], "S1");
    ck_assert_str_eq(in.ops.db, "x.db");
    ck_assert(option_given(&in, OPT_JSON));
}
END_TEST

static const struct {
    const char *line, *code;
} wrong[] = {
    {"", "unknown-command"},
    {"frobnicate", "unknown-command"},
    {"list", "unknown-command"},
    {"list frobnicate", "unknown-command"},
    {"status --frobnicate", "unknown-option"},
    {"status --stat", "unknown-option"},
    {"status --trip 1", "unknown-option"},
    {"status --json=yes", "unknown-option"},
    {"explain S1/R1 --trip", "missing-value"},
    {"explain", "missing-argument"},
    {"explain S1/R1 S1/R2", "extra-argument"},
    {"status --lang fr", "malformed-value"},
};

START_TEST(a_wrong_line_is_refused_with_its_reason) {
    ck_assert_int_eq(parse(wrong[_i].line), RC_USAGE);
    ck_assert_str_eq(err.code, wrong[_i].code);
}
END_TEST

START_TEST(help_is_given_whatever_else_is_missing) {
    ck_assert_int_eq(parse("explain --help"), RC_OK);
    ck_assert_str_eq(command->word, "explain");
    ck_assert_int_eq(parse("--help"), RC_OK);
    ck_assert_ptr_null(command);
}
END_TEST

START_TEST(the_database_falls_back_to_the_environment_then_to_this_folder) {
    ck_assert_int_eq(parse("status"), RC_OK);
    ck_assert_str_eq(in.ops.db, "homeward.db");
    setenv("HOMEWARD_DB", "env.db", 1);
    ck_assert_int_eq(parse("status"), RC_OK);
    ck_assert_str_eq(in.ops.db, "env.db");
    ck_assert_int_eq(parse("status --db given.db"), RC_OK);
    ck_assert_str_eq(in.ops.db, "given.db");
}
END_TEST

static const struct {
    const char *locale, *line;
    enum lang lang;
} langs[] = {{"C.UTF-8", "status", LANG_ZH},
             {"zh_CN.UTF-8", "status", LANG_ZH},
             {"en_US.UTF-8", "status", LANG_EN},
             {"en_US.UTF-8", "status --lang zh", LANG_ZH},
             {"zh_CN.UTF-8", "status --lang en", LANG_EN}};

START_TEST(chinese_unless_english_is_asked_for) {
    setenv("LC_ALL", langs[_i].locale, 1);
    ck_assert_int_eq(parse(langs[_i].line), RC_OK);
    ck_assert_int_eq(in.ops.lang, langs[_i].lang);
}
END_TEST

START_TEST(values_are_read_to_the_letter) {
    struct day day;
    int64_t trip = 7;
    int word = 7;
    static const char *const words[] = {"told", "confirmed"};

    ck_assert_int_eq(parse("match --keep confirmed"), RC_OK);
    ck_assert_int_eq(option_word(&in, OPT_KEEP, words, 2, &word, &err), RC_OK);
    ck_assert_int_eq(word, 1);
    ck_assert_int_eq(option_word(&in, OPT_FOR, words, 2, &word, &err), RC_OK);
    ck_assert_int_eq(word, 1); /* not given: stays */
    ck_assert_int_eq(option_word(&in, OPT_KEEP, words, 1, &word, NULL), RC_USAGE);
    in.given[OPT_TRIP] = "3";
    ck_assert_int_eq(option_number(&in, OPT_TRIP, 1, 2, &trip, NULL), RC_USAGE);
    ck_assert_int_eq(trip, 7);
    in.given[OPT_AS_OF] = "2018-02-30";
    ck_assert_int_eq(option_day(&in, OPT_AS_OF, &day, NULL), RC_USAGE);
    ck_assert_int_eq(option_day(&in, OPT_DATE, &day, NULL), RC_OK);
    ck_assert(!day_given(day));
    ck_assert_int_eq(option_needed(&in, OPT_OUTPUT, NULL), RC_USAGE);
}
END_TEST

START_TEST(version_with_a_number_is_the_paper_s_and_alone_the_program_s) {
    ck_assert_int_eq(parse("boarding record A --boarded 1 --version 3"), RC_OK);
    ck_assert_str_eq(in.given[OPT_PAPER], "3");
    ck_assert(!option_given(&in, OPT_VERSION));
    ck_assert_int_eq(parse("boarding record --version=4 A --boarded 1"), RC_OK);
    ck_assert_str_eq(in.given[OPT_PAPER], "4");
    ck_assert_int_eq(parse("--version"), RC_OK);
    ck_assert(option_given(&in, OPT_VERSION) && !option_given(&in, OPT_PAPER));
}
END_TEST

START_TEST(every_option_has_a_name_and_says_what_it_does) {
    ck_assert_ptr_nonnull(options[_i].name);
    ck_assert(options[_i].does.zh && options[_i].does.en);
    for (int o = 0; o < _i && _i != OPT_PAPER; o++) /* --version has two meanings */
        ck_assert_str_ne(options[o].name, options[_i].name);
}
END_TEST

START_TEST(every_option_is_taken_by_some_command) {
    bool taken = false;

    for (int i = 0; i < n_commands; i++)
        taken |= command_takes(&commands[i], (enum option)_i);
    ck_assert(taken);
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

Suite *suite_cli_options(void) {
    Suite *suite = suite_create("cli options");
    TCase *tcase = tcase_create("options");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, options_may_stand_anywhere, 0, COUNT(same));
    tcase_add_loop_test(tcase, a_wrong_line_is_refused_with_its_reason, 0, COUNT(wrong));
    tcase_add_test(tcase, help_is_given_whatever_else_is_missing);
    tcase_add_test(tcase, the_database_falls_back_to_the_environment_then_to_this_folder);
    tcase_add_loop_test(tcase, chinese_unless_english_is_asked_for, 0, COUNT(langs));
    tcase_add_test(tcase, values_are_read_to_the_letter);
    tcase_add_test(tcase, version_with_a_number_is_the_paper_s_and_alone_the_program_s);
    tcase_add_loop_test(tcase, every_option_has_a_name_and_says_what_it_does, 0, OPTIONS);
    tcase_add_loop_test(tcase, every_option_is_taken_by_some_command, 0, OPTIONS);
    suite_add_tcase(suite, tcase);
    return suite;
}
