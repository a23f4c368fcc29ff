/* Connections that send too slowly. The library's own limit counts only silence, so a byte every
 * two seconds would hold a connection for ever. */
#ifndef HOMEWARD_DESK_SLOW_H
#define HOMEWARD_DESK_SLOW_H

#include <microhttpd.h>

void slow_start(void);
void slow_stop(void);
/* Notified of each connection as it opens and closes. */
void slow_on_connection(void *payload, struct MHD_Connection *connection, void **state,
                        enum MHD_ConnectionNotificationCode code);
/* A request has been read whole: no limit runs until the next. */
void slow_reading_done(struct MHD_Connection *connection);
void slow_reading_begins(struct MHD_Connection *connection);

#endif
