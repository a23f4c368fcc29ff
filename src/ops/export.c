/* Use case: tables for other programs. Keys come out to the letter; what people typed is written so
 * that no spreadsheet takes it for a formula. */
#include "ops/session.h"

#include <stdio.h>

typedef enum rc write_rows(struct session *s, FILE *f, int64_t *rows, struct err *err);

static void cell_int(FILE *f, int64_t value) {
    char text[32];

    snprintf(text, sizeof text, "%lld", (long long)value);
    csv_write_cell(f, text, false);
}

static void key_cells(FILE *f, const struct campaign *c, const struct request *r) {
    csv_write_cell(f, c->stations[r->station].code, true);
    csv_write_cell(f, r->ref, false);
    cell_int(f, r->trip);
}

/* What the return of the departure says of a booking; "" while none came back. */
static const char *boarding_cell(const struct boarding *b, int32_t request) {
    for (int i = 0; b->id && i < b->n_rows; i++)
        if (b->rows[i].request == request)
            return boarding_outcome_word(b->rows[i].outcome);
    return "";
}

static enum rc write_bookings(struct session *s, FILE *f, int64_t *rows, struct err *err) {
    const struct campaign *c = s->c;
    struct arena arena = {0};
    struct boardings boardings;
    char at[WHEN_TEXT];
    enum rc rc = store_boardings_load(s->store, c, DAY_NONE, &arena, &boardings, err);

    for (int32_t i = 0; rc == RC_OK && i < c->n_requests; i++) {
        const struct booking *b = &c->bookings[i];
        if (b->allocation < 0)
            continue;
        key_cells(f, c, &c->requests[i]);
        csv_write_cell(f, c->allocations[b->allocation].key, false);
        csv_write_cell(f, b->seat ? b->seat : "", false);
        cell_int(f, b->board + 1);
        cell_int(f, b->alight + 1);
        csv_write_cell(f, booking_status_word(b->status), false);
        csv_write_cell(f, instant_text(c->allocations[b->allocation].stops[b->board].at, at),
                       false);
        csv_write_cell(f, boarding_cell(&boardings.of[b->allocation], i), false);
        csv_end_row(f);
        (*rows)++;
    }
    arena_clear(&arena);
    return rc;
}

static enum rc write_waiting(struct session *s, FILE *f, int64_t *rows, struct err *err) {
    const struct campaign *c = s->c;
    struct explainer *e = explainer_new(c, c->bookings);

    (void)err;
    for (int32_t i = 0; i < c->n_requests; i++) {
        struct explanation why;
        if (c->bookings[i].allocation >= 0)
            continue;
        explainer_ask(e, i, &why);
        key_cells(f, c, &c->requests[i]);
        csv_write_cell(f, reason_word(why.reason), false);
        cell_int(f, why.candidates);
        csv_end_row(f);
        (*rows)++;
    }
    explainer_free(e);
    return RC_OK;
}

/* Names only, documents and phones masked: a file travels. */
static void person_cells(FILE *f, const struct person *person) {
    char masked[DOCUMENT_MAX], phone[32];

    csv_write_cell_safe(f, person->name, false);
    document_mask(person->document, masked);
    csv_write_cell(f, masked, false);
    phone_mask(person->phone ? person->phone : "", phone);
    csv_write_cell(f, person->phone ? phone : "", false);
}

static void journey_cells(FILE *f, const struct campaign *c, const struct request *r) {
    char earliest[WHEN_TEXT], latest[WHEN_TEXT];

    csv_write_cell(f, r->direction == DIRECTION_HOME ? "home" : "return", false);
    cell_int(f, r->from.place);
    cell_int(f, r->to.place);
    csv_write_cell(f, day_text(r->earliest, earliest), false);
    csv_write_cell(f, day_text(r->latest, latest), false);
    csv_write_cell(f, r->party >= 0 ? c->parties[r->party].word : "", false);
    csv_write_cell(f, r->hardship ? "1" : "0", false);
}

static enum rc write_riders(struct session *s, FILE *f, int64_t *rows, struct err *err) {
    const struct campaign *c = s->c;
    enum rc rc = RC_OK;

    for (int32_t i = 0; i < c->n_requests && rc == RC_OK; i++) {
        struct arena arena = {0};
        struct person person;
        rc = store_people_load(s->store, &c->requests[i].id, 1, &arena, &person, err);
        if (rc == RC_OK) {
            key_cells(f, c, &c->requests[i]);
            person_cells(f, &person);
            journey_cells(f, c, &c->requests[i]);
            csv_end_row(f);
            (*rows)++;
        }
        arena_clear(&arena);
    }
    return rc;
}

static const struct {
    const char *header;
    write_rows *write;
} tables[] = {
    [EXPORT_BOOKINGS] = {"station,ref,trip,allocation,seat,board_stop,alight_stop,status,departs,"
                         "boarding",
                         write_bookings},
    [EXPORT_WAITING] = {"station,ref,trip,reason,candidates", write_waiting},
    [EXPORT_RIDERS] = {"station,ref,trip,name,document,phone,direction,from,to,earliest,latest,"
                       "party,hardship",
                       write_riders},
};

enum rc ops_export(const struct ops *ops, enum export_table table, const char *path, bool force,
                   int64_t *out_rows, struct err *err) {
    struct session s;
    struct file_out file;
    enum rc rc = session_open(ops, HOLD_READ, STORE_ALL, &s, err);

    *out_rows = 0;
    if (rc != RC_OK)
        return rc;
    rc = file_out_open(path, force, &file, err);
    if (rc == RC_OK) {
        fprintf(file.f, "%s\r\n", tables[table].header);
        rc = tables[table].write(&s, file.f, out_rows, err);
        if (rc == RC_OK)
            rc = file_out_commit(&file, err);
        file_out_abandon(&file);
    }
    session_close(&s);
    return rc;
}
