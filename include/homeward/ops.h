/*
 * Use cases: what staff can do, one function each. Only here are the other parts composed,
 * transactions opened and the journal written; command line and desk call nothing else. A use
 * case either does the whole thing, in one transaction with one journal entry, or nothing.
 */
#ifndef HOMEWARD_OPS_H
#define HOMEWARD_OPS_H

#include "homeward/campaign.h"
#include "homeward/charter.h"
#include "homeward/daily.h"
#include "homeward/match.h"
#include "homeward/paper.h"
#include "homeward/reconcile.h"
#include "homeward/seatmap.h"
#include "homeward/store.h"
#include "homeward/wire.h"

struct ops {
    const char *db; /* path of the database */
    enum lang lang; /* of paper and tables */
    const struct places *places;
    struct instant now;
    const struct progress *progress; /* may be NULL */
    struct shared *shared;           /* readers share one campaign; NULL: each loads its own */
    struct seen {
        const char *run, *mark; /* the departure as the user saw it; NULL: not said */
    } seen;                     /* a change is refused (RC_CONFLICT) if it looks otherwise by now */
};

/* For programs that answer many questions side by side, as the desk does. */
struct shared *shared_new(void);
void shared_free(struct shared *shared); /* when all who read have left */
/* A number that grows with every change of the database; -1: it cannot be read. */
int64_t ops_state(const struct ops *ops);

/* Answers live in the arena that the caller gives and clears. */

/* ---- setting up ---- */

enum rc ops_init(const struct ops *ops, const char *campaign_file, struct err *err) RC_CHECK;
/* office: a place, for a table; NULL: the file says it. */
enum rc ops_supply_import(const struct ops *ops, const char *path, const char *office,
                          struct supply_change *out, struct err *err) RC_CHECK;
struct station_entry {
    const char *code, *name, *url; /* url may be NULL */
    const char *office;            /* a place: code or name */
    bool allow_private;            /* its url may lead into a private network */
};
enum rc ops_station_add(const struct ops *ops, const struct station_entry *entry,
                        struct err *err) RC_CHECK;
enum rc ops_station_list(const struct ops *ops, struct arena *arena, struct station_row **out,
                         int *out_n, struct err *err) RC_CHECK;
/* The union offices of this campaign, and what each has. */
struct office_row {
    int32_t place; /* code */
    int64_t stations, allocations;
};
enum rc ops_office_list(const struct ops *ops, struct arena *arena, struct office_row **out,
                        int *out_n, struct err *err) RC_CHECK;

/* ---- rider lists ---- */

struct list_entry {
    const char *path, *station;
    struct instant issued; /* of a table; INSTANT_NONE: now */
    bool replace, allow_withdraw, dry_run;
    const char *name; /* what to call the file instead of its own name; NULL: that */
};
struct list_answer {
    int64_t import;              /* 0: nothing to do, the same list was taken before */
    struct import_before before; /* then that import */
    const char *station, *file;
    struct import_counts counts;
    struct fault_row *faults;
    int n_faults;
};
/* A dry run answers what the import would, and leaves nothing behind. */
enum rc ops_list_import(const struct ops *ops, const struct list_entry *entry, struct arena *arena,
                        struct list_answer *out, struct err *err) RC_CHECK;

struct list_history {
    struct import_row *imports;
    struct leaving_row *leaving; /* dropped by a list, their seats told or confirmed */
    int n_imports, n_leaving;
    int64_t corrections; /* open */
};
/* station NULL: all. */
enum rc ops_list_history(const struct ops *ops, const char *station, struct arena *arena,
                         struct list_history *out, struct err *err) RC_CHECK;
struct list_detail {
    struct import_row import;
    struct fault_row *faults;
    struct leaving_row *leaving; /* whom this import dropped so */
    int n_faults, n_leaving;
};
enum rc ops_list_detail(const struct ops *ops, int64_t import, struct arena *arena,
                        struct list_detail *out, struct err *err) RC_CHECK;

struct rejects_answer {
    int64_t rows;
    const char *sha256; /* of the file written */
};
/* The rejected rows in the sender's own columns, with row and reason: a workbook if they came as
 * one, else text. */
enum rc ops_list_rejects(const struct ops *ops, int64_t import, const char *path, bool force,
                         struct arena *arena, struct rejects_answer *out, struct err *err) RC_CHECK;

enum rc ops_list_undo(const struct ops *ops, int64_t import, bool dry_run, struct arena *arena,
                      struct undo_answer *out, struct err *err) RC_CHECK;

/* station NULL: all. */
enum rc ops_list_corrections(const struct ops *ops, const char *station, struct arena *arena,
                             struct correction_row **out, int *out_n, struct err *err) RC_CHECK;
/* out_who: STATION/REF of the rider who was corrected or made. */
enum rc ops_list_correct(const struct ops *ops, int64_t correction, bool accept,
                         struct arena *arena, const char **out_who, struct err *err) RC_CHECK;

/* settings: HEADING=FIELD each; clear: a heading, NULL: none. Nothing to set: only what stands
 * comes back. */
struct map_entry {
    const char *station, *clear;
    const char *const *settings;
    int n_settings;
};
enum rc ops_list_map(const struct ops *ops, const struct map_entry *entry, struct arena *arena,
                     struct list_mapping **out, int *out_n, struct err *err) RC_CHECK;

