/* The supervisor hears what sd_notify(3) says, from a real socket; without one nothing happens. */

#include "support.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "host/host_watchdog.h"

static int
listen_at(const char *name) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    assert_true(fd >= 0);
    (void)snprintf(address.sun_path, sizeof(address.sun_path), "%s", name);
    const size_t n = strlen(name);
    address.sun_path[0] = name[0] == '@' ? '\0' : name[0];
    assert_int_equal(
        bind(fd, (const struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n)),
        0);
    return fd;
}

/* A watchdog that is to be fed every `usec`, and in `fd` who hears it at `name`. */
static struct host_watchdog
open_heard(const char *name, const char *usec, int *fd) {
    *fd = listen_at(name);
    setenv("NOTIFY_SOCKET", name, 1);
    setenv("WATCHDOG_USEC", usec, 1);
    return host_watchdog_open();
}

static void
assert_heard(int fd, const char *words) {
    char heard[64];
    const ssize_t n = recv(fd, heard, sizeof(heard) - 1, 0);
    heard[n > 0 ? n : 0] = '\0';
    assert_string_equal(heard, words);
}

static void
hear_a_life(const char *name) {
    int fd;
    struct host_watchdog watchdog = open_heard(name, "10000000", &fd);
    host_watchdog_feed(&watchdog, TIME_S(99)); /* nobody waits for food before it is ready */
    host_watchdog_stretch(&watchdog, TIME_S(99), TIME_S(60));
    assert_heard(fd, "");
    host_watchdog_ready(&watchdog, TIME_S(100));
    assert_heard(fd, "READY=1");
    assert_true(host_watchdog_due(&watchdog) < TIME_S(104));
    int fed = 0;
    for (time_ns now = TIME_S(100); now <= TIME_S(160); now += TIME_MS(100)) {
        char heard[64];
        host_watchdog_feed(&watchdog, now);
        fed += recv(fd, heard, sizeof(heard), 0) == 10 && memcmp(heard, "WATCHDOG=1", 10) == 0 ? 1 : 0;
    }
    assert_in_range(fed, 16, 18); /* every third of ten seconds, not more */
    host_watchdog_close(&watchdog);
    assert_heard(fd, "STOPPING=1");
    close(fd);
}

static void
test_by_path_and_by_abstract_name(void **state) {
    UNUSED(state);
    char path[64];
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-watchdog-%ld", (long)getpid());
    hear_a_life(path);
    unlink(path);
    (void)snprintf(path, sizeof(path), "@vitrin-watchdog-%ld", (long)getpid());
    hear_a_life(path);
}

static void
test_nobody_listens(void **state) {
    UNUSED(state);
    static const char *const NAMES[] = {"", "relative", "/nonexistent/socket", "@nobody-is-bound-here"};
    for (size_t i = 0; i <= ARRAY_LEN(NAMES); i++) {
        if (i < ARRAY_LEN(NAMES)) {
            setenv("NOTIFY_SOCKET", NAMES[i], 1);
        } else {
            unsetenv("NOTIFY_SOCKET");
        }
        setenv("WATCHDOG_USEC", "nonsense", 1);
        struct host_watchdog watchdog = host_watchdog_open();
        host_watchdog_ready(&watchdog, TIME_S(1));
        assert_int_equal(host_watchdog_due(&watchdog), TIME_NEVER);
        host_watchdog_feed(&watchdog, TIME_S(100));
        host_watchdog_close(&watchdog);
    }
}

/* Ready while a screen is awaited, then a minute to open it, then as it was. */
static void
test_a_long_step(void **state) {
    UNUSED(state);
    char name[64];
    (void)snprintf(name, sizeof(name), "@vitrin-watchdog-long-%ld", (long)getpid());
    int fd;
    struct host_watchdog watchdog = open_heard(name, "10000000", &fd);
    host_watchdog_ready(&watchdog, TIME_S(1));
    assert_heard(fd, "READY=1");
    host_watchdog_stretch(&watchdog, TIME_S(2), TIME_S(5)); /* allowed as it is */
    assert_heard(fd, "");
    host_watchdog_stretch(&watchdog, TIME_S(2), TIME_S(60));
    assert_heard(fd, "WATCHDOG_USEC=60000000");
    host_watchdog_ready(&watchdog, TIME_S(40)); /* has been said */
    assert_heard(fd, "");
    host_watchdog_feed(&watchdog, TIME_S(40));
    assert_heard(fd, "WATCHDOG_USEC=10000000");
    host_watchdog_feed(&watchdog, TIME_S(41));
    assert_heard(fd, "");
    host_watchdog_feed(&watchdog, TIME_S(44));
    assert_heard(fd, "WATCHDOG=1");
    host_watchdog_close(&watchdog);
    close(fd);
}

/* A supervisor that has gone away must not stop the show. */
static void
test_the_listener_goes_away(void **state) {
    UNUSED(state);
    char name[64];
    (void)snprintf(name, sizeof(name), "@vitrin-watchdog-gone-%ld", (long)getpid());
    int fd;
    struct host_watchdog watchdog = open_heard(name, "3000000", &fd);
    host_watchdog_ready(&watchdog, TIME_S(1));
    close(fd);
    host_watchdog_feed(&watchdog, TIME_S(10));
    host_watchdog_close(&watchdog);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_path_and_by_abstract_name),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_a_long_step),
        cmocka_unit_test(test_the_listener_goes_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
