/* One line on stderr a message. The level is the only mutable setting that is global in the program.
 * No time stamps and no files: the journal brings both. A message longer than its line is cut. */

#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

static enum log_level the_level = LOG_INFO;

void
log_set_level(enum log_level level) {
    the_level = level;
}

void
log_line(enum log_level level, const char *fmt, ...) {
    static const char *const NAMES[] = {"error", "warning", "info", "debug"};
    if (level > the_level) {
        return;
    }
    char text[512];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    (void)fprintf(stderr, "vitrin: %s: %s\n", NAMES[level], text);
}
