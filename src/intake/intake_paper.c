/* Key packs and requests. A paper is read once into memory, with its signature, and verified there; what it says is done line by line, and a
 * line that is not understood refuses the whole before anything is done. */

#include "intake/intake_paper.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "pack/pack_place.h"

#define LINES_MAX 64

struct paper {
    char text[INTAKE_PAPER_BYTES_MAX + 1];
    struct str lines[LINES_MAX]; /* after the head */
    int count;
};

/* ---- reading ---- */

static enum pack_outcome
verify(const struct intake *intake, const struct pack_signature *signature, const char *text, size_t bytes,
       bool needs_root, struct err *err) {
    struct hash_id_state hasher;
    uint8_t hash[PACK_FILE_HASH_BYTES];
    hash_wide_init(&hasher);
    hash_id_update(&hasher, text, bytes);
    hash_wide_final(&hasher, hash);
    switch (pack_ring_verify(&intake->ring, signature, hash, true, needs_root)) {
    case PACK_TRUSTED:
        return PACK_NONE;
    case PACK_TRUST_UNKNOWN:
        err_set(err, ERR_UNTRUSTED, 0, "%s",
                needs_root ? "not signed with a root key that is trusted here"
                           : "signed with a key that is not trusted here");
        return PACK_KEY_UNKNOWN;
    case PACK_TRUST_RETIRED:
        err_set(err, ERR_UNTRUSTED, 0, "signed with a key that has been retired");
        return PACK_KEY_RETIRED;
    case PACK_TRUST_UNSURE:
        return intake_list_outcome(err);
    case PACK_TRUST_WRONG:
        break;
    }
    err_set(err, ERR_UNTRUSTED, 0, "damaged or altered after it was signed");
    return PACK_SIGNATURE_WRONG;
}

/* The lines after a head and a target that is ours. */
static enum pack_outcome
split(const struct intake *intake, struct paper *paper, size_t bytes, const char *head, struct err *err) {
    struct str rest = {paper->text, bytes};
    struct str line;
    bool has_target = false;
    paper->count = 0;
    if (!str_next(&rest, '\n', &line) || !str_is(line, head)) {
        err_set(err, ERR_FORMAT, 0, "its first line is not `%s`", head);
        return PACK_CONTENT_WRONG;
    }
    while (str_next(&rest, '\n', &line)) {
        if (str_starts_with(line, "target ")) {
            const struct str target = {line.ptr + 7, line.len - 7};
            has_target = true;
            if (!str_is(target, "any") && (intake->target == NULL || !str_is(target, intake->target))) {
                err_set(err, ERR_CONTENT, 0, "made for another screen");
                return PACK_TARGET_WRONG;
            }
        } else if (paper->count < LINES_MAX && line.len > 0) {
            paper->lines[paper->count++] = line;
        } else {
            err_set(err, ERR_FORMAT, 0, "an empty line, or more than %d lines", LINES_MAX);
            return PACK_CONTENT_WRONG;
        }
    }
    if (!has_target || paper->count == 0) {
        err_set(err, ERR_FORMAT, 0, "it has no target, or says nothing");
        return PACK_CONTENT_WRONG;
    }
    return PACK_NONE;
}

static enum pack_outcome
read_paper(const struct intake *intake, const char *path, const char *head, bool needs_root,
           struct paper *paper, struct err *err) {
    struct pack_signature signature;
    size_t bytes = 0;
    if (!pack_slot_read_signature(intake->fs, path, &signature, err)) {
        return err->sys_errno == ENOENT ? PACK_UNSIGNED
               : err->code == ERR_IO    ? PACK_STICK_PULLED
                                        : PACK_SIGNATURE_BROKEN;
    }
    if (!fs_table_read(intake->fs, path, paper->text, INTAKE_PAPER_BYTES_MAX, &bytes, err)) {
        return err->code == ERR_LIMIT ? PACK_TOO_BIG : PACK_STICK_PULLED;
    }
    const enum pack_outcome outcome = verify(intake, &signature, paper->text, bytes, needs_root, err);
    return outcome != PACK_NONE ? outcome : split(intake, paper, bytes, head, err);
}

/* ---- key packs ---- */

