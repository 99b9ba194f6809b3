/* One table of options; everything else follows from it. */

#include "app/app_options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#ifdef VITRIN_SHARE_DIR
#define SHARE VITRIN_SHARE_DIR
#else
#define SHARE "/usr/share/vitrin"
#endif
#define SIDE_MIN 240
#define SIDE_MAX 7680

enum option_id {
    OPT_PACK = 256,
    OPT_FONTS,
    OPT_WINDOWED,
    OPT_SIZE,
    OPT_LANG,
    OPT_SLIDE,
    OPT_SHOT,
    OPT_SHEET,
    OPT_DUMP,
    OPT_REPLAY,
    OPT_BENCH,
    OPT_BENCH_LOOP,
    OPT_REDUCED,
    OPT_FRAMES,
    OPT_CHECK,
    OPT_REHEARSE,
    OPT_STATS,
    OPT_STATS_REPORT,
    OPT_OUT,
    OPT_SETTINGS,
    OPT_ROTATE,
    OPT_KIOSK,
    OPT_TRUST,
    OPT_STATE_DIR,
    OPT_RUN_DIR,
    OPT_KEYS,
    OPT_FACTORY,
    OPT_OUTPUT,
    OPT_FLAT,
    OPT_VERSION,
    OPT_HELP
};

struct option_row {
    const char *name;
    enum option_id id;
    bool has_value;
    const char *value, *help;
};

static const struct option_row ROWS[] = {
    {"pack", OPT_PACK, true, "FILE", "the data pack; default: the single *.vpack beside the program"},
    {"rehearse", OPT_REHEARSE, true, "FILE",
     "draw every page of a pack off screen; the status tells whether it may be shown"},
    {"trust", OPT_TRUST, true, "FILE.pub",
     "a pack signed with this key as well; the screen is marked as a preview"},
    {"state-dir", OPT_STATE_DIR, true, "DIR",
     "a device: show the slot that its state names, take part in updates"},
    {"run-dir", OPT_RUN_DIR, true, "DIR", "a device: folder in RAM for what show and intake tell each other"},
    {"keys", OPT_KEYS, true, "DIR", "public keys (default: " SHARE "/keys.d)"},
    {"factory", OPT_FACTORY, true, "FILE", "the pack behind the slots (default: " SHARE "/factory.vpack)"},
    {"windowed", OPT_WINDOWED, false, "", "a window instead of the full screen"},
    {"size", OPT_SIZE, true, "WxH", "size of the window or picture"},
    {"lang", OPT_LANG, true, "CODE", "first language, e.g. fa or en"},
    {"slide", OPT_SLIDE, true, "ID", "begin with this slide"},
    {"shot", OPT_SHOT, true, "MS OUT.png", "paint one moment of a slide without a display"},
    {"contact-sheet", OPT_SHEET, true, "OUT.png", "all slides in all languages on one picture"},
    {"dump-layout", OPT_DUMP, true, "OUT.json", "every text and touch target of a slide"},
    {"replay", OPT_REPLAY, true, "FILE.touch",
     "play recorded touches and check what they must do, or draw the moment of a support code"},
    {"bench", OPT_BENCH, true, "SECONDS", "measure and print JSON"},
    {"bench-loop", OPT_BENCH_LOOP, true, "SECONDS", "how late the frames of the loop come, in real time"},
    {"reduced-motion", OPT_REDUCED, false, "", "fades only"},
    {"frames", OPT_FRAMES, true, "N", "leave after N presented frames"},
    {"check-config", OPT_CHECK, false, "", "open everything, show nothing, say what was found"},
    {"stats", OPT_STATS, true, "FILE", "count anonymously what visitors open, by day, in this file"},
    {"stats-report", OPT_STATS_REPORT, false, "FILE", "print the counts of a file as CSV"},
    {"out", OPT_OUT, true, "DIR",
     "of --stats-report: write stats.csv and a page about it there; of --replay: the picture of a support "
     "code"},
    {"settings", OPT_SETTINGS, true, "FILE",
     "what is set for this screen: hours, size, rotate, safe_area, drift, calm, standby, brightness"},
    {"rotate", OPT_ROTATE, true, "DEGREES",
     "the picture stands turned on the panel: 0, 90, 180 or 270, clockwise"},
    {"kiosk", OPT_KIOSK, false, "", "no key leaves, no cursor"},
    {"output", OPT_OUTPUT, true, "surface|texture", "how pixels reach the screen"},
    {"flat-background", OPT_FLAT, false, "", "no background art (smaller reference pictures)"},
    {"fonts", OPT_FONTS, true, "DIR", "folder of the font files"},
    {"version", OPT_VERSION, false, "", "print the version"},
    {"help", OPT_HELP, false, "", "print this page"},
};

