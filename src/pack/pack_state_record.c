/* The state as a record of lines with a checksum, in two copies that are written in turn: a cut while one is written leaves the other.
 * What a record says is checked against the law of the moves, so that a record nobody could have written is not believed. */

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "pack/pack_place.h"
#include "pack/pack_state.h"

#define HEAD "vitrin-state 1"
#define CHECK_BYTES 16

static const char *const SOURCES[] = {
    [PACK_SLOT_A] = "a", [PACK_SLOT_B] = "b", [PACK_SOURCE_FACTORY] = "factory"};

/* ---- writing ---- */

struct printer {
    char *text;
    size_t bytes;
};

static void print(struct printer *to, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void
print(struct printer *to, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    const int n = vsnprintf(to->text + to->bytes, PACK_STATE_BYTES_MAX - to->bytes, fmt, args);
    va_end(args);
    xassert(n > 0 && to->bytes + (size_t)n < PACK_STATE_BYTES_MAX);
    to->bytes += (size_t)n;
}

static void
print_hex(struct printer *to, const uint8_t *data, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        print(to, "%02x", data[i]);
    }
}

static void
check_of(const char *text, size_t bytes, uint8_t ret_check[HASH_ID_BYTES]) {
    struct hash_id_state state;
    hash_id_init(&state);
    hash_id_update(&state, text, bytes);
    hash_id_final(&state, ret_check);
}

size_t
pack_state_print(const struct pack_state *state, char text[PACK_STATE_BYTES_MAX]) {
    struct printer to = {.text = text};
    uint8_t check[HASH_ID_BYTES];
    print(&to, HEAD "\ngen %" PRIu64 "\nseq %" PRId64 "\nactive %s\nstrikes %d\nstarts %d\n", state->gen,
          state->seq, SOURCES[state->active], state->strikes, state->starts);
    for (int s = 0; s < PACK_SLOTS; s++) {
        const struct pack_slot *slot = &state->slots[s];
        if (slot->is_there) {
            print(&to, "slot %s %s %" PRId64 " ", SOURCES[s], slot->is_confirmed ? "confirmed" : "trial",
                  slot->seq);
            print_hex(&to, slot->hash, sizeof(slot->hash));
            print(&to, "\n");
        }
    }
    if (state->has_top) {
        print(&to, "top ");
        print_hex(&to, state->top, sizeof(state->top));
        print(&to, "\n");
    }
    for (int i = 0; i < state->bad_count; i++) {
        print(&to, "bad ");
        print_hex(&to, state->bad[i], PACK_BAD_BYTES);
        print(&to, "\n");
    }
    for (int i = 0; i < state->past_count; i++) {
        const struct pack_past *past = &state->past[i];
        print(&to, "past %s %" PRId64 " %" PRId64 "\n", pack_outcome_word(past->outcome), past->seq,
              past->at_utc_s);
    }
    check_of(text, to.bytes, check);
    print(&to, "check ");
    print_hex(&to, check, CHECK_BYTES);
    print(&to, "\n");
    return to.bytes;
}

/* ---- reading ---- */

static bool
to_number(struct str word, int64_t most, int64_t *ret_value) {
    int64_t value = 0;
    bool ok = word.len > 0 && word.len <= 18;
    for (size_t i = 0; ok && i < word.len; i++) {
        ok = word.ptr[i] >= '0' && word.ptr[i] <= '9';
        value = value * 10 + (word.ptr[i] - '0');
    }
    if (!ok || value > most) {
        return false;
    }
    *ret_value = value;
    return true;
}

static bool
to_bytes(struct str word, uint8_t *out, size_t bytes) {
    if (word.len != 2 * bytes) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        static const char DIGITS[] = "0123456789abcdef";
        const char *digit = word.ptr[i] == '\0' ? NULL : strchr(DIGITS, word.ptr[i]);
        if (digit == NULL) {
            return false;
        }
        out[i / 2] = (uint8_t)((i % 2 == 0 ? 0 : out[i / 2] << 4) | (digit - DIGITS));
    }
    return true;
}

