/* Each thing that the intake looks at before it believes a file, with a file that fails there and nowhere else: what may not come in, what
 * lies in a slot and is not what was installed, whose papers are done. */

#include "support.h"

#include <sqlite3.h>
#include <unistd.h>

#include "base/fs.h"
#include "intake/intake_paper.h"
#include "pack/pack_file.h"
#include "pack/pack_place.h"
#include "tests/faults/device.h"
#include "tools/pack_sign.h"

static struct sign_secret office, root; /* the office's key signed the packs of the small show */

static int
open_all(void **state) {
    struct err err = {0};
    char path[128];
    assert_int_equal(show_open(state), 0);
    (void)snprintf(path, sizeof(path), "%s/k.key", show.folder);
    assert_true(pack_sign_read_secret(path, NULL, &office, &err));
    (void)snprintf(path, sizeof(path), "%s/r", show.folder);
    assert_true(pack_sign_make_keys(path, NULL, &err));
    (void)snprintf(path, sizeof(path), "%s/r.key", show.folder);
    assert_true(pack_sign_read_secret(path, NULL, &root, &err));
    return 0;
}

/* A device whose pack 1 has proved itself, with pack 2 in the stick. */
static struct disk *
device(void) {
    struct disk *disk = show_disk();
    struct err err = {0};
    char path[128];
    struct str key;
    (void)snprintf(path, sizeof(path), "%s/r.pub", show.folder);
    assert_true(fs_read(&show.arena, path, 4096, &key, &err));
    disk_put(disk, "/keys/r.root.pub", key.ptr, key.len);
    put_stick(disk, 1);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    assert_int_equal(request(disk, PACK_REQUEST_CONFIRM, 1), 1);
    put_stick(disk, 2);
    return disk;
}

static void
assert_still_shows(struct disk *disk, int pack) {
    int64_t seq = 0;
    assert_int_equal(shown_pack(disk, &seq), pack);
    assert_int_equal(seq, 2);
}

static void
assert_none_is_left(struct disk *disk) {
    size_t bytes = 0;
    assert_null(disk_get(disk, "/state/slots/incoming.vpack", &bytes));
    assert_null(disk_get(disk, "/state/slots/incoming.vpack.minisig", &bytes));
}

/* ---- what the stick says of its size ---- */

static int (*true_open)(void *self, const char *path, int flags, unsigned mode);
static ssize_t (*true_write)(void *self, int fd, const void *data, size_t bytes);
static int stick_fd;
static int64_t said_bytes, read_bytes, written_bytes;

static int
noting_open(void *self, const char *path, int flags, unsigned mode) {
    const int fd = true_open(self, path, flags, mode);
    stick_fd = strcmp(path, "/stick/show.vpack") == 0 ? fd : fd == stick_fd ? -1 : stick_fd;
    return fd;
}

static int (*true_stat)(void *self, int fd, struct fs_stat *ret_stat);
static int
saying_stat(void *self, int fd, struct fs_stat *ret_stat) {
    const int n = true_stat(self, fd, ret_stat);
    ret_stat->bytes = fd == stick_fd ? said_bytes : ret_stat->bytes;
    return n;
}

/* The file on the stick has no end. */
static ssize_t (*true_read)(void *self, int fd, void *data, size_t bytes);
static ssize_t
endless_read(void *self, int fd, void *data, size_t bytes) {
    if (fd != stick_fd) {
        return true_read(self, fd, data, bytes);
    }
    memset(data, 0, bytes);
    read_bytes += (int64_t)bytes;
    assert_true(read_bytes < 2 * PACK_FILE_BYTES_MAX);
    return (ssize_t)bytes;
}

/* The device has room for anything, and keeps none of it. */
static ssize_t
counting_write(void *self, int fd, const void *data, size_t bytes) {
    if (bytes < PACK_FILE_CHUNK_BYTES) {
        return true_write(self, fd, data, bytes);
    }
    written_bytes += (int64_t)bytes;
    return (ssize_t)bytes;
}

