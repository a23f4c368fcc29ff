/* The place table: config/places.csv (code,name,level,parent,lon,lat,...), sorted by code. */
#include "homeward/place.h"

#include "homeward/asset.h"
#include "homeward/mem.h"
#include "model/places.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EARTH_KM 6371.0088
#define RADIAN (3.14159265358979323846 / 180.0)
enum { FIELD_CODE, FIELD_NAME, FIELD_LEVEL, FIELD_PARENT, FIELD_LON, FIELD_LAT, FIELDS };

double geo_km(struct geo a, struct geo b) {
    double lat = (b.lat - a.lat) * RADIAN, lon = (b.lon - a.lon) * RADIAN;
    double h = sin(lat / 2) * sin(lat / 2) +
               cos(a.lat * RADIAN) * cos(b.lat * RADIAN) * sin(lon / 2) * sin(lon / 2);

    return 2 * EARTH_KM * asin(sqrt(h < 1 ? h : 1));
}

int32_t place_province(int32_t code) {
    return code / 10000 * 10000;
}

int32_t place_city(int32_t code) {
    return code / 100 * 100;
}

/* ---- loading ---- */

/* Cut one line at its commas (the table has no quotes in its first fields). */
static bool cut(char *line, char *fields[FIELDS]) {
    for (int i = 0; i < FIELDS; i++) {
        fields[i] = line;
        char *comma = strchr(line, ',');
        if (!comma)
            return i == FIELDS - 1;
        *comma = '\0';
        line = comma + 1;
    }
    return true;
}

static bool read_place(char *line, struct place *out) {
    char *f[FIELDS];
    int64_t code, level, parent = 0;

    if (!cut(line, f) || !text_int64(f[FIELD_CODE], 110000, 999999, &code) ||
        !text_int64(f[FIELD_LEVEL], 1, 3, &level) ||
        (f[FIELD_PARENT][0] && !text_int64(f[FIELD_PARENT], 0, 999999, &parent)) ||
        !text_double(f[FIELD_LON], -180, 180, &out->at.lon) ||
        !text_double(f[FIELD_LAT], -90, 90, &out->at.lat))
        return false;
    out->code = (int32_t)code;
    out->level = (enum place_level)level;
    out->parent = (int32_t)parent;
    out->name = f[FIELD_NAME];
    return true;
}

static int by_code(const void *a, const void *b) {
    const struct place *x = a, *y = b;

    return (x->code > y->code) - (x->code < y->code);
}

static enum rc bad_table(struct err *err, int64_t line) {
    rc_ignore(err_set(
        err, RC_INVALID, "bad-place-table",
        "地名表 places.csv 第 %lld 行不合格式，请改正或去掉 --config",
        "line %lld of the place table places.csv is malformed; mend it or leave out --config",
        (long long)line));
    err_at(err, "places.csv", line);
    return RC_INVALID;
}

static enum rc read_table(struct places *places, char *text, struct err *err) {
    size_t cap = 0;
    int64_t number = 1;
    char *line = strchr(text, '\n'); /* the header */

    for (line = line ? line + 1 : NULL; line && *line; number++) {
        char *end = strchr(line, '\n');
        struct place place;
        if (end)
            *end = '\0';
        if (!read_place(line, &place))
            return bad_table(err, number + 1);
        VEC_PUSH(places->v, places->n, cap, place);
        line = end ? end + 1 : NULL;
    }
    qsort(places->v, (size_t)places->n, sizeof *places->v, by_code);
    return RC_OK;
}

enum rc places_load(struct places **out, struct err *err) {
    const struct asset *asset = asset_find("config/places.csv");
    struct places *places = mem_alloc(sizeof *places);

    char *text = arena_strndup(&places->arena, (const char *)asset->data, asset->len);
    enum rc rc = read_table(places, text, err);
    if (rc == RC_OK)
        rc = gazetteer_build(places, err);
    if (rc != RC_OK) {
        places_free(places);
        return rc;
    }
    *out = places;
    return RC_OK;
}

void places_free(struct places *places) {
    if (!places)
        return;
    gazetteer_clear(places);
    mem_free(places->v);
    arena_clear(&places->arena);
    mem_free(places);
}

/* ---- looking up ---- */

const struct place *places_find(const struct places *places, int32_t code) {
    struct place key = {.code = code};

    return bsearch(&key, places->v, (size_t)places->n, sizeof *places->v, by_code);
}

int places_count(const struct places *places) {
    return places->n;
}

const struct place *places_at(const struct places *places, int index) {
    return &places->v[index];
}

void places_full_name(const struct places *places, int32_t code, struct str *out) {
    const struct place *place = places_find(places, code);

    if (!place) {
        str_addf(out, "%06d", (int)code);
        return;
    }
    if (place->parent)
        places_full_name(places, place->parent, out);
    str_add(out, place->name);
}
