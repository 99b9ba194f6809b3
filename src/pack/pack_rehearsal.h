#pragma once

/* How `vitrin --rehearse FILE` answers the intake, which runs it as a process of its own. Its standard output has lines
 * `page N of M` as it goes, and, when it refuses, one last line that says in English which page and why:
 *     rehearsal_failed: slide seasons, fa, 1080x1920: "…" does not fit and is cut off
 * The word is the outcome's (pack_outcome.h); `the pack` stands for the page when it is about none. Last line of one that passed:
 *     passed: 296 pages, 48.8 a second, 178 MiB */

#define PACK_REHEARSAL_PASSED 0
#define PACK_REHEARSAL_EXIT_FAILED 10 /* a page cannot be drawn as it should */
#define PACK_REHEARSAL_EXIT_SLOW 11   /* a page, or all of them, take too long */
#define PACK_REHEARSAL_EXIT_MEMORY 12 /* the pack takes too much memory */
/* Any other status and any signal is a failure too: 70 (XALLOC_EXIT_OOM) and SIGKILL for memory, SIGXCPU and SIGALRM for time. */

#define PACK_REHEARSAL_LINE_MAX 200 /* bytes of a line, without its end */
#define PACK_REHEARSAL_WALL_S 610   /* after this the intake ends it */