static enum pack_outcome
take_sized(struct disk *disk, int64_t says, bool is_endless) {
    struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    true_open = table.open;
    true_stat = table.stat;
    true_read = table.read;
    true_write = table.write;
    table.open = noting_open;
    table.stat = saying_stat;
    table.read = is_endless ? endless_read : table.read;
    table.write = is_endless ? counting_write : table.write;
    stick_fd = -1;
    said_bytes = says;
    read_bytes = 0;
    written_bytes = 0;
    assert_true(intake_open(&intake, &err));
    return intake_take(&intake, "/stick", &err);
}

static void
test_its_size(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    assert_int_equal(take_sized(disk, PACK_FILE_BYTES_MAX + 1, false), PACK_TOO_BIG);
    assert_int_equal(take_sized(disk, 0, true), PACK_TOO_BIG); /* it grows while it is read */
    assert_true(written_bytes <= PACK_FILE_BYTES_MAX);
    assert_true(read_bytes <= PACK_FILE_BYTES_MAX + (int64_t)PACK_FILE_CHUNK_BYTES);
    assert_none_is_left(disk);
    assert_still_shows(disk, 1);
    disk_destroy(disk);
}

/* ---- whose it is ---- */

static void
test_a_retired_key(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    struct pack_ring ring = {.key_count = 0};
    char text[PACK_RING_RETIRED_BYTES];
    assert_true(pack_ring_retire(&ring, office.key_id));
    size_t bytes = pack_ring_print_retired(&ring, text);
    disk_put(disk, "/state/" PACK_PLACE_KEYS "/" PACK_RING_RETIRED_FILE, text, bytes);
    disk_plan(disk, DISK_FAULT_NONE, 0, false);
    assert_int_equal(take_stick(disk), PACK_KEY_RETIRED);
    for (int i = 0; i < disk_count(disk); i++) { /* not a byte of it was copied */
        assert_null(strstr(disk_op_name(disk, i), "open /state/slots/incoming"));
    }
    assert_non_null(disk_get(disk, "/state/slots/a.vpack", &bytes));
    assert_still_shows(disk, 1);          /* what it signed before stays on */
    text[3] = text[3] == '0' ? '1' : '0'; /* another key by one digit */
    disk_put(disk, "/state/" PACK_PLACE_KEYS "/" PACK_RING_RETIRED_FILE, text, strlen(text));
    assert_int_equal(take_stick(disk), PACK_DISK_ERROR);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_NONE);
    assert_still_shows(disk, 1);
    disk_destroy(disk);
}

/* ---- what comes from the stick ---- */

static void
test_other_bytes_than_were_signed(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    disk_put(disk, "/stick/show.vpack", show.packs[3].bytes.ptr, show.packs[3].bytes.len);
    assert_int_equal(take_stick(disk), PACK_SIGNATURE_WRONG);
    assert_none_is_left(disk);
    assert_still_shows(disk, 1);
    disk_destroy(disk);
}

static void
test_a_stick_that_ends_too_early(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    disk_pull(disk, "/stick", (int64_t)show.packs[2].signature.len + 1000);
    assert_int_equal(take_stick(disk), PACK_STICK_PULLED);
    assert_none_is_left(disk);
    assert_still_shows(disk, 1);
    disk_destroy(disk);
}

/* ---- what it is ---- */

/* Pack 2 in a file of its own, changed. */
static enum pack_outcome
examine_changed(const char *sql) {
    struct intake intake = intake_default();
    struct intake_facts facts;
    struct err err = {0};
    char path[128];
    sqlite3 *db = NULL;
    (void)snprintf(path, sizeof(path), "%s/changed.vpack", show.folder);
    (void)unlink(path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(show.packs[2].bytes.ptr, 1, show.packs[2].bytes.len, file),
                     show.packs[2].bytes.len);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    const enum pack_outcome outcome = intake_examine(&intake, path, &facts, &err);
    assert_int_equal(unlink(path), 0);
    return outcome;
}

