/* The rows of meta: one rule for the builder, which reads them from a sheet, and for the loader, which reads them from a pack. Where a row
 * stands is the caller's to say. */

#include "content/content_meta.h"

#include <string.h>

#define PACK_ID_BYTES_MAX 128

static bool
take_sequence(struct str key, struct str value, int64_t *ret_number, struct err *err) {
    int64_t number = 0;
    if (!str_to_int64(value, &number) || number < 1) {
        return err_set(err, ERR_CONTENT, 0, STR_FMT ": `%.*s` is no whole number from 1", STR_ARG(key),
                       (int)(value.len < 40 ? value.len : 40), value.ptr);
    }
    *ret_number = number;
    return true;
}

/* Of these characters, or, when there are none, of printable ASCII. */
static bool
is_of(struct str text, const char *characters, size_t bytes_max) {
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        const bool is_fine =
            characters != NULL ? c != '\0' && strchr(characters, c) != NULL : c >= ' ' && c <= '~';
        if (!is_fine) {
            return false;
        }
    }
    return text.len > 0 && text.len <= bytes_max;
}

bool
content_meta_take(struct content_model *model, struct str key, struct str value, struct err *err) {
    if (str_is(key, "seq")) {
        return take_sequence(key, value, &model->seq, err);
    }
    if (str_is(key, "replaces")) {
        return take_sequence(key, value, &model->replaces, err);
    }
    if (str_is(key, "target")) {
        model->target = value;
        return is_of(value, NULL, CONTENT_TARGET_BYTES_MAX) ||
               err_set(err, ERR_CONTENT, 0, "target: 1 to %d printable ASCII characters",
                       CONTENT_TARGET_BYTES_MAX);
    }
    if (str_is(key, "pack_id")) {
        model->pack_id = value;
        return is_of(value, "0123456789abcdef", PACK_ID_BYTES_MAX) ||
               err_set(err, ERR_CONTENT, 0, "pack_id: 1 to %d hexadecimal digits", PACK_ID_BYTES_MAX);
    }
    if (str_is(key, "updated")) {
        model->updated = value;
        return is_of(value, "0123456789-", sizeof("2026-11-23") - 1) ||
               err_set(err, ERR_CONTENT, 0, "updated: a date as 2026-11-23");
    }
    return true;
}

bool
content_meta_check(const struct content_model *model, struct err *err) {
    if (model->seq == 0) {
        return err_set(err, ERR_CONTENT, 0, "seq is missing");
    }
    return model->target.len > 0 || err_set(err, ERR_CONTENT, 0, "target is missing");
}
