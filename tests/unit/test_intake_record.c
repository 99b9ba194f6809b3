/* A record that is damaged or cannot be read loses no pack, opens the way to no older one, and is told. */

#include "support.h"

#include <errno.h>
#include <fcntl.h>

#include "pack/pack_place.h"
#include "tests/faults/device.h"

static void
spoil(struct disk *disk, const char *path) {
    disk_put(disk, path, "vitrin-state 1\nnonsense\n", 24);
}

/* Packs 1 and 2 in the slots, 2 on trial. */
static struct disk *
device_with_two(void) {
    struct disk *disk = show_disk();
    put_stick(disk, 1);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    assert_int_equal(request(disk, PACK_REQUEST_CONFIRM, 1), 1);
    put_stick(disk, 2);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    return disk;
}

static void
test_the_newer_copy_of_the_record_is_damaged(void **state) {
    UNUSED(state);
    struct disk *disk = device_with_two();
    const struct fs_table table = disk_table(disk);
    struct pack_state record;
    int64_t seq = 0;
    (void)pack_state_read(&table, DISK_FOLDERS.state, &record);
    spoil(disk, record.gen % 2 == 0 ? "/state/state.0" : "/state/state.1");
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_REBUILT);
    assert_int_equal(shown_pack(disk, &seq), 2); /* though the older copy does not know it */
    assert_int_equal(seq, 3);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_NONE);
    assert_int_equal(pack_state_read(&table, DISK_FOLDERS.state, &record), PACK_RECORD_SOUND);
    disk_destroy(disk);
}

static void
test_both_copies_of_the_record_are_damaged(void **state) {
    UNUSED(state);
    struct disk *disk = device_with_two();
    const struct fs_table table = disk_table(disk);
    struct pack_state record;
    int64_t seq = 0;
    spoil(disk, "/state/state.0");
    spoil(disk, "/state/state.1");
    put_stick(disk, 1);
    assert_int_equal(take_stick(disk), PACK_OLDER); /* even before the next start */
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_REBUILT);
    assert_int_equal(shown_pack(disk, &seq), 2);
    assert_int_equal(seq, 3);
    assert_int_equal(take_stick(disk), PACK_OLDER);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_NONE); /* said once */
    assert_int_equal(pack_state_read(&table, DISK_FOLDERS.state, &record), PACK_RECORD_SOUND);
    assert_true(record.slots[PACK_SLOT_A].is_confirmed && pack_state_is_on_trial(&record));
    assert_int_equal(record.past[0].outcome, PACK_REBUILT);
    put_stick(disk, 3);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    disk_destroy(disk);
}

/* Neither a record nor a slot can be read at one start. Nothing goes, and nothing is written over. */
static int (*readable_open)(void *self, const char *path, int flags, unsigned mode);
static int
failing_open(void *self, const char *path, int flags, unsigned mode) {
    const bool is_hit = flags == O_RDONLY &&
                        (strncmp(path, "/state/state.", 13) == 0 || strncmp(path, "/state/slots/", 13) == 0);
    errno = EIO;
    return is_hit ? -1 : readable_open(self, path, flags, mode);
}

static void
test_a_start_that_can_read_nothing(void **state) {
    UNUSED(state);
    struct disk *disk = device_with_two();
    struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    int64_t seq = 0;
    readable_open = table.open;
    table.open = failing_open;
    assert_true(intake_open(&intake, &err));
    assert_int_equal(intake_boot(&intake, PACK_END_UNTOLD, &err), PACK_REBUILT);
    assert_int_equal(shown_pack(disk, &seq), 2);
    assert_int_equal(seq, 3);
    assert_int_equal(boot(disk, PACK_END_UNTOLD), PACK_NONE);
    disk_destroy(disk);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_newer_copy_of_the_record_is_damaged),
        cmocka_unit_test(test_both_copies_of_the_record_are_damaged),
        cmocka_unit_test(test_a_start_that_can_read_nothing),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, show_open, show_close);
}
