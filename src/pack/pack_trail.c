/* Breadcrumb and heartbeat as lines of text, whole or nothing: each ends with a line `end`, so that a cut one is never believed. */

#include "pack/pack_trail.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

size_t
pack_breadcrumb_print(const struct pack_breadcrumb *crumb, char text[PACK_TRAIL_BYTES_MAX]) {
    return (size_t)snprintf(text, PACK_TRAIL_BYTES_MAX, "vitrin-breadcrumb 1\npack %s\nslide %s\nend\n",
                            crumb->pack_id, crumb->slide);
}

size_t
pack_heartbeat_print(const struct pack_heartbeat *beat, char text[PACK_TRAIL_BYTES_MAX]) {
    return (size_t)snprintf(text, PACK_TRAIL_BYTES_MAX,
                            "vitrin-heartbeat 1\nframes %" PRId64 "\nalive %" PRId64 "\nrounds %" PRId64
                            "\nclean %d\nend\n",
                            beat->frames, beat->alive_s, beat->rounds, beat->is_clean ? 1 : 0);
}

static bool
take(struct str *rest, const char *key, struct str *ret_value) {
    struct str line = {"", 0};
    const size_t n = strlen(key);
    const char *end = rest->len > 0 ? memchr(rest->ptr, '\n', rest->len) : NULL;
    if (end == NULL || !str_next(rest, '\n', &line) || !str_starts_with(line, key)) {
        return false;
    }
    *ret_value = (struct str){line.ptr + n, line.len - n};
    return true;
}

static bool
take_word(struct str *rest, const char *key, char out[PACK_TRAIL_KEY_MAX + 1]) {
    struct str word;
    if (!take(rest, key, &word) || word.len > PACK_TRAIL_KEY_MAX || !utf8_is_valid(word)) {
        return false;
    }
    memcpy(out, word.ptr, word.len);
    out[word.len] = '\0';
    return true;
}

static bool
take_number(struct str *rest, const char *key, int64_t *ret_value) {
    struct str word;
    int64_t value = 0;
    bool ok = take(rest, key, &word) && word.len > 0 && word.len <= 18;
    for (size_t i = 0; ok && i < word.len; i++) {
        ok = word.ptr[i] >= '0' && word.ptr[i] <= '9';
        value = value * 10 + (word.ptr[i] - '0');
    }
    *ret_value = value;
    return ok;
}

static bool
take_end(struct str *rest) {
    struct str word;
    return take(rest, "end", &word) && word.len == 0 && rest->len == 0;
}

bool
pack_breadcrumb_parse(struct str text, struct pack_breadcrumb *ret_crumb, struct err *err) {
    struct pack_breadcrumb crumb = {.slide = ""};
    struct str rest = text;
    struct str head;
    if (!take(&rest, "vitrin-breadcrumb 1", &head) || head.len > 0 ||
        !take_word(&rest, "pack ", crumb.pack_id) || !take_word(&rest, "slide ", crumb.slide) ||
        !take_end(&rest)) {
        return err_set(err, ERR_FORMAT, 0, "breadcrumb: not one, or cut");
    }
    *ret_crumb = crumb;
    return true;
}

bool
pack_heartbeat_parse(struct str text, struct pack_heartbeat *ret_beat, struct err *err) {
    struct pack_heartbeat beat = {0};
    struct str rest = text;
    struct str head;
    int64_t clean = 0;
    if (!take(&rest, "vitrin-heartbeat 1", &head) || head.len > 0 ||
        !take_number(&rest, "frames ", &beat.frames) || !take_number(&rest, "alive ", &beat.alive_s) ||
        !take_number(&rest, "rounds ", &beat.rounds) || !take_number(&rest, "clean ", &clean) || clean > 1 ||
        !take_end(&rest)) {
        return err_set(err, ERR_FORMAT, 0, "heartbeat: not one, or cut");
    }
    beat.is_clean = clean == 1;
    *ret_beat = beat;
    return true;
}
