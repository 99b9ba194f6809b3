/* The markup of text cells, cut into parts: braces around a key or a typed value. Pure; makes no digits and no signs. */

#include "content/content_markup.h"

#include <string.h>

#include "base/macros.h"

static bool
take_number(struct str word, double *ret_value, int *ret_decimals) {
    const char *point = word.len > 0 ? memchr(word.ptr, '.', word.len) : NULL;
    *ret_decimals = point == NULL ? 0 : (int)(word.len - (size_t)(point - word.ptr) - 1);
    return str_to_double(word, ret_value);
}

static bool
take_pair(struct str body, struct str *first, struct str *second) {
    return str_next(&body, ',', first) && str_next(&body, ',', second) && body.len == 0;
}

static bool
parse_typed(char letter, struct str body, struct markup_part *part) {
    struct str a;
    struct str b;
    switch (letter) {
    case 'n':
    case 'p':
        part->kind = letter == 'n' ? MARKUP_NUMBER : MARKUP_PERCENT;
        return take_number(body, &part->from, &part->decimals);
    case 'y':
        part->kind = MARKUP_YEAR;
        return str_to_int(body, &part->year);
    case 'l':
        part->kind = MARKUP_TOKEN;
        part->text = body;
        return body.len > 0;
    case 'r':
        part->kind = MARKUP_RANGE;
        return take_pair(body, &a, &b) && take_number(a, &part->from, &part->decimals) &&
               take_number(b, &part->to, &part->decimals);
    default:
        return false;
    }
}

static bool
parse_figure(struct str body, struct markup_part *part) {
    struct str key;
    part->kind = MARKUP_FIGURE;
    part->form = MARKUP_FORM_FULL;
    if (!str_next(&body, '|', &key)) {
        return false;
    }
    part->text = key;
    if (str_is(body, "value")) {
        part->form = MARKUP_FORM_VALUE;
    } else if (str_is(body, "unit")) {
        part->form = MARKUP_FORM_UNIT;
    } else if (str_is(body, "ordinal")) {
        part->form = MARKUP_FORM_ORDINAL;
    } else if (body.len > 0) {
        return false;
    }
    return key.len > 0;
}

static bool
parse_body(struct str body, struct markup_part *part) {
    if (str_starts_with(body, "rank:")) {
        part->kind = MARKUP_RANK;
        return take_pair((struct str){body.ptr + 5, body.len - 5}, &part->text, &part->second);
    }
    if (body.len > 1 && body.ptr[1] == ':') {
        return parse_typed(body.ptr[0], (struct str){body.ptr + 2, body.len - 2}, part);
    }
    return parse_figure(body, part);
}

bool
content_markup_next(struct str *rest, struct markup_part *ret_part, struct err *err) {
    struct markup_part part = {0};
    err->code = ERR_NONE;
    if (rest->len == 0) {
        return false;
    }
    const char first = rest->ptr[0];
    if ((first == '{' || first == '}') && rest->len > 1 && rest->ptr[1] == first) {
        part.text = (struct str){rest->ptr, 1};
        *rest = (struct str){rest->ptr + 2, rest->len - 2};
        *ret_part = part;
        return true;
    }
    if (first == '}') {
        return err_set(err, ERR_CONTENT, 0, "a `}` without its `{`");
    }
    if (first != '{') {
        size_t len = 0;
        while (len < rest->len && rest->ptr[len] != '{' && rest->ptr[len] != '}') {
            len++;
        }
        part.text = (struct str){rest->ptr, len};
        *rest = (struct str){rest->ptr + len, rest->len - len};
        *ret_part = part;
        return true;
    }
    const char *close = memchr(rest->ptr, '}', rest->len);
    if (close == NULL) {
        return err_set(err, ERR_CONTENT, 0, "a `{` without its `}`");
    }
    const struct str body = {rest->ptr + 1, (size_t)(close - rest->ptr) - 1};
    if (!parse_body(body, &part)) {
        return err_set(err, ERR_CONTENT, 0, "`{" STR_FMT "}` is no markup this program knows", STR_ARG(body));
    }
    *rest = (struct str){close + 1, rest->len - body.len - 2};
    *ret_part = part;
    return true;
}
