/* The heap's only door. It counts, so that tests can assert a steady frame allocates nothing and that nothing
 * leaks; running out of memory is a planned exit, after which the supervisor starts the program anew.
 * The counters are no setting: nothing decides by them. */

#include "base/xalloc.h"

#include <limits.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/log.h"

#define LARGE_BYTES (256 * 1024)

static _Atomic uint64_t the_count;
static _Atomic int64_t the_live;

void
xalloc_tune(enum xalloc_life life) {
    if (life == XALLOC_FOR_MONTHS) {
        (void)mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
    } else {
        (void)mallopt(M_MMAP_MAX, 0);
        (void)mallopt(M_TRIM_THRESHOLD, INT_MAX);
    }
}

static void *
checked(void *ptr, size_t bytes) {
    if (ptr == NULL) {
        log_line(LOG_ERROR, "out of memory (%zu bytes); exit %d", bytes, XALLOC_EXIT_OOM);
        exit(XALLOC_EXIT_OOM);
    }
    return ptr;
}

void *
xalloc_array(size_t count, size_t item_bytes) {
    const size_t items = count > 0 ? count : 1;
    const size_t each = item_bytes > 0 ? item_bytes : 1;
    the_count++;
    the_live++;
    return checked(calloc(items, each), items * each);
}

void *
xalloc(size_t bytes) {
    return xalloc_array(1, bytes);
}

void *
xrealloc_array(void *ptr, size_t count, size_t item_bytes) {
    const size_t items = count > 0 ? count : 1;
    const size_t each = item_bytes > 0 ? item_bytes : 1;
    the_count++;
    if (ptr == NULL) {
        the_live++;
    }
    return checked(reallocarray(ptr, items, each), items * each);
}

void
xfree(void *ptr) {
    if (ptr != NULL) {
        the_live--;
        free(ptr);
    }
}

uint64_t
xalloc_count(void) {
    return the_count;
}

int64_t
xalloc_live(void) {
    return the_live;
}
