/* Loaded before the C library: one allocation of the program fails, the FAIL_AT-th since its start, whoever asked for it (the program,
 * SQLite, libsodium, the C library itself). With FAIL_COUNT=FILE none fails, and at the end their number is written there. Programs that
 * are started by the one under test have an environment of their own and are left alone. */

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *old, size_t bytes);

static atomic_long allocations;
static long fail_at = -1; /* not asked yet */

static bool
fails(void) {
    if (fail_at < 0) {
        const char *wanted = getenv("FAIL_AT");
        fail_at = wanted == NULL ? 0 : atol(wanted);
    }
    const bool is_it = atomic_fetch_add(&allocations, 1) + 1 == fail_at;
    if (is_it) {
        errno = ENOMEM;
    }
    return is_it;
}

void *
malloc(size_t bytes) {
    return fails() ? NULL : __libc_malloc(bytes);
}

void *
calloc(size_t count, size_t bytes) {
    return fails() ? NULL : __libc_calloc(count, bytes);
}

void *
realloc(void *old, size_t bytes) {
    return fails() ? NULL : __libc_realloc(old, bytes);
}

__attribute__((destructor)) static void
write_count(void) {
    const char *path = getenv("FAIL_COUNT");
    const long count = atomic_load(&allocations);
    const int fd = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd >= 0) {
        (void)dprintf(fd, "%ld\n", count);
        (void)close(fd);
    }
}
