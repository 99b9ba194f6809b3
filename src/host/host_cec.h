#pragma once

#include <stdbool.h>

/* Televisions: the control line of HDMI (CEC). One that only loses its signal may go on shining, or sleep and not wake by itself when the
 * signal is back; told on this line, it sleeps and wakes. Each plug that has the line is a device cec0, cec1… of the kernel, which does the
 * talking in its own time: nothing here waits for a television. Where there is no such line nothing happens. */

#define HOST_CEC_DIR "/dev"
#define HOST_CEC_LINES_MAX 4

struct host_cec {
    int fds[HOST_CEC_LINES_MAX]; /* the first `count` */
    int count;
};

/* Opens the lines that are there now and joins each as a player called Vitrin, unless somebody has joined it already; that is done a second
 * or so later. Owns: the caller, host_cec_close; words that are still waiting go with it. */
struct host_cec host_cec_open(const char *dir);
void host_cec_close(struct host_cec *cec);
/* Tells the television at the end of each line to wake up and show this plug, or to sleep. Returns: how many lines take it now; one that is not
 * joined yet does not, but for the waking of a television that has let go of its plug, and nothing says what a television made of it: say it again. */
int host_cec_tell(const struct host_cec *cec, bool is_on);