/* The empty form that stations fill in, for this campaign. */
enum rc ops_list_template(const struct ops *ops, const char *path, bool force,
                          struct err *err) RC_CHECK;
/* Fetching: all downloads run at once, and each list is imported as it arrives, one transaction a
 * station. What fails at one station is in its result and stops no other. */
struct fetch_result {
    const char *station;
    enum fetch_outcome outcome;
    int tries;
    struct err err;          /* FETCH_FAILED: why */
    struct list_answer list; /* FETCH_IMPORTED */
};
struct fetch_entry {
    const char *const *codes; /* stations; n = 0: all that have a url */
    int n;
    const char *credentials; /* a file, see http_logins_read; NULL: none */
    const char *ca_file;     /* trusted issuers; NULL: the system's */
    bool afresh;             /* the whole list, also where it has not changed */
    /* Import in the order named (else of the codes), not as lists arrive: whose claim is first
     * then does not hang on whose server is quickest. */
    bool in_order;
    bool replace, allow_withdraw, dry_run;
    void (*on_station)(void *payload, const struct fetch_result *result); /* as they end */
    void *payload;
};
struct fetch_answer {
    struct fetch_result *results; /* in the order of the stations' codes */
    int n, fetched, unchanged, failed;
    int64_t rejected; /* rows */
};
/* Fails where nothing was tried (unknown station, credentials), and with the error of a station
 * that was the only one; on_station is not called for that one. */
enum rc ops_list_fetch(const struct ops *ops, const struct fetch_entry *entry, struct arena *arena,
                       struct fetch_answer *out, struct err *err) RC_CHECK;

/* ---- the hardship register ---- */

struct register_entry {
    const char *const *paths; /* taken together, the register before the contacts */
    int n_paths;
    const char *office; /* a place: code or name; NULL: not said */
    bool replace, allow_withdraw, dry_run;
};
struct file_faults {
    const char *name;
    struct fault_row *faults;
    int n_faults;
};
struct register_answer {
    struct import_counts counts; /* of all files */
    struct file_faults *files;   /* one a path */
    int n_files;
};
enum rc ops_register_import(const struct ops *ops, const struct register_entry *entry,
                            struct arena *arena, struct register_answer *out,
                            struct err *err) RC_CHECK;

/* Each person counts once: without a request, waiting with any, or else seated. */
struct register_counts {
    int32_t office; /* 0: not said */
    int64_t people, without_request, waiting, seated;
};
struct register_view {
    struct registered_row *rows; /* documents are masked */
    struct register_counts *offices;
    struct register_counts all;
    int n, n_offices;
};
/* office NULL: all. */
enum rc ops_register_list(const struct ops *ops, const char *office, bool without_request,
                          struct arena *arena, struct register_view *out, struct err *err) RC_CHECK;
/* The same people as a table of mode 0600; the journal notes that it was written. */
enum rc ops_register_write(const struct ops *ops, const char *office, bool without_request,
                           const char *path, bool force, int64_t *out_rows,
                           struct err *err) RC_CHECK;
struct bi register_state(const struct registered_row *row);
const char *register_state_word(const struct registered_row *row);

/* ---- claims ---- */

struct claim_side { /* a standing request */
    const char *station, *ref, *allocation;
    int32_t trip;
    enum direction direction;
    struct day earliest, latest;
    enum booking_status status; /* BOOKING_NONE: waiting */
};
struct claim_line {
    struct claim_row claim;  /* the document is masked */
    struct claim_side first; /* who holds the trip; station NULL: nobody any more */
};
/* One person asked for, or booked, twice on overlapping days. */
struct double_line {
    bool booked;                 /* both are booked, and the journeys overlap */
    char document[DOCUMENT_MAX]; /* masked */
    struct claim_side first, second;
};
struct claims_view {
    struct claim_line *claims;
    struct double_line *doubles;
    int n_claims, n_doubles;
};
/* station NULL: all. */
enum rc ops_claim_list(const struct ops *ops, const char *station, struct arena *arena,
                       struct claims_view *out, struct err *err) RC_CHECK;
/* Staff give the claim to the station that was refused. out: the lines of that claim as they stood
 * before. RC_CONFLICT: a seat of the holder is told or confirmed. */
enum rc ops_claim_transfer(const struct ops *ops, int64_t claim, bool dry_run, struct arena *arena,
                           struct claim_line **out, int *out_n, struct err *err) RC_CHECK;

/* ---- what a change does to the bookings that stand ---- */

enum change {
    CHANGE_ADDED,
    CHANGE_MOVED,   /* another allocation, or other stops */
    CHANGE_REMOVED, /* back to the waiting list */
    CHANGE_STATUS,  /* the same ride: told, confirmed */
    CHANGES
};
const char *change_word(enum change change);
struct change_side {
    const char *allocation; /* NULL: waiting */
    int32_t board, alight;  /* stops from 0; -1: waiting */
    enum booking_status status;
    const char *seat;
};
struct change_row {
    enum change change;
    const char *station, *ref;
    int32_t trip;
    struct change_side from, to;
};
struct change_group {
    int32_t office;              /* place code */
    const char *station, *party; /* NULL: the office's */
    enum direction direction;    /* of the party */
    int64_t n[CHANGES];
};
struct difference {
    bool stood; /* there were bookings before */
    int64_t n[CHANGES];
    struct change_group *offices, *parties; /* that something happens to */
    struct change_row *requests;            /* in order */
    int n_offices, n_parties, n_requests;
};

