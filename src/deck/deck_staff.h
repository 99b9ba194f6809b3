#pragma once

#include <stdbool.h>

#include "base/clock.h"
#include "deck/deck_staff_facts.h"
#include "draw/draw.h"
#include "input/input_event.h"
#include "scene/scene.h"
#include "text/text.h"
#include "ui/theme.h"

/* The staff's own pages over the show: the door, the PIN pad, the panel, its statistics and support code, cleaning. They know no pack: they
 * work over a broken one as well. What they tell comes in as struct staff_facts; what staff want goes out as wishes. While they are
 * open the show sees no hand, and goes on. */

#define STAFF_PANEL_NS TIME_S(60) /* untouched, it closes */
#define STAFF_NEW_PIN_NS                                                                                     \
    TIME_S(120) /* nobody wrote the new PIN down: it is dropped, another comes at the next start */
#define STAFF_CLEAN_NS TIME_S(60)
#define STAFF_HOLD_NS TIME_MS(1500) /* of a button that must not be touched in passing */

enum staff_wish {
    STAFF_WISH_NONE,
    STAFF_WISH_ENTER, /* somebody found the door: answered by deck_staff_ask_pin or deck_staff_show_pin */
    STAFF_WISH_JUDGE, /* a PIN was typed: answered by deck_staff_judge; keep deck_staff_wrong first */
    STAFF_WISH_PIN,   /* the PIN shown was written down: keep its hash */
    STAFF_WISH_DROP,  /* nobody wrote it down: forget it */
    STAFF_WISH_FACTS, /* the panel is about to open or changed its language: facts are wanted now */
    STAFF_WISH_PREVIOUS,
    STAFF_WISH_RESTART,
    STAFF_WISH_BRIGHTNESS, /* arg: percent */
    STAFF_WISH_CALM,       /* arg: 0 or 1 */
    STAFF_WISH_HOURS,      /* arg: enum staff_hours */
    STAFF_WISH_CLOCK       /* it is now; arg: minutes since Sunday began */
};

struct deck_staff;

/* wrong_tries: what was kept of the last run. Owns: the caller. */
struct deck_staff *deck_staff_create(int wrong_tries, time_ns now);
void deck_staff_destroy(struct deck_staff *staff);
/* Where it stands; before the first drawing, and whenever one of these changes. The engine must live until then. lang: the show's own
 * language, "fa" or another that the interface has words for; it holds until staff choose. */
void deck_staff_place(struct deck_staff *staff, struct text *text, const struct theme *theme, int width_px,
                      int height_px);
void deck_staff_set_lang(struct deck_staff *staff, const char *lang);
const char *deck_staff_lang(const struct deck_staff *staff);
void deck_staff_tell(struct deck_staff *staff, const struct staff_facts *facts);

/* Gives it what the glass reports. Returns: true when that is not for the show. */
bool deck_staff_event(struct deck_staff *staff, const struct input_event *event);
void deck_staff_update(struct deck_staff *staff, time_ns now);
/* Returns: STAFF_WISH_NONE when nothing is wanted. */
enum staff_wish deck_staff_take_wish(struct deck_staff *staff, int *ret_arg);

/* ---- answers ---- */
void deck_staff_ask_pin(struct deck_staff *staff, time_ns now);
/* digits: six; they are forgotten when the card closes. */
void deck_staff_show_pin(struct deck_staff *staff, const char *digits, time_ns now);
/* The PIN shown is kept, or cannot be: its card closes. */
void deck_staff_pin_kept(struct deck_staff *staff, time_ns now);
const char *deck_staff_digits(const struct deck_staff *staff);
int deck_staff_wrong(const struct deck_staff *staff);
void deck_staff_judge(struct deck_staff *staff, bool is_right, time_ns now);

/* ---- what is seen ---- */
/* "shut", "waiting", "pad", "new-pin", "panel", "statistics", "support", "clock" or "cleaning". */
const char *deck_staff_page(const struct deck_staff *staff);
bool deck_staff_is_open(const struct deck_staff *staff);
/* Is it the panel or a page of it, so that nothing of the show is seen? */
bool deck_staff_is_opaque(const struct deck_staff *staff);
bool deck_staff_needs_frame(const struct deck_staff *staff, time_ns now);
time_ns deck_staff_next_wakeup(const struct deck_staff *staff, time_ns now);
void deck_staff_draw(struct deck_staff *staff, struct canvas *canvas, time_ns now);
void deck_staff_targets(const struct deck_staff *staff, struct target_list *targets);
