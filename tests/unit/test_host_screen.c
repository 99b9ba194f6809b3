/* The screens that the kernel tells of, from folders like its own. */

#include "folder_support.h"

#include "host/host_screen.h"

static void
put(const char *connector, const char *file, const char *text) {
    put_file(text, "%s/%s", connector, file);
}

static void
test_only_connectors_count(void **state) {
    (void)state;
    assert_int_equal(host_screens_read("/tmp/no such folder").connectors, 0);
    put("card0", "status", "connected\n"); /* no connector, whatever it says */
    put("renderD128", "status", "connected\n");
    put("card0-Writeback-1", "status", "connected\n");
    assert_int_equal(host_screens_read(the_folder).connectors, 0);
    put("card0-HDMI-A-1", "status", "disconnected\n");
    put("card0-DSI-1", "status", "unknown\n");
    assert_int_equal(host_screens_read(the_folder).connectors, 2);
    assert_int_equal(host_screens_read(the_folder).connected, 0);
    put("card1-HDMI-A-2", "status", "connected\n"); /* without modes: still a screen */
    assert_int_equal(host_screens_read(the_folder).connectors, 3);
    assert_int_equal(host_screens_read(the_folder).connected, 1);
}

static void
test_what_changes_changes_the_print(void **state) {
    uint64_t prints[6];
    (void)state;
    prints[0] = host_screens_read(the_folder).print;
    put("card0-HDMI-A-1", "status", "connected\n");
    put("card0-HDMI-A-1", "modes", "1920x1080\n1280x720\n");
    prints[1] = host_screens_read(the_folder).print;
    assert_int_equal(host_screens_read(the_folder).print, prints[1]);
    put("card0-HDMI-A-1", "modes", "1280x720\n1920x1080\n"); /* another is preferred */
    prints[2] = host_screens_read(the_folder).print;
    put("card0-HDMI-A-2", "status", "disconnected\n"); /* a connector without a screen changes nothing */
    assert_int_equal(host_screens_read(the_folder).print, prints[2]);
    put("card0-HDMI-A-2", "status", "connected\n");
    put("card0-HDMI-A-2", "modes", "1280x720\n1920x1080\n");
    prints[3] = host_screens_read(the_folder).print;
    put("card0-HDMI-A-1", "status", "disconnected\n"); /* the same modes on another plug */
    prints[4] = host_screens_read(the_folder).print;
    put("card0-HDMI-A-2", "modes", "");
    prints[5] = host_screens_read(the_folder).print;
    for (size_t i = 0; i < ARRAY_LEN(prints); i++) {
        for (size_t j = 0; j < i; j++) {
            assert_true(prints[i] != prints[j]);
        }
    }
}

static void
test_only_kmsdrm_waits_for_a_screen(void **state) {
    (void)state;
    assert_int_equal(unsetenv("SDL_VIDEODRIVER"), 0);
    assert_false(host_screen_is_awaited(the_folder));
    assert_int_equal(setenv("SDL_VIDEODRIVER", "x11", 1), 0);
    assert_false(host_screen_is_awaited(the_folder));
    assert_int_equal(setenv("SDL_VIDEODRIVER", "kmsdrm", 1), 0);
    assert_true(host_screen_is_awaited(the_folder)); /* not even a card yet */
    put("card0-HDMI-A-1", "status", "disconnected\n");
    assert_true(host_screen_is_awaited(the_folder));
    put("card0-Composite-1", "status", "unknown\n"); /* a Pi 3 has such a plug, which says so for ever */
    assert_true(host_screen_is_awaited(the_folder));
    put("card0-VGA-1", "status", "unknown\n"); /* perhaps */
    assert_false(host_screen_is_awaited(the_folder));
    put("card0-VGA-1", "status", "disconnected\n");
    assert_true(host_screen_is_awaited(the_folder));
    put("card0-HDMI-A-1", "status", "connected\n");
    assert_false(host_screen_is_awaited(the_folder));
}

static void
expect_size(int width_px, int height_px) {
    const struct host_screens screens = host_screens_read(the_folder);
    assert_int_equal(screens.width_px, width_px);
    assert_int_equal(screens.height_px, height_px);
}

static void
test_the_size_that_the_screen_likes_best(void **state) {
    (void)state;
    expect_size(0, 0);
    put("card1-HDMI-A-1", "status", "connected\n");
    expect_size(0, 0); /* without modes */
    put("card1-HDMI-A-1", "modes", "1600x900\n1920x1080\n");
    expect_size(1600, 900);
    put("card1-HDMI-A-1", "modes", "1920x1080i\n1280x720\n");
    expect_size(0, 0);
    put("card1-HDMI-A-1", "modes", "1920x1080\n");
    put("card1-HDMI-A-2", "status", "disconnected\n");
    put("card1-HDMI-A-2", "modes", "1280x720\n");
    expect_size(1920, 1080);
    put("card1-HDMI-A-2", "status", "connected\n"); /* which of the two is SDL's choice */
    expect_size(0, 0);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_only_connectors_count, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_what_changes_changes_the_print, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_the_size_that_the_screen_likes_best, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_only_kmsdrm_waits_for_a_screen, make_folder, remove_folder),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