static bool
parse_add(struct str line, struct pack_key *ret_key, char text[PACK_KEY_FILE_MAX], size_t *ret_bytes,
          struct err *err) {
    const int n = snprintf(text, PACK_KEY_FILE_MAX, "untrusted comment: added by a key pack\n" STR_FMT "\n",
                           (int)line.len - 4, line.ptr + 4);
    *ret_bytes = (size_t)n;
    return n > 0 && n < PACK_KEY_FILE_MAX && pack_key_parse((struct str){text, (size_t)n}, ret_key, err);
}

static bool
parse_retire(struct str line, uint8_t ret_id[PACK_KEY_ID_BYTES]) {
    static const char WORD[] = "retire ";
    const size_t n = sizeof(WORD) - 1;
    return str_starts_with(line, WORD) &&
           pack_ring_parse_id((struct str){line.ptr + n, line.len - n}, ret_id);
}

/* Is every line one that can be done, and is there room for its keys? *ring is the ring as it will be. */
static bool
check_keys(struct pack_ring *ring, const struct paper *paper, struct err *err) {
    for (int i = 0; i < paper->count; i++) {
        char text[PACK_KEY_FILE_MAX];
        uint8_t id[PACK_KEY_ID_BYTES];
        size_t bytes = 0;
        struct pack_key key;
        const struct str line = paper->lines[i];
        const bool is_add = str_starts_with(line, "add ");
        const bool ok =
            is_add ? parse_add(line, &key, text, &bytes, err) && pack_ring_add_key(ring, &key, false, err)
                   : parse_retire(line, id) && pack_ring_retire(ring, id);
        if (!ok) {
            return err_set(err, ERR_FORMAT, 0,
                           "line `" STR_FMT "` is not understood, or there are too many keys",
                           (int)(line.len > 40 ? 40 : line.len), line.ptr);
        }
    }
    return true;
}

static bool
write_retired(const struct intake *intake, const struct pack_ring *ring, struct err *err) {
    char path[PATH_MAX];
    char text[PACK_RING_RETIRED_BYTES];
    (void)snprintf(path, sizeof(path), "%s/%s/%s", intake->folders.state, PACK_PLACE_KEYS,
                   PACK_RING_RETIRED_FILE);
    return fs_table_write(intake->fs, path, text, pack_ring_print_retired(ring, text), err);
}

static bool
add(struct intake *intake, struct str line, struct err *err) {
    char path[PATH_MAX];
    char text[PACK_KEY_FILE_MAX];
    char id[2 * PACK_KEY_ID_BYTES + 1];
    size_t bytes = 0;
    struct pack_key key;
    if (!parse_add(line, &key, text, &bytes, err)) {
        return false;
    }
    pack_key_id_print(key.id, id);
    (void)snprintf(path, sizeof(path), "%s/%s/%s.pub", intake->folders.state, PACK_PLACE_KEYS, id);
    return fs_table_write(intake->fs, path, text, bytes, err);
}

/* Additions first: a cut in the middle leaves a key too many rather than none. A damaged list of retired keys is written anew with what
 * can be read of it, for whoever retires keys now knows them; one that cannot be read this time is left alone. */
static enum pack_outcome
take_keys(struct intake *intake, const char *path, struct err *err) {
    struct paper paper;
    struct pack_ring ring = intake->ring;
    enum pack_outcome outcome = read_paper(intake, path, "vitrin-keys 1", true, &paper, err);
    if (outcome != PACK_NONE) {
        return outcome;
    }
    if (!check_keys(&ring, &paper, err)) {
        return PACK_CONTENT_WRONG;
    }
    bool ok = true;
    bool retires = false;
    for (int i = 0; ok && i < paper.count; i++) {
        const bool is_add = str_starts_with(paper.lines[i], "add ");
        retires = retires || !is_add;
        ok = !is_add || add(intake, paper.lines[i], err);
    }
    if (ok && retires && ring.retired_list == PACK_RETIRED_UNREAD) {
        return intake_list_outcome(err);
    }
    ok = ok && (!retires || write_retired(intake, &ring, err));
    int odd = 0;
    ok = ok && pack_slot_read_ring(intake->fs, &intake->folders, &intake->ring, &odd, err);
    return ok ? PACK_KEYS_CHANGED : intake_disk_outcome(err);
}

