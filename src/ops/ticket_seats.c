/*
 * Use case: the seats of a ticket-block come in as the carrier returns them. Rows are found by ref,
 * document or name among those who are booked on the block; a seat that two would have at once goes
 * to neither. All of a command is one transaction.
 */
#include "ops/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rider { /* of the block */
    int32_t request;
    struct person person;
    const char *said;  /* what a row says; NULL: a ticket without a seat */
    int row;           /* index of its row, -1: none that is taken */
    bool contradicted; /* two rows gave it two seats */
};
struct pending { /* a row that named a rider */
    int file;
    const char *sheet;
    int64_t row;
};
struct importing {
    const struct ticket_import_entry *entry;
    struct session *s;
    struct arena *arena;
    struct ticket_import_answer *out;
    int32_t run;
    struct rider *riders;
    int n_riders;
    struct pending *rows;
    int n_rows, file;
    size_t rows_cap, *faults_cap;
};

/* ---- what is wrong with a row ---- */

static const struct {
    enum fault_weight weight;
    const char *code, *column, *zh, *en;
} faults[TICKET_FAULTS] = {
    [TICKET_STANDING] = {FAULT_WARNING, "standing", "座位", "无座票：座位留空",
                         "a ticket without a seat: none is noted"},
    [TICKET_NOBODY] = {FAULT_REJECT, "nobody", "", "这一行没有报名号、证件号码或姓名",
                       "the row has no ref, document or name"},
    [TICKET_NO_SEAT] = {FAULT_REJECT, "no-seat", "座位", "没有座位号；无座票请写“无座”",
                        "there is no seat; a ticket without one says 无座"},
    [TICKET_SEAT_UNREADABLE] = {FAULT_REJECT, "seat-unreadable", "座位",
                                "座位看不懂，应为 05车018号、05车12F号、05车003号上铺 这样的写法",
                                "the seat cannot be read; it is written as 05车018号, 05车12F号 or "
                                "05车003号上铺"},
    [TICKET_NO_CAR] = {FAULT_REJECT, "no-car", "车厢", "火车票要有车厢号",
                       "a train's seat needs its car"},
    [TICKET_CARS_DISAGREE] = {FAULT_REJECT, "cars-disagree", "车厢",
                              "车厢一列与座位中的车厢号不一致",
                              "the column of cars and the seat name two cars"},
    [TICKET_DATE_UNREADABLE] = {FAULT_REJECT, "date-unreadable", "日期", "日期看不懂，或不止一天",
                                "the date cannot be read, or is more than one day"},
    [TICKET_OTHER_TRAIN] = {FAULT_REJECT, "other-train", "车次", "车次不是这批票额的车次",
                            "the train is not the one of the block"},
    [TICKET_NOT_BOOKED] = {FAULT_REJECT, "not-booked", "",
                           "这批票额上没有派座给此人，请核对趟次和证件",
                           "nobody booked on the block is this person; check block and document"},
    [TICKET_PERSON_DISAGREES] = {FAULT_REJECT, "person-disagrees", "",
                                 "姓名、证件号码、报名号说的不是同一人",
                                 "name, document and ref are not of one person"},
    [TICKET_SEVERAL] = {FAULT_REJECT, "several", "姓名", "不止一人相符，请补上证件号码或报名号",
                        "more than one rider fits; add document or ref"},
    [TICKET_OTHER_DATE] = {FAULT_REJECT, "other-date", "日期", "日期不是此人上车那一天",
                           "the date is not the day on which this rider boards"},
    [TICKET_TWICE] = {FAULT_REJECT, "two-seats", "座位",
                      "同一人有两个不同的座位，都没有记，请向承运方核实",
                      "the same rider has two seats; neither is taken, ask the carrier"},
    [TICKET_SEAT_TAKEN] = {FAULT_REJECT, "seat-taken", "座位",
                           "同一座位在同一段路上给了两人，没有记，请向承运方核实",
                           "two riders have this seat on the same legs; it is not taken, ask the "
                           "carrier"},
};

static void note(struct importing *i, const struct pending *at, enum ticket_fault fault) {
    struct file_faults *file = &i->out->files[at->file];
    const struct fault_row row = {.sheet = at->sheet,
                                  .row = at->row,
                                  .weight = faults[fault].weight,
                                  .code = faults[fault].code,
                                  .column = faults[fault].column,
                                  .zh = faults[fault].zh,
                                  .en = faults[fault].en};

    VEC_PUSH(file->faults, file->n_faults, i->faults_cap[at->file], row);
    i->out->refused += row.weight == FAULT_REJECT;
}

