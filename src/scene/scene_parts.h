#pragma once

#include "scene/scene_caption.h"

/* The parts of a picture that answer a finger: where each is touched, and its caption. The part's index is what targets and
 * `scene->select` carry. */

#define SCENE_PARTS_MAX 24
#define SCENE_SPOTS_MAX (2 * SCENE_PARTS_MAX)

struct part_spot {
    const char *name; /* of its target */
    struct rect box;  /* pixels */
    int part;
};

struct scene_parts {
    struct caption_place place;
    struct caption captions[SCENE_PARTS_MAX];
    int pages[SCENE_PARTS_MAX]; /* the slide that tells more, or CONTENT_NONE */
    int count;
    struct part_spot spots[SCENE_SPOTS_MAX];
    size_t spot_count;
};

/* Adds a part with its caption. Returns: its index; SCENE_PART_NONE beyond SCENE_PARTS_MAX. */
int scene_parts_add(const struct scene *scene, struct scene_parts *parts, const struct caption_spec *spec);
/* A place where a part is touched, grown to at least 88 design units. Its target is "part " and `key`, which must be unique. */
void scene_parts_add_spot(const struct ui *ui, struct scene_parts *parts, int part, struct str key,
                          struct rect box);
/* The spots, and the open caption with the way to its page. A part with a page opens it when touched again. */
void scene_parts_targets(const struct scene *scene, const struct scene_parts *parts,
                         struct target_list *targets);
/* What a touch does. `nearest`: the part whose shape lies under the finger where no spot does, or SCENE_PART_NONE. */
enum scene_reply scene_parts_touch(struct scene *scene, const struct action *action, int nearest,
                                   time_ns since);
/* The caption of the part that stands forward. Draw it last. */
void scene_parts_draw(const struct scene *scene, const struct scene_parts *parts, struct canvas *canvas,
                      time_ns since);
/* Returns: what is left of something at `box` that belongs to `part` (or to none): nothing where the caption stands. */
float scene_parts_alpha(const struct scene *scene, const struct scene_parts *parts, int part, struct rect box,
                        time_ns since);
/* Returns: what is left of what gives way to the caption as a whole. */
float scene_parts_rest(const struct scene *scene, time_ns since);
/* A group that fades what belongs to a part: draw_group_pop ends it. */
void scene_parts_push(const struct scene *scene, struct canvas *canvas, int part, time_ns since);
