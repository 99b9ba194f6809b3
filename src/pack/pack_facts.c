/* The show's facts as lines of text, whole or nothing: the last is `end`, so that a cut one is never believed. */

#include "pack/pack_facts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DIGITS_MAX 15

static const struct {
    const char *name;
    size_t at;
} LINES[] = {
    {"seq ", offsetof(struct pack_facts, seq)},
    {"left_out ", offsetof(struct pack_facts, left_out)},
    {"visits ", offsetof(struct pack_facts, visits)},
    {"temperature ", offsetof(struct pack_facts, temperature_mc)},
};

size_t
pack_facts_print(const struct pack_facts *facts, char text[PACK_FACTS_BYTES_MAX]) {
    size_t bytes = (size_t)snprintf(text, PACK_FACTS_BYTES_MAX, "vitrin-facts 1\n");
    for (size_t i = 0; i < ARRAY_LEN(LINES); i++) {
        int64_t value = 0;
        memcpy(&value, (const char *)facts + LINES[i].at, sizeof(value));
        const bool is_known = value >= 0;
        bytes += (size_t)snprintf(text + bytes, PACK_FACTS_BYTES_MAX - bytes, "%s", LINES[i].name);
        bytes += is_known
                     ? (size_t)snprintf(text + bytes, PACK_FACTS_BYTES_MAX - bytes, "%" PRId64 "\n", value)
                     : (size_t)snprintf(text + bytes, PACK_FACTS_BYTES_MAX - bytes, "unknown\n");
    }
    return bytes + (size_t)snprintf(text + bytes, PACK_FACTS_BYTES_MAX - bytes, "end\n");
}

static bool
take_line(struct str *rest, struct str *ret_line) {
    const bool is_whole = rest->len > 0 && memchr(rest->ptr, '\n', rest->len) != NULL;
    return is_whole && str_next(rest, '\n', ret_line);
}

static bool
to_value(struct str word, int64_t *ret_value) {
    int64_t value = 0;
    if (str_is(word, "unknown")) {
        *ret_value = PACK_FACTS_UNKNOWN;
        return true;
    }
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < '0' || word.ptr[i] > '9') {
            return false;
        }
        value = value * 10 + (word.ptr[i] - '0');
        if (i >= DIGITS_MAX) {
            return false;
        }
    }
    *ret_value = value;
    return word.len > 0;
}

bool
pack_facts_parse(struct str text, struct pack_facts *ret_facts, struct err *err) {
    struct pack_facts facts = {0};
    struct str rest = text;
    struct str line;
    bool ok = take_line(&rest, &line) && str_is(line, "vitrin-facts 1");
    for (size_t i = 0; ok && i < ARRAY_LEN(LINES); i++) {
        const size_t n = strlen(LINES[i].name);
        int64_t value = 0;
        ok = take_line(&rest, &line) && str_starts_with(line, LINES[i].name) &&
             to_value((struct str){line.ptr + n, line.len - n}, &value);
        memcpy((char *)&facts + LINES[i].at, &value, sizeof(value));
    }
    if (!ok || !take_line(&rest, &line) || !str_is(line, "end") || rest.len > 0) {
        return err_set(err, ERR_FORMAT, 0, "facts: none, or cut");
    }
    *ret_facts = facts;
    return true;
}
