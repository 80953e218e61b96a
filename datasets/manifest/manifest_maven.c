/*
 * manifest_maven.c - pom.xml.
 *
 *   parse (elements by their path) -> for each dependency: version and scope from dependencyManagement where it has none -> ${properties}
 *
 * A property may use others. What a text becomes is bounded in depth, length and, over the file, in steps: one that a dependency needs and
 * that goes in a circle or explodes is refused, as Maven does; one that is not known (of a parent pom) leaves the version empty. Dependencies of profiles and plugins are not the program's and are left out.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/manifest/manifest_inner.h"
#include "datasets/readers/xml.h"

enum {
    PROPERTY_DEPTH_MAX = 32,  /* of properties inside of properties      */
    STEPS_MAX = 1000000       /* properties looked up, over the file     */
};

enum part { PART_GROUP, PART_ARTIFACT, PART_VERSION, PART_SCOPE, N_PARTS };

static const char *const part_name[N_PARTS] = { "groupId", "artifactId", "version", "scope" };

struct artifact {
    const char *part[N_PARTS]; /* "" where missing */
};

struct artifacts {
    struct artifact *row;
    size_t           n, cap;
};

struct pom {
    struct arena     arena;
    struct artifacts uses, managed;
    struct artifact  own, parent;
    struct intern    property;
    const char     **value;           /* [property.n] */
    unsigned long   *line;            /* [property.n] of the file */
    size_t           value_cap, line_cap, steps;
    const char      *file;
    struct err      *err;
};

static const char dependencies[] = "/project/dependencies/dependency";
static const char management[] = "/project/dependencyManagement/dependencies/dependency";
static const char properties[] = "/project/properties/";

static int artifacts_add(struct artifacts *list, struct err *err)
{
    int rc = mem_grow(&list->row, &list->cap, list->n + 1, sizeof *list->row, err);

    if (rc < 0)
        return rc;
    for (int i = 0; i < N_PARTS; i++)
        list->row[list->n].part[i] = "";
    list->n++;
    return 0;
}

static int on_start(void *ctx, const struct xml_element *element, struct err *err)
{
    struct pom *pom = ctx;

    if (element->depth == 1 && strcmp(element->path, "/project") != 0)
        return err_set(err, ERR_REFUSED, "%s:%lu: no pom: the outermost element is not 'project'", pom->file, element->line);
    if (strcmp(element->path, dependencies) == 0)
        return artifacts_add(&pom->uses, err);
    if (strcmp(element->path, management) == 0)
        return artifacts_add(&pom->managed, err);
    return 0;
}

/* The artifact that the element of this path is a part of, or NULL. `part` is what follows in the path. */
static struct artifact *artifact_of(struct pom *pom, const char *path, const char **part)
{
    static const char parent[] = "/project/parent";
    const struct {
        const char      *path;
        struct artifact *artifact;
    } places[] = {
        { dependencies, pom->uses.n > 0 ? &pom->uses.row[pom->uses.n - 1] : NULL },
        { management, pom->managed.n > 0 ? &pom->managed.row[pom->managed.n - 1] : NULL },
        { parent, &pom->parent },
        { "/project", &pom->own },
    };

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size_t len = strlen(places[i].path);

        if (strncmp(path, places[i].path, len) == 0 && path[len] == '/' && strchr(path + len + 1, '/') == NULL) {
            *part = path + len + 1;
            return places[i].artifact;
        }
    }
    return NULL;
}

static int put_property(struct pom *pom, const char *name, const char *value, unsigned long line)
{
    uint32_t id = intern_add(&pom->property, name, strlen(name));

    if (id == INTERN_NONE)
        return err_nomem(pom->err);
    if (mem_grow(&pom->value, &pom->value_cap, pom->property.n, sizeof *pom->value, pom->err) < 0 ||
        mem_grow(&pom->line, &pom->line_cap, pom->property.n, sizeof *pom->line, pom->err) < 0)
        return ERR_NOMEM;
    pom->line[id] = line;
    pom->value[id] = value; /* the last one counts, as for Maven */
    return 0;
}

