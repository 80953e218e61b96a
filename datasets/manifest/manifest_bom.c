/*
 * manifest_bom.c - bills of materials: CycloneDX and SPDX, as JSON.
 *
 * Both name parts by package URLs, "pkg:TYPE/NAMESPACE/NAME@VERSION?QUALIFIERS#SUBPATH" (the purl specification), percent-encoded, and both
 * may have a graph of who depends on whom; what the program itself points to is direct.
 */
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/manifest/manifest_json.h"

/* ---- package URLs ------------------------------------------------------------------------------------------------ */

static int hex_value(char c)
{
    const char *digits = "0123456789abcdef", *at = c != '\0' ? strchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c) : NULL;

    return at != NULL ? (int)(at - digits) : -1;
}

static void add_decoded(struct strbuf *out, const char *at, const char *end)
{
    for (; at < end; at++) {
        int high = *at == '%' && end - at > 2 ? hex_value(at[1]) : -1, low = high >= 0 ? hex_value(at[2]) : -1;

        if (low >= 0 && high * 16 + low > 0) {
            strbuf_addc(out, (char)(high * 16 + low));
            at += 2;
        } else {
            strbuf_addc(out, *at);
        }
    }
}

struct purl {
    struct strbuf type, name, version; /* name with its namespace */
};

static void purl_init(struct purl *p)
{
    strbuf_init(&p->type);
    strbuf_init(&p->name);
    strbuf_init(&p->version);
}

static void purl_release(struct purl *p)
{
    strbuf_release(&p->type);
    strbuf_release(&p->name);
    strbuf_release(&p->version);
}

/* False, and all empty, where the text is no package URL. */
static bool purl_read(struct purl *p, const char *text)
{
    const char *at = text + 4, *end, *slash, *version;

    strbuf_clear(&p->type);
    strbuf_clear(&p->name);
    strbuf_clear(&p->version);
    if (strncmp(text, "pkg:", 4) != 0)
        return false;
    at += strspn(at, "/");
    end = at + strcspn(at, "?#");
    slash = memchr(at, '/', (size_t)(end - at));
    if (slash == NULL || slash == at)
        return false;
    version = memrchr(slash, '@', (size_t)(end - slash));
    if (version == slash + 1) /* "@scope" that was not encoded */
        version = NULL;
    strbuf_add(&p->type, at, (size_t)(slash - at));
    add_decoded(&p->name, slash + 1, version != NULL ? version : end);
    if (version != NULL)
        add_decoded(&p->version, version + 1, end);
    if (strcmp(p->type.data, "maven") == 0) {
        char *last = strrchr(p->name.data, '/');

        if (last != NULL)
            *last = ':';
    }
    return p->name.len > 0;
}

static int purl_check(const struct purl *p, struct err *err)
{
    return p->type.failed || p->name.failed || p->version.failed ? err_nomem(err) : 0;
}

/* ---- who is direct ----------------------------------------------------------------------------------------------- */

/* Sets of references, as objects. */
struct graph {
    json_t *direct; /* what the program points to   */
    bool    known;  /* there are edges at all       */
};

static int set_add(json_t *set, const char *key, struct err *err)
{
    return json_object_set_new(set, key, json_true()) < 0 ? err_set(err, ERR_REFUSED, "a reference that is no text, or memory is out") : 0;
}

static int directness(const struct graph *g, const char *ref)
{
    if (!g->known)
        return -1;
    return json_object_get(g->direct, ref) != NULL;
}

/* ---- CycloneDX --------------------------------------------------------------------------------------------------- */

static int read_edges(struct graph *g, const json_t *doc, const char *root, struct err *err)
{
    const json_t *edges = json_object_get(doc, "dependencies"), *edge, *ref;
    size_t i, k;
    int rc = 0;

    g->direct = json_object();
    if (g->direct == NULL)
        return err_nomem(err);
    json_array_foreach(edges, i, edge)
    {
        if (root[0] == '\0' || strcmp(manifest_json_string(edge, "ref"), root) != 0)
            continue;
        g->known = true;
        json_array_foreach(json_object_get(edge, "dependsOn"), k, ref)
            if (rc == 0 && json_is_string(ref))
                rc = set_add(g->direct, json_string_value(ref), err);
    }
    return rc;
}

