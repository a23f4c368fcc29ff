/* What staff settled of a run outlives later supply files: where a file says something else, what
 * staff settled stays and both are shown. */
#include "store/supply.h"

#include <string.h>

struct sides {
    const struct supply_file *file;
    const struct campaign *standing;
};

/* ---- facts: how each is shown and taken over; from: the run as it stands ---- */

static const struct vehicle *vehicle_of(const struct sides *s, int32_t vehicle) {
    return vehicle >= 0    ? &s->file->vehicles[vehicle]
           : vehicle <= -2 ? &s->standing->vehicles[-2 - vehicle]
                           : NULL;
}

static void show_vehicle(const struct sides *s, const struct allocation *a, struct str *out) {
    const struct vehicle *v = vehicle_of(s, a->vehicle);

    str_addf(out, "%s %d", v ? v->key : "", (int)a->seats);
}

static void take_vehicle(struct allocation *to, const struct allocation *from,
                         struct arena *arena) {
    (void)arena;
    to->vehicle = from->vehicle;
    to->seats = from->seats;
    to->lower_berths = from->lower_berths;
}

static void show_times(const struct sides *s, const struct allocation *a, struct str *out) {
    char at[WHEN_TEXT];

    (void)s;
    for (int i = 0; i < a->n_stops; i++)
        str_addf(out, i ? " %s" : "%s", instant_text(a->stops[i].at, at));
}

static void take_times(struct allocation *to, const struct allocation *from, struct arena *arena) {
    struct stop *stops = arena_array(arena, (size_t)from->n_stops, sizeof *stops);
    bool same = to->n_stops == from->n_stops;

    for (int i = 0; i < from->n_stops; i++) {
        stops[i] = same ? to->stops[i] : from->stops[i];
        stops[i].at = from->stops[i].at;
    }
    to->stops = stops;
    to->n_stops = from->n_stops;
}

static void show_crew(const struct sides *s, const struct allocation *a, struct str *out) {
    (void)s;
    for (int i = 0; i < a->n_crew; i++)
        str_addf(out, i ? "; %s %s %s" : "%s %s %s", a->crew[i].role, a->crew[i].name,
                 a->crew[i].phone ? a->crew[i].phone : "");
}

static void take_crew(struct allocation *to, const struct allocation *from, struct arena *arena) {
    (void)arena;
    to->crew = from->crew;
    to->n_crew = from->n_crew;
}

static void show_paper(const struct sides *s, const struct allocation *a, struct str *out) {
    const char *const texts[] = {a->label, a->sign_no, a->contract_no, a->insurance_no};
    char day[WHEN_TEXT];

    (void)s;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        str_addf(out, i ? ", %s" : "%s", texts[i] ? texts[i] : "-");
    str_addf(out, ", %s, %d", day_given(a->sign_valid_to) ? day_text(a->sign_valid_to, day) : "-",
             (int)a->luggage_pieces);
}

static void take_paper(struct allocation *to, const struct allocation *from, struct arena *arena) {
    (void)arena;
    to->label = from->label;
    to->sign_no = from->sign_no;
    to->sign_valid_to = from->sign_valid_to;
    to->contract_no = from->contract_no;
    to->insurance_no = from->insurance_no;
    to->luggage_pieces = from->luggage_pieces;
}

static void show_words(const struct words *words, struct str *out) {
    for (int i = 0; i < words->n; i++)
        str_addf(out, " %s", words->v[i]);
}

static void show_seats(const struct sides *s, const struct allocation *a, struct str *out) {
    (void)s;
    str_addf(out, "%d, %d, %d,", (int)a->seats, (int)a->wheelchair, (int)a->lower_berths);
    show_words(&a->blocked_seats, out);
    str_add(out, ",");
    show_words(&a->escort_seats, out);
}

static void take_seats(struct allocation *to, const struct allocation *from, struct arena *arena) {
    (void)arena;
    to->seats = from->seats;
    to->wheelchair = from->wheelchair;
    to->lower_berths = from->lower_berths;
    to->blocked_seats = from->blocked_seats;
    to->escort_seats = from->escort_seats;
}

static void show_terms(const struct sides *s, const struct allocation *a, struct str *out) {
    const struct instant times[] = {a->names_by, a->pay_by, a->return_by};
    char text[WHEN_TEXT];

    (void)s;
    str_addf(out, "%lld, %d, %d,", (long long)a->price, (int)a->minimum, (int)a->group_minimum);
    show_words(&a->reserved_for, out);
    str_addf(out, ", %s", day_given(a->open_from) ? day_text(a->open_from, text) : "-");
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        str_addf(out, ", %s", instant_given(times[i]) ? instant_text(times[i], text) : "-");
}

