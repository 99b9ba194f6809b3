/* The rehearsal: `vitrin --rehearse` draws every page of the copy off screen, in a process of its own with limits of its own, so that
 * whatever a pack does to the program it does to that process. Its lines become progress; how it ends is the verdict. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "intake/intake_starter.h"
#include "pack/pack_rehearsal.h"

#define FIRST_PERCENT 35 /* of the whole way, before the first page and after the last */
#define LAST_PERCENT 88
#define LINE_MAX_BYTES 200

struct listening {
    char line[LINE_MAX_BYTES + 1];
    size_t bytes;
    char reason[LINE_MAX_BYTES + 1]; /* the last line that was no progress */
};

static void
take_line(struct intake *intake, struct listening *listening) {
    int page = 0;
    int pages = 0;
    listening->line[listening->bytes] = '\0';
    if (sscanf(listening->line, "page %d of %d", &page, &pages) == 2 && pages > 0 && page >= 0 &&
        page <= pages) {
        const int percent = FIRST_PERCENT + page * (LAST_PERCENT - FIRST_PERCENT) / pages;
        if (percent > intake->status.percent) {
            intake_tell(intake, PACK_PHASE_REHEARSING, percent, PACK_NONE, listening->line);
        }
    } else if (listening->bytes > 0) {
        (void)snprintf(listening->reason, sizeof(listening->reason), "%s", listening->line);
    }
    listening->bytes = 0;
}

static void
take_bytes(struct intake *intake, struct listening *listening, const char *data, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        if (data[i] == '\n') {
            take_line(intake, listening);
        } else if (listening->bytes < LINE_MAX_BYTES) {
            listening->line[listening->bytes++] = data[i];
        }
    }
}

/* Listens until the other end closes or time is up. Returns: false when it is. */
static bool
listen_to(struct intake *intake, int fd, struct listening *listening) {
    const struct clock clock = clock_real();
    const time_ns end = clock_now(&clock) + TIME_S(PACK_REHEARSAL_WALL_S);
    for (;;) {
        char data[512];
        struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
        const time_ns left = end - clock_now(&clock);
        if (left <= 0) {
            return false;
        }
        const int ready = poll(&poll_fd, 1, (int)(left / TIME_MS(1)) + 1);
        const ssize_t n = ready > 0 ? read(fd, data, sizeof(data)) : -1;
        if (ready > 0 && n == 0) {
            return true;
        }
        if (n > 0) {
            take_bytes(intake, listening, data, (size_t)n);
        } else if (n < 0 && ready != 0 && errno != EINTR && errno != EAGAIN) {
            return true;
        }
    }
}

static enum pack_outcome
outcome_of(int status) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        return signal == SIGKILL                        ? PACK_REHEARSAL_MEMORY
               : signal == SIGXCPU || signal == SIGALRM ? PACK_REHEARSAL_SLOW
                                                        : PACK_REHEARSAL_FAILED;
    }
    switch (WEXITSTATUS(status)) {
    case PACK_REHEARSAL_PASSED:
        return PACK_NONE;
    case PACK_REHEARSAL_EXIT_SLOW:
        return PACK_REHEARSAL_SLOW;
    case PACK_REHEARSAL_EXIT_MEMORY:
    case XALLOC_EXIT_OOM:
        return PACK_REHEARSAL_MEMORY;
    case INTAKE_STARTER_UNRUN:
        return PACK_MACHINE_ERROR;
    default:
        return PACK_REHEARSAL_FAILED;
    }
}

/* Nothing is said against the pack. */
static enum pack_outcome
fail_to_run(int why, struct err *err) {
    err_set(err, ERR_IO, why, "the rehearsal cannot be run: %s", strerror(why));
    return PACK_MACHINE_ERROR;
}

enum pack_outcome
intake_rehearse(struct intake *intake, const char *path, struct err *err) {
    int ends[2];
    int status = 0;
    pid_t child = -1;
    struct listening listening = {.bytes = 0};
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return fail_to_run(errno, err);
    }
    int why = intake_starter_start(intake, INTAKE_REHEARSE, path, ends[1], &child);
    (void)close(ends[1]);
    const bool is_over = why == 0 && listen_to(intake, ends[0], &listening);
    (void)close(ends[0]);
    if (why == 0 && !is_over) {
        (void)kill(child, SIGKILL);
    }
    why = why == 0 ? intake_starter_wait(intake, &status) : why;
    if (why != 0) {
        return fail_to_run(why, err);
    }
    const enum pack_outcome outcome = is_over ? outcome_of(status) : PACK_REHEARSAL_SLOW;
    if (outcome != PACK_NONE) {
        const int code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
        err_set(err, ERR_CONTENT, 0, "rehearsal: %s (%s %d)",
                !is_over                      ? "it does not come to an end"
                : listening.reason[0] == '\0' ? "it ended without a word"
                                              : listening.reason,
                WIFSIGNALED(status) ? "signal" : "status", code);
    }
    return outcome;
}
