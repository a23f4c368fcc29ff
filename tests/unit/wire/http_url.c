/* Urls: which can be entered, where they may lead, and the addresses behind them. */
#include "support/suites.h"
#include "wire/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static const struct {
    const char *url, *code; /* code NULL: good */
} urls[] = {
    {"https://station.invalid/list.xml", NULL},
    {"HTTPS://station.invalid:8443/list.xml?day=1", NULL},
    {"http://10.1.2.3/list.xml", NULL},
    {"ftp://station.invalid/list.xml", NULL},
    {"file:///srv/list.xml", NULL},
    {"https://me:pw@station.invalid/list.xml", "password-in-url"},
    {"https://me@station.invalid/list.xml", "password-in-url"},
    {"ftp://me:pw@station.invalid/list.xml", "password-in-url"},
    {"station.invalid/list.xml", "malformed-url"},
    {"gopher://station.invalid/", "malformed-url"},
    {"scp://station.invalid/list.xml", "malformed-url"},
    {"javascript:alert(1)", "malformed-url"},
    {"http://", "malformed-url"},
    {"http://a b/", "malformed-url"},
    {"http://a/\r\nX: y", "malformed-url"},
    {"http://a:99999/", "malformed-url"},
    {"", "malformed-url"},
};

START_TEST(a_url_is_one_of_four_protocols_and_holds_no_password) {
    struct err err = {0};
    enum rc rc = http_url_check(urls[_i].url, &err);

    ck_assert_int_eq(rc, urls[_i].code ? RC_USAGE : RC_OK);
    ck_assert_str_eq(err.code, urls[_i].code ? urls[_i].code : "");
}
END_TEST

START_TEST(a_url_beyond_two_thousand_bytes_is_refused) {
    char url[2100];

    memset(url, 'a', sizeof url);
    memcpy(url, "http://", 7);
    url[sizeof url - 1] = '\0';
    ck_assert_int_eq(http_url_check(url, NULL), RC_USAGE);
}
END_TEST

static const struct {
    const char *from, *to;
    bool allowed;
} hops[] = {
    {"https://a/", "https://b/", true},
    {"http://a/", "http://b/", true},
    {"http://a/", "https://b/", true},
    {"HTTP://a/", "HTTPS://b/", true},
    {"https://a/", "http://b/", false},
    {"https://a/", "file:///etc/hostname", false},
    {"http://a/", "file:///etc/hostname", false},
    {"http://a/", "ftp://b/", false},
    {"https://a/", "ftp://b/", false},
    {"http://a/", "gopher://b/", false},
    {"https://a/", "https://me:pw@b/", false},
    {"ftp://a/", "https://b/", false},
    {"file:///a", "file:///b", false},
};

START_TEST(a_redirect_leads_to_the_same_or_a_safer_protocol) {
    ck_assert_int_eq(http_url_hop(hops[_i].from, hops[_i].to), hops[_i].allowed);
}
END_TEST

static const struct {
    const char *one, *other;
    bool same;
} origins[] = {
    {"https://a/x", "https://a/y", true},
    {"https://a/x", "https://A:443/y", true},
    {"https://a/", "http://a/", false},
    {"https://a/", "https://b/", false},
    {"https://a/", "https://a:8443/", false},
    {"https://a/", "https://a.b/", false},
    {"http://127.0.0.1/", "http://127.0.0.2/", false},
    {"https://a/", "nonsense", false},
};

START_TEST(a_login_goes_to_its_own_server_only) {
    ck_assert_int_eq(http_url_same_origin(origins[_i].one, origins[_i].other), origins[_i].same);
}
END_TEST

static const struct {
    const char *url, *name;
} names[] = {
    {"https://a/lists/JN-RAIL.xml", "JN-RAIL.xml"},
    {"https://a/lists/JN-RAIL.xml?day=1#top", "JN-RAIL.xml"},
    {"https://a/%E5%90%8D%E5%8D%95.csv", "名单.csv"},
    {"https://a/%FF.csv", "list"},
    {"https://a/a%0Ab", "a%0Ab"},
    {"https://a/", "list"},
    {"https://a", "list"},
    {"file:///srv/list.xml", "list.xml"},
};

START_TEST(a_list_is_called_by_the_last_word_of_its_path) {
    struct arena arena = {0};

    ck_assert_str_eq(http_url_name(names[_i].url, &arena), names[_i].name);
    arena_clear(&arena);
}
END_TEST

/* ---- addresses ---- */

union any_address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static union any_address address_of(const char *text) {
    union any_address a = {.any = {.sa_family = AF_INET}};

    if (strchr(text, ':')) {
        a.six.sin6_family = AF_INET6;
        ck_assert_int_eq(inet_pton(AF_INET6, text, &a.six.sin6_addr), 1);
    } else {
        ck_assert_int_eq(inet_pton(AF_INET, text, &a.four.sin_addr), 1);
    }
    return a;
}

