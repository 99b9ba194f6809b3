/* What the staff pages do: which one is open, what a touch on it means, when it closes by itself. It executes nothing: every deed beyond
 * the pages themselves is a wish that the program takes. Buttons fire on release within the one where the finger began; those that
 * must not be touched in passing fire once a finger has rested on them. The finger that came last is the one that counts, so that a
 * lost lift jams nothing. Spec: the visual specification's picture 15 and "Staff". */

#include "deck/deck_staff.h"

#include <string.h>

#include "base/xalloc.h"
#include "deck/deck_staff_internal.h"

#define FRAME_NS (TIME_S(1) / 60)
#define MOUSE_QUIET_NS TIME_MS(500)
#define BRIGHTNESS_STEP 20
#define BRIGHTNESS_LEAST 40

static const struct locale LANGS[] = {{"fa", true, DIGITS_PERSIAN}, {"en", false, DIGITS_LATIN}};

struct deck_staff *
deck_staff_create(int wrong_tries, time_ns now) {
    struct deck_staff *staff = xalloc(sizeof(*staff));
    arena_init(&staff->arena, 0);
    staff->facts = staff_facts_none();
    staff_pad_init(&staff->pad, wrong_tries, now);
    staff->finger_at = now - TIME_S(3600);
    return staff;
}

void
deck_staff_destroy(struct deck_staff *staff) {
    if (staff != NULL) {
        arena_fini(&staff->arena);
        memset(staff->new_pin, 0, sizeof(staff->new_pin));
        staff_pad_close(&staff->pad);
        xfree(staff);
    }
}

void
deck_staff_place(struct deck_staff *staff, struct text *text, const struct theme *theme, int width_px,
                 int height_px) {
    const bool is_same = staff->text == text && staff->width_px == width_px &&
                         staff->height_px == height_px && memcmp(&staff->theme, theme, sizeof(*theme)) == 0;
    if (is_same) {
        return;
    }
    staff->text = text;
    staff->theme = *theme;
    staff->width_px = width_px;
    staff->height_px = height_px;
    const struct layout layout = layout_make(width_px, height_px, true);
    staff_door_init(&staff->door, (float)width_px, layout.scale);
    staff->press.is_down = false;
    staff->is_dirty = true;
}

void
deck_staff_set_lang(struct deck_staff *staff, const char *lang) {
    for (size_t i = 0; i < ARRAY_LEN(LANGS); i++) {
        if (strcmp(LANGS[i].code, lang) == 0 && staff->lang != (int)i) {
            staff->lang = (int)i;
            staff->is_dirty = true;
        }
    }
}

const char *
deck_staff_lang(const struct deck_staff *staff) {
    return LANGS[staff->lang].code;
}

void
deck_staff_tell(struct deck_staff *staff, const struct staff_facts *facts) {
    staff->facts = *facts;
    staff->is_dirty = staff->is_dirty || deck_staff_is_opaque(staff);
}

struct ui
deck_staff_ui(const struct deck_staff *staff, struct arena *arena) {
    const struct locale *locale = &LANGS[staff->lang];
    return (struct ui){.text = staff->text,
                       .theme = staff->theme,
                       .layout = layout_make(staff->width_px, staff->height_px, locale->is_rtl),
                       .locale = *locale,
                       .words = strings_markup_words(locale->code),
                       .view = arena,
                       .frame = arena};
}

/* ---- wishes ---- */

static void
wish(struct deck_staff *staff, enum staff_wish what, int arg) {
    if (staff->wish_count < STAFF_WISHES_MAX) {
        staff->wishes[staff->wish_count].wish = what;
        staff->wishes[staff->wish_count++].arg = arg;
    }
}

enum staff_wish
deck_staff_take_wish(struct deck_staff *staff, int *ret_arg) {
    if (staff->wish_count == 0) {
        return STAFF_WISH_NONE;
    }
    const enum staff_wish first = staff->wishes[0].wish;
    *ret_arg = staff->wishes[0].arg;
    staff->wish_count--;
    memmove(staff->wishes, staff->wishes + 1, (size_t)staff->wish_count * sizeof(staff->wishes[0]));
    return first;
}

/* ---- states ---- */

static void
go(struct deck_staff *staff, enum staff_state state, time_ns now) {
    if (staff->state == STAFF_NEW_PIN && staff->new_pin[0] != '\0') { /* left without a word */
        wish(staff, STAFF_WISH_DROP, 0);
    }
    memset(staff->new_pin, 0, sizeof(staff->new_pin));
    staff_pad_close(&staff->pad);
    staff->state = state;
    staff->since = now;
    staff->touched_at = now;
    staff->press.is_down = false;
    staff->door.step = DOOR_SHUT;
    staff->is_dirty = true;
}

