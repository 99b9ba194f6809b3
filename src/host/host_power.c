/* The screen's power on KMSDRM: the property DPMS of each connector where a screen is. It is set through SDL's own descriptor, for one
 * program alone may touch a card. The kernel's last word counts for who is connected; no screen is asked. Nothing is presented while it is
 * off, so SDL has no page flip in flight. Spec: drm-kms(7), DRM_IOCTL_MODE_SETPROPERTY. */

#include "host/host_internal.h"

#include <SDL_syswm.h>
#include <string.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#define WAKING_NS TIME_S(5) /* a screen that wakes may let go of its plug for a moment */

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
        if (connector != NULL && connector->connection == DRM_MODE_CONNECTED) {
            set_property(fd, connector, "DPMS", dpms);
        }
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(card);
}

void
host_power(struct host *host, bool is_on, time_ns now) {
    SDL_SysWMinfo about;
    if (!host->is_kmsdrm || host->is_asleep == !is_on) {
        return;
    }
    SDL_VERSION(&about.version);
    if (!SDL_GetWindowWMInfo(host->window, &about) || about.subsystem != SDL_SYSWM_KMSDRM) {
        return;
    }
    set_power(about.info.kmsdrm.drm_fd, is_on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF);
    host->is_asleep = !is_on;
    host->needs_all = host->needs_all || is_on;
    host->look_at = now + WAKING_NS;
}