static bool
to_source(struct str word, enum pack_source *ret_source) {
    for (size_t i = 0; i < ARRAY_LEN(SOURCES); i++) {
        if (str_is(word, SOURCES[i])) {
            *ret_source = (enum pack_source)i;
            return true;
        }
    }
    return false;
}

static bool
take_slot(struct pack_state *state, struct str rest) {
    struct str name;
    struct str standing;
    struct str seq;
    enum pack_source source = PACK_SOURCE_FACTORY;
    const bool ok = str_next(&rest, ' ', &name) && str_next(&rest, ' ', &standing) &&
                    str_next(&rest, ' ', &seq) && to_source(name, &source) && source < PACK_SLOTS &&
                    !state->slots[source].is_there &&
                    (str_is(standing, "confirmed") || str_is(standing, "trial")) &&
                    to_number(seq, PACK_SEQ_MAX, &state->slots[source].seq) &&
                    to_bytes(rest, state->slots[source].hash, PACK_FILE_HASH_BYTES);
    if (ok) {
        state->slots[source].is_there = true;
        state->slots[source].is_confirmed = str_is(standing, "confirmed");
    }
    return ok;
}

static bool
take_past(struct pack_state *state, struct str rest) {
    struct str word;
    struct str seq;
    if (state->past_count == PACK_HISTORY_MAX) {
        return false;
    }
    struct pack_past *past = &state->past[state->past_count++];
    return str_next(&rest, ' ', &word) && str_next(&rest, ' ', &seq) &&
           pack_outcome_from_word(word, &past->outcome) && to_number(seq, PACK_SEQ_MAX, &past->seq) &&
           to_number(rest, INT64_MAX / 10, &past->at_utc_s);
}

/* One line, by its first word. */
static bool
take_line(struct pack_state *state, struct str line) {
    struct str rest = line;
    struct str key;
    int64_t number = 0;
    if (!str_next(&rest, ' ', &key)) {
        return false;
    }
    if (str_is(key, "gen")) {
        const bool ok = to_number(rest, INT64_MAX / 10, &number);
        state->gen = (uint64_t)number;
        return ok;
    }
    if (str_is(key, "seq")) {
        return to_number(rest, PACK_SEQ_MAX, &state->seq);
    }
    if (str_is(key, "active")) {
        return to_source(rest, &state->active);
    }
    if (str_is(key, "strikes")) {
        const bool ok = to_number(rest, PACK_STRIKES_MAX, &number);
        state->strikes = (int)number;
        return ok;
    }
    if (str_is(key, "starts")) {
        const bool ok = to_number(rest, PACK_STARTS_MAX, &number);
        state->starts = (int)number;
        return ok;
    }
    if (str_is(key, "slot")) {
        return take_slot(state, rest);
    }
    if (str_is(key, "top")) {
        state->has_top = to_bytes(rest, state->top, sizeof(state->top));
        return state->has_top;
    }
    if (str_is(key, "bad")) {
        return state->bad_count < PACK_BAD_MAX &&
               to_bytes(rest, state->bad[state->bad_count++], PACK_BAD_BYTES);
    }
    return str_is(key, "past") && take_past(state, rest);
}

/* Could the moves have led here? */
static bool
is_lawful(const struct pack_state *state) {
    bool ok = state->active == PACK_SOURCE_FACTORY || state->slots[state->active].is_there;
    for (int s = 0; s < PACK_SLOTS; s++) {
        ok = ok && (!state->slots[s].is_there || state->slots[s].seq <= state->seq);
    }
    return ok;
}

