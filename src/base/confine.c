/* A filter of system calls, eight instructions long: what is numbered for another architecture (32-bit calls, x32) is refused as a whole,
 * then execve and execveat, and all the rest goes on. Spec: seccomp(2), linux/audit.h. */

#include "base/confine.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "base/macros.h"

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#define NUMBERS_END 0x40000000u /* x32 begins */
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#define NUMBERS_END 0xFFFFFFFFu
#endif

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (__u32)offsetof(struct seccomp_data, member))
#define UNLESS_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (__u32)(value), 0, skip)
#define IF_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (__u32)(value), skip, 0)
#define IF_FROM(value, skip) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (__u32)(value), skip, 0)
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (__u32)(what))

bool
confine_no_exec(void) {
#ifdef ARCH
    struct sock_filter steps[] = {
        LOAD(arch),
        UNLESS_EQUAL(ARCH, 4),
        LOAD(nr),
        IF_FROM(NUMBERS_END, 2),
        IF_EQUAL(__NR_execve, 1),
        UNLESS_EQUAL(__NR_execveat, 1),
        ANSWER(SECCOMP_RET_ERRNO | EPERM),
        ANSWER(SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog filter = {.len = ARRAY_LEN(steps), .filter = steps};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
#else
    return false;
#endif
}