static int add_component(struct manifest *m, const char *file, const struct graph *g, const json_t *component, struct purl *purl, struct err *err)
{
    bool has_purl = purl_read(purl, manifest_json_string(component, "purl"));
    struct manifest_text version = manifest_json_text(component, "version"), scope = manifest_json_text(component, "scope");
    int rc;

    if (!has_purl) {
        strbuf_clear(&purl->name);
        if (manifest_json_text(component, "group").len > 0)
            strbuf_addf(&purl->name, "%s/", manifest_json_string(component, "group"));
        strbuf_adds(&purl->name, manifest_json_string(component, "name"));
    }
    rc = purl_check(purl, err);
    if (rc < 0)
        return rc;
    if (version.len == 0 && has_purl)
        version = (struct manifest_text){ purl->version.data, purl->version.len };
    return manifest_add(m, file, has_purl ? purl->type.data : "generic", (struct manifest_text){ purl->name.data, purl->name.len }, version,
                        scope.len > 0 ? scope : manifest_text_of("required"), directness(g, manifest_json_string(component, "bom-ref")), err);
}

/* Components hold components; the depth is bounded by jansson. */
static int add_components(struct manifest *m, const char *file, const struct graph *g, const json_t *list, struct purl *purl, struct err *err)
{
    const json_t *component;
    size_t i;
    int rc = 0;

    if (list != NULL && !json_is_array(list) && !json_is_null(list))
        return err_set(err, ERR_REFUSED, "%s: 'components' is no list", file);
    json_array_foreach(list, i, component)
    {
        if (!json_is_object(component))
            rc = err_set(err, ERR_REFUSED, "%s: component %zu is no object", file, i + 1);
        if (rc == 0 && strcmp(manifest_json_string(component, "type"), "file") != 0)
            rc = add_component(m, file, g, component, purl, err);
        if (rc == 0)
            rc = add_components(m, file, g, json_object_get(component, "components"), purl, err);
        if (rc < 0)
            break;
    }
    return rc;
}

int manifest_read_cyclonedx(struct manifest *m, const char *file, const char *data, size_t len, struct err *err)
{
    struct graph g = {0};
    struct purl purl;
    json_t *doc = NULL;
    int rc = manifest_json_load(&doc, file, data, len, err);

    if (rc < 0)
        return rc;
    purl_init(&purl);
    if (strcmp(manifest_json_string(doc, "bomFormat"), "CycloneDX") != 0)
        rc = err_set(err, ERR_REFUSED, "%s: no CycloneDX document: 'bomFormat' does not say so", file);
    if (rc == 0)
        rc = read_edges(&g, doc, manifest_json_string(json_object_get(json_object_get(doc, "metadata"), "component"), "bom-ref"), err);
    if (rc == 0)
        rc = add_components(m, file, &g, json_object_get(doc, "components"), &purl, err);
    purl_release(&purl);
    json_decref(g.direct);
    json_decref(doc);
    return rc;
}

/* ---- SPDX -------------------------------------------------------------------------------------------------------- */

/* What the document is about: the program itself, which is no dependency. */
static int read_roots(json_t *roots, const json_t *doc, struct err *err)
{
    const json_t *one;
    size_t i;
    int rc = 0;

    json_array_foreach(json_object_get(doc, "documentDescribes"), i, one)
        if (rc == 0 && json_is_string(one))
            rc = set_add(roots, json_string_value(one), err);
    json_array_foreach(json_object_get(doc, "relationships"), i, one)
    {
        const char *type = manifest_json_string(one, "relationshipType"), *from = manifest_json_string(one, "spdxElementId"),
                   *to = manifest_json_string(one, "relatedSpdxElement");

        if (rc == 0 && strcmp(type, "DESCRIBES") == 0 && strcmp(from, "SPDXRef-DOCUMENT") == 0)
            rc = set_add(roots, to, err);
        if (rc == 0 && strcmp(type, "DESCRIBED_BY") == 0 && strcmp(to, "SPDXRef-DOCUMENT") == 0)
            rc = set_add(roots, from, err);
    }
    return rc;
}

