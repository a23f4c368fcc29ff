/* Loading a campaign, and the helpers that its parts share. */
#include "store/load.h"

#include <string.h>

enum rc load_count(struct loader *l, const char *sql, int *out, struct err *err) {
    int64_t n;
    enum rc rc = db_number(l->store, db_stmt(l->store, sql), 0, &n, err);

    if (rc == RC_OK)
        *out = (int)n;
    return rc;
}

enum rc load_index(struct loader *l, const char *sql, struct row_index *out, struct err *err) {
    enum rc rc = db_number(l->store, db_stmt(l->store, sql), 0, &out->max, err);

    if (rc != RC_OK)
        return rc;
    size_t room = (size_t)out->max + 1;
    out->at = arena_array(&l->scratch, room, sizeof *out->at);
    memset(out->at, 0xff, room * sizeof *out->at);
    return RC_OK;
}

int32_t load_ref(const struct row_index *index, sqlite3_stmt *stmt, int column) {
    int64_t id = sqlite3_column_int64(stmt, column); /* 0 for NULL */

    return id > 0 && id <= index->max ? index->at[id] : -1;
}

struct words load_words(struct loader *l, sqlite3_stmt *stmt, int column) {
    const char *text = db_text(&l->c->arena, stmt, column);
    struct slice rest, word;
    int n = 0;

    if (!text)
        return (struct words){NULL, 0};
    for (rest = slice_of(text); slice_word(&rest, &word);)
        n++;
    const char **v = arena_array(&l->c->arena, (size_t)n, sizeof *v);
    rest = slice_of(text);
    for (int i = 0; slice_word(&rest, &word); i++)
        v[i] = arena_strndup(&l->c->arena, word.s, word.len);
    return (struct words){v, n};
}

struct spot load_spot(struct loader *l, sqlite3_stmt *stmt, int place_column, int point_column) {
    struct spot spot = {
        db_int32(stmt, place_column), load_ref(&l->points, stmt, point_column), {0, 0}};

    if (spot.point >= 0) {
        spot.at = l->c->points[spot.point].at;
        spot.place = l->c->points[spot.point].place;
        return spot;
    }
    const struct place *place = places_find(l->c->places, spot.place);
    if (place)
        spot.at = place->at;
    return spot;
}

int32_t load_office(const struct loader *l, int32_t place) {
    for (int i = 0; i < l->c->n_offices; i++)
        if (l->c->offices[i].place == place)
            return i;
    return -1;
}

enum rc store_campaign_load(struct store *store, const struct places *places, struct day today,
                            unsigned parts, struct campaign **out, struct err *err) {
    struct campaign *campaign = mem_alloc(sizeof *campaign);
    struct loader l = {.store = store, .c = campaign};

    campaign->places = places;
    campaign->today = today;
    enum rc rc = load_head(&l, err);
    rc = rc == RC_OK ? load_stations(&l, err) : rc;
    if (rc == RC_OK && (parts & (STORE_SUPPLY | STORE_REQUESTS)))
        rc = load_supply(&l, err);
    else if (rc == RC_OK && (parts & STORE_POINTS))
        rc = load_points(&l, err);
    if (rc == RC_OK && (parts & (STORE_SUPPLY | STORE_REQUESTS)))
        rc = load_shares(&l, err);
    if (rc == RC_OK && (parts & STORE_REQUESTS))
        rc = load_requests(&l, err);
    arena_clear(&l.scratch);
    if (rc != RC_OK) {
        campaign_free(campaign);
        return rc;
    }
    *out = campaign;
    return RC_OK;
}
