/* What stands where a television's line is looked for, and is none, is left alone. What is said on a real line is heard in the emulated machine
 * (tests/e2e). */

#include "support.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/host_cec.h"

static void
expect_no_line(const char *dir) {
    struct host_cec cec = host_cec_open(dir);
    assert_int_equal(cec.count, 0);
    assert_int_equal(host_cec_tell(&cec, true), 0);
    host_cec_close(&cec);
}

static void
test_no_line(void **state) {
    UNUSED(state);
    char dir[] = "/tmp/vitrin-cec-XXXXXX";
    char path[4][64];
    assert_non_null(mkdtemp(dir));
    expect_no_line(dir);
    expect_no_line("/nonexistent");
    for (int i = 0; i < 4; i++) {
        (void)snprintf(path[i], sizeof(path[i]), "%s/cec%d", dir, i);
    }
    const int file = open(path[0], O_CREAT | O_WRONLY, 0600);
    assert_true(file >= 0 && write(file, "kept", 4) == 4 && close(file) == 0);
    assert_int_equal(mkfifo(path[1], 0600), 0); /* nobody reads it, nothing waits */
    assert_int_equal(symlink("/dev/null", path[2]), 0);
    assert_int_equal(mkdir(path[3], 0700), 0);
    expect_no_line(dir);
    struct stat st;
    assert_int_equal(stat(path[0], &st), 0);
    assert_int_equal(st.st_size, 4);
    for (int i = 0; i < 3; i++) {
        unlink(path[i]);
    }
    rmdir(path[3]);
    rmdir(dir);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_line),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
