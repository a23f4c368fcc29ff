/* A ticket's seat as carriers write it, to the form of the ticket itself: 05车018号上铺, 03车12F号;
 * on a coach the number alone. */
#include "intake/ticket_seat.h"

#include "homeward/str.h"
#include "intake/value.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 48, NUMBER_MAX = 999 };

void ticket_fold(const char *text, char *out, size_t size) {
    size_t left = strlen(text), at = 0, step;
    uint32_t code;

    for (; (step = utf8_next(text, left, &code)) > 0; text += step, left -= step) {
        char bytes[4];
        uint32_t half = value_fold_char(code);
        if (half == 0 || half == ' ' || half == '\n' || half == '\t')
            continue;
        if (half >= 'a' && half <= 'z')
            half -= 'a' - 'A';
        size_t n = utf8_put(half, bytes);
        if (at + n + 1 > size)
            break;
        memcpy(out + at, bytes, n);
        at += n;
    }
    out[at] = '\0';
}

static bool skip(const char **at, const char *word) {
    size_t len = strlen(word);

    if (strncmp(*at, word, len) != 0)
        return false;
    *at += len;
    return true;
}

/* 1 to 999; 0: no number is there. */
static int number(const char **at) {
    int n = 0, digits = 0;

    for (; **at >= '0' && **at <= '9' && digits < 4; ++*at, digits++)
        n = n * 10 + (**at - '0');
    return n <= NUMBER_MAX ? n : 0;
}

/* 05车, 5号车厢, 5 in a column of its own; 0: none. Moves only over what it reads. */
static int car_number(const char **at, bool alone) {
    const char *start = *at;
    int n = number(at);
    bool said = skip(at, "号车厢") || skip(at, "号车") || skip(at, "车厢") || skip(at, "车");

    if (n && n <= 99 && (said || (alone && !**at)))
        return n;
    *at = start;
    return 0;
}

static bool read_level(const char **at, const char **out) {
    static const char *const words[] = {"上铺", "中铺", "下铺", "上", "中", "下"};
    static const char *const levels[] = {"上铺", "中铺", "下铺"};

    for (int i = 0; i < 6; i++)
        if (skip(at, words[i])) {
            *out = levels[i % 3];
            return true;
        }
    return false;
}

struct parts {
    int car, seat;
    char letter; /* of a multiple-unit train; 0 */
    const char *level;
};

static bool read_seat(const char *at, struct parts *p) {
    p->car = car_number(&at, false);
    p->seat = number(&at);
    if (*at >= 'A' && *at <= 'F')
        p->letter = *at++;
    if (!skip(&at, "号座"))
        (void)(skip(&at, "号") || skip(&at, "座"));
    (void)read_level(&at, &p->level);
    return p->seat && !*at && (!p->letter || (p->seat <= 99 && !p->level));
}

static void write(const struct parts *p, char out[TICKET_SEAT_MAX]) {
    if (!p->car)
        snprintf(out, TICKET_SEAT_MAX, p->letter ? "%d%c" : "%d", p->seat, p->letter);
    else if (p->letter)
        snprintf(out, TICKET_SEAT_MAX, "%02d车%02d%c号", p->car, p->seat, p->letter);
    else
        snprintf(out, TICKET_SEAT_MAX, "%02d车%03d号%s", p->car, p->seat, p->level ? p->level : "");
}

static bool is_standing(const char *seat) {
    const char *at = seat;

    (void)car_number(&at, false);
    return strcmp(at, "无座") == 0 || strcmp(at, "站票") == 0;
}

static enum ticket_fault add_car(const char *text, struct parts *p) {
    char folded[TEXT_MAX];
    const char *at = folded;

    ticket_fold(text, folded, sizeof folded);
    int car = car_number(&at, true);
    if (!car || *at)
        return TICKET_SEAT_UNREADABLE;
    if (p->car && p->car != car)
        return TICKET_CARS_DISAGREE;
    p->car = car;
    return TICKET_TAKEN;
}

static enum ticket_fault add_level(const char *text, struct parts *p) {
    char folded[TEXT_MAX];
    const char *at = folded, *level;

    ticket_fold(text, folded, sizeof folded);
    if (!read_level(&at, &level) || *at || p->letter || (p->level && p->level != level))
        return TICKET_SEAT_UNREADABLE;
    p->level = level;
    return TICKET_TAKEN;
}

enum ticket_fault ticket_seat_read(const struct ticket_seat_cells *cells, bool train,
                                   char out[TICKET_SEAT_MAX]) {
    char seat[TEXT_MAX];
    struct parts p = {0};
    enum ticket_fault fault = TICKET_TAKEN;

    out[0] = '\0';
    if (!cells->seat)
        return TICKET_NO_SEAT;
    ticket_fold(cells->seat, seat, sizeof seat);
    if (is_standing(seat))
        return TICKET_STANDING;
    if (!read_seat(seat, &p))
        return TICKET_SEAT_UNREADABLE;
    if (cells->car && train)
        fault = add_car(cells->car, &p);
    if (fault == TICKET_TAKEN && cells->berth)
        fault = add_level(cells->berth, &p);
    if (fault == TICKET_TAKEN && train && !p.car)
        fault = TICKET_NO_CAR;
    if (fault == TICKET_TAKEN)
        write(&p, out);
    return fault;
}
