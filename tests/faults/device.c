/* What tests of the intake share: the small show five times, and a device on a forgetful disk. */

#include "tests/faults/device.h"

#include <sqlite3.h>

#include "base/fs.h"
#include "pack/pack_file.h"
#include "pack/pack_place.h"
#include "tests/support.h"
#include "tools/pack_build.h"
#include "tools/pack_sign.h"

struct show_packs show;

const struct pack_folders DISK_FOLDERS = {
    .state = "/state", .run = "/run", .keys = "/keys", .factory = "/factory/factory.vpack"};

static void
show_set_seq(const char *path, int seq) {
    sqlite3 *db = NULL;
    char sql[80];
    (void)snprintf(sql, sizeof(sql), "UPDATE meta SET value = '%d' WHERE key = 'seq'", seq);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    /* small pages and no pictures: a small pack, and many more cases a second */
    assert_int_equal(
        sqlite3_exec(db, "UPDATE art SET png = x''; PRAGMA page_size = 512; VACUUM", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
}

/* NAME.key and NAME.pub in the show's folder. */
static void
make_key(const char *name, struct sign_secret *ret_secret, struct str *ret_public) {
    struct err err = {0};
    char path[128];
    (void)snprintf(path, sizeof(path), "%s/%s", show.folder, name);
    assert_true(pack_sign_make_keys(path, NULL, &err));
    (void)snprintf(path, sizeof(path), "%s/%s.key", show.folder, name);
    assert_true(pack_sign_read_secret(path, NULL, ret_secret, &err));
    (void)snprintf(path, sizeof(path), "%s/%s.pub", show.folder, name);
    assert_true(fs_read(&show.arena, path, 4096, ret_public, &err));
}

static void
make_paper(void) {
    static const char TEXT[] = "vitrin-keys 1\ntarget any\nretire " SHOW_RETIRED "\n";
    struct err err = {0};
    struct sign_secret root;
    char path[128];
    make_key("root", &root, &show.root_key);
    (void)snprintf(path, sizeof(path), "%s/office.vkeys", show.folder);
    assert_true(fs_write_atomic(path, TEXT, strlen(TEXT), &err));
    assert_true(pack_sign_file(path, &root, &err));
    assert_true(fs_read(&show.arena, path, 4096, &show.paper, &err));
    (void)snprintf(path, sizeof(path), "%s/office.vkeys.minisig", show.folder);
    assert_true(fs_read(&show.arena, path, 4096, &show.paper_signature, &err));
}

int
show_open(void **state) {
    struct workbook book;
    struct err err = {0};
    struct sign_secret secret;
    char path[128];
    UNUSED(state);
    arena_init(&show.arena, 1 << 20);
    (void)snprintf(show.folder, sizeof(show.folder), "/tmp/vitrin-intake-XXXXXX");
    assert_non_null(mkdtemp(show.folder));
    make_key("k", &secret, &show.public_key);
    make_paper();
    assert_true(workbook_read(&book, &show.arena, "tests/show_lighthouse", &err));
    for (int i = 0; i < SHOW_PACKS; i++) {
        struct show_pack *pack = &show.packs[i];
        struct intake intake = intake_default();
        (void)snprintf(pack->path, sizeof(pack->path), "%s/%d.vpack", show.folder, i);
        assert_true(pack_build(&book, pack->path, &err));
        show_set_seq(pack->path, i + 1);
        assert_true(pack_sign_file(pack->path, &secret, &err));
        assert_true(pack_file_hash(&FS_TABLE_SYSTEM, pack->path, pack->hash, &err));
        assert_true(fs_read(&show.arena, pack->path, 1u << 24, &pack->bytes, &err));
        (void)snprintf(path, sizeof(path), "%s.minisig", pack->path);
        assert_true(fs_read(&show.arena, path, 4096, &pack->signature, &err));
        assert_int_equal(intake_examine(&intake, pack->path, &pack->facts, &err), PACK_NONE);
        assert_int_equal(pack->facts.seq, i + 1);
    }
    return 0;
}

int
show_close(void **state) {
    char command[96];
    UNUSED(state);
    arena_fini(&show.arena);
    (void)snprintf(command, sizeof(command), "rm -rf %s", show.folder);
    return system(command);
}

/* Which of the packs has this hash? Returns: its number, -1 for none. */
int
show_find(const uint8_t hash[PACK_FILE_HASH_BYTES]) {
    for (int i = 0; i < SHOW_PACKS; i++) {
        if (memcmp(show.packs[i].hash, hash, PACK_FILE_HASH_BYTES) == 0) {
            return i;
        }
    }
    return -1;
}

/* The verdict that the real examination gave for these bytes. */
enum pack_outcome
show_examine(struct intake *intake, const char *path, struct intake_facts *ret_facts, struct err *err) {
    uint8_t hash[PACK_FILE_HASH_BYTES];
    if (!pack_file_hash(intake->fs, path, hash, err)) {
        return PACK_DISK_ERROR;
    }
    const int found = show_find(hash);
    if (found < 0) {
        show.strangers++;
        err_set(err, ERR_CONTENT, 0, "bytes that nobody signed");
        return PACK_CONTENT_WRONG;
    }
    *ret_facts = show.packs[found].facts;
    return PACK_NONE;
}

enum pack_outcome
show_rehearse(struct intake *intake, const char *path, struct err *err) {
    UNUSED(intake);
    UNUSED(path);
    UNUSED(err);
    return PACK_NONE;
}

struct intake
disk_intake(const struct fs_table *table) {
    struct intake intake = intake_default();
    intake.fs = table;
    intake.folders = DISK_FOLDERS;
    intake.examine = show_examine;
    intake.rehearse = show_rehearse;
    return intake;
}

/* A disk with keys and factory pack. Owns: the caller. */
struct disk *
show_disk(void) {
    struct disk *disk = disk_create();
    disk_put(disk, "/keys/k.pub", show.public_key.ptr, show.public_key.len);
    disk_put(disk, "/factory/factory.vpack", show.packs[0].bytes.ptr, show.packs[0].bytes.len);
    disk_put(disk, "/factory/factory.vpack.minisig", show.packs[0].signature.ptr,
             show.packs[0].signature.len);
    return disk;
}

void
put_stick(struct disk *disk, int pack) {
    disk_put(disk, "/stick/show.vpack", show.packs[pack].bytes.ptr, show.packs[pack].bytes.len);
    disk_put(disk, "/stick/show.vpack.minisig", show.packs[pack].signature.ptr,
             show.packs[pack].signature.len);
}

void
put_paper(struct disk *disk) {
    disk_put(disk, "/keys/root.root.pub", show.root_key.ptr, show.root_key.len);
    disk_put(disk, "/stick/office.vkeys", show.paper.ptr, show.paper.len);
    disk_put(disk, "/stick/office.vkeys.minisig", show.paper_signature.ptr, show.paper_signature.len);
}

/* Plugs the pack in and takes it. */
enum pack_outcome
take_stick(struct disk *disk) {
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    return intake_open(&intake, &err) ? intake_take(&intake, "/stick", &err) : PACK_DISK_ERROR;
}

enum pack_outcome
boot(struct disk *disk, enum pack_end end) {
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    return intake_open(&intake, &err) ? intake_boot(&intake, end, &err) : PACK_DISK_ERROR;
}

int
do_requests(struct disk *disk) {
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    return intake_open(&intake, &err) ? intake_do_requests(&intake) : -1;
}

/* Leaves a request as the show would, and does it. */
int
request(struct disk *disk, const char *name, int pack) {
    char path[64];
    char hex[2 * PACK_FILE_HASH_BYTES + 1] = "";
    for (int i = 0; pack >= 0 && i < PACK_FILE_HASH_BYTES; i++) {
        (void)snprintf(hex + 2 * (ptrdiff_t)i, 3, "%02x", show.packs[pack].hash[i]);
    }
    (void)snprintf(path, sizeof(path), "/state/requests/%s", name);
    disk_put(disk, path, hex, strlen(hex));
    return do_requests(disk);
}

/* Which pack would be shown now? Returns: its number; -1: none verifies. ret_seq: the highest that the record has seen. */
int
shown_pack(struct disk *disk, int64_t *ret_seq) {
    const struct fs_table table = disk_table(disk);
    struct pack_ring ring;
    struct pack_state state;
    struct err err = {0};
    enum pack_source source = PACK_SOURCE_FACTORY;
    char path[PATH_MAX];
    uint8_t hash[PACK_FILE_HASH_BYTES];
    int odd = 0;
    (void)pack_state_read(&table, DISK_FOLDERS.state, &state);
    *ret_seq = state.seq;
    if (!pack_slot_read_ring(&table, &DISK_FOLDERS, &ring, &odd, &err) ||
        !pack_slot_resolve(&table, &DISK_FOLDERS, &ring, &state, &source, &err) ||
        !pack_slot_path(&DISK_FOLDERS, source, "", path) || !pack_file_hash(&table, path, hash, &err)) {
        return -1;
    }
    return show_find(hash);
}
