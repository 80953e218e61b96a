#include "score/cli/field_maps.h"

#include <string.h>

#include "score/cli/options.h"

int field_maps_read(struct cli *cli, struct field_maps *maps)
{
    const char *text;

    maps->n = 0;
    for (size_t i = 0; (text = cli_value_at(cli, "map", i)) != NULL; i++) {
        const char *equals = strchr(text, '=');

        if (equals == NULL || equals == text || equals[1] == '\0' || (size_t)(equals - text) >= sizeof(maps->field[0]))
            return cli_usage_error(cli, "--map takes FIELD=COLUMN, not '%s'", text);
        if (maps->n == FIELD_MAPS_MAX)
            return cli_usage_error(cli, "more than %d --map", FIELD_MAPS_MAX);
        memcpy(maps->field[maps->n], text, (size_t)(equals - text));
        maps->field[maps->n][equals - text] = '\0';
        maps->map[maps->n] = (struct config_map){ maps->field[maps->n], equals + 1 };
        maps->n++;
    }
    return STATUS_DONE;
}
