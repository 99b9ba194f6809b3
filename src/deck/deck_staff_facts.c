/* The light's judgement and the words for a photograph. Pure: the same facts give the same light and the same lines. */

#include "deck/deck_staff_facts.h"

#include "deck/deck_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define UNTOLD_C (-1000.0f)
#define PAGE_MS_MAX 600000 /* a page that stands for longer has not changed since */

struct staff_facts
staff_facts_none(void) {
    return (struct staff_facts){
        .temperature_c = UNTOLD_C, .memory_percent = -1, .storage_percent = -1, .brightness_percent = 100};
}

void
staff_facts_take_page(struct staff_facts *facts, const struct deck *deck, time_ns now) {
    const struct content_model *model = deck_model(deck);
    const time_ns since = deck_view_since(&deck->views[deck->now_view], now);
    const struct deck_modes modes = {.is_on = {
                                         [MODE_REACH] = deck->modes.is_on[MODE_REACH],
                                         [MODE_LARGE] = deck->modes.is_on[MODE_LARGE],
                                         [MODE_CONTRAST] = deck->modes.is_on[MODE_CONTRAST],
                                         [MODE_CALM] = deck_is_calm(deck),
                                     }};
    (void)snprintf(facts->slide, sizeof(facts->slide), STR_FMT, STR_ARG(model->slides[deck_slide(deck)].key));
    (void)snprintf(facts->lang, sizeof(facts->lang), "%s", model->langs[deck_lang(deck)].locale.code);
    facts->slide_ms = (int)(time_min(since, TIME_MS(PAGE_MS_MAX)) / TIME_MS(1));
    facts->modes = deck_modes_bits(&modes);
    facts->width_px = deck->config.width_px;
    facts->height_px = deck->config.height_px;
}

enum staff_light
staff_light(const struct staff_facts *facts, enum ui_string *ret_sentence) {
    const struct {
        bool is_so;
        enum staff_light light;
        enum ui_string sentence;
    } ROWS[] = {
        {facts->temperature_c >= STAFF_TOO_HOT_C, LIGHT_RED, STRING_STAFF_TOO_HOT},
        {facts->power == POWER_LOW, LIGHT_RED, STRING_STAFF_POWER_LOW},
        {facts->storage_percent >= STAFF_TOO_FULL_PERCENT, LIGHT_RED, STRING_STAFF_STORAGE_FULL},
        {facts->temperature_c >= STAFF_HOT_C, LIGHT_AMBER, STRING_STAFF_HOT},
        {facts->fault_count > 0, LIGHT_AMBER, STRING_STAFF_SKIPPING},
        {facts->power == POWER_WAS_LOW, LIGHT_AMBER, STRING_STAFF_POWER_WAS_LOW},
        {facts->storage_percent >= STAFF_FULL_PERCENT, LIGHT_AMBER, STRING_STAFF_STORAGE_FULL},
        {facts->memory_percent >= STAFF_TOO_FULL_PERCENT, LIGHT_AMBER, STRING_STAFF_MEMORY_FULL},
        {!facts->is_clock_known && !facts->is_clock_staffs, LIGHT_AMBER, STRING_STAFF_CLOCK_LOST},
        {facts->is_trial, LIGHT_GREEN, STRING_STAFF_TRIAL},
        {true, LIGHT_GREEN, STRING_STAFF_WELL},
    };
    size_t i = 0;
    while (!ROWS[i].is_so) {
        i++;
    }
    *ret_sentence = ROWS[i].sentence;
    return ROWS[i].light;
}

/* ---- for a photograph ---- */

struct lines {
    char *text;
    size_t len;
};

/* A whole line or none: what does not fit is left out. */
static void
PRINTF_LIKE(2, 3) add(struct lines *lines, const char *fmt, ...) {
    char line[STAFF_SUPPORT_BYTES_MAX];
    va_list args;
    va_start(args, fmt);
    const int n = vsnprintf(line, sizeof(line), fmt, args);
    va_end(args);
    if (n < 0 || lines->len + (size_t)n + 2 > STAFF_SUPPORT_BYTES_MAX) {
        return;
    }
    for (int i = 0; i < n; i++) {
        lines->text[lines->len++] = (char)(line[i] >= ' ' && line[i] <= '~' ? line[i] : '?');
    }
    lines->text[lines->len++] = '\n';
    lines->text[lines->len] = '\0';
}

