#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* What the show leaves behind while it runs, for `vitrin-intake boot` to read when it starts again: which slide it was drawing, and
 * that it was alive. Both lie in RAM: a machine that was switched off has left no trail, and is not blamed. */

#define PACK_TRAIL_BYTES_MAX 512
#define PACK_TRAIL_KEY_MAX 64
#define PACK_TRAIL_POISON_MAX 16

struct pack_breadcrumb {
    char pack_id[PACK_TRAIL_KEY_MAX + 1]; /* of the content */
    char slide[PACK_TRAIL_KEY_MAX + 1];
};

struct pack_heartbeat {
    int64_t frames;  /* presented */
    int64_t alive_s; /* since the start */
    int64_t rounds;  /* of the loop, ended */
    bool is_clean;   /* the show left by itself */
};

/* Returns: bytes written. */
size_t pack_breadcrumb_print(const struct pack_breadcrumb *crumb, char text[PACK_TRAIL_BYTES_MAX]);
size_t pack_heartbeat_print(const struct pack_heartbeat *beat, char text[PACK_TRAIL_BYTES_MAX]);
/* Errors: ERR_FORMAT; the output is untouched then. */
bool pack_breadcrumb_parse(struct str text, struct pack_breadcrumb *ret_crumb, struct err *err) WARN_UNUSED;
bool pack_heartbeat_parse(struct str text, struct pack_heartbeat *ret_beat, struct err *err) WARN_UNUSED;
