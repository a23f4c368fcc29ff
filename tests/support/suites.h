/* Every unit test file gives one suite; the build makes the table. */
#ifndef HOMEWARD_TESTS_SUITES_H
#define HOMEWARD_TESTS_SUITES_H

#include <check.h>

typedef Suite *suite_fn(void);
extern suite_fn *const suites[]; /* ends with NULL */

#endif
