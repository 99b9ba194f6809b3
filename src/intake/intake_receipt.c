/* The receipt: what happened and why, in the languages of the interface, for whoever carries the stick back. It is written last, onto a
 * stick that may be pulled at any time; nothing depends on it. An export that a signed request asked for goes beside it. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/xalloc.h"
#include "intake/intake_paper.h"
#include "intake/intake_starter.h"
#include "pack/pack_place.h"
#include "ui/outcome_words.h"

#define RECEIPT "vitrin-receipt.txt"
#define EXPORT "vitrin-export"
#define TEXT_MAX 4096
#define LOG_ROOM (LOG_FILE_BYTES_MAX + 4096)

static size_t
print_receipt(const struct intake *intake, char text[TEXT_MAX]) {
    static const char *const LANGS[] = {"fa", "en"};
    const struct pack_status *status = &intake->status;
    size_t n = (size_t)snprintf(text, TEXT_MAX, "\xEF\xBB\xBF"); /* Windows' editor needs it to see UTF-8 */
    for (size_t i = 0; i < ARRAY_LEN(LANGS) && n < TEXT_MAX; i++) {
        const struct str headline = outcome_headline(status->outcome, LANGS[i]);
        const struct str advice = outcome_advice(status->outcome, LANGS[i]);
        n += (size_t)snprintf(text + n, TEXT_MAX - n, STR_FMT "\r\n" STR_FMT "\r\n\r\n", STR_ARG(headline),
                              STR_ARG(advice));
    }
    n += (size_t)snprintf(text + n, TEXT_MAX - n, "outcome: %s\r\n", pack_outcome_word(status->outcome));
    if (status->name[0] != '\0') {
        n += (size_t)snprintf(text + n, TEXT_MAX - n, "file: %s\r\n", status->name);
    }
    if (status->detail[0] != '\0') {
        n += (size_t)snprintf(text + n, TEXT_MAX - n, "why: %s\r\n", status->detail);
    }
    n += (size_t)snprintf(text + n, TEXT_MAX - n, "screen: %s\r\nhighest sequence number here: %lld\r\n",
                          intake->target == NULL ? "any" : intake->target, (long long)intake->state.seq);
    return n < TEXT_MAX ? n : TEXT_MAX - 1;
}

/* Runs `vitrin --stats-report` into the stick's folder. Where nothing has been counted yet, there is nothing to export. */
static bool
export_statistics(const struct intake *intake, const char *folder, struct err *err) {
    char database[PATH_MAX];
    int status = 0;
    pid_t child = -1;
    (void)snprintf(database, sizeof(database), "%s/%s", intake->folders.state, PACK_PLACE_STATISTICS);
    const int counts = intake->fs->open(intake->fs->self, database, O_RDONLY, 0);
    if (counts < 0 && errno == ENOENT) {
        return true;
    }
    if (counts >= 0) {
        (void)intake->fs->close(intake->fs->self, counts);
    }
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    const bool is_done =
        nowhere >= 0 && intake_starter_start(intake, INTAKE_REPORT, folder, nowhere, &child) == 0 &&
        intake_starter_wait(intake, &status) == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (nowhere >= 0) {
        (void)close(nowhere);
    }
    return is_done || err_set(err, ERR_IO, 0, "the statistics cannot be exported");
}

/* What has been installed here, and when. */
static bool
export_history(const struct intake *intake, const char *folder, struct err *err) {
    char path[PATH_MAX];
    char text[TEXT_MAX];
    size_t n = (size_t)snprintf(text, sizeof(text), "utc_s,outcome,sequence_number\r\n");
    for (int i = 0; i < intake->state.past_count; i++) {
        const struct pack_past *past = &intake->state.past[i];
        n += (size_t)snprintf(text + n, sizeof(text) - n, "%lld,%s,%lld\r\n", (long long)past->at_utc_s,
                              pack_outcome_word(past->outcome), (long long)past->seq);
    }
    return snprintf(path, sizeof(path), "%s/history.csv", folder) < (int)sizeof(path) &&
           fs_table_write(intake->fs, path, text, n, err);
}

/* What show and intake said since the machine was switched on, or the newest of it. A log that is not there is left out. */
static bool
export_logs(const struct intake *intake, const char *folder, struct err *err) {
    static const char *const LOGS[] = {PACK_PLACE_LOG_SHOW LOG_FILE_OLD, PACK_PLACE_LOG_SHOW,
                                       PACK_PLACE_LOG_INTAKE LOG_FILE_OLD, PACK_PLACE_LOG_INTAKE};
    char *text = xalloc(LOG_ROOM);
    bool ok = true;
    for (size_t i = 0; i < ARRAY_LEN(LOGS) && ok; i++) {
        char from[PATH_MAX];
        char to[PATH_MAX];
        size_t bytes = 0;
        struct err missing = {0};
        const bool is_named =
            snprintf(from, sizeof(from), "%s/%s", intake->folders.run, LOGS[i]) < (int)sizeof(from) &&
            snprintf(to, sizeof(to), "%s/%s.txt", folder, LOGS[i]) < (int)sizeof(to);
        if (is_named && fs_table_read(intake->fs, from, text, LOG_ROOM, &bytes, &missing)) {
            ok = fs_table_write(intake->fs, to, text, bytes, err);
        }
    }
    xfree(text);
    return ok;
}

/* Each part for itself: one that fails keeps no other away. */
static bool
write_export(struct intake *intake, const char *stick, struct err *err) {
    static bool (*const PARTS[])(const struct intake *, const char *,
                                 struct err *) = {export_statistics, export_history, export_logs};
    char wish[PATH_MAX];
    char folder[PATH_MAX];
    const struct fs_table *fs = intake->fs;
    if (intake->folders.run == NULL ||
        snprintf(wish, sizeof(wish), "%s/%s", intake->folders.run, PACK_PLACE_EXPORT) >= (int)sizeof(wish) ||
        fs->unlink(fs->self, wish) != 0) {
        return true; /* nobody asked for one */
    }
    if (snprintf(folder, sizeof(folder), "%s/" EXPORT, stick) >= (int)sizeof(folder) ||
        (fs->mkdir(fs->self, folder, 0755) != 0 && errno != EEXIST)) {
        return err_set(err, ERR_IO, errno, EXPORT ": %s", strerror(errno));
    }
    bool ok = true;
    for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
        struct err failed = {0};
        if (!PARTS[i](intake, folder, &failed)) {
            *err = failed;
            ok = false;
        }
    }
    return ok;
}

bool
intake_write_receipt(struct intake *intake, const char *stick, struct err *err) {
    char path[PATH_MAX];
    char text[TEXT_MAX];
    if (snprintf(path, sizeof(path), "%s/" RECEIPT, stick) >= (int)sizeof(path)) {
        return err_set(err, ERR_LIMIT, 0, "the stick's path is too long");
    }
    const bool is_exported = write_export(intake, stick, err);
    if (!is_exported && intake->status.outcome == PACK_EXPORTED) { /* it was told as a promise */
        intake_tell(intake, intake->status.phase, intake->status.percent, PACK_EXPORT_FAILED, err->text);
    }
    const size_t n = print_receipt(intake, text);
    return fs_table_write(intake->fs, path, text, n, err) && is_exported;
}
