/*
 * The database: one file a campaign. Exactly one place opens it (store_open / store_create);
 * rollback journal, synchronous EXTRA, STRICT tables, foreign keys. Transactions are opened by
 * ops, never here. Facts (what stations and staff said) stand apart from derived rows; counts
 * are never stored.
 *
 * People (names, documents, phones) are in one table that only store/people.c touches, so that
 * its fields can be encrypted; beside it only the hardship register and refused claims hold a
 * person's data, each in a table of its own (store/register.c, store/claims.c).
 */
#ifndef HOMEWARD_STORE_H
#define HOMEWARD_STORE_H

#include "homeward/campaign.h"
#include "homeward/intake.h"
#include "homeward/plan.h"
#include "homeward/progress.h"

struct store;

/* ---- the file ---- */

/* A new database with all migrations; RC_CONFLICT if the file exists. */
enum rc store_create(const char *path, struct store **out, struct err *err) RC_CHECK;
/* RC_NOT_FOUND: no such file; RC_INVALID: not a database of ours, or a newer one. */
enum rc store_open(const char *path, struct store **out, struct err *err) RC_CHECK;
void store_close(struct store *store); /* accepts NULL; rolls back an open transaction */
enum rc store_begin(struct store *store, struct err *err) RC_CHECK; /* BEGIN IMMEDIATE */
enum rc store_begin_read(struct store *store, struct err *err) RC_CHECK;
enum rc store_commit(struct store *store, struct err *err) RC_CHECK;
void store_rollback(struct store *store); /* no transaction open: nothing */
/* integrity_check and foreign_key_check: calls found for each complaint. */
enum rc store_check(struct store *store, void (*found)(void *payload, const char *text),
                    void *payload, struct err *err) RC_CHECK;
/* A consistent copy into a new file of mode 0600 (backup API), checked before it is named. */
enum rc store_backup(struct store *store, const char *path, bool force, struct err *err) RC_CHECK;

/* ---- journal: every change is one transaction with one entry ---- */

struct journal_entry {
    const char *action; /* "list import" */
    const char *object; /* what it was done to: ids and codes only, never a person's data */
    const char *detail; /* JSON, NULL: none */
};
enum rc store_journal(struct store *store, struct instant now, const struct journal_entry *entry,
                      int64_t *out_id, struct err *err) RC_CHECK;

/* ---- campaign and supply ---- */

enum rc store_campaign_put(struct store *store, const struct campaign *head,
                           struct err *err) RC_CHECK;
/* The snapshot that match, reconcile, verify and the lists' reader see. Free with
 * campaign_free. parts: requests and bookings may be left out where they are not needed. */
enum store_parts {
    STORE_HEAD = 0,
    STORE_SUPPLY = 1,
    STORE_REQUESTS = 2, /* supply too */
    STORE_ALL = 3,
    STORE_POINTS = 4 /* of the supply only its points: what a rider list refers to */
};
enum rc store_campaign_load(struct store *store, const struct places *places, struct day today,
                            unsigned parts, struct campaign **out, struct err *err) RC_CHECK;
/* New ids are added, known ids updated; counts come back. Refuses (RC_CONFLICT) an update that
 * leaves too few seats for told or confirmed bookings, or takes away a stop that they use. */
struct supply_change {
    int64_t points_new, points_changed, vehicles_new, vehicles_changed, allocations_new,
        allocations_changed;
};
enum rc store_supply_put(struct store *store, const struct campaign *standing,
                         const struct supply_file *file, struct supply_change *out,
                         struct err *err) RC_CHECK;

/* An office is known by its place code; known already: nothing. */
enum rc store_office_put(struct store *store, int32_t place, struct err *err) RC_CHECK;

/* ---- partner stations ---- */

