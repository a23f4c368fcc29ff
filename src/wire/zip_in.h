/*
 * A zip file as hostile input: entries are read as sources, never unpacked, and never by a path
 * on disk. Every size is counted while inflating; a zip that says one thing and holds another is
 * refused.
 */
#ifndef HOMEWARD_WIRE_ZIP_IN_H
#define HOMEWARD_WIRE_ZIP_IN_H

#include "homeward/wire.h"

struct zip_in;
/* NULL: refused, see err. */
struct zip_in *zip_in_open(struct source *source, struct err *err);
void zip_in_close(struct zip_in *zip);
bool zip_in_has(const struct zip_in *zip, const char *name);
/* The entry as a source that can be rewound; valid until the next call. Names are compared
 * without case. RC_INVALID if there is none of that name. */
enum rc zip_in_entry(struct zip_in *zip, const char *name, struct source *out,
                     struct err *err) RC_CHECK;
/* What was wrong with the zip while its entries were read: the true reason when a reader says no
 * more than that reading failed. */
enum rc zip_in_fault(const struct zip_in *zip);
/* Inflates what nobody has read, so that a false entry is found all the same. */
enum rc zip_in_finish(struct zip_in *zip, struct err *err) RC_CHECK;

#endif
