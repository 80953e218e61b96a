/*
 * field_maps.h - what --map FIELD=COLUMN was given, for import and for backtest --from.
 */
#ifndef PRODROME_CLI_FIELD_MAPS_H
#define PRODROME_CLI_FIELD_MAPS_H

#include "score/cli/cli.h"

enum { FIELD_MAPS_MAX = 64 };

/* Each text cut at its '='. */
struct field_maps {
    struct config_map map[FIELD_MAPS_MAX]; /* [n] */
    char              field[FIELD_MAPS_MAX][64];
    size_t            n;
};

/* STATUS_USAGE (and a message) where one has no '=', or there are too many. The maps point into *maps: it must not move. */
int field_maps_read(struct cli *cli, struct field_maps *maps);

#endif
