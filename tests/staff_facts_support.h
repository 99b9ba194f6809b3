#pragma once

/* Facts of a busy and of a silent machine, for tests of the staff's pages. */

#include "support.h"

#include "deck/deck_modes.h"
#include "deck/deck_staff_internal.h"

/* A device in the middle of everything, its words as long as they come. */
static inline struct staff_facts
busy(void) {
    struct staff_facts facts = staff_facts_none();
    (void)strcpy(facts.version, "12.10.24");
    (void)strcpy(facts.pack_title, "چونگ‌چینگ در یک نگاه: شهر، صنعت و راه");
    (void)strcpy(facts.pack_id, "eb754683ec0d21aa");
    (void)strcpy(facts.pack_updated, "2026-11-12");
    facts.pack_seq = 202611120023;
    facts.is_trial = true;
    facts.has_previous = facts.can_restart = true;
    (void)strcpy(facts.slide, "belt-and-road");
    (void)strcpy(facts.lang, "fa");
    facts.slide_ms = 600000;
    facts.modes = 1 << MODE_CONTRAST | 1 << MODE_CALM;
    facts.width_px = 3840;
    facts.height_px = 2160;
    facts.past_count = 4;
    facts.past[0] = (struct staff_past){PACK_INSTALLED, 202611120023, "2026-11-12 18:20"};
    facts.past[1] = (struct staff_past){PACK_FELL_BACK, 202610010001, "2026-10-01 09:05"};
    facts.past[2] = (struct staff_past){PACK_SIGNATURE_WRONG, 0, "2026-09-30 12:00"};
    facts.past[3] = (struct staff_past){PACK_RETURNED, 202607010001, ""};
    facts.is_clock_known = true;
    (void)strcpy(facts.today, "2026-11-24");
    facts.weekday = 2;
    facts.minute = 582;
    facts.uptime_s = 8640000;
    facts.has_lit = true;
    for (int i = 0; i < STAFF_DAYS; i++) {
        facts.lit_min[i] = i == 6 ? 200 : 560 + 60 * (i % 3);
    }
    facts.temperature_c = 52.4f;
    facts.memory_percent = 31;
    facts.storage_percent = 88;
    facts.power = POWER_WAS_LOW;
    facts.fault_count = 5;
    for (int i = 0; i < 5; i++) {
        (void)snprintf(facts.faults[i], sizeof(facts.faults[i]), "place-explorer-%d", i);
    }
    facts.stick =
        (struct pack_status){.event = 7, .phase = PACK_PHASE_REHEARSING, .percent = 62, .seq = 202611240001};
    (void)strcpy(facts.stick.name, "chongqing-2026-11-24.vpack");
    facts.brightness_percent = 80;
    facts.stats_count = STAFF_LINES_MAX;
    for (int i = 0; i < STAFF_LINES_MAX; i++) {
        (void)snprintf(facts.stats[i].name, sizeof(facts.stats[i].name),
                       "میانگین زمان هر بازدید، دست‌کم");
        (void)snprintf(facts.stats[i].value, sizeof(facts.stats[i].value), "۲ دقیقه و ۳۴ ثانیه");
    }
    return facts;
}

static inline struct staff_facts
calm(void) {
    struct staff_facts facts = staff_facts_none();
    (void)strcpy(facts.version, "0.1.0");
    (void)strcpy(facts.pack_title, "Chongqing");
    (void)strcpy(facts.pack_id, "eb754683ec0d21aa");
    return facts;
}
