#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/err.h"
#include "input/gesture.h"
#include "scene/scene_select.h"
#include "ui/ui.h"

/* One slide kind behind one table of functions. A scene prepares its layouts once for a size, a language and a pack,
 * and then draws itself as a pure function of the time since its entry. */

#define SCENE_TARGETS_MAX 160
#define SCENE_HANDS_BYTES_MAX 512

struct scene_env {
    struct ui ui;
    const struct content_slide *slide;
    bool is_reduced_motion; /* fades only: scenes get settled values at once */
    bool has_origin;        /* opened from a mark of another slide … */
    struct vec2 origin;     /* … which stood there, picture pixels */
};

enum step { STEP_MORE, STEP_DONE, STEP_FAILED };

struct scene_class;
struct scene {
    const struct scene_class *klass;
    struct scene_env env;
    void *state;                /* state_size zeroed bytes in the view arena */
    struct scene_select select; /* the part that stands forward; kept when the page is laid out anew */
};

/* A part of the picture that answers a finger. */
struct target {
    const char *name; /* e.g. "next"; unique on the screen */
    struct rect box;  /* pixels */
    int action;       /* enum action_kind */
    int arg;          /* what the action is about, as in struct action */
};

struct target_list {
    struct target items[SCENE_TARGETS_MAX];
    size_t count;
};

enum action_kind {
    ACTION_NONE,
    ACTION_NEXT,
    ACTION_PREVIOUS,
    ACTION_HOME,
    ACTION_BACK, /* from a detail page to the page it belongs to */
    ACTION_LANGUAGE,
    ACTION_TOOLS,
    ACTION_MODE, /* arg: enum deck_mode, which is switched */
    ACTION_PAN,  /* arg: +1 on, -1 back: another part of a page that is larger than the picture */
    ACTION_START,
    ACTION_SOURCE,
    ACTION_SEARCH,
    ACTION_FIGURE,      /* arg: the figure, or CONTENT_NONE: the page, to take away */
    ACTION_CARD,        /* arg: the reference */
    ACTION_COVER,       /* the top cover's own; arg: as it defines */
    ACTION_COVER_CLOSE, /* closes the top cover */
    ACTION_COVER_BACK,  /* its page before */
    ACTION_COVER_ON,    /* its next page */
    ACTION_NOTICE,      /* folds or opens what is told about a stick */
    ACTION_ZOOM,        /* arg: +1 nearer, -1 further, 0 back to the whole */
    ACTION_PART,        /* arg: a part of the scene, as it counts them */
    ACTION_GO_TO,       /* arg: the slide; CONTENT_NONE: as the place within the box tells */
    ACTION_TOUCH
};

struct action {
    enum action_kind kind;
    struct vec2 at_px;
    int arg; /* CONTENT_NONE where the kind needs none */
};

enum scene_reply { SCENE_IGNORED, SCENE_HANDLED };

struct scene_class {
    const char *name; /* the slide kind in the pack's `slide.kind` */
    size_t state_size;
    /* So many bytes at the beginning of the state are what hands changed, without pointers: a new layout for another language or
     * size finds them as they were. Range: 0..SCENE_HANDS_BYTES_MAX. */
    size_t hands_size;
    /* At most about 2 ms a step; MORE is called again. FAILED fills err. */
    enum step (*prepare)(struct scene *scene, struct err *err);
    enum scene_reply (*action)(struct scene *scene, const struct action *action,
                               time_ns since_enter); /* NULL: ignores all */
    /* A drag or pinch, in page pixels: HANDLED at its beginning takes all of it, its end with the velocity, and GESTURE_CANCEL
     * when it is taken away. NULL: takes none. */
    enum scene_reply (*hand)(struct scene *scene, const struct gesture *gesture, time_ns since_enter);
    void (*draw)(const struct scene *scene, struct canvas *canvas, time_ns since_enter); /* pure */
    void (*targets)(const struct scene *scene, time_ns since_enter,
                    struct target_list *targets); /* NULL: none */
    /* When the picture changes next: `since_enter` itself = every frame; a later time; TIME_NEVER. NULL: every frame. */
    time_ns (*next_change)(const struct scene *scene, time_ns since_enter);
    /* Where the mark of a detail page stands. NULL: nowhere. Returns: false when it has none. */
    bool (*mark)(const struct scene *scene, int slide, time_ns since_enter, struct vec2 *ret_at);
    bool has_heading; /* the deck draws section, title and deck line */
    bool is_cover;    /* stands outside the numbered pages */
};

/* The class of a kind. Returns: NULL for a kind this program does not know. */
const struct scene_class *scene_class_find(struct str kind);
/* Puts a scene into the view arena of `env`. */
void scene_init(struct scene *scene, const struct scene_class *klass, const struct scene_env *env);
/* Adds to a target list; drops (never overflows) beyond SCENE_TARGETS_MAX. */
void target_add(struct target_list *list, const char *name, struct rect box, int action);
/* A touch there opens a slide. `name` must live as long as the prepared slide. */
void target_add_slide(struct target_list *list, const char *name, struct rect box, int slide);
/* As target_add, with what the action is about. `name` as above. */
void target_add_arg(struct target_list *list, const char *name, struct rect box, int action, int arg);
/* As scene_change_until, then a frame every `period_ms`: for slow ambient motion. */
time_ns scene_change_ambient(int settled_ms, int period_ms, time_ns since_enter);
/* A decorative separator, 2 design units high. */
void scene_hairline(const struct ui *ui, struct canvas *canvas, float start, float y, float w, float alpha);
/* A moment after which a reveal of this scene stands still, for scenes without ambient motion. */
time_ns scene_change_until(int settled_ms, time_ns since_enter);
