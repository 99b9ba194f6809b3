/* Numbers, percentages, ranges, tokens and dates as they are shown. The invisible characters that keep a number's order alike
 * alone and inside a sentence (ALM, LRI, LRM, PDI, NBSP, WJ) come from here and from nowhere else.
 * Isolates are only LRI LRM token PDI around tokens without Persian letters: FriBidi 1.0.8 leaks others. */

#include "text/text_format.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ALM 0x061Cu
#define LRM 0x200Eu
#define LRI 0x2066u
#define PDI 0x2069u
#define NBSP 0x00A0u
#define WORD_JOINER 0x2060u
#define MINUS 0x2212u
#define EN_DASH 0x2013u
#define PERSIAN_ZERO 0x06F0u
#define PERSIAN_DECIMAL 0x066Bu
#define PERSIAN_GROUP 0x066Cu
#define PERSIAN_PERCENT 0x066Au
#define ZWNJ 0x200Cu

static bool
is_persian(const struct locale *locale) {
    return locale->digits == DIGITS_PERSIAN;
}

/* Half away from zero at the shown decimals; a hair above absorbs binary fractions such as 2.675. */
static double
rounded(double value, int decimals) {
    const double factor = pow(10.0, (double)decimals);
    const double magnitude = floor(fabs(value) * factor * (1.0 + 4e-16) + 0.5) / factor;
    return value < 0.0 ? -magnitude : magnitude;
}

static void
add_digits(struct str_builder *b, const struct locale *locale, double value, int decimals, bool is_grouped) {
    char plain[64];
    const int places = decimals < 0 ? 0 : decimals > FORMAT_DECIMALS_MAX ? FORMAT_DECIMALS_MAX : decimals;
    const double magnitude = fabs(rounded(value, places));
    (void)snprintf(plain, sizeof(plain), "%.*f", places, magnitude < 1e18 ? magnitude : 1e18);
    const char *point = strchr(plain, '.');
    const size_t whole = point == NULL ? strlen(plain) : (size_t)(point - plain);
    for (size_t i = 0; plain[i] != '\0'; i++) {
        if (plain[i] == '.') {
            str_builder_add_cp(b, is_persian(locale) ? PERSIAN_DECIMAL : '.');
            continue;
        }
        if (is_grouped && i > 0 && i < whole && (whole - i) % 3 == 0) {
            str_builder_add_cp(b, is_persian(locale) ? PERSIAN_GROUP : ',');
        }
        const uint32_t digit = (uint32_t)(plain[i] - '0');
        str_builder_add_cp(b, (is_persian(locale) ? PERSIAN_ZERO : '0') + digit);
    }
}

static bool
is_negative(double value, int decimals) {
    return rounded(value, decimals) < 0.0;
}

/* A signed number: the sign stands at the left of its digits in both languages. */
static void
add_signed(struct str_builder *b, const struct locale *locale, double value, int decimals, bool is_grouped) {
    if (!is_negative(value, decimals)) {
        add_digits(b, locale, value, decimals, is_grouped);
        return;
    }
    if (locale->is_rtl) {
        str_builder_add_cp(b, LRI);
        str_builder_add_cp(b, LRM);
    }
    str_builder_add_cp(b, MINUS);
    add_digits(b, locale, value, decimals, is_grouped);
    if (locale->is_rtl) {
        str_builder_add_cp(b, PDI);
    }
}

struct str
format_number(struct arena *arena, const struct locale *locale, double value, int decimals, bool is_grouped) {
    struct str_builder b;
    str_builder_init(&b, arena);
    add_signed(&b, locale, value, decimals, is_grouped);
    return str_builder_view(&b);
}

static void
add_percent_sign(struct str_builder *b, const struct locale *locale) {
    str_builder_add_cp(b, is_persian(locale) ? PERSIAN_PERCENT : '%');
}

struct str
format_percent(struct arena *arena, const struct locale *locale, double value, int decimals) {
    struct str_builder b;
    str_builder_init(&b, arena);
    if (locale->is_rtl) {
        str_builder_add_cp(&b, ALM);
    }
    add_signed(&b, locale, value, decimals, true);
    add_percent_sign(&b, locale);
    return str_builder_view(&b);
}

static void
add_range(struct str_builder *b, const struct locale *locale, double from, double to, int decimals) {
    if (locale->is_rtl) {
        str_builder_add_cp(b, ALM);
    }
    add_signed(b, locale, from, decimals, true);
    str_builder_add_cp(b, EN_DASH);
    str_builder_add_cp(b, WORD_JOINER);
    add_signed(b, locale, to, decimals, true);
}

struct str
format_range(struct arena *arena, const struct locale *locale, double from, double to, int decimals) {
    struct str_builder b;
    str_builder_init(&b, arena);
    add_range(&b, locale, from, to, decimals);
    return str_builder_view(&b);
}

struct str
format_percent_range(struct arena *arena, const struct locale *locale, double from, double to, int decimals) {
    struct str_builder b;
    str_builder_init(&b, arena);
    add_range(&b, locale, from, to, decimals);
    add_percent_sign(&b, locale);
    return str_builder_view(&b);
}

