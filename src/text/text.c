/* The engine: faces, fonts and scratch. Faces are opened once; fonts are kept for the engine's life. */

#include "text/text.h"

#include <SDL_ttf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "base/xalloc.h"
#include "text/text_internal.h"

struct weight_row {
    int weight;
    const char *name;
};

static const struct weight_row WEIGHTS[] = {{400, "Regular"}, {500, "Medium"},    {600, "SemiBold"},
                                            {700, "Bold"},    {800, "ExtraBold"}, {900, "Black"}};

int
text_face_of_weight(int weight) {
    int best = 0;
    for (int i = 0; i < (int)ARRAY_LEN(WEIGHTS); i++) {
        if (WEIGHTS[i].weight <= weight) {
            best = i;
        }
    }
    return best;
}

int
text_rounded_px(float px) {
    const float rounded = roundf(px);
    return (int)float_clamp(rounded, TEXT_PX_MIN, TEXT_PX_MAX);
}

/* Takes over the blob. */
static bool
open_face(struct text *text, int index, hb_blob_t *blob, const char *name, struct err *err) {
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(face) == 0) {
        hb_face_destroy(face);
        return err_set(err, ERR_FORMAT, 0, "font %s: holds no glyphs", name);
    }
    hb_face_make_immutable(face);
    text->faces[index] = face;
    return true;
}

static bool
open_faces(struct text *text, const struct text_config *config, struct err *err) {
    for (int i = 0; i < (int)ARRAY_LEN(WEIGHTS); i++) {
        char path[1024];
        (void)snprintf(path, sizeof(path), "%s/Vazirmatn-%s.ttf", config->fonts_dir, WEIGHTS[i].name);
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
        if (blob == NULL) {
            return err_set(err, ERR_IO, 0, "font %s: cannot be read", path);
        }
        if (!open_face(text, i, blob, path, err)) {
            return false;
        }
    }
    if (config->fallback_font == NULL) {
        return true;
    }
    hb_blob_t *blob = hb_blob_create(config->fallback_font, (unsigned)config->fallback_font_bytes,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    return open_face(text, TEXT_FACE_FALLBACK, blob, "of the pack", err);
}

struct text *
text_create(const struct text_config *config, struct err *err) {
    struct text *text = xalloc(sizeof(*text));
    if (TTF_Init() != 0) {
        err_set(err, ERR_DEVICE, 0, "SDL_ttf: %s", TTF_GetError());
        xfree(text);
        return NULL;
    }
    text->buffer = hb_buffer_create();
    text->persian = hb_language_from_string("fa", -1);
    text->english = hb_language_from_string("en", -1);
    text->chars = xalloc_array(TEXT_PARAGRAPH_BYTES_MAX, sizeof(*text->chars));
    text->code_points = xalloc_array(TEXT_PARAGRAPH_BYTES_MAX, sizeof(*text->code_points));
    text->levels = xalloc_array(TEXT_PARAGRAPH_BYTES_MAX, sizeof(*text->levels));
    text->breaks = xalloc_array(TEXT_PARAGRAPH_BYTES_MAX, sizeof(*text->breaks));
    arena_init(&text->scratch, 0);
    if (!open_faces(text, config, err)) {
        text_destroy(text);
        return NULL;
    }
    return text;
}

void
text_destroy(struct text *text) {
    if (text == NULL) {
        return;
    }
    text_raster_fini(text);
    while (text->fonts != NULL) {
        struct text_font *font = text->fonts;
        text->fonts = font->next;
        hb_font_destroy(font->hb);
        xfree(font);
    }
    for (int i = 0; i < TEXT_FACES; i++) {
        hb_face_destroy(text->faces[i]);
    }
    hb_buffer_destroy(text->buffer);
    arena_fini(&text->scratch);
    xfree(text->chars);
    xfree(text->code_points);
    xfree(text->levels);
    xfree(text->breaks);
    xfree(text);
}

struct text_font *
text_font_get(struct text *text, int face, int px) {
    for (struct text_font **link = &text->fonts; *link != NULL; link = &(*link)->next) {
        struct text_font *font = *link;
        if (font->face == face && font->px == px) {
            *link = font->next; /* to the front: the runs of a page use few fonts in turn */
            font->next = text->fonts;
            text->fonts = font;
            return font;
        }
    }
    struct text_font *font = xalloc(sizeof(*font));
    font->face = face;
    font->px = px;
    font->hb = hb_font_create(text->faces[face]);
    const float em = face == TEXT_FACE_FALLBACK ? TEXT_FALLBACK_EM : 1.0f;
    const int scale = (int)lrintf((float)px * em * 64.0f);
    hb_font_set_scale(font->hb, scale, scale);
    font->next = text->fonts;
    text->fonts = font;
    return font;
}

void
text_frame_end(struct text *text) {
    text->turn++;
    if (text->stats.cache_bytes > TEXT_RUN_CACHE_BYTES_MAX) {
        text_raster_evict(text);
    }
}

struct text_stats
text_stats(const struct text *text) {
    return text->stats;
}

bool
text_is_covered(struct text *text, struct str s, uint32_t *ret_missing) {
    for (size_t offset = 0; offset < s.len;) {
        const uint32_t cp = utf8_decode(s, &offset);
        hb_codepoint_t glyph = 0;
        bool is_found = text_is_ignorable(cp) || cp == '\n';
        for (int face = 0; face < TEXT_FACES && !is_found; face += TEXT_FACE_FALLBACK) {
            is_found = text->faces[face] != NULL &&
                       hb_font_get_nominal_glyph(text_font_get(text, face, 16)->hb, cp, &glyph);
        }
        if (!is_found) {
            *ret_missing = cp;
            return false;
        }
    }
    return true;
}
