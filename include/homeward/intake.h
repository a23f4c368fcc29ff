/*
 * Intake: rows of the outside to validated facts, collecting every fault on the way. A bad row
 * never stops the others; a file that is not what it claims is refused whole. Nothing is stored
 * here: facts go to callbacks, ops puts them in the database.
 */
#ifndef HOMEWARD_INTAKE_H
#define HOMEWARD_INTAKE_H

#include "homeward/campaign.h"
#include "homeward/document.h"
#include "homeward/progress.h"
#include "homeward/wire.h"

/* ---- faults of a row ---- */

enum fault_weight { FAULT_WARNING, FAULT_REJECT };
struct fault {
    enum fault_weight weight;
    const char *code;      /* stable word: "no-name", "check-digit", "unknown-place" ... */
    const char *column;    /* as the sender sees it: header cell or attribute; "" if none */
    char zh[256], en[256]; /* the reason; never the rider's data, places and dates may stand */
};

/* ---- rider lists (contract sections 4-6) ---- */

struct list_head {
    enum wire_format format;
    const char *station, *campaign; /* NULL in a table */
    int64_t serial;                 /* 0 in a table */
    struct instant issued;
};

struct list_trip {
    enum direction direction;
    struct spot from, to; /* point: index among the points given to the reader */
    struct day earliest, preferred, latest;
    unsigned modes, needs;
    const char *party; /* NULL: none */
    bool must;
    int32_t luggage;
    const char *classes, *services; /* words with blanks between, NULL: no wish */
    struct instant applied;         /* INSTANT_NONE: not stated */
};

/* The sender's own columns, for the file of rejects: of a table its header row as it stands, of
 * XML a fixed set of headings that a table may use (contract section 5). Once a sheet, before the
 * sheet's first row. */
struct list_columns {
    const char *sheet; /* NULL for text and XML */
    const char *const *headings;
    int n;
};
/* One row of the sender's, cell by cell under those columns. */
struct list_raw {
    int64_t row;
    const char *const *cells;
    int n;
};

#define LIST_TRIPS 2
#define LIST_FAULTS 16
/* One rider of a list, with everything that was wrong with the row. Valid during the call. */
struct list_row {
    const char *sheet; /* NULL for text and XML */
    int64_t row;       /* what the sender sees: XML line, or row of the sheet */
    const char *ref;   /* NULL in a table without refs: the program makes one */
    const char *name, *phone, *employer, *remark; /* phone, employer, remark may be NULL */
    struct document document;
    bool hardship;
    const char *hardship_register, *hardship_contact;
    bool free_child;  /* seat="none" */
    const char *with; /* ref of the adult, NULL */
    struct list_trip trips[LIST_TRIPS];
    int n_trips;
    struct fault faults[LIST_FAULTS];
    int n_faults;
    bool rejected; /* some fault weighs FAULT_REJECT */
    /* The row or rows that the rider stands in (a second one for the other direction), always
     * given: the store may reject what the reader took. */
    struct list_raw raw[LIST_TRIPS];
    int n_raw;
};

/* What staff settled for a station's columns (list map): a heading and the field it means, by the
 * name of config/header_synonyms.csv or of contract section 5; "ignore": not kept. */
struct list_mapping {
    const char *heading, *field;
};

/* What the reader must know to judge a row. */
struct list_context {
    const struct campaign *campaign; /* rules, dates, points, places */
    int32_t office_place;            /* of the station: origin default, homonyms */
    const char *station;             /* code the list must be of */
    struct day today;                /* birth dates later than this are impossible */
    struct instant issued;           /* of a table: --issued, else the day of import */
    const struct list_mapping *mappings;
    int n_mappings;
    const struct progress *progress;
};
struct list_reader {
    /* Once, before the first row. */
    enum rc (*head)(void *payload, const struct list_head *head, struct err *err);
    enum rc (*columns)(void *payload, const struct list_columns *columns, struct err *err);
    /* Once a rider, faults and all, in the order of the file; a rider in two rows of a table when
     * the second is read, which may be in a later sheet. */
    enum rc (*row)(void *payload, const struct list_row *row, struct err *err);
    void *payload;
};
/* Streams; memory does not grow with the length of the list. RC_INVALID / RC_CONFLICT: the file
 * is refused (not XML, cut, another station or campaign, a needed column missing ...): the
 * caller rolls back. */
