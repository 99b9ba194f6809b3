/* `vitrin-pack`: the author's tool. build: spreadsheets to a pack; lint: what an editor would find, in the words and on the laid
 * out pages; preview: pictures of everything beside its rows; diff: what changed between two packs; inspect: what a
 * pack holds; keygen, sign, verify: who vouches for it.
 * Exit status: 0; 1 when lint has findings; 2 with one sentence of what is wrong. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/fs.h"
#include "content/content_load.h"
#include "tools/pack_build.h"
#include "tools/pack_coverage.h"
#include "tools/pack_diff.h"
#include "tools/pack_lint.h"
#include "tools/pack_lint_layout.h"
#include "tools/pack_preview.h"
#include "tools/pack_sign_commands.h"

struct arguments {
    const char *input, *other, *out, *fonts, *sheets, *slide, *key, *public_key;
    struct layout_size sizes[LAYOUT_SIZES_MAX];
    int size_count;
    bool is_json, is_words_only, is_in_the_clear;
};

static bool
read_and_build(struct workbook *book, struct arena *arena, const char *folder, const char *out,
               struct err *err) {
    return workbook_read(book, arena, folder, err) && pack_build(book, out, err);
}

/* The pack is written beside its place, opened as the show would open it, and only then takes its place. */
static int
run_build(const struct arguments *arguments, struct arena *arena, struct err *err) {
    struct workbook book;
    const struct content_model *model = NULL;
    if (arguments->out == NULL) {
        err_set(err, ERR_USAGE, 0, "build: where to? -o FILE.vpack");
        return 2;
    }
    const char *trial = str_format(arena, "%s.trial", arguments->out).ptr;
    const bool ok =
        read_and_build(&book, arena, arguments->input, trial, err) && content_load(arena, trial, &model, err);
    if (!ok || rename(trial, arguments->out) != 0) {
        (void)unlink(trial);
        if (ok) {
            err_set(err, ERR_IO, 0, "%s: cannot be written", arguments->out);
        }
        strncat(err->text, "; no pack was written", sizeof(err->text) - strlen(err->text) - 1);
        return 2;
    }
    printf("%s: %zu slides, %zu figures, %zu places, identity %.16s\n", arguments->out, model->slides_count,
           model->figures_count, model->places_count, model->pack_id.ptr);
    return 0;
}

/* Reads sheets and makes the pack they give, for a look at it: no file stays. */
static bool
load_sheets(const char *folder, struct workbook *book, struct arena *arena,
            const struct content_model **ret_model, struct err *err) {
    char trial[64];
    (void)snprintf(trial, sizeof(trial), "/tmp/vitrin-lint-%ld.vpack", (long)getpid());
    const bool ok =
        read_and_build(book, arena, folder, trial, err) && content_load(arena, trial, ret_model, err);
    (void)unlink(trial);
    return ok;
}

static struct text *
open_fonts(const struct arguments *arguments, const struct content_model *model, struct err *err) {
    const struct app_options options = {.fonts = arguments->fonts};
    char fonts[1024];
    if (!app_find_fonts(&options, fonts, sizeof(fonts), err)) {
        return NULL;
    }
    const struct content_font *fallback = content_find_font(model, STR_LIT("fallback"));
    const struct text_config config = {.fonts_dir = fonts,
                                       .fallback_font = fallback != NULL ? fallback->file : NULL,
                                       .fallback_font_bytes = fallback != NULL ? fallback->file_bytes : 0};
    return text_create(&config, err);
}

static bool
find_slide(const struct arguments *arguments, const struct content_model *model, int *ret_slide,
           struct err *err) {
    *ret_slide =
        arguments->slide == NULL ? CONTENT_NONE : content_find_slide(model, str_from_c(arguments->slide));
    return arguments->slide == NULL || *ret_slide != CONTENT_NONE ||
           err_set(err, ERR_USAGE, 0, "--slide: there is no slide \"%s\"", arguments->slide);
}

