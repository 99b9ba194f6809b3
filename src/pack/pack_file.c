/* Hashing a pack's file: one pass in chunks, counted as they come, so that a file that grows while it is read is refused as well. */

#include "pack/pack_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/hash.h"

bool
pack_file_hash(const struct fs_table *fs, const char *path, uint8_t ret_hash[PACK_FILE_HASH_BYTES],
               struct err *err) {
    uint8_t chunk[PACK_FILE_CHUNK_BYTES];
    struct fs_stat st = {0};
    struct hash_id_state state;
    int64_t done = 0;
    ssize_t n = 0;
    const int fd = fs->open(fs->self, path, O_RDONLY, 0);
    if (fd < 0 || fs->stat(fs->self, fd, &st) != 0 || !st.is_file) {
        err_set(err, ERR_IO, errno, "%s: %s", path,
                fd >= 0 && !st.is_file ? "not a plain file" : strerror(errno));
        if (fd >= 0) {
            (void)fs->close(fs->self, fd);
        }
        return false;
    }
    hash_wide_init(&state);
    while (done <= PACK_FILE_BYTES_MAX && (n = fs->read(fs->self, fd, chunk, sizeof(chunk))) > 0) {
        hash_id_update(&state, chunk, (size_t)n);
        done += n;
    }
    const int why = errno;
    (void)fs->close(fs->self, fd);
    if (n < 0) {
        return err_set(err, ERR_IO, why, "%s: %s", path, strerror(why));
    }
    if (done > PACK_FILE_BYTES_MAX) {
        return err_set(err, ERR_LIMIT, 0, "%s: above %lld bytes", path, (long long)PACK_FILE_BYTES_MAX);
    }
    hash_wide_final(&state, ret_hash);
    return true;
}
