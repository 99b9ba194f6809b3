/* How the show is, in the text format of Prometheus: what a node_exporter reads from a file. The show is asked nothing; what it left in RAM
 * says how it is, also when it has died. Nothing is told of any visitor. Spec: Prometheus' exposition formats, text, version 0.0.4. */

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "intake/intake.h"
#include "pack/pack_facts.h"
#include "pack/pack_place.h"
#include "pack/pack_trail.h"

#define ALIVE_S 15 /* the watchdog's ten seconds, and some */

struct trail {
    bool has_beat, has_crumb, has_facts;
    double age_s; /* of the beat; by the wall clock, which may jump: never below 0 */
    struct pack_heartbeat beat;
    struct pack_breadcrumb crumb;
    struct pack_facts facts;
};

static bool
read_run(const struct intake *intake, const char *name, char text[PACK_TRAIL_BYTES_MAX],
         struct str *ret_text) {
    char path[PATH_MAX];
    size_t bytes = 0;
    struct err unread = {0};
    if (intake->folders.run == NULL ||
        snprintf(path, sizeof(path), "%s/%s", intake->folders.run, name) >= (int)sizeof(path) ||
        !fs_table_read(intake->fs, path, text, PACK_TRAIL_BYTES_MAX, &bytes, &unread)) {
        return false;
    }
    *ret_text = (struct str){text, bytes};
    return true;
}

/* The table of files tells no times, and this one lies in RAM. */
static double
age_of_beat(const struct intake *intake) {
    char path[PATH_MAX];
    struct stat st;
    struct timespec now;
    if (snprintf(path, sizeof(path), "%s/%s", intake->folders.run, PACK_PLACE_HEARTBEAT) >=
            (int)sizeof(path) ||
        stat(path, &st) != 0 || clock_gettime(CLOCK_REALTIME, &now) != 0) {
        return 0.0;
    }
    const double age =
        (double)(now.tv_sec - st.st_mtim.tv_sec) + (double)(now.tv_nsec - st.st_mtim.tv_nsec) / 1e9;
    return age > 0.0 ? age : 0.0;
}

/* A label is written without escapes: only what needs none is believed. */
static bool
is_hex(const char *text) {
    return text[0] != '\0' && strspn(text, "0123456789abcdef") == strlen(text);
}

static struct trail
read_trail(const struct intake *intake) {
    char text[PACK_TRAIL_BYTES_MAX];
    struct str data;
    struct err odd = {0};
    struct trail trail = {.has_beat = false};
    trail.has_beat =
        read_run(intake, PACK_PLACE_HEARTBEAT, text, &data) && pack_heartbeat_parse(data, &trail.beat, &odd);
    trail.age_s = trail.has_beat ? age_of_beat(intake) : 0.0;
    trail.has_crumb = read_run(intake, PACK_PLACE_BREADCRUMB, text, &data) &&
                      pack_breadcrumb_parse(data, &trail.crumb, &odd) && is_hex(trail.crumb.pack_id);
    trail.has_facts =
        read_run(intake, PACK_PLACE_FACTS, text, &data) && pack_facts_parse(data, &trail.facts, &odd);
    return trail;
}

static void
head(FILE *out, const char *name, const char *type, const char *help) {
    (void)fprintf(out, "# HELP vitrin_%s %s\n# TYPE vitrin_%s %s\n", name, help, name, type);
}

static void
whole(FILE *out, const char *name, const char *type, const char *help, int64_t value) {
    head(out, name, type, help);
    (void)fprintf(out, "vitrin_%s %" PRId64 "\n", name, value);
}

/* What is not known is not told. */
static void
known(FILE *out, const char *name, const char *help, int64_t value) {
    if (value != PACK_FACTS_UNKNOWN) {
        whole(out, name, "gauge", help, value);
    }
}

static void
print_beat(FILE *out, const struct trail *trail) {
    const bool is_up = trail->has_beat && !trail->beat.is_clean && trail->age_s <= ALIVE_S;
    whole(out, "up", "gauge", "The show is alive: it presented frames or finished idle turns just now.",
          is_up);
    if (!trail->has_beat) {
        return;
    }
    head(out, "heartbeat_age_seconds", "gauge", "Seconds since the show's last heartbeat.");
    (void)fprintf(out, "vitrin_heartbeat_age_seconds %.3f\n", trail->age_s);
    whole(out, "alive_seconds", "gauge", "Seconds since the show was started.", trail->beat.alive_s);
    whole(out, "frames_total", "counter", "Frames presented since the show was started.", trail->beat.frames);
    whole(out, "rounds_total", "counter", "Rounds of the loop that ended since the show was started.",
          trail->beat.rounds);
}

static void
print_pack(FILE *out, const struct pack_state *state, const struct trail *trail) {
    static const char *const SOURCES[] = {"slot_a", "slot_b", "factory"};
    if (trail->has_crumb) {
        head(out, "pack_info", "gauge", "The pack on the screen.");
        (void)fprintf(out, "vitrin_pack_info{identity=\"%s\",source=\"%s\"} 1\n", trail->crumb.pack_id,
                      SOURCES[state->active]);
    }
    if (trail->has_facts) {
        known(out, "pack_seq", "Sequence number of the pack on the screen.", trail->facts.seq);
    }
    whole(out, "pack_trial", "gauge", "The pack that is shown has not proved itself yet.",
          pack_state_is_on_trial(state));
    whole(out, "pack_strikes", "gauge", "How often it ended the show since it proved itself last.",
          state->strikes);
    whole(out, "packs_failed", "gauge", "Packs that failed on this machine.", state->bad_count);
}

void
intake_print_metrics(const struct intake *intake, FILE *out) {
    const struct trail trail = read_trail(intake);
    print_beat(out, &trail);
    print_pack(out, &intake->state, &trail);
    if (!trail.has_facts) {
        return;
    }
    known(out, "slides_left_out", "Slides that are left out because of a fault.", trail.facts.left_out);
    known(out, "visits_today", "Visits that ended today.", trail.facts.visits);
    if (trail.facts.temperature_mc != PACK_FACTS_UNKNOWN) {
        head(out, "temperature_celsius", "gauge", "The hottest of the machine's sensors.");
        (void)fprintf(out, "vitrin_temperature_celsius %.1f\n", (double)trail.facts.temperature_mc / 1000.0);
    }
}
