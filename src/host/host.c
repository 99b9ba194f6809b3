/* Window, pixels and waiting, by SDL2. The show is painted by the processor; this file only carries changed rectangles to the
 * glass: to the window's own surface, or, where only a renderer shows anything (kmsdrm), to one persistent texture.
 *
 * SDL 2.26: SDL_GetWindowSurface goes through a renderer unless SDL_FRAMEBUFFER_ACCELERATION is 0 (9.1 ms instead of 0.3 ms
 * a frame without a GPU); SDL_WaitEventTimeout polls every millisecond on the dummy and offscreen drivers. */

#include "host/host.h"

#include <SDL.h>
#include <string.h>
#include <time.h>

#include "base/xalloc.h"

#define WAIT_SLICE_NS TIME_S(1)
#define KMS_SLICE_NS TIME_MS(16)

struct host {
    struct host_config config;
    bool has_video, is_texture, is_blind;  /* blind: a driver that polls (dummy, offscreen, kmsdrm) */
    SDL_Window *window;
    SDL_Renderer *renderer;
    SDL_Texture *texture;
    SDL_Surface *surface;
    uint32_t *pixels;                      /* own memory, when the surface's cannot be painted directly */
    int width_px, height_px, stride_px;
    char name[64];
};

static bool
sdl_fail(struct err *err, const char *what) {
    return err_set(err, ERR_DEVICE, 0, "%s: %s", what, SDL_GetError());
}

static bool
is_direct(const SDL_Surface *surface) {
    return surface->format->format == SDL_PIXELFORMAT_ARGB8888 || surface->format->format == SDL_PIXELFORMAT_RGB888;
}

static bool
bind_pixels(struct host *host, struct err *err) {
    if (host->is_texture) {
        SDL_DestroyTexture(host->texture);
        if (SDL_GetRendererOutputSize(host->renderer, &host->width_px, &host->height_px) != 0) {
            return sdl_fail(err, "renderer");
        }
        host->texture = SDL_CreateTexture(host->renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, host->width_px, host->height_px);
        if (host->texture == NULL) {
            return sdl_fail(err, "texture");
        }
        SDL_SetTextureBlendMode(host->texture, SDL_BLENDMODE_NONE);
    } else if (host->has_video) {
        host->surface = SDL_GetWindowSurface(host->window);
        if (host->surface == NULL) {
            return sdl_fail(err, "window surface");
        }
        host->width_px = host->surface->w;
        host->height_px = host->surface->h;
    }
    xfree(host->pixels);
    host->pixels = NULL;
    host->stride_px = host->width_px;
    if (host->surface != NULL && is_direct(host->surface)) {
        host->stride_px = host->surface->pitch / 4;
    } else {
        host->pixels = xalloc_array((size_t)host->width_px * (size_t)host->height_px, sizeof(*host->pixels));
    }
    return true;
}

static bool
open_window(struct host *host, struct err *err) {
    const struct host_config *config = &host->config;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        return sdl_fail(err, "no display");
    }
    host->has_video = true;
    const char *driver = SDL_GetCurrentVideoDriver();
    host->is_blind = strcmp(driver, "dummy") == 0 || strcmp(driver, "offscreen") == 0 || strcmp(driver, "KMSDRM") == 0;
    host->is_texture = config->output == HOST_OUTPUT_TEXTURE || (config->output == HOST_OUTPUT_AUTO && strcmp(driver, "KMSDRM") == 0);
    Uint32 flags = SDL_WINDOW_SHOWN | (config->is_fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE);
    const int w = config->width_px > 0 ? config->width_px : 1920;
    const int h = config->height_px > 0 ? config->height_px : 1080;
    host->window = SDL_CreateWindow(config->title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, w, h, flags);
    if (host->window == NULL) {
        return sdl_fail(err, "window");
    }
    if (host->is_texture) {
        host->renderer = SDL_CreateRenderer(host->window, -1, SDL_RENDERER_PRESENTVSYNC);
        if (host->renderer == NULL) {
            return sdl_fail(err, "renderer");
        }
    }
    SDL_ShowCursor(config->is_kiosk ? SDL_DISABLE : SDL_ENABLE);
    SDL_DisableScreenSaver();
    (void)SDL_snprintf(host->name, sizeof(host->name), "%s %s", driver, host->is_texture ? "texture" : "surface");
    return true;
}

