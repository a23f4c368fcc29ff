/* Cells as people fill them: days, ranges of days, yes and no, modes, needs. */
#ifndef HOMEWARD_INTAKE_VALUE_H
#define HOMEWARD_INTAKE_VALUE_H

#include "homeward/campaign.h"
#include "homeward/document.h"

/* One day or a range: 2018-02-07, 2018/2/7, 2018年2月7日, 2月7日 (year of the campaign), 20180207,
 * lunar days (腊月廿三), serial numbers of spreadsheets that fall into the campaign,
 * 2月5日-2月9日. */
bool value_days(const struct campaign *c, const char *text, struct day *out_from,
                struct day *out_to);
/* Any text but empty, 无, 否, 非困难, N, 0. */
bool value_yes(const char *text);
unsigned value_modes(const char *text); /* both when neither is named */
unsigned value_needs(const char *header, const char *text);
/* The direction that a word names; false: none. */
bool value_direction(const char *text, enum direction *out);
/* By the word for it, else by the form of the number. */
enum document_type value_document_type(const char *word, const char *number);

#endif
