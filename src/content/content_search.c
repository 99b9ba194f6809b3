/* Two scans over one buffer: memmem for what holds the query as it is, and, when nothing does, the automaton of Wu and Manber ("Fast
 * text searching allowing errors", 1992) with one error. */

#include "content/content_search.h"

#include <stdbool.h>
#include <string.h>

#include "content/content_fold.h"
#include "content/content_text.h"

#define NEAR_LETTERS_MIN 4
#define LETTERS_MAX 32
#define SLOTS 128 /* a power of two, several times LETTERS_MAX */

/* ---- hits, the best first ---- */

struct found {
    struct content_hits *hits;
    int rank[CONTENT_HITS_MAX];
};

static bool
is_same(const struct content_search_row *a, const struct content_search_row *b) {
    return a->slide == b->slide && a->figure == b->figure;
}

/* Puts a row where its rank belongs; a better one of the same slide and figure stays or takes its place. */
static void
add(struct found *found, const struct content_search_row *row, int rank) {
    struct content_hits *hits = found->hits;
    int same = 0;
    while (same < hits->count && !is_same(&hits->rows[same], row)) {
        same++;
    }
    if (same < hits->count && found->rank[same] <= rank) {
        return;
    }
    if (same == hits->count && hits->count == CONTENT_HITS_MAX) {
        if (found->rank[hits->count - 1] <= rank) {
            return;
        }
        same = hits->count - 1;
    }
    hits->count += same == hits->count ? 1 : 0;
    int at = same;
    while (at > 0 && found->rank[at - 1] > rank) {
        hits->rows[at] = hits->rows[at - 1];
        found->rank[at] = found->rank[at - 1];
        at--;
    }
    hits->rows[at] = *row;
    found->rank[at] = rank;
}

/* The row whose key holds a byte of the buffer. */
static const struct content_search_row *
row_at(const struct content_search *search, size_t byte) {
    size_t low = 0;
    size_t high = search->count;
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        if (search->rows[middle].first <= byte) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &search->rows[low];
}

static int
rank_of(const struct content_search_row *row, size_t at, size_t len) {
    const int place = row->first != at ? 2 : row->len == len ? 0 : 1;
    return 4 * place + (int)row->kind;
}

static void
find_whole(const struct content_search *search, struct str key, struct found *found) {
    const char *from = search->keys;
    const char *end = search->keys + search->keys_bytes;
    while (from < end) {
        const char *at = memmem(from, (size_t)(end - from), key.ptr, key.len);
        if (at == NULL) {
            return;
        }
        const struct content_search_row *row = row_at(search, (size_t)(at - search->keys));
        add(found, row, rank_of(row, (size_t)(at - search->keys), key.len));
        from =
            search->keys + row->first + row->len + 1; /* once a key is enough: its first place ranks best */
    }
}

/* ---- one letter wrong ---- */

/* Which places of the query each letter has, looked up by the letter. */
struct pattern {
    struct {
        uint32_t letter;
        uint64_t places; /* bit i: the letter with index i */
    } slots[SLOTS];
    int count;
};

static size_t
slot_of(const struct pattern *pattern, uint32_t letter) {
    size_t slot = (letter ^ letter >> 6) % SLOTS;
    while (pattern->slots[slot].places != 0 && pattern->slots[slot].letter != letter) {
        slot = (slot + 1) % SLOTS;
    }
    return slot;
}

static void
pattern_make(struct pattern *pattern, struct str key) {
    memset(pattern, 0, sizeof(*pattern));
    for (size_t offset = 0; offset < key.len && pattern->count < LETTERS_MAX;) {
        const uint32_t letter = utf8_decode(key, &offset);
        const size_t slot = slot_of(pattern, letter);
        pattern->slots[slot].letter = letter;
        pattern->slots[slot].places |= (uint64_t)1 << pattern->count++;
    }
}

/* Does the key hold the pattern but for one letter? Bit i of a state: the first i + 1 letters have been met. */
static bool
holds_nearly(const struct pattern *pattern, struct str key) {
    const uint64_t whole = (uint64_t)1 << (pattern->count - 1);
    uint64_t exact = 0;
    uint64_t near = 1; /* its first letter may be missing */
    for (size_t offset = 0; offset < key.len;) {
        const uint64_t mask = pattern->slots[slot_of(pattern, utf8_decode(key, &offset))].places;
        const uint64_t before = exact;
        exact = (exact << 1 | 1) & mask;
        near = ((near << 1) & mask) | before | before << 1 | exact << 1 | 1;
        if ((near & whole) != 0) {
            return true;
        }
    }
    return false;
}

static void
find_near(const struct content_search *search, struct str key, struct found *found) {
    struct pattern pattern;
    pattern_make(&pattern, key);
    if (pattern.count < NEAR_LETTERS_MIN) {
        return;
    }
    for (size_t i = 0; i < search->count; i++) {
        const struct content_search_row *row = &search->rows[i];
        if (holds_nearly(&pattern, (struct str){search->keys + row->first, row->len})) {
            add(found, row, (int)row->kind);
        }
    }
    found->hits->is_near = found->hits->count > 0;
}

void
content_search_find(const struct content_search *search, struct str query, struct content_hits *ret_hits) {
    char bytes[CONTENT_KEY_BYTES_MAX];
    const struct str key = {bytes, content_fold(query, bytes)};
    struct found found = {.hits = ret_hits};
    ret_hits->count = 0;
    ret_hits->is_near = false;
    if (key.len == 0 || search->count == 0) {
        return;
    }
    find_whole(search, key, &found);
    if (ret_hits->count == 0) {
        find_near(search, key, &found);
    }
}
