/*
 * The database: one file a campaign. Exactly one place opens it (store_open / store_create);
 * rollback journal, synchronous EXTRA, STRICT tables, foreign keys. Transactions are opened by
 * ops, never here. Facts (what stations and staff said) stand apart from derived rows; counts
 * are never stored.
 *
 * People (names, documents, phones) are in tables that only store/people*.c touch, so that their
 * fields can be encrypted; beside them only the hardship register and refused claims hold a
 * person's data, each in a table of its own (store/register.c, store/claims.c).
 */
#ifndef HOMEWARD_STORE_H
#define HOMEWARD_STORE_H

#include "homeward/boarding.h"
#include "homeward/campaign.h"
#include "homeward/extra.h"
#include "homeward/intake.h"
#include "homeward/papers.h"
#include "homeward/plan.h"
#include "homeward/progress.h"
#include "homeward/ticket.h"

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
/* The newest entry's id; 0: there is none. */
enum rc store_journal_last(struct store *store, int64_t *out, struct err *err) RC_CHECK;

/* ---- changes that can be taken back ---- */

/* From here on every row that is written is noted (but for the journal's own). */
enum rc store_changes_watch(struct store *store, struct err *err) RC_CHECK;
/* Keeps what was noted under its journal entry; not watched, or nothing written: nothing. */
enum rc store_changes_keep(struct store *store, int64_t entry, struct err *err) RC_CHECK;
struct kept_change { /* a journal entry */
    int64_t id;
    struct instant at;
    const char *who, *action, *object;
    bool kept; /* row by row: it can be taken back */
};
/* The last change that was not taken back, of this action (NULL: any). RC_NOT_FOUND: none. */
enum rc store_changes_last(struct store *store, const char *action, struct arena *arena,
                           struct kept_change *out, struct err *err) RC_CHECK;
/* Puts its rows back as they stood. RC_CONFLICT without a sentence: rows have been changed since,
 * by out_builder (id 0: not known which); the caller rolls back. */
enum rc store_changes_revert(struct store *store, int64_t entry, struct instant now,
                             struct arena *arena, struct kept_change *out_builder,
                             struct err *err) RC_CHECK;

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
struct supply_kept { /* what staff settled of a run, where the file says something else */
    const char *run, *fact, *says, *stands;
};
struct supply_change {
    int64_t points_new, points_changed, vehicles_new, vehicles_changed, allocations_new,
        allocations_changed;
    struct supply_kept *kept; /* they stay */
    int n_kept;
    struct arena arena; /* of `kept`; the caller clears it */
};
enum rc store_supply_put(struct store *store, const struct campaign *standing,
                         const struct supply_file *file, struct supply_change *out,
                         struct err *err) RC_CHECK;

/* Facts of a run that staff settled: a supply file that disagrees is a warning, and they stay. */
enum run_fact {
    RUN_FACT_VEHICLE = 1, /* with its seats and places */
    RUN_FACT_TIMES = 2,
    RUN_FACT_CREW = 4,
    RUN_FACT_PAPER = 8,   /* label, sign, contract, insurance, luggage */
    RUN_FACT_SEATS = 16,  /* how many, which are blocked, places for needs */
    RUN_FACT_TERMS = 32,  /* price, minimum, reservation, class, service, dates with the carrier */
    RUN_FACT_STANDS = 64, /* cancelled, or made by hand */
    RUN_FACT_STATE = 128  /* of a ticket-block, by the steps that were taken with its carrier */
};
/* Writes an allocation of the campaign as it is to be; of stops only their times. */
enum rc store_run_change(struct store *store, const struct campaign *c, const struct allocation *a,
                         unsigned by_hand, struct err *err) RC_CHECK;
/* A new run like another one, on a vehicle of its own; fills its id. */
enum rc store_run_add(struct store *store, const struct campaign *c, const struct allocation *like,
                      struct allocation *a, struct err *err) RC_CHECK;
