#pragma once

#include <stdbool.h>

/* A process that takes rights away from itself, for good and for all its threads and children. */

/* From now on it can start no other program: execve and execveat fail with EPERM, whatever a fault in a font, a picture or a pack makes of it.
 * Needs no privilege; no program that it might start could gain any, either. Returns: false where the kernel cannot. */
bool confine_no_exec(void);
