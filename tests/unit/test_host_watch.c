/* Touch screens that the kernel tells of, from folders like its own, and what it says about plugs. */

#include "folder_support.h"

#include "host/host_hands.h"
#include "host/host_plug.h"

#define MULTI_TOUCH "2608000 3\n" /* ABS_MT_POSITION_X among others, in words of 64 bits */
#define FINGER "400 0 0 0 0 0\n"  /* BTN_TOUCH */
#define KEYS "fffffffffffffffe\n" /* of a keyboard */

static void
put_device(int number, const char *abs, const char *key) {
    put_file(abs, "input%d/capabilities/abs", number);
    put_file(key, "input%d/capabilities/key", number);
    put_file("", "input%d/event%d/dev", number, number);
}

static void
put_node(int number) {
    put_file("", "event%d", number);
}

static void
test_touch_screens_alone_count(void **state) {
    (void)state;
    assert_int_equal(host_hands_read("/tmp/no such folder", the_folder).count, 0);
    put_device(0, MULTI_TOUCH, FINGER);
    assert_int_equal(host_hands_read(the_folder, the_folder).count,
                     0); /* without a node nobody can read it */
    assert_int_equal(host_hands_read(the_folder, NULL).count, 1);
    put_node(0);
    put_device(7, "3\n", FINGER); /* one finger */
    put_node(7);
    put_device(8, "0\n", KEYS);
    put_node(8);
    put_device(9, "3\n", "70000 0 0 0 0\n"); /* a mouse's buttons */
    put_node(9);
    put_device(10, "", "no number\n");
    put_node(10);
    const struct host_hands hands = host_hands_read(the_folder, the_folder);
    assert_int_equal(hands.count, 2);
    assert_int_equal(hands.devices[0] + hands.devices[1], 7);
}

static void
test_one_that_comes_back_is_another(void **state) {
    const struct host_hands none = {0};
    const struct host_hands one = {{3}, 1};
    const struct host_hands again = {{5}, 1};
    const struct host_hands both = {{5, 3}, 2};
    (void)state;
    assert_true(host_hands_has_new(&none, &one));
    assert_false(host_hands_has_new(&one, &none)); /* gone: nothing is gained by starting afresh */
    assert_false(host_hands_has_new(&one, &one));
    assert_true(host_hands_has_new(&one, &again));
    assert_true(host_hands_has_new(&one, &both));
    assert_false(host_hands_has_new(&both, &one));
}

static void
test_more_than_there_is_room_for(void **state) {
    (void)state;
    for (int i = 20; i < 20 + HOST_HANDS_MAX; i++) {
        put_device(i, MULTI_TOUCH, FINGER);
        put_node(i);
    }
    assert_int_equal(host_hands_read(the_folder, the_folder).count, HOST_HANDS_MAX);
}

/* The clock begins with the machine. */
static void
test_a_plug_that_does_not_hold(void **state) {
    (void)state;
    assert_true(host_hands_may_start_afresh(TIME_S(20), TIME_S(15))); /* it was slower than the show */
    assert_false(host_hands_may_start_afresh(TIME_S(500), TIME_S(490)));
    assert_false(host_hands_may_start_afresh(TIME_S(500), TIME_S(381)));
    assert_true(host_hands_may_start_afresh(TIME_S(500), TIME_S(380)));
}

#define SAID(text) host_plug_is_screen(text, sizeof(text))

static void
test_what_the_kernel_says(void **state) {
    (void)state;
    assert_true(SAID("change@/devices/x/drm/card0\0ACTION=change\0SUBSYSTEM=drm\0HOTPLUG=1\0SEQNUM=9"));
    assert_true(SAID("change@/devices/x/drm/card0\0HOTPLUG=1\0CONNECTOR=31\0SUBSYSTEM=drm"));
    assert_false(SAID("change@/devices/x/drm/card0\0ACTION=change\0SUBSYSTEM=drm\0LEASE=1"));
    assert_false(SAID("change@/devices/x/usb1\0ACTION=change\0SUBSYSTEM=usb\0HOTPLUG=1"));
    assert_false(SAID("change@/devices/x/drm/card0\0SUBSYSTEM=drm_dp_aux\0HOTPLUG=12"));
    assert_false(host_plug_is_screen("SUBSYSTEM=drm\0HOTPLUG=1", 22)); /* cut off */
    assert_false(host_plug_is_screen("", 0));
    assert_false(
        SAID("change@/card0\0SUBSYSTEM=drm\0HOTPLUG=1\0CONNECTOR=33\0PROPERTY=12\0")); /* copy protection */
}

static void
test_a_plug_can_be_listened_to(void **state) {
    const int plug = host_plug_open();
    (void)state;
    assert_false(host_plug_was_touched(-1));
    assert_true(plug >= 0);
    (void)host_plug_was_touched(plug); /* whatever this machine says meanwhile, it comes to an end */
    (void)close(plug);
}

int
main(void) {
    SUPPORT_UNUSED;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_touch_screens_alone_count, make_folder, remove_folder),
        cmocka_unit_test(test_one_that_comes_back_is_another),
        cmocka_unit_test_setup_teardown(test_more_than_there_is_room_for, make_folder, remove_folder),
        cmocka_unit_test(test_a_plug_that_does_not_hold),
        cmocka_unit_test(test_what_the_kernel_says),
        cmocka_unit_test(test_a_plug_can_be_listened_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
