/* Arenas: alignment, zeroes, blocks kept over a reset, sizes that cannot be had. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/macros.h"
#include "base/xalloc.h"

/* The sanitizers' allocator has to answer as the C library's does. Named by its run time, hence no prefix. */
const char *__asan_default_options(void);
const char *
__asan_default_options(void) {
    return "allocator_may_return_null=1";
}

static void
memory_is_aligned_zeroed_and_apart(void **state) {
    UNUSED(state);
    static const unsigned char ZEROES[300];
    struct arena arena;
    arena_init(&arena, 256);
    unsigned char *before = NULL;
    for (size_t bytes = 1; bytes < 300; bytes++) {
        unsigned char *ptr = arena_alloc(&arena, bytes);
        assert_int_equal((uintptr_t)ptr % 16, 0);
        assert_memory_equal(ptr, ZEROES, bytes);
        memset(ptr, 0xAB, bytes);
        if (before != NULL) {
            assert_int_equal(before[0], 0xAB);
            assert_int_equal(before[bytes - 2], 0xAB);
        }
        before = ptr;
    }
    arena_fini(&arena);
}

static void
fill(struct arena *arena) {
    for (int i = 0; i < 100; i++) {
        memset(arena_alloc_array(arena, 7, 11), 0xFF, 77);
    }
    memset(arena_alloc(arena, 5000), 0xFF, 5000);
}

static void
a_reset_arena_allocates_nothing(void **state) {
    UNUSED(state);
    const int64_t live = xalloc_live();
    struct arena arena;
    arena_init(&arena, 1024);
    fill(&arena);
    const size_t used = arena_used(&arena);
    assert_true(used >= 100 * 77 + 5000);
    const uint64_t count = xalloc_count();
    for (int i = 0; i < 50; i++) {
        arena_reset(&arena);
        assert_int_equal(arena_used(&arena), 0);
        fill(&arena);
        assert_int_equal(arena_used(&arena), used);
    }
    assert_int_equal(xalloc_count(), count);
    arena_reset(&arena);
    const unsigned char *again = arena_alloc(&arena, 64);
    for (size_t i = 0; i < 64; i++) {
        assert_int_equal(again[i], 0);
    }
    arena_fini(&arena);
    assert_int_equal(xalloc_live(), live);
}

static void
a_zeroed_arena_works(void **state) {
    UNUSED(state);
    struct arena arena = {0};
    arena_fini(&arena);
    arena_reset(&arena);
    assert_non_null(arena_alloc(&arena, 0));
    assert_non_null(arena_alloc_array(&arena, 0, 8));
    assert_non_null(arena_alloc_array(&arena, 8, 0));
    arena_fini(&arena);
    arena_fini(&arena);
}

static int
exit_status_of(size_t count, size_t item_bytes) {
    const pid_t child = fork();
    if (child == 0) {
        struct arena arena;
        (void)close(STDERR_FILENO);
        arena_init(&arena, 0);
        (void)arena_alloc(&arena, 100);
        const char *volatile ptr = arena_alloc_array(&arena, count, item_bytes);
        _exit(ptr == NULL ? 1 : 0);
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
what_cannot_be_had_is_the_planned_exit(void **state) {
    UNUSED(state);
    assert_int_equal(exit_status_of(1, 100), 0);
    assert_int_equal(exit_status_of(1, SIZE_MAX), XALLOC_EXIT_OOM);
    assert_int_equal(exit_status_of(1, SIZE_MAX - 40), XALLOC_EXIT_OOM);
    assert_int_equal(exit_status_of(SIZE_MAX - 40, 1), XALLOC_EXIT_OOM);
    assert_int_equal(exit_status_of(SIZE_MAX / 2, 3), XALLOC_EXIT_OOM);
    assert_int_equal(exit_status_of(3, SIZE_MAX / 2), XALLOC_EXIT_OOM);
}

static void
the_heap_door_counts(void **state) {
    UNUSED(state);
    const int64_t live = xalloc_live();
    const uint64_t count = xalloc_count();
    int *numbers = xalloc_array(4, sizeof(*numbers));
    assert_int_equal(numbers[3], 0);
    numbers[3] = 9;
    numbers = xrealloc_array(numbers, 400, sizeof(*numbers));
    assert_int_equal(numbers[3], 9);
    assert_int_equal(xalloc_live(), live + 1);
    assert_int_equal(xalloc_count(), count + 2);
    xfree(numbers);
    xfree(NULL);
    assert_int_equal(xalloc_live(), live);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_aligned_zeroed_and_apart),
        cmocka_unit_test(a_reset_arena_allocates_nothing),
        cmocka_unit_test(a_zeroed_arena_works),
        cmocka_unit_test(what_cannot_be_had_is_the_planned_exit),
        cmocka_unit_test(the_heap_door_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