/* ---- matching ---- */

struct match_entry {
    enum keep keep;
    const char *only; /* STATION or STATION/PARTY; NULL: all */
    double seconds;   /* limit; 0: the work budget alone */
    bool dry_run;
};
struct match_answer {
    int64_t run; /* 0 on a dry run */
    int64_t requests, hardship;
    struct score score;
    int64_t bound_all, bound_hardship;
    bool optimal;
    struct party_counts parties;
    int64_t released, pairs, waiting[REASONS];
    struct adjoining adjoining; /* of the parties on coaches and cars */
    double seconds;             /* of the matcher itself */
    /* Against what stood; of a first match that is recorded, empty. */
    struct difference difference;
};
enum rc ops_match(const struct ops *ops, const struct match_entry *entry, struct arena *arena,
                  struct match_answer *out, struct err *err) RC_CHECK;
/* The answer under the keys of contract section 10. */
struct json *ops_match_json(const struct match_answer *answer);
struct json *adjoining_json(const struct adjoining *adjoining);

/* ---- why, and why not ---- */

/* An account (match.h) with what its indexes mean: the campaign is closed when it is read. Others'
 * requests are STATION/REF, never names. */
struct explain_ride {
    const char *allocation, *label, *board, *alight;
    struct instant departs, arrives;
    struct ride at;
};
struct explain_relaxed {
    enum relax kind;
    int32_t days; /* before earliest, after latest */
    double km;
    int32_t place;    /* of the stop that it would name as its origin or destination */
    struct day opens; /* when the reservation is lifted */
    struct explain_ride ride;
};
struct explain_row {
    const char *allocation;
    struct taken_row row;
};
struct explain_who {
    const char *station, *ref;
    int32_t trip;
};
struct explain_part {
    const char *allocation;
    struct explain_who *members;
    int32_t n;
};
struct explain_answer {
    const char *station, *ref;
    int32_t trip;
    enum booking_status status; /* BOOKING_NONE: waiting */
    const char *seat;
    struct account why;
    struct explain_ride own, *better, *next; /* better, next: as many as the account has */
    struct explain_relaxed relaxed[RELAXES]; /* those found */
    int n_relaxed;
    struct explain_row *rows;   /* taken.n_rows */
    struct explain_who *riders; /* taken.n_riders */
    struct explain_part *parts; /* split.n_parts */
    const char *joins, *extra;  /* allocations; NULL: none */
};
/* STATION/REF and trip (0: the only one, else the first). */
enum rc ops_explain(const struct ops *ops, const char *who, int32_t trip, struct arena *arena,
                    struct explain_answer *out, struct err *err) RC_CHECK;
/* The answer under the keys of contract section 10, and more. */
struct json *ops_explain_json(const struct explain_answer *answer);

/* ---- bookings ---- */

enum booking_target { TARGET_REQUEST, TARGET_ALLOCATION, TARGET_ALL };
struct booking_entry {
    enum booking_target target;
    const char *name;         /* STATION/REF, or the allocation */
    int32_t trip;             /* 0: all of that rider */
    enum booking_event event; /* tell, confirm, cancel */
    enum told_means means;    /* of tell */
    bool dry_run;
};
/* What is done to a member of a must party is done to the party. RC_CONFLICT: the rider waits, or
 * the carrier has the names. out_told: how many were told, also those whose promise stood but had
 * changed, and, of a rider named, that there is no seat any more. */
enum rc ops_booking_change(const struct ops *ops, const struct booking_entry *entry,
                           struct arena *arena, struct difference *out, int64_t *out_told,
                           struct err *err) RC_CHECK;

/* Who must be reached: what they were told last does not stand any more. */
struct told_view {
    struct told_line *lines;
    int n;
};
enum rc ops_told_changed(const struct ops *ops, struct arena *arena, struct told_view *out,
                         struct err *err) RC_CHECK;
/* All that was told to one rider: STATION/REF, all of its trips. */
enum rc ops_told_history(const struct ops *ops, const char *who, struct arena *arena,
                         struct told_view *out, struct err *err) RC_CHECK;

struct move_entry {
    const char *who;  /* STATION/REF */
    int32_t trip;     /* 0: the only one, else the first */
    const char *to;   /* the allocation */
    const char *seat; /* NULL: any */
    bool dry_run;
};
struct move_answer {
    struct change_row rider; /* the one named */
    struct difference difference;
};
/* By hand, under the rules of contract 7, and confirmed by it; a must party moves whole.
 * RC_CONFLICT with the rule that forbids it. */
enum rc ops_booking_move(const struct ops *ops, const struct move_entry *entry, struct arena *arena,
                         struct move_answer *out, struct err *err) RC_CHECK;

struct seat_swap_entry {
    const char *who, *with; /* STATION/REF, of one run */
    int32_t trip;           /* of `who`; 0: the only one, else the first */
    bool dry_run;
};
struct seat_swap_answer {
    struct change_row rider, other; /* `to`: the seat each has then */
    struct difference difference;
};
/* Two riders of one run change seats, by hand: it confirms both. RC_CONFLICT with the rule that
 * forbids it. */