static void take_terms(struct allocation *to, const struct allocation *from, struct arena *arena) {
    (void)arena;
    to->price = from->price;
    to->minimum = from->minimum;
    to->group_minimum = from->group_minimum;
    to->reserved_for = from->reserved_for;
    to->open_from = from->open_from;
    to->names_by = from->names_by;
    to->pay_by = from->pay_by;
    to->return_by = from->return_by;
}

static void show_stands(const struct sides *s, const struct allocation *a, struct str *out) {
    (void)s;
    str_add(out, a->cancelled ? "cancelled" : "stands");
}

static void take_stands(struct allocation *to, const struct allocation *from, struct arena *arena) {
    (void)arena;
    to->cancelled = from->cancelled;
}

static void show_state(const struct sides *s, const struct allocation *a, struct str *out) {
    (void)s;
    str_add(out, block_state_word(a->state));
}

static void take_state(struct allocation *to, const struct allocation *from, struct arena *arena) {
    (void)arena;
    to->state = from->state;
}

static const struct fact {
    unsigned bit;
    const char *word;
    void (*show)(const struct sides *s, const struct allocation *a, struct str *out);
    void (*take)(struct allocation *to, const struct allocation *from, struct arena *arena);
} facts[] = {
    {RUN_FACT_VEHICLE, "vehicle", show_vehicle, take_vehicle},
    {RUN_FACT_TIMES, "times", show_times, take_times},
    {RUN_FACT_CREW, "crew", show_crew, take_crew},
    {RUN_FACT_PAPER, "paper", show_paper, take_paper},
    {RUN_FACT_SEATS, "seats", show_seats, take_seats},
    {RUN_FACT_TERMS, "terms", show_terms, take_terms},
    {RUN_FACT_STANDS, "standing", show_stands, take_stands},
    {RUN_FACT_STATE, "state", show_state, take_state},
};

/* ---- a file against what staff settled ---- */

static void keep_fact(const struct sides *s, const struct fact *fact, const struct allocation *from,
                      struct allocation *a, struct supply_change *out) {
    struct str says = STR_MAX(2000), stands = STR_MAX(2000);

    fact->show(s, a, &says);
    fact->show(s, from, &stands);
    if (strcmp(str_get(&says), str_get(&stands)) != 0) {
        struct supply_kept kept = {arena_strdup(&out->arena, a->key), fact->word,
                                   arena_strdup(&out->arena, str_get(&says)),
                                   arena_strdup(&out->arena, str_get(&stands))};
        struct supply_kept *all =
            arena_array(&out->arena, (size_t)out->n_kept + 1, sizeof *out->kept);
        if (out->n_kept)
            memcpy(all, out->kept, (size_t)out->n_kept * sizeof *all);
        all[out->n_kept++] = kept;
        out->kept = all;
        fact->take(a, from, &out->arena);
    }
    str_clear(&says);
    str_clear(&stands);
}

/* Indexes as a file refers to what stands. */
static void as_in_file(struct allocation *a, struct arena *arena) {
    struct stop *stops = arena_array(arena, (size_t)a->n_stops, sizeof *stops);

    for (int i = 0; i < a->n_stops; i++) {
        stops[i] = a->stops[i];
        if (stops[i].spot.point >= 0)
            stops[i].spot.point = -2 - stops[i].spot.point;
    }
    a->stops = stops;
    if (a->vehicle >= 0)
        a->vehicle = -2 - a->vehicle;
}

/* A file may bring a smaller vehicle than the seats that staff set. */
static void fit_vehicle(const struct sides *s, struct allocation *a) {
    const struct vehicle *v = vehicle_of(s, a->vehicle);

    if (v && a->seats > v->seats)
        a->seats = v->seats;
}

enum rc supply_keep_hand(struct store *store, const struct supply_file *file,
                         const struct campaign *standing, int64_t id, struct allocation *a,
                         struct supply_change *out, struct err *err) {
    const struct sides sides = {file, standing};
    int64_t by_hand = 0;
    sqlite3_stmt *s = db_stmt(store, "SELECT by_hand FROM allocation WHERE id = :id");

    db_bind_int(s, ":id", id);
    enum rc rc = db_number(store, s, 0, &by_hand, err);
    for (int32_t i = 0; rc == RC_OK && by_hand && i < standing->n_allocations; i++) {
        struct allocation from = standing->allocations[i];
        if (from.id != id)
            continue;
        as_in_file(&from, &out->arena);
        for (size_t f = 0; f < sizeof facts / sizeof *facts; f++)
            if (by_hand & facts[f].bit)
                keep_fact(&sides, &facts[f], &from, a, out);
        fit_vehicle(&sides, a);
    }
    return rc;
}