/* The request goes before all others that wait. */
enum rc store_request_to_head(struct store *store, int64_t request, struct err *err) RC_CHECK;
/* Counted from what is stored: are there more riders than seats on some leg? */
enum rc store_run_overfull(struct store *store, int64_t allocation, bool *out_over,
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

/* ---- rider lists: coming in ---- */

struct import_head {
    int64_t station;
    const char *file, *sha256; /* base name of the file */
    enum wire_format format;
    int64_t serial; /* 0: a table */
    struct instant issued, imported;
    const struct campaign *campaign;     /* its points, its places; borrowed */
    const struct list_mapping *mappings; /* that the file was read with; borrowed */
    int n_mappings;
    bool whole; /* the station's whole list (XML, or --replace): missing rows are withdrawn */
};
struct import_counts {
    int64_t rows, accepted, warned, rejected, added, changed, unchanged, withdrawn;
};
/* The import that brought the same list before; id 0: there is none. */
struct import_before {
    int64_t id;
    struct instant imported;
};
struct store_import; /* one import under way, inside the caller's transaction */
/* RC_CONFLICT: lower serial, or equal serial with other bytes. RC_OK with out_before->id: the
 * same list was taken before, nothing to do; *out is then NULL. */
enum rc store_import_begin(struct store *store, const struct import_head *head,
                           struct store_import **out, struct import_before *out_before,
                           struct err *err) RC_CHECK;
/* The sender's columns, kept for the rows that go back. Once a sheet. */
enum rc store_import_columns(struct store_import *import, const struct list_columns *columns,
                             struct err *err) RC_CHECK;
/* Takes one row: matches it by ref (else by document), tests the claims of other stations,
 * duplicates inside the file and what staff settled by hand, adds faults to the row it is given,
 * stores rider, requests and faults, and of a rejected row its cells. */
enum rc store_import_row(struct store_import *import, struct list_row *row,
                         struct err *err) RC_CHECK;
/* Withdraws missing rows (guard: RC_CONFLICT "mass-withdrawal" unless allowed) and closes the
 * batch. */
enum rc store_import_finish(struct store_import *import, bool allow_withdraw, int64_t *out_id,
                            struct import_counts *out, struct err *err) RC_CHECK;
void store_import_free(struct store_import *import); /* accepts NULL; after finish or failure */

/* ---- rider lists: their history ---- */

struct import_row {
    int64_t id, serial;
    const char *station, *file, *sha256, *who;
    enum wire_format format;
    struct instant imported, undone; /* undone: INSTANT_NONE while it stands */
    bool closed;                     /* it cannot be taken back any more */
    struct import_counts counts;
};
/* station NULL: all. import 0: all. */
enum rc store_import_list(struct store *store, const char *station, int64_t import,
                          struct arena *arena, struct import_row **out, int *out_n,
                          struct err *err) RC_CHECK;
/* RC_CONFLICT with a sentence if there is none of that number. */
enum rc store_import_find(struct store *store, int64_t import, struct arena *arena,
                          struct import_row *out, struct err *err) RC_CHECK;
struct fault_row {
    const char *sheet; /* NULL for text and XML */
    int64_t row;
    enum fault_weight weight;
    const char *code, *column, *zh, *en;
};
enum rc store_fault_list(struct store *store, int64_t import, struct arena *arena,
                         struct fault_row **out, int *out_n, struct err *err) RC_CHECK;
/* Riders whom a list dropped although they hold a told or confirmed seat: for a person to settle.
 * import 0: of any import. */
struct leaving_row {
    const char *station, *ref;
    int32_t trip;
    enum booking_status status;
    const char *allocation;
};
enum rc store_leaving_list(struct store *store, int64_t import, struct arena *arena,
                           struct leaving_row **out, int *out_n, struct err *err) RC_CHECK;
/* What waits for a person: such riders, and open corrections. */
enum rc store_open_matters(struct store *store, int64_t *out_leaving, int64_t *out_corrections,
                           struct err *err) RC_CHECK;

/* Rejected rows in the sender's own cells, in order, with the columns before the first of a
 * sheet. Cells and reasons are valid during the call. */
struct rejected_row {
    const char *sheet;
    int64_t row, of; /* its own row; the row that the faults name (a rider in two rows) */
    const char *const *cells;
    int n;
    const char *zh, *en; /* the reasons, one after the other */
};
struct rejects_reader {
    enum rc (*columns)(void *payload, const struct list_columns *columns, struct err *err);
    enum rc (*row)(void *payload, const struct rejected_row *row, struct err *err);
    void *payload;
};
enum rc store_rejects_read(struct store *store, int64_t import, const struct rejects_reader *reader,
                           struct err *err) RC_CHECK;

/* ---- rider lists: taking one back ---- */

enum kept_reason {
    KEPT_BY_HAND,
    KEPT_LATER,
    KEPT_TOLD,
    KEPT_CONFIRMED,
    KEPT_CLAIMED,
    KEPT_REASONS
};
const char *kept_reason_word(enum kept_reason reason);
struct kept_row {
    const char *ref;
    enum kept_reason reason;
};
struct undo_answer {
    int64_t removed, restored, stood_up; /* riders added, changed, withdrawn by the import */
    int64_t corrections;                 /* proposals that went with it */
    struct kept_row *kept;
    int n_kept;
};
/* Takes back what only this import said; RC_CONFLICT if it was taken back before, or lies too far
 * back (two whole lists of its station came after it). */
enum rc store_import_undo(struct store *store, int64_t import, struct instant now,
                          struct arena *arena, struct undo_answer *out, struct err *err) RC_CHECK;

/* ---- proposed corrections: same station, name and phone, another document ---- */

struct correction_row {
    int64_t id, import, row;
    const char *sheet; /* NULL for text and XML */
    const char *station, *ref, *file;
    char stands[DOCUMENT_MAX], says[DOCUMENT_MAX]; /* documents, masked */
};
/* station NULL: all. */
enum rc store_correction_list(struct store *store, const char *station, struct arena *arena,
                              struct correction_row **out, int *out_n, struct err *err) RC_CHECK;
/* Accept: the rider keeps seat and place in order and gets the document. Refuse: the row becomes a
 * rider of its own. The rider concerned comes back as STATION/REF. */
enum rc store_correction_settle(struct store *store, int64_t correction, bool accept,
                                struct arena *arena, const char **out_who,
                                struct err *err) RC_CHECK;

/* ---- what staff settle by hand outlives later lists ---- */

enum by_hand {
    BY_HAND_NAME = 1,
    BY_HAND_DOCUMENT = 2,
    BY_HAND_PHONE = 4,
    BY_HAND_EMPLOYER = 8,
    BY_HAND_HARDSHIP = 16,
    BY_HAND_TRIPS = 32,
    BY_HAND_ADDED = 64,     /* a list does not withdraw them */
    BY_HAND_WITHDRAWN = 128 /* a list does not bring them back */
};
#define BY_HAND_ALL 127u
struct hand_entry {
    int64_t station;
    const struct campaign *campaign;
    struct instant now;
};
/* A new rider with what the row says; its ref is made if it has none. Here and below RC_CONFLICT:
 * the ref or the document stands already at the station, or another station claims the trip. */
enum rc store_rider_add(struct store *store, const struct hand_entry *entry,
                        const struct list_row *row, int64_t *out_rider, struct err *err) RC_CHECK;
/* Of the row, the facts named by `fields` (bits of enum by_hand); the others stay. */
enum rc store_rider_change(struct store *store, const struct hand_entry *entry, int64_t rider,
                           const struct list_row *row, unsigned fields, struct err *err) RC_CHECK;
/* What stands for a rider, as a row; its text in the arena. */
enum rc store_rider_get(struct store *store, const struct campaign *campaign, int64_t rider,
                        struct arena *arena, struct list_row *out, struct err *err) RC_CHECK;
/* The rider, or one trip (0: all), does not travel; bookings go, told or not, and with the last
 * trip the free children of the rider. */
enum rc store_rider_withdraw(struct store *store, int64_t rider, int32_t trip,
                             struct err *err) RC_CHECK;

/* ---- holds and quotas ---- */

/* A quota that the office has on the run already is replaced. */
enum rc store_share_put(struct store *store, const struct campaign *c,
                        const struct seat_share *share, struct instant now, int64_t *out_id,
                        struct err *err) RC_CHECK;
enum rc store_share_drop(struct store *store, int64_t id, struct err *err) RC_CHECK;

/* ---- what a station's columns mean ---- */

enum rc store_mapping_list(struct store *store, int64_t station, struct arena *arena,
                           struct list_mapping **out, int *out_n, struct err *err) RC_CHECK;
/* field NULL: the heading is cleared; RC_CONFLICT if nothing was set for it. */
enum rc store_mapping_put(struct store *store, int64_t station, const char *heading,
                          const char *field, struct err *err) RC_CHECK;

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
/* Free children on the journeys of the campaign's requests (indexes), in order of them. */
struct child_row {
    int32_t request;
    const char *ref;
    struct person person;
};
enum rc store_children_load(struct store *store, const struct campaign *campaign,
                            struct arena *arena, struct child_row **out, int *out_n,
                            struct err *err) RC_CHECK;
/* Those on the journeys of these requests alone. */
enum rc store_children_of(struct store *store, const struct campaign *campaign,
                          const int32_t *requests, int n, struct arena *arena,
                          struct child_row **out, int *out_n, struct err *err) RC_CHECK;

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
/* The proof that came with the last plan (homeward/proof.h); NULL if there is none. */
enum rc store_certificate_last(struct store *store, struct arena *arena, const unsigned char **out,
                               size_t *out_len, struct err *err) RC_CHECK;
/* Only what differs from what stands is written; `recorded` is then now. */
enum rc store_bookings_put(struct store *store, const struct campaign *campaign,
                           const struct booking *bookings, struct instant now,
                           struct err *err) RC_CHECK;
/* One booking is told, confirmed or taken back; RC_CONFLICT if booking_next does not allow it. */
enum rc store_booking_event(struct store *store, int64_t request, enum booking_event event,
                            struct instant now, struct err *err) RC_CHECK;

/* The carrier's seat of a booking; NULL: none. Nothing else of it changes. */
enum rc store_booking_seat(struct store *store, int64_t request, const char *seat,
                           struct err *err) RC_CHECK;

/* ---- who really travelled ---- */

/* Of each departure the return that stood at the end of that day; DAY_NONE: that stands now. */
enum rc store_boardings_load(struct store *store, const struct campaign *campaign, struct day as_of,
                             struct arena *arena, struct boardings *out, struct err *err) RC_CHECK;
/* All returns of a departure, as they came. */
enum rc store_boarding_history(struct store *store, const struct campaign *campaign,
                               int32_t allocation, struct arena *arena, struct boarding **out,
                               int *out_n, struct err *err) RC_CHECK;
/* Another return: from now on this one stands. */
enum rc store_boarding_add(struct store *store, const struct campaign *campaign,
                           const struct boarding *boarding, struct instant now,
                           struct err *err) RC_CHECK;

/* ---- extras ---- */

/* What stood at the end of that day; DAY_NONE: what stands now. */
enum rc store_extras_load(struct store *store, const struct campaign *campaign, struct day as_of,
                          struct arena *arena, struct extras *out, struct err *err) RC_CHECK;
/* From now on these stand. */
enum rc store_extra_deliver(struct store *store, const struct extra_delivery *delivery,
                            struct instant now, struct err *err) RC_CHECK;
enum rc store_extra_give(struct store *store, const struct campaign *campaign,
                         const struct extra_gift *gift, struct instant now,
                         struct err *err) RC_CHECK;

/* ---- paper: versions of manifests, and each print of them ---- */

/* Version 0: the one printed last. What is not there comes back with version 0. */
enum rc store_paper_load(struct store *store, int64_t allocation, int32_t version,
                         struct arena *arena, struct paper_version *out, struct err *err) RC_CHECK;
/* The version that bears a check code, of whatever allocation; version 0: none does. */
enum rc store_paper_find(struct store *store, const char *code, struct arena *arena,
                         int64_t *out_allocation, struct paper_version *out,
                         struct err *err) RC_CHECK;
/* Keeps head and rows as the next version; its id, number, time and code are filled in. */
enum rc store_paper_add(struct store *store, const struct allocation *allocation,
                        struct instant now, struct paper_version *version,
                        struct err *err) RC_CHECK;
/* The allocations (row ids) that were printed at all. */
enum rc store_papers_printed(struct store *store, struct arena *arena, int64_t **out, int *out_n,
                             struct err *err) RC_CHECK;
/* The last change that may have touched what papers say of people: any but those that are known to
 * touch bookings, runs and paper alone. */
enum rc store_people_changed(struct store *store, struct instant *out, struct err *err) RC_CHECK;
struct print_row {
    int64_t id;
    const char *recipient, *format; /* words of the command line */
    int32_t copy;                   /* from 1 for each version and recipient */
    struct instant at;
    const char *who;
};
/* id, copy and who are filled in. version: its id. */
enum rc store_print_add(struct store *store, int64_t version, struct print_row *print,
                        struct err *err) RC_CHECK;
enum rc store_print_list(struct store *store, int64_t version, struct arena *arena,
                         struct print_row **out, int *out_n, struct err *err) RC_CHECK;

/* ---- finding riders ---- */

struct found_rider {
    int64_t rider, station_id;
    const char *station, *ref, *name, *employer; /* employer, phone may be NULL */
    const char *phone, *document;                /* masked */
    bool standing, free_child, leaving;
    unsigned by_hand;
};
/* Riders of whom every word of the text is true: the beginning of a name or of its pinyin
 * initials, at least four last digits of phone or document, a part of the employer, a party, a
 * ref, STATION/REF. The first `limit` in order of coming; out_all: how many there are, at most
 * 50,000. */
enum rc store_rider_find(struct store *store, const char *text, int limit, struct arena *arena,
                         struct found_rider **out, int *out_n, int *out_all,
                         struct err *err) RC_CHECK;

/* ---- told: who was told what (contract section 8) ---- */

enum told_means {
    TOLD_UNSAID,
    TOLD_SLIP,
    TOLD_SMS,
    TOLD_POSTED,
    TOLD_CALL,
    TOLD_REPLACED, /* another person took the place, who has been told nothing */
    TOLD_MEANS
};
const char *told_means_word(enum told_means means);
/* What of that which a rider was told last does not stand any more. */
enum told_change {
    TOLD_STANDS,
    TOLD_NO_SEAT,
    TOLD_RUN,
    TOLD_STOP,
    TOLD_TIME,
    TOLD_VEHICLE,
    TOLD_SEAT,
    TOLD_PERSON,
    TOLD_CHANGES
};
const char *told_change_word(enum told_change change);
struct told_ride {
    const char *allocation, *vehicle, *point, *seat; /* allocation NULL: no seat */
    int32_t place;                                   /* of the boarding stop; point: its name */
    struct instant at;
    enum booking_status status; /* of what stands */
};
struct told_line {
    int64_t request;
    const char *station, *ref, *who; /* who of staff told; NULL: noted with the promise */
    int32_t trip;
    struct instant at;
    enum told_means means;
    enum told_change change;
    struct told_ride said, stands;
};
/* The riders of these requests have been told what stands for them: their booking, which becomes
 * told, or that there is no seat. One more line of their history each; TOLD_UNSAID adds none where
 * the last one still stands. out_told: lines added. */
enum rc store_tell(struct store *store, const int64_t *requests, int n, enum told_means means,
                   struct instant now, int64_t *out_told, struct err *err) RC_CHECK;
/* Who must be reached: what they were told last does not stand any more. By departure. */
enum rc store_told_changed(struct store *store, struct arena *arena, struct told_line **out,
                           int *out_n, struct err *err) RC_CHECK;
/* All that was told for one request, in order; `stands` is not filled. */
enum rc store_told_history(struct store *store, int64_t request, struct arena *arena,
                           struct told_line **out, int *out_n, struct err *err) RC_CHECK;

/* ---- ticket-blocks: what was done with the carrier ---- */

struct ticket_row {
    const char *run; /* not stored; nor are from and to */
    enum block_state from, to;
    enum ticket_step step;
    int32_t seats, moved; /* of the block afterwards; not allotted, or given back */
    int64_t fen, kept;    /* paid or refunded; what the carrier kept of it */
    struct instant at;
    const char *who;
};
enum rc store_ticket_step_add(struct store *store, int64_t allocation, const struct ticket_row *row,
                              struct err *err) RC_CHECK;
enum rc store_ticket_steps(struct store *store, int64_t allocation, struct arena *arena,
                           struct ticket_row **out, int *out_n, struct err *err) RC_CHECK;

/* ---- what waits for an answer ---- */

struct unanswered_row {
    int64_t import;
    const char *station;
    struct instant since;
    int64_t n;
};
/* Rows sent back that no later list has answered; corrections that nobody has settled. */
enum rc store_unanswered_rejects(struct store *store, struct arena *arena,
                                 struct unanswered_row **out, int *out_n, struct err *err) RC_CHECK;
enum rc store_unanswered_corrections(struct store *store, struct arena *arena,
                                     struct unanswered_row **out, int *out_n,
                                     struct err *err) RC_CHECK;

/* A rider's standing requests, with what they ride. */
struct found_trip {
    int64_t request;
    int32_t trip, from_place, to_place;
    enum direction direction;
    const char *from_point, *to_point, *party; /* names of points; may be NULL */
    bool must;
    struct day earliest, preferred, latest;
    struct told_ride stands;
    const char *crew; /* name and phone of the first of the crew who has one; NULL */
};
enum rc store_rider_trips(struct store *store, int64_t rider, struct arena *arena,
                          struct found_trip **out, int *out_n, struct err *err) RC_CHECK;

/* ---- calls ---- */

enum calls_about { CALLS_RUN, CALLS_CHANGED, CALLS_WAITING };
enum call_answer { CALL_NONE, CALL_TOLD, CALL_NO_ANSWER, CALL_DECLINED, CALL_OTHER_DAY };
struct call_row {
    int64_t row, request, rider;
    int32_t trip;
    const char *station, *ref, *allocation; /* allocation as listed; NULL: no seat */
    bool standing, current;                 /* current: what is listed stands */
    enum call_answer answer;                /* the last */
};
enum rc store_call_list_put(struct store *store, enum calls_about about, int64_t run,
                            struct instant now, int64_t *out_id, struct err *err) RC_CHECK;
enum rc store_call_row_put(struct store *store, int64_t list, int64_t row, int64_t request,
                           struct err *err) RC_CHECK;
enum rc store_call_answer_put(struct store *store, int64_t list, int64_t row,
                              enum call_answer answer, struct instant now,
                              struct err *err) RC_CHECK;
enum rc store_call_rows(struct store *store, int64_t list, struct arena *arena,
                        struct call_row **out, int *out_n, struct err *err) RC_CHECK;

/* ---- offers: who was next for a seat that came free ---- */

struct offer_row {
    int64_t run, request, riders, seated;
    enum reason reason; /* REASON_NONE: it was given */
};
enum rc store_offer_put(struct store *store, const struct offer_row *row, struct instant now,
                        struct err *err) RC_CHECK;

/* ---- what status shows ---- */

/* The campaign day last touched by any recorded change (for reconcile's as_of). */
enum rc store_last_change(struct store *store, struct instant *out, struct err *err) RC_CHECK;

#endif