static int on_end(void *ctx, const struct xml_element *element, struct err *err)
{
    struct pom *pom = ctx;
    const char *at = element->text, *end = at + element->text_len, *text, *part = NULL;
    struct artifact *artifact = artifact_of(pom, element->path, &part);
    int which = N_PARTS;

    for (int i = 0; artifact != NULL && i < N_PARTS; i++)
        if (strcmp(part, part_name[i]) == 0)
            which = i;
    if (which == N_PARTS && strncmp(element->path, properties, sizeof properties - 1) != 0)
        return 0;
    while (at < end && strchr(" \t\r\n", *at) != NULL)
        at++;
    while (end > at && strchr(" \t\r\n", end[-1]) != NULL)
        end--;
    text = arena_memdup(&pom->arena, at, (size_t)(end - at));
    if (text == NULL)
        return err_nomem(err);
    if (which == N_PARTS)
        return put_property(pom, element->path + sizeof properties - 1, text, element->line);
    artifact->part[which] = text;
    return 0;
}

/* ---- properties -------------------------------------------------------------------------------------------------- */

/* What Maven knows of the project itself. NULL: no such property. */
static const char *property_of(const struct pom *pom, const char *name, size_t len)
{
    static const char *const own[] = { "project.", "pom.", "" };
    uint32_t id = intern_find(&pom->property, name, len);

    if (id != INTERN_NONE)
        return pom->value[id];
    if (len > 15 && memcmp(name, "project.parent.", 15) == 0)
        for (int i = 0; i < PART_SCOPE; i++)
            if (strlen(part_name[i]) == len - 15 && memcmp(part_name[i], name + 15, len - 15) == 0)
                return pom->parent.part[i][0] != '\0' ? pom->parent.part[i] : NULL;
    for (size_t k = 0; k < sizeof own / sizeof *own; k++) {
        size_t prefix = strlen(own[k]);

        if (len <= prefix || memcmp(name, own[k], prefix) != 0)
            continue;
        for (int i = 0; i < PART_SCOPE; i++)
            if (strlen(part_name[i]) == len - prefix && memcmp(part_name[i], name + prefix, len - prefix) == 0) {
                const char *value = pom->own.part[i][0] != '\0' ? pom->own.part[i] : pom->parent.part[i];

                return value[0] != '\0' ? value : NULL;
            }
    }
    return NULL;
}

/* `name` is the last property that was looked up. */
static int refuse_property(const struct pom *pom, const char *name, size_t len)
{
    uint32_t id = intern_find(&pom->property, name, len);

    return err_set(pom->err, ERR_REFUSED, "%s:%lu: property '%.*s' refers to itself, or becomes too long", pom->file, id == INTERN_NONE ? 0 : pom->line[id],
                   len < 100 ? (int)len : 100, name);
}

/* Appends the text with its properties replaced. *known is false where one is not known. ERR_REFUSED where it becomes too much. */
static int expand(struct pom *pom, struct strbuf *out, const char *text, int depth, bool *known)
{
    const char *at = text, *open, *close;

    while ((open = strstr(at, "${")) != NULL && (close = strchr(open, '}')) != NULL) {
        size_t len = (size_t)(close - open - 2);
        const char *value;
        int rc;

        if (depth == PROPERTY_DEPTH_MAX || pom->steps++ >= STEPS_MAX || out->len > MANIFEST_NAME_MAX)
            return refuse_property(pom, open + 2, len);
        strbuf_add(out, at, (size_t)(open - at));
        value = property_of(pom, open + 2, len);
        if (value == NULL) {
            *known = false;
            return 0;
        }
        rc = expand(pom, out, value, depth + 1, known);
        if (rc < 0 || !*known)
            return rc;
        at = close + 1;
    }
    strbuf_adds(out, at);
    if (out->len > MANIFEST_NAME_MAX)
        *known = false;
    return 0;
}

/* Expanded, or the text as it is. *known says which. */
static int expanded(struct pom *pom, const char **text, bool *known)
{
    struct strbuf out;
    int rc;

    *known = true;
    if (strstr(*text, "${") == NULL)
        return 0;
    strbuf_init(&out);
    rc = expand(pom, &out, *text, 0, known);
    if (rc == 0)
        rc = strbuf_check(&out, pom->err);
    if (rc == 0 && *known && (*text = arena_memdup(&pom->arena, out.data, out.len)) == NULL)
        rc = err_nomem(pom->err);
    strbuf_release(&out);
    return rc;
}

