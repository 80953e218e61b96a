/*
 * What the systems use at the end, as files: pom.xml, package-lock.json, requirements.txt, and for what vendors deliver a bill of
 * materials in CycloneDX. The text is this program's own, so nothing in it needs escaping.
 */
#include <stdio.h>
#include <string.h>

#include "datasets/base/outfile.h"
#include "datasets/hospital/dependencies.h"
#include "datasets/hospital/simulation.h"

/* A library that the system uses, at its version. */
struct use {
    const struct library *library;
    char version[VERSION_MAX];
};

/* at: the version of each library. */
static unsigned uses_of(struct use use[N_LIBRARIES], const unsigned at[N_LIBRARIES], enum system_id system)
{
    unsigned n = 0;

    for (unsigned i = 0; i < N_LIBRARIES; i++) {
        if (!library_is_used(&library_table[i], system))
            continue;
        use[n].library = &library_table[i];
        dependency_version(use[n++].version, i, at[i]);
    }
    return n;
}

static bool is_test(const struct library *library)
{
    return strcmp(library->scope, "test") == 0 || strcmp(library->scope, "dev") == 0;
}

static void tell_maven(struct strbuf *out, const char *key, const struct use *use, unsigned n)
{
    strbuf_addf(out,
                "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  <modelVersion>4.0.0</modelVersion>\n"
                "  <groupId>org.larkmoor</groupId>\n  <artifactId>%s</artifactId>\n  <version>1.0</version>\n"
                "  <dependencies>\n",
                key);
    for (unsigned i = 0; i < n; i++) {
        const char *name = use[i].library->name;
        int group = (int)strcspn(name, ":");

        strbuf_addf(out,
                    "    <dependency>\n      <groupId>%.*s</groupId>\n      <artifactId>%s</artifactId>\n"
                    "      <version>%s</version>\n%s    </dependency>\n",
                    group, name, name + group + 1, use[i].version,
                    is_test(use[i].library) ? "      <scope>test</scope>\n" : "");
    }
    strbuf_adds(out, "  </dependencies>\n</project>\n");
}

/* The names in the root's list, those for tests or the others. */
static void tell_npm_root(struct strbuf *out, const char *list, const struct use *use, unsigned n, bool tests)
{
    bool first = true;

    strbuf_addf(out, ",\n      \"%s\": {", list);
    for (unsigned i = 0; i < n; i++) {
        if (!use[i].library->direct || is_test(use[i].library) != tests)
            continue;
        strbuf_addf(out, "%s\n        \"%s\": \"^%s\"", first ? "" : ",", use[i].library->name, use[i].version);
        first = false;
    }
    strbuf_adds(out, "\n      }");
}

static void tell_npm(struct strbuf *out, const char *key, const struct use *use, unsigned n)
{
    strbuf_addf(out,
                "{\n  \"name\": \"%s\",\n  \"version\": \"1.0.0\",\n  \"lockfileVersion\": 3,\n  \"requires\": true,\n"
                "  \"packages\": {\n    \"\": {\n      \"name\": \"%s\"",
                key, key);
    tell_npm_root(out, "dependencies", use, n, false);
    tell_npm_root(out, "devDependencies", use, n, true);
    strbuf_adds(out, "\n    }");
    for (unsigned i = 0; i < n; i++)
        strbuf_addf(out, ",\n    \"node_modules/%s\": {\n      \"version\": \"%s\"%s\n    }", use[i].library->name,
                    use[i].version, is_test(use[i].library) ? ",\n      \"dev\": true" : "");
    strbuf_adds(out, "\n  }\n}\n");
}

/* The edges tell what is direct; what is not is pulled in by the first that is. */
static void tell_edges(struct strbuf *out, const char *key, const struct use *use, unsigned n, bool direct)
{
    bool first = true;

    if (direct)
        strbuf_addf(out, "\n    { \"ref\": \"%s\", \"dependsOn\": [", key);
    else
        strbuf_addf(out, ",\n    { \"ref\": \"pkg:nuget/%s@%s\", \"dependsOn\": [", use[0].library->name,
                    use[0].version);
    for (unsigned i = 0; i < n; i++) {
        if (use[i].library->direct != direct)
            continue;
        strbuf_addf(out, "%s\"pkg:nuget/%s@%s\"", first ? "" : ", ", use[i].library->name, use[i].version);
        first = false;
    }
    strbuf_adds(out, "] }");
}

static void tell_nuget(struct strbuf *out, const char *key, const struct use *use, unsigned n)
{
    strbuf_addf(
        out,
        "{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n  \"version\": 1,\n  \"metadata\": {\n"
        "    \"component\": { \"bom-ref\": \"%s\", \"type\": \"application\", \"name\": \"%s\" }\n  },\n"
        "  \"components\": [",
        key, key);
    for (unsigned i = 0; i < n; i++) {
        const char *name = use[i].library->name, *version = use[i].version;

        strbuf_addf(out,
                    "%s\n    {\n      \"type\": \"library\",\n      \"bom-ref\": \"pkg:nuget/%s@%s\",\n"
                    "      \"name\": \"%s\",\n      \"version\": \"%s\",\n      \"scope\": \"%s\",\n"
                    "      \"purl\": \"pkg:nuget/%s@%s\"\n    }",
                    i == 0 ? "" : ",", name, version, name, version, use[i].library->scope, name, version);
    }
    strbuf_adds(out, "\n  ],\n  \"dependencies\": [");
    tell_edges(out, key, use, n, true);
    tell_edges(out, key, use, n, false);
    strbuf_adds(out, "\n  ]\n}\n");
}

