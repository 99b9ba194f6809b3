/* Three scans over one buffer, each when the one before found nothing: memmem for what holds the query as it is; the query's words one by
 * one in a row or on a page; a comparison from the beginning of every word that forgives one slip. It looks for no synonyms and knows no
 * grammar. */

#include "content/content_search.h"

#include <stdbool.h>
#include <string.h>

#include "content/content_fold.h"
#include "content/content_text.h"

#define NEAR_LETTERS_MIN 4
#define QUERY_WORDS_MAX 8
#define IDEOGRAPHS 0x2E80u /* from here on every character is a word */

/* ---- hits, the best first ---- */

struct found {
    struct content_hits *hits;
    int rank[CONTENT_HITS_MAX];
};

/* How much of a key the query is; the order is that of the hits. */
enum reach { REACH_WHOLE, REACH_BEGINNING, REACH_WORD, REACH_WITHIN };

static int
rank_of(const struct content_search_row *row, enum reach reach) {
    const bool is_sentence = row->kind == SEARCH_WORDS && reach == REACH_BEGINNING;
    return 4 * (int)(is_sentence ? REACH_WORD : reach) + (int)row->kind;
}

/* The same figure on another page is no other hit. */
static bool
is_same(const struct content_search_row *a, const struct content_search_row *b) {
    return a->figure == b->figure && (a->figure != CONTENT_NONE || a->slide == b->slide);
}

/* Puts a row where its rank belongs; a better one of the same slide or figure stays or takes its place. */
static void
add(struct found *found, const struct content_search_row *row, enum reach reach) {
    struct content_hits *hits = found->hits;
    const int rank = rank_of(row, reach);
    if (hits->count == CONTENT_HITS_MAX && found->rank[hits->count - 1] <= rank) {
        return;
    }
    int at = 0;
    while (at < hits->count && !is_same(&hits->rows[at], row)) {
        at++;
    }
    if (at < hits->count && found->rank[at] <= rank) {
        return;
    }
    if (at == CONTENT_HITS_MAX) {
        at--;
    }
    hits->count += at == hits->count ? 1 : 0;
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

static bool
is_word_start(const struct content_search *search, size_t byte) {
    return (search->word_starts[byte / 8] >> (byte % 8) & 1) != 0;
}

void
content_search_mark_words(uint8_t *word_starts, size_t first, struct str words) {
    bool is_start = true;
    size_t byte = first;
    for (size_t offset = 0; offset < words.len;) {
        const size_t before = offset;
        const uint32_t letter = utf8_decode(words, &offset);
        if (letter == ' ') {
            is_start = true;
            continue;
        }
        if (is_start || letter >= IDEOGRAPHS) {
            word_starts[byte / 8] |= (uint8_t)(1u << byte % 8);
        }
        is_start = false;
        byte += offset - before;
    }
}

static enum reach
reach_of(const struct content_search *search, const struct content_search_row *row, size_t at, size_t len) {
    if (row->first == at) {
        return row->len == len ? REACH_WHOLE : REACH_BEGINNING;
    }
    return is_word_start(search, at) ? REACH_WORD : REACH_WITHIN;
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
        const size_t byte = (size_t)(at - search->keys);
        const struct content_search_row *row = row_at(search, byte);
        const enum reach reach = reach_of(search, row, byte, key.len);
        add(found, row, reach);
        /* within a word: perhaps a word further on begins so */
        from = reach == REACH_WITHIN ? at + 1 : search->keys + row->first + row->len + 1;
    }
}

/* ---- words in any order ---- */

struct query_words {
    struct str at[QUERY_WORDS_MAX];
    int count;
};

/* Words behind the last place are not looked for. */
static void
split(struct str words, struct query_words *ret_words) {
    ret_words->count = 0;
    while (ret_words->count < QUERY_WORDS_MAX && str_next(&words, ' ', &ret_words->at[ret_words->count])) {
        ret_words->count++;
    }
}

static bool
has_word(const struct content_search *search, const struct content_search_row *row, struct str word) {
    size_t at = row->first;
    const size_t end = row->first + row->len;
    while (at < end) {
        const char *found = memmem(search->keys + at, end - at, word.ptr, word.len);
        if (found == NULL) {
            return false;
        }
        if (is_word_start(search, (size_t)(found - search->keys))) {
            return true;
        }
        at = (size_t)(found - search->keys) + 1;
    }
    return false;
}