void
app_options_print_help(void) {
    puts("vitrin - shows a data pack as animated slides\n\nusage: vitrin [options]\n");
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        char left[48];
        (void)snprintf(left, sizeof(left), "--%s %s", ROWS[i].name, ROWS[i].value);
        printf("  %-28s %s\n", left, ROWS[i].help);
    }
    puts("\nEsc or Ctrl+Q leaves (not with --kiosk). Arrows turn the page, L changes the language, Home goes "
         "home,\nslash searches, A opens the switches for everyone (R reach, T large text, C contrast, M "
         "calm).");
}

static bool
take_whole(const char *option, const char *word, int low, int high, int *ret_value, struct err *err) {
    int value = 0;
    if (!str_to_int(str_from_c(word), &value) || value < low || value > high) {
        return err_set(err, ERR_USAGE, 0, "--%s: \"%s\" is not a whole number from %d to %d", option, word,
                       low, high);
    }
    *ret_value = value;
    return true;
}

bool
app_options_is_size(int width_px, int height_px) {
    return width_px >= SIDE_MIN && height_px >= SIDE_MIN && width_px <= SIDE_MAX && height_px <= SIDE_MAX;
}

static bool
take_size(struct app_options *options, const char *word, struct err *err) {
    int width = 0;
    int height = 0;
    if (!str_to_size(str_from_c(word), &width, &height) || !app_options_is_size(width, height)) {
        return err_set(err, ERR_USAGE, 0, "--size: \"%s\" is not WIDTHxHEIGHT with sides from %d to %d", word,
                       SIDE_MIN, SIDE_MAX);
    }
    options->width_px = width;
    options->height_px = height;
    options->has_size = true;
    return true;
}

static bool
take_output(struct app_options *options, const char *word, struct err *err) {
    if (strcmp(word, "surface") == 0) {
        options->output = HOST_OUTPUT_SURFACE;
    } else if (strcmp(word, "texture") == 0) {
        options->output = HOST_OUTPUT_TEXTURE;
    } else {
        return err_set(err, ERR_USAGE, 0, "--output: \"%s\" is neither surface nor texture", word);
    }
    return true;
}

static bool
take_mode(struct app_options *options, enum app_mode mode, const char *out, struct err *err) {
    if (options->mode != APP_SHOW) {
        return err_set(err, ERR_USAGE, 0,
                       "only one of --shot, --contact-sheet, --dump-layout, --replay, --bench, "
                       "--check-config, --stats-report, --rehearse at a time");
    }
    options->mode = mode;
    options->out = out;
    return true;
}

