/*
 * Paper: manifests, seat plans, signs and slips as PDF (pango, cairo, Noto CJK embedded). Knows
 * nothing of the database: ops fills a plain description, paper draws it.
 */
#ifndef HOMEWARD_PAPER_H
#define HOMEWARD_PAPER_H

#include "homeward/err.h"
#include "homeward/report.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* ---- the manifest of one departure ---- */

enum manifest_for {
    MANIFEST_CREW,
    MANIFEST_DRIVER,
    MANIFEST_CARRIER,
    MANIFEST_POSTED,
    MANIFEST_LEADER,  /* who gathers the riders at a site */
    MANIFEST_SIGNING, /* 签收表 */
    MANIFEST_FORS
};
struct manifest_stop {
    const char *name;            /* 雪山片区工地东门（济南市历城区） */
    const char *at;              /* 2月7日 08:00 */
    const char *when;            /* 2018-02-07T08:00 */
    int32_t on, off, aboard;     /* aboard: after this stop */
    const char *contact, *phone; /* may be NULL */
    bool rest;                   /* nobody gets on or off */
};
enum manifest_mark { MARK_NONE, MARK_ADDED, MARK_CHANGED }; /* since the version before */
struct manifest_row {
    int32_t number;   /* from 1, the same on every copy */
    const char *seat; /* "" on a ticket-block without a carrier's seat */
    const char *ref;  /* JN-COACH/JN-000001 */
    const char *name;
    const char *phone;         /* NULL: not for this recipient */
    const char *document;      /* NULL: not for this recipient */
    const char *document_type; /* words */
    const char *sex;           /* words, "" unknown */
    int32_t board, alight;     /* stop, from 0 */
    int32_t luggage;
    const char *party; /* short mark, "" none */
    const char *needs; /* words in the language of the paper, "" none */
    bool free_child;   /* stands under its adult, has no seat */
    enum manifest_mark mark;
};
struct manifest_sheet {
    enum manifest_for recipient;
    enum lang lang;
    bool train;
    const char *campaign, *label, *allocation; /* label: 周口1号车, else the route */
    const char *kind;                          /* 包车 / 车票 / 车厢 */
    const char *route;                         /* 济南市历城区 → 周口市 */
    const char *departs;                       /* 2018年2月7日（星期三）08:00 */
    const char *day;                           /* 2018-02-07 */
    const char *service;                       /* K8271 次 7 车, NULL */
    const char *service_number, *class_;       /* K8271; 硬座; NULL */
    const char *plate, *car_id;                /* of a coach; of a train car; else NULL */
    const char *operator_;                     /* NULL on a ticket-block */
    int32_t seats, approved;                   /* approved 0: not stated */
    const char *sign, *contract, *insurance;   /* numbers; NULL: not stated */
    const char *crew;                          /* 司机 张师傅 138…; NULL */
    int32_t luggage_pieces;                    /* -1: not stated */
    const char *extras;                        /* 对联福字 40 套; "" none */
    struct manifest_stop *stops;
    int n_stops;
    struct manifest_row *rows; /* in order of boarding stop, then seat; posted: by name */
    int n_rows;
    bool by_seat;             /* each seat is used once: it is the first column */
    int32_t riders, children; /* totals */
    int32_t version, since;   /* version 0: a draft; since 0: the first */
    int32_t copy;             /* numbered for each recipient */
    const char *code;         /* check code */
    const char **changes;     /* since the version before: a line each */
    int n_changes;
    const char *printed; /* 打印时间 … */
};

