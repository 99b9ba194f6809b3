/* Window and pixels, by SDL2. The show is painted by the processor; this file only carries changed
 * rectangles to the glass: to the window's own surface, or, where only a renderer shows anything (kmsdrm),
 * to one persistent texture. It draws nothing; headless it is plain memory and never touches SDL. Events
 * and waiting are in host_events.c.
 *
 * SDL 2.26: SDL_GetWindowSurface goes through a renderer unless SDL_FRAMEBUFFER_ACCELERATION is 0 (9.1 ms
 * instead of 0.3 ms a frame without a GPU). */

#include "host/host_internal.h"

#include <string.h>

#include "base/xalloc.h"
#include "host/host_screen.h"

#define RENDERER "opengles2"
#define FIRST_TIMES 3
#define RECTS_A_CALL 64
#define READ_FORMAT SDL_PIXELFORMAT_ABGR8888 /* what GLES2 reads without converting */
#define FALLBACK_WIDTH_PX 1920
#define FALLBACK_HEIGHT_PX 1080

static bool
sdl_fail(struct err *err, const char *what) {
    return err_set(err, ERR_DEVICE, 0, "%s: %s", what, SDL_GetError());
}

static bool
is_direct(const SDL_Surface *surface) {
    const Uint32 format = surface->format->format;
    return format == SDL_PIXELFORMAT_ARGB8888 || format == SDL_PIXELFORMAT_RGB888;
}

static bool
bind_texture(struct host *host, struct err *err) {
    if (SDL_GetRendererOutputSize(host->renderer, &host->width_px, &host->height_px) != 0) {
        return sdl_fail(err, "renderer");
    }
    const Uint32 format = SDL_PIXELFORMAT_ARGB8888;
    host->texture =
        SDL_CreateTexture(host->renderer, format, SDL_TEXTUREACCESS_STATIC, host->width_px, host->height_px);
    if (host->texture == NULL) {
        return sdl_fail(err, "texture");
    }
    (void)SDL_SetTextureBlendMode(host->texture, SDL_BLENDMODE_NONE);
    return true;
}

static bool
bind_surface(struct host *host, struct err *err) {
    host->surface = SDL_GetWindowSurface(host->window);
    if (host->surface == NULL) {
        return sdl_fail(err, "window surface");
    }
    host->width_px = host->surface->w;
    host->height_px = host->surface->h;
    return true;
}

static void
drop_pixels(struct host *host) {
    if (host->texture != NULL) {
        SDL_DestroyTexture(host->texture);
    }
    xfree(host->pixels);
    xfree(host->picture);
    xfree(host->read_back);
    host->picture = NULL;
    host->texture = NULL;
    host->surface = NULL;
    host->pixels = NULL;
    host->read_back = NULL;
}

/* Puts the picture on the glass, in memory of its own where the glass cannot be painted as it is. */
static void
mount_picture(struct host *host) {
    const struct host_config *config = &host->config;
    host->mount = (struct host_mount){.glass_w_px = host->width_px,
                                      .glass_h_px = host->height_px,
                                      .quarter_turns = config->quarter_turns,
                                      .border_x_px = (int)(config->safe_area_frac * (float)host->width_px),
                                      .border_y_px = (int)(config->safe_area_frac * (float)host->height_px)};
    host->is_mounted = config->quarter_turns != 0 || config->safe_area_frac > 0.0f || config->is_drifting;
    host->picture_w_px = host->width_px;
    host->picture_h_px = host->height_px;
    if (host->is_mounted) {
        host_mount_size(&host->mount, &host->picture_w_px, &host->picture_h_px);
        host->picture =
            xalloc_array((size_t)host->picture_w_px * (size_t)host->picture_h_px, sizeof(*host->picture));
        host->needs_all = true;
    }
}

bool
host_bind_pixels(struct host *host, struct err *err) {
    drop_pixels(host);
    bool ok = true;
    if (host->has_video) {
        ok = host->is_texture ? bind_texture(host, err) : bind_surface(host, err);
    }
    const size_t count = (size_t)host->width_px * (size_t)host->height_px;
    host->stride_px = host->width_px;
    if (host->surface != NULL && is_direct(host->surface)) {
        host->stride_px = host->surface->pitch / 4;
    } else {
        host->pixels = xalloc_array(count, sizeof(*host->pixels));
    }
    if (host->config.is_measured) {
        host->read_back = xalloc_array(count, sizeof(*host->read_back));
    }
    mount_picture(host);
    return ok;
}

