/* The campaign's head: rules and reported figures, written once by init. */
#include "store/load.h"

#include <string.h>

static enum rc put_row(struct store *store, const struct campaign *c, struct err *err) {
    const struct rules *r = &c->rules;
    sqlite3_stmt *s = db_stmt(
        store,
        "INSERT INTO campaign (id, key, name, starts, ends, board_km, alight_km, "
        "train_board_km, train_alight_km, day_weight, early_day_weight, board_km_weight, "
        "alight_km_weight, day_starts_at, hardship_scope, sharing, free_children, "
        "reported_source, reported_cutoff) VALUES (1, :key, :name, :starts, :ends, :board_km, "
        ":alight_km, :train_board_km, :train_alight_km, :day_weight, :early_day_weight, "
        ":board_km_weight, :alight_km_weight, :day_starts_at, :hardship_scope, :sharing, "
        ":free_children, :source, :cutoff)");

    db_bind_text(s, ":key", c->key);
    db_bind_text(s, ":name", c->name);
    db_bind_day(s, ":starts", c->starts);
    db_bind_day(s, ":ends", c->ends);
    db_bind_double(s, ":board_km", r->board_km);
    db_bind_double(s, ":alight_km", r->alight_km);
    db_bind_double(s, ":train_board_km", r->train_board_km);
    db_bind_double(s, ":train_alight_km", r->train_alight_km);
    db_bind_int(s, ":day_weight", r->day_weight);
    db_bind_int(s, ":early_day_weight", r->early_day_weight);
    db_bind_double(s, ":board_km_weight", r->board_km_weight);
    db_bind_double(s, ":alight_km_weight", r->alight_km_weight);
    db_bind_int(s, ":day_starts_at", r->day_starts_at);
    db_bind_int(s, ":hardship_scope", r->hardship_scope);
    db_bind_int(s, ":sharing", r->sharing);
    db_bind_int(s, ":free_children", r->free_children_percent);
    db_bind_text(s, ":source", c->reported_source);
    db_bind_day(s, ":cutoff", c->reported_cutoff);
    return db_run(store, s, err);
}

static enum rc put_figures(struct store *store, const struct campaign *c, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < c->n_figures && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(store, "INSERT INTO figure (seq, metric, definition, value, "
                                         "precision) VALUES (:seq, :metric, :definition, :value, "
                                         ":precision)");
        db_bind_int(s, ":seq", i);
        db_bind_text(s, ":metric", metric_word(c->figures[i].metric));
        db_bind_text(s, ":definition", definition_word(c->figures[i].definition));
        db_bind_int(s, ":value", c->figures[i].value);
        db_bind_int(s, ":precision", c->figures[i].precision);
        rc = db_run(store, s, err);
    }
    return rc;
}

enum rc store_campaign_put(struct store *store, const struct campaign *c, struct err *err) {
    enum rc rc = put_row(store, c, err);

    rc = rc == RC_OK ? put_figures(store, c, err) : rc;
    for (int i = 0; i < c->rules.n_document_regions && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(store, "INSERT INTO document_region (seq, code_from, code_to) "
                                         "VALUES (:seq, :from, :to)");
        db_bind_int(s, ":seq", i);
        db_bind_int(s, ":from", c->rules.document_regions[i].from);
        db_bind_int(s, ":to", c->rules.document_regions[i].to);
        rc = db_run(store, s, err);
    }
    return rc;
}

/* ---- loading ---- */

static void read_row(struct campaign *c, sqlite3_stmt *s) {
    struct rules *r = &c->rules;

    c->key = db_text(&c->arena, s, 0);
    c->name = db_text(&c->arena, s, 1);
    c->starts = db_day(s, 2);
    c->ends = db_day(s, 3);
    *r = (struct rules){.board_km = sqlite3_column_double(s, 4),
                        .alight_km = sqlite3_column_double(s, 5),
                        .train_board_km = sqlite3_column_double(s, 6),
                        .train_alight_km = sqlite3_column_double(s, 7),
                        .day_weight = sqlite3_column_int64(s, 8),
                        .early_day_weight = sqlite3_column_int64(s, 9),
                        .board_km_weight = sqlite3_column_double(s, 10),
                        .alight_km_weight = sqlite3_column_double(s, 11),
                        .day_starts_at = sqlite3_column_int(s, 12),
                        .hardship_scope = (enum hardship_scope)sqlite3_column_int(s, 13),
                        .sharing = (enum sharing)sqlite3_column_int(s, 14),
                        .free_children_percent = sqlite3_column_int(s, 15)};
    c->reported_source = db_text(&c->arena, s, 16);
    c->reported_cutoff = db_day(s, 17);
}

static enum rc load_figures(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc = load_count(l, "SELECT count(*) FROM figure", &c->n_figures, err);
    sqlite3_stmt *s =
        db_stmt(l->store, "SELECT metric, definition, value, precision FROM figure ORDER BY seq");

    c->figures = arena_array(&c->arena, (size_t)c->n_figures, sizeof *c->figures);
    for (int i = 0; rc == RC_OK && i < c->n_figures && db_row(l->store, s, &rc, err); i++) {
        struct figure *f = &c->figures[i];
        if (!metric_parse((const char *)sqlite3_column_text(s, 0), &f->metric) ||
            !definition_parse((const char *)sqlite3_column_text(s, 1), &f->definition))
            rc = err_set(err, RC_DB, "damaged", "数据库里的公布数不合格式",
                         "a reported figure in the "
                         "database is malformed");
        f->value = sqlite3_column_int64(s, 2);
        f->precision = sqlite3_column_int64(s, 3);
    }
    return rc;
}

enum rc load_head(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(l->store,
                "SELECT key, name, starts, ends, board_km, alight_km, train_board_km, "
                "train_alight_km, day_weight, early_day_weight, board_km_weight, alight_km_weight, "
                "day_starts_at, hardship_scope, sharing, free_children, reported_source, "
                "reported_cutoff FROM campaign");

    if (!db_row(l->store, s, &rc, err))
        return rc != RC_OK ? rc
                           : err_set(err, RC_INVALID, "empty-database",
                                     "数据库里还没有活动，请用 init 重新建立",
                                     "the database holds no campaign; make it anew with init");
    read_row(c, s);
    sqlite3_reset(s);
    rc = load_count(l, "SELECT count(*) FROM document_region", &c->rules.n_document_regions, err);
    c->rules.document_regions = arena_array(&c->arena, (size_t)c->rules.n_document_regions,
                                            sizeof *c->rules.document_regions);
    s = db_stmt(l->store, "SELECT code_from, code_to FROM document_region ORDER BY seq");
    for (int i = 0; rc == RC_OK && db_row(l->store, s, &rc, err); i++)
        c->rules.document_regions[i] = (struct region_range){db_int32(s, 0), db_int32(s, 1)};
    return rc == RC_OK ? load_figures(l, err) : rc;
}