enum rc ops_booking_swap(const struct ops *ops, const struct seat_swap_entry *entry,
                         struct arena *arena, struct seat_swap_answer *out,
                         struct err *err) RC_CHECK;

/* ---- the waiting list ---- */

struct waiting_entry {
    const char *run; /* NULL: all */
    bool fill;       /* seat those of the run */
    bool dry_run;
};
/* A party, or somebody alone, in order; those that could ride if there were room. */
struct waiting_line {
    int64_t request;
    const char *station, *ref, *party; /* of the first that waits; party NULL: alone */
    int32_t trip;
    bool must, hardship;
    int64_t riders, seated; /* who wait; of them on the runs asked about */
    const char *allocation; /* that free seats are there on; NULL: passed over */
    enum reason reason;     /* why somebody of them goes on waiting */
};
struct waiting_view {
    struct waiting_line *lines;
    int n;
    struct difference difference;
};
/* Free seats by the objective of the matcher; nobody who has a seat moves. */
enum rc ops_waiting(const struct ops *ops, const struct waiting_entry *entry, struct arena *arena,
                    struct waiting_view *out, struct err *err) RC_CHECK;
struct json *ops_waiting_json(const struct waiting_line *line);

/* ---- one departure, seat by seat ---- */

struct run_rider {                                    /* as the roster numbers them from 1 */
    const char *station, *ref, *name, *phone, *party; /* party NULL: alone; phone may be NULL */
    int32_t trip, luggage, board, alight;             /* stops from 0 */
    unsigned needs;
    bool must, hardship, child; /* child: free, under its adult, without a seat */
    enum booking_status status;
    const char *seat; /* "": none */
};
struct run_paper_change { /* since the version printed last */
    enum paper_change change;
    const char *station, *ref, *name; /* name NULL: not on the run any more */
    const char *from, *to;            /* seats; NULL: was or is not on the paper; "": none known */
};
struct run_seats {
    char mark[17];      /* of the departure as it looks now: see struct seen */
    struct seatmap map; /* of a ticket-block: empty */
    struct run_rider *riders;
    struct run_paper_change *changes;
    int n_riders, n_changes;
    unsigned head;   /* bits of enum head_fact: what else of the paper has changed */
    int32_t printed; /* the version printed last; 0: none */
    struct instant printed_at;
    bool outdated; /* something has changed since */
};
enum rc ops_run_seats(const struct ops *ops, const char *run, struct arena *arena,
                      struct run_seats *out, struct err *err) RC_CHECK;

/* ---- holds and quotas: seats of a run in the hands of an office ---- */

struct share_entry {
    enum share_kind kind;
    const char *run, *office;
    int64_t id; /* of a hold that is released */
    int32_t seats;
    struct instant until;
    bool drop; /* it ends */
    bool lend; /* a hold by which the run's office lends seats to another one */
    bool dry_run;
};
struct share_line {
    int64_t id;
    const char *run, *label;
    int32_t office, seats; /* office: place code */
    int32_t riders;        /* of the office, the most on any leg */
    struct instant until;
};
struct share_view {
    struct share_line *lines;
    int n;
};
enum rc ops_share_change(const struct ops *ops, const struct share_entry *entry,
                         struct arena *arena, struct share_line *out, struct err *err) RC_CHECK;
enum rc ops_share_list(const struct ops *ops, enum share_kind kind, struct arena *arena,
                       struct share_view *out, struct err *err) RC_CHECK;
struct json *ops_share_json(const struct share_line *line);

/* ---- riders, by telephone ---- */

struct rider_line {
    struct found_rider rider;
    struct found_trip *trips;
    int n_trips;
};
struct find_view {
    struct rider_line *lines;
    int n, all; /* shown; found */
};
enum rc ops_rider_find(const struct ops *ops, const char *text, struct arena *arena,
                       struct find_view *out, struct err *err) RC_CHECK;
/* who: STATION/REF, or a text that finds one standing rider; pick: which of several, from 1. */
enum rc ops_rider_show(const struct ops *ops, const char *who, int64_t pick, struct arena *arena,
                       struct rider_line *out, struct told_view *out_told,
                       struct err *err) RC_CHECK;

enum rider_event {
    RIDER_ADD,
    RIDER_CHANGE,  /* trips, phone, employer, hardship */
    RIDER_CORRECT, /* a wrong character or digit: the same person */
    RIDER_REPLACE, /* another person on the same seat */
    RIDER_WITHDRAW
};
struct rider_entry {
    enum rider_event event;
    const char *who, *station; /* station: of add; who: of the others */
    int64_t pick;
    int32_t trip;             /* 0: the only one, or by the direction given */
    const char *const *cells; /* RAW_TYPED of them; NULL: not said, stays */
    bool dry_run;
};
struct rider_answer {
    struct rider_line rider;      /* as it is then */
    struct fault *warnings;       /* of what was typed */
    struct difference difference; /* the rider's, and of a party that is broken up */
    const char *party;            /* of the trip concerned; NULL: none */
    bool must;
    int32_t party_riders;
    int64_t ahead;     /* who waits goes behind so many others; -1: nobody waits */
    const char *freed; /* a run on which a seat came free; NULL: none */
    bool offered;      /* somebody waits who fits: next */
    struct waiting_line next;
    bool to_reach; /* what the rider was told does not stand any more */
    bool carrier;  /* the carrier has the old name */
    int n_warnings;
};
/* RC_CONFLICT: several are found, the row would be rejected, or the carrier has the names. */
enum rc ops_rider_change(const struct ops *ops, const struct rider_entry *entry,
                         struct arena *arena, struct rider_answer *out, struct err *err) RC_CHECK;

