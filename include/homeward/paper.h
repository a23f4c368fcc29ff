/*
 * Paper: manifests and statements as PDF (pango, cairo, Noto CJK embedded). Knows nothing of
 * the database: ops fills a plain description, paper draws it.
 */
#ifndef HOMEWARD_PAPER_H
#define HOMEWARD_PAPER_H

#include "homeward/err.h"
#include "homeward/report.h"
#include <stdbool.h>
#include <stdint.h>

struct manifest_stop {
    const char *name;            /* 雪山片区工地东门（济南市历城区） */
    const char *at;              /* 2月7日 08:00 */
    int32_t on, off, aboard;     /* aboard: after this stop */
    const char *contact, *phone; /* may be NULL */
};
struct manifest_row {
    const char *seat; /* "" on a ticket-block without a carrier's seat */
    const char *name;
    const char *phone;     /* NULL: not for this recipient */
    const char *document;  /* NULL: not for this recipient */
    int32_t board, alight; /* stop, from 0 */
    int32_t luggage;
    const char *party; /* short mark, "" none */
    const char *needs; /* words in the language of the paper, "" none */
    bool free_child;   /* stands under its adult, has no seat */
};
struct manifest_sheet {
    const char *campaign, *label, *allocation; /* label: 周口1号车, else the route */
    const char *kind;                          /* 包车 / 车票 / 车厢 */
    const char *route;                         /* 济南市历城区 → 周口市 */
    const char *departs;                       /* 2018年2月7日（星期三）08:00 */
    const char *service;                       /* K8271 次 7 车, NULL */
    const char *plate, *car_id;                /* of a coach; of a train car; else NULL */
    const char *operator_;                     /* NULL on a ticket-block */
    int32_t seats, approved;                   /* approved 0: not stated */
    const char *crew;                          /* 司机 张师傅 138…; NULL */
    int32_t luggage_pieces;                    /* -1: not stated */
    struct manifest_stop *stops;
    int n_stops;
    struct manifest_row *rows; /* in order of boarding stop, then seat */
    int n_rows;
    int32_t riders, children; /* totals */
    const char *printed;      /* 打印时间 … */
};

struct paper; /* one PDF under way */
/* path: a new file (the caller has made sure it may be written). */
enum rc paper_open(const char *path, enum lang lang, struct paper **out, struct err *err) RC_CHECK;
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
/* Finishes the file; paper is freed in any case. */
enum rc paper_close(struct paper *paper, struct err *err) RC_CHECK;

#endif
