/* Use case: a rider is found by what is said on the telephone. No document or phone leaves here
 * whole. */
#include "ops/hand.h"

#include <string.h>

enum { SHOWN = 20, PICK_MAX = 50 };

static enum rc fill_line(struct session *s, const struct found_rider *rider, struct arena *arena,
                         struct rider_line *out, struct err *err) {
    out->rider = *rider;
    return store_rider_trips(s->store, rider->rider, arena, &out->trips, &out->n_trips, err);
}

static enum rc find(struct session *s, const char *text, struct arena *arena, struct find_view *out,
                    struct err *err) {
    struct found_rider *found;
    enum rc rc = store_rider_find(s->store, text, SHOWN, arena, &found, &out->n, &out->all, err);

    out->lines = arena_array(arena, (size_t)out->n + 1, sizeof *out->lines);
    for (int i = 0; i < out->n && rc == RC_OK; i++)
        rc = fill_line(s, &found[i], arena, &out->lines[i], err);
    return rc;
}

enum rc ops_rider_find(const struct ops *ops, const char *text, struct arena *arena,
                       struct find_view *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    *out = (struct find_view){0};
    if (rc != RC_OK)
        return rc;
    rc = find(&s, text, arena, out, err);
    session_close(&s);
    return rc;
}

/* ---- one of them ---- */

static enum rc refuse_several(const struct found_rider *found, int n, int all, struct err *err) {
    struct str names = STR_MAX(256);

    for (int i = 0; i < n && i < 5; i++)
        str_addf(&names, "%s%d %.40s/%.40s", i ? ", " : "", i + 1, found[i].station, found[i].ref);
    enum rc rc = err_set(err, RC_CONFLICT, "several-riders",
                         "找到 %d 人（%s%s），请用 --pick N 选一人，或多写几个字",
                         "%d riders are found (%s%s); choose with --pick N, or say more", all,
                         str_get(&names), all > 5 ? " …" : "");
    str_clear(&names);
    return rc;
}

/* The number of the one meant, -1: none or several. */
static int choose(const struct found_rider *found, int n, const char *who) {
    int standing = -1, n_standing = 0;
    char station[64];
    const char *ref;

    for (int i = 0; i < n; i++) {
        if (split_who(who, station, &ref) && strcmp(found[i].station, station) == 0 &&
            strcmp(found[i].ref, ref) == 0)
            return i;
        if (found[i].standing) {
            standing = i;
            n_standing++;
        }
    }
    return n_standing == 1 ? standing : -1;
}

enum rc hand_find(struct session *s, const char *who, int64_t pick, struct arena *arena,
                  struct found_rider *out, struct err *err) {
    struct found_rider *found;
    int n, all;
    enum rc rc = store_rider_find(s->store, who, PICK_MAX, arena, &found, &n, &all, err);

    if (rc != RC_OK)
        return rc;
    int at = pick ? (int)(pick - 1) : choose(found, n, who);
    if (n == 0 || at >= n)
        return err_set(err, RC_CONFLICT, "unknown-rider",
                       "没有找到这样的乘车人，请用 rider find 查找姓名、电话或证件末四位",
                       "no such rider is found; try rider find with a name or the last four "
                       "digits of phone or document");
    if (at < 0)
        return refuse_several(found, n, all, err);
    *out = found[at];
    return RC_OK;
}

static enum rc show(struct session *s, const char *who, int64_t pick, struct arena *arena,
                    struct rider_line *out, struct told_view *told, struct err *err) {
    struct found_rider rider;
    enum rc rc = hand_find(s, who, pick, arena, &rider, err);

    rc = rc == RC_OK ? fill_line(s, &rider, arena, out, err) : rc;
    for (int i = 0; rc == RC_OK && i < out->n_trips; i++) {
        struct told_line *lines;
        int n;
        rc = store_told_history(s->store, out->trips[i].request, arena, &lines, &n, err);
        if (rc == RC_OK)
            told_add(told, lines, n, arena);
    }
    return rc;
}

enum rc ops_rider_show(const struct ops *ops, const char *who, int64_t pick, struct arena *arena,
                       struct rider_line *out, struct told_view *out_told, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    *out = (struct rider_line){0};
    *out_told = (struct told_view){0};
    if (rc != RC_OK)
        return rc;
    rc = show(&s, who, pick, arena, out, out_told, err);
    session_close(&s);
    return rc;
}
