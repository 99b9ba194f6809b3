/* A process that has given up starting programs: it cannot, by any call and in no child or thread; all else goes on. */

#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"

static char name[] = "/bin/true";
static char *const ARGS[] = {name, NULL};

static bool
is_refused(long result) {
    return result == -1 && errno == EPERM;
}

static bool
cannot_start(void) {
    const int fd = open("/bin/true", O_RDONLY | O_CLOEXEC);
    const bool is_closed = is_refused(execv("/bin/true", ARGS)) &&
                           is_refused(syscall(SYS_execveat, fd, "", ARGS, NULL, 0x1000 /* AT_EMPTY_PATH */));
    (void)close(fd);
    return is_closed;
}

static void *
try_in_thread(void *ret) {
    *(bool *)ret = cannot_start();
    return NULL;
}

/* The child's exit status: a bit for each of what should be and is not. */
static int
wrong_in_child(void) {
    int status = 0;
    const pid_t child = fork();
    if (child == 0) {
        pthread_t thread;
        bool is_closed_there = false;
        if (!confine_no_exec()) {
            _exit(1);
        }
        if (!cannot_start()) {
            _exit(2);
        }
        if (pthread_create(&thread, NULL, try_in_thread, &is_closed_there) != 0 ||
            pthread_join(thread, NULL) != 0 || !is_closed_there) {
            _exit(4);
        }
        const pid_t grandchild = fork();
        if (grandchild == 0) {
            _exit(cannot_start() ? 0 : 1);
        }
        if (waitpid(grandchild, &status, 0) != grandchild || status != 0) {
            _exit(8);
        }
        const int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
        _exit(fd >= 0 && write(fd, "x", 1) == 1 ? 0 : 16);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void
test_it_can_start_nothing_and_do_the_rest(void **state) {
    (void)state;
    support_skip_emulated("filters of system calls are the kernel's: an emulator takes none");
    assert_int_equal(wrong_in_child(), 0);
}

/* The test's own test: without it /bin/true takes the child's place, and ends well before anything has been tried. */
static void
test_without_it_a_program_starts(void **state) {
    int status = 0;
    (void)state;
    const pid_t child = fork();
    if (child == 0) {
        (void)cannot_start();
        _exit(9);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_can_start_nothing_and_do_the_rest),
        cmocka_unit_test(test_without_it_a_program_starts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