static bool
lint_pages(const struct arguments *arguments, struct layout_lint *lint, int *ret_findings, struct err *err) {
    int clean = 0;
    lint->size_count = arguments->size_count;
    memcpy(lint->sizes, arguments->sizes, sizeof(lint->sizes));
    pack_lint_layout_sizes(lint);
    if (!pack_lint_layout(lint, ret_findings, &clean, err)) {
        return false;
    }
    const int slides = lint->slide != CONTENT_NONE ? 1 : (int)lint->model->slides_count;
    const int pages = slides * (int)lint->model->lang_count * lint->size_count;
    printf("%s: %d pages laid out, %d of them without a finding\n", arguments->input, pages, clean);
    return true;
}

static int
run_lint(const struct arguments *arguments, struct arena *arena, struct err *err) {
    struct workbook book;
    struct layout_lint pages = {.book = &book, .out = stdout, .progress = stderr};
    if (!load_sheets(arguments->input, &book, arena, &pages.model, err) ||
        !find_slide(arguments, pages.model, &pages.slide, err)) {
        return 2;
    }
    pages.text = open_fonts(arguments, pages.model, err);
    if (pages.text == NULL) {
        return 2;
    }
    const struct coverage coverage = pack_coverage_check(&book, pages.model, stdout);
    int findings = coverage.findings + pack_lint(&book, pages.model, pages.text, stdout);
    const bool ok = findings > 0 || arguments->is_words_only || lint_pages(arguments, &pages, &findings, err);
    text_destroy(pages.text);
    if (!ok) {
        return 2;
    }
    if (book.coverage.row_count > 0) {
        printf("%s: %d facts on slides, %d on sheets, %d left out with a reason\n", book.coverage.path,
               coverage.on_faces, coverage.on_sheets, coverage.left_out);
    }
    printf("%s: %d findings\n", arguments->input, findings);
    return findings == 0 ? 0 : 1;
}

/* The rows on the page must be the ones the pictures come from. */
static bool
check_same(const struct arguments *arguments, struct str pack, struct str sheets, struct err *err) {
    return str_equal(pack, sheets) ||
           err_set(err, ERR_CONTENT, 0,
                   "--sheets %s: they make another pack (identity %.16s) than %s (%.16s); build it anew",
                   arguments->sheets, sheets.ptr, arguments->input, pack.ptr);
}

static int
run_preview(const struct arguments *arguments, struct arena *arena, struct err *err) {
    struct workbook book;
    const struct content_model *of_sheets = NULL;
    struct preview preview = {.folder = arguments->out, .progress = stderr};
    int pictures = 0;
    if (arguments->out == NULL) {
        err_set(err, ERR_USAGE, 0, "preview: where to? -o FOLDER");
        return 2;
    }
    if (!content_load(arena, arguments->input, &preview.model, err) ||
        !find_slide(arguments, preview.model, &preview.slide, err)) {
        return 2;
    }
    if (arguments->sheets != NULL) {
        if (!load_sheets(arguments->sheets, &book, arena, &of_sheets, err) ||
            !check_same(arguments, preview.model->pack_id, of_sheets->pack_id, err)) {
            return 2;
        }
        preview.book = &book;
    }
    preview.text = open_fonts(arguments, preview.model, err);
    const bool ok = preview.text != NULL && pack_preview(&preview, &pictures, err);
    text_destroy(preview.text);
    if (!ok) {
        return 2;
    }
    printf("%s/index.html: %d pictures\n", arguments->out, pictures);
    return 0;
}

static void
print_json(struct str text) {
    putchar('"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\') {
            putchar('\\');
        }
        putchar(text.ptr[i]);
    }
    putchar('"');
}

