#include "tests/support/small_tickets.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

const char *const small_subject[SMALL_SUBJECTS] = { "printing", "login", "network", "database" };

static const char *const word[SMALL_SUBJECTS][8] = {
    { "printer", "paper", "toner", "tray", "printing", "cartridge", "duplex", "spooler" },
    { "login", "password", "account", "locked", "expired", "token", "sign", "credentials" },
    { "network", "switch", "router", "packets", "latency", "wireless", "cable", "VpnTunnel" },
    { "database", "query", "table", "index", "deadlock", "backup", "schema", "transaction" },
};

static const char *sentence(struct arena *arena, struct rng *rng, size_t subject, size_t n_words)
{
    char text[512] = "";

    for (size_t i = 0; i < n_words; i++) {
        size_t of = rng_below(rng, 10) == 0 ? rng_below(rng, SMALL_SUBJECTS) : subject;
        size_t used = strlen(text);

        snprintf(text + used, sizeof text - used, "%s%s", i == 0 ? "" : " the ", word[of][rng_below(rng, 8)]);
    }
    return arena_strdup(arena, text);
}

void small_tickets(struct ticket_table *out, size_t n, uint64_t seed)
{
    struct rng rng;

    memset(out, 0, sizeof *out);
    arena_init(&out->arena);
    rng_init(&rng, seed);
    out->row = mem_calloc(n, sizeof *out->row);
    assert_non_null(out->row);
    out->n = n;
    for (size_t i = 0; i < n; i++) {
        struct ticket *t = &out->row[i];
        char id[24];

        snprintf(id, sizeof id, "T-%zu", i + 1);
        t->record_id = t->version_id = (int64_t)i + 1;
        t->created = INT64_C(1600000000) + (int64_t)i * 3600;
        t->project = "desk";
        t->id = arena_strdup(&out->arena, id);
        t->title.str = sentence(&out->arena, &rng, i % SMALL_SUBJECTS, 4);
        t->description.str = sentence(&out->arena, &rng, i % SMALL_SUBJECTS, 12);
        assert_non_null(t->id);
        assert_non_null(t->title.str);
        assert_non_null(t->description.str);
        t->title.len = (uint32_t)strlen(t->title.str);
        t->description.len = (uint32_t)strlen(t->description.str);
        t->component = small_subject[i % SMALL_SUBJECTS];
    }
}
