/* `vitrin`: shows a data pack. Exit status: 0, or 1 for a check that failed, or 2 with one sentence of what is wrong, or 3 when a
 * device that had nothing to show has got a pack, or 4 when the screen has gone or is another, or a touch screen has come: the supervisor starts it afresh. */

#include <stdio.h>

#include "app/app.h"
#include "app/app_rehearse.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "pack/pack_place.h"

static bool
run(struct app *app, struct err *err) {
    switch (app->options.mode) {
    case APP_SHOW:
        return app_run(app, err);
    case APP_SHOT:
        return app_shot(app, err);
    case APP_CONTACT_SHEET:
        return app_contact_sheet(app, app->options.out, err);
    case APP_DUMP_LAYOUT:
        return app_dump_layout(app, err);
    case APP_REPLAY:
        return app_replay(app, err);
    case APP_BENCH:
        return app->options.is_loop_only ? app_bench_loop(app, err) : app_bench(app, err);
    case APP_CHECK:
        return app_check(app, err);
    case APP_STATS_REPORT:
        return app_stats_report(&app->options, err);
    case APP_REHEARSE: /* has statuses of its own */
    case APP_VERSION:
    case APP_HELP:
        break;
    }
    return true;
}

int
main(int argc, char **argv) {
    struct app app = {0};
    struct app_options options;
    struct err err = {0};
    if (!app_options_parse(&options, argc, argv, &err)) {
        fprintf(stderr, "vitrin: %s\n", err.text);
        return 2;
    }
    if (options.mode == APP_HELP) {
        app_options_print_help();
        return 0;
    }
    if (options.mode == APP_VERSION) {
        puts("vitrin " VITRIN_VERSION);
        return 0;
    }
    xalloc_tune(options.mode == APP_SHOW ? XALLOC_FOR_MONTHS : XALLOC_FOR_A_MOMENT);
    if (options.mode == APP_REHEARSE) {
        return app_rehearse(&options);
    }
    if (options.run_dir != NULL) {
        log_also_to(options.run_dir, PACK_PLACE_LOG_SHOW);
    }
    app.options = options;
    const bool is_open = options.mode == APP_STATS_REPORT || app_open(&app, &options, &err);
    if (!is_open && options.mode == APP_SHOW && options.state_dir != NULL) { /* a device is never black */
        app_close(&app);
        return app_built_in(&options, &err, app.is_pack_at_fault);
    }
    const bool ok = is_open && run(&app, &err);
    app_close(&app);
    if (!ok) {
        log_line(LOG_ERROR, "%s", err.text);
    }
    if (ok && app.change != HOST_SAME) {
        return HOST_EXIT_AFRESH;
    }
    return ok ? 0 : err.code == ERR_NONE ? 1 : 2;
}