struct host *
host_open(const struct host_config *config, struct err *err) {
    struct host *host = xalloc(sizeof(*host));
    host->config = *config;
    host->width_px = config->width_px > 0 ? config->width_px : 1920;
    host->height_px = config->height_px > 0 ? config->height_px : 1080;
    (void)SDL_snprintf(host->name, sizeof(host->name), "memory");
    if ((!config->is_headless && !open_window(host, err)) || !bind_pixels(host, err)) {
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
    xfree(host->pixels);
    SDL_DestroyTexture(host->texture);
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
    return host->width_px;
}

int
host_height_px(const struct host *host) {
    return host->height_px;
}

const char *
host_describe(const struct host *host) {
    return host->name;
}

struct host_pixels
host_pixels(struct host *host) {
    uint32_t *pixels = host->pixels != NULL ? host->pixels : host->surface->pixels;
    return (struct host_pixels){pixels, host->width_px, host->height_px, host->stride_px};
}

static bool
present_texture(struct host *host, const struct irect *changed, size_t count, struct err *err) {
    for (size_t i = 0; i < count; i++) {
        const SDL_Rect rect = {changed[i].x, changed[i].y, changed[i].w, changed[i].h};
        const uint32_t *from = host->pixels + (size_t)rect.y * (size_t)host->stride_px + rect.x;
        if (SDL_UpdateTexture(host->texture, &rect, from, host->stride_px * 4) != 0) {
            return sdl_fail(err, "texture");
        }
    }
    if (SDL_RenderCopy(host->renderer, host->texture, NULL, NULL) != 0) {
        return sdl_fail(err, "renderer");
    }
    SDL_RenderPresent(host->renderer);
    return true;
}

static bool
present_surface(struct host *host, const struct irect *changed, size_t count, struct err *err) {
    SDL_Rect rects[64];
    for (size_t done = 0; done < count;) {
        int part = 0;
        for (; done < count && part < 64; done++, part++) {
            rects[part] = (SDL_Rect){changed[done].x, changed[done].y, changed[done].w, changed[done].h};
            if (host->pixels != NULL) {
                const uint32_t *from = host->pixels + (size_t)rects[part].y * (size_t)host->stride_px + rects[part].x;
                uint8_t *to = (uint8_t *)host->surface->pixels + (size_t)rects[part].y * (size_t)host->surface->pitch + (size_t)rects[part].x * host->surface->format->BytesPerPixel;
                SDL_ConvertPixels(rects[part].w, rects[part].h, SDL_PIXELFORMAT_ARGB8888, from, host->stride_px * 4, host->surface->format->format, to, host->surface->pitch);
            }
        }
        if (SDL_UpdateWindowSurfaceRects(host->window, rects, part) != 0) {
            return sdl_fail(err, "window surface");
        }
    }
    return true;
}

bool
host_present(struct host *host, const struct irect *changed, size_t count, struct err *err) {
    if (count == 0 || !host->has_video) {
        return true;
    }
    return host->is_texture ? present_texture(host, changed, count, err) : present_surface(host, changed, count, err);
}

bool
host_read_back(struct host *host, uint32_t *ret_pixels, struct err *err) {
    if (host->is_texture) {
        SDL_RenderCopy(host->renderer, host->texture, NULL, NULL);
        return SDL_RenderReadPixels(host->renderer, NULL, SDL_PIXELFORMAT_ARGB8888, ret_pixels, host->width_px * 4) == 0 || sdl_fail(err, "read-back");
    }
    const struct host_pixels p = host_pixels(host);
    for (int y = 0; y < p.height_px; y++) {
        memcpy(ret_pixels + (size_t)y * (size_t)p.width_px, p.pixels + (size_t)y * (size_t)p.stride_px, (size_t)p.width_px * 4);
    }
    return true;
}

static enum input_key
key_of(const SDL_KeyboardEvent *key) {
    if ((key->keysym.mod & KMOD_CTRL) != 0 && key->keysym.sym == SDLK_q) {
        return KEY_QUIT;
    }
    switch (key->keysym.sym) {
    case SDLK_LEFT:
        return KEY_LEFT;
    case SDLK_RIGHT:
        return KEY_RIGHT;
    case SDLK_HOME:
        return KEY_HOME;
    case SDLK_ESCAPE:
        return KEY_ESCAPE;
    case SDLK_l:
        return KEY_LANGUAGE;
    case SDLK_RETURN:
    case SDLK_SPACE:
        return KEY_ENTER;
    default:
        return KEY_NONE;
    }
}

static enum input_kind
pointer_kind(Uint32 type) {
    if (type == SDL_FINGERDOWN || type == SDL_MOUSEBUTTONDOWN) {
        return INPUT_POINTER_DOWN;
    }
    return type == SDL_FINGERUP || type == SDL_MOUSEBUTTONUP ? INPUT_POINTER_UP : INPUT_POINTER_MOVE;
}

/* Returns: false for events nobody needs. */
static bool
translate(struct host *host, const SDL_Event *event, struct input_event *out) {
    struct err err = {0};
    switch (event->type) {
    case SDL_QUIT:
        out->kind = INPUT_QUIT;
        return true;
    case SDL_KEYDOWN:
        out->kind = INPUT_KEY;
        out->key = key_of(&event->key);
        return out->key != KEY_NONE && event->key.repeat == 0;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        out->kind = pointer_kind(event->type);
        out->pointer_id = (long)event->tfinger.fingerId;
        out->x_px = event->tfinger.x * (float)host->width_px;
        out->y_px = event->tfinger.y * (float)host->height_px;
        return true;
    case SDL_MOUSEMOTION:
        out->kind = INPUT_POINTER_MOVE;
        out->pointer_id = INPUT_MOUSE_ID;
        out->x_px = (float)event->motion.x;
        out->y_px = (float)event->motion.y;
        return event->motion.which != SDL_TOUCH_MOUSEID && event->motion.state != 0;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        out->kind = pointer_kind(event->type);
        out->pointer_id = INPUT_MOUSE_ID;
        out->x_px = (float)event->button.x;
        out->y_px = (float)event->button.y;
        return event->button.which != SDL_TOUCH_MOUSEID && event->button.button == SDL_BUTTON_LEFT;
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            out->kind = INPUT_RESIZED;
            return bind_pixels(host, &err);
        }
        out->kind = INPUT_EXPOSED;
        return event->window.event == SDL_WINDOWEVENT_EXPOSED;
    default:
        return false;
    }
}

bool
host_poll(struct host *host, time_ns now, struct input_event *ret_event) {
    SDL_Event event;
    while (host->has_video && SDL_PollEvent(&event)) {
        struct input_event out = {.at = now};
        if (translate(host, &event, &out)) {
            *ret_event = out;
            return true;
        }
    }
    return false;
}

void
host_wait(struct host *host, time_ns now, time_ns until) {
    const time_ns span = until - now;
    if (span <= 0) {
        return;
    }
    if (host->has_video && !host->is_blind) {
        (void)SDL_WaitEventTimeout(NULL, (int)(time_min(span, WAIT_SLICE_NS) / 1000000) + 1);
        return;
    }
    /* a kmsdrm screen has hands before it: look at them as often as it shows a picture */
    const time_ns slice = time_min(span, host->is_blind && strncmp(host->name, "KMSDRM", 6) == 0 ? KMS_SLICE_NS : WAIT_SLICE_NS);
    const struct timespec sleep = {slice / 1000000000, slice % 1000000000};
    (void)nanosleep(&sleep, NULL);
}