static void
test_what_it_is(void **state) {
    UNUSED(state);
    assert_int_equal(examine_changed("PRAGMA application_id"), PACK_NONE); /* as it was */
    assert_int_equal(examine_changed("PRAGMA application_id = 1"), PACK_NOT_A_PACK);
    assert_int_equal(examine_changed("PRAGMA user_version = 999"), PACK_SCHEMA_NEWER);
    assert_int_equal(examine_changed("PRAGMA user_version = 0"), PACK_SCHEMA_OLDER);
    assert_int_equal(examine_changed("DELETE FROM meta WHERE key = 'seq'"), PACK_CONTENT_WRONG);
    assert_int_equal(examine_changed("UPDATE figure SET unit = 'no such unit'"), PACK_CONTENT_WRONG);
}

static enum pack_outcome
examine_hall_9(struct intake *intake, const char *path, struct intake_facts *ret_facts, struct err *err) {
    const enum pack_outcome outcome = show_examine(intake, path, ret_facts, err);
    (void)snprintf(ret_facts->target, sizeof(ret_facts->target), "hall-9");
    return outcome;
}

static enum pack_outcome
examine_older(struct intake *intake, const char *path, struct intake_facts *ret_facts, struct err *err) {
    const enum pack_outcome outcome = show_examine(intake, path, ret_facts, err);
    ret_facts->seq = 1;
    return outcome;
}

static enum pack_outcome
examine_wrong(struct intake *intake, const char *path, struct intake_facts *ret_facts, struct err *err) {
    UNUSED(intake);
    UNUSED(path);
    UNUSED(ret_facts);
    err_set(err, ERR_CONTENT, 0, "table place: row 3");
    return PACK_CONTENT_WRONG;
}

static enum pack_outcome
rehearse_badly(struct intake *intake, const char *path, struct err *err) {
    UNUSED(intake);
    UNUSED(path);
    err_set(err, ERR_CONTENT, 0, "slide cover, fa: a word is cut");
    return PACK_REHEARSAL_FAILED;
}

typedef enum pack_outcome (*examine_fn)(struct intake *intake, const char *path,
                                        struct intake_facts *ret_facts, struct err *err);
typedef enum pack_outcome (*rehearse_fn)(struct intake *intake, const char *path, struct err *err);

static enum pack_outcome
take_with(struct disk *disk, const char *target, examine_fn examine, rehearse_fn rehearse) {
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    intake.target = target;
    intake.examine = examine;
    intake.rehearse = rehearse;
    assert_true(intake_open(&intake, &err));
    const enum pack_outcome outcome = intake_take(&intake, "/stick", &err);
    assert_int_equal(err.code == ERR_NONE, outcome == PACK_INSTALLED);
    return outcome;
}

static void
test_whether_it_may_be_shown(void **state) {
    UNUSED(state);
    static const struct {
        const char *target;
        examine_fn examine;
        rehearse_fn rehearse;
        enum pack_outcome expected;
    } CASES[] = {
        {"hall-3", examine_hall_9, show_rehearse, PACK_TARGET_WRONG},
        {NULL, examine_hall_9, show_rehearse, PACK_TARGET_WRONG},
        {"hall-3", examine_wrong, show_rehearse, PACK_CONTENT_WRONG},
        {"hall-3", examine_older, show_rehearse, PACK_OLDER},
        {"hall-3", show_examine, rehearse_badly, PACK_REHEARSAL_FAILED},
        {"hall-9", examine_hall_9, show_rehearse, PACK_INSTALLED},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct disk *disk = device();
        assert_int_equal(take_with(disk, CASES[i].target, CASES[i].examine, CASES[i].rehearse),
                         CASES[i].expected);
        if (CASES[i].expected != PACK_INSTALLED) {
            assert_none_is_left(disk);
            assert_still_shows(disk, 1);
        }
        disk_destroy(disk);
    }
}

