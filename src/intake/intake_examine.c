/* What a verified copy is: its header, then everything in it through the show's own loader, hardened. Whoever signed it may still have
 * made a mistake, or be somebody else by now. */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "content/content_load.h"
#include "intake/intake.h"
#include "pack/pack_file.h"

#define ARENA_BYTES ((size_t)1 << 20)
#define HEADER_BYTES 72
#define SCHEMA_AT 60
#define APPLICATION_AT 68

_Static_assert(PACK_FILE_BYTES_MAX == CONTENT_PACK_BYTES_MAX, "what is copied can be opened");

static uint32_t
get_u32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The first bytes say whether it is a pack at all, and for which program. */
static enum pack_outcome
read_header(struct intake *intake, const char *path, struct err *err) {
    const struct fs_table *fs = intake->fs;
    uint8_t header[HEADER_BYTES];
    size_t got = 0;
    ssize_t n = 1;
    const int fd = fs->open(fs->self, path, O_RDONLY, 0);
    while (fd >= 0 && got < sizeof(header) && n > 0) {
        n = fs->read(fs->self, fd, header + got, sizeof(header) - got);
        got += n > 0 ? (size_t)n : 0;
    }
    if (fd >= 0) {
        (void)fs->close(fs->self, fd);
    }
    if (got < sizeof(header) || memcmp(header, "SQLite format 3", 16) != 0 ||
        get_u32(header + APPLICATION_AT) != CONTENT_APPLICATION_ID) {
        err_set(err, ERR_FORMAT, 0, "%s: well signed, but no data pack", intake->status.name);
        return PACK_NOT_A_PACK;
    }
    const uint32_t schema = get_u32(header + SCHEMA_AT);
    if (schema == CONTENT_SCHEMA) {
        return PACK_NONE;
    }
    err_set(err, ERR_FORMAT, 0, "made for schema %u, this program knows schema %d", schema, CONTENT_SCHEMA);
    return schema > CONTENT_SCHEMA ? PACK_SCHEMA_NEWER : PACK_SCHEMA_OLDER;
}

enum pack_outcome
intake_examine(struct intake *intake, const char *path, struct intake_facts *ret_facts, struct err *err) {
    struct arena arena;
    const struct content_model *model = NULL;
    enum pack_outcome outcome = read_header(intake, path, err);
    if (outcome != PACK_NONE) {
        return outcome;
    }
    arena_init(&arena, ARENA_BYTES);
    if (!content_load(&arena, path, &model, err)) {
        outcome = PACK_CONTENT_WRONG;
    } else if (model->seq < 1 || str_is_empty(model->target) ||
               model->target.len >= sizeof(ret_facts->target)) {
        err_set(err, ERR_CONTENT, 0, "meta: seq is a number from 1 on, target a name of at most %zu bytes",
                sizeof(ret_facts->target) - 1);
        outcome = PACK_CONTENT_WRONG;
    } else {
        *ret_facts = (struct intake_facts){.seq = model->seq, .replaces = model->replaces};
        memcpy(ret_facts->target, model->target.ptr, model->target.len);
    }
    arena_fini(&arena);
    return outcome;
}
