/* The copy of a pack. Every byte is read from the stick once and hashed on its way, and everything after this looks at the copy alone:
 * what a stick answers the second time proves nothing. The signature is looked at first, so that a stranger's pack costs a kilobyte. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "intake/intake.h"
#include "pack/pack_file.h"
#include "pack/pack_place.h"

#define READING_PERCENT 30 /* of the whole way */
#define PROGRESS_STEP 5    /* percent: each telling is a file, written anew */

bool
intake_incoming_path(const struct intake *intake, const char *suffix, char ret_path[PATH_MAX]) {
    return snprintf(ret_path, PATH_MAX, "%s/%s/incoming.vpack%s", intake->folders.state, PACK_PLACE_SLOTS,
                    suffix) < PATH_MAX;
}

enum pack_outcome
intake_disk_outcome(const struct err *err) {
    const bool is_full = err->sys_errno == ENOSPC || err->sys_errno == EDQUOT || err->sys_errno == EFBIG;
    return is_full ? PACK_DISK_FULL : PACK_DISK_ERROR;
}

enum pack_outcome
intake_list_outcome(struct err *err) {
    err_set(err, ERR_IO, 0, "the list of retired keys is damaged; a key pack that retires them all mends it");
    return PACK_DISK_ERROR;
}

/* The signature file's bytes, and whether its signer may bring anything. */
static enum pack_outcome
read_signature(struct intake *intake, const char *pack_path, char text[PACK_SIGNATURE_FILE_MAX],
               size_t *ret_bytes, struct err *err) {
    char path[PATH_MAX];
    char id[2 * PACK_KEY_ID_BYTES + 1];
    struct pack_signature signature;
    if (snprintf(path, sizeof(path), "%s.minisig", pack_path) >= (int)sizeof(path)) {
        err_set(err, ERR_LIMIT, 0, "the file's path is too long");
        return PACK_NAME_ODD;
    }
    if (!fs_table_read(intake->fs, path, text, PACK_SIGNATURE_FILE_MAX, ret_bytes, err)) {
        const int why = err->sys_errno;
        const bool is_odd = err->code == ERR_LIMIT || why == 0 || why == ELOOP || why == ENXIO;
        err_set(err, err->code, why, "%s.minisig: %s", intake->status.name,
                why == ENOENT ? "no such file beside the pack" : "cannot be read");
        return why == ENOENT ? PACK_UNSIGNED : is_odd ? PACK_SIGNATURE_BROKEN : PACK_STICK_PULLED;
    }
    if (!pack_signature_parse((struct str){text, *ret_bytes}, &signature, err)) {
        err_prefix(err, "%s.minisig", intake->status.name);
        return PACK_SIGNATURE_BROKEN;
    }
    pack_key_id_print(signature.key_id, id);
    switch (pack_ring_knows(&intake->ring, &signature, true, false)) {
    case PACK_TRUST_RETIRED:
        err_set(err, ERR_UNTRUSTED, 0, "key %s has been retired", id);
        return PACK_KEY_RETIRED;
    case PACK_TRUST_UNSURE:
        return intake_list_outcome(err);
    case PACK_TRUST_UNKNOWN:
    case PACK_TRUST_WRONG:
        err_set(err, ERR_UNTRUSTED, 0, "key %s is not trusted here", id);
        return PACK_KEY_UNKNOWN;
    case PACK_TRUSTED:
        break;
    }
    return PACK_NONE;
}

static void
tell_progress(struct intake *intake, int64_t done) {
    const int percent = intake->progress_max <= 0 ? 0 : (int)(done * READING_PERCENT / intake->progress_max);
    if (percent >= intake->status.percent + PROGRESS_STEP) {
        intake_tell(intake, PACK_PHASE_READING, percent, PACK_NONE, "copying from the stick");
    }
}

/* From one open file to another, hashing. */
static enum pack_outcome
pump(struct intake *intake, int from, int to, uint8_t ret_hash[PACK_FILE_HASH_BYTES], struct err *err) {
    const struct fs_table *fs = intake->fs;
    uint8_t chunk[PACK_FILE_CHUNK_BYTES];
    struct hash_id_state hasher;
    struct pack_tag_state tagger;
    int64_t done = 0;
    ssize_t n = 0;
    hash_wide_init(&hasher);
    pack_tag_begin(&tagger, &intake->copied);
    while ((n = fs->read(fs->self, from, chunk, sizeof(chunk))) > 0) {
        done += n;
        if (done > PACK_FILE_BYTES_MAX) {
            err_set(err, ERR_LIMIT, 0, "%s: above %lld bytes", intake->status.name,
                    (long long)PACK_FILE_BYTES_MAX);
            return PACK_TOO_BIG;
        }
        hash_id_update(&hasher, chunk, (size_t)n);
        pack_tag_update(&tagger, chunk, (size_t)n);
        if (!fs_table_write_all(fs, to, chunk, (size_t)n)) {
            err_set(err, ERR_IO, errno, "the copy: %s", strerror(errno));
            return intake_disk_outcome(err);
        }
        tell_progress(intake, done);
    }
    if (n < 0 || done < intake->progress_max) {
        err_set(err, ERR_IO, n < 0 ? errno : 0, "%s: %s after %lld bytes", intake->status.name,
                n < 0 ? strerror(errno) : "it ends too early", (long long)done);
        return PACK_STICK_PULLED;
    }
    hash_wide_final(&hasher, ret_hash);
    pack_tag_end(&tagger, &intake->copied);
    /* never tried again: what is in memory after a failure may not be what is on the disk */
    if (fs->fsync(fs->self, to) != 0) {
        err_set(err, ERR_IO, errno, "the copy: %s", strerror(errno));
        return intake_disk_outcome(err);
    }
    return PACK_NONE;
}

