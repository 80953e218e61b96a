/*
 * linking.c - see linking.h.
 */
#include "score/cli/linking.h"

#include <string.h>

#include "datasets/link/link.h"

int cli_link_incidents(struct cli *cli, struct store *store, const char *kind, struct err *err)
{
    static const char *const linked[] = { "tickets", "changes", "releases", "postmortems", "git" };
    struct config config = {0};
    bool wanted = false;
    int rc;

    for (size_t i = 0; i < sizeof(linked) / sizeof(linked[0]); i++)
        wanted = wanted || strcmp(kind, linked[i]) == 0;
    if (!wanted)
        return 0;
    rc = config_load(&config, cli->config_path, cli->store_path, err);
    if (rc == 0)
        rc = link_run_said(store, config.link_window_days, &cli->log, err);
    config_release(&config);
    return rc;
}
