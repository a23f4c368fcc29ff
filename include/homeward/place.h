/*
 * Places: the administrative divisions of February 2018 (config/places.csv), with a point on
 * the map each. A code is the six-digit GB/T 2260 code. Source and licence of the table:
 * config/README.md.
 */
#ifndef HOMEWARD_PLACE_H
#define HOMEWARD_PLACE_H

#include "homeward/err.h"
#include "homeward/str.h"
#include <stdbool.h>
#include <stdint.h>

struct geo {
    double lon, lat; /* degrees */
};

enum place_level { PLACE_PROVINCE = 1, PLACE_CITY = 2, PLACE_COUNTY = 3 };

struct place {
    int32_t code;
    int32_t parent; /* 0 for a province */
    enum place_level level;
    const char *name;
    struct geo at;
};

struct places; /* the table with its indexes; read-only and shared after loading */

/* Great-circle distance in km, radius 6371.0088 km, double precision (contract section 7). */
double geo_km(struct geo a, struct geo b);

/* The embedded table (with --config, the edited one). Free with places_free. */
enum rc places_load(struct places **out, struct err *err) RC_CHECK;
void places_free(struct places *places);

/* NULL if the code is not in the table. */
const struct place *places_find(const struct places *places, int32_t code);
int places_count(const struct places *places);
const struct place *places_at(const struct places *places, int index); /* by code */

/* Province (xx0000), city (xxxx00) of a code, by its digits. */
int32_t place_province(int32_t code);
int32_t place_city(int32_t code);
/* "山东省菏泽市成武县" into out; the code itself when unknown. */
void places_full_name(const struct places *places, int32_t code, struct str *out);

/*
 * A place as people write it: a six-digit code, 河南周口, 菏泽市成武县, 曹县, 山东曹县, a former
 * name (config/former_names.csv), with or without 省 市 县 区, with marks between or a station or
 * street behind. `near` (0 = none) is the code of an office or of its province: among several
 * candidates one that lies in its city, else in its province, is taken only if it is the only one
 * there.
 * RC_OK; RC_NOT_FOUND; RC_CONFLICT: several are meant, out_candidates lists up to 8 codes (those
 * that are near, if there are any).
 */
#define PLACE_CANDIDATES 8
struct place_match {
    int32_t code;
    bool more; /* the text says more than the place: a station, a street */
    int n_candidates;
    int32_t candidates[PLACE_CANDIDATES];
};
enum rc places_resolve(const struct places *places, const char *text, int32_t near,
                       struct place_match *out) RC_CHECK;

#endif
