#pragma once

/* The whole program, opened as its options say, in a test. */

#include "support.h"

#include "app/app.h"
#include "base/xalloc.h"

/* Owns: the caller, support_close_app. */
static inline struct app *
support_open_app(const struct app_options *options) {
    struct app *app = xalloc(sizeof(*app));
    struct err err = {0};
    if (!app_open(app, options, &err)) {
        fail_msg("%s", err.text);
    }
    return app;
}

static inline void
support_close_app(struct app *app) {
    app_close(app);
    xfree(app);
}