/* ---- calls ---- */

struct calls_entry {
    enum calls_about about;
    const char *run;  /* of CALLS_RUN */
    const char *path; /* .pdf, .xlsx or .csv */
    bool force;
};
struct calls_answer {
    int64_t list, rows, missing; /* missing: names with a character that no font has */
};
/* A list for the telephone, with whole names and phones; the journal notes it. */
enum rc ops_calls(const struct ops *ops, const struct calls_entry *entry, struct arena *arena,
                  struct calls_answer *out, struct err *err) RC_CHECK;
struct call_entry {
    int64_t list;
    const char *rows; /* 1-5,8 */
    enum call_answer answer;
    const char *days; /* of CALL_OTHER_DAY */
    bool dry_run;
};
struct call_outcome {
    int64_t rows, seated;        /* seated: of those who waited, on seats that came free */
    struct waiting_line *offers; /* who was given them, and who was passed over, and why */
    int n_offers;
};
/* Declined: the trip is withdrawn, its seat goes to the first waiting party that fits. All rows or
 * none. RC_CONFLICT: a row is not what was read out any more. */
enum rc ops_call_answer(const struct ops *ops, const struct call_entry *entry, struct arena *arena,
                        struct call_outcome *out, struct err *err) RC_CHECK;
enum rc ops_call_show(const struct ops *ops, int64_t list, struct arena *arena,
                      struct call_row **out, int *out_n, struct err *err) RC_CHECK;

/* ---- runs below their minimum ---- */

struct thin_line {
    const char *run, *label;
    int64_t riders, minimum, promised; /* promised: told or confirmed riders of it */
    int64_t price_fen;
    bool emptied;             /* it could be, after those above it: nobody loses a seat */
    int64_t moved, saves_fen; /* bookings that would change; the price less new outlay */
};
struct thin_view {
    struct thin_line *lines; /* the dearest first */
    int n;
    int64_t saves_fen; /* all together */
};
/* Tried in memory; changes nothing. */
enum rc ops_thin(const struct ops *ops, struct arena *arena, struct thin_view *out,
                 struct err *err) RC_CHECK;

/* ---- what has a deadline, or waits for an answer ---- */

enum due_kind {
    DUE_NAMES,       /* at the carrier */
    DUE_PAY,         /* a ticket-block */
    DUE_RETURN,      /* tickets that nobody has */
    DUE_GROUP,       /* too few riders for a group */
    DUE_MINIMUM,     /* too few to be worth running */
    DUE_TOLD,        /* what a rider was told does not stand any more */
    DUE_PAPER,       /* printed, and changed since */
    DUE_BOARDING,    /* a return that has not come back */
    DUE_REJECTS,     /* rows sent back, not answered */
    DUE_CORRECTIONS, /* proposed, not settled */
    DUE_LEAVING,     /* dropped by a list, the seat told or confirmed */
    DUE_KINDS
};
const char *due_kind_word(enum due_kind kind);
struct due_entry {
    struct day date;    /* as it looks on the morning of that day; DAY_NONE or today: now */
    const char *office; /* a place; NULL: all */
};
struct due_line {
    enum due_kind kind;
    int32_t office;     /* place code */
    const char *object; /* a run, a station or the number of an import */
    struct instant due;
    int64_t seconds_left; /* negative: overdue */
    int64_t count, of;    /* of: what the count is measured by, such as the size of a group */
    int64_t fen;
    const char *station;            /* of an import */
    const char *left, *text, *next; /* in words; next: the command that does something about it */
};
struct due_view {
    struct instant now;     /* that was looked at */
    struct due_line *lines; /* by office, then the time left */
    int n;
};
enum rc ops_due(const struct ops *ops, const struct due_entry *entry, struct arena *arena,
                struct due_view *out, struct err *err) RC_CHECK;

/* ---- runs changed by hand (contract section 8) ---- */

enum run_op { RUN_CANCEL, RUN_SWAP, RUN_MERGE, RUN_SPLIT, RUN_RETIME, RUN_SET };
struct run_entry {
    enum run_op op;
    const char *run;
    const char *vehicle;         /* swap, split */
    const char *other;           /* merge: into which run; split: what the new one is called */
    int32_t stop;                /* split: whoever boards there; retime: that stop alone; from 1 */
    int32_t riders;              /* split: so many, the last in order; 0: by stop */
    int64_t shift;               /* retime: minutes */
    struct instant at;           /* retime: the stop's new time; INSTANT_NONE: by shift */
    const char *const *settings; /* set: KEY=VALUE */
    int n_settings;
    bool returned; /* cancel: the carrier has taken the block's tickets back */
    bool rematch;  /* whoever loses a seat is placed elsewhere at once, if there is room */
    bool dry_run;
};
enum off_why { OFF_NOT, OFF_CANCELLED, OFF_RULES, OFF_SEATS, OFF_PARTY, OFF_WHYS };
const char *off_word(enum off_why why);
struct bi off_text(enum off_why why);
struct off_row { /* came off the run; where to: the difference says */
    const char *station, *ref;
    int32_t trip;
    enum off_why why;
};
enum reach { REACH_REMOVED, REACH_MOVED, REACH_TIME, REACH_SEAT };
const char *reach_word(enum reach what);
struct reach_row { /* was told or confirmed, and what was said is not true any more */
    const char *station, *ref;
    int32_t trip;
    enum reach what;
};
struct reseat_row { /* the same ride, another seat */
    const char *station, *ref, *allocation, *from, *to;
    int32_t trip;
};
struct run_answer {
    struct difference difference;
    struct off_row *off;
    struct reseat_row *reseated;
    struct reach_row *reach;
    int n_off, n_reseated, n_reach;
    int64_t waiting;  /* of those that came off */
    int64_t places;   /* seats of the run afterwards */
    bool exact;       /* false: too much to try; who comes off fits, but is not proved the best */
    bool night_drive; /* a coach that did not drive between 02:00 and 05:00 now does */
};
/* RC_CONFLICT with a sentence where it cannot be. Over-capacity is never stored. */
enum rc ops_run_change(const struct ops *ops, const struct run_entry *entry, struct arena *arena,
                       struct run_answer *out, struct err *err) RC_CHECK;

