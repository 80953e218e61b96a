/*
 * fuzz_config.c - any bytes as a configuration file.
 *
 * It is loaded or refused with a line of the file and words; what was loaded is within the bounds that config.h
 * promises, and loading it again gives the same hash.
 */
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct config *config)
{
    assert(config->score_window_days >= 1 && config->label_maturity_days >= 1);
    assert(config->reviews_per_week >= 0 && isfinite(config->reviews_per_week));
    assert(config->reports_dir[0] != '\0');
    for (int i = 0; i < N_CRITICALITIES; i++)
        assert(config->cost[i].miss > 0 && config->cost[i].review > 0 && config->cost[i].misroute > 0);
    for (size_t i = 0; i < config->n_sources; i++) {
        assert(config->source[i].kind != NULL && config->source[i].path != NULL);
        assert(config->source[i].profile[0] != '\0');
        for (size_t k = 0; k < config->source[i].n_maps; k++)
            assert(config->source[i].map[k].field[0] != '\0' && config->source[i].map[k].column[0] != '\0');
    }
    for (size_t i = 0; i < config->n_statuses; i++)
        assert(config_status_open(config, config->status[i].key) >= -1);
    for (size_t i = 0; i < config->n_impacts; i++)
        config_impact(config, config->impact[i].key);
    for (size_t i = 0; i < config->n_acceptances; i++)
        assert(config->acceptance[i].bound >= 0 && config->acceptance[i].bound <= 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    struct config config, again;
    struct err err = ERR_INIT;
    FILE *out;
    int rc;

    snprintf(path, sizeof path, "/tmp/fuzz_config.%ld", (long)getpid());
    out = fopen(path, "wb");
    assert(out != NULL);
    assert(fwrite(data, 1, size, out) == size);
    assert(fclose(out) == 0);
    rc = config_load(&config, path, NULL, &err);
    assert(rc == 0 || rc == ERR_USAGE);
    if (rc == 0) {
        check(&config);
        assert(config_load(&again, path, NULL, &err) == 0);
        assert(strcmp(config.hash, again.hash) == 0);
        config_release(&again);
        config_release(&config);
    } else if (size <= 1024 * 1024) {
        assert(strncmp(err.msg, path, strlen(path)) == 0 && err.msg[strlen(path)] == ':');
        assert(strtol(err.msg + strlen(path) + 1, NULL, 10) >= 1);
    }
    unlink(path);
    return 0;
}