static int
run_inspect(const struct arguments *arguments, struct arena *arena, struct err *err) {
    const struct content_model *model = NULL;
    if (!content_load(arena, arguments->input, &model, err)) {
        return 2;
    }
    if (!arguments->is_json) {
        printf("identity  " STR_FMT "\ntarget    " STR_FMT "\nsequence  %lld\nupdated   " STR_FMT "\n",
               STR_ARG(model->pack_id), STR_ARG(model->target), (long long)model->seq,
               STR_ARG(model->updated));
        for (size_t i = 0; i < model->lang_count; i++) {
            printf("title %s  " STR_FMT "\n", model->langs[i].locale.code, STR_ARG(model->title.in[i]));
        }
        for (size_t i = 0; i < model->slides_count; i++) {
            printf("slide     " STR_FMT " (" STR_FMT ", %zu items)\n", STR_ARG(model->slides[i].key),
                   STR_ARG(model->slides[i].kind), model->slides[i].item_count);
        }
        printf("%zu figures, %zu series, %zu sources, %zu places, %zu routes, %zu shapes\n",
               model->figures_count, model->series_count, model->sources_count, model->places_count,
               model->routes_count, model->geometries_count);
        return 0;
    }
    printf("{\"identity\":");
    print_json(model->pack_id);
    printf(",\"seq\":%lld,\"schema\":%d,\"figures\":%zu,\"slides\":[", (long long)model->seq, CONTENT_SCHEMA,
           model->figures_count);
    for (size_t i = 0; i < model->slides_count; i++) {
        fputs(i > 0 ? "," : "", stdout);
        print_json(model->slides[i].key);
    }
    puts("]}");
    return 0;
}

static int
run_diff(const struct arguments *arguments, struct arena *arena, struct err *err) {
    UNUSED(arena);
    if (arguments->other == NULL) {
        err_set(err, ERR_USAGE, 0, "diff: between which two packs? diff A.vpack B.vpack");
        return 2;
    }
    const int changes = pack_diff(arguments->input, arguments->other, stdout, err);
    return changes < 0 ? 2 : changes > 0 ? 1 : 0;
}

static int
run_keygen(const struct arguments *arguments, struct arena *arena, struct err *err) {
    UNUSED(arena);
    return pack_sign_run_keygen(arguments->input, arguments->is_in_the_clear, err);
}

static int
run_sign(const struct arguments *arguments, struct arena *arena, struct err *err) {
    UNUSED(arena);
    return pack_sign_run_sign(arguments->input, arguments->key, err);
}

static int
run_verify(const struct arguments *arguments, struct arena *arena, struct err *err) {
    UNUSED(arena);
    return pack_sign_run_verify(arguments->input, arguments->public_key, err);
}

struct command {
    const char *name, *help;
    int (*run)(const struct arguments *arguments, struct arena *arena, struct err *err);
};

static const struct command COMMANDS[] = {
    {"build", "build DATA -o FILE.vpack       spreadsheets to a pack", run_build},
    {"lint",
     "lint DATA [--words-only] [--slide KEY] [--size WxH]… [--fonts DIR]\n"
     "                                      what an editor would find, with file, row and column; then every "
     "page\n"
     "                                      is laid out: 1920x1080 and 1080x1920, both also as large text "
     "and\n"
     "                                      in high contrast, unless sizes are given",
     run_lint},
    {"preview",
     "preview FILE.vpack -o FOLDER [--sheets DATA] [--slide KEY] [--fonts DIR]\n"
     "                                      pictures of every slide, and a page beside the rows they come "
     "from",
     run_preview},
    {"diff", "diff A.vpack B.vpack           what changed from A to B, in words (status 1 when anything did)",
     run_diff},
    {"inspect", "inspect FILE.vpack [--json]    what a pack holds", run_inspect},
    {"keygen", "keygen NAME [--no-password]    NAME.key to sign with, NAME.pub for the devices", run_keygen},
    {"sign", "sign FILE.vpack -k NAME.key    FILE.vpack.minisig beside it (as minisign -S does)", run_sign},
    {"verify", "verify FILE.vpack -p NAME.pub  is it signed with that key, and unaltered?", run_verify},
};

static void
print_help(void) {
    puts("vitrin-pack - makes and checks data packs\n");
    for (size_t i = 0; i < ARRAY_LEN(COMMANDS); i++) {
        printf("  vitrin-pack %s\n", COMMANDS[i].help);
    }
}