/* ---- who it is ---- */

static bool ends_with(const char *text, const char *tail) {
    size_t len = strlen(text), n = strlen(tail);

    return len >= n && strcmp(text + len - n, tail) == 0;
}

/* 3799**********001X stands for whatever begins and ends so. */
static bool document_agrees(const char *said, const char *document) {
    const char *star = strchr(said, '*');

    if (!star)
        return strcmp(said, document) == 0;
    size_t begin = (size_t)(star - said);
    const char *end = strrchr(said, '*') + 1;
    return strlen(document) >= begin + strlen(end) && strncmp(said, document, begin) == 0 &&
           ends_with(document, end);
}

static bool ref_agrees(const struct campaign *c, const char *said, const struct request *r) {
    char station[64];
    const char *ref;

    if (!split_who(said, station, &ref))
        return strcmp(said, r->ref) == 0;
    return strcmp(ref, r->ref) == 0 && strcmp(station, c->stations[r->station].code) == 0;
}

/* Bits of what the row says of the person, and of what of it is this rider's. */
enum { BY_REF = 1, BY_DOCUMENT = 2, BY_NAME = 4, BY_TAIL = 8 };

static unsigned said_of(const struct returned_ticket *row) {
    return (row->ref ? BY_REF : 0u) | (row->document ? BY_DOCUMENT : 0u) |
           (row->name ? BY_NAME : 0u) | (row->tail ? BY_TAIL : 0u);
}

static unsigned agrees(const struct importing *i, const struct returned_ticket *row,
                       const struct rider *rider) {
    const struct campaign *c = i->s->c;
    unsigned bits = 0;

    if (row->ref && ref_agrees(c, row->ref, &c->requests[rider->request]))
        bits |= BY_REF;
    if (row->document && document_agrees(row->document, rider->person.document))
        bits |= BY_DOCUMENT;
    if (row->name && strcmp(row->name, rider->person.name) == 0)
        bits |= BY_NAME;
    if (row->tail && ends_with(rider->person.document, row->tail))
        bits |= BY_TAIL;
    return bits;
}

static enum ticket_fault find_rider(const struct importing *i, const struct returned_ticket *row,
                                    struct rider **out) {
    unsigned said = said_of(row), any = 0;
    int n = 0;

    for (int k = 0; k < i->n_riders; k++) {
        unsigned bits = agrees(i, row, &i->riders[k]);
        any |= bits;
        if (bits == said) {
            *out = &i->riders[k];
            n++;
        }
    }
    if (n == 1)
        return TICKET_TAKEN;
    if (n > 1)
        return TICKET_SEVERAL;
    return any & (BY_REF | BY_DOCUMENT) ? TICKET_PERSON_DISAGREES : TICKET_NOT_BOOKED;
}

/* ---- one row ---- */

/* K8271, k8271次 and K8271/K8274 are one train. */
static bool same_train(const char *said, const char *service) {
    size_t len = strlen(service);

    while (*said) {
        size_t n = strcspn(said, "/");
        size_t word = n >= 3 && memcmp(said + n - 3, "次", 3) == 0 ? n - 3 : n;
        if (word == len && memcmp(said, service, len) == 0)
            return true;
        said += n + (said[n] != '\0');
    }
    return false;
}

static enum ticket_fault judge(const struct importing *i, const struct returned_ticket *row,
                               struct rider **out) {
    const struct allocation *a = &i->s->c->allocations[i->run];

    if (row->fault > TICKET_STANDING)
        return row->fault;
    if (row->train && a->service && !same_train(row->train, a->service))
        return TICKET_OTHER_TRAIN;
    enum ticket_fault fault = find_rider(i, row, out);
    if (fault != TICKET_TAKEN)
        return fault;
    struct instant at = a->stops[i->s->c->bookings[(*out)->request].board].at;
    if (row->date.v != DAY_NONE.v && row->date.v != instant_day(at).v)
        return TICKET_OTHER_DATE;
    return row->fault;
}

