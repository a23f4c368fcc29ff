/* import-bench rows N FOLDER | import-bench loop DONE.db FRESH.db (see tests/bench/import.sh). */
#include "bench/import/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "rows") == 0)
        return bench_rows((int)strtol(argv[2], NULL, 10), argv[3]);
    if (argc == 4 && strcmp(argv[1], "loop") == 0)
        return bench_loop(argv[2], argv[3]);
    fputs("import-bench rows N FOLDER | loop DONE.db FRESH.db\n", stderr);
    return 2;
}
