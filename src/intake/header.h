/*
 * Header words of tables to fields: config/header_synonyms.csv, and the further fields of contract
 * section 5, which win. Every field of the table of words is known here, also those that are of no
 * use to a rider list: what becomes of them is decided once, in this list.
 */
#ifndef HOMEWARD_INTAKE_HEADER_H
#define HOMEWARD_INTAKE_HEADER_H

#include "homeward/mem.h"
#include <stdbool.h>

/* What becomes of a column. */
enum field_use {
    USE_FACT,   /* read into the rider */
    USE_REMARK, /* kept as a remark */
    USE_NONE,   /* says nothing that is not said elsewhere: running counts, signatures, sex */
    USE_DROPPED /* health, income, bank, cause of hardship: not kept anywhere, not even in rejects
                 */
};

/* X(field, its name in the configuration and in list map, use) */
#define TABLE_FIELDS_LIST(X)                                                                       \
    X(UNKNOWN, "", REMARK)                                                                         \
    X(IGNORED, "ignore", NONE)                                                                     \
    X(SEQ, "seq", NONE)                                                                            \
    X(REF, "ref", FACT)                                                                            \
    X(NAME, "name", FACT)                                                                          \
    X(DOCUMENT, "id_no", FACT)                                                                     \
    X(NAME_DOCUMENT, "name_and_id", FACT)                                                          \
    X(DOCUMENT_TYPE, "id_type", FACT)                                                              \
    X(PHONE, "phone", FACT)                                                                        \
    X(EMPLOYER, "employer", FACT)                                                                  \
    X(FROM, "pickup", FACT)                                                                        \
    X(FROM_STATION, "depart_station", FACT)                                                        \
    X(TO, "dest", FACT)                                                                            \
    X(TO_STATION, "arrive_station", FACT)                                                          \
    X(TO_POINT, "dropoff", FACT)                                                                   \
    X(TO_PROVINCE, "dest_province", FACT)                                                          \
    X(TO_CITY, "dest_city", FACT)                                                                  \
    X(TO_COUNTY, "dest_county", FACT)                                                              \
    X(DATE, "travel_date", FACT)                                                                   \
    X(EARLIEST, "earliest", FACT)                                                                  \
    X(PREFERRED, "preferred", FACT)                                                                \
    X(LATEST, "latest", FACT)                                                                      \
    X(RETURN_DATE, "return_date", FACT)                                                            \
    X(DIRECTION, "direction", FACT)                                                                \
    X(MODES, "modes", FACT)                                                                        \
    X(PARTY, "group", FACT)                                                                        \
    X(TOGETHER, "together", FACT)                                                                  \
    X(NEEDS, "needs", FACT)                                                                        \
    X(LUGGAGE, "luggage_pieces", FACT)                                                             \
    X(CLASS, "seat_class", FACT)                                                                   \
    X(SERVICE, "train_no", FACT)                                                                   \
    X(APPLIED, "applied", FACT)                                                                    \
    X(HARDSHIP, "hardship", FACT)                                                                  \
    X(HARDSHIP_NO, "hardship_no", FACT)                                                            \
    X(CONTACT, "contact_cadre", FACT)                                                              \
    X(CONTACT_PHONE, "contact_cadre_phone", FACT)                                                  \
    X(HEADCOUNT, "headcount", FACT)                                                                \
    X(WITH, "with", FACT)                                                                          \
    X(COMPANIONS, "companions", FACT)                                                              \
    X(CHILDREN, "children", FACT)                                                                  \
    X(REMARK, "remark", REMARK)                                                                    \
    X(PHONE2, "phone2", REMARK)                                                                    \
    X(EMERGENCY_NAME, "emergency_name", REMARK)                                                    \
    X(EMERGENCY_PHONE, "emergency_phone", REMARK)                                                  \
    X(SITE, "site", REMARK)                                                                        \
    X(UNION, "union", REMARK)                                                                      \
    X(JOB, "job", REMARK)                                                                          \
    X(HOUSEHOLD, "household", REMARK)                                                              \
    X(HOME_ADDRESS, "home_address", REMARK)                                                        \
    X(DEPART_TIME, "depart_time", REMARK)                                                          \
    X(ALT_SERVICE, "alt_train_no", REMARK)                                                         \
    X(RAIL_CAR, "rail_car", REMARK)                                                                \
    X(SEAT_NO, "seat_no", REMARK)                                                                  \
    X(BERTH, "berth_level", REMARK)                                                                \
    X(TICKET_TYPE, "ticket_type", REMARK)                                                          \
    X(TICKET_NO, "ticket_no", REMARK)                                                              \
    X(FARE, "fare", REMARK)                                                                        \
    X(SUBSIDY, "subsidy", REMARK)                                                                  \
    X(PAID, "paid", REMARK)                                                                        \
    X(COACH_PLATE, "coach_plate", REMARK)                                                          \
    X(COACH_NO, "coach_no", REMARK)                                                                \
    X(CARRIER, "carrier", REMARK)                                                                  \
    X(APPROVED_SEATS, "approved_seats", REMARK)                                                    \
    X(DRIVER, "driver", REMARK)                                                                    \
    X(DRIVER2, "driver2", REMARK)                                                                  \
    X(DRIVER_PHONE, "driver_phone", REMARK)                                                        \
    X(PERMIT_NO, "permit_no", REMARK)                                                              \
    X(LEADER, "leader", REMARK)                                                                    \
    X(LEADER_PHONE, "leader_phone", REMARK)                                                        \
    X(CHILD_HEIGHT, "child_height", REMARK)                                                        \
    X(RIDE_CARD, "ride_card_no", REMARK)                                                           \
    X(LUGGAGE_WEIGHT, "luggage_weight", REMARK)                                                    \
    X(GIFT, "gift", REMARK)                                                                        \
    X(INSURANCE, "insurance", REMARK)                                                              \
    X(UNION_MEMBER, "union_member", REMARK)                                                        \
    X(SEX, "sex", NONE)                                                                            \
    X(ETHNIC, "ethnic", NONE)                                                                      \
    X(BIRTH, "birth", NONE)                                                                        \
    X(AGE, "age", NONE)                                                                            \
    X(SIGNATURE, "signature", NONE)                                                                \
    X(HEALTH, "health", DROPPED)                                                                   \
    X(INCOME, "income", DROPPED)                                                                   \
    X(BANK, "bank", DROPPED)                                                                       \
    X(BANK_CARD, "bank_card", DROPPED)                                                             \
    X(HARDSHIP_CAUSE, "hardship_cause", DROPPED)

#define TABLE_FIELD_NAME(field, name, use) TABLE_##field,
enum table_field { TABLE_FIELDS_LIST(TABLE_FIELD_NAME) TABLE_FIELDS };
#undef TABLE_FIELD_NAME

/* The name in config/header_synonyms.csv, in contract section 5, or "ignore"; false: no field. */
bool table_field_parse(const char *name, enum table_field *out);
const char *table_field_name(enum table_field field);
enum field_use table_field_use(enum table_field field);

/* A heading and what it may mean: `other` is the second reading of an ambiguous word, else
 * TABLE_UNKNOWN. */
struct header_word {
    const char *word; /* normalized */
    enum table_field field, other;
};
struct header_words {
    struct header_word *v; /* by word */
    int n;
    const char *labels[TABLE_FIELDS]; /* the first word of each field, for messages; or its name */
};

void header_words_make(struct arena *arena, struct header_words *out);
/* Half width, lower case, without blanks and marks: how headings are compared. */
const char *header_normalize(struct arena *arena, const char *text);
/* What a normalized heading means; word "" and TABLE_UNKNOWN if it is no word of ours. */
struct header_word header_find(const struct header_words *words, const char *normalized);

#endif