static bool same_seat(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Of two rows that give a rider two seats neither is taken, nor any that follows. */
static void contradict(struct importing *i, const struct pending *at, struct rider *rider) {
    note(i, at, TICKET_TWICE);
    if (rider->row >= 0)
        note(i, &i->rows[rider->row], TICKET_TWICE);
    rider->row = -1;
    rider->contradicted = true;
}

static void take(struct importing *i, const struct pending *at, struct rider *rider,
                 const char *seat) {
    if (rider->contradicted || (rider->row >= 0 && !same_seat(rider->said, seat))) {
        contradict(i, at, rider);
        return;
    }
    if (rider->row >= 0)
        return; /* the same once more */
    rider->said = arena_strdup(i->arena, seat);
    rider->row = i->n_rows;
    VEC_PUSH(i->rows, i->n_rows, i->rows_cap, *at);
}

static enum rc on_row(void *payload, const struct returned_ticket *row, struct err *err) {
    struct importing *i = payload;
    const struct pending at = {i->file, arena_strdup(i->arena, row->sheet), row->row};
    struct rider *rider = NULL;
    enum ticket_fault fault = judge(i, row, &rider);

    (void)err;
    i->out->rows++;
    if (fault != TICKET_TAKEN)
        note(i, &at, fault);
    if (rider && fault <= TICKET_STANDING)
        take(i, &at, rider, fault == TICKET_TAKEN ? row->seat : NULL);
    return RC_OK;
}

/* ---- two riders on one seat ---- */

static const char *seat_before(const struct importing *i, const struct rider *r) {
    return i->s->c->bookings[r->request].seat;
}

static const char *seat_after(const struct importing *i, const struct rider *r) {
    return r->row >= 0 ? r->said : seat_before(i, r);
}

/* A rider with a need holds the seat for the whole run (contract 7). */
static bool on_same_legs(const struct importing *i, const struct rider *x, const struct rider *y) {
    const struct campaign *c = i->s->c;
    const struct booking *a = &c->bookings[x->request], *b = &c->bookings[y->request];

    return c->requests[x->request].needs || c->requests[y->request].needs ||
           (a->board < b->alight && b->board < a->alight);
}

static bool clash(const struct importing *i, const struct rider *x, const struct rider *y) {
    const char *a = seat_after(i, x), *b = seat_after(i, y);

    return x != y && a && b && strcmp(a, b) == 0 && on_same_legs(i, x, y);
}

static bool clashes(const struct importing *i, const struct rider *rider) {
    for (int k = 0; k < i->n_riders; k++)
        if (clash(i, rider, &i->riders[k]))
            return true;
    return false;
}

/* Rows go one round after the other: a rider whose row goes has the former seat again, which may
 * be what another row wants. */
static void settle_seats(struct importing *i) {
    bool *goes = arena_array(i->arena, (size_t)i->n_riders + 1, sizeof *goes);
    bool any = true;

    while (any) {
        any = false;
        for (int k = 0; k < i->n_riders; k++)
            any |= goes[k] = i->riders[k].row >= 0 && clashes(i, &i->riders[k]);
        for (int k = 0; k < i->n_riders; k++)
            if (goes[k]) {
                note(i, &i->rows[i->riders[k].row], TICKET_SEAT_TAKEN);
                i->riders[k].row = -1;
            }
    }
}

/* ---- what changes ---- */

static void list_changes(struct importing *i) {
    const struct campaign *c = i->s->c;
    struct ticket_import_answer *out = i->out;

    out->lines = arena_array(i->arena, (size_t)i->n_riders + 1, sizeof *out->lines);
    for (int k = 0; k < i->n_riders; k++) {
        const struct rider *r = &i->riders[k];
        const struct request *q = &c->requests[r->request];
        const char *before = seat_before(i, r), *after = seat_after(i, r);
        out->without += !after;
        out->same += r->row >= 0 && same_seat(before, after);
        if (same_seat(before, after))
            continue;
        out->added += !before;
        out->changed += before != NULL;
        out->lines[out->n_lines++] =
            (struct ticket_line){arena_strdup(i->arena, c->stations[q->station].code),
                                 arena_strdup(i->arena, q->ref),
                                 q->trip,
                                 arena_strdup(i->arena, before),
                                 after,
                                 c->bookings[r->request].status};
    }
}

/* First what goes, then what comes: a seat may pass from one rider to another. */
static enum rc store_seats(const struct importing *i, struct err *err) {
    enum rc rc = RC_OK;

    for (int pass = 0; pass < 2; pass++)
        for (int k = 0; k < i->n_riders && rc == RC_OK; k++) {
            const struct rider *r = &i->riders[k];
            const char *after = seat_after(i, r);
            if (!same_seat(seat_before(i, r), after) && (pass == 0 || after))
                rc = store_booking_seat(i->s->store, i->s->c->requests[r->request].id,
                                        pass ? after : NULL, err);
        }
    return rc;
}

static enum rc commit(struct importing *i, struct err *err) {
    const struct ticket_import_answer *a = i->out;
    char detail[160];

    if (i->entry->dry_run || !a->n_lines)
        return RC_OK;
    snprintf(detail, sizeof detail, "{\"files\":%d,\"new\":%lld,\"changed\":%lld,\"refused\":%lld}",
             a->n_files, (long long)a->added, (long long)a->changed, (long long)a->refused);
    enum rc rc = store_seats(i, err);
    return rc == RC_OK ? session_commit(i->s, "tickets import", i->s->c->allocations[i->run].key,
                                        detail, err)
                       : rc;
}

/* ---- the command ---- */

static enum rc load_riders(struct importing *i, struct err *err) {
    const struct campaign *c = i->s->c;
    struct riders_by_run by_run;
    enum rc rc = RC_OK;

    riders_by_run(c, i->arena, &by_run);
    const int32_t *first = by_run.riders + by_run.first[i->run];
    i->n_riders = by_run.first[i->run + 1] - by_run.first[i->run];
    i->riders = arena_array(i->arena, (size_t)i->n_riders + 1, sizeof *i->riders);
    for (int k = 0; k < i->n_riders && rc == RC_OK; k++) {
        i->riders[k] = (struct rider){.request = first[k], .row = -1};
        rc = store_people_load(i->s->store, &c->requests[first[k]].id, 1, i->arena,
                               &i->riders[k].person, err);
    }
    return rc;
}

static enum rc find_block(struct importing *i, struct err *err) {
    enum rc rc = find_allocation(i->s->c, i->entry->run, &i->run, err);

    if (rc == RC_OK && i->s->c->allocations[i->run].kind != ALLOCATION_TICKET_BLOCK)
        rc = err_set(err, RC_CONFLICT, "not-tickets",
                     "%.64s 不是票额：包车和车厢的座位由 match 安排，不从承运方导入",
                     "%.64s is no ticket-block: the seats of coaches and cars come of match, not "
                     "of the carrier",
                     i->entry->run);
    return rc;
}

static enum rc read_file(struct importing *i, const char *path, struct err *err) {
    bool by_train = i->s->c->allocations[i->run].mode == MODE_TRAIN;
    struct source source;
    enum rc rc = source_open(path, &source, err);

    if (rc != RC_OK)
        return rc;
    i->out->files[i->file].name = arena_strdup(i->arena, source.name);
    rc = tickets_read(&source, i->s->c, by_train, on_row, i, err);
    source_close(&source);
    return rc;
}

static enum rc import_in(struct importing *i, struct err *err) {
    enum rc rc = find_block(i, err);

    rc = rc == RC_OK ? load_riders(i, err) : rc;
    for (i->file = 0; i->file < i->entry->n_paths && rc == RC_OK; i->file++)
        rc = read_file(i, i->entry->paths[i->file], err);
    if (rc != RC_OK)
        return rc;
    settle_seats(i);
    list_changes(i);
    return commit(i, err);
}

static int by_row(const void *a, const void *b) {
    const struct fault_row *x = a, *y = b;
    int order = strcmp(x->sheet ? x->sheet : "", y->sheet ? y->sheet : "");

    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* From the heap to where the answer lives, in the order of the rows. */
static void keep_faults(struct importing *i) {
    for (int p = 0; p < i->out->n_files; p++) {
        struct file_faults *file = &i->out->files[p];
        struct fault_row *kept = arena_array(i->arena, (size_t)file->n_faults + 1, sizeof *kept);
        for (int f = 0; f < file->n_faults; f++)
            kept[f] = file->faults[f];
        mem_free(file->faults);
        qsort(kept, (size_t)file->n_faults, sizeof *kept, by_row);
        file->faults = kept;
    }
    mem_free(i->rows);
}

enum rc ops_tickets_import(const struct ops *ops, const struct ticket_import_entry *entry,
                           struct arena *arena, struct ticket_import_answer *out, struct err *err) {
    struct session s;
    struct importing i = {.entry = entry, .s = &s, .arena = arena, .out = out};
    enum rc rc = session_open(ops, entry->dry_run ? HOLD_READ : HOLD_WRITE, STORE_ALL, &s, err);

    *out = (struct ticket_import_answer){.n_files = entry->n_paths};
    if (rc != RC_OK)
        return rc;
    out->files = arena_array(arena, (size_t)entry->n_paths + 1, sizeof *out->files);
    i.faults_cap = arena_array(arena, (size_t)entry->n_paths + 1, sizeof *i.faults_cap);
    rc = import_in(&i, err);
    keep_faults(&i);
    session_close(&s);
    return rc;
}