static bool
take_size(struct arguments *arguments, const char *value, struct err *err) {
    struct layout_size size = {0};
    const bool is_size = str_to_size(str_from_c(value), &size.width_px, &size.height_px) &&
                         size.width_px >= 320 && size.height_px >= 320 && size.width_px <= 8192 &&
                         size.height_px <= 8192;
    if (!is_size || arguments->size_count == LAYOUT_SIZES_MAX) {
        return err_set(err, ERR_USAGE, 0,
                       is_size
                           ? "--size %s: at most %d sizes"
                           : "--size %s: two numbers from 320 to 8192, such as 1920x1080; at most %d sizes",
                       value, LAYOUT_SIZES_MAX);
    }
    arguments->sizes[arguments->size_count++] = size;
    return true;
}

/* Returns: is it an option with a value? It is kept then. */
static bool
take_value(struct arguments *arguments, const char *option, const char *value) {
    const struct {
        const char *name;
        const char **to;
    } options[] = {
        {"-o", &arguments->out},        {"--fonts", &arguments->fonts}, {"--sheets", &arguments->sheets},
        {"--slide", &arguments->slide}, {"-k", &arguments->key},        {"-p", &arguments->public_key},
    };
    for (size_t i = 0; i < ARRAY_LEN(options); i++) {
        if (strcmp(option, options[i].name) == 0) {
            *options[i].to = value;
            return true;
        }
    }
    return false;
}

static bool
parse(struct arguments *arguments, int argc, char **argv, struct err *err) {
    for (int i = 2; i < argc; i++) {
        if (i + 1 < argc && take_value(arguments, argv[i], argv[i + 1])) {
            i++;
        } else if (strcmp(argv[i], "--size") == 0 && i + 1 < argc) {
            if (!take_size(arguments, argv[++i], err)) {
                return false;
            }
        } else if (strcmp(argv[i], "--json") == 0) {
            arguments->is_json = true;
        } else if (strcmp(argv[i], "--words-only") == 0) {
            arguments->is_words_only = true;
        } else if (strcmp(argv[i], "--no-password") == 0) {
            arguments->is_in_the_clear = true;
        } else if (argv[i][0] != '-' && arguments->input == NULL) {
            arguments->input = argv[i];
        } else if (argv[i][0] != '-' && arguments->other == NULL && strcmp(argv[1], "diff") == 0) {
            arguments->other = argv[i];
        } else {
            return err_set(err, ERR_USAGE, 0, "%s: not understood (vitrin-pack --help)", argv[i]);
        }
    }
    return arguments->input != NULL ||
           err_set(err, ERR_USAGE, 0, "%s: of what? (vitrin-pack --help)", argv[1]);
}

int
main(int argc, char **argv) {
    struct arguments arguments = {0};
    struct arena arena;
    struct err err = {0};
    const struct command *command = NULL;
    if (argc >= 2 && strcmp(argv[1], "--help") == 0) {
        print_help();
        return 0;
    }
    if (argc >= 2 && strcmp(argv[1], "--version") == 0) {
        puts("vitrin-pack 0.1.0");
        return 0;
    }
    for (size_t i = 0; argc >= 2 && i < ARRAY_LEN(COMMANDS); i++) {
        command = strcmp(COMMANDS[i].name, argv[1]) == 0 ? &COMMANDS[i] : command;
    }
    if (command == NULL) {
        fputs("vitrin-pack: a command is needed: build, lint, preview, diff, inspect, keygen, sign or verify "
              "(vitrin-pack --help)\n",
              stderr);
        return 2;
    }
    arena_init(&arena, 1u << 20);
    const int status = parse(&arguments, argc, argv, &err) ? command->run(&arguments, &arena, &err) : 2;
    if (status == 2) {
        fprintf(stderr, "vitrin-pack: %s\n", err.text);
    }
    arena_fini(&arena);
    return status;
}