static int read_relationships(struct graph *g, const json_t *doc, const json_t *roots, struct err *err)
{
    const json_t *one;
    size_t i;
    int rc = 0;

    json_array_foreach(json_object_get(doc, "relationships"), i, one)
    {
        const char *type = manifest_json_string(one, "relationshipType"), *from = manifest_json_string(one, "spdxElementId"),
                   *to = manifest_json_string(one, "relatedSpdxElement");
        size_t length = strlen(type);

        if (strcmp(type, "DEPENDS_ON") != 0) {
            const char *swap = from;

            if (length < 13 || strcmp(type + length - 13, "DEPENDENCY_OF") != 0) /* also DEV_, BUILD_, RUNTIME_, ... */
                continue;
            from = to;
            to = swap;
        }
        g->known = true;
        if (rc == 0 && json_object_get(roots, from) != NULL)
            rc = set_add(g->direct, to, err);
    }
    return rc;
}

static const char *purl_of(const json_t *package)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(package, "externalRefs"), i, one)
        if (strcmp(manifest_json_string(one, "referenceType"), "purl") == 0)
            return manifest_json_string(one, "referenceLocator");
    return "";
}

static int add_package(struct manifest *m, const char *file, const struct graph *g, const json_t *package, struct purl *purl, struct err *err)
{
    bool has_purl = purl_read(purl, purl_of(package));
    struct manifest_text version = manifest_json_text(package, "versionInfo");
    int rc = purl_check(purl, err);

    if (rc < 0)
        return rc;
    if (strcmp(version.str, "NOASSERTION") == 0 || strcmp(version.str, "NONE") == 0)
        version = manifest_text_of("");
    if (version.len == 0 && has_purl)
        version = (struct manifest_text){ purl->version.data, purl->version.len };
    return manifest_add(m, file, has_purl ? purl->type.data : "generic",
                        has_purl ? (struct manifest_text){ purl->name.data, purl->name.len } : manifest_json_text(package, "name"), version,
                        manifest_text_of(""), directness(g, manifest_json_string(package, "SPDXID")), err);
}

int manifest_read_spdx(struct manifest *m, const char *file, const char *data, size_t len, struct err *err)
{
    struct graph g = {0};
    struct purl purl;
    json_t *doc = NULL, *roots = json_object();
    const json_t *package;
    size_t i;
    int rc = manifest_json_load(&doc, file, data, len, err);

    purl_init(&purl);
    g.direct = json_object();
    if (rc == 0 && (roots == NULL || g.direct == NULL))
        rc = err_nomem(err);
    if (rc == 0 && strncmp(manifest_json_string(doc, "spdxVersion"), "SPDX-2", 6) != 0)
        rc = err_set(err, ERR_REFUSED, "%s: no SPDX 2 document: 'spdxVersion' does not say so", file);
    if (rc == 0)
        rc = read_roots(roots, doc, err);
    if (rc == 0)
        rc = read_relationships(&g, doc, roots, err);
    if (rc == 0 && json_object_get(doc, "packages") != NULL && !json_is_array(json_object_get(doc, "packages")))
        rc = err_set(err, ERR_REFUSED, "%s: 'packages' is no list", file);
    json_array_foreach(json_object_get(doc, "packages"), i, package)
    {
        if (rc == 0 && !json_is_object(package))
            rc = err_set(err, ERR_REFUSED, "%s: package %zu is no object", file, i + 1);
        if (rc == 0 && json_object_get(roots, manifest_json_string(package, "SPDXID")) == NULL)
            rc = add_package(m, file, &g, package, &purl, err);
    }
    purl_release(&purl);
    json_decref(roots);
    json_decref(g.direct);
    json_decref(doc);
    return rc;
}
