/* SDL2_ttf as the rasteriser of single runs: one direction, one script, one font, logical text, into 8-bit coverage. It is
 * asked for nothing else: it knows no bidi and its measures are not advances. Rasterised runs are cached by content, bounded
 * in bytes, the longest unused going first.
 *
 * SDL2_ttf 2.20.1: the surface begins at min(0, leftmost ink), so the pen stands lead_px inside it; direction and script
 * are properties of the font and must be set before every call; a run without ink gives NULL ("Text has zero width"). */

#include <SDL_ttf.h>
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/xalloc.h"
#include "text/text_internal.h"

static TTF_Font *
ttf_of(struct text *text, struct text_font *font) {
    if (font->ttf == NULL) {
        const float em = font->face == TEXT_FACE_FALLBACK ? TEXT_FALLBACK_EM : 1.0f;
        hb_blob_t *blob =
            hb_face_reference_blob(text->faces[font->face]); /* the face keeps the bytes alive */
        unsigned bytes = 0;
        const char *data = hb_blob_get_data(blob, &bytes);
        TTF_Font *ttf =
            TTF_OpenFontRW(SDL_RWFromConstMem(data, (int)bytes), 1, (int)lrintf((float)font->px * em));
        hb_blob_destroy(blob);
        if (ttf != NULL) {
            TTF_SetFontHinting(ttf, TTF_HINTING_LIGHT_SUBPIXEL);
            TTF_SetFontKerning(ttf, 1);
        }
        font->ttf = ttf;
    }
    return font->ttf;
}

/* The run's text without controls that only bidi and line breaking need. */
static size_t
visible_text(struct str run, char *out, size_t room) {
    size_t used = 0;
    for (size_t offset = 0; offset < run.len;) {
        const uint32_t cp = utf8_decode(run, &offset);
        if ((text_is_ignorable(cp) && cp != 0x200C && cp != 0x200D) || used + 5 > room) {
            continue;
        }
        used += utf8_encode(cp, out + used);
    }
    out[used] = '\0';
    return used;
}

static void
copy_coverage(struct text_raster_entry *entry, const SDL_Surface *surface) {
    uint8_t *coverage = xalloc((size_t)surface->w * (size_t)surface->h);
    for (int y = 0; y < surface->h; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)((const uint8_t *)surface->pixels +
                                                               (size_t)y * (size_t)surface->pitch);
        for (int x = 0; x < surface->w; x++) {
            coverage[(size_t)y * (size_t)surface->w + (size_t)x] = (uint8_t)(row[x] >> 24);
        }
    }
    entry->mask = (struct draw_mask){coverage, surface->w, surface->h, surface->w, entry->hash};
    entry->bytes = (size_t)surface->w * (size_t)surface->h;
}

static float
leading_ink(struct text *text, const struct text_run *run) {
    /* Leftmost ink of the run left of its pen, in whole pixels, as SDL2_ttf reckons it. */
    struct text_font *font = text_font_get(text, run->face, run->px);
    hb_buffer_t *buffer = text->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, run->text.ptr, (int)run->text.len, 0, (int)run->text.len);
    hb_buffer_set_direction(buffer, run->is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, run->script);
    hb_shape(font->hb, buffer, NULL, 0);
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    float pen = 0.0f;
    float least = 0.0f;
    for (unsigned g = 0; g < count; g++) {
        hb_glyph_extents_t extents;
        if (hb_font_get_glyph_extents(font->hb, infos[g].codepoint, &extents)) {
            least = fminf(least, pen + (float)(positions[g].x_offset + extents.x_bearing) / 64.0f);
        }
        pen += (float)positions[g].x_advance / 64.0f;
        if (pen > (float)run->px) {
            break; /* further glyphs cannot reach left of the first pen */
        }
    }
    return ceilf(-least);
}

