/* Levelled log: one line on standard error, in the user's language. */
#include "homeward/log.h"

#include <stdarg.h>
#include <stdio.h>

static struct {
    enum log_level level;
    enum lang lang;
} setup = {LOG_WARN, LANG_ZH};

void log_setup(enum log_level level, enum lang lang) {
    setup.level = level;
    setup.lang = lang;
}

void log_say(enum log_level level, const char *zh, const char *en, ...) {
    char line[1024];
    va_list args;

    if (level > setup.level)
        return;
    va_start(args, en);
    vsnprintf(line, sizeof line, setup.lang == LANG_EN ? en : zh, args);
    va_end(args);
    fprintf(stderr, "homeward: %s\n", line);
}
