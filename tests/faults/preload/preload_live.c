/* Faults from outside for the real show: a library that the dynamic linker puts before the others (LD_PRELOAD). Whenever the show presents
 * a frame, writes its breadcrumb or opens a database, it looks into the file that VITRIN_ORDER names: one line, `KIND PACK SLIDE`. Once the
 * breadcrumb says that a page of PACK is worked on (and, for kinds of one page, that it is SLIDE), it does what KIND says. Every other
 * program that starts with it, the rehearsal's included, is left alone. Nothing in the product knows of it. */

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct order {
    char kind[32], pack[96], slide[PATH_MAX];
};

static char the_run[PATH_MAX]; /* folder of the show that this is; empty: it is no show */

/* The show is `…/vitrin … --run-dir DIR …`. */
__attribute__((constructor)) static void
find_show(void) {
    static char words[8192];
    const int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    const ssize_t bytes = fd >= 0 ? read(fd, words, sizeof(words) - 1) : -1;
    const size_t name = strlen(words);
    if (fd >= 0) {
        (void)close(fd);
    }
    if (bytes <= 0 || name < 7 || strcmp(words + name - 7, "/vitrin") != 0) {
        return;
    }
    for (const char *word = words; word < words + bytes; word += strlen(word) + 1) {
        if (strcmp(word, "--run-dir") == 0) {
            (void)snprintf(the_run, sizeof(the_run), "%s", word + strlen(word) + 1);
        }
    }
}

static int
read_text(const char *path, char *text, size_t room) {
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t bytes = fd >= 0 ? read(fd, text, room - 1) : -1;
    if (fd >= 0) {
        (void)close(fd);
    }
    text[bytes > 0 ? bytes : 0] = '\0';
    return bytes > 0;
}

static int
read_order(struct order *order) {
    char text[PATH_MAX + 200];
    const char *path = getenv("VITRIN_ORDER");
    *order = (struct order){.kind = ""};
    return the_run[0] != '\0' && path != NULL && read_text(path, text, sizeof(text)) &&
           sscanf(text, "%31s %95s %4000s", order->kind, order->pack, order->slide) >= 2;
}

/* Is a page of the order's pack worked on? With a name: is it this page? */
static int
is_crumb_of(const struct order *order, const char *path, const char *slide) {
    char text[1024];
    char line[PATH_MAX + 64];
    (void)snprintf(line, sizeof(line), "\npack %s\n", order->pack);
    if (!read_text(path, text, sizeof(text)) || strstr(text, line) == NULL) {
        return 0;
    }
    (void)snprintf(line, sizeof(line), "\nslide %s\n", slide == NULL ? "" : slide);
    return slide == NULL || strstr(text, line) != NULL;
}

static void
rest(long ms) {
    const struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    (void)nanosleep(&time, NULL);
}

static void
crash(void) {
    *(volatile int *)(uintptr_t)8 = 1;
}

/* Takes memory until there is none, the last bytes as well: what the program asks for next it does not get. */
static void
take_memory(void) {
    for (size_t bytes = (size_t)64 << 20; bytes >= 16; bytes /= 2) {
        for (char *taken = malloc(bytes); taken != NULL; taken = malloc(bytes)) {
            *(volatile char *)taken = 1;
        }
    }
}

static void
take_files(void) {
    while (open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0) {
    }
}

static void
do_at_frame(const char *kind) {
    static int frames;
    frames++;
    if (strcmp(kind, "segv") == 0) {
        crash();
    } else if (strcmp(kind, "abort") == 0) {
        abort();
    } else if (strcmp(kind, "exit") == 0) {
        _exit(1);
    } else if (strcmp(kind, "exit_well") == 0 && frames > 90) { /* status 0, and yet nobody left */
        _exit(0);
    } else if (strcmp(kind, "busy") == 0) {
        for (volatile int i = 0;; i++) {
        }
    } else if (strcmp(kind, "asleep") == 0) {
        rest(3600000);
    } else if (strcmp(kind, "leak") == 0) {
        take_memory();
    } else if (strcmp(kind, "files") == 0) {
        take_files();
    } else if (strcmp(kind, "slow") == 0) {
        rest(600);
    }
}

static void
look_at_frame(void) {
    struct order order;
    char path[PATH_MAX + 16];
    (void)snprintf(path, sizeof(path), "%s/breadcrumb", the_run);
    if (!read_order(&order)) {
        return;
    }
    if (strcmp(order.kind, "page") == 0 && is_crumb_of(&order, path, order.slide)) {
        crash();
    } else if (is_crumb_of(&order, path, NULL)) {
        do_at_frame(order.kind);
    }
}

/* ---- what the show calls ---- */

struct SDL_Window;
struct SDL_Rect;
struct SDL_Renderer;
int SDL_UpdateWindowSurfaceRects(struct SDL_Window *window, const struct SDL_Rect *rects, int count);
void SDL_RenderPresent(struct SDL_Renderer *renderer);
int sqlite3_open_v2(const char *name, void **ret_database, int flags, const char *module);

int
SDL_UpdateWindowSurfaceRects(struct SDL_Window *window, const struct SDL_Rect *rects, int count) {
    int (*next)(struct SDL_Window *, const struct SDL_Rect *, int) =
        dlsym(RTLD_NEXT, "SDL_UpdateWindowSurfaceRects");
    look_at_frame();
    return next(window, rects, count);
}

void
SDL_RenderPresent(struct SDL_Renderer *renderer) {
    void (*next)(struct SDL_Renderer *) = dlsym(RTLD_NEXT, "SDL_RenderPresent");
    look_at_frame();
    next(renderer);
}

/* The breadcrumb as it is put down: a page is about to be prepared. */
int
rename(const char *from, const char *to) {
    int (*next)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    const size_t n = strlen(to);
    const int result = next(from, to);
    struct order order;
    if (n > 11 && strcmp(to + n - 11, "/breadcrumb") == 0 && read_order(&order) &&
        strcmp(order.kind, "prepare") == 0 && is_crumb_of(&order, to, order.slide)) {
        crash();
    }
    return result;
}

static int
is_same_file(const char *a, const char *b) {
    char left[4096];
    char right[4096];
    FILE *one = fopen(a, "rbe");
    FILE *other = fopen(b, "rbe");
    size_t n = 1;
    int is_same = one != NULL && other != NULL;
    while (is_same && n > 0) {
        n = fread(left, 1, sizeof(left), one);
        is_same = fread(right, 1, sizeof(right), other) == n && memcmp(left, right, n) == 0;
    }
    if (one != NULL) {
        fclose(one);
    }
    if (other != NULL) {
        fclose(other);
    }
    return is_same;
}

/* The pack as it is opened, `file:PATH?…`: SLIDE names a copy of it. */
int
sqlite3_open_v2(const char *name, void **ret_database, int flags, const char *module) {
    int (*next)(const char *, void **, int, const char *) = dlsym(RTLD_NEXT, "sqlite3_open_v2");
    char path[PATH_MAX];
    struct order order;
    if (strncmp(name, "file:", 5) == 0 && read_order(&order) && strcmp(order.kind, "open") == 0) {
        (void)snprintf(path, sizeof(path), "%.*s", (int)strcspn(name + 5, "?"), name + 5);
        if (is_same_file(path, order.slide)) {
            crash();
        }
    }
    return next(name, ret_database, flags, module);
}
