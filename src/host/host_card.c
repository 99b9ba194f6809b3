/* The graphics card on KMSDRM, through SDL's own descriptor, for one program alone may touch a card. The screen's power is the property DPMS of
 * each connector where a screen is; it is switched on at all of them, for a screen may have let go of its plug in its sleep. The
 * kernel's last word counts for who is connected, no screen is asked. Nothing is presented while it is off, so SDL has no page flip in
 * flight. Spec: drm-kms(7), DRM_IOCTL_MODE_SETPROPERTY, DRM_IOCTL_MODE_GETCONNECTOR. */

#include "host/host_internal.h"

#include <SDL_syswm.h>
#include <string.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

/* a screen that wakes may be without its plug for a moment, a television for long */
#define WAKING_NS TIME_S(60)

static void
set_property(int fd, const drmModeConnector *connector, const char *name, uint64_t value) {
    for (int i = 0; i < connector->count_props; i++) {
        drmModePropertyRes *property = drmModeGetProperty(fd, connector->props[i]);
        if (property != NULL && strcmp(property->name, name) == 0) {
            (void)drmModeConnectorSetProperty(fd, connector->connector_id, property->prop_id, value);
        }
        drmModeFreeProperty(property);
    }
}

static void
set_power(int fd, uint64_t dpms) {
    drmModeRes *card = drmModeGetResources(fd);
    for (int i = 0; card != NULL && i < card->count_connectors; i++) {
        drmModeConnector *connector = drmModeGetConnectorCurrent(fd, card->connectors[i]);
        if (connector != NULL && (dpms == DRM_MODE_DPMS_ON || connector->connection == DRM_MODE_CONNECTED)) {
            set_property(fd, connector, "DPMS", dpms);
        }
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(card);
}

/* Returns: SDL's descriptor, -1 when it has none. */
static int
card_of(const struct host *host) {
    SDL_SysWMinfo about;
    SDL_VERSION(&about.version);
    const bool is_told = SDL_GetWindowWMInfo(host->window, &about) && about.subsystem == SDL_SYSWM_KMSDRM;
    return is_told ? about.info.kmsdrm.drm_fd : -1;
}

void
host_card_ask(const struct host *host) {
    const int fd = card_of(host);
    drmModeRes *card = fd >= 0 ? drmModeGetResources(fd) : NULL;
    for (int i = 0; card != NULL && i < card->count_connectors; i++) {
        drmModeFreeConnector(drmModeGetConnector(fd, card->connectors[i]));
    }
    drmModeFreeResources(card);
}

void
host_power(struct host *host, bool is_on, time_ns now) {
    const int fd = host->is_kmsdrm && host->is_asleep == is_on ? card_of(host) : -1;
    if (fd < 0) {
        return;
    }
    set_power(fd, is_on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF);
    host->is_asleep = !is_on;
    host->needs_all = host->needs_all || is_on;
    host->watch.look_at = now + WAKING_NS;
}
