/* Downloads as their caller sees them. What servers may do is in tests/faults/fetch.sh. */
#include "homeward/http.h"
#include "homeward/mem.h"
#include "support/suites.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void sleep_ms(long ms) {
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&t, NULL);
}

/* A server in a process of its own that answers each connection after a tenth of a second. */
static pid_t serve(char url[64]) {
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlist";
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;
    char request[2048];
    int server = socket(AF_INET, SOCK_STREAM, 0);

    ck_assert_int_eq(bind(server, (struct sockaddr *)&at, sizeof at), 0);
    ck_assert_int_eq(listen(server, 8), 0);
    ck_assert_int_eq(getsockname(server, (struct sockaddr *)&at, &len), 0);
    snprintf(url, 64, "http://127.0.0.1:%d/list", ntohs(at.sin_port));
    pid_t child = fork();
    while (child == 0) {
        int fd = accept(server, NULL, NULL);
        if (recv(fd, request, sizeof request, 0) > 0) {
            sleep_ms(100);
            ck_assert_int_gt(send(fd, answer, sizeof answer - 1, MSG_NOSIGNAL), 0);
        }
        close(fd);
    }
    close(server);
    return child;
}

static void stop(pid_t server) {
    kill(server, SIGKILL); /* Check has a handler of its own for gentler signals */
    waitpid(server, NULL, 0);
}