/* What became of the last try to fetch a station's list. */
enum fetch_outcome { FETCH_NEVER, FETCH_IMPORTED, FETCH_UNCHANGED, FETCH_FAILED };
struct fetch_row {
    enum fetch_outcome outcome;
    struct instant tried, came; /* came: the last try that brought the list or found it unchanged */
    const char *error, *zh, *en;       /* why it failed: code and sentence; NULL */
    const char *url, *etag, *modified; /* of the copy that was imported last; may be NULL */
};
struct station_row {
    int64_t id;
    const char *code, *name, *url; /* url may be NULL */
    int32_t office_place;
    bool allow_private; /* its url may lead into a private network */
    struct fetch_row fetch;
};
/* Known code: updated. A new url says anew whether it may be private. */
enum rc store_station_put(struct store *store, const struct station_row *row,
                          struct err *err) RC_CHECK;
enum rc store_station_find(struct store *store, const char *code, struct arena *arena,
                           struct station_row *out, struct err *err) RC_CHECK;
enum rc store_station_list(struct store *store, struct arena *arena, struct station_row **out,
                           int *out_n, struct err *err) RC_CHECK;
/* came not given, url NULL: what was known of the copy stands. */
enum rc store_fetch_put(struct store *store, int64_t station, const struct fetch_row *row,
                        struct err *err) RC_CHECK;

/* ---- rider lists ---- */

struct import_head {
    int64_t station;
    const char *file, *sha256; /* base name of the file */
    int64_t serial;            /* 0: a table */
    struct instant issued, imported;
    const int64_t *point_rows; /* row ids of the campaign's points, for spots; borrowed */
    bool whole; /* the station's whole list (XML, or --replace): missing rows are withdrawn */
};
struct import_counts {
    int64_t rows, accepted, warned, rejected, added, changed, unchanged, withdrawn;
};
struct store_import; /* one import under way, inside the caller's transaction */
/* RC_CONFLICT: lower serial, or equal serial with other bytes. RC_OK with *out_same: equal
 * serial, same bytes, nothing to do; *out is then NULL. */
enum rc store_import_begin(struct store *store, const struct import_head *head,
                           struct store_import **out, bool *out_same, struct err *err) RC_CHECK;
/* Takes one row: matches it by ref (else by document and direction), tests the claims of other
 * stations and duplicates inside the file, adds faults to the row it is given, stores rider,
 * requests and faults. */
enum rc store_import_row(struct store_import *import, struct list_row *row,
                         struct err *err) RC_CHECK;
/* Withdraws missing rows (guard: RC_CONFLICT "mass-withdrawal" unless allowed) and closes the
 * batch. */
enum rc store_import_finish(struct store_import *import, bool allow_withdraw, int64_t *out_id,
                            struct import_counts *out, struct err *err) RC_CHECK;
void store_import_free(struct store_import *import); /* accepts NULL; after finish or failure */

struct import_row {
    int64_t id, serial;
    const char *station, *file, *sha256;
    struct instant imported;
    struct import_counts counts;
};
enum rc store_import_list(struct store *store, const char *station, struct arena *arena,
                          struct import_row **out, int *out_n, struct err *err) RC_CHECK;
struct fault_row {
    int64_t row;
    enum fault_weight weight;
    const char *code, *column, *zh, *en;
};
enum rc store_fault_list(struct store *store, int64_t import, struct arena *arena,
                         struct fault_row **out, int *out_n, struct err *err) RC_CHECK;

/* ---- the hardship register (domain section 5) ---- */

enum register_outcome {
    REGISTER_NEW,
    REGISTER_CHANGED,
    REGISTER_UNCHANGED,
    REGISTER_TWICE,  /* named before in the same import: the first row stands */
    REGISTER_MOVED,  /* stood on another office's register; now on this one's */
    REGISTER_UNKNOWN /* a contact for nobody on the register */
};
/* An import: begin, then rows one by one, then, for a whole register, withdraw_missing; inside
 * the caller's transaction. office: place code of whose register it is, 0: not said. Riders with a
 * document on the register count as hardship at once, and those imported later too. */
enum rc store_register_begin(struct store *store, struct err *err) RC_CHECK;
/* A rejected row leaves what stands, and keeps its person from being withdrawn as missing. */
enum rc store_register_take(struct store *store, int32_t office, const struct register_row *row,
                            enum register_outcome *out, struct err *err) RC_CHECK;