static bool
take_option(struct app_options *options, int id, const char *value, struct err *err) {
    int whole = 0;
    switch (id) {
    case OPT_PACK:
        options->pack = value;
        return true;
    case OPT_REHEARSE:
        options->pack = value;
        return take_mode(options, APP_REHEARSE, NULL, err);
    case OPT_TRUST:
        options->trust = value;
        return true;
    case OPT_STATE_DIR:
        options->state_dir = value;
        return true;
    case OPT_RUN_DIR:
        options->run_dir = value;
        return true;
    case OPT_KEYS:
        options->keys = value;
        return true;
    case OPT_FACTORY:
        options->factory = value;
        return true;
    case OPT_FONTS:
        options->fonts = value;
        return true;
    case OPT_LANG:
        options->lang = value;
        return true;
    case OPT_SLIDE:
        options->slide = value;
        return true;
    case OPT_SIZE:
        return take_size(options, value, err);
    case OPT_OUTPUT:
        return take_output(options, value, err);
    case OPT_SHOT:
        return take_mode(options, APP_SHOT, NULL, err) &&
               take_whole("shot", value, 0, 600000, &options->shot_ms, err);
    case OPT_SHEET:
        return take_mode(options, APP_CONTACT_SHEET, value, err);
    case OPT_DUMP:
        return take_mode(options, APP_DUMP_LAYOUT, value, err);
    case OPT_REPLAY:
        options->replay = value;
        return take_mode(options, APP_REPLAY, NULL, err);
    case OPT_BENCH:
        return take_mode(options, APP_BENCH, NULL, err) &&
               take_whole("bench", value, 1, 3600, &options->bench_s, err);
    case OPT_BENCH_LOOP:
        options->is_loop_only = true;
        return take_mode(options, APP_BENCH, NULL, err) &&
               take_whole("bench-loop", value, 1, 60, &options->bench_s, err);
    case OPT_STATS:
        options->stats = value;
        return true;
    case OPT_STATS_REPORT:
        return take_mode(options, APP_STATS_REPORT, NULL, err);
    case OPT_OUT:
        options->folder = value;
        return true;
    case OPT_SETTINGS:
        options->settings = value;
        return true;
    case OPT_ROTATE:
        if (!take_whole("rotate", value, 0, 270, &whole, err)) {
            return false;
        }
        options->quarter_turns = whole / 90;
        return whole % 90 == 0 ||
               err_set(err, ERR_USAGE, 0, "--rotate: \"%s\" is not 0, 90, 180 or 270", value);
    case OPT_CHECK:
        return take_mode(options, APP_CHECK, NULL, err);
    case OPT_FRAMES:
        if (!take_whole("frames", value, 1, 999999999, &whole, err)) {
            return false;
        }
        options->frames = whole;
        return true;
    default:
        break;
    }
    options->is_windowed = options->is_windowed || id == OPT_WINDOWED;
    options->is_kiosk = options->is_kiosk || id == OPT_KIOSK;
    options->is_reduced_motion = options->is_reduced_motion || id == OPT_REDUCED;
    options->is_flat = options->is_flat || id == OPT_FLAT;
    if (id == OPT_VERSION || id == OPT_HELP) {
        options->mode = id == OPT_VERSION ? APP_VERSION : APP_HELP;
    }
    return true;
}

bool
app_options_parse(struct app_options *options, int argc, char **argv, struct err *err) {
    struct option longs[ARRAY_LEN(ROWS) + 1] = {0};
    *options = (struct app_options){.quarter_turns = -1};
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        longs[i] = (struct option){ROWS[i].name, ROWS[i].has_value ? required_argument : no_argument, NULL,
                                   (int)ROWS[i].id};
    }
    opterr = 0;
    optind = 1;
    for (;;) {
        const int before = optind;
        const int id = getopt_long(argc, argv, ":", longs, NULL);
        if (id == -1) {
            break;
        }
        if (id == '?' || id == ':') {
            return err_set(err, ERR_USAGE, 0, "%s: %s (vitrin --help lists the options)", argv[before],
                           id == ':' ? "a value is missing" : "not an option");
        }
        if (!take_option(options, id, optarg, err)) {
            return false;
        }
    }
    if (options->mode == APP_SHOT && optind < argc) {
        options->out = argv[optind++];
    }
    if (options->mode == APP_STATS_REPORT && optind < argc) {
        options->stats = argv[optind++];
    }
    if (optind < argc) {
        return err_set(err, ERR_USAGE, 0, "%s: not an option (vitrin --help lists them)", argv[optind]);
    }
    if (options->mode == APP_SHOT && options->out == NULL) {
        return err_set(err, ERR_USAGE, 0, "--shot: the name of the picture is missing: --shot MS OUT.png");
    }
    if (options->mode == APP_STATS_REPORT && options->stats == NULL) {
        return err_set(err, ERR_USAGE, 0, "--stats-report: the name of the file is missing");
    }
    if (options->trust != NULL && (options->is_kiosk || options->state_dir != NULL)) {
        return err_set(err, ERR_USAGE, 0, "--trust: for authors; neither with --kiosk nor with --state-dir");
    }
    return options->folder == NULL || options->mode == APP_STATS_REPORT || options->mode == APP_REPLAY ||
           err_set(err, ERR_USAGE, 0, "--out: only with --stats-report and --replay");
}
