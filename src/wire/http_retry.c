/* Whether and when a download is tried again: what curl's own tool tries again, with its waits. */
#include "wire/http.h"

#include <stdio.h>
#include <string.h>

#define WAIT_MAX_S 600

bool http_retry_status(long status) {
    static const long passing[] = {408, 429, 500, 502, 503, 504, 522, 524};

    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        if (status == passing[i])
            return true;
    return false;
}

static int64_t clamp(int64_t seconds) {
    return seconds < 0 ? 0 : seconds > WAIT_MAX_S ? WAIT_MAX_S : seconds;
}

int64_t http_retry_after(const char *value, int64_t now) {
    if (!value || !*value)
        return -1;
    if (strspn(value, "0123456789") == strlen(value)) {
        int64_t seconds = WAIT_MAX_S; /* also where the number is beyond all numbers */
        return text_int64(value, 0, INT64_MAX, &seconds) ? clamp(seconds) : WAIT_MAX_S;
    }
    /* curl_getdate reads much that is no date; a date of HTTP begins with a day's name */
    if (!strchr("MTWFS", value[0]))
        return -1;
    int64_t at = (int64_t)curl_getdate(value, NULL);
    return at == -1 ? -1 : clamp(at - now);
}

double http_retry_wait(int failures, int64_t retry_after, double jitter) {
    double wait = 1;

    for (int i = 1; i < failures && wait < WAIT_MAX_S; i++)
        wait *= 2;
    wait *= 1 + jitter / 4;
    if (wait > WAIT_MAX_S)
        wait = WAIT_MAX_S;
    return retry_after > wait ? (double)retry_after : wait;
}

bool http_content_range(const char *value, int64_t *out_from, int64_t *out_to, int64_t *out_total) {
    long long from, to, total = -1;
    int end = 0;

    if (!value || strlen(value) > 80 || strspn(value, "bytes 0123456789-/*") != strlen(value) ||
        sscanf(value, "bytes %19lld-%19lld/%n", &from, &to, &end) != 2 || end == 0)
        return false;
    if (strcmp(value + end, "*") != 0 && !text_int64(value + end, 1, INT64_MAX, out_total))
        return false;
    if (strcmp(value + end, "*") != 0)
        total = (long long)*out_total;
    if (from < 0 || to < from || (total >= 0 && to >= total))
        return false;
    *out_from = from;
    *out_to = to;
    *out_total = total;
    return true;
}
