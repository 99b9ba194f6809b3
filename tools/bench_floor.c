/* The floor under every measurement: a bare SDL2 loop of clear, one full-screen texture and a readback, with nothing of the show
 * in it. What it costs in time and memory no program of this kind can be under. Prints one line of JSON.
 * usage: bench-floor software|opengles2 WIDTH HEIGHT FRAMES, the driver in SDL_VIDEODRIVER. */

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAMES_MAX 2000

static long
memory_kib(const char *path, const char *key) {
    char line[160];
    long value = 0;
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, key, strlen(key)) == 0) {
            value = strtol(line + strlen(key), NULL, 10);
        }
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return value;
}

static int
compare(const void *a, const void *b) {
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double
frame_ms(SDL_Renderer *renderer, SDL_Texture *texture, uint32_t *pixels, int pitch) {
    const Uint64 before = SDL_GetPerformanceCounter();
    SDL_RenderClear(renderer);
    SDL_RenderCopy(renderer, texture, NULL, NULL);
    SDL_RenderReadPixels(renderer, NULL, SDL_PIXELFORMAT_ABGR8888, pixels, pitch);
    SDL_RenderPresent(renderer);
    return (double)(SDL_GetPerformanceCounter() - before) * 1e3 / (double)SDL_GetPerformanceFrequency();
}

int
main(int argc, char **argv) {
    static double ms[FRAMES_MAX];
    const int width = argc == 5 ? atoi(argv[2]) : 0;
    const int height = argc == 5 ? atoi(argv[3]) : 0;
    const int frames = argc == 5 ? atoi(argv[4]) : 0;
    if (width < 1 || height < 1 || frames < 1 || frames > FRAMES_MAX) {
        fprintf(stderr, "usage: bench-floor software|opengles2 WIDTH HEIGHT FRAMES (1 to %d)\n", FRAMES_MAX);
        return 2;
    }
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, argv[1]);
    SDL_Window *window = NULL;
    SDL_Renderer *renderer = NULL;
    SDL_Texture *texture = NULL;
    uint32_t *pixels = calloc((size_t)width * (size_t)height, sizeof(*pixels));
    if (pixels != NULL && SDL_Init(SDL_INIT_VIDEO) == 0) {
        window = SDL_CreateWindow("floor", 0, 0, width, height, SDL_WINDOW_SHOWN);
        renderer = window != NULL ? SDL_CreateRenderer(window, -1, 0) : NULL;
        texture = renderer != NULL ? SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888,
                                                       SDL_TEXTUREACCESS_STATIC, width, height)
                                   : NULL;
    }
    if (texture == NULL || SDL_UpdateTexture(texture, NULL, pixels, width * 4) != 0) {
        fprintf(stderr, "bench-floor: %s\n", SDL_GetError());
        free(pixels);
        return 2;
    }
    for (int i = 0; i < frames; i++) {
        ms[i] = frame_ms(renderer, texture, pixels, width * 4);
    }
    qsort(ms, (size_t)frames, sizeof(*ms), compare);
    printf("{\"renderer\":\"%s\",\"frame\":{\"n\":%d,\"p50\":%.3f,\"p95\":%.3f},\"rss_kib\":%ld,\"pss_kib\":%"
           "ld}\n",
           argv[1], frames, ms[frames / 2], ms[frames * 95 / 100], memory_kib("/proc/self/status", "VmRSS:"),
           memory_kib("/proc/self/smaps_rollup", "Pss:"));
    free(pixels);
    SDL_Quit();
    return 0;
}