struct run_row {
    const char *key, *label, *vehicle;
    enum allocation_kind kind;
    int32_t office;
    const char *from, *to; /* first and last stop */
    struct instant departs, arrives;
    int32_t seats, minimum;
    int64_t riders[BOOKING_CONFIRMED + 1]; /* by status */
    bool cancelled;
};
struct vehicle_run {
    const char *run;
    struct instant departs, arrives;
    bool cancelled;
};
struct vehicle_row {
    const char *key, *type, *operator_; /* type, operator_ may be NULL */
    enum vehicle_kind kind;
    int32_t office, seats;
    struct vehicle_run *runs; /* in order of time */
    int n_runs;
};
/* office NULL: all. */
enum rc ops_vehicle_list(const struct ops *ops, const char *office, struct arena *arena,
                         struct vehicle_row **out, int *out_n, struct err *err) RC_CHECK;

struct run_stop_row {
    const char *name;
    struct instant at;
    unsigned use;
    int64_t boarding, alighting;
};
struct run_view {
    struct run_row run;
    struct run_stop_row *stops;
    struct change_row *riders; /* `to`: where each sits */
    int n_stops, n_riders;
    /* NULL where not stated */
    const char *vehicle_type, *operator_, *sign_no, *contract_no, *service, *car;
    struct crew *crew;
    int n_crew;
};
/* date DAY_NONE: any; office NULL: all. */
enum rc ops_run_list(const struct ops *ops, struct day date, const char *office,
                     struct arena *arena, struct run_row **out, int *out_n,
                     struct err *err) RC_CHECK;
enum rc ops_run_show(const struct ops *ops, const char *run, struct arena *arena,
                     struct run_view *out, struct err *err) RC_CHECK;

/* ---- the life of ticket-blocks (contract section 3) ---- */

struct ticket_entry {
    enum ticket_step step;
    const char *const *runs; /* of allot and return one */
    int n_runs;
    int64_t seats; /* allot: how many; return: how many go back */
    bool rematch;  /* allot: whoever loses a seat is placed elsewhere at once */
    bool dry_run;
};
struct ticket_answer {
    struct ticket_row *blocks;
    int n;
    int64_t fen, kept;        /* of all */
    struct run_answer riders; /* what becomes of those who come off */
};
/* All blocks or none. RC_CONFLICT: a step that its state does not allow, more than was asked for,
 * tickets that somebody has, a group that gives back too late. */
enum rc ops_ticket(const struct ops *ops, const struct ticket_entry *entry, struct arena *arena,
                   struct ticket_answer *out, struct err *err) RC_CHECK;
/* What to ask the railway for: who waits and would go by train, by day, cities and class. */
struct demand_line {
    struct day day;      /* preferred */
    int32_t from, to;    /* city codes */
    const char *classes; /* any of these; "": any */
    int64_t riders, lower;
};
struct demand_view {
    struct demand_line *lines;
    int n;
    int64_t riders;
};
enum rc ops_ticket_demand(const struct ops *ops, const char *path, bool force, struct arena *arena,
                          struct demand_view *out, struct err *err) RC_CHECK;
struct ticket_view {
    const char *run;
    enum block_state state;
    int32_t seats, taken; /* taken: the most on any leg */
    struct ticket_row *steps;
    int n;
};
enum rc ops_ticket_show(const struct ops *ops, const char *run, struct arena *arena,
                        struct ticket_view *out, struct err *err) RC_CHECK;

/* ---- undo ---- */

struct undone {
    struct kept_change change;
    struct difference difference;
};
/* Takes the last change back, or the last of an action ("run swap"; NULL: any). RC_CONFLICT with
 * what was built on it since. */
enum rc ops_undo(const struct ops *ops, const char *action, bool dry_run, struct arena *arena,
                 struct undone *out, struct err *err) RC_CHECK;

/* ---- what comes out ---- */

enum export_table { EXPORT_BOOKINGS, EXPORT_WAITING, EXPORT_RIDERS };
enum rc ops_export(const struct ops *ops, enum export_table table, const char *path, bool force,
                   int64_t *out_rows, struct err *err) RC_CHECK;