/* ---- dependencies ------------------------------------------------------------------------------------------------ */

static int expand_all(struct pom *pom, struct artifacts *list)
{
    for (size_t i = 0; i < list->n; i++)
        for (int k = 0; k < N_PARTS; k++) {
            bool known;
            const char *text = list->row[i].part[k];
            int rc = expanded(pom, &text, &known);

            if (rc < 0)
                return rc;
            list->row[i].part[k] = !known && k >= PART_VERSION ? "" : text;
        }
    return 0;
}

static int by_coordinates(const void *a, const void *b)
{
    const struct artifact *x = a, *y = b;
    int order = strcmp(x->part[PART_GROUP], y->part[PART_GROUP]);

    return order != 0 ? order : strcmp(x->part[PART_ARTIFACT], y->part[PART_ARTIFACT]);
}

/* "[1.2]" pins; other ranges, "LATEST" and "RELEASE" do not. */
static struct manifest_text pinned(const char *version)
{
    struct manifest_text text = manifest_text_of(version);

    if (strcmp(version, "LATEST") == 0 || strcmp(version, "RELEASE") == 0)
        return manifest_text_of("");
    if (text.len > 2 && version[0] == '[' && version[text.len - 1] == ']' && strchr(version, ',') == NULL)
        return (struct manifest_text){ version + 1, text.len - 2 };
    return version[0] == '[' || version[0] == '(' ? manifest_text_of("") : text;
}

static int add_artifact(struct manifest *m, const struct pom *pom, const struct artifact *a, struct strbuf *name)
{
    const struct artifact *managed = pom->managed.n == 0 ? NULL : bsearch(a, pom->managed.row, pom->managed.n, sizeof *a, by_coordinates);
    const char *version = a->part[PART_VERSION], *scope = a->part[PART_SCOPE];

    if (managed != NULL && version[0] == '\0')
        version = managed->part[PART_VERSION];
    if (managed != NULL && scope[0] == '\0')
        scope = managed->part[PART_SCOPE];
    if (a->part[PART_GROUP][0] == '\0' || a->part[PART_ARTIFACT][0] == '\0')
        return err_set(pom->err, ERR_REFUSED, "%s: a dependency without groupId and artifactId", pom->file);
    strbuf_clear(name);
    strbuf_addf(name, "%s:%s", a->part[PART_GROUP], a->part[PART_ARTIFACT]);
    if (name->failed)
        return err_nomem(pom->err);
    return manifest_add(m, pom->file, "maven", (struct manifest_text){ name->data, name->len }, pinned(version),
                        manifest_text_of(scope[0] != '\0' ? scope : "compile"), 1, pom->err);
}

static int add_artifacts(struct manifest *m, struct pom *pom)
{
    struct strbuf name;
    int rc = expand_all(pom, &pom->managed);

    if (rc == 0)
        rc = expand_all(pom, &pom->uses);
    if (rc == 0 && pom->managed.n > 1)
        qsort(pom->managed.row, pom->managed.n, sizeof *pom->managed.row, by_coordinates);
    strbuf_init(&name);
    for (size_t i = 0; rc == 0 && i < pom->uses.n; i++)
        rc = add_artifact(m, pom, &pom->uses.row[i], &name);
    strbuf_release(&name);
    return rc;
}

int manifest_read_maven(struct manifest *m, const char *file, const char *data, size_t len, struct err *err)
{
    static const struct xml_handler handler = { on_start, on_end };
    struct pom pom = { .file = file, .err = err };
    int rc;

    for (int i = 0; i < N_PARTS; i++)
        pom.own.part[i] = pom.parent.part[i] = "";
    arena_init(&pom.arena);
    intern_init(&pom.property);
    rc = xml_read(file, data, len, &handler, &pom, err);
    if (rc == 0)
        rc = add_artifacts(m, &pom);
    mem_free(pom.uses.row);
    mem_free(pom.line);
    mem_free(pom.managed.row);
    mem_free(pom.value);
    intern_release(&pom.property);
    arena_release(&pom.arena);
    return rc;
}