static void
rasterise(struct text *text, const struct text_run *run, struct text_raster_entry *entry) {
    struct text_font *font = text_font_get(text, run->face, run->px);
    TTF_Font *ttf = ttf_of(text, font);
    char logical[TEXT_PARAGRAPH_BYTES_MAX + 8];
    if (ttf == NULL || visible_text(run->text, logical, sizeof(logical)) == 0) {
        return;
    }
    char tag[5] = {0};
    hb_tag_to_string(hb_script_to_iso15924_tag(run->script), tag);
    TTF_SetFontDirection(ttf, run->is_rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(ttf, tag);
    SDL_Surface *surface = TTF_RenderUTF8_Blended(ttf, logical, (SDL_Color){255, 255, 255, 255});
    if (surface == NULL) {
        return;
    }
    copy_coverage(entry, surface);
    entry->pen_x_px = leading_ink(text, run);
    entry->ascent_px = TTF_FontAscent(ttf);
    SDL_FreeSurface(surface);
    text->stats.rasterised_runs++;
}

const struct text_raster_entry *
text_raster(struct text *text, const struct text_run *run) {
    const uint64_t style = (uint64_t)run->face << 40 | (uint64_t)run->px << 16 | (uint64_t)run->is_rtl;
    const uint64_t hash =
        hash_u64(hash_bytes(HASH_SEED, run->text.ptr, run->text.len), style ^ (uint64_t)run->script << 48);
    struct text_raster_entry **bucket = &text->rasters[hash % TEXT_RASTER_BUCKETS];
    for (struct text_raster_entry *entry = *bucket; entry != NULL; entry = entry->next) {
        if (entry->hash == hash && entry->face == run->face && entry->px == run->px &&
            str_equal((struct str){entry->text, entry->text_len}, run->text)) {
            entry->used_at = text->turn;
            text->stats.cache_hits++;
            return entry;
        }
    }
    struct text_raster_entry *entry = xalloc(sizeof(*entry));
    *entry = (struct text_raster_entry){
        .next = *bucket, .hash = hash, .used_at = text->turn, .face = run->face, .px = run->px};
    entry->text_len = run->text.len;
    entry->text = xalloc(run->text.len + 1);
    memcpy(entry->text, run->text.ptr, run->text.len);
    rasterise(text, run, entry);
    *bucket = entry;
    text->stats.cache_bytes += entry->bytes;
    return entry;
}

static void
free_entry(struct text *text, struct text_raster_entry **link) {
    struct text_raster_entry *entry = *link;
    *link = entry->next;
    text->stats.cache_bytes -= entry->bytes;
    xfree((void *)(uintptr_t)entry->mask.coverage);
    xfree(entry->text);
    xfree(entry);
}

static void
free_older(struct text *text, struct text_raster_entry **link, uint64_t age) {
    while (*link != NULL) {
        if ((*link)->used_at + age < text->turn) {
            free_entry(text, link);
        } else {
            link = &(*link)->next;
        }
    }
}

void
text_raster_evict(struct text *text) {
    for (uint64_t age = 600; text->stats.cache_bytes > TEXT_RUN_CACHE_BYTES_MAX && age > 0; age /= 2) {
        for (size_t b = 0; b < TEXT_RASTER_BUCKETS; b++) {
            free_older(text, &text->rasters[b], age);
        }
    }
}

void
text_raster_fini(struct text *text) {
    for (size_t b = 0; b < TEXT_RASTER_BUCKETS; b++) {
        while (text->rasters[b] != NULL) {
            free_entry(text, &text->rasters[b]);
        }
    }
    for (struct text_font *font = text->fonts; font != NULL; font = font->next) {
        if (font->ttf != NULL) {
            TTF_CloseFont(font->ttf);
        }
    }
    if (TTF_WasInit()) {
        TTF_Quit();
    }
}

/* Where a run's ink ends to the right of its pen, by the shaped outlines. */
static float
shaped_ink_end(struct text *text, const struct text_run *run) {
    struct text_font *font = text_font_get(text, run->face, run->px);
    hb_buffer_t *buffer = text->buffer;
    unsigned count = 0;
    float pen = 0.0f;
    float end = 0.0f;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, run->text.ptr, (int)run->text.len, 0, (int)run->text.len);
    hb_buffer_set_direction(buffer, run->is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, run->script);
    hb_shape(font->hb, buffer, NULL, 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned g = 0; g < count; g++) {
        hb_glyph_extents_t extents;
        if (hb_font_get_glyph_extents(font->hb, infos[g].codepoint, &extents) && extents.width != 0) {
            end =
                fmaxf(end, pen + (float)(positions[g].x_offset + extents.x_bearing + extents.width) / 64.0f);
        }
        pen += (float)positions[g].x_advance / 64.0f;
    }
    return end;
}

static float
raster_ink_end(const struct text_raster_entry *entry) {
    int last = 0;
    for (int y = 0; y < entry->mask.height_px; y++) {
        for (int x = last; x < entry->mask.width_px; x++) {
            if (entry->mask.coverage[(size_t)y * (size_t)entry->mask.stride_bytes + (size_t)x] > 24) {
                last = x + 1;
            }
        }
    }
    return (float)last - entry->pen_x_px;
}

float
text_raster_error_px(struct text *text, struct str s, const struct text_style *style) {
    float worst = 0.0f;
    arena_reset(&text->scratch);
    const struct text_block *block = text_layout(text, &text->scratch, s, style);
    for (int l = 0; l < block->line_count; l++) {
        for (size_t r = 0; r < block->lines[l].run_count; r++) {
            const struct text_run *run = &block->lines[l].runs[r];
            const struct text_raster_entry *entry = text_raster(text, run);
            if (entry->mask.coverage != NULL) {
                /* a pixel that the outline only touches may or may not hold ink: half a pixel of slack */
                worst = fmaxf(worst, fabsf(raster_ink_end(entry) - shaped_ink_end(text, run)) - 0.5f);
            }
        }
    }
    return worst;
}
