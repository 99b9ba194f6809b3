#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "host/host.h"

/* The command line of `vitrin`. */

enum app_mode {
    APP_SHOW,
    APP_SHOT,
    APP_CONTACT_SHEET,
    APP_DUMP_LAYOUT,
    APP_REPLAY,
    APP_BENCH,
    APP_CHECK,
    APP_STATS_REPORT,
    APP_REHEARSE,
    APP_VERSION,
    APP_HELP
};

struct app_options {
    enum app_mode mode;
    const char *pack, *fonts, *lang, *slide, *out, *replay, *stats, *folder;
    int width_px, height_px; /* 0: the display's own */
    bool has_size;
    int shot_ms, bench_s;
    const char *trust;                                /* a public key besides the program's own, or NULL */
    const char *state_dir, *run_dir, *keys, *factory; /* of a device; NULL: none, or the usual place */
    long frames;                                      /* 0: no limit */
    const char *settings;                             /* file of what is set for this screen, or NULL */
    int quarter_turns;                                /* --rotate; -1: as the settings say */
    bool is_windowed, is_kiosk, is_reduced_motion, is_flat, is_loop_only;
    enum host_output output;
};

/* Errors: ERR_USAGE, one sentence naming the argument. */
bool app_options_parse(struct app_options *options, int argc, char **argv, struct err *err) WARN_UNUSED;
/* May a picture be as large? */
bool app_options_is_size(int width_px, int height_px);
void app_options_print_help(void);