/* Rows of one slide stand together: what no row holds alone its page may hold. */
static void
find_words(const struct content_search *search, const struct query_words *words, struct found *found) {
    const unsigned all = (1u << words->count) - 1;
    const struct content_search_row *page = NULL; /* how the slide comes: as its name */
    unsigned on_page = 0;
    for (size_t i = 0; i < search->count; i++) {
        const struct content_search_row *row = &search->rows[i];
        const bool is_first = i == 0 || row->slide != row[-1].slide;
        unsigned in_row = 0;
        for (int w = 0; w < words->count; w++) {
            in_row |= has_word(search, row, words->at[w]) ? 1u << w : 0;
        }
        on_page = (is_first ? 0 : on_page) | in_row;
        page = is_first ? NULL : page;
        if (row->figure == CONTENT_NONE && (page == NULL || row->kind < page->kind)) {
            page = row;
        }
        if (in_row == all) {
            add(found, row, REACH_WORD);
        }
        const bool is_last = i + 1 == search->count || row[1].slide != row->slide;
        if (is_last && on_page == all && page != NULL) {
            add(found, page, REACH_WITHIN);
        }
    }
}

/* ---- one slip ---- */

/* Bytes of the first letter of a folded text; 0 of none. */
static size_t
letter_bytes(struct str text) {
    const unsigned char lead = text.len > 0 ? (unsigned char)text.ptr[0] : 0;
    return text.len == 0 ? 0 : lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static struct str
after(struct str text, size_t bytes) {
    return (struct str){text.ptr + bytes, text.len - bytes};
}

/* Raises *reach to what it is when the key goes on as the query does. */
static void
go_on(struct str query, struct str key, enum reach *reach) {
    if (key.len >= query.len && memcmp(key.ptr, query.ptr, query.len) == 0) {
        const enum reach found = key.len == query.len ? REACH_WHOLE : REACH_BEGINNING;
        *reach = found < *reach ? found : *reach;
    }
}

/* How the key begins with a query that is not its beginning, one slip forgiven; REACH_WITHIN: it does not. */
static enum reach
reach_nearly(struct str query, struct str key) {
    enum reach reach = REACH_WITHIN;
    size_t same = 0;
    while (same < query.len && same < key.len && query.ptr[same] == key.ptr[same]) {
        same++;
    }
    while (same > 0 && same < query.len && ((unsigned char)query.ptr[same] & 0xC0u) == 0x80u) {
        same--;
    }
    query = after(query, same);
    key = after(key, same);
    const size_t q = letter_bytes(query);
    const size_t k = letter_bytes(key);
    const size_t next = letter_bytes(after(query, q));
    go_on(after(query, q), key, &reach); /* one too many */
    if (k == 0) {
        return reach;
    }
    go_on(after(query, q), after(key, k), &reach); /* a wrong one */
    go_on(query, after(key, k), &reach);           /* one is missing */
    if (next == k && key.len >= q + k && memcmp(key.ptr, query.ptr + q, k) == 0 &&
        memcmp(key.ptr + k, query.ptr, q) == 0) {
        go_on(after(query, q + k), after(key, q + k), &reach); /* two are exchanged */
    }
    return reach;
}

static bool
has_letters(struct str key, int letters) {
    while (letters > 0 && key.len > 0) {
        key = after(key, letter_bytes(key));
        letters--;
    }
    return letters == 0;
}

static void
find_near(const struct content_search *search, struct str key, struct found *found) {
    if (!has_letters(key, NEAR_LETTERS_MIN)) {
        return;
    }
    for (size_t i = 0; i < search->count; i++) {
        const struct content_search_row *row = &search->rows[i];
        for (size_t at = 0; at < row->len; at++) {
            const struct str rest = {search->keys + row->first + at, row->len - at};
            const enum reach reach =
                is_word_start(search, row->first + at) ? reach_nearly(key, rest) : REACH_WITHIN;
            if (reach != REACH_WITHIN) {
                add(found, row, at > 0 ? REACH_WORD : reach);
            }
        }
    }
    found->hits->is_near = found->hits->count > 0;
}

void
content_search_find(const struct content_search *search, struct str query, struct content_hits *ret_hits) {
    char bytes[CONTENT_KEY_BYTES_MAX];
    char spaced[CONTENT_KEY_BYTES_MAX];
    struct query_words words;
    const struct str key = {bytes, content_fold(query, bytes)};
    struct found found = {.hits = ret_hits};
    ret_hits->count = 0;
    ret_hits->is_near = false;
    if (key.len == 0 || search->count == 0) {
        return;
    }
    find_whole(search, key, &found);
    split((struct str){spaced, content_fold_words(query, spaced)}, &words);
    if (ret_hits->count == 0 && words.count > 1) {
        find_words(search, &words, &found);
    }
    if (ret_hits->count == 0) {
        find_near(search, key, &found);
    }
}