static void tell_pypi(struct strbuf *out, const char *key, const struct use *use, unsigned n)
{
    strbuf_addf(out, "# %s\n", key);
    for (unsigned i = 0; i < n; i++)
        strbuf_addf(out, "%s==%s\n", use[i].library->name, use[i].version);
}

static void tell_file(struct strbuf *out, const char *key, const struct use *use, unsigned n)
{
    static const struct {
        const char *ecosystem;
        void (*tell)(struct strbuf *out, const char *key, const struct use *use, unsigned n);
    } form[] = { { "maven", tell_maven }, { "npm", tell_npm }, { "nuget", tell_nuget }, { "pypi", tell_pypi } };

    for (size_t i = 0; i < sizeof form / sizeof form[0]; i++) {
        if (strcmp(form[i].ecosystem, use[0].library->ecosystem) == 0)
            form[i].tell(out, key, use, n);
    }
}

/* below: of `dir`, "dependencies/ehr". */
static int put_file(const char *dir, const char *below, const char *of, enum system_id system, const struct use *use, unsigned n, struct err *err)
{
    const char *key = system_table[system].key;
    struct strbuf path, text;
    int rc;

    strbuf_init(&path);
    strbuf_init(&text);
    strbuf_addf(&path, "%s/%s/%s", dir, below, of);
    tell_file(&text, key, use, n);
    rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = strbuf_check(&text, err);
    if (rc == 0)
        rc = outfile_make_dirs(path.data, 0755, err);
    strbuf_addf(&path, "/%s", dependency_file(system));
    if (rc == 0)
        rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = outfile_put(path.data, text.data, text.len, 0, err);
    strbuf_release(&text);
    strbuf_release(&path);
    return rc;
}

int dependencies_put(const struct simulation *sim, const char *dir, struct err *err)
{
    struct use use[N_LIBRARIES];
    int rc = 0;

    for (int system = 0; system < N_SYSTEMS && rc == 0; system++) {
        unsigned n = uses_of(use, sim->dependencies.used[system], (enum system_id)system);

        if (n > 0)
            rc = put_file(dir, "dependencies", system_table[system].key, (enum system_id)system, use, n, err);
    }
    for (size_t i = 0; i < sim->counts.n_read && rc == 0; i++) {
        const struct hospital_read *read = &sim->counts.read[i];
        int system = 0;

        while (system < N_SYSTEMS && strcmp(system_table[system].key, read->system) != 0)
            system++;
        rc = put_file(dir, "release-dependencies", read->release, (enum system_id)system, use,
                      uses_of(use, read->upcoming ? sim->dependencies.used[system] : sim->dependencies.released[system], (enum system_id)system), err);
    }
    return rc;
}

static int list_uses(struct simulation *sim, enum system_id system, struct err *err)
{
    struct table *table = &sim->out[OUT_DEPENDENCIES];
    struct use use[N_LIBRARIES];
    unsigned n = uses_of(use, sim->dependencies.used[system], system);
    char file[64];
    int rc = 0;

    for (unsigned i = 0; i < n && rc == 0; i++) {
        snprintf(file, sizeof file, "%s/%s", system_table[system].key, dependency_file(system));
        table_adds(table, file);
        table_adds(table, use[i].library->ecosystem);
        table_adds(table, use[i].library->name);
        table_adds(table, use[i].version);
        table_adds(table, use[i].library->scope);
        table_adds(table, use[i].library->direct ? "1" : "0");
        rc = table_end_row(table, err);
    }
    return rc;
}

static int write_truth(struct simulation *sim, unsigned library, struct err *err)
{
    struct table *table = &sim->out[TRUTH_DEPENDENCIES];
    char users[256] = "";

    for (int system = 0; system < N_SYSTEMS; system++) {
        size_t len = strlen(users);

        if (library_is_used(&library_table[library], (enum system_id)system))
            snprintf(users + len, sizeof users - len, "%s%s", len > 0 ? "|" : "", system_table[system].key);
    }
    table_adds(table, library_table[library].ecosystem);
    table_adds(table, library_table[library].name);
    table_adds(table, users);
    table_add_real(table, library_table[library].risk, 2);
    table_add_u64(table, sim->dependencies.n_updates[library]);
    table_add_u64(table, sim->dependencies.n_faulty[library]);
    return table_end_row(table, err);
}

int dependencies_finish(struct simulation *sim, struct err *err)
{
    int rc = 0;

    for (int system = 0; system < N_SYSTEMS && rc == 0; system++)
        rc = list_uses(sim, (enum system_id)system, err);
    for (unsigned library = 0; library < N_LIBRARIES && rc == 0; library++)
        rc = write_truth(sim, library, err);
    return rc;
}
