#include "ops/printed.h"

#include <string.h>

static bool seats_are_unique(const struct printed *p) {
    for (int i = 0; i < p->n; i++) {
        if (p->lines[i].child)
            continue;
        if (!p->lines[i].seat[0])
            return false;
        for (int k = i + 1; k < p->n; k++)
            if (!p->lines[k].child && strcmp(p->lines[i].seat, p->lines[k].seat) == 0)
                return false;
    }
    return true;
}

enum rc printed_load(const struct sheet_maker *maker, int32_t allocation,
                     const struct printed_version *which, struct arena *arena, struct printed *out,
                     struct err *err) {
    const int32_t *requests;
    struct manifest_sheet sheet;
    enum rc rc = sheet_make(maker, allocation, arena, &sheet, &requests, err);

    if (rc != RC_OK)
        return rc;
    if (which->version)
        return err_set(err, RC_CONFLICT, "unknown-version", "趟次 %.64s 的名单没有第 %d 版",
                       "the manifest of %.64s has no version %d",
                       maker->s->c->allocations[allocation].key, (int)which->version);
    *out = (struct printed){.n = sheet.n_rows};
    out->lines = arena_array(arena, (size_t)sheet.n_rows + 1, sizeof *out->lines);
    for (int i = 0; i < sheet.n_rows; i++)
        out->lines[i] =
            (struct printed_line){i + 1, sheet.rows[i].seat, requests[i], sheet.rows[i].free_child};
    out->by_seat = seats_are_unique(out);
    return RC_OK;
}
