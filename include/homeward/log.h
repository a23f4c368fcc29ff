/* Levelled log to standard error. Only cli, desk and ops log; everything below returns. */
#ifndef HOMEWARD_LOG_H
#define HOMEWARD_LOG_H

#include "homeward/err.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

void log_setup(enum log_level level, enum lang lang);
void log_say(enum log_level level, const char *zh, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

#endif
