/*
 * manifest_npm.c - package-lock.json.
 *
 * From lockfileVersion 2 on `packages` maps each place ("node_modules/a/node_modules/b") to what lies there, and the places without
 * node_modules are the program and its workspaces, which name what they use directly. Version 1 has a tree under `dependencies`: what is
 * nested is another dependency's; of the rest it does not say who asked for it.
 */
#include <string.h>

#include "datasets/manifest/manifest_json.h"

static const char modules[] = "node_modules/";

/* What follows the last "node_modules/" of a place; NULL where it has none. */
static const char *name_of_place(const char *place)
{
    const char *name = NULL;

    for (const char *at = strstr(place, modules); at != NULL; at = strstr(at, modules)) {
        at += sizeof modules - 1;
        name = at;
    }
    return name;
}

static const char *scope_of(const json_t *package)
{
    if (json_is_true(json_object_get(package, "dev")) || json_is_true(json_object_get(package, "devOptional")))
        return "dev";
    if (json_is_true(json_object_get(package, "optional")))
        return "optional";
    return json_is_true(json_object_get(package, "peer")) ? "peer" : "runtime";
}

static const char *const lists[] = { "dependencies", "devDependencies", "optionalDependencies", "peerDependencies" };

enum { N_LISTS = sizeof lists / sizeof *lists };

static bool names_it(const json_t *package, const char *name, size_t len)
{
    for (size_t i = 0; i < N_LISTS; i++)
        if (json_object_getn(json_object_get(package, lists[i]), name, len) != NULL)
            return true;
    return false;
}

/* What the program and its workspaces name: a set, as an object. NULL when memory is out. */
static json_t *named_at_top(json_t *packages)
{
    json_t *named = json_object(), *package;
    const char *place;

    json_object_foreach(packages, place, package)
    {
        if (strstr(place, modules) != NULL)
            continue;
        for (size_t i = 0; i < N_LISTS; i++) {
            json_t *list = json_object_get(package, lists[i]);

            if (json_is_object(list) && json_object_update(named, list) < 0) {
                json_decref(named);
                return NULL;
            }
        }
    }
    return named;
}

/* At the top ("node_modules/NAME") what any of them names; in a workspace ("PLACE/node_modules/NAME") what that one names. */
static bool is_direct(const json_t *packages, const json_t *named, const char *place, const char *name)
{
    size_t prefix = (size_t)(name - place) - (sizeof modules - 1);

    if (prefix == 0)
        return json_object_get(named, name) != NULL;
    if (memmem(place, prefix, modules, sizeof modules - 1) != NULL)
        return false;
    return names_it(json_object_getn(packages, place, prefix - 1), name, strlen(name));
}

static int read_packages(struct manifest *m, const char *file, json_t *packages, struct err *err)
{
    json_t *named = named_at_top(packages), *package;
    const char *place;
    int rc = named == NULL ? err_nomem(err) : 0;

    json_object_foreach(packages, place, package)
    {
        const char *name = name_of_place(place);

        if (rc == 0 && !json_is_object(package))
            rc = err_set(err, ERR_REFUSED, "%s: what 'packages' says of '%s' is no object", file, place);
        if (rc < 0)
            break;
        if (name == NULL || json_is_true(json_object_get(package, "link")))
            continue;
        rc = manifest_add(m, file, "npm", manifest_text_of(name), manifest_json_text(package, "version"), manifest_text_of(scope_of(package)),
                          is_direct(packages, named, place, name), err);
    }
    json_decref(named);
    return rc;
}

/* The depth is bounded: jansson refuses documents that are nested deeper than 2,048. */
static int read_tree(struct manifest *m, const char *file, json_t *dependencies, bool nested, struct err *err)
{
    const char *name;
    json_t *package;
    int rc = 0;

    if (dependencies != NULL && !json_is_object(dependencies))
        return err_set(err, ERR_REFUSED, "%s: 'dependencies' is no object", file);
    json_object_foreach(dependencies, name, package)
    {
        if (!json_is_object(package))
            return err_set(err, ERR_REFUSED, "%s: what 'dependencies' says of '%s' is no object", file, name);
        rc = manifest_add(m, file, "npm", manifest_text_of(name), manifest_json_text(package, "version"), manifest_text_of(scope_of(package)),
                          nested ? 0 : -1, err);
        if (rc == 0)
            rc = read_tree(m, file, json_object_get(package, "dependencies"), true, err);
        if (rc < 0)
            break;
    }
    return rc;
}

/* What is not known may mean anything: a form that is newer than this program is refused, not guessed at. */
static int check_version(const char *file, const json_t *doc, struct err *err)
{
    const json_t *version = json_object_get(doc, "lockfileVersion");

    if (version == NULL)
        return 0;
    if (!json_is_integer(version))
        return err_set(err, ERR_REFUSED, "%s: 'lockfileVersion' is no whole number", file);
    if (json_integer_value(version) < 1 || json_integer_value(version) > 3)
        return err_set(err, ERR_REFUSED, "%s: lockfileVersion %lld is not known; 1 to 3 are", file, (long long)json_integer_value(version));
    return 0;
}

int manifest_read_npm(struct manifest *m, const char *file, const char *data, size_t len, struct err *err)
{
    json_t *doc = NULL, *packages;
    int rc = manifest_json_load(&doc, file, data, len, err);

    if (rc < 0)
        return rc;
    packages = json_object_get(doc, "packages");
    rc = check_version(file, doc, err);
    if (rc < 0)
        packages = NULL;
    else if (json_is_object(packages))
        rc = read_packages(m, file, packages, err);
    else if (packages != NULL)
        rc = err_set(err, ERR_REFUSED, "%s: 'packages' is no object", file);
    else if (json_object_get(doc, "dependencies") != NULL)
        rc = read_tree(m, file, json_object_get(doc, "dependencies"), false, err);
    else if (!json_is_integer(json_object_get(doc, "lockfileVersion")))
        rc = err_set(err, ERR_REFUSED, "%s: no lock file of npm: it has neither 'packages' nor 'dependencies' nor 'lockfileVersion'", file);
    json_decref(doc);
    return rc;
}