/* Takes off the register whom the import did not name (office 0: of all offices). RC_CONFLICT
 * "mass-withdrawal" unless allowed. */
enum rc store_register_withdraw_missing(struct store *store, int32_t office, bool allow,
                                        int64_t *out_n, struct err *err) RC_CHECK;

struct registered_row {
    int32_t office;                                                          /* 0: not said */
    const char *number, *name, *document, *class_, *contact, *contact_phone; /* whole, unmasked */
    int64_t requests, seated; /* standing requests, and those of them with a booking */
};
/* Ordered by office, number. office 0: all. */
enum rc store_register_list(struct store *store, int32_t office, struct arena *arena,
                            struct registered_row **out, int *out_n, struct err *err) RC_CHECK;
/* Calls found with STATION/REF of every rider whose flag is not what the register says. */
enum rc store_register_check(struct store *store, void (*found)(void *payload, const char *who),
                             void *payload, struct err *err) RC_CHECK;

/* ---- claims: trips that more than one station asks for ---- */

struct claim_row {
    int64_t id, import, row;
    const char *station, *ref; /* who was refused; ref NULL: the list has none */
    const char *document;      /* whole, unmasked */
    enum direction direction;
    struct day earliest, latest;
    int64_t holder; /* request.id of the station that came first, 0: nobody holds it any more */
};
/* One for each refused trip and each request that holds it. station NULL: all. */
enum rc store_claim_list(struct store *store, struct arena *arena, struct claim_row **out,
                         int *out_n, struct err *err) RC_CHECK;
/* The request is withdrawn by staff, its proposal dropped; the rider too, if it was the last one.
 * A told or confirmed booking is the caller's business. */
enum rc store_request_withdraw(struct store *store, int64_t request, struct err *err) RC_CHECK;
/* Takes the refused row in as if it had been accepted when it came, and forgets the claim.
 * RC_NOT_FOUND: no such claim. */
enum rc store_claim_take(struct store *store, const struct campaign *campaign, int64_t claim,
                         struct err *err) RC_CHECK;

/* ---- people: names for paper and screens ---- */

struct person {
    const char *name, *phone, *document; /* full; the caller masks what it shows */
    enum document_type document_type;
    char sex;
};
/* Loads the people of many requests at once (ids: request.id). out is one for each id. */
enum rc store_people_load(struct store *store, const int64_t *requests, int n, struct arena *arena,
                          struct person *out, struct err *err) RC_CHECK;
/* Free children on the journeys of these requests, as (request index, name). */
struct child_row {
    int32_t request;
    const char *ref, *name;
};
enum rc store_children_load(struct store *store, const struct campaign *campaign,
                            struct arena *arena, struct child_row **out, int *out_n,
                            struct err *err) RC_CHECK;

/* ---- plans and bookings ---- */

struct plan_record {
    struct instant made;
    const char *options; /* JSON */
    const char *result;  /* JSON: the answer of `match` */
};
/* Replaces the bookings of the requests that the plan moved; the others stay untouched. */
enum rc store_plan_put(struct store *store, const struct campaign *campaign,
                       const struct plan *plan, const struct plan_record *record, int64_t *out_run,
                       struct err *err) RC_CHECK;
/* The last plan's record; RC_NOT_FOUND if nothing was ever matched. */
enum rc store_plan_last(struct store *store, struct arena *arena, int64_t *out_run,
                        struct plan_record *out, struct err *err) RC_CHECK;
/* One booking changes its status; RC_CONFLICT if the move is illegal. */
enum rc store_booking_status(struct store *store, int64_t request, enum booking_status status,
                             struct instant now, struct err *err) RC_CHECK;
enum rc store_booking_cancel(struct store *store, int64_t request, struct err *err) RC_CHECK;

/* ---- what status shows ---- */

/* The campaign day last touched by any recorded change (for reconcile's as_of). */
enum rc store_last_change(struct store *store, struct instant *out, struct err *err) RC_CHECK;

#endif
