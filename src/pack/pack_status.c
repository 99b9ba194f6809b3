/* The status file: `key value` lines in a fixed order, every one of them present, so that a half-written or foreign file is never taken
 * for a status. Numbers are decimal; words come from fixed tables; what a stick named is reduced to printable ASCII and UTF-8 letters
 * before it gets here. */

#include "pack/pack_status.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define HEAD "vitrin-status 1"

static const char *const PHASES[PACK_PHASES] = {
    [PACK_PHASE_IDLE] = "idle",         [PACK_PHASE_READING] = "reading",
    [PACK_PHASE_CHECKING] = "checking", [PACK_PHASE_REHEARSING] = "rehearsing",
    [PACK_PHASE_WRITING] = "writing",   [PACK_PHASE_DONE] = "done",
};

size_t
pack_status_print(const struct pack_status *status, char text[PACK_STATUS_BYTES_MAX]) {
    const int n = snprintf(text, PACK_STATUS_BYTES_MAX,
                           HEAD "\nevent %" PRIu32 "\nchanges %" PRIu32
                                "\nphase %s\npercent %d\noutcome %s\nseq %" PRId64 "\nname %s\ndetail %s\n",
                           status->event, status->changes, PHASES[status->phase], status->percent,
                           pack_outcome_word(status->outcome), status->seq, status->name, status->detail);
    xassert(n > 0 && n < PACK_STATUS_BYTES_MAX);
    return (size_t)n;
}

/* The rest of the next line, which begins with `key` and a space. */
static bool
take_line(struct str *rest, const char *key, struct str *ret_value, struct err *err) {
    struct str line = {"", 0};
    const bool is_there = str_next(rest, '\n', &line);
    const size_t n = strlen(key);
    if (!is_there || !str_starts_with(line, key) || line.len <= n || line.ptr[n] != ' ') {
        return err_set(err, ERR_FORMAT, 0, "status: there should be a line `%s`", key);
    }
    *ret_value = (struct str){line.ptr + n + 1, line.len - n - 1};
    return true;
}

static bool
take_number(struct str *rest, const char *key, int64_t most, int64_t *ret_value, struct err *err) {
    struct str word = {"", 0};
    int64_t value = 0;
    if (!take_line(rest, key, &word, err)) {
        return false;
    }
    bool ok = word.len > 0 && word.len <= 18;
    for (size_t i = 0; ok && i < word.len; i++) {
        ok = word.ptr[i] >= '0' && word.ptr[i] <= '9';
        value = value * 10 + (word.ptr[i] - '0');
    }
    if (!ok || value > most) {
        return err_set(err, ERR_FORMAT, 0, "status: %s: a whole number up to %" PRId64 " is expected", key,
                       most);
    }
    *ret_value = value;
    return true;
}

static bool
take_text(struct str *rest, const char *key, char *out, size_t room, struct err *err) {
    struct str word = {"", 0};
    if (!take_line(rest, key, &word, err)) {
        return false;
    }
    if (word.len >= room || !utf8_is_valid(word)) {
        return err_set(err, ERR_FORMAT, 0, "status: %s: at most %zu bytes of UTF-8 are expected", key,
                       room - 1);
    }
    memcpy(out, word.ptr, word.len);
    out[word.len] = '\0';
    return true;
}

static bool
take_phase(struct str *rest, enum pack_phase *ret_phase, struct err *err) {
    struct str word = {"", 0};
    if (!take_line(rest, "phase", &word, err)) {
        return false;
    }
    for (int i = 0; i < PACK_PHASES; i++) {
        if (str_is(word, PHASES[i])) {
            *ret_phase = (enum pack_phase)i;
            return true;
        }
    }
    return err_set(err, ERR_FORMAT, 0, "status: phase: unknown word");
}

bool
pack_status_parse(struct str text, struct pack_status *ret_status, struct err *err) {
    struct pack_status status = {0};
    struct str rest = text;
    struct str line = {"", 0};
    int64_t event = 0;
    int64_t changes = 0;
    int64_t percent = 0;
    if (!str_next(&rest, '\n', &line) || !str_is(line, HEAD)) {
        return err_set(err, ERR_FORMAT, 0, "status: it does not begin with `%s`", HEAD);
    }
    if (!take_number(&rest, "event", UINT32_MAX, &event, err) ||
        !take_number(&rest, "changes", UINT32_MAX, &changes, err) || !take_phase(&rest, &status.phase, err) ||
        !take_number(&rest, "percent", 100, &percent, err) || !take_line(&rest, "outcome", &line, err)) {
        return false;
    }
    if (!pack_outcome_from_word(line, &status.outcome)) {
        return err_set(err, ERR_FORMAT, 0, "status: outcome: unknown word");
    }
    if (!take_number(&rest, "seq", INT64_MAX / 10, &status.seq, err) ||
        !take_text(&rest, "name", status.name, sizeof(status.name), err) ||
        !take_text(&rest, "detail", status.detail, sizeof(status.detail), err)) {
        return false;
    }
    if (rest.len > 0) {
        return err_set(err, ERR_FORMAT, 0, "status: there is something after its last line");
    }
    status.event = (uint32_t)event;
    status.changes = (uint32_t)changes;
    status.percent = (int)percent;
    *ret_status = status;
    return true;
}
