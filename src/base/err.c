/* Sentences for failures. A failure is filled in where it happens and prefixed by each caller that knows
 * more. Nothing is logged here but a programmer's error, on the way out: the one who survives a failure
 * reports it. What does not fit is cut at the end, so that the outermost prefix is always readable. */

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

bool
err_set(struct err *err, enum err_code code, int sys_errno, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    err->code = code;
    err->sys_errno = sys_errno;
    (void)vsnprintf(err->text, sizeof(err->text), fmt, args);
    va_end(args);
    return false;
}

bool
err_prefix(struct err *err, const char *fmt, ...) {
    char text[sizeof(err->text)];
    const struct err before = *err;
    va_list args;
    va_start(args, fmt);
    int used = vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    if (used > 0 && (size_t)used < sizeof(text)) {
        /* what does not fit is cut at the end: the prefix says where, which matters more */
        const size_t room = sizeof(text) - (size_t)used;
        if (snprintf(text + used, room, ": %s", before.text) < 0) {
            text[used] = '\0';
        }
    }
    memcpy(err->text, text, sizeof(text));
    return false;
}

void
xassert_fail(const char *cond, const char *file, int line) {
    log_line(LOG_ERROR, "%s:%d: must hold: %s", file, line, cond);
    abort();
}
