/* Any bytes as what strangers' servers say: a url, a redirect, a Retry-After, a Content-Range. */
#include "wire/http.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool it) {
    if (!it)
        abort();
}

static void read_url(struct arena *arena, const char *url) {
    struct str path = STR_MAX(4096);
    const struct sockaddr_in loopback = {.sin_family = AF_INET};

    if (http_url_check(url, NULL) == RC_OK)
        hold(!strpbrk(url, " \t\r\n") && strlen(url) <= 2000);
    if (http_url_file(url, &path))
        hold(http_url_is(url, "file"));
    hold(http_url_name(url, arena)[0] != '\0');
    hold(!http_url_hop("https://a.test/", url) || http_url_is(url, "https"));
    hold(!http_url_hop("ftp://a.test/", url));
    hold(http_url_same_origin(url, "https://a.test/") ==
         http_url_same_origin("https://a.test/", url));
    (void)http_address_named(url, (const struct sockaddr *)&loopback);
    str_clear(&path);
}

static void read_header(const char *text) {
    int64_t from, to, total = -1;
    int64_t wait = http_retry_after(text, 1516000000);

    hold(wait >= -1 && wait <= 600);
    if (http_content_range(text, &from, &to, &total))
        hold(from >= 0 && from <= to && total >= -1 && (total == -1 || to < total));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};

    if (size > 4096)
        return 0;
    const char *text = arena_strndup(&arena, (const char *)data, size);
    read_url(&arena, text);
    read_header(text);
    arena_clear(&arena);
    return 0;
}
