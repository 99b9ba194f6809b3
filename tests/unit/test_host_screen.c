/* What the kernel's folder of graphics sockets says, on folders of our own. */

#include "host/host_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static char folder[] = "/tmp/vitrin-screen-XXXXXX";

static void
put(const char *socket, const char *word) {
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, socket);
    (void)mkdir(path, 0755);
    (void)snprintf(path, sizeof(path), "%s/%s/status", folder, socket);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(word, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int
make_folder(void **state) {
    UNUSED(state);
    return mkdtemp(folder) == NULL;
}

static int
drop_folder(void **state) {
    UNUSED(state);
    static const char *const SOCKETS[] = {"card0-HDMI-A-1", "card0-HDMI-A-2", "card1-Unknown-1",
                                          "card1-Writeback-1", "version"};
    char path[256];
    for (size_t i = 0; i < ARRAY_LEN(SOCKETS); i++) {
        (void)snprintf(path, sizeof(path), "%s/%s/status", folder, SOCKETS[i]);
        (void)unlink(path);
        (void)snprintf(path, sizeof(path), "%s/%s", folder, SOCKETS[i]);
        (void)rmdir(path);
    }
    return rmdir(folder);
}

/* In this order: each adds to what the one before left. */
static void
test_sockets(void **state) {
    UNUSED(state);
    assert_int_equal(host_screen_look("/nonexistent"), HOST_SCREEN_UNKNOWN);
    assert_int_equal(host_screen_look(folder), HOST_SCREEN_UNKNOWN);
    put("version", "connected\n"); /* no socket */
    assert_int_equal(host_screen_look(folder), HOST_SCREEN_UNKNOWN);
    put("card0-HDMI-A-1", "disconnected\n");
    assert_int_equal(host_screen_look(folder), HOST_SCREEN_NONE);
    put("card1-Writeback-1", "unknown\n"); /* no screen can hang there */
    assert_int_equal(host_screen_look(folder), HOST_SCREEN_NONE);
    put("card0-HDMI-A-2", "connected\n");
    assert_int_equal(host_screen_look(folder), HOST_SCREEN_THERE);
    put("card0-HDMI-A-2", "disconnected\n");
    assert_int_equal(host_screen_look(folder), HOST_SCREEN_NONE);
    put("card1-Unknown-1", "unknown\n"); /* a panel that no driver asks may well show the picture */
    assert_int_equal(host_screen_look(folder), HOST_SCREEN_UNKNOWN);
    put("card0-HDMI-A-1", "");
    assert_int_equal(host_screen_look(folder), HOST_SCREEN_UNKNOWN);
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sockets)};
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