void
deck_staff_ask_pin(struct deck_staff *staff, time_ns now) {
    go(staff, STAFF_PAD, now);
}

void
deck_staff_show_pin(struct deck_staff *staff, const char *digits, time_ns now) {
    go(staff, STAFF_NEW_PIN, now);
    memcpy(staff->new_pin, digits, PAD_DIGITS);
}

void
deck_staff_pin_kept(struct deck_staff *staff, time_ns now) {
    if (staff->state == STAFF_NEW_PIN) {
        memset(staff->new_pin, 0, sizeof(staff->new_pin));
        go(staff, STAFF_SHUT, now);
    }
}

const char *
deck_staff_page(const struct deck_staff *staff) {
    static const char *const NAMES[] = {
        [STAFF_SHUT] = "shut",       [STAFF_WAITING] = "waiting", [STAFF_PAD] = "pad",
        [STAFF_NEW_PIN] = "new-pin", [STAFF_PANEL] = "panel",     [STAFF_STATISTICS] = "statistics",
        [STAFF_SUPPORT] = "support", [STAFF_CLOCK] = "clock",     [STAFF_CLEANING] = "cleaning",
    };
    return NAMES[staff->state];
}

const char *
deck_staff_digits(const struct deck_staff *staff) {
    return staff->state == STAFF_NEW_PIN ? staff->new_pin : staff->pad.digits;
}

int
deck_staff_wrong(const struct deck_staff *staff) {
    return staff->pad.wrong;
}

void
deck_staff_judge(struct deck_staff *staff, bool is_right, time_ns now) {
    if (staff->state != STAFF_PAD) {
        return;
    }
    staff_pad_judged(&staff->pad, is_right, now);
    staff->is_dirty = true;
    if (is_right) {
        go(staff, STAFF_PANEL, now);
        wish(staff, STAFF_WISH_FACTS, 0);
    }
}

bool
deck_staff_is_open(const struct deck_staff *staff) {
    return staff != NULL && staff->state != STAFF_SHUT;
}

bool
deck_staff_is_opaque(const struct deck_staff *staff) {
    return staff != NULL && (staff->state == STAFF_PANEL || staff->state == STAFF_STATISTICS ||
                             staff->state == STAFF_SUPPORT || staff->state == STAFF_CLOCK);
}

time_ns
deck_staff_closes_at(const struct deck_staff *staff) {
    switch (staff->state) {
    case STAFF_SHUT:
    case STAFF_WAITING:
        break;
    case STAFF_PAD:
        return staff->touched_at + PAD_IDLE_NS;
    case STAFF_NEW_PIN:
        return staff->touched_at + STAFF_NEW_PIN_NS;
    case STAFF_PANEL:
    case STAFF_STATISTICS:
    case STAFF_SUPPORT:
    case STAFF_CLOCK:
        return staff->touched_at + STAFF_PANEL_NS;
    case STAFF_CLEANING:
        return staff->since + STAFF_CLEAN_NS;
    }
    return TIME_NEVER;
}

/* ---- deeds ---- */

static void
type(struct deck_staff *staff, int digit, time_ns now) {
    if (staff_pad_type(&staff->pad, digit, now)) {
        staff_pad_try(&staff->pad);
        wish(staff, STAFF_WISH_JUDGE, 0);
    }
}

static int
dimmer(int percent) {
    return percent - BRIGHTNESS_STEP < BRIGHTNESS_LEAST ? 100 : percent - BRIGHTNESS_STEP;
}

static void
act(struct deck_staff *staff, const struct staff_button *button, time_ns now) {
    staff->is_dirty = true;
    switch (button->deed) {
    case DEED_CLOSE:
        go(staff, STAFF_SHUT, now);
        break;
    case DEED_KEY:
        type(staff, button->arg, now);
        break;
    case DEED_ERASE:
        staff_pad_erase(&staff->pad);
        break;
    case DEED_WRITTEN:
        wish(staff, STAFF_WISH_PIN, 0); /* the card closes when the program has taken the digits */
        break;
    case DEED_CLEAN:
        go(staff, STAFF_CLEANING, now);
        break;
    case DEED_BRIGHTNESS:
        wish(staff, STAFF_WISH_BRIGHTNESS, dimmer(staff->facts.brightness_percent));
        break;
    case DEED_HOURS:
        wish(staff, STAFF_WISH_HOURS, (int)(staff->facts.hours + 1) % STAFF_HOURS_COUNT);
        break;
    case DEED_CALM:
        wish(staff, STAFF_WISH_CALM, staff->facts.is_calm ? 0 : 1);
        break;
    case DEED_LANG:
        staff->lang = (staff->lang + 1) % (int)ARRAY_LEN(LANGS);
        wish(staff, STAFF_WISH_FACTS, 0);
        break;
    case DEED_STATISTICS:
        go(staff, STAFF_STATISTICS, now);
        break;
    case DEED_SUPPORT:
        go(staff, STAFF_SUPPORT, now);
        break;
    case DEED_PANEL:
        go(staff, STAFF_PANEL, now);
        break;
    case DEED_RESTART:
        wish(staff, STAFF_WISH_RESTART, 0);
        break;
    case DEED_CLOCK:
        staff->clock_min = staff->facts.weekday * 24 * 60 + staff->facts.minute;
        go(staff, STAFF_CLOCK, now);
        break;
    case DEED_CLOCK_STEP:
        staff->clock_min = deck_staff_clock_step(staff->clock_min, button->arg);
        break;
    case DEED_CLOCK_KEEP:
        wish(staff, STAFF_WISH_CLOCK, staff->clock_min);
        go(staff, STAFF_PANEL, now);
        break;
    case DEED_PREVIOUS:
        wish(staff, STAFF_WISH_PREVIOUS, 0);
        go(staff, STAFF_SHUT, now);
        break;
    }
}

