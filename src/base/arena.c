/* Bump allocation in blocks. A reset moves all blocks to the spare list, so that a frame's or a view's second
 * life allocates nothing. It does not free single items: what needs that lives on the heap (xalloc). */

#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/xalloc.h"

#define ALIGN 16u
#define BLOCK_BYTES_DEFAULT (64u << 10)
#define REQUEST_BYTES_MAX (SIZE_MAX / 4) /* no sum below can wrap */

struct arena_block {
    struct arena_block *next;
    size_t capacity, used;
};

#define HEADER_BYTES ((sizeof(struct arena_block) + ALIGN - 1) / ALIGN * ALIGN)

void
arena_init(struct arena *arena, size_t block_bytes) {
    *arena = (struct arena){.block_bytes = block_bytes > 0 ? block_bytes : BLOCK_BYTES_DEFAULT};
}

void
arena_reset(struct arena *arena) {
    while (arena->head != NULL) {
        struct arena_block *block = arena->head;
        arena->head = block->next;
        block->next = arena->spare;
        block->used = 0;
        arena->spare = block;
    }
    arena->used_bytes = 0;
}

static void
free_list(struct arena_block *block) {
    while (block != NULL) {
        struct arena_block *next = block->next;
        xfree(block);
        block = next;
    }
}

void
arena_fini(struct arena *arena) {
    free_list(arena->head);
    free_list(arena->spare);
    *arena = (struct arena){.block_bytes = arena->block_bytes};
}

/* First spare block that is big enough, else a fresh one. */
static struct arena_block *
take_block(struct arena *arena, size_t bytes) {
    for (struct arena_block **link = &arena->spare; *link != NULL; link = &(*link)->next) {
        struct arena_block *block = *link;
        if (block->capacity >= bytes) {
            *link = block->next;
            return block;
        }
    }
    const size_t wanted = arena->block_bytes > 0 ? arena->block_bytes : BLOCK_BYTES_DEFAULT;
    const size_t capacity = bytes > wanted ? bytes : wanted;
    struct arena_block *block = xalloc(HEADER_BYTES + capacity);
    block->capacity = capacity;
    return block;
}

void *
arena_alloc(struct arena *arena, size_t bytes) {
    if (bytes > REQUEST_BYTES_MAX) {
        return xalloc(bytes); /* fails there: the planned out-of-memory exit */
    }
    const size_t size = (bytes + ALIGN - 1) / ALIGN * ALIGN;
    if (arena->head == NULL || arena->head->capacity - arena->head->used < size) {
        struct arena_block *block = take_block(arena, size);
        block->next = arena->head;
        arena->head = block;
    }
    char *ptr = (char *)arena->head + HEADER_BYTES + arena->head->used;
    arena->head->used += size;
    arena->used_bytes += size;
    return memset(ptr, 0, size);
}

void *
arena_alloc_array(struct arena *arena, size_t count, size_t item_bytes) {
    if (item_bytes > 0 && count > SIZE_MAX / item_bytes) {
        return xalloc_array(count, item_bytes); /* overflows there: the planned out-of-memory exit */
    }
    return arena_alloc(arena, count * item_bytes);
}

size_t
arena_used(const struct arena *arena) {
    return arena->used_bytes;
}
