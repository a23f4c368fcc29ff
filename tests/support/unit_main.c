/* Runs every unit suite (or, with an argument, those whose name holds it) and prints
 * "unit: N passed, N failed". */
#include "support/suites.h"
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    SRunner *runner = srunner_create(NULL);

    (void)argc;
    for (int i = 0; suites[i]; i++)
        srunner_add_suite(runner, suites[i]());
    if (argv[1])
        setenv("CK_RUN_SUITE", argv[1], 1);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    printf("unit: %d passed, %d failed\n", srunner_ntests_run(runner) - failed, failed);
    srunner_free(runner);
    return failed ? 1 : 0;
}
