/* The starter: a child process, begun before a byte of a stick is read, that can do two things: start `vitrin --rehearse` for the file, or
 * `vitrin --stats-report` into the folder that it is told. Once it is there the intake gives up starting programs for good: whatever a stick
 * makes of it, no other program can ever come of it. One message asks, what to do in its first byte, with the pipe that the program writes into
 * beside it; one answers with the process, and one with how it ended. A starter whose intake is gone goes as well.
 * Spec: unix(7), SCM_RIGHTS. */

#include "intake/intake_starter.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "pack/pack_place.h"

union control {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(int))];
};

static _Noreturn void
become(const struct intake *intake, enum intake_deed deed, char *path, int out) {
    char driver[] = "SDL_VIDEODRIVER=dummy";
    char search[] = "PATH=/usr/bin:/bin";
    char words[][16] = {"--rehearse", "--state-dir", "--keys", "--stats-report", "--out", "--lang", "fa"};
    char program[PATH_MAX];
    char state[PATH_MAX];
    char keys[PATH_MAX];
    char counts[PATH_MAX];
    char *const environment[] = {driver, search, NULL};
    char *const rehearse[] = {program, words[0], path, words[1], state, words[2], keys, NULL};
    char *const report[] = {program, words[3], counts, words[4], path, words[5], words[6], NULL};
    (void)snprintf(program, sizeof(program), "%s", intake->program);
    (void)snprintf(state, sizeof(state), "%s", intake->folders.state);
    (void)snprintf(keys, sizeof(keys), "%s", intake->folders.keys);
    (void)snprintf(counts, sizeof(counts), "%s/%s", intake->folders.state, PACK_PLACE_STATISTICS);
    (void)setpriority(PRIO_PROCESS, 0, 19); /* it takes what the show leaves of the processor */
    if (dup2(out, STDOUT_FILENO) >= 0) {
        execve(program, deed == INTAKE_REPORT ? report : rehearse, environment);
    }
    _exit(INTAKE_STARTER_UNRUN);
}

/* Waits for a deed, a path and a pipe. Returns: false when the intake is gone, or what it sends is none of these. */
static bool
take_order(int own, enum intake_deed *ret_deed, char path[PATH_MAX], int *ret_out) {
    char deed = 0;
    union control control;
    struct iovec data[] = {{&deed, 1}, {path, PATH_MAX - 1}};
    struct msghdr message = {.msg_iov = data,
                             .msg_iovlen = ARRAY_LEN(data),
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};
    ssize_t bytes = 0;
    do {
        bytes = recvmsg(own, &message, MSG_CMSG_CLOEXEC);
    } while (bytes < 0 && errno == EINTR);
    const struct cmsghdr *rights = bytes > 1 ? CMSG_FIRSTHDR(&message) : NULL;
    if (rights == NULL || rights->cmsg_type != SCM_RIGHTS || rights->cmsg_len != CMSG_LEN(sizeof(int))) {
        return false;
    }
    path[bytes - 1] = '\0';
    *ret_deed = deed == (char)INTAKE_REPORT ? INTAKE_REPORT : INTAKE_REHEARSE;
    memcpy(ret_out, CMSG_DATA(rights), sizeof(*ret_out));
    return true;
}

static bool
say(int own, int32_t number) {
    return send(own, &number, sizeof(number), MSG_NOSIGNAL) == sizeof(number);
}

static _Noreturn void
start_what_is_asked(const struct intake *intake, int own) {
    enum intake_deed deed = INTAKE_REHEARSE;
    char path[PATH_MAX];
    int out = -1;
    bool is_asked = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
    while (is_asked && take_order(own, &deed, path, &out)) {
        int status = 0;
        const pid_t child = fork();
        const int why = errno;
        if (child == 0) {
            become(intake, deed, path, out);
        }
        (void)close(out);
        is_asked = say(own, child > 0 ? child : -why);
        while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        is_asked = is_asked && (child < 0 || say(own, status));
    }
    _exit(0);
}

bool
intake_starter_begin(struct intake *intake) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        return false;
    }
    const pid_t child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        start_what_is_asked(intake, ends[1]);
    }
    (void)close(ends[1]);
    if (child < 0) {
        (void)close(ends[0]);
        return false;
    }
    intake->starter = ends[0];
    return confine_no_exec();
}

/* Returns: 0, or the error's number. */
static int
hear(const struct intake *intake, int32_t *ret_number) {
    ssize_t bytes = 0;
    do {
        bytes = recv(intake->starter, ret_number, sizeof(*ret_number), 0);
    } while (bytes < 0 && errno == EINTR);
    return bytes == sizeof(*ret_number) ? 0 : bytes < 0 ? errno : ECHILD;
}

int
intake_starter_start(const struct intake *intake, enum intake_deed deed, const char *path, int out,
                     pid_t *ret_child) {
    union control control = {
        .head = {.cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS}};
    char what = (char)deed;
    char copy[PATH_MAX];
    struct iovec data[] = {{&what, 1}, {copy, strlen(path)}};
    const struct msghdr message = {.msg_iov = data,
                                   .msg_iovlen = ARRAY_LEN(data),
                                   .msg_control = &control,
                                   .msg_controllen = sizeof(control)};
    int32_t child = 0;
    if (data[1].iov_len >= sizeof(copy)) {
        return ENAMETOOLONG;
    }
    memcpy(copy, path, data[1].iov_len);
    memcpy(CMSG_DATA(&control.head), &out, sizeof(out));
    if (sendmsg(intake->starter, &message, MSG_NOSIGNAL) < 0) {
        return errno;
    }
    const int why = hear(intake, &child);
    *ret_child = child;
    return why != 0 ? why : child < 0 ? -child : 0;
}

int
intake_starter_wait(const struct intake *intake, int *ret_status) {
    int32_t status = 0;
    const int why = hear(intake, &status);
    *ret_status = status;
    return why;
}
