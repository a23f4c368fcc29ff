/*
 * Errors: a small set of outcomes, and one sentence in Chinese and English that says
 * what is wrong, where, and what to do. A message never holds personal data: it names
 * file, line, field and reason, not the value of a name, document or phone.
 */
#ifndef HOMEWARD_ERR_H
#define HOMEWARD_ERR_H

#include <stdint.h>

enum rc {
    RC_OK = 0,
    RC_NOT_FOUND, /* a named thing does not exist */
    RC_CONFLICT,  /* refused because of what stands already */
    RC_INVALID,   /* input that is not what it claims to be */
    RC_DENIED,    /* not permitted */
    RC_LIMIT,     /* input beyond a cap */
    RC_USAGE,     /* unknown command or option, malformed value */
    RC_IO,        /* file system */
    RC_DB,        /* database */
    RC_NET,       /* network */
    RC_TIMEOUT,
    RC_INTERNAL
};

enum lang { LANG_ZH, LANG_EN };

/* One text in both languages. */
struct bi {
    const char *zh, *en;
};
#define BI(zh_, en_) ((struct bi){(zh_), (en_)})

/* The text in the wanted language. */
const char *bi_text(struct bi text, enum lang lang);

struct err {
    enum rc rc;
    char code[48]; /* stable machine word, such as "wrong-campaign" */
    char zh[512], en[512];
    char file[512]; /* empty if no file is meant */
    int64_t line;   /* 0 if no line is meant */
};

#define RC_CHECK __attribute__((warn_unused_result))

/* Fill err (may be NULL) and return rc, so that `return err_set(...)` reads well.
 * Both formats take the same arguments in the same order. The first message wins: a
 * higher layer never overwrites what a lower one said. */
enum rc err_set(struct err *err, enum rc rc, const char *code, const char *zh, const char *en, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* What the system means by an errno, for both languages: such a message takes both texts and each
 * format passes over the other's with %.0s. */
struct bi err_why(int number);

/* Add the place to an error that has none yet. */
void err_at(struct err *err, const char *file, int64_t line);

const char *err_text(const struct err *err, enum lang lang);

/* The process exit code of contract section 9: 0, 2, 3 or 4 (1 is not an error). */
int rc_exit(enum rc rc);

/* Say that an outcome is deliberately not looked at. */
static inline void rc_ignore(enum rc rc) {
    (void)rc;
}

#endif
