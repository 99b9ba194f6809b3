/* What a device would show now, asked of the product's own code: the state is read, the pack it leads to is verified and opened as the show
 * opens it. Prints `SOURCE SEQ IDENTITY` (SEQ: the highest sequence number that the record has seen) and ends with 0; or says in one
 * sentence why nothing can be shown and ends with 1. Writes nothing. usage: check_state STATE-FOLDER KEYS-FOLDER FACTORY-PACK */

#include <inttypes.h>
#include <stdio.h>

#include "base/arena.h"
#include "content/content_load.h"
#include "pack/pack_slot.h"

int
main(int argc, char **argv) {
    static const char *const SOURCES[] = {
        [PACK_SLOT_A] = "a", [PACK_SLOT_B] = "b", [PACK_SOURCE_FACTORY] = "factory"};
    if (argc != 4) {
        fputs("usage: check_state STATE-FOLDER KEYS-FOLDER FACTORY-PACK\n", stderr);
        return 2;
    }
    const struct pack_folders folders = {.state = argv[1], .keys = argv[2], .factory = argv[3]};
    const struct content_model *model = NULL;
    struct pack_ring ring;
    struct pack_state state;
    struct arena arena;
    struct err err = {0};
    enum pack_source source = PACK_SOURCE_FACTORY;
    char path[PATH_MAX];
    int odd = 0;
    arena_init(&arena, 1 << 20);
    (void)pack_state_read(&FS_TABLE_SYSTEM, folders.state, &state);
    const bool ok = pack_slot_read_ring(&FS_TABLE_SYSTEM, &folders, &ring, &odd, &err) &&
                    pack_slot_resolve(&FS_TABLE_SYSTEM, &folders, &ring, &state, &source, &err) &&
                    pack_slot_path(&folders, source, "", path) && content_load(&arena, path, &model, &err);
    if (ok) {
        printf("%s %" PRId64 " %.16s\n", SOURCES[source], state.seq, model->pack_id.ptr);
    } else {
        fprintf(stderr, "nothing can be shown: %s\n", err.text);
    }
    arena_fini(&arena);
    return ok ? 0 : 1;
}
