/* What a rehearsal may use, what it says when that is too much, and what the kernel does to one that does not listen. */

#include "support.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/app_rehearse.h"
#include "base/xalloc.h"

static void
test_judge(void **state) {
    static const struct {
        struct rehearse_use use;
        enum pack_outcome outcome;
    } CASES[] = {
        {{0, 0, 0}, PACK_NONE},
        {{REHEARSE_PAGE_NS, REHEARSE_WALL_NS, REHEARSE_RESIDENT_BYTES}, PACK_NONE},
        {{REHEARSE_PAGE_NS + 1, 0, 0}, PACK_REHEARSAL_SLOW},
        {{0, REHEARSE_WALL_NS + 1, 0}, PACK_REHEARSAL_SLOW},
#ifndef __SANITIZE_ADDRESS__
        {{0, 0, REHEARSE_RESIDENT_BYTES + 1}, PACK_REHEARSAL_MEMORY},
        {{REHEARSE_PAGE_NS + 1, 0, REHEARSE_RESIDENT_BYTES + 1}, PACK_REHEARSAL_MEMORY},
#endif
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const char *sentence = NULL;
        assert_int_equal(app_rehearse_judge(&CASES[i].use, &sentence), CASES[i].outcome);
        assert_true((sentence == NULL) == (CASES[i].outcome == PACK_NONE));
    }
    print_message("N = %zu uses judged\n", ARRAY_LEN(CASES));
}

static void
test_line(void **state) {
    char line[PACK_REHEARSAL_LINE_MAX + 1];
    (void)state;
    const size_t bytes = app_rehearse_line(line, PACK_REHEARSAL_FAILED, STR_LIT("slide a, fa, 1080x1920"),
                                           STR_LIT("\"two\nlines\" \x7Fis \xFF cut"));
    assert_string_equal(line, "rehearsal_failed: slide a, fa, 1080x1920: \"two lines\"  is \xEF\xBF\xBD cut");
    assert_int_equal(bytes, strlen(line));
}

/* However long the sentence is, the line ends at a whole character. */
static void
test_line_at_its_edge(void **state) {
    char line[PACK_REHEARSAL_LINE_MAX + 1];
    char sentence[PACK_REHEARSAL_LINE_MAX * 2];
    size_t cases = 0;
    (void)state;
    for (size_t lead = 0; lead < 4; lead++) {
        memset(sentence, 'x', lead);
        for (size_t i = lead; i + 2 <= sizeof(sentence); i += 2) {
            memcpy(sentence + i, "\xD8\xA8", 2); /* a letter of two bytes */
        }
        for (size_t len = lead; len <= sizeof(sentence) - 4; len += 2, cases++) {
            const size_t bytes = app_rehearse_line(line, PACK_REHEARSAL_SLOW, STR_LIT("the pack"),
                                                   (struct str){sentence, len});
            assert_true(bytes <= PACK_REHEARSAL_LINE_MAX && bytes == strlen(line));
            assert_true(utf8_is_valid(str_from_c(line)));
            assert_true(bytes >= PACK_REHEARSAL_LINE_MAX - 3 ||
                        bytes == strlen("rehearsal_slow: the pack: ") + len);
        }
    }
    print_message("N = %zu lines\n", cases);
}

/* ---- what the kernel does ---- */

static void
spin(void) {
    for (volatile unsigned i = 0;; i++) {
    }
}

static void
sleep_on(void) {
    for (;;) {
        (void)pause();
    }
}

static void
hang(void) {
    app_rehearse_allow(1);
    spin();
}

static void
wait_for_nothing(void) {
    (void)alarm(1);
    sleep_on();
}

static void
fill_memory(void) {
    for (;;) {
        memset(xalloc(16u << 20), 1, 4096);
    }
}

static void
write_file(void) {
    const int fd = open("/tmp", O_TMPFILE | O_WRONLY, 0600);
    (void)!write(fd, "word", 4);
}

static void
crash(void) {
    abort();
}

static void
open_many(void) {
    for (int i = 0; i <= REHEARSE_FILES_MAX; i++) {
        if (open("/dev/null", O_RDONLY | O_CLOEXEC) < 0) {
            _exit(33);
        }
    }
}

/* Returns: the wait status of a confined process that does it, its output into a pipe as the intake's. */
static int
status_of(void (*deed)(void)) {
    int status = -1;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        struct err err = {0};
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)dup2(ends[1], STDERR_FILENO);
        (void)signal(SIGALRM, SIG_IGN);
        if (!app_rehearse_confine(&err)) {
            _exit(99);
        }
        deed();
        _exit(0);
    }
    (void)close(ends[1]);
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void
test_kernel_ends_it(void **state) {
    static const struct {
        void (*deed)(void);
        int signal, status; /* 0: not that way */
    } CASES[] = {
        {hang, SIGXCPU, 0},
        {wait_for_nothing, SIGALRM, 0},
        {write_file, SIGXFSZ, 0},
        {crash, SIGABRT, 0},
        {open_many, 0, 33},
#ifndef __SANITIZE_ADDRESS__
        {fill_memory, 0, XALLOC_EXIT_OOM},
#endif
    };
    (void)state;
    (void)fill_memory;
    support_skip_emulated("limits of memory and processor time are the kernel's: they would meet the "
                          "emulator, which asks for none");
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const int status = status_of(CASES[i].deed);
        if (CASES[i].signal != 0) {
            assert_true(WIFSIGNALED(status));
            assert_int_equal(WTERMSIG(status), CASES[i].signal);
        } else {
            assert_true(WIFEXITED(status));
            assert_int_equal(WEXITSTATUS(status), CASES[i].status);
        }
    }
    print_message("N = %zu ways to end\n", ARRAY_LEN(CASES));
}

/* A page whose process is kept waiting gets no limit of its own: all of them together have one. */
static void
test_a_page_may_wait(void **state) {
    (void)state;
    (void)alarm(1000);
    app_rehearse_allow(100);
    assert_in_range(alarm(0), 999, 1000);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_judge),
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_line_at_its_edge),
        cmocka_unit_test(test_kernel_ends_it),
        cmocka_unit_test(test_a_page_may_wait),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