enum rc list_read(struct source *source, const struct list_context *context,
                  const struct list_reader *reader, struct err *err) RC_CHECK;

/* ---- a rider typed by staff ---- */

/* A rider as one row of a table, a trip a row: also how rejected riders of XML are written. */
enum raw_column {
    RAW_REF,
    RAW_NAME,
    RAW_DOCUMENT_TYPE,
    RAW_DOCUMENT,
    RAW_PHONE,
    RAW_EMPLOYER,
    RAW_HARDSHIP,
    RAW_HARDSHIP_NO,
    RAW_CONTACT,
    RAW_WITH,
    RAW_FREE_CHILD,
    RAW_DIRECTION, /* from here on: of a trip */
    RAW_FROM,
    RAW_TO,
    RAW_EARLIEST,
    RAW_PREFERRED,
    RAW_LATEST,
    RAW_MODES,
    RAW_PARTY,
    RAW_TOGETHER,
    RAW_NEEDS,
    RAW_LUGGAGE,
    RAW_CLASSES,
    RAW_SERVICES,
    RAW_APPLIED,
    RAW_COLUMNS,
    RAW_DAYS = RAW_COLUMNS, /* typed only: one day or a range in one cell */
    RAW_TYPED
};
/* The cells (RAW_TYPED of them, NULL: not said) are read as a row of a table under the headings
 * that mean them would be; name, document, destination and a day are needed. Calls on_row once. */
typedef enum rc list_row_fn(void *payload, const struct list_row *row, struct err *err);
enum rc list_read_typed(const struct list_context *context, const char *const *cells,
                        list_row_fn *on_row, void *payload, struct err *err) RC_CHECK;

/* ---- the hardship register (domain section 5) ---- */

/* A sheet is the register itself in the union's form, or the list of contact persons that comes
 * apart from it. */
enum register_kind { REGISTER_PEOPLE, REGISTER_CONTACTS };
/* One row of it. Nothing else of the form is read: income, health, bank, family and address stay
 * at the door. Valid during the call. */
struct register_row {
    enum register_kind kind;
    const char *sheet;        /* NULL for text */
    int64_t row;              /* as the sender sees it */
    struct document document; /* number "": none, in a list of contacts */
    const char *number;       /* of the register; this and what follows may be NULL */
    const char *name, *phone; /* name NULL only in a list of contacts */
    const char *class_;       /* 低保户 ..., as it stands; NULL in a list of contacts */
    const char *contact, *contact_phone;
    struct fault faults[LIST_FAULTS];
    int n_faults;
    bool rejected;
};
typedef enum rc register_row_fn(void *payload, struct register_row *row, struct err *err);
/* Calls on_row once a person, faults and all. Of the context the campaign, today and progress are
 * used. RC_INVALID: no sheet of the file is a register or a list of contacts. */
enum rc register_read(struct source *source, const struct list_context *context,
                      register_row_fn *on_row, void *payload, struct err *err) RC_CHECK;

/* ---- boarding returns ---- */

/* "1-17, 19, no 18": numbers of seats or rows as people type them, full width too. */
struct number_item {
    const char *label;   /* a seat that is no plain number, such as 12A; NULL */
    int32_t first, last; /* else these, both included */
    bool except;         /* 不含, no: taken off what the others say */
};
struct number_list {
    struct number_item *items;
    int n;
    bool all; /* "all", 全部: everybody; "none", 无, "": nobody, no items */
};
#define NUMBER_LIST_ITEMS 1024
/* RC_USAGE with the piece that cannot be read. */
enum rc number_list_read(const char *text, struct arena *arena, struct number_list *out,
                         struct err *err) RC_CHECK;
/* Does the item name this seat or row? Zeros in front of a number do not matter. */
bool number_item_names(const struct number_item *item, const char *label);

/* What a cell that is ticked, or is not, says of somebody. */
enum return_mark { MARK_EMPTY, MARK_BOARDED, MARK_ABSENT, MARK_UNREADABLE };
/* One row of a returned table: of one person, or of a whole departure with lists of numbers in its
 * cells. Texts are as they stand, NULL where there is none; valid during the call. */
