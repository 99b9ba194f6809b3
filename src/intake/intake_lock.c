/* Several intakes may run at once on a device: a stick is being read, and the show starts anew. Two locks keep them apart: `lock` is held
 * only while the record is read, changed and written, and `lock.take` for as long as a stick's pack lies half copied, so that a start of
 * the show never waits for a stick, and never takes its copy away. Locks are the kernel's and end with the process that holds them;
 * they carry no bytes, so they are not among the file work of the table. */

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "intake/intake.h"

int
intake_lock(const struct intake *intake, const char *name, bool waits) {
    char path[PATH_MAX];
    if (snprintf(path, sizeof(path), "%s/%s", intake->folders.state, name) >= (int)sizeof(path)) {
        return INTAKE_LOCK_NONE;
    }
    const int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        return INTAKE_LOCK_NONE; /* a full disk must not keep the show from starting */
    }
    if (flock(fd, LOCK_EX | (waits ? 0 : LOCK_NB)) != 0) {
        (void)close(fd);
        return INTAKE_LOCK_BUSY;
    }
    return fd;
}

void
intake_unlock(int lock) {
    if (lock >= 0) {
        (void)close(lock);
    }
}