static const struct {
    const char *address;
    bool public;
} addresses[] = {
    {"127.0.0.1", false},
    {"127.255.255.254", false},
    {"0.0.0.0", false},
    {"10.0.0.1", false},
    {"172.16.0.1", false},
    {"172.31.255.255", false},
    {"192.168.1.1", false},
    {"169.254.169.254", false},
    {"100.64.0.1", false},
    {"198.18.0.1", false},
    {"224.0.0.1", false},
    {"255.255.255.255", false},
    {"::1", false},
    {"::", false},
    {"::ffff:127.0.0.1", false},
    {"::ffff:10.0.0.1", false},
    {"::127.0.0.1", false},
    {"64:ff9b::7f00:1", false},
    {"2002:7f00:1::", false},
    {"fe80::1", false},
    {"fc00::1", false},
    {"fd12::1", false},
    {"ff02::1", false},
    {"2001::1", false},
    {"1.1.1.1", true},
    {"11.0.0.1", true},
    {"172.32.0.1", true},
    {"100.128.0.1", true},
    {"128.0.0.1", true},
    {"192.167.1.1", true},
    {"2400:3200::1", true},
    {"::ffff:1.1.1.1", true},
    {"64:ff9b::101:101", true},
};

START_TEST(only_addresses_of_the_internet_are_public) {
    union any_address a = address_of(addresses[_i].address);

    ck_assert_int_eq(http_address_public(&a.any), addresses[_i].public);
}
END_TEST

START_TEST(an_address_of_another_family_is_not_public) {
    union any_address a = {.any = {.sa_family = AF_UNIX}};

    ck_assert(!http_address_public(&a.any));
    ck_assert(!http_address_named("http://localhost/", &a.any));
}
END_TEST

static const struct {
    const char *url, *address;
    bool named;
} spellings[] = {
    {"http://127.0.0.1/", "127.0.0.1", true},
    {"http://127.0.0.1:8018/x", "127.0.0.1", true},
    {"https://10.2.3.4?x", "10.2.3.4", true},
    {"http://[::1]:8018/x", "::1", true},
    {"http://[fd12::1]/x", "fd12::1", true},
    {"http://localhost/", "127.0.0.1", true},
    {"http://LocalHost:80/", "::1", true},
    {"http://localhost/", "10.0.0.1", false}, /* a hosts file may say anything */
    {"http://127.0.0.1/", "127.0.0.2", false},
    {"http://127.1/", "127.0.0.1", false},
    {"http://0177.0.0.1/", "127.0.0.1", false},
    {"http://0x7f.0.0.1/", "127.0.0.1", false},
    {"http://0x7f000001/", "127.0.0.1", false},
    {"http://2130706433/", "127.0.0.1", false},
    {"http://0/", "0.0.0.0", false},
    {"http://127.0.0.1./", "127.0.0.1", false},
    {"http://localhost./", "127.0.0.1", false},
    {"http://localhost.localdomain/", "127.0.0.1", false},
    {"http://[::ffff:127.0.0.1]/", "::ffff:127.0.0.1", false},
    {"http://[0:0:0:0:0:0:0:1]/", "::1", false},
    {"http://127.0.0.1@evil.invalid/", "127.0.0.1", false},
    {"http://evil.invalid/127.0.0.1", "127.0.0.1", false},
    {"http://127.0.0.1.evil.invalid/", "127.0.0.1", false},
    {"nonsense", "127.0.0.1", false},
};

START_TEST(a_private_address_is_meant_only_in_its_plain_form) {
    union any_address a = address_of(spellings[_i].address);

    ck_assert_int_eq(http_address_named(spellings[_i].url, &a.any), spellings[_i].named);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

Suite *suite_wire_http_url(void) {
    Suite *suite = suite_create("wire http_url");
    TCase *tcase = tcase_create("http_url");

    tcase_add_loop_test(tcase, a_url_is_one_of_four_protocols_and_holds_no_password, 0,
                        COUNT(urls));
    tcase_add_test(tcase, a_url_beyond_two_thousand_bytes_is_refused);
    tcase_add_loop_test(tcase, a_redirect_leads_to_the_same_or_a_safer_protocol, 0, COUNT(hops));
    tcase_add_loop_test(tcase, a_login_goes_to_its_own_server_only, 0, COUNT(origins));
    tcase_add_loop_test(tcase, a_list_is_called_by_the_last_word_of_its_path, 0, COUNT(names));
    tcase_add_loop_test(tcase, only_addresses_of_the_internet_are_public, 0, COUNT(addresses));
    tcase_add_test(tcase, an_address_of_another_family_is_not_public);
    tcase_add_loop_test(tcase, a_private_address_is_meant_only_in_its_plain_form, 0,
                        COUNT(spellings));
    suite_add_tcase(suite, tcase);
    return suite;
}
