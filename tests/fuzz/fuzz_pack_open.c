/* Bytes to a content model. An input that begins with P is a list of patches (page, offset, length, bytes) laid over a small sound pack
 * of tests/show_lighthouse; any other is a file as it is. So few bytes reach deep, and corpus files stay small. */

#include "fuzz.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/content_load.h"
#include "tools/pack_build.h"

static char path[64];
static char *sound;
static size_t sound_bytes;
static int file = -1;

static void
must(int is_true) {
    if (!is_true) {
        abort();
    }
}

static void
remove_file(void) {
    unlink(path);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    struct workbook book;
    struct arena arena;
    struct err err = {0};
    struct str data;
    sqlite3 *db = NULL;
    (void)argc;
    (void)argv;
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-fuzz-%ld.vpack", (long)getpid());
    atexit(remove_file);
    arena_init(&arena, 1 << 20);
    must(workbook_read(&book, &arena, "tests/show_lighthouse", &err) && pack_build(&book, path, &err));
    must(sqlite3_open(path, &db) == SQLITE_OK);
    must(sqlite3_exec(
             db,
             "DELETE FROM art; DELETE FROM search WHERE ord > 20; UPDATE geometry SET triangles = x'';"
             "PRAGMA page_size=512; VACUUM",
             NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
    must(fs_read(&arena, path, 1u << 22, &data, &err));
    sound = malloc(data.len);
    must(sound != NULL);
    memcpy(sound, data.ptr, data.len);
    sound_bytes = data.len;
    arena_fini(&arena);
    file = open(path, O_RDWR);
    must(file >= 0);
    return 0;
}

static void
write_patched(const uint8_t *data, size_t size) {
    must(pwrite(file, sound, sound_bytes, 0) == (ssize_t)sound_bytes &&
         ftruncate(file, (off_t)sound_bytes) == 0);
    for (size_t at = 1; at + 6 <= size;) {
        const size_t page = (size_t)data[at] << 8 | data[at + 1];
        const size_t offset = (size_t)data[at + 2] << 8 | data[at + 3];
        const size_t to = (page * 512 + offset % 512) % sound_bytes;
        size_t len = 1 + data[at + 4] % 64;
        at += 5;
        len = len < size - at ? len : size - at;
        len = len < sound_bytes - to ? len : sound_bytes - to;
        must(pwrite(file, data + at, len, (off_t)to) == (ssize_t)len);
        at += len;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    struct err err = {0};
    const struct content_model *model = NULL;
    if (size > 0 && data[0] == 'P') {
        write_patched(data, size);
    } else {
        must(pwrite(file, data, size, 0) == (ssize_t)size && ftruncate(file, (off_t)size) == 0);
    }
    arena_init(&arena, 64 << 10);
    const int is_loaded = content_load(&arena, path, &model, &err);
    must(is_loaded ? model != NULL : err.text[0] != '\0' && utf8_is_valid(str_from_c(err.text)));
    arena_fini(&arena);
    return 0;
}
