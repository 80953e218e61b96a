/*
 * release_name.c - see release_name.h.
 */
#include "score/cli/release_name.h"

#include <string.h>

#include "score/cli/options.h"

int cli_find_release(struct cli *cli, struct store *store, const struct snapshot *snapshot, const char *given, struct arena *arena, const char **project, const char **name)
{
    const char *slash = strchr(given, '/'), *only = cli_value(cli, "project"), **all = NULL;
    struct err err = ERR_INIT;
    size_t n = 0, found = 0;
    int rc = projects_list(&all, &n, arena, store, snapshot, "release", &err);

    for (size_t i = 0; rc == 0 && i < n; i++) {
        struct change_table none = {0};
        struct release_table releases = {0};
        size_t len = strlen(all[i]);
        bool prefixed = slash != NULL && (size_t)(slash - given) == len && strncmp(given, all[i], len) == 0;

        if (only != NULL && strcmp(only, all[i]) != 0)
            continue;
        rc = releases_load(&releases, store, snapshot, all[i], &none, &err);
        for (size_t r = 0; rc == 0 && r < releases.n; r++)
            if (strcmp(releases.row[r].name, given) == 0 || (prefixed && strcmp(releases.row[r].name, slash + 1) == 0)) {
                *project = all[i];
                *name = prefixed && strcmp(releases.row[r].name, slash + 1) == 0 ? slash + 1 : given;
                found++;
            }
        releases_release(&releases);
    }
    if (rc < 0)
        return cli_fail(cli, &err);
    if (found == 0)
        return cli_usage_error(cli, "no release '%s'", given);
    if (found > 1)
        return cli_usage_error(cli, "several projects have a release '%s': say PROJECT/NAME", given);
    return STATUS_DONE;
}
