/* A return as such: its words, and when two of them say the same. */
#include "homeward/boarding.h"

#include <stdlib.h>
#include <string.h>

const char *boarding_outcome_word(enum boarding_outcome outcome) {
    static const char *const words[] = {"boarded", "absent", "walk-on", "instead"};

    return words[outcome];
}

struct bi boarding_outcome_name(enum boarding_outcome outcome) {
    static const struct bi names[] = {{"已乘车", "boarded"},
                                      {"未乘车", "absent"},
                                      {"临时上车", "walk-on"},
                                      {"换人乘车", "instead"}};

    return names[outcome];
}

const char *boarding_source_word(enum boarding_source source) {
    static const char *const words[] = {"record", "import", "scan"};

    return words[source];
}

bool boarding_travelled(enum boarding_outcome outcome) {
    return outcome != BOARDING_ABSENT;
}

static int by_what_it_says(const void *a, const void *b) {
    const struct boarding_row *x = a, *y = b;

    if (x->request != y->request)
        return x->request < y->request ? -1 : 1;
    if (x->outcome != y->outcome)
        return x->outcome < y->outcome ? -1 : 1;
    return strcmp(x->seat ? x->seat : "", y->seat ? y->seat : "");
}

void boarding_sort(struct boarding *boarding) {
    if (boarding->n_rows)
        qsort(boarding->rows, (size_t)boarding->n_rows, sizeof *boarding->rows, by_what_it_says);
}

bool boarding_same(const struct boarding *a, const struct boarding *b) {
    if (a->n_rows != b->n_rows)
        return false;
    for (int i = 0; i < a->n_rows; i++)
        if (by_what_it_says(&a->rows[i], &b->rows[i]) != 0)
            return false;
    return true;
}