static void
add_page(struct lines *lines, const struct staff_facts *facts) {
    static const char *const MODES[MODE_COUNT] = {"reach", "large", "contrast", "calm"};
    char modes[64] = "";
    size_t len = 0;
    for (int i = 0; i < MODE_COUNT; i++) {
        if ((facts->modes >> i & 1) != 0) {
            len += (size_t)snprintf(modes + len, sizeof(modes) - len, ",%s", MODES[i]);
        }
    }
    add(lines, "slide=%s", facts->slide);
    if (facts->width_px > 0) {
        add(lines, "at=%dx%d,%s,%d%s", facts->width_px, facts->height_px, facts->lang, facts->slide_ms,
            modes);
    }
}

static void
add_health(struct lines *lines, const struct staff_facts *facts) {
    static const char *const POWER[] = {"", "fine", "was_low", "low"};
    if (facts->temperature_c > -100.0f) {
        add(lines, "temp=%.0f", (double)facts->temperature_c);
    }
    if (facts->memory_percent >= 0) {
        add(lines, "mem=%d", facts->memory_percent);
    }
    if (facts->storage_percent >= 0) {
        add(lines, "disk=%d", facts->storage_percent);
    }
    if (facts->power != POWER_UNTOLD) {
        add(lines, "power=%s", POWER[facts->power]);
    }
}

static void
add_packs(struct lines *lines, const struct staff_facts *facts) {
    static const char *const PHASES[PACK_PHASES] = {"idle",       "reading", "checking",
                                                    "rehearsing", "writing", "done"};
    char past[STAFF_SUPPORT_BYTES_MAX / 2] = "";
    size_t len = 0;
    for (int i = 0; i < facts->past_count && len < sizeof(past); i++) {
        len += (size_t)snprintf(past + len, sizeof(past) - len, "%s%s %lld", i > 0 ? "," : "",
                                pack_outcome_word(facts->past[i].outcome), (long long)facts->past[i].seq);
    }
    if (facts->stick.event > 0) {
        add(lines, "stick=%s,%s", PHASES[facts->stick.phase], pack_outcome_word(facts->stick.outcome));
    }
    if (facts->past_count > 0) {
        add(lines, "past=%s", past);
    }
}

static void
add_faults(struct lines *lines, const struct staff_facts *facts) {
    char names[STAFF_SUPPORT_BYTES_MAX / 2] = "";
    size_t len = 0;
    for (int i = 0; i < facts->fault_count && len < sizeof(names); i++) {
        len += (size_t)snprintf(names + len, sizeof(names) - len, "%s%s", i > 0 ? "," : "", facts->faults[i]);
    }
    if (facts->fault_count > 0) {
        add(lines, "faults=%s", names);
    }
}

size_t
staff_support_text(const struct staff_facts *facts, char text[STAFF_SUPPORT_BYTES_MAX]) {
    struct lines lines = {.text = text};
    text[0] = '\0';
    add(&lines, "vitrin=%s", facts->version);
    add(&lines, "pack=%.8s", facts->pack_id);
    add(&lines, "seq=%lld", (long long)facts->pack_seq);
    if (facts->is_trial) {
        add(&lines, "trial=yes");
    }
    add_page(&lines, facts);
    add(&lines, "up=%lld", (long long)facts->uptime_s);
    add(&lines, "clock=%s", facts->is_clock_known ? "known" : facts->is_clock_staffs ? "staff" : "unknown");
    if (facts->is_clock_known) {
        add(&lines, "date=%s %02d:%02d", facts->today, facts->minute / 60, facts->minute % 60);
    }
    add_health(&lines, facts);
    add_packs(&lines, facts);
    add_faults(&lines, facts);
    return lines.len;
}