bool
pack_state_parse(struct str text, struct pack_state *ret_state, struct err *err) {
    struct pack_state state = {.active = PACK_SOURCE_FACTORY};
    uint8_t check[HASH_ID_BYTES];
    uint8_t written[CHECK_BYTES];
    struct str line;
    const size_t tail = sizeof("check \n") - 1 + (size_t)2 * CHECK_BYTES;
    if (text.len < tail || !str_starts_with(text, HEAD "\n")) {
        return err_set(err, ERR_FORMAT, 0, "state: it does not begin with `%s`", HEAD);
    }
    struct str rest = {text.ptr, text.len - tail};
    const struct str last = {text.ptr + rest.len, tail};
    check_of(rest.ptr, rest.len, check);
    if (!str_starts_with(last, "check ") || last.ptr[tail - 1] != '\n' ||
        !to_bytes((struct str){last.ptr + 6, (size_t)2 * CHECK_BYTES}, written, CHECK_BYTES) ||
        memcmp(check, written, CHECK_BYTES) != 0) {
        return err_set(err, ERR_FORMAT, 0, "state: its checksum is wrong");
    }
    (void)str_next(&rest, '\n', &line);
    for (int number = 2; str_next(&rest, '\n', &line); number++) {
        if (!take_line(&state, line)) {
            return err_set(err, ERR_FORMAT, 0, "state: line %d is not understood", number);
        }
    }
    if (!is_lawful(&state)) {
        return err_set(err, ERR_FORMAT, 0, "state: it shows a pack that is not there");
    }
    *ret_state = state;
    return true;
}

/* ---- the two copies ---- */

static bool
copy_path(char out[PATH_MAX], const char *folder, uint64_t gen) {
    return snprintf(out, PATH_MAX, "%s/%s.%d", folder, PACK_PLACE_STATE, (int)(gen % 2)) < PATH_MAX;
}

enum copy { COPY_ABSENT, COPY_SOUND, COPY_UNSOUND };

/* Only a file that is not there is absent. What cannot be read is tried once more: what hangs on it is a pack that was installed. */
static enum copy
read_copy(const struct fs_table *fs, const char *folder, uint64_t number, struct pack_state *ret_state) {
    char path[PATH_MAX];
    char text[PACK_STATE_BYTES_MAX];
    bool is_there = copy_path(path, folder, number);
    for (int tries = 0; is_there && tries < 2; tries++) {
        size_t bytes = 0;
        struct err err = {0};
        if (fs_table_read(fs, path, text, sizeof(text), &bytes, &err) &&
            pack_state_parse((struct str){text, bytes}, ret_state, &err)) {
            return COPY_SOUND;
        }
        is_there = err.sys_errno != ENOENT;
    }
    return is_there ? COPY_UNSOUND : COPY_ABSENT;
}

enum pack_record
pack_state_read(const struct fs_table *fs, const char *folder, struct pack_state *ret_state) {
    struct pack_state best = pack_state_fresh();
    int sound = 0;
    int unsound = 0;
    for (uint64_t number = 0; number < 2; number++) {
        struct pack_state state = {0};
        const enum copy copy = read_copy(fs, folder, number, &state);
        if (copy == COPY_SOUND) {
            best = sound == 0 || state.gen > best.gen ? state : best;
            sound++;
        }
        unsound += copy == COPY_UNSOUND ? 1 : 0;
    }
    *ret_state = best;
    if (unsound > 0) {
        return sound > 0 ? PACK_RECORD_DOUBTFUL : PACK_RECORD_LOST;
    }
    return sound > 0 ? PACK_RECORD_SOUND : PACK_RECORD_NONE;
}

bool
pack_state_is_same(const struct pack_state *a, const struct pack_state *b) {
    char one[PACK_STATE_BYTES_MAX];
    char other[PACK_STATE_BYTES_MAX];
    const size_t n = pack_state_print(a, one);
    return n == pack_state_print(b, other) && memcmp(one, other, n) == 0;
}

bool
pack_state_write(const struct fs_table *fs, const char *folder, struct pack_state *state, struct err *err) {
    char path[PATH_MAX];
    char text[PACK_STATE_BYTES_MAX];
    state->gen++;
    const size_t bytes = pack_state_print(state, text);
    if (!copy_path(path, folder, state->gen)) {
        return err_set(err, ERR_LIMIT, 0, "%s: the name is too long", folder);
    }
    return fs_table_write(fs, path, text, bytes, err);
}