/* Columns of a manifest, on the page and in tables. */
enum manifest_column {
    COLUMN_FIRST, /* the seat, else the running number */
    COLUMN_TICK,
    COLUMN_NUMBER,
    COLUMN_SEAT,
    COLUMN_NAME,
    COLUMN_SEX,
    COLUMN_DOCUMENT_TYPE,
    COLUMN_DOCUMENT,
    COLUMN_PHONE,
    COLUMN_BOARDS,
    COLUMN_ALIGHTS,
    COLUMN_LUGGAGE,
    COLUMN_PARTY,
    COLUMN_NEEDS,
    COLUMN_FARE,
    COLUMN_CLASS,
    COLUMN_DAY,
    COLUMN_SERVICE,
    COLUMN_TICKET, /* received, ticked by hand */
    COLUMN_GIFT,
    COLUMN_CARD,
    COLUMN_SIGNATURE,
    COLUMN_RUN, /* from here on in tables only */
    COLUMN_VERSION,
    COLUMN_REF,
    COLUMN_BOARDS_AT,
    COLUMN_BOARDED, /* empty: filled in on the way */
    COLUMN_CHILD,
    MANIFEST_COLUMNS
};
/* The columns of this sheet, ended by MANIFEST_COLUMNS; table: for a spreadsheet. */
const enum manifest_column *manifest_columns(const struct manifest_sheet *sheet, bool table);
const char *manifest_heading(const struct manifest_sheet *sheet, enum manifest_column column);
/* What stands there: borrowed, or in buf. */
const char *manifest_cell(const struct manifest_sheet *sheet, const struct manifest_row *row,
                          enum manifest_column column, char buf[16]);

/* ---- drawing ---- */

struct paper; /* one PDF under way */
/* Written to f, which stays the caller's. path: for messages. */
enum rc paper_open(FILE *f, const char *path, enum lang lang, struct paper **out,
                   struct err *err) RC_CHECK;
/* Draws one departure, page x of y. missing(): called for each row with a character no font
 * here can draw (row -1: the head); such a name is never printed as a box. */
enum rc paper_manifest(struct paper *paper, const struct manifest_sheet *sheet,
                       void (*missing)(void *payload, int row), void *payload, int *out_pages,
                       struct err *err) RC_CHECK;
/* Draws a report on pages of its own. */
void paper_report(struct paper *paper, const struct report *report);
/* A list for the telephone; the last column is left free for the answer. */
enum call_cell {
    CALL_ROW,
    CALL_WHO,
    CALL_NAME,
    CALL_PHONE,
    CALL_PARTY,
    CALL_STOP,
    CALL_TIME,
    CALL_SEAT,
    CALL_CELLS
};
struct call_sheet {
    const char *title, *printed;
    struct call_sheet_row {
        const char *cells[CALL_CELLS];
    } * rows;
    int n_rows;
};
enum rc paper_calls(struct paper *paper, const struct call_sheet *sheet,
                    void (*missing)(void *payload, int row), void *payload,
                    struct err *err) RC_CHECK;

/* The label, as large as the page: for the windscreen. */
void paper_sign(struct paper *paper, const struct manifest_sheet *sheet);

/* One seat of a plan: where it stands, in cells from the front left, and who sits there. */
struct plan_seat {
    const char *label;
    int16_t row, column;
    const char *who, *note; /* "" free; note: a stop, when the seat is used twice */
    bool window;
};
struct plan_page {
    struct plan_seat *seats;
    int n_seats;
};
void paper_seat_plan(struct paper *paper, const struct manifest_sheet *sheet,
                     const struct plan_page *plan);

/* A notice for one rider, A6, four on a page. */
struct slip {
    const char *campaign, *name, *ref, *label, *service;
    const char *departs; /* 2月7日夜里（8日00:30） */
    const char *boards, *alights, *arrives, *seat;
    const char *contact; /* name and phone, "" none */
    const char *qr;
};
enum rc paper_slips(struct paper *paper, const struct slip *slips, int n,
                    void (*missing)(void *payload, int row), void *payload, int *out_pages,
                    struct err *err) RC_CHECK;

/* Finishes the pages; paper is freed in any case. */
enum rc paper_close(struct paper *paper, struct err *err) RC_CHECK;

#endif
