/* What every target of the intake shares: the real places and a campaign, made once. */
#ifndef HOMEWARD_FUZZ_CONTEXT_H
#define HOMEWARD_FUZZ_CONTEXT_H

#include "homeward/intake.h"
#include <stdlib.h>
#include <string.h>

static inline void fuzz_hold(bool it) {
    if (!it)
        abort();
}

/* 15 January to 31 March 2018, nothing in it. */
static inline const struct campaign *fuzz_campaign(void) {
    static struct campaign campaign;
    static struct places *places;

    if (places)
        return &campaign;
    fuzz_hold(places_load(&places, NULL) == RC_OK);
    campaign.places = places;
    campaign.key = "fuzz";
    fuzz_hold(day_make(2018, 1, 15, &campaign.starts) && day_make(2018, 3, 31, &campaign.ends));
    return &campaign;
}

/* A station of Jinan. */
static inline struct list_context fuzz_context(void) {
    const struct campaign *campaign = fuzz_campaign();

    return (struct list_context){.campaign = campaign,
                                 .office_place = 370100,
                                 .station = "S",
                                 .today = campaign->starts,
                                 .issued = INSTANT_NONE};
}

/* What is ours alone to read: XML or a table in text. Workbooks have targets of their own. */
static inline bool fuzz_is_text(struct source *source) {
    enum wire_format format;

    return wire_sniff(source, &format, NULL) == RC_OK &&
           (format == WIRE_XML || format == WIRE_TABLE_TEXT);
}

#endif