/* ---- what lies in a slot ---- */

static enum err_code
verify_active(struct disk *disk) {
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    assert_true(intake_open(&intake, &err));
    return pack_slot_verify(&table, &DISK_FOLDERS, &intake.ring, &intake.state, intake.state.active, &err)
               ? ERR_NONE
               : err.code;
}

static void
put_into_slot(struct disk *disk, int pack, int signature) {
    disk_put(disk, "/state/slots/a.vpack", show.packs[pack].bytes.ptr, show.packs[pack].bytes.len);
    disk_put(disk, "/state/slots/a.vpack.minisig", show.packs[signature].signature.ptr,
             show.packs[signature].signature.len);
}

static void
test_a_slot_is_what_was_installed(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    assert_int_equal(verify_active(disk), ERR_NONE);
    put_into_slot(disk, 3, 3); /* whole and well signed, and another one */
    assert_int_equal(verify_active(disk), ERR_FORMAT);
    put_into_slot(disk, 1, 3); /* another one's signature */
    assert_int_equal(verify_active(disk), ERR_FORMAT);
    put_into_slot(disk, 1, 1);
    assert_int_equal(verify_active(disk), ERR_NONE);
    disk_put(disk, "/keys/k.pub", "no key", 6);
    assert_int_equal(verify_active(disk), ERR_UNTRUSTED);
    disk_destroy(disk);
}

static void
test_a_start_drops_what_is_damaged(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    struct pack_state record;
    int64_t seq = 0;
    const struct fs_table table = disk_table(disk);
    put_into_slot(disk, 3, 3);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_FACTORY);
    (void)pack_state_read(&table, DISK_FOLDERS.state, &record);
    assert_false(record.slots[PACK_SLOT_A].is_there);
    assert_int_equal(shown_pack(disk, &seq), 0);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_NONE); /* said once */
    /* a key that is not here today empties no slot */
    put_stick(disk, 2);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    disk_put(disk, "/keys/k.pub", "no key", 6);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_BUILT_IN);
    disk_put(disk, "/keys/k.pub", show.public_key.ptr, show.public_key.len);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_NONE);
    assert_int_equal(shown_pack(disk, &seq), 2);
    disk_destroy(disk);
}

/* The show is begun anew while a stick is in somebody's hands. */
static void
test_a_start_beside_a_stick(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct intake show_starts = disk_intake(&table);
    struct err err = {0};
    put_stick(disk, 2);
    intake.has_receipt = true;
    assert_true(intake_open(&intake, &err));
    assert_int_equal(intake_take(&intake, "/stick", &err), PACK_INSTALLED);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_NONE);
    intake_read_status(&intake);
    assert_int_equal(intake.status.phase, PACK_PHASE_WRITING); /* the receipt waits for this word */
    assert_int_equal(intake.status.outcome, PACK_INSTALLED);
    intake_finish(&intake, true);
    /* one that says its last word between two steps of a start */
    assert_true(intake_open(&show_starts, &err));
    (void)intake_tell_foreign(&intake, "ext4", &err);
    assert_int_equal(intake_boot(&show_starts, PACK_END_UNTOLD, &err), PACK_NONE);
    intake_read_status(&intake);
    assert_int_equal(intake.status.phase, PACK_PHASE_DONE);
    assert_int_equal(intake.status.outcome, PACK_STICK_FOREIGN);
    /* and with nobody there, what was said before is over */
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_NONE);
    intake_read_status(&intake);
    assert_int_equal(intake.status.phase, PACK_PHASE_IDLE);
    disk_destroy(disk);
}

/* ---- papers ---- */

