#include "datasets/hospital/dependencies.h"

#include <stdio.h>
#include <string.h>

#include "datasets/hospital/simulation.h"

/* clang-format off: one library, one line or two */

/* All invented. The HL7 codec is the one that breaks things, the session library of the web front ends does too. */
const struct library library_table[N_LIBRARIES] = {
    { "maven", "org.brindle:hl7-codec", "hl7-codec", "integration|ehr|orders|lab|bloodbank|billing", "compile", true, 2,
      14, 5, 2.2 },
    { "maven", "org.brindle:json-binding", "json-binding", "identity|integration|ehr|orders|billing|staff", "compile",
      true, 4, 2, 2, 0.0 },
    { "maven", "org.fennick:connection-pool", "connection-pool", "identity|ehr|orders|lab|billing|staff", "compile",
      true, 1, 9, 2, 0.1 },
    { "maven", "com.tarnside:tls-client", "tls-client", "identity|integration|lab|bloodbank", "compile", true, 3, 0, 2,
      0.2 },
    { "maven", "org.fennick:log-bridge", "log-bridge", "*", "compile", true, 2, 6, 1, -0.4 },
    { "maven", "org.fennick:test-kit", "test-kit", "*", "test", true, 5, 3, 1, -1.2 },
    { "nuget", "Umber.Serialization", "Umber.Serialization", "pharmacy|imaging|archive|telemetry", "required", true, 6,
      1, 2, 0.1 },
    { "nuget", "Halden.Imaging", "Halden.Imaging", "imaging|pathology|archive", "required", true, 3, 11, 2, 0.0 },
    { "nuget", "Quoin.Sql", "Quoin.Sql", "pharmacy|theatre|archive|nursecall|pathology", "required", true, 8, 0, 2,
      0.0 },
    { "nuget", "Halden.Logging", "Halden.Logging", "*", "required", false, 1, 4, 1, -0.4 },
    { "npm", "@glasspane/session", "glasspane session", "portal|edtrack|beds", "runtime", true, 7, 2, 4, 1.9 },
    { "npm", "quillform", "quillform", "portal|edtrack|beds", "runtime", true, 2, 8, 2, 0.0 },
    { "npm", "tinyfold-date", "tinyfold-date", "*", "runtime", false, 1, 1, 1, 0.0 },
    { "npm", "burrow-test", "burrow-test", "*", "dev", true, 29, 0, 1, -1.2 },
    { "pypi", "millrace", "millrace", "warehouse|recommender|backup", "runtime", true, 3, 5, 2, 0.0 },
    { "pypi", "hearth-numeric", "hearth-numeric", "warehouse|recommender", "runtime", true, 1, 24, 2, 0.2 },
    { "pypi", "sedge-client", "sedge-client", "dictation|mailgw|recommender", "runtime", true, 0, 18, 2, 0.1 },
    { "pypi", "copse-logging", "copse-logging", "*", "runtime", true, 2, 2, 1, -0.4 },
};

/* By language of the system's sources. */
static const struct {
    const char *extension, *ecosystem, *file;
} ecosystem[] = {
    { "java", "maven", "pom.xml" },
    { "cs", "nuget", "bom.cdx.json" },
    { "ts", "npm", "package-lock.json" },
    { "py", "pypi", "requirements.txt" },
};

/* clang-format on */

enum { N_ECOSYSTEMS = sizeof ecosystem / sizeof ecosystem[0] };

static int ecosystem_of(enum system_id system)
{
    int i = 0;

    while (i < N_ECOSYSTEMS && strcmp(ecosystem[i].extension, system_table[system].extension) != 0)
        i++;
    return i;
}

const char *dependency_file(enum system_id system)
{
    int i = ecosystem_of(system);

    return i < N_ECOSYSTEMS ? ecosystem[i].file : "packages.lock";
}

static bool names(const char *list, const char *key)
{
    size_t len = strlen(key);

    for (const char *at = list; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, key, len) == 0 && (at[len] == '|' || at[len] == '\0'))
            return true;
    }
    return false;
}

bool library_is_used(const struct library *library, enum system_id system)
{
    int i = ecosystem_of(system);

    if (i == N_ECOSYSTEMS || strcmp(library->ecosystem, ecosystem[i].ecosystem) != 0)
        return false;
    return strcmp(library->users, "*") == 0 || names(library->users, system_table[system].key);
}

void dependencies_release(struct simulation *sim, enum system_id system)
{
    memcpy(sim->dependencies.released[system], sim->dependencies.used[system], sizeof sim->dependencies.used[system]);
}

/* Nobody is at the newest version of everything: at the start each system is up to three behind. */
void dependencies_init(struct simulation *sim)
{
    struct dependencies *dependencies = &sim->dependencies;
    struct rng rng;

    rng_init_named(&rng, sim->seed, "dependencies");
    for (unsigned library = 0; library < N_LIBRARIES; library++) {
        dependencies->newest[library] = 4;
        for (int system = 0; system < N_SYSTEMS; system++)
            dependencies->used[system][library] = 1 + rng_below(&rng, 4);
    }
}

unsigned dependency_pick(enum system_id system, struct rng *rng)
{
    int sum = 0, draw;

    for (unsigned i = 0; i < N_LIBRARIES; i++)
        sum += library_is_used(&library_table[i], system) ? library_table[i].weight : 0;
    if (sum == 0)
        return N_LIBRARIES;
    draw = (int)rng_below(rng, (uint32_t)sum);
    for (unsigned i = 0;; i++) {
        if (!library_is_used(&library_table[i], system))
            continue;
        if (draw < library_table[i].weight)
            return i;
        draw -= library_table[i].weight;
    }
}

void dependency_version(char out[VERSION_MAX], unsigned library, unsigned number)
{
    snprintf(out, VERSION_MAX, "%d.%u.%u", library_table[library].major,
             (unsigned)library_table[library].minor + number / 5, number % 5);
}

void dependency_update(char before[VERSION_MAX], char after[VERSION_MAX], struct simulation *sim, enum system_id system,
                       unsigned library)
{
    struct dependencies *dependencies = &sim->dependencies;
    unsigned *used = &dependencies->used[system][library];

    dependency_version(before, library, *used);
    if (*used == dependencies->newest[library])
        dependencies->newest[library]++;
    *used = dependencies->newest[library];
    dependency_version(after, library, *used);
    dependencies->n_updates[library]++;
}