/* ---- hands ---- */

static bool
button_at(const struct deck_staff *staff, float x, float y, struct staff_button *ret_button) {
    const struct ui ui = deck_staff_ui(staff, NULL);
    struct staff_buttons buttons;
    deck_staff_buttons(staff, &buttons);
    for (int i = 0; i < buttons.count; i++) {
        if (rect_contains(deck_staff_button_box(&ui, &buttons.items[i]), x, y)) {
            *ret_button = buttons.items[i];
            return true;
        }
    }
    return false;
}

static void
down(struct deck_staff *staff, const struct input_event *event) {
    struct staff_button button;
    staff->touched_at = event->at;
    staff->is_dirty = true;
    staff->press.is_down = button_at(staff, event->x_px, event->y_px, &button);
    if (staff->press.is_down) {
        staff->press = (struct staff_press){true, event->pointer_id, button.name, event->at};
    }
}

static void
lift_or_move(struct deck_staff *staff, const struct input_event *event) {
    struct staff_button button;
    if (!staff->press.is_down || event->pointer_id != staff->press.id) {
        return;
    }
    const bool is_on =
        button_at(staff, event->x_px, event->y_px, &button) && strcmp(button.name, staff->press.name) == 0;
    if (event->kind == INPUT_POINTER_MOVE && is_on) {
        return;
    }
    staff->press.is_down = false;
    staff->is_dirty = true;
    if (event->kind == INPUT_POINTER_UP && is_on && !button.needs_hold) {
        staff->touched_at = event->at;
        act(staff, &button, event->at);
    }
}

/* A finger that rests on a button which wants that. */
static void
rest(struct deck_staff *staff, time_ns now) {
    struct staff_buttons buttons;
    if (!staff->press.is_down || now - staff->press.at < STAFF_HOLD_NS) {
        return;
    }
    deck_staff_buttons(staff, &buttons);
    for (int i = 0; i < buttons.count; i++) {
        if (buttons.items[i].needs_hold && strcmp(buttons.items[i].name, staff->press.name) == 0) {
            staff->press.is_down = false;
            act(staff, &buttons.items[i], now);
            return;
        }
    }
}

bool
deck_staff_event(struct deck_staff *staff, const struct input_event *event) {
    const bool is_mouse = event->pointer_id == INPUT_MOUSE_ID;
    if (staff == NULL || staff->text == NULL) {
        return false;
    }
    if (staff->state == STAFF_SHUT) {
        const bool was_half = staff_door_is_half(&staff->door, event->at);
        staff_door_feed(&staff->door, event);
        return was_half && event->kind != INPUT_KEY; /* the lift of the finger that rested is no tap */
    }
    if (event->kind == INPUT_KEY || staff->state == STAFF_CLEANING || staff->state == STAFF_WAITING) {
        return true;
    }
    if (is_mouse && event->at - staff->finger_at < MOUSE_QUIET_NS) {
        return true; /* made from a touch */
    }
    staff->finger_at = is_mouse ? staff->finger_at : event->at;
    if (event->kind == INPUT_POINTER_DOWN) {
        down(staff, event);
    } else if (event->kind == INPUT_POINTER_MOVE || event->kind == INPUT_POINTER_UP) {
        lift_or_move(staff, event);
    } else {
        return false;
    }
    return true;
}