static bool
open_driver(struct host *host, struct err *err) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, RENDERER); /* the environment's word is stronger */
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return sdl_fail(err, "no display");
    }
    host->has_video = true;
    const char *driver = SDL_GetCurrentVideoDriver();
    host->is_kmsdrm = SDL_strcasecmp(driver, "kmsdrm") == 0;
    host->is_alone = host->is_kmsdrm && host->config.is_kiosk;
    const bool is_off_screen = strcmp(driver, "dummy") == 0 || strcmp(driver, "offscreen") == 0;
    if (is_off_screen && SDL_getenv("SDL_VIDEODRIVER") == NULL) {
        /* SDL's last resort: nobody would see it, and nobody asked for it */
        return err_set(err, ERR_DEVICE, 0, "no display");
    }
    host->has_event_wait = !host->is_kmsdrm && !is_off_screen;
    host->is_texture = host->config.output == HOST_OUTPUT_TEXTURE ||
                       (host->config.output == HOST_OUTPUT_AUTO && host->is_kmsdrm);
    (void)SDL_snprintf(host->name, sizeof(host->name), "%s surface", driver);
    return true;
}

static bool
open_renderer(struct host *host, struct err *err) {
    SDL_RendererInfo info = {0};
    const Uint32 flags = host->config.is_measured ? 0 : SDL_RENDERER_PRESENTVSYNC;
    host->renderer = SDL_CreateRenderer(host->window, -1, flags);
    if (host->renderer == NULL || SDL_GetRendererInfo(host->renderer, &info) != 0) {
        return sdl_fail(err, "renderer");
    }
    /* one that cannot be had is replaced by another without a word, and on KMSDRM no other reaches the screen */
    const char *wanted = SDL_getenv("SDL_RENDER_DRIVER") != NULL ? SDL_getenv("SDL_RENDER_DRIVER") : RENDERER;
    if (host->is_kmsdrm && SDL_strcasecmp(info.name, wanted) != 0) {
        return err_set(err, ERR_DEVICE, 0, "renderer: there is %s, not %s", info.name, wanted);
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    (void)SDL_snprintf(host->name, sizeof(host->name), "%s texture %s", driver, info.name);
    return true;
}

static bool
find_mode(int width_px, int height_px, SDL_DisplayMode *ret_mode) {
    const SDL_DisplayMode wanted = {.w = width_px, .h = height_px};
    return width_px > 0 && height_px > 0 && SDL_GetClosestDisplayMode(0, &wanted, ret_mode) != NULL &&
           ret_mode->w == width_px && ret_mode->h == height_px;
}

/* On KMSDRM the desktop's mode is the one that the console left the card in: of a screen larger than the one the console began with, a mode that
 * fits into the console's memory. Returns: true, and in *mode the one that is asked for, or else the one that the screen likes best, when that is
 * another. */
static bool
take_mode_of_screen(const struct host_config *config, SDL_DisplayMode *mode) {
    const struct host_screens screens = host_screens_read(HOST_SCREEN_DIR);
    SDL_DisplayMode found = {0};
    bool is_found = find_mode(config->width_px, config->height_px, &found);
    if (!is_found) {
        is_found = find_mode(screens.width_px, screens.height_px, &found);
    }
    if (!is_found || (found.w == mode->w && found.h == mode->h)) {
        return false;
    }
    *mode = found;
    return true;
}

/* Under a compositor whose unit keeps udev's word from both (vitrin-kiosk.service), and begins them anew when the show ends. */
static bool
is_in_a_unit_of_its_own(void) {
    return SDL_strcasecmp(SDL_GetCurrentVideoDriver(), "wayland") == 0 && SDL_getenv("NOTIFY_SOCKET") != NULL;
}

static bool
open_window(struct host *host, struct err *err) {
    const struct host_config *config = &host->config;
    if (!open_driver(host, err)) {
        return false;
    }
    SDL_DisplayMode mode = {0};
    if (SDL_GetDesktopDisplayMode(0, &mode) != 0 || mode.w <= 0 || mode.h <= 0) {
        mode.w = FALLBACK_WIDTH_PX;
        mode.h = FALLBACK_HEIGHT_PX;
    }
    const bool is_other_mode = host->is_kmsdrm && config->is_fullscreen && take_mode_of_screen(config, &mode);
    const Uint32 fullscreen = is_other_mode ? SDL_WINDOW_FULLSCREEN : SDL_WINDOW_FULLSCREEN_DESKTOP;
    const bool is_window = !config->is_fullscreen && config->width_px > 0 && config->height_px > 0;
    const int width = is_window ? config->width_px : mode.w;
    const int height = is_window ? config->height_px : mode.h;
    const Uint32 flags = config->is_fullscreen ? fullscreen : SDL_WINDOW_RESIZABLE;
    const int centre = (int)SDL_WINDOWPOS_CENTERED;
    host->window = SDL_CreateWindow(config->title, centre, centre, width, height, flags | SDL_WINDOW_SHOWN);
    if (host->window == NULL) {
        return sdl_fail(err, "window");
    }
    if (host->is_texture && !open_renderer(host, err)) {
        return false;
    }
    host->is_watched = host->is_kmsdrm || (config->is_kiosk && is_in_a_unit_of_its_own());
    if (host->is_watched) { /* by now the screens have been asked for their modes, which the kernel may not have done before */
        host_watch_begin(host);
    }
    if (config->is_kiosk) {
        SDL_ShowCursor(SDL_DISABLE);
        SDL_DisableScreenSaver();
    } else {
        SDL_EnableScreenSaver();
    }
    return true;
}

struct host *
host_open(const struct host_config *config, struct err *err) {
    struct host *host = xalloc(sizeof(*host));
    host->config = *config;
    host->watch.plug = -1;
    host->width_px = config->width_px > 0 ? config->width_px : FALLBACK_WIDTH_PX;
    host->height_px = config->height_px > 0 ? config->height_px : FALLBACK_HEIGHT_PX;
    memcpy(host->name, "memory", sizeof("memory"));
    if ((!config->is_headless && !open_window(host, err)) || !host_bind_pixels(host, err)) {
        host_close(host);
        return NULL;
    }
    return host;
}

void
host_close(struct host *host) {
    if (host == NULL) {
        return;
    }
    drop_pixels(host);
    host_watch_end(host);
    if (host->renderer != NULL) {
        SDL_DestroyRenderer(host->renderer);
    }
    if (host->window != NULL) {
        SDL_DestroyWindow(host->window);
    }
    if (host->has_video) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
    xfree(host);
}

int
host_width_px(const struct host *host) {
    return host->picture_w_px;
}

int
host_height_px(const struct host *host) {
    return host->picture_h_px;
}

void
host_glass_px(const struct host *host, int *ret_width, int *ret_height) {
    *ret_width = host->width_px;
    *ret_height = host->height_px;
}

const char *
host_describe(const struct host *host) {
    return host->name;
}

static struct host_pixels
glass_pixels(struct host *host) {
    uint32_t *pixels = host->pixels != NULL ? host->pixels : host->surface->pixels;
    return (struct host_pixels){pixels, host->width_px, host->height_px, host->stride_px};
}

struct host_pixels
host_pixels(struct host *host) {
    return host->is_mounted ? (struct host_pixels){host->picture, host->picture_w_px, host->picture_h_px,
                                                   host->picture_w_px}
                            : glass_pixels(host);
}

/* Returns: false when nothing of it lies in the picture. */
static bool
clip(const struct host *host, struct irect changed, SDL_Rect *ret_rect) {
    const struct irect r = irect_intersect(changed, (struct irect){0, 0, host->width_px, host->height_px});
    *ret_rect = (SDL_Rect){r.x, r.y, r.w, r.h};
    return !irect_is_empty(r);
}

static void
read_memory(struct host *host) {
    const struct host_pixels p = glass_pixels(host);
    for (int y = 0; y < p.height_px; y++) {
        const uint32_t *from = p.pixels + (size_t)y * (size_t)p.stride_px;
        memcpy(host->read_back + (size_t)y * (size_t)p.width_px, from, (size_t)p.width_px * 4);
    }
}

static bool
present_texture(struct host *host, const struct irect *changed, size_t count, struct err *err) {
    for (size_t i = 0; i < count; i++) {
        SDL_Rect rect;
        if (!clip(host, changed[i], &rect)) {
            continue;
        }
        const uint32_t *from = host->pixels + (size_t)rect.y * (size_t)host->stride_px + rect.x;
        if (SDL_UpdateTexture(host->texture, &rect, from, host->stride_px * 4) != 0) {
            return sdl_fail(err, "texture");
        }
    }
    /* On KMSDRM the first buffer may reach the glass before what is drawn into it, which takes longest then; without a second picture it would
     * stay black. */
    for (int times = host->is_kmsdrm && !host->has_shown ? FIRST_TIMES : 1; times > 0; times--) {
        if (SDL_RenderCopy(host->renderer, host->texture, NULL, NULL) != 0) {
            return sdl_fail(err, "renderer");
        }
        const int pitch = host->width_px * 4;
        if (host->read_back != NULL &&
            SDL_RenderReadPixels(host->renderer, NULL, READ_FORMAT, host->read_back, pitch) != 0) {
            return sdl_fail(err, "read-back");
        }
        SDL_RenderPresent(host->renderer);
    }
    host->has_shown = true;
    return true;
}

/* Own memory to a surface of another format. */
static void
convert(const struct host *host, SDL_Rect r) {
    const SDL_Surface *surface = host->surface;
    const uint32_t *from = host->pixels + (size_t)r.y * (size_t)host->stride_px + r.x;
    uint8_t *to = (uint8_t *)surface->pixels + (size_t)r.y * (size_t)surface->pitch +
                  (size_t)r.x * surface->format->BytesPerPixel;
    const Uint32 format = surface->format->format;
    const int pitch = host->stride_px * 4;
    (void)SDL_ConvertPixels(r.w, r.h, SDL_PIXELFORMAT_ARGB8888, from, pitch, format, to, surface->pitch);
}

static bool
present_surface(struct host *host, const struct irect *changed, size_t count, struct err *err) {
    SDL_Rect rects[RECTS_A_CALL];
    for (size_t done = 0; done < count;) {
        int part = 0;
        for (; done < count && part < RECTS_A_CALL; done++) {
            if (!clip(host, changed[done], &rects[part])) {
                continue;
            }
            if (host->pixels != NULL) {
                convert(host, rects[part]);
            }
            part++;
        }
        if (part == 0 || SDL_UpdateWindowSurfaceRects(host->window, rects, part) == 0) {
            continue;
        }
        /* a size change that is still in the queue: the poll that reports it renews the surface */
        return SDL_HasEvent(SDL_WINDOWEVENT) || sdl_fail(err, "window surface");
    }
    return true;
}

/* Shows rectangles of the glass. */
static bool
present_glass(struct host *host, const struct irect *changed, size_t count, struct err *err) {
    if (host->texture != NULL) {
        return present_texture(host, changed, count, err);
    }
    if (host->read_back != NULL) {
        read_memory(host);
    }
    return !host->has_video || present_surface(host, changed, count, err);
}

/* Carries the changed parts of the picture to where they stand on the glass. */
static bool
present_mounted(struct host *host, const struct irect *changed, size_t count, struct err *err) {
    const struct host_pixels glass = glass_pixels(host);
    struct irect on_glass[RECTS_A_CALL];
    bool ok = true;
    if (host->needs_all) {
        const struct irect all = {0, 0, host->picture_w_px, host->picture_h_px};
        on_glass[0] = (struct irect){0, 0, glass.width_px, glass.height_px};
        host->needs_all = false;
        host_mount_fill_border(&host->mount, glass.pixels, glass.stride_px, host->config.border);
        host_mount_copy(&host->mount, host->picture, host->picture_w_px, all, glass.pixels, glass.stride_px);
        return present_glass(host, on_glass, 1, err);
    }
    for (size_t done = 0; ok && done < count;) {
        size_t part = 0;
        for (; done < count && part < RECTS_A_CALL; done++) {
            host_mount_copy(&host->mount, host->picture, host->picture_w_px, changed[done], glass.pixels,
                            glass.stride_px);
            on_glass[part++] = host_mount_rect(&host->mount, changed[done]);
        }
        ok = present_glass(host, on_glass, part, err);
    }
    return ok;
}

void
host_shift(struct host *host, int x_px, int y_px) {
    if (host->is_mounted && host->config.is_drifting &&
        (x_px != host->mount.shift_x_px || y_px != host->mount.shift_y_px)) {
        host->mount.shift_x_px = x_px;
        host->mount.shift_y_px = y_px;
        host->needs_all = true;
    }
}

bool
host_present(struct host *host, const struct irect *changed, size_t count, struct err *err) {
    if (count == 0 && !host->needs_all) {
        return true;
    }
    if (host->has_video && host->texture == NULL && host->surface == NULL) {
        return err_set(err, ERR_DEVICE, 0, "%s: the display went away", host->name);
    }
    return host->is_mounted ? present_mounted(host, changed, count, err)
                            : present_glass(host, changed, count, err);
}

bool
host_read_back(const struct host *host, uint32_t *ret_pixels) {
    const size_t count = (size_t)host->width_px * (size_t)host->height_px;
    for (size_t i = 0; host->read_back != NULL && i < count; i++) {
        const uint32_t p = host->read_back[i];
        const uint32_t swapped = (p & 0xFF00FF00u) | (p >> 16 & 0xFFu) | (p & 0xFFu) << 16;
        ret_pixels[i] = host->texture != NULL ? swapped : p;
    }
    return host->read_back != NULL;
}