struct return_row {
    const char *sheet; /* NULL for text */
    int64_t row;       /* as the sender sees it */
    const char *run, *version, *by;
    bool whole;                    /* the row is a departure's */
    const char *line, *seat, *ref; /* of a person: where it stands on the paper, and who it is */
    bool named;                    /* there is a name or a document; neither is read */
    enum return_mark mark;         /* of a person */
    enum return_mark empty;        /* what an empty cell means, if others are not: boarded where
                                      those absent are ticked, and so on */
    const char *boarded, *absent, *walk_on, *instead; /* of a departure */
};
typedef enum rc return_row_fn(void *payload, const struct return_row *row, struct err *err);
/* A returned manifest, or any table with a column for who boarded or who did not, by the words of
 * config/boarding_words.csv. RC_INVALID: no sheet has such columns. */
enum rc returns_read(struct source *source, return_row_fn *on_row, void *payload,
                     struct err *err) RC_CHECK;

/* ---- seats that a carrier returns ---- */

#define TICKET_SEAT_MAX 40
/* What becomes of a row: those down to TICKET_DATE_UNREADABLE the reader finds, the others whoever
 * knows the riders. */
enum ticket_fault {
    TICKET_TAKEN,
    TICKET_STANDING, /* 无座: a ticket without a seat */
    TICKET_NOBODY,
    TICKET_NO_SEAT,
    TICKET_SEAT_UNREADABLE,
    TICKET_NO_CAR,
    TICKET_CARS_DISAGREE,
    TICKET_DATE_UNREADABLE,
    TICKET_OTHER_TRAIN,
    TICKET_NOT_BOOKED,
    TICKET_PERSON_DISAGREES,
    TICKET_SEVERAL,
    TICKET_OTHER_DATE,
    TICKET_TWICE,
    TICKET_SEAT_TAKEN,
    TICKET_FAULTS
};
/* One row of it; texts NULL where there is none, valid during the call. */
struct returned_ticket {
    const char *sheet; /* NULL for text */
    int64_t row;       /* as the sender sees it */
    const char *ref, *name;
    const char *document, *tail; /* half width, no blanks; a document may be masked by stars */
    const char *train;
    struct day date;            /* DAY_NONE: not said */
    char seat[TICKET_SEAT_MAX]; /* 05车018号; "" with a fault */
    enum ticket_fault fault;
};
typedef enum rc returned_ticket_fn(void *payload, const struct returned_ticket *row,
                                   struct err *err);
/* A table with a column of seats and one of people, by the words of config/ticket_words.csv.
 * by_train: a seat is one of a car. RC_INVALID: no sheet has such columns. */
enum rc tickets_read(struct source *source, const struct campaign *campaign, bool by_train,
                     returned_ticket_fn *on_row, void *payload, struct err *err) RC_CHECK;

/* ---- supply (contract section 3) and campaign (section 2) files ---- */

/* A supply file in the campaign's own nouns. Indexes (vehicle, point, office) are into the
 * arrays here; spot.point refers to points here, or -2 - i for the campaign's points[i];
 * vehicle likewise to the campaign's vehicles[i] as -2 - i. Everything lives in the arena. */
struct supply_file {
    struct arena arena;
    int32_t office_place;
    struct point *points;
    struct vehicle *vehicles;
    struct allocation *allocations;
    int n_points, n_vehicles, n_allocations;
};
/* Whole or refused whole: the first fault found is the error, with its line. `campaign` gives
 * what stands (points and vehicles of earlier files); one vehicle on two runs at once, within
 * the file or with what stands, is refused here. A table (one plain departure a row) does not say
 * whose it is: `office` does, a place code, 0 if not given; an XML file says it itself. */
enum rc supply_read(struct source *source, const struct campaign *campaign, int32_t office,
                    struct supply_file **out, struct err *err) RC_CHECK;
void supply_file_free(struct supply_file *file);

/* Only the campaign section of the result is filled: key to figures. */
enum rc campaign_read(struct source *source, struct campaign **out, struct err *err) RC_CHECK;

#endif