/* ---- requests ---- */

static enum pack_outcome
reset_pin(struct intake *intake, struct err *err) {
    char path[PATH_MAX];
    (void)snprintf(path, sizeof(path), "%s/%s", intake->folders.state, PACK_PLACE_PIN);
    if (intake->fs->unlink(intake->fs->self, path) != 0 && errno != ENOENT) {
        err_set(err, ERR_IO, errno, "the PIN: %s", strerror(errno));
        return PACK_DISK_ERROR;
    }
    return PACK_PIN_RESET;
}

/* Leaves word for the receipt, which is written when the stick can be written. */
static enum pack_outcome
want_export(struct intake *intake, struct err *err) {
    char path[PATH_MAX];
    (void)snprintf(path, sizeof(path), "%s/%s", intake->folders.run, PACK_PLACE_EXPORT);
    return fs_table_write(intake->fs, path, "", 0, err) ? PACK_EXPORTED : PACK_DISK_ERROR;
}

void
intake_forget_export(struct intake *intake) {
    char path[PATH_MAX];
    if (intake->folders.run != NULL &&
        snprintf(path, sizeof(path), "%s/%s", intake->folders.run, PACK_PLACE_EXPORT) < (int)sizeof(path)) {
        (void)intake->fs->unlink(intake->fs->self, path);
    }
}

static enum pack_outcome
take_request(struct intake *intake, const char *path, struct err *err) {
    struct paper paper;
    enum pack_outcome outcome = read_paper(intake, path, "vitrin-request 1", false, &paper, err);
    for (int i = 0; outcome == PACK_NONE && i < paper.count; i++) {
        if (!str_is(paper.lines[i], "do export") && !str_is(paper.lines[i], "do reset-pin")) {
            err_set(err, ERR_FORMAT, 0, "line `" STR_FMT "` is not understood", STR_ARG(paper.lines[i]));
            outcome = PACK_CONTENT_WRONG;
        }
    }
    const int count = outcome == PACK_NONE ? paper.count : 0;
    for (int i = 0; i < count; i++) {
        outcome = str_is(paper.lines[i], "do export") ? want_export(intake, err) : reset_pin(intake, err);
    }
    return outcome;
}

/* ---- which papers there are ---- */

struct papers {
    char keys[FS_NAME_MAX + 1];
    int key_count;
    bool has_request;
};

static bool
take_name(void *context, const char *name) {
    struct papers *papers = context;
    const size_t n = strlen(name);
    if (n > 6 && n <= FS_NAME_MAX && name[0] != '.' && strcmp(name + n - 6, ".vkeys") == 0) {
        (void)snprintf(papers->keys, sizeof(papers->keys), "%s", name);
        papers->key_count++;
    }
    papers->has_request = papers->has_request || strcmp(name, INTAKE_REQUEST_FILE) == 0;
    return true;
}

enum pack_outcome
intake_take_papers(struct intake *intake, const char *stick, struct err *err) {
    struct papers papers = {.key_count = 0};
    char path[PATH_MAX];
    enum pack_outcome outcome = PACK_NONE;
    if (intake->fs->list(intake->fs->self, stick, take_name, &papers) != 0) {
        err_set(err, ERR_IO, errno, "the stick's folder cannot be read: %s", strerror(errno));
        return PACK_STICK_PULLED;
    }
    if (papers.key_count > 1) {
        err_set(err, ERR_CONTENT, 0, "more than one file *.vkeys in the stick's top folder");
        return PACK_SEVERAL;
    }
    if (papers.key_count == 1 &&
        snprintf(path, sizeof(path), "%s/%s", stick, papers.keys) < (int)sizeof(path)) {
        outcome = take_keys(intake, path, err);
    }
    const bool goes_on = outcome == PACK_NONE || outcome == PACK_KEYS_CHANGED;
    if (goes_on && papers.has_request &&
        snprintf(path, sizeof(path), "%s/%s", stick, INTAKE_REQUEST_FILE) < (int)sizeof(path)) {
        outcome = take_request(intake, path, err);
    }
    return outcome;
}
