/* Which file of a stick is meant. Only the top folder counts; names that begin with a dot are the traces of other systems. A stick is
 * never searched: it may hold ten thousand files. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "intake/intake.h"

#define SUFFIX ".vpack"

struct finding {
    char name[FS_NAME_MAX + 1];
    int count;
};

static bool
take_name(void *context, const char *name) {
    struct finding *finding = context;
    const size_t n = strlen(name);
    const size_t m = sizeof(SUFFIX) - 1;
    if (n > m && n <= FS_NAME_MAX && name[0] != '.' && strcmp(name + n - m, SUFFIX) == 0) {
        (void)snprintf(finding->name, sizeof(finding->name), "%s", name);
        finding->count++;
    }
    return finding->count < 2;
}

/* The name for people: what cannot be printed becomes a question mark. */
static void
show_name(const char *name, char out[PACK_STATUS_NAME_MAX + 1]) {
    const struct str text = str_from_c(name);
    size_t to = 0;
    for (size_t at = 0; at < text.len;) {
        char bytes[4];
        const uint32_t cp = utf8_decode(text, &at);
        const bool is_control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
                                (cp >= 0x2066 && cp <= 0x2069) || cp == UTF8_REPLACEMENT;
        const size_t n = is_control ? 1 : utf8_encode(cp, bytes);
        if (to + n > PACK_STATUS_NAME_MAX) {
            break;
        }
        memcpy(out + to, is_control ? "?" : bytes, n);
        to += n;
    }
    out[to] = '\0';
}

enum pack_outcome
intake_find(struct intake *intake, const char *stick, char ret_path[PATH_MAX], struct err *err) {
    const struct fs_table *fs = intake->fs;
    struct finding finding = {.count = 0};
    struct fs_stat st = {0};
    if (fs->list(fs->self, stick, take_name, &finding) != 0) {
        err_set(err, ERR_IO, errno, "the stick's folder cannot be read: %s", strerror(errno));
        return PACK_STICK_PULLED;
    }
    if (finding.count != 1) {
        err_set(err, ERR_CONTENT, 0, "%s",
                finding.count == 0 ? "no file *.vpack in the stick's top folder"
                                   : "more than one file *.vpack in the stick's top folder");
        return finding.count == 0 ? PACK_EMPTY : PACK_SEVERAL;
    }
    show_name(finding.name, intake->status.name);
    if (snprintf(ret_path, PATH_MAX, "%s/%s", stick, finding.name) >= PATH_MAX) {
        err_set(err, ERR_LIMIT, 0, "the file's path is too long");
        return PACK_NAME_ODD;
    }
    const int fd = fs->open(fs->self, ret_path, O_RDONLY, 0);
    const int why = errno;
    const bool is_known = fd >= 0 && fs->stat(fs->self, fd, &st) == 0;
    if (fd >= 0) {
        (void)fs->close(fs->self, fd);
    }
    if (is_known && st.is_file) {
        return PACK_NONE;
    }
    if (fd < 0 && why != ELOOP && why != ENXIO) {
        err_set(err, ERR_IO, why, "%s: %s", intake->status.name, strerror(why));
        return PACK_STICK_PULLED;
    }
    err_set(err, ERR_FORMAT, 0, "%s: a folder, a link or a device, not a plain file", intake->status.name);
    return PACK_NAME_ODD;
}
