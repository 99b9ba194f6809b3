/* A stick that is plugged in while the hours keep the screen dark: it is told within two seconds, for as long as its card is up. */

#include "swap_hands_support.h"

#include <sys/stat.h>
#include <sys/timex.h>

#include "pack/pack_place.h"

#define TOLD_NS TIME_S(2)
#define STEP_NS TIME_MS(100)

static char run_dir[64], status_path[128];

/* The machine's clock is kept: in place of the C library's. */
int
adjtimex(struct timex *kernel) {
    (void)kernel;
    return TIME_OK;
}

static void
open_dark(struct show *show) {
    struct err err = {0};
    open_show(show, "fa");
    (void)snprintf(run_dir, sizeof(run_dir), "/tmp/vitrin-dark-%ld", (long)getpid());
    (void)snprintf(status_path, sizeof(status_path), "%s/%s", run_dir, PACK_PLACE_STATUS);
    (void)mkdir(run_dir, 0700);
    show->app.options.run_dir = run_dir;
    assert_true(hours_take(&show->app.settings.hours, -1, STR_LIT("closed"), &err));
}

static void
close_dark(struct show *show) {
    char crumb[128];
    app_close(&show->app);
    (void)snprintf(crumb, sizeof(crumb), "%s/%s", run_dir, PACK_PLACE_BREADCRUMB);
    (void)unlink(crumb);
    (void)unlink(status_path);
    assert_int_equal(rmdir(run_dir), 0);
}

static void
tell(enum pack_phase phase, enum pack_outcome outcome) {
    static uint32_t event;
    char text[PACK_STATUS_BYTES_MAX];
    event += phase == PACK_PHASE_READING ? 1 : 0;
    const struct pack_status status = {.event = event, .phase = phase, .outcome = outcome};
    const size_t bytes = pack_status_print(&status, text);
    (void)unlink(status_path);
    FILE *file = fopen(status_path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, bytes, file), bytes);
    fclose(file);
}

static float
turn_once(struct show *show) {
    show->now += STEP_NS;
    deck_update(show->app.deck, show->now);
    app_update_turn(&show->app, show->now);
    app_care_turn(&show->app, show->now);
    return app_care_darkness(&show->app, show->now);
}

/* Returns: after how long the screen is as dark as wanted. */
static time_ns
wait_for(struct show *show, float darkness) {
    const time_ns begun = show->now;
    while (turn_once(show) != darkness) {
        assert_true(show->now - begun < TIME_S(60));
    }
    return show->now - begun;
}

static void
test_a_stick_wakes_the_screen(void **state) {
    static const enum pack_outcome OUTCOMES[] = {PACK_INSTALLED, PACK_OLDER, PACK_EMPTY, PACK_KNOWN_BAD};
    struct show show;
    time_ns longest = 0;
    (void)state;
    open_dark(&show);
    (void)wait_for(&show, 1.0f);
    for (size_t i = 0; i < ARRAY_LEN(OUTCOMES); i++) {
        tell(PACK_PHASE_READING, PACK_NONE);
        const time_ns told = wait_for(&show, 0.0f);
        longest = told > longest ? told : longest;
        assert_in_range(wait_for(&show, 1.0f), TIME_S(5),
                        TIME_S(15)); /* a slow stick does not light the hall */
        tell(PACK_PHASE_DONE, OUTCOMES[i]);
        const time_ns answered = wait_for(&show, 0.0f);
        longest = answered > longest ? answered : longest;
        const time_ns lit = wait_for(&show, 1.0f); /* and it is dark again while the stick is left in */
        assert_in_range(lit, TIME_S(pack_outcome_is_good(OUTCOMES[i]) ? 8 : 20),
                        TIME_S(pack_outcome_is_good(OUTCOMES[i]) ? 12 : 25));
        (void)unlink(status_path);
        for (int turn = 0; turn < 100; turn++) { /* pulling it out wakes nothing */
            assert_true(turn_once(&show) == 1.0f);
        }
    }
    assert_true(longest <= TOLD_NS);
    print_message("N = %d sticks in the dark, each told after at most %d ms\n", (int)ARRAY_LEN(OUTCOMES),
                  (int)(longest / 1000000));
    close_dark(&show);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_stick_wakes_the_screen),
    };
    SUPPORT_UNUSED;
    SWAP_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