/* Puts the paper into the stick, signed, and takes it. altered: as it is in the stick, when that is another text than was signed. */
static enum pack_outcome
take_paper(const char *name, const char *text, const char *altered, const struct sign_secret *secret) {
    struct disk *disk = device();
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    struct str signature;
    char path[192];
    char at[64];
    (void)snprintf(path, sizeof(path), "%s/%s", show.folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0 && fclose(file) == 0);
    assert_true(pack_sign_file(path, secret, &err));
    (void)snprintf(path, sizeof(path), "%s/%s.minisig", show.folder, name);
    assert_true(fs_read(&show.arena, path, 4096, &signature, &err));
    (void)snprintf(at, sizeof(at), "/stick/%s", name);
    const char *put = altered == NULL ? text : altered;
    disk_put(disk, at, put, strlen(put));
    (void)snprintf(at, sizeof(at), "/stick/%s.minisig", name);
    disk_put(disk, at, signature.ptr, signature.len);
    intake.target = "hall-3";
    assert_true(intake_open(&intake, &err));
    const int keys = intake.ring.key_count;
    const enum pack_outcome outcome = intake_take_papers(&intake, "/stick", &err);
    assert_int_equal(intake.ring.key_count, keys);
    disk_destroy(disk);
    return outcome;
}

#define REQUEST(target) "vitrin-request 1\ntarget " target "\ndo reset-pin\n"
#define KEYS(target) "vitrin-keys 1\ntarget " target "\nretire 0123456789ABCDEF\n"

static void
test_papers(void **state) {
    UNUSED(state);
    static const char *const ASK = INTAKE_REQUEST_FILE;
    assert_int_equal(take_paper(ASK, REQUEST("any"), NULL, &office), PACK_PIN_RESET);
    assert_int_equal(take_paper(ASK, REQUEST("hall-3"), NULL, &office), PACK_PIN_RESET);
    assert_int_equal(take_paper(ASK, REQUEST("hall-9"), NULL, &office), PACK_TARGET_WRONG);
    assert_int_equal(take_paper(ASK, REQUEST("hall-9"), REQUEST("any"), &office), PACK_SIGNATURE_WRONG);
    assert_int_equal(take_paper("office.vkeys", KEYS("any"), NULL, &root), PACK_KEYS_CHANGED);
    assert_int_equal(take_paper("office.vkeys", KEYS("any"), NULL, &office), PACK_KEY_UNKNOWN);
    assert_int_equal(take_paper("office.vkeys", KEYS("hall-9"), NULL, &root), PACK_TARGET_WRONG);
    assert_int_equal(take_paper("office.vkeys", KEYS("hall-9"), KEYS("any"), &root), PACK_SIGNATURE_WRONG);
}

/* A confirmation is of one pack, and that one alone. */
static void
test_whose_proof(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    struct pack_state record;
    const struct fs_table table = disk_table(disk);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    assert_int_equal(request(disk, PACK_REQUEST_CONFIRM, 1), 0);
    (void)pack_state_read(&table, DISK_FOLDERS.state, &record);
    assert_true(pack_state_is_on_trial(&record));
    assert_int_equal(request(disk, PACK_REQUEST_CONFIRM, 2), 1);
    (void)pack_state_read(&table, DISK_FOLDERS.state, &record);
    assert_false(pack_state_is_on_trial(&record));
    disk_destroy(disk);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_its_size),
        cmocka_unit_test(test_a_retired_key),
        cmocka_unit_test(test_other_bytes_than_were_signed),
        cmocka_unit_test(test_a_stick_that_ends_too_early),
        cmocka_unit_test(test_what_it_is),
        cmocka_unit_test(test_whether_it_may_be_shown),
        cmocka_unit_test(test_a_slot_is_what_was_installed),
        cmocka_unit_test(test_a_start_drops_what_is_damaged),
        cmocka_unit_test(test_a_start_beside_a_stick),
        cmocka_unit_test(test_papers),
        cmocka_unit_test(test_whose_proof),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, open_all, show_close);
}
