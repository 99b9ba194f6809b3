/* Failures as sentences: filling, prefixing, cutting. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"

static void
set_fills_everything(void **state) {
    UNUSED(state);
    struct err err = {0};
    assert_false(err_set(&err, ERR_IO, ENOENT, "%s: %d", "slot", 7));
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(err.sys_errno, ENOENT);
    assert_string_equal(err.text, "slot: 7");
}

static void
prefixes_stand_outside_in(void **state) {
    UNUSED(state);
    struct err err = {0};
    err_set(&err, ERR_UNTRUSTED, 0, "key id 4F is not trusted");
    assert_false(err_prefix(&err, "%s", "chongqing.vpack"));
    err_prefix(&err, "install");
    assert_string_equal(err.text, "install: chongqing.vpack: key id 4F is not trusted");
    assert_int_equal(err.code, ERR_UNTRUSTED);
}

static void
long_texts_are_cut_and_ended(void **state) {
    UNUSED(state);
    char word[1000];
    memset(word, 'x', sizeof(word) - 1);
    word[sizeof(word) - 1] = '\0';
    struct err err = {0};
    err_set(&err, ERR_FORMAT, 0, "%s", word);
    assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
    err_prefix(&err, "outer");
    assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
    assert_memory_equal(err.text, "outer: x", 8);
    err_prefix(&err, "%s", word);
    assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

static void
a_broken_assertion_aborts(void **state) {
    UNUSED(state);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)close(STDERR_FILENO);
        (void)signal(SIGABRT, SIG_DFL);
        xassert(child != 0);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    xassert(child > 0);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_fills_everything),
        cmocka_unit_test(prefixes_stand_outside_in),
        cmocka_unit_test(long_texts_are_cut_and_ended),
        cmocka_unit_test(a_broken_assertion_aborts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