enum manifest_format { MANIFEST_PDF, MANIFEST_XLSX, MANIFEST_CSV, MANIFEST_XML };
struct manifest_entry {
    const char *const *runs; /* allocations; n = 0: by date, or all */
    int n_runs;
    struct day date; /* DAY_NONE: any */
    bool all;
    const char *folder;
    enum manifest_for recipient;
    enum manifest_format format;
    bool one_file, force;
    bool seat_plan, sign; /* pages beside it, PDF only */
    bool draft;           /* marked as one: no version, nobody is told */
    bool dry_run;         /* no file either */
};
struct print_line {                /* one departure */
    const char *allocation, *code; /* check code; NULL: a draft */
    int32_t version, since, copy;
    bool fresh; /* a version made by this print */
    int64_t changes[PAPER_CHANGES];
    unsigned head; /* bits of enum head_fact: changed since that version */
    int64_t told;  /* bookings that were only proposed till now */
};
struct charter_line {
    const char *allocation;
    enum charter_code code;
    enum charter_weight weight;
    const char *zh, *en;
};
struct manifest_answer {
    int64_t files, departures, pages, riders, told, refused;
    const char **missing; /* STATION/REF of names with a character that no font here has */
    int n_missing;
    struct print_line *prints;
    int n_prints;
    struct charter_line *findings;
    int n_findings;
    const char **who; /* STATION/REF of those told */
    int n_who;
};
/* Checks each charter (homeward/charter.h), then prints. A departure over its licensed seats is
 * never printed; if there is no other, RC_CONFLICT "overloaded". Otherwise everything or nothing:
 * versions, prints and bookings told are committed first, then the files get their names. */
enum rc ops_manifest(const struct ops *ops, const struct manifest_entry *entry, struct arena *arena,
                     struct manifest_answer *out, struct err *err) RC_CHECK;

/* ---- who really travelled ---- */

enum boarding_by { BOARDING_BY_PAPER, BOARDING_BY_SEAT, BOARDING_BY_ROW }; /* its first column */
struct boarding_entry {
    const char *run;
    const char *boarded, *absent;  /* "1-17,19": one of them, the other NULL */
    const char *walk_on, *instead; /* "S1/R9, 2" and "12=S1/R9, 14=?"; may be NULL */
    enum boarding_by by;
    int32_t version; /* 0: the one printed last */
    bool force;      /* also an earlier version than that */
    bool dry_run;
};
struct boarding_person {
    enum boarding_outcome outcome;
    const char *station, *ref; /* NULL: not registered */
    int32_t trip;
    const char *seat;      /* NULL: none */
    const char *elsewhere; /* the run they are booked on, if it is another one; NULL */
};
struct boarding_line { /* one departure and what is known of it */
    const char *run, *label;
    struct instant departs;
    int64_t booked;
    bool departed, returned;
    /* of the return */
    bool same; /* it says what stood already: nothing was recorded */
    int32_t version;
    enum boarding_source source;
    struct instant recorded;
    const char *who;
    int64_t n[BOARDING_OUTCOMES], travelled;
    struct boarding_person *people; /* all but those who boarded as printed */
    int n_people;
    struct boarding_person *unnamed; /* booked now, but not on that paper */
    int n_unnamed;
};
/* By the printed manifest. RC_CONFLICT: never printed, a stale version (with what has changed
 * since), a number that is not on the paper or stands there twice, somebody who travelled on
 * another run. */
enum rc ops_boarding_record(const struct ops *ops, const struct boarding_entry *entry,
                            struct arena *arena, struct boarding_line *out,
                            struct err *err) RC_CHECK;

struct boarding_import_entry {
    const char *const *paths;
    int n_paths;
    const char *run; /* of a table that does not say it; NULL */
    bool force, dry_run;
};
struct boarding_refusal { /* a departure that was not recorded, and why */
    const char *file, *sheet, *run;
    int64_t row;
    struct err err;
};
struct boarding_import_answer {
    struct boarding_line *lines;
    struct boarding_refusal *refusals;
    int n_lines, n_refusals;
    int64_t recorded, same;
};
/* Returned tables and scanned codes; what is wrong with one departure stops no other. */
enum rc ops_boarding_import(const struct ops *ops, const struct boarding_import_entry *entry,
                            struct arena *arena, struct boarding_import_answer *out,
                            struct err *err) RC_CHECK;

struct boarding_view {
    struct boarding_line *lines; /* departures that left or came back, by time; of one run: its
                                    returns as they came */
    int n_lines;
    struct return_counts counts;
};
/* run NULL: all. */
enum rc ops_boarding_show(const struct ops *ops, const char *run, struct arena *arena,
                          struct boarding_view *out, struct err *err) RC_CHECK;
struct json *ops_boarding_json(const struct boarding_line *line);

/* ---- seats that a carrier returns ---- */

struct ticket_import_entry {
    const char *const *paths;
    int n_paths;
    const char *run; /* a ticket-block */
    bool dry_run;
};
struct ticket_line { /* a booking whose seat changes */
    const char *station, *ref;
    int32_t trip;
    const char *before, *after; /* NULL: none */
    enum booking_status status;
};
struct ticket_import_answer {
    int64_t rows, refused;
    int64_t added, changed, same; /* riders: a first seat, another one, the one they had */
    int64_t without;              /* riders of the block who have none now */
    struct ticket_line *lines;
    struct file_faults *files; /* one a path */
    int n_lines, n_files;
};
/* Each row stands for itself: what is wrong with one stops no other, and its rider keeps the seat
 * that stood. RC_CONFLICT: not a ticket-block. */
