#ifndef HOMEWARD_TESTS_BENCH_IMPORT_H
#define HOMEWARD_TESTS_BENCH_IMPORT_H

/* list.xml, list.csv and list.xlsx of n riders into the folder. Returns the exit code. */
int bench_rows(int n, const char *folder);
/* The rows that an import wrote into `done`, inserted into `fresh` by a bare loop. */
int bench_loop(const char *done, const char *fresh);

#endif
