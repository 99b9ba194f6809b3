#pragma once

/* A folder of a test's own, made before it and removed after it. */

#include "support.h"

#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

static char the_folder[] = "/tmp/vitrin-test-XXXXXX";

static inline int
make_folder(void **state) {
    (void)state;
    memcpy(the_folder + sizeof(the_folder) - 7, "XXXXXX", 6);
    return mkdtemp(the_folder) == NULL;
}

static inline int
remove_folder(void **state) {
    char command[80];
    (void)state;
    (void)snprintf(command, sizeof(command), "rm -rf %s", the_folder);
    return system(command);
}

/* Writes a file below the folder, making the folders that its name passes. */
static inline void put_file(const char *text, const char *format, ...) PRINTF_LIKE(2, 3);
static inline void
put_file(const char *text, const char *format, ...) {
    char path[240];
    va_list args;
    const size_t root = (size_t)snprintf(path, sizeof(path), "%s/", the_folder);
    va_start(args, format);
    (void)vsnprintf(path + root, sizeof(path) - root, format, args);
    va_end(args);
    for (char *slash = strchr(path + root, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0755);
        *slash = '/';
    }
    FILE *out = fopen(path, "we");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}
