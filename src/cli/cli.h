/* The command line: one table of options, one of commands, answers as text or JSON. */
#ifndef HOMEWARD_CLI_H
#define HOMEWARD_CLI_H

#include "homeward/ops.h"

enum option {
    OPT_DB,
    OPT_JSON,
    OPT_LANG,
    OPT_CONFIG,
    OPT_HELP,
    OPT_VERSION,
    OPT_OFFICE,
    OPT_NAME,
    OPT_URL,
    OPT_ALLOW_PRIVATE,
    OPT_CREDENTIALS,
    OPT_CA,
    OPT_STATION,
    OPT_ISSUED,
    OPT_REPLACE,
    OPT_ALLOW_WITHDRAW,
    OPT_DRY_RUN,
    OPT_KEEP,
    OPT_ONLY,
    OPT_TIME,
    OPT_AFRESH,
    OPT_IN_ORDER,
    OPT_TRIP,
    OPT_DATE,
    OPT_ALL,
    OPT_OUTPUT,
    OPT_FOR,
    OPT_FORMAT,
    OPT_ONE_FILE,
    OPT_SEAT_PLAN,
    OPT_SIGN,
    OPT_DRAFT,
    OPT_FORCE,
    OPT_AS_OF,
    OPT_ALLOCATION,
    OPT_WITHOUT_REQUEST,
    OPT_TRANSFER,
    OPT_ACCEPT,
    OPT_REFUSE,
    OPT_CLEAR,
    OPT_TO,
    OPT_SEAT,
    OPT_RUN,
    OPT_BOARDED,
    OPT_ABSENT,
    OPT_BY,
    OPT_PAPER,
    OPT_WALK_ON,
    OPT_INSTEAD,
    OPT_IN,
    OPT_MEANS,
    OPT_LISTEN,
    OPT_SEATS,
    OPT_UNTIL,
    OPT_VEHICLE,
    OPT_INTO,
    OPT_NEW,
    OPT_STOP,
    OPT_RIDERS,
    OPT_SHIFT,
    OPT_AT,
    OPT_RETURNED,
    OPT_REMATCH,
    OPT_PICK,
    OPT_CHANGED,
    OPT_WAITING,
    OPT_REF,
    OPT_TYPE,
    OPT_DOCUMENT,
    OPT_PHONE,
    OPT_EMPLOYER,
    OPT_HARDSHIP,
    OPT_DIRECTION,
    OPT_FROM,
    OPT_DAYS,
    OPT_PREFERRED,
    OPT_MODES,
    OPT_PARTY,
    OPT_TOGETHER,
    OPT_NEEDS,
    OPT_LUGGAGE,
    OPT_CLASSES,
    OPT_SERVICES,
    OPTIONS
};

struct option_row {
    const char *name, *value; /* value NULL: it takes none, else what stands for it in help */
    struct bi does;
};
extern const struct option_row options[OPTIONS];

/* A command line taken apart. */
struct invocation {
    struct ops ops;
    const char *given[OPTIONS]; /* NULL: not given; "" for one without a value */
    const char **args;          /* after the command's words */
    int n_args;
    struct arena arena; /* cleared after the command */
};

/* Runs one command. *status is set to 1 where something needs a person. */
typedef enum rc command_fn(struct invocation *in, int *status, struct err *err);

struct command {
    const char *word, *sub; /* sub NULL: the command is one word */
    command_fn *run;
    int min_args, max_args;
    const enum option *options; /* those it takes besides the global ones, ended by OPTIONS */
    const char *usage;          /* what stands behind the command in help */
    struct bi does;
};
extern const struct command commands[];
extern const int n_commands;

/* options.c */
enum rc options_read(int argc, char **argv, struct invocation *out, const struct command **command,
                     struct err *err) RC_CHECK;
/* Global options are taken by all. */
bool command_takes(const struct command *command, enum option option);
bool option_given(const struct invocation *in, enum option option);
enum rc option_day(const struct invocation *in, enum option option, struct day *out,
                   struct err *err) RC_CHECK; /* not given: DAY_NONE */
enum rc option_number(const struct invocation *in, enum option option, int64_t min, int64_t max,
                      int64_t *out, struct err *err) RC_CHECK; /* not given: *out stays */
/* The place of the value among words; not given: *out stays. */
enum rc option_word(const struct invocation *in, enum option option, const char *const *words,
                    int n, int *out, struct err *err) RC_CHECK;
