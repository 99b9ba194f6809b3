/* `vitrin-pack`: the author's tool. build: spreadsheets to a pack; lint: what an editor would find; diff: what changed between two packs; inspect: what a
 * pack holds.
 * Exit status: 0; 1 when lint has findings; 2 with one sentence of what is wrong. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/content_load.h"
#include "tools/pack_build.h"
#include "tools/pack_coverage.h"
#include "tools/pack_diff.h"
#include "tools/pack_lint.h"

struct arguments {
    const char *input, *other, *out, *fonts;
    bool is_json;
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

static int
run_lint(const struct arguments *arguments, struct arena *arena, struct err *err) {
    struct workbook book;
    const struct content_model *model = NULL;
    char trial[64];
    (void)snprintf(trial, sizeof(trial), "/tmp/vitrin-lint-%ld.vpack", (long)getpid());
    const bool ok =
        read_and_build(&book, arena, arguments->input, trial, err) && content_load(arena, trial, &model, err);
    (void)unlink(trial);
    if (!ok) {
        return 2;
    }
    const char *fonts = arguments->fonts != NULL ? arguments->fonts : "assets/fonts";
    const struct content_font *fallback = content_find_font(model, STR_LIT("fallback"));
    const struct text_config config = {.fonts_dir = fonts,
                                       .fallback_font = fallback != NULL ? fallback->file : NULL,
                                       .fallback_font_bytes = fallback != NULL ? fallback->file_bytes : 0};
    struct text *text = text_create(&config, err);
    if (text == NULL) {
        return 2;
    }
    const struct coverage coverage = pack_coverage_check(&book, model, stdout);
    const int findings = pack_lint(&book, model, text, stdout) + coverage.findings;
    text_destroy(text);
    if (book.coverage.row_count > 0) {
        printf("%s: %d facts on slides, %d on sheets, %d left out with a reason\n", book.coverage.path,
               coverage.on_faces, coverage.on_sheets, coverage.left_out);
    }
    printf("%s: %d findings\n", arguments->input, findings);
    return findings == 0 ? 0 : 1;
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

struct command {
    const char *name, *help;
    int (*run)(const struct arguments *arguments, struct arena *arena, struct err *err);
};

static const struct command COMMANDS[] = {
    {"build", "build DATA -o FILE.vpack       spreadsheets to a pack", run_build},
    {"lint", "lint DATA [--fonts DIR]        what an editor would find, with file, row and column", run_lint},
    {"diff", "diff A.vpack B.vpack           what changed from A to B, in words (status 1 when anything did)",
     run_diff},
    {"inspect", "inspect FILE.vpack [--json]    what a pack holds", run_inspect},
};

static void
print_help(void) {
    puts("vitrin-pack - makes and checks data packs\n");
    for (size_t i = 0; i < ARRAY_LEN(COMMANDS); i++) {
        printf("  vitrin-pack %s\n", COMMANDS[i].help);
    }
}

static bool
parse(struct arguments *arguments, int argc, char **argv, struct err *err) {
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            arguments->out = argv[++i];
        } else if (strcmp(argv[i], "--fonts") == 0 && i + 1 < argc) {
            arguments->fonts = argv[++i];
        } else if (strcmp(argv[i], "--json") == 0) {
            arguments->is_json = true;
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
        fputs("vitrin-pack: a command is needed: build, lint, diff or inspect (vitrin-pack --help)\n",
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
