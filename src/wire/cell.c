#include "wire/cell.h"

#include "homeward/when.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- formats ---- */

/* Those of ECMA-376 18.8.30 that stand for days and times everywhere or in zh-CN
 * (config/xlsx_date_formats.csv); they are in no file. */
bool cell_builtin_is_date(int64_t id) {
    static const struct { int from, to; } ranges[] = {{14, 22}, {27, 36}, {45, 47}, {50, 58}};

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (id >= ranges[i].from && id <= ranges[i].to)
            return true;
    return false;
}

/* [h] and [mm] count hours and minutes; other brackets are colours, locales and conditions. */
static bool bracket_is_time(const char *open, const char *end) {
    size_t n = (size_t)(end - open) - 1;

    return n > 0 && strspn(open + 1, "hHmMsS") == n;
}

/* Past what a format quotes: "text", [bracket], and the character after \\ _ or *. */
static const char *skip_quoted(const char *code) {
    char closing = *code == '"' ? '"' : *code == '[' ? ']' : '\0';

    if (closing) {
        const char *end = strchr(code + 1, closing);
        return end ? end + 1 : code + strlen(code);
    }
    return strchr("\\_*", *code) ? code + (code[1] ? 2 : 1) : code;
}

bool cell_format_is_date(const char *code) {
    if (strcasecmp(code, "General") == 0 || strcasecmp(code, "Standard") == 0)
        return false;
    while (*code && *code != ';') {
        const char *past = skip_quoted(code);
        if (*code == '[' && past[-1] == ']' && bracket_is_time(code, past - 1))
            return true;
        if (past == code && strchr("yYmMdDhHsS", *code++))
            return true;
        code = past > code ? past : code;
    }
    return false;
}

/* ---- numbers ---- */

bool cell_read_number(const char *text, double *out) {
    char *end;

    if (!text[0] || strspn(text, "0123456789.-+eE") != strlen(text))
        return false;
    *out = strtod(text, &end);
    return !*end && isfinite(*out);
}

/* "3.7990119800208e+17" with its point moved to where the exponent says. */
static void unfold(const char *digits, int exponent, bool negative, char *out) {
    int n = (int)strlen(digits), at = 0;

    if (negative)
        out[at++] = '-';
    if (exponent < 0) {
        out[at++] = '0';
        out[at++] = '.';
        for (int i = -1; i > exponent; i--)
            out[at++] = '0';
        memcpy(out + at, digits, (size_t)n);
        at += n;
    } else {
        for (int i = 0; i <= exponent || i < n; i++) {
            if (i == exponent + 1)
                out[at++] = '.';
            out[at++] = i < n ? digits[i] : '0';
        }
    }
    out[at] = '\0';
}

void cell_number_text(double value, char out[CELL_NUMBER_TEXT]) {
    char form[40], digits[20];
    size_t n = 0;

    if (value == 0 || !isfinite(value)) {
        snprintf(out, CELL_NUMBER_TEXT, "%s", value == 0 ? "0" : "#NUM!");
        return;
    }
    if (fabs(value) < 1e15 && value == floor(value)) { /* most numbers by far */
        snprintf(out, CELL_NUMBER_TEXT, "%.0f", value);
        return;
    }
    snprintf(form, sizeof form, "%.14e", fabs(value)); /* d.dddddddddddddde+xx */
    const char *e = strchr(form, 'e');
    for (const char *at = form; at < e; at++)
        if (*at != '.')
            digits[n++] = *at;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    digits[n] = '\0';
    unfold(digits, (int)strtol(e + 1, NULL, 10), value < 0, out);
}

/* ---- days ---- */

enum { MINUTES = 24 * 60, SERIAL_LEAP = 60, SERIAL_MAX = 109574 }; /* to 2199-12-31 */

/* The 1900 system holds a 29 February 1900 that never was, as day 60. */
static bool serial_day(int64_t serial, bool date1904, struct day *out) {
    struct day first;

    if (serial < (date1904 ? 0 : 1) || serial > SERIAL_MAX || (!date1904 && serial == SERIAL_LEAP))
        return false;
    if (date1904)
        return day_make(1904, 1, 1, &first) && (out->v = first.v + (int32_t)serial, true);
    if (!day_make(1900, 1, 1, &first))
        return false;
    out->v = first.v + (int32_t)serial - (serial > SERIAL_LEAP ? 2 : 1);
    return true;
}

enum cell_kind cell_date_text(double serial, bool date1904, char out[CELL_NUMBER_TEXT]) {
    struct day day;
    char text[WHEN_TEXT];

    if (!(serial >= 0) || serial > SERIAL_MAX) {
        cell_number_text(serial, out);
        return CELL_NUMBER;
    }
    int64_t minutes = llround(serial * MINUTES);
    int of_day = (int)(minutes % MINUTES);
    if (minutes < MINUTES) { /* a time of no day */
        snprintf(out, CELL_NUMBER_TEXT, "%02d:%02d", of_day / 60, of_day % 60);
        return CELL_TEXT;
    }
    if (!serial_day(minutes / MINUTES, date1904, &day)) {
        cell_number_text(serial, out);
        return CELL_NUMBER;
    }
    snprintf(out, CELL_NUMBER_TEXT, "%s",
             of_day ? instant_text(instant_make(day, of_day), text) : day_text(day, text));
    return CELL_DATE;
}

bool cell_iso_date_text(const char *text, char out[CELL_NUMBER_TEXT]) {
    char day[11];
    struct day parsed;

    if (strlen(text) < 10)
        return false;
    memcpy(day, text, 10);
    day[10] = '\0';
    if (!day_parse(day, &parsed) || (text[10] && text[10] != 'T' && text[10] != ' '))
        return false;
    bool time = text[10] && strlen(text) >= 16 && strspn(text + 11, "0123456789:") >= 5 &&
                strncmp(text + 11, "00:00", 5) != 0;
    snprintf(out, CELL_NUMBER_TEXT, time ? "%sT%.5s" : "%s%.0s", day, time ? text + 11 : "");
    return true;
}
