/* A supply file between reading and resolving: things as written, with their lines. */
#ifndef HOMEWARD_INTAKE_SUPPLY_H
#define HOMEWARD_INTAKE_SUPPLY_H

#include "homeward/intake.h"

struct point_text {
    struct point point;
    int64_t line;
};
struct stop_text {
    struct stop stop;
    const char *place, *use;
    int64_t line;
};
struct allocation_text {
    struct allocation allocation;
    const char *vehicle; /* the id as written, NULL */
    int mode;            /* as written, -1 */
    int first_stop, n_stops, first_crew, n_crew;
    int64_t line;
};

struct supply_reader {
    const struct campaign *campaign;
    struct supply_file *file;
    const char *source;
    bool in_allocation;
    struct point_text *points;
    struct vehicle *vehicles;
    struct allocation_text *allocations;
    struct stop_text *stops;
    struct crew *crew;
    int n_points, n_vehicles, n_allocations, n_stops, n_crew;
    size_t points_cap, vehicles_cap, allocations_cap, stops_cap, crew_cap;
};

/* Takes one element of the file, at depth 0 (supply), 1 (point, vehicle, allocation) or 2 (stop,
 * crew of the last allocation). */
enum rc supply_element(struct supply_reader *reader, const char *element, int depth,
                       const struct xml_attr *attrs, int n, int64_t line, struct err *err) RC_CHECK;
/* A table, one plain departure a row; file->office_place is set. */
enum rc supply_table_read(struct source *source, enum wire_format format,
                          struct supply_reader *reader, struct err *err) RC_CHECK;
/* Resolves every reference and tests every rule of contract section 3; fills reader->file. */
enum rc supply_resolve(struct supply_reader *reader, struct err *err) RC_CHECK;

#endif
