/* An intake that has given up starting programs: rehearsals start all the same, nothing else does, and nobody is left behind. */

#include "folder_support.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "intake/intake_starter.h"
#include "pack/pack_place.h"

static char name[] = "/bin/true";
static char *const ARGS[] = {name, NULL};

/* A program that stands for `vitrin`: told what to do by the file it is to rehearse. */
static struct intake
intake_with_program(char ret_program[80]) {
    struct intake intake = intake_default();
    (void)snprintf(ret_program, 80, "%s/program", the_folder);
    put_file("#!/bin/sh\n[ \"$SDL_VIDEODRIVER\" = dummy ] || exit 9\n"
             "case $1 in --rehearse) . \"$2\" ;; --stats-report) echo \"$2\" >\"$4/report\" ;; *) exit 9 ;; "
             "esac\n",
             "program");
    assert_int_equal(chmod(ret_program, 0755), 0);
    intake.program = ret_program;
    intake.folders.state = the_folder;
    intake.folders.keys = the_folder;
    intake.is_offer = true; /* nothing is told */
    return intake;
}

static enum pack_outcome
rehearse(struct intake *intake, const char *deed, struct err *err) {
    char path[80];
    (void)snprintf(path, sizeof(path), "%s/deed", the_folder);
    put_file(deed, "deed");
    *err = (struct err){0};
    return intake_rehearse(intake, path, err);
}

static bool
reports(const struct intake *intake) {
    char path[80];
    char said[160];
    char wanted[160];
    pid_t child = -1;
    int status = -1;
    (void)snprintf(wanted, sizeof(wanted), "%s/" PACK_PLACE_STATISTICS "\n", the_folder);
    (void)snprintf(path, sizeof(path), "%s/report", the_folder);
    return intake_starter_start(intake, INTAKE_REPORT, the_folder, STDERR_FILENO, &child) == 0 && child > 0 &&
           intake_starter_wait(intake, &status) == 0 && status == 0 &&
           str_is(fs_read_kernel(path, said, sizeof(said)), wanted);
}

/* What a child that has given up starting programs finds wrong: the number of the first step, or 0. */
static int
steps_in_child(void) {
    static const struct {
        const char *deed;
        enum pack_outcome outcome;
        const char *says;
    } DEEDS[] = {
        {"echo page 1 of 2; echo page 2 of 2", PACK_NONE, ""},
        {"echo it is green; exit 10", PACK_REHEARSAL_FAILED, "it is green (status 10)"},
        {"exit 11", PACK_REHEARSAL_SLOW, "without a word"},
        {"exit 12", PACK_REHEARSAL_MEMORY, "without a word"},
        {"exit 127", PACK_MACHINE_ERROR, "without a word"},
        {"kill -SEGV $$", PACK_REHEARSAL_FAILED, "signal 11"},
        {"kill -KILL $$", PACK_REHEARSAL_MEMORY, "signal 9"},
        {"echo page 1 of 1", PACK_NONE, ""},
    };
    char program[80];
    struct intake intake = intake_with_program(program);
    struct err err = {0};
    if (rehearse(&intake, "exit 0", &err) != PACK_MACHINE_ERROR) { /* nobody to start it */
        return 1;
    }
    if (!intake_starter_begin(&intake)) {
        return 2;
    }
    if (execv(name, ARGS) != -1 || errno != EPERM) {
        return 3;
    }
    for (size_t i = 0; i < ARRAY_LEN(DEEDS); i++) {
        if (rehearse(&intake, DEEDS[i].deed, &err) != DEEDS[i].outcome ||
            strstr(err.text, DEEDS[i].says) == NULL) {
            return 10 + (int)i;
        }
    }
    if (!reports(&intake)) {
        return 5;
    }
    intake.program = "/no/such/program"; /* too late: the starter has its own word of it */
    return rehearse(&intake, "exit 0", &err) == PACK_NONE ? 0 : 4;
}

static int
status_of(int (*steps)(void)) {
    int status = 0;
    const pid_t child = fork();
    if (child == 0) {
        _exit(steps());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void
test_it_starts_rehearsals_and_nothing_else(void **state) {
    (void)state;
    assert_int_equal(status_of(steps_in_child), 0);
}

static int
without_a_program(void) {
    char program[80];
    struct intake intake = intake_with_program(program);
    struct err err = {0};
    intake.program = "/no/such/program";
    return !intake_starter_begin(&intake)                            ? 1
           : rehearse(&intake, "exit 0", &err) == PACK_MACHINE_ERROR ? 0
                                                                     : 2;
}

static void
test_a_program_that_is_not_there(void **state) {
    (void)state;
    assert_int_equal(status_of(without_a_program), 0);
}

/* An intake that is killed takes its starter along. */
static void
test_nobody_is_left(void **state) {
    int ready[2];
    int status = 0;
    char byte = 0;
    (void)state;
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); /* whoever is left becomes this one's child */
    assert_int_equal(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        char program[80];
        struct intake intake = intake_with_program(program);
        struct err err = {0};
        if (intake_starter_begin(&intake) && rehearse(&intake, "exit 0", &err) == PACK_NONE) {
            (void)!write(ready[1], "r", 1);
        }
        pause();
        _exit(0);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    const pid_t starter = waitpid(-1, &status, 0);
    assert_true(starter > 0 && starter != child);
    assert_int_equal(waitpid(-1, &status, 0), -1);
    assert_int_equal(errno, ECHILD);
    (void)close(ready[0]);
    (void)close(ready[1]);
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_it_starts_rehearsals_and_nothing_else, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(test_a_program_that_is_not_there, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_nobody_is_left, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