enum rc ops_tickets_import(const struct ops *ops, const struct ticket_import_entry *entry,
                           struct arena *arena, struct ticket_import_answer *out,
                           struct err *err) RC_CHECK;

/* ---- extras: what is handed out or granted with a departure ---- */

struct extra_stock_entry {
    const char *kind;     /* key or name */
    int64_t n;            /* what the delivery brought */
    const char *delivery; /* what tells it from others; NULL: today's date */
    bool replace;         /* correct one that stands */
    bool dry_run;
};
struct extra_give_entry {
    const char *run, *kind;
    int64_t n; /* what the departure has of it in all */
    bool dry_run;
};
struct extra_line {
    const char *kind;
    struct bi name, unit;
    bool stocked;
    int64_t in, given, runs; /* left: in - given */
    const char *run;         /* of one departure; NULL */
    int64_t here;            /* what that has */
    bool same;               /* it was said before: nothing changed */
};
struct extra_view {
    struct extra_line *lines;
    int n;
};
/* RC_CONFLICT: unknown kind, no stock of it, that delivery stands, more was given already. */
enum rc ops_extra_stock(const struct ops *ops, const struct extra_stock_entry *entry,
                        struct arena *arena, struct extra_line *out, struct err *err) RC_CHECK;
/* RC_CONFLICT: never more than is left. */
enum rc ops_extra_give(const struct ops *ops, const struct extra_give_entry *entry,
                       struct arena *arena, struct extra_line *out, struct err *err) RC_CHECK;
/* run NULL: the campaign's. */
enum rc ops_extra_list(const struct ops *ops, const char *run, struct arena *arena,
                       struct extra_view *out, struct err *err) RC_CHECK;
/* A notice a rider, four on a page; texts a rider for the union's own gateway. Either tells the
 * bookings, as a manifest does. path: the file; for slips, a folder of one file a departure. */
struct notice_entry {
    const char *const *runs; /* as of a manifest */
    int n_runs;
    struct day date;
    bool all;
    const char *path;
    bool force, draft, dry_run;
};
struct notice_answer {
    int64_t departures, riders, pages, told, without_phone;
    const char **missing, **who;
    int n_missing, n_who;
};
enum rc ops_slips(const struct ops *ops, const struct notice_entry *entry, struct arena *arena,
                  struct notice_answer *out, struct err *err) RC_CHECK;
enum rc ops_sms(const struct ops *ops, const struct notice_entry *entry, struct arena *arena,
                struct notice_answer *out, struct err *err) RC_CHECK;

/* as_of DAY_NONE: everything recorded. Free out with statement_free; the campaign with
 * campaign_free (the statement borrows from it). */
enum rc ops_reconcile(const struct ops *ops, struct day as_of, struct statement **out,
                      struct campaign **out_campaign, struct err *err) RC_CHECK;

/* The statement as people read it; borrows from it. */
void ops_statement_report(const struct ops *ops, const struct campaign *campaign,
                          const struct statement *statement, struct arena *arena,
                          struct report *out);
/* By the file's name: .pdf, .xlsx or .html. */
enum rc ops_report_write(const struct report *report, const char *path, bool force,
                         struct err *err) RC_CHECK;

/* date DAY_NONE: today. The campaign is freed with campaign_free; the sheet refers to it and lives
 * in the arena. */
enum rc ops_daily(const struct ops *ops, struct day date, struct arena *arena, struct daily *out,
                  struct campaign **out_campaign, struct err *err) RC_CHECK;
void ops_daily_report(const struct ops *ops, const struct campaign *campaign,
                      const struct daily *daily, struct arena *arena, struct report *out);

struct status_answer {
    const char *key, *name;
    int64_t offices, stations, vehicles, allocations, cancelled;
    int64_t requests, riders, hardship, bookings[BOOKING_CONFIRMED + 1], waiting;
    int64_t hardship_seated;
    struct register_counts on_register;
    struct adjoining adjoining;
    int64_t seats, below_minimum; /* runs with riders, but fewer than worth running */
    int64_t leaving, corrections; /* wait for a person: see list show, list corrections */
    struct return_counts departures;
    bool matched;
    int64_t run;
    struct instant made;
};
enum rc ops_status(const struct ops *ops, struct arena *arena, struct status_answer *out,
                   struct err *err) RC_CHECK;

struct violation_row {
    const char *code, *allocation, *who; /* who: STATION/REF#trip, NULL */
    const char *zh, *en;
};
/* What the last plan's proof shows of what stands now. */
struct proof_answer {
    bool given;   /* there is a proof */
    bool covered; /* nothing that the bounds depend on has changed since that plan */
    int64_t seated_all, seated_hardship;
    int64_t bound_all, bound_hardship; /* no plan that keeps what is promised seats more */
};
struct check_answer {
    struct violation_row *violations;
    int n_violations;
    struct proof_answer proof;
};
/* The independent check of every rule from the stored facts, and of the database itself. */
enum rc ops_check(const struct ops *ops, struct arena *arena, struct check_answer *out,
                  struct err *err) RC_CHECK;
enum rc ops_backup(const struct ops *ops, const char *path, bool force, struct err *err) RC_CHECK;

#endif