void
deck_staff_update(struct deck_staff *staff, time_ns now) {
    if (staff == NULL || staff->text == NULL) {
        return;
    }
    if (staff->state == STAFF_SHUT && staff_door_tick(&staff->door, now)) {
        go(staff, STAFF_WAITING, now);
        wish(staff, STAFF_WISH_ENTER, 0);
    }
    const bool is_half = staff->state == STAFF_SHUT && staff_door_is_half(&staff->door, now);
    staff->is_dirty = staff->is_dirty || is_half != staff->was_half;
    staff->was_half = is_half;
    rest(staff, now);
    if (now >= deck_staff_closes_at(staff)) {
        go(staff, STAFF_SHUT, now);
    }
}

/* ---- what is seen ---- */

/* When the counted seconds change, or the ring of a resting finger. */
static time_ns
frame_due(const struct deck_staff *staff) {
    const time_ns closes = deck_staff_closes_at(staff);
    if (staff->is_dirty) {
        return staff->drawn_at;
    }
    if (staff->press.is_down) {
        return staff->drawn_at + FRAME_NS;
    }
    if (closes == TIME_NEVER || staff->state == STAFF_NEW_PIN) {
        return TIME_NEVER;
    }
    const time_ns left = closes - staff->drawn_at;
    return staff->drawn_at + (left - 1) % TIME_S(1) + 1;
}

bool
deck_staff_needs_frame(const struct deck_staff *staff, time_ns now) {
    return staff != NULL && staff->text != NULL && now >= frame_due(staff);
}

time_ns
deck_staff_next_wakeup(const struct deck_staff *staff, time_ns now) {
    if (staff == NULL || staff->text == NULL) {
        return TIME_NEVER;
    }
    time_ns due = time_min(frame_due(staff), deck_staff_closes_at(staff));
    due = time_min(due, staff->state == STAFF_SHUT ? staff_door_due(&staff->door) : TIME_NEVER);
    if (staff->state == STAFF_SHUT && staff->door.step == DOOR_FIRST && !staff->was_half) {
        due = time_min(due, staff->door.since + DOOR_FIRST_NS);
    }
    return due > now ? due : now;
}

/* A faint ring in the corner where the second finger is awaited. */
static void
draw_hint(const struct deck_staff *staff, const struct ui *ui, struct canvas *canvas) {
    const struct rect *corner = &staff->door.corners[1];
    const struct vec2 middle = {corner->x + corner->w / 2.0f, corner->y + corner->h / 2.0f};
    draw_ring(canvas, middle, layout_px(&ui->layout, 14.0f), layout_px(&ui->layout, 3.0f),
              color_fade(ui_color(ui, THEME_MUTED), 0.6f));
}

void
deck_staff_draw(struct deck_staff *staff, struct canvas *canvas, time_ns now) {
    if (staff == NULL || staff->text == NULL) {
        return;
    }
    arena_reset(&staff->arena);
    const struct ui ui = deck_staff_ui(staff, &staff->arena);
    switch (staff->state) {
    case STAFF_SHUT:
        if (staff_door_is_half(&staff->door, now)) {
            draw_hint(staff, &ui, canvas);
        }
        break;
    case STAFF_WAITING:
        break;
    case STAFF_PAD:
        deck_staff_draw_pad(staff, &ui, canvas, now);
        break;
    case STAFF_NEW_PIN:
        deck_staff_draw_new_pin(staff, &ui, canvas);
        break;
    case STAFF_PANEL:
        deck_staff_draw_page(staff, &ui, canvas, STRING_STAFF_TITLE, now);
        deck_staff_draw_cards(staff, &ui, canvas);
        break;
    case STAFF_STATISTICS:
        deck_staff_draw_page(staff, &ui, canvas, STRING_STAFF_STATISTICS, now);
        deck_staff_draw_statistics(staff, &ui, canvas);
        break;
    case STAFF_SUPPORT:
        deck_staff_draw_page(staff, &ui, canvas, STRING_STAFF_SUPPORT, now);
        deck_staff_draw_support(staff, &ui, canvas);
        break;
    case STAFF_CLOCK:
        deck_staff_draw_page(staff, &ui, canvas, STRING_STAFF_CLOCK_SET, now);
        deck_staff_draw_clock(staff, &ui, canvas);
        break;
    case STAFF_CLEANING:
        deck_staff_draw_cleaning(staff, &ui, canvas, now);
        break;
    }
    deck_staff_buttons_draw(staff, &ui, canvas, now);
    staff->drawn_at = now;
    staff->is_dirty = false;
}

void
deck_staff_targets(const struct deck_staff *staff, struct target_list *targets) {
    const struct ui ui = deck_staff_ui(staff, NULL);
    struct staff_buttons buttons;
    targets->count = 0;
    deck_staff_buttons(staff, &buttons);
    for (int i = 0; i < buttons.count; i++) {
        target_add(targets, buttons.items[i].name, deck_staff_button_box(&ui, &buttons.items[i]),
                   ACTION_NONE);
    }
}