/* Refuses a command line without an option that it needs. */
enum rc option_needed(const struct invocation *in, enum option option, struct err *err) RC_CHECK;

/* The answer of a refusal: {"error": {...}}. */
struct json *refusal_json(const struct err *err, enum lang lang);

/* help.c */
/* NULL: all commands, or those that begin with the word given. */
void print_help(const struct invocation *in, const struct command *command);

/* terminal.c */
extern const struct progress terminal_progress; /* shows only on a terminal */
void terminal_clear(void);
/* A line of the answer, in the user's language. Both formats take the same arguments. */
void say(const struct invocation *in, const char *zh, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* code, message, file and line, as every refusal answers. */
struct json *error_json(const struct err *err, enum lang lang);
/* Prints and frees; nothing on a text command line. */
void print_json(struct json *json);
/* The end of a command that lists things: its rows under that key, which it takes; nothing on a
 * text command line, where they have been printed one by one. */
void print_listing(const struct invocation *in, const char *key, struct json *rows);
/* What this thread prints as JSON from here on goes to *out_json (mem_free) instead, the last
 * answer only; NULL: to standard output again. */
void terminal_take_answer(char **out_json);
/* A table whose columns line up, wide characters counted as two. Cells row by row. */
void print_table(const char *const *cells, int n_rows, int n_columns);

/* fetch.c */
const char *fetch_outcome_word(enum fetch_outcome outcome); /* NULL: never fetched */

/* difference.c */
struct json *difference_json(const struct difference *difference);
/* Totals, by office, by party, and whoever stood before; nothing if nothing changes. */
void print_difference(const struct invocation *in, const struct difference *difference);

/* reconcile.c */
void print_report(const struct invocation *in, const struct report *report);

/* runs.c: who came off a run, was seated anew, must be reached */
void run_riders_json(const struct run_answer *answer, struct json *out);
void print_run_riders(const struct invocation *in, const struct run_answer *answer);

/* tables.c: a table was written to a file */
void print_written(const struct invocation *in, const char *file, int64_t rows);

/* register.c */
struct json *register_counts_json(const struct register_counts *counts);
void json_set_office(struct json *json, int32_t office); /* under "office"; 0: null */

/* told.c */
void add_spot(const struct invocation *in, int32_t place, const char *point, struct str *out);
struct json *told_json(const struct invocation *in, const struct told_view *view, bool changed);
void print_told(const struct invocation *in, const struct told_view *view, bool changed);

/* difference.c */
struct bi status_text(enum booking_status status);

/* bookings.c: --means; not given: *out is TOLD_UNSAID */
enum rc option_means(const struct invocation *in, enum told_means *out, struct err *err) RC_CHECK;

/* claims.c */
const char *direction_word(enum direction direction);

/* commands, by what they are about */
command_fn command_init, command_supply_import, command_station_add, command_station_list;
command_fn command_list_import, command_list_show, command_list_template, command_list_fetch;
command_fn command_list_rejects, command_list_undo, command_list_map;
command_fn command_list_corrections, command_list_correct;
command_fn command_list_claims, command_register_import, command_register_list;
command_fn command_match, command_explain;
command_fn command_booking_confirm, command_booking_told, command_booking_cancel;
command_fn command_hold_add, command_hold_list, command_hold_release, command_run_lend;
command_fn command_quota_set, command_quota_list, command_quota_clear;
command_fn command_booking_move, command_waiting, command_waiting_fill, command_thin;
command_fn command_due, command_ticket_submit, command_ticket_allot, command_ticket_pay;
command_fn command_ticket_demand, command_report_daily, command_ticket_collect,
    command_ticket_return, command_ticket_show;
command_fn command_run_cancel, command_run_swap, command_run_merge, command_run_split;
command_fn command_run_retime, command_run_set, command_run_list, command_run_show, command_undo;
command_fn command_told_list, command_rider_find, command_rider_show, command_rider_add;
command_fn command_rider_change, command_rider_correct, command_rider_replace;
command_fn command_rider_withdraw, command_calls, command_calls_answer, command_calls_show;
command_fn command_export, command_manifest, command_reconcile;
command_fn command_boarding_record, command_boarding_import, command_boarding_show;
command_fn command_tickets_import;
command_fn command_extra_stock, command_extra_give, command_extra_list;
command_fn command_export, command_manifest, command_reconcile, command_slips, command_sms;
command_fn command_status, command_check, command_backup;
command_fn command_serve, command_office_list, command_run_seats;
command_fn command_booking_swap, command_vehicle_list;

#endif
