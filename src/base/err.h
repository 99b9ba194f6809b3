#pragma once

#include <stdbool.h>

#include "base/macros.h"

/* One way to fail: fallible functions return bool (true = success), are WARN_UNUSED and fill `struct err`. */

enum err_code {
    ERR_NONE = 0,
    ERR_USAGE,     /* a wrong argument or setting given by a person */
    ERR_IO,        /* the operating system said no; sys_errno tells */
    ERR_FORMAT,    /* bytes that are not what they claim to be */
    ERR_LIMIT,     /* a named limit passed */
    ERR_CONTENT,   /* well-formed, but wrong as content: a dangling reference, a missing text */
    ERR_UNTRUSTED, /* not signed, or not opened because of where it lies */
    ERR_DEVICE,    /* display, renderer, font machinery */
};

struct err {
    enum err_code code;
    int sys_errno;
    char text[240];
};

/* Fills *err with a formatted sentence.
 * Returns: false always, so that a failure is one line: `return err_set(err, ERR_IO, errno, "…")`. */
bool err_set(struct err *err, enum err_code code, int sys_errno, const char *fmt, ...) PRINTF_LIKE(4, 5);

/* Puts a formatted "what: " before the text that is there. Returns: false always. */
bool err_prefix(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Programmer errors: on in release too; logs and aborts, the supervisor starts the program anew. */
#define xassert(cond) ((cond) ? (void)0 : xassert_fail(#cond, __FILE__, __LINE__))
_Noreturn void xassert_fail(const char *cond, const char *file, int line);
