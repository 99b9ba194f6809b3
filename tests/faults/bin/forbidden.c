/* Run in place of a program of the device, under its unit's rules: tries what none of them may do, and tells what was let through.
 * usage: forbidden [code]; code: memory that is written and run at once is forbidden as well. Status: 0 when all was refused. */

#include <fcntl.h>
#include <linux/reboot.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int tried, let_through;

static void
tell(const char *what, bool was_done) {
    tried++;
    if (was_done) {
        let_through++;
        printf("let through: %s\n", what);
    }
}

static bool
can_open(const char *path, int flags) {
    const int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0) {
        (void)close(fd);
    }
    return fd >= 0;
}

static bool
has_socket(int family, int type) {
    const int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd >= 0) {
        (void)close(fd);
    }
    return fd >= 0;
}

/* In a child, so that what it changes is gone with it. */
static bool
in_child(bool (*attempt)(void)) {
    int status = 1;
    const pid_t child = fork();
    if (child == 0) {
        _exit(attempt() ? 0 : 1);
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
has_users(void) {
    return unshare(CLONE_NEWUSER) == 0;
}
static bool
has_mounts(void) {
    return unshare(CLONE_NEWNS) == 0;
}
static bool
has_network(void) {
    return unshare(CLONE_NEWNET) == 0;
}
static bool
becomes_root(void) {
    return setuid(0) == 0 || setgid(0) == 0;
}
static bool
traces(void) {
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}
static bool
changes_personality(void) {
    return personality(PER_LINUX32) != -1;
}
static bool
is_first_of_all(void) {
    const struct sched_param most = {.sched_priority = 1};
    return sched_setscheduler(0, SCHED_FIFO, &most) == 0;
}
static bool
leaves_the_root(void) {
    return chroot("/tmp") == 0;
}

static bool
sets_the_clock(void) {
    struct timeval now;
    return gettimeofday(&now, NULL) == 0 && settimeofday(&now, NULL) == 0;
}

/* A program that whoever starts it runs as its owner. */
static bool
makes_setuid(void) {
    char path[] = "/tmp/forbidden-XXXXXX";
    const int fd = mkstemp(path);
    const bool is_made = fd >= 0 && fchmod(fd, 04755) == 0;
    if (fd >= 0) {
        (void)close(fd);
        (void)unlink(path);
    }
    return is_made;
}

static bool
runs_what_it_writes(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED;
}

static void
try_calls(void) {
    tell("mount", mount("none", "/tmp", "tmpfs", 0, NULL) == 0);
    tell("umount", umount2("/tmp", MNT_DETACH) == 0);
    tell("swapon", swapon("/tmp/none", 0) == 0);
    tell("ptrace of itself", in_child(traces));
    tell("ptrace of the first process", ptrace(PTRACE_ATTACH, 1, NULL, NULL) == 0);
    tell("a signal to the first process", kill(1, SIGCONT) == 0);
    tell("reboot",
         syscall(SYS_reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_CAD_OFF, 0) == 0);
    tell("init_module", syscall(SYS_init_module, "", 0, "") == 0);
    tell("delete_module", syscall(SYS_delete_module, "loop", O_NONBLOCK) == 0);
    tell("settimeofday", sets_the_clock());
    tell("sethostname", sethostname("forbidden", 9) == 0);
    tell("the kernel's log", klogctl(3, (char[16]){0}, 16) >= 0);
    tell("a user namespace", in_child(has_users));
    tell("a mount namespace", in_child(has_mounts));
    tell("a network namespace", in_child(has_network));
    tell("to become root", in_child(becomes_root));
    tell("chroot", in_child(leaves_the_root));
    tell("another personality", in_child(changes_personality));
    tell("real-time priority", in_child(is_first_of_all));
    tell("mknod", mknod("/tmp/forbidden-disk", S_IFBLK | 0600, 7 << 8) == 0);
    tell("a setuid program", makes_setuid());
}

static void
try_files(void) {
    static const char *const NOT_WRITTEN[] = {"/etc/forbidden",
                                              "/usr/forbidden",
                                              "/usr/bin/vitrin",
                                              "/usr/share/vitrin/keys.d/forbidden.pub",
                                              "/boot/forbidden",
                                              "/root/forbidden",
                                              "/var/lib/forbidden",
                                              "/run/vitrin-stick/forbidden",
                                              "/proc/sys/kernel/hostname",
                                              "/proc/sysrq-trigger",
                                              "/sys/power/state",
                                              "/sys/fs/cgroup/cgroup.procs"};
    static const char *const NOT_READ[] = {"/dev/mem",       "/dev/kmsg",   "/dev/loop0",     "/etc/shadow",
                                           "/root/.profile", "/proc/kcore", "/proc/1/cmdline"};
    for (size_t i = 0; i < sizeof(NOT_WRITTEN) / sizeof(*NOT_WRITTEN); i++) {
        tell(NOT_WRITTEN[i], can_open(NOT_WRITTEN[i], O_WRONLY | O_CREAT));
    }
    for (size_t i = 0; i < sizeof(NOT_READ) / sizeof(*NOT_READ); i++) {
        tell(NOT_READ[i], can_open(NOT_READ[i], O_RDONLY));
    }
}

int
main(int argc, char **argv) {
    try_calls();
    try_files();
    tell("the internet", has_socket(AF_INET, SOCK_STREAM) || has_socket(AF_INET6, SOCK_DGRAM));
    tell("raw frames", has_socket(AF_PACKET, SOCK_RAW));
    if (argc > 1 && strcmp(argv[1], "code") == 0) {
        tell("memory to write and run", runs_what_it_writes());
    }
    printf("forbidden: N = %d things tried, %d let through\n", tried, let_through);
    return let_through == 0 ? 0 : 1;
}
