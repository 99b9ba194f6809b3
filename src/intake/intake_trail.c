/* How the last run of the show ended, told by what it left in the runtime folder. A heartbeat that does not say that the show left by
 * itself means a crash or a hang that somebody ended; then the breadcrumb says at which slide, and that slide is left out from the next
 * start on. All of it lies in RAM: a machine that was switched off leaves nothing, and nothing is blamed for a cut of the power. */

#include <stdio.h>
#include <string.h>

#include "intake/intake.h"
#include "pack/pack_place.h"
#include "pack/pack_trail.h"

#define POISON_BYTES_MAX (PACK_TRAIL_POISON_MAX * (2 * PACK_TRAIL_KEY_MAX + 2))

static bool
read_run(const struct intake *intake, const char *name, char *text, size_t room, size_t *ret_bytes) {
    char path[PATH_MAX];
    struct err unread = {0};
    return snprintf(path, sizeof(path), "%s/%s", intake->folders.run, name) < (int)sizeof(path) &&
           fs_table_read(intake->fs, path, text, room, ret_bytes, &unread);
}

/* Adds the slide to those left out; of too many the oldest line goes. */
static void
add_poison(struct intake *intake, const struct pack_breadcrumb *crumb) {
    char path[PATH_MAX];
    char text[POISON_BYTES_MAX];
    char line[2 * PACK_TRAIL_KEY_MAX + 3];
    size_t bytes = 0;
    struct err unwritten = {0};
    const size_t n = (size_t)snprintf(line, sizeof(line), "%s %s\n", crumb->pack_id, crumb->slide);
    if (!read_run(intake, PACK_PLACE_POISON, text, sizeof(text), &bytes)) {
        bytes = 0;
    }
    for (size_t at = 0; at + n <= bytes; at++) {
        if (memcmp(text + at, line, n) == 0 && (at == 0 || text[at - 1] == '\n')) {
            return;
        }
    }
    while (bytes + n > sizeof(text)) {
        const char *end = memchr(text, '\n', bytes);
        const size_t cut = end == NULL ? bytes : (size_t)(end - text) + 1;
        memmove(text, text + cut, bytes - cut);
        bytes -= cut;
    }
    memcpy(text + bytes, line, n);
    (void)snprintf(path, sizeof(path), "%s/%s", intake->folders.run, PACK_PLACE_POISON);
    if (!fs_table_write(intake->fs, path, text, bytes + n, &unwritten)) {
        (void)intake->fs->unlink(intake->fs->self, path); /* RAM is full: rather none than half */
    }
}

enum pack_end
intake_trail_tells_end(struct intake *intake) {
    char path[PATH_MAX];
    char text[PACK_TRAIL_BYTES_MAX];
    size_t bytes = 0;
    struct pack_heartbeat beat;
    struct pack_breadcrumb crumb;
    struct err unread = {0};
    if (intake->folders.run == NULL || !read_run(intake, PACK_PLACE_HEARTBEAT, text, sizeof(text), &bytes)) {
        return PACK_END_UNTOLD;
    }
    const bool is_clean = pack_heartbeat_parse((struct str){text, bytes}, &beat, &unread) && beat.is_clean;
    (void)snprintf(path, sizeof(path), "%s/%s", intake->folders.run, PACK_PLACE_HEARTBEAT);
    (void)intake->fs->unlink(intake->fs->self, path); /* booked once */
    if (!is_clean && read_run(intake, PACK_PLACE_BREADCRUMB, text, sizeof(text), &bytes) &&
        pack_breadcrumb_parse((struct str){text, bytes}, &crumb, &unread)) {
        add_poison(intake, &crumb);
    }
    return is_clean ? PACK_END_LEFT : PACK_END_CRASHED;
}