static enum pack_outcome
copy_pack(struct intake *intake, const char *pack_path, const char *copy_path,
          uint8_t ret_hash[PACK_FILE_HASH_BYTES], struct err *err) {
    const struct fs_table *fs = intake->fs;
    struct fs_stat st = {0};
    enum pack_outcome outcome = PACK_NONE;
    int to = -1;
    const int from = fs->open(fs->self, pack_path, O_RDONLY, 0);
    if (from < 0 || fs->stat(fs->self, from, &st) != 0) {
        err_set(err, ERR_IO, errno, "%s: %s", intake->status.name, strerror(errno));
        outcome = PACK_STICK_PULLED;
        goto out;
    }
    if (st.bytes > PACK_FILE_BYTES_MAX) {
        err_set(err, ERR_LIMIT, 0, "%s: %lld bytes, at most %lld are taken", intake->status.name,
                (long long)st.bytes, (long long)PACK_FILE_BYTES_MAX);
        outcome = PACK_TOO_BIG;
        goto out;
    }
    intake->progress_max = st.bytes;
    to = fs->open(fs->self, copy_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (to < 0) {
        err_set(err, ERR_IO, errno, "the copy: %s", strerror(errno));
        outcome = intake_disk_outcome(err);
        goto out;
    }
    outcome = pump(intake, from, to, ret_hash, err);
out:
    if (from >= 0) {
        (void)fs->close(fs->self, from);
    }
    if (to >= 0 && fs->close(fs->self, to) != 0 && outcome == PACK_NONE) {
        err_set(err, ERR_IO, errno, "the copy: %s", strerror(errno));
        outcome = intake_disk_outcome(err);
    }
    return outcome;
}

/* Does the signature that was read with the pack vouch for the copy? */
static enum pack_outcome
verify(const struct intake *intake, struct str text, const uint8_t hash[PACK_FILE_HASH_BYTES],
       struct err *err) {
    struct pack_signature signature;
    if (!pack_signature_parse(text, &signature, err)) {
        return PACK_SIGNATURE_BROKEN;
    }
    if (pack_ring_verify(&intake->ring, &signature, hash, true, false) != PACK_TRUSTED) {
        err_set(err, ERR_UNTRUSTED, 0, "%s: damaged or altered after it was signed", intake->status.name);
        return PACK_SIGNATURE_WRONG;
    }
    return PACK_NONE;
}

/* The signature beside the copy, synced; its name is made to last together with the pack's, when both take their place. */
static enum pack_outcome
write_signature(struct intake *intake, const char *path, const char *text, size_t bytes, struct err *err) {
    const struct fs_table *fs = intake->fs;
    const int fd = fs->open(fs->self, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    bool ok = fd >= 0 && fs_table_write_all(fs, fd, text, bytes) && fs->fsync(fs->self, fd) == 0;
    int why = errno;
    if (fd >= 0 && fs->close(fs->self, fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (ok) {
        return PACK_NONE;
    }
    err_set(err, ERR_IO, why, "the copy of the signature: %s", strerror(why));
    return intake_disk_outcome(err);
}

enum pack_outcome
intake_copy(struct intake *intake, const char *pack_path, uint8_t ret_hash[PACK_FILE_HASH_BYTES],
            struct err *err) {
    char text[PACK_SIGNATURE_FILE_MAX];
    char copy_path[PATH_MAX];
    char beside[PATH_MAX];
    size_t bytes = 0;
    if (!intake_incoming_path(intake, "", copy_path) || !intake_incoming_path(intake, ".minisig", beside)) {
        err_set(err, ERR_LIMIT, 0, "the state folder's name is too long");
        return PACK_DISK_ERROR;
    }
    intake_tell(intake, PACK_PHASE_READING, 0, PACK_NONE, "reading the signature");
    enum pack_outcome outcome = read_signature(intake, pack_path, text, &bytes, err);
    if (outcome != PACK_NONE) {
        return outcome;
    }
    outcome = copy_pack(intake, pack_path, copy_path, ret_hash, err);
    if (outcome == PACK_NONE) {
        intake_tell(intake, PACK_PHASE_CHECKING, READING_PERCENT, PACK_NONE, "verifying the signature");
        outcome = verify(intake, (struct str){text, bytes}, ret_hash, err);
    }
    if (outcome == PACK_NONE) {
        outcome = write_signature(intake, beside, text, bytes, err);
    }
    if (outcome != PACK_NONE) {
        (void)intake->fs->unlink(intake->fs->self, copy_path);
        (void)intake->fs->unlink(intake->fs->self, beside);
    }
    return outcome;
}
