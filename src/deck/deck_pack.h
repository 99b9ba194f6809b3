#pragma once

#include "deck/deck.h"
#include "deck/deck_background.h"

/* Within deck/: how another pack takes over. Two are alive from the offer until the last picture of the old one has faded. */

#define DECK_PACK_PATIENCE_NS TIME_S(600) /* so long a visitor's pages stay those of the old pack */
#define DECK_PACK_UNSEEN_NS                                                                                  \
    TIME_S(60) /* after that nobody waits for a picture drawn ahead: the screen is dark */
#define DECK_CHANGES_NS TIME_S(24 * 60 * 60) /* so long a pack tells what moved */

/* The pack that is offered. */
struct deck_coming {
    bool is_there, has_background;
    struct deck_pack pack;
    struct theme theme;
    struct deck_background background;
    struct deck_background_config made_for; /* this picture, direction and size */
    time_ns since;
};

/* What is left of the pack before while its slide fades. */
struct deck_leaving {
    struct deck_background background;
    bool is_shared[DECK_ART_COUNT]; /* the picture is the new pack's as well, and now belongs to it */
};

/* One small step of preparing what is offered, and the end of what has left. Once a turn. */
void deck_pack_update(struct deck *deck, time_ns now);
/* Has it steps to do at once? */
bool deck_pack_is_preparing(const struct deck *deck);
/* At the turn of a page: takes the offered pack if its time has come. *slide goes from the old pack's index to the new one's. Returns: has
 * another pack taken over? */
bool deck_pack_take(struct deck *deck, int *slide, time_ns now);
/* Is the slide that fades one of another pack? */
bool deck_pack_is_leaving(const struct deck *deck);
/* The new page's ground over the old one's, as far as it has come (0..1). */
void deck_pack_draw_background(const struct deck *deck, struct canvas *canvas, const struct theme *theme,
                               float come);
void deck_pack_fini(struct deck *deck);
