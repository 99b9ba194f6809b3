/* One line on stderr a message, without a time: the journal brings it. The file beside it is opened for each line, so that it may go away
 * at any time and nothing has to be closed; what cannot be written there is left out. A message longer than its line is cut. */

#include "base/log.h"

#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char the_file[PATH_MAX]; /* empty: none */

void
log_also_to(const char *folder, const char *name) {
    if (folder == NULL ||
        snprintf(the_file, sizeof(the_file), "%s/%s", folder, name) >= (int)sizeof(the_file)) {
        the_file[0] = '\0';
    }
}

static void
write_file(const char *name, const char *text) {
    char old[PATH_MAX + sizeof(LOG_FILE_OLD)];
    char stamp[32];
    struct stat about;
    struct tm utc;
    const time_t now = time(NULL);
    const int fd = open(the_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        return;
    }
    if (gmtime_r(&now, &utc) != NULL && strftime(stamp, sizeof(stamp), "%Y-%m-%d %H:%M:%S", &utc) > 0) {
        (void)dprintf(fd, "%s %s: %s\n", stamp, name, text);
    }
    if (fstat(fd, &about) == 0 && about.st_size > LOG_FILE_BYTES_MAX) {
        (void)snprintf(old, sizeof(old), "%s" LOG_FILE_OLD, the_file);
        (void)rename(the_file, old);
    }
    (void)close(fd);
}

void
log_line(enum log_level level, const char *fmt, ...) {
    static const char *const NAMES[] = {"error", "warning", "info"};
    char text[512];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    (void)fprintf(stderr, "vitrin: %s: %s\n", NAMES[level], text);
    if (the_file[0] != '\0') {
        write_file(NAMES[level], text);
    }
}