struct str
format_year(struct arena *arena, const struct locale *locale, int year) {
    struct str_builder b;
    str_builder_init(&b, arena);
    add_digits(&b, locale, (double)year, 0, false);
    return str_builder_view(&b);
}

/* Persian writes the small ones as words; after digits the ending keeps to itself. */
static struct str
persian_ordinal(struct arena *arena, const struct locale *locale, int value) {
    static const char *const WORDS[] = {"اول", "دوم",  "سوم",  "چهارم", "پنجم",
                                        "ششم", "هفتم", "هشتم", "نهم",   "دهم"};
    if (value >= 1 && value <= (int)ARRAY_LEN(WORDS)) {
        return str_from_c(WORDS[value - 1]);
    }
    struct str_builder b;
    str_builder_init(&b, arena);
    add_digits(&b, locale, (double)value, 0, true);
    str_builder_add_cp(&b, ZWNJ);
    str_builder_add_c(&b, "ام");
    return str_builder_view(&b);
}

struct str
format_ordinal(struct arena *arena, const struct locale *locale, int value) {
    if (is_persian(locale)) {
        return persian_ordinal(arena, locale, value);
    }
    struct str_builder b;
    str_builder_init(&b, arena);
    add_digits(&b, locale, (double)value, 0, true);
    const int last = value % 10;
    const bool is_teen = value % 100 >= 11 && value % 100 <= 13;
    str_builder_add_c(&b, is_teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
    return str_builder_view(&b);
}

struct str
format_token(struct arena *arena, struct str token) {
    struct str_builder b;
    str_builder_init(&b, arena);
    str_builder_add_cp(&b, LRI);
    str_builder_add_cp(&b, LRM);
    str_builder_add(&b, token);
    str_builder_add_cp(&b, PDI);
    return str_builder_view(&b);
}

struct str
format_with_unit(struct arena *arena, const struct locale *locale, struct str number, struct str unit) {
    struct str_builder b;
    UNUSED(locale);
    str_builder_init(&b, arena);
    str_builder_add(&b, number);
    if (!str_is_empty(unit)) {
        str_builder_add_cp(&b, NBSP);
        str_builder_add(&b, unit);
    }
    return str_builder_view(&b);
}

struct str
format_list(struct arena *arena, const struct locale *locale, const int *values, int count, struct str comma,
            struct str and_word, struct str to_word) {
    struct str_builder b;
    str_builder_init(&b, arena);
    for (int i = 0; i < count;) {
        int end = i + 1;
        while (end < count && values[end] == values[end - 1] + 1) {
            end++;
        }
        if (end - i < 3) {
            end = i + 1;
        }
        if (i > 0) {
            str_builder_add(&b, end == count ? and_word : comma);
        }
        add_digits(&b, locale, (double)values[i], 0, false);
        if (end - i >= 3) {
            str_builder_add(&b, to_word);
            add_digits(&b, locale, (double)values[end - 1], 0, false);
        }
        i = end;
    }
    return str_builder_view(&b);
}

/* ---- dates ---- */

static int
days_from_civil(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int yoe = y - era * 400;
    const int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

/* Jalali year length by Birashk's 33-year pattern, right for 1799-2256. */
static bool
is_jalali_leap(int year) {
    static const int LEAPS[] = {1, 5, 9, 13, 17, 22, 26, 30};
    for (size_t i = 0; i < ARRAY_LEN(LEAPS); i++) {
        if (year % 33 == LEAPS[i]) {
            return true;
        }
    }
    return false;
}

static void
to_jalali(int *year, int *month, int *day) {
    int left = days_from_civil(*year, *month, *day) - days_from_civil(1979, 3, 21); /* 1 Farvardin 1358 */
    int y = 1358;
    while (left < 0) {
        y--;
        left += is_jalali_leap(y) ? 366 : 365;
    }
    while (left >= (is_jalali_leap(y) ? 366 : 365)) {
        left -= is_jalali_leap(y) ? 366 : 365;
        y++;
    }
    *year = y;
    *month = left < 186 ? left / 31 + 1 : (left - 186) / 30 + 7;
    *day = left < 186 ? left % 31 + 1 : (left - 186) % 30 + 1;
}

struct str
format_date(struct arena *arena, const struct locale *locale, struct str iso, bool is_jalali) {
    int year = 0;
    int month = 0;
    int day = 0;
    struct str rest = iso;
    struct str parts[3] = {0};
    for (int i = 0; i < 3; i++) {
        if (!str_next(&rest, '-', &parts[i])) {
            return (struct str){"", 0};
        }
    }
    static const int LENGTHS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (iso.len != 10 || !str_to_int(parts[0], &year) || !str_to_int(parts[1], &month) ||
        !str_to_int(parts[2], &day) || year < 1800 || year > 2250 || month < 1 || month > 12 || day < 1 ||
        day > LENGTHS[month - 1]) {
        return (struct str){"", 0};
    }
    if (is_jalali) {
        to_jalali(&year, &month, &day);
    }
    struct str_builder b;
    str_builder_init(&b, arena);
    add_digits(&b, locale, (double)year, 0, false);
    str_builder_add_c(&b, "/");
    add_digits(&b, locale, (double)month, 0, false);
    str_builder_add_c(&b, "/");
    add_digits(&b, locale, (double)day, 0, false);
    return str_builder_view(&b);
}
