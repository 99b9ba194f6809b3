#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "intake/intake.h"

/* A process that starts the two programs an intake needs, so that the intake itself can start none. */

enum intake_deed { INTAKE_REHEARSE, INTAKE_REPORT };

#define INTAKE_STARTER_UNRUN                                                                                 \
    127 /* exit status: the program, or a library of it, is not there; also the linker's own */

/* Begins the starter, then gives up starting programs (base/confine.h), for good. Before a lock is held: the starter would hold it as well.
 * Returns: false when there is none, and nothing can be started, or when this kernel cannot take the right away. */
bool intake_starter_begin(struct intake *intake);
/* Starts the rehearsal of a file, or the report of the counts into a folder; what it says goes to `out`. Returns: 0 and its process, or the
 * error's number. */
int intake_starter_start(const struct intake *intake, enum intake_deed deed, const char *path, int out,
                         pid_t *ret_child);
/* Waits for its end, once after each start. Returns: 0 and its wait status, or the error's number. */
int intake_starter_wait(const struct intake *intake, int *ret_status);
