/* What a rehearsal may use. The kernel ends a process that hangs or fills the memory; what is only too much is judged here, so that
 * the refusal can name the page. Sanitizers reserve address space by terabytes, so with them memory has no limit. */

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app_rehearse.h"
#include "base/confine.h"

#define SAID_BYTES_MAX (256u << 10) /* of a file that standard output or error is sent to */

#ifdef __SANITIZE_ADDRESS__
#define HAS_MEMORY_LIMIT false
#else
#define HAS_MEMORY_LIMIT true
#endif

static bool
limit(int resource, rlim_t most) {
    const struct rlimit both = {most, most};
    return setrlimit((__rlimit_resource_t)resource, &both) == 0;
}

/* No file is written but those that what is said goes to, should it not go through a pipe. */
static rlim_t
file_bytes(void) {
    struct stat out;
    struct stat log;
    const bool is_file = (fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode)) ||
                         (fstat(STDERR_FILENO, &log) == 0 && S_ISREG(log.st_mode));
    return is_file ? SAID_BYTES_MAX : 0;
}

bool
app_rehearse_confine(struct err *err) {
    (void)signal(SIGALRM, SIG_DFL); /* whoever started this may have ignored them */
    (void)signal(SIGXCPU, SIG_DFL);
    const bool ok = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, file_bytes()) &&
                    limit(RLIMIT_NOFILE, REHEARSE_FILES_MAX) &&
                    (!HAS_MEMORY_LIMIT || limit(RLIMIT_AS, REHEARSE_MEMORY_BYTES));
    if (!ok) {
        return err_set(err, ERR_IO, 0, "--rehearse: the process cannot be confined");
    }
    (void)confine_no_exec(); /* where the kernel cannot, the limits remain */
    app_rehearse_allow(REHEARSE_PAGE_HANGS_CPU_S);
    (void)alarm(REHEARSE_HANGS_WALL_S);
    return true;
}

void
app_rehearse_allow(int cpu_s) {
    struct rlimit both;
    if (getrlimit(RLIMIT_CPU, &both) == 0) {
        both.rlim_cur = (rlim_t)(clock_spent() / TIME_S(1)) + 1 + (rlim_t)cpu_s;
        both.rlim_cur = both.rlim_cur < both.rlim_max ? both.rlim_cur : both.rlim_max;
        (void)setrlimit(RLIMIT_CPU, &both);
    }
}

enum pack_outcome
app_rehearse_judge(const struct rehearse_use *use, const char **ret_sentence) {
    if (HAS_MEMORY_LIMIT && use->resident_bytes > REHEARSE_RESIDENT_BYTES) {
        *ret_sentence = "the pack takes too much memory";
        return PACK_REHEARSAL_MEMORY;
    }
    if (use->page > REHEARSE_PAGE_NS) {
        *ret_sentence = "takes too long to draw";
        return PACK_REHEARSAL_SLOW;
    }
    if (use->since_start > REHEARSE_WALL_NS) {
        *ret_sentence = "all the pages together take too long";
        return PACK_REHEARSAL_SLOW;
    }
    return PACK_NONE;
}

size_t
app_rehearse_line(char line[PACK_REHEARSAL_LINE_MAX + 1], enum pack_outcome outcome, struct str place,
                  struct str sentence) {
    const struct str parts[] = {str_from_c(pack_outcome_word(outcome)), STR_LIT(": "), place, STR_LIT(": "),
                                sentence};
    size_t used = 0;
    for (size_t p = 0; p < ARRAY_LEN(parts); p++) {
        for (size_t at = 0; at < parts[p].len;) {
            size_t next = at;
            char bytes[4];
            const uint32_t cp = utf8_decode(parts[p], &next);
            const size_t wide = utf8_encode(cp < 0x20 || cp == 0x7F ? ' ' : cp, bytes);
            if (used + wide > PACK_REHEARSAL_LINE_MAX) {
                line[used] = '\0';
                return used;
            }
            memcpy(line + used, bytes, wide);
            used += wide;
            at = next;
        }
    }
    line[used] = '\0';
    return used;
}