static void write_file(const char *path, const char *text) {
    FILE *f = fopen(path, "w");

    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static void same_text(const char *path, const char *text) {
    char buf[64] = "";
    FILE *f = fopen(path, "r");

    ck_assert_ptr_nonnull(f);
    buf[fread(buf, 1, sizeof buf - 1, f)] = '\0';
    fclose(f);
    ck_assert_str_eq(buf, text);
}

static char folder[] = "/tmp/homeward-unit-XXXXXX", file_path[64], file_url[80];
static const struct http_settings settings = {.folder = folder};

static void set_up(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(file_path, sizeof file_path, "%s/list", folder);
    snprintf(file_url, sizeof file_url, "file://%s", file_path);
    write_file(file_path, "from a file");
}

static void tear_down(void) {
    unlink(file_path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else was left there */
}

START_TEST(what_was_fetched_can_be_read_and_has_no_name) {
    const struct http_job job = {.url = file_url};
    struct http_fetch *fetch;
    struct http_result got;

    ck_assert_int_eq(http_fetch_new(&settings, &job, 1, &fetch, NULL), RC_OK);
    ck_assert(http_fetch_next(fetch, &got));

    ck_assert_int_eq(got.rc, RC_OK);
    ck_assert_int_eq(got.size, 11);
    same_text(got.path, "from a file");
    ck_assert_int_ne(strncmp(got.path, folder, strlen(folder)), 0);
    ck_assert(!http_fetch_next(fetch, &got));
    http_fetch_free(fetch);
}
END_TEST

START_TEST(one_failure_does_not_stop_another_download) {
    const struct http_job jobs[] = {{.url = "file:///no/such/list"}, {.url = file_url}};
    struct http_fetch *fetch;
    struct http_result got;
    int failed = 0, fetched = 0;

    ck_assert_int_eq(http_fetch_new(&settings, jobs, 2, &fetch, NULL), RC_OK);
    while (http_fetch_next(fetch, &got)) {
        ck_assert_int_eq(got.rc == RC_OK, got.job == 1);
        failed += got.rc != RC_OK;
        fetched += got.rc == RC_OK;
    }

    ck_assert_int_eq(failed, 1);
    ck_assert_int_eq(fetched, 1);
    http_fetch_free(fetch);
}
END_TEST

START_TEST(a_caller_who_is_away_for_long_makes_no_server_late) {
    char url[64];
    pid_t server = serve(url);
    const struct http_job jobs[] = {{.url = file_url}, {.url = url}};
    struct http_fetch *fetch;
    struct http_result got;

    setenv("HOMEWARD_FETCH_PACE", "0.1", 1); /* no answer within 0.55 s is late */
    ck_assert_int_eq(http_fetch_new(&settings, jobs, 2, &fetch, NULL), RC_OK);
    ck_assert(http_fetch_next(fetch, &got));
    ck_assert_int_eq(got.job, 0);
    sleep_ms(1200);
    ck_assert(http_fetch_next(fetch, &got));

    ck_assert_int_eq(got.job, 1);
    ck_assert_int_eq(got.rc, RC_OK);
    ck_assert_int_eq(got.tries, 1);
    same_text(got.path, "list");
    http_fetch_free(fetch);
    stop(server);
}
END_TEST

START_TEST(dropping_downloads_under_way_is_allowed) {
    char url[64];
    pid_t server = serve(url);
    const struct http_job jobs[] = {{.url = file_url}, {.url = url}};
    struct http_fetch *fetch;
    struct http_result got;

    ck_assert_int_eq(http_fetch_new(&settings, jobs, 2, &fetch, NULL), RC_OK);
    ck_assert(http_fetch_next(fetch, &got));
    http_fetch_free(fetch);
    http_fetch_free(NULL);
    stop(server);
}
END_TEST

/* ---- logins ---- */

static const struct {
    const char *text;
    unsigned mode;
    enum rc rc;
    int n;
} files[] = {
    {"S1 me:pw\n", 0600, RC_OK, 1},     {"# who\n\nS1 me:p w:x\nS2\tyou:\n", 0600, RC_OK, 2},
    {"S1 me:pw", 0400, RC_OK, 1},       {"", 0600, RC_OK, 0},
    {"S1 me:pw\n", 0640, RC_DENIED, 0}, {"S1 me:pw\n", 0604, RC_DENIED, 0},
    {"S1\n", 0600, RC_INVALID, 0},      {"S1 me\n", 0600, RC_INVALID, 0},
    {"S1 :pw\n", 0600, RC_INVALID, 0},  {" me:pw\n", 0600, RC_INVALID, 0},
};

START_TEST(a_file_of_logins_is_for_its_owner_alone) {
    struct arena arena = {0};
    struct http_login *logins = NULL;
    struct err err = {0};
    int n = 0;

    write_file(file_path, files[_i].text);
    ck_assert_int_eq(chmod(file_path, files[_i].mode), 0);
    ck_assert_int_eq(http_logins_read(file_path, &arena, &logins, &n, &err), files[_i].rc);

    if (files[_i].rc == RC_OK)
        ck_assert_int_eq(n, files[_i].n);
    ck_assert_ptr_null(strstr(err.en, "pw")); /* no message says what stands there */
    if (n == 2)
        ck_assert_str_eq(logins[0].password, "p w:x");
    arena_clear(&arena);
}
END_TEST

START_TEST(a_link_in_place_of_a_file_of_logins_is_not_followed) {
    struct arena arena = {0};
    struct http_login *logins;
    char link[80];
    int n;

    snprintf(link, sizeof link, "%s-link", file_path);
    write_file(file_path, "S1 me:pw\n");
    ck_assert_int_eq(chmod(file_path, 0600), 0);
    ck_assert_int_eq(symlink(file_path, link), 0);
    ck_assert_int_ne(http_logins_read(link, &arena, &logins, &n, NULL), RC_OK);
    unlink(link);
    arena_clear(&arena);
}
END_TEST

Suite *suite_wire_http(void) {
    Suite *suite = suite_create("wire http");
    TCase *tcase = tcase_create("http");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, what_was_fetched_can_be_read_and_has_no_name);
    tcase_add_test(tcase, one_failure_does_not_stop_another_download);
    tcase_add_test(tcase, a_caller_who_is_away_for_long_makes_no_server_late);
    tcase_add_test(tcase, dropping_downloads_under_way_is_allowed);
    tcase_add_loop_test(tcase, a_file_of_logins_is_for_its_owner_alone, 0,
                        (int)(sizeof files / sizeof *files));
    tcase_add_test(tcase, a_link_in_place_of_a_file_of_logins_is_not_followed);
    suite_add_tcase(suite, tcase);
    return suite;
}
