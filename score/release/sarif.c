/*
 * sarif.c - see sarif.h.
 */
#include "score/release/sarif.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "score/report/html_characters.h"
#include "score/report/report_read.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static json_t *visible(struct sarif *s, const char *text)
{
    struct strbuf clean;
    json_t *value;

    strbuf_init(&clean);
    html_visible(&clean, text, strlen(text));
    value = json_string(clean.failed ? "" : clean.data != NULL ? clean.data : "");
    s->failed = s->failed || clean.failed || value == NULL;
    strbuf_release(&clean);
    return value;
}

static json_t *message(struct sarif *s, const char *text)
{
    return json_pack("{s:o}", "text", visible(s, text));
}

void sarif_init(struct sarif *s, const json_t *doc, const char *subject)
{
    json_t *driver, *run;

    *s = (struct sarif){ .rules = json_array(), .results = json_array() };
    driver = json_pack("{s:s, s:s, s:s, s:o}", "name", "Prodrome", "version", report_text_or(doc, "engine_version", "unknown"), "organization", "Prodrome", "rules", s->rules);
    run = json_pack("{s:{s:o}, s:s, s:o}", "tool", "driver", driver, "columnKind", "utf16CodeUnits", "results", s->results);
    json_object_set_new(run, "automationDetails", json_pack("{s:o}", "id", visible(s, subject)));
    if (report_text(doc, "generated_at")[0] != '\0')
        json_object_set_new(run, "invocations", json_pack("[{s:b, s:s}]", "executionSuccessful", 1, "endTimeUtc", report_text(doc, "generated_at")));
    else
        json_object_set_new(run, "invocations", json_pack("[{s:b}]", "executionSuccessful", 1));
    s->log = json_pack("{s:s, s:s, s:[o]}", "$schema", SCHEMA, "version", "2.1.0", "runs", run);
    s->failed = s->failed || s->log == NULL;
}

void sarif_properties(struct sarif *s, json_t *properties)
{
    json_t *run = json_array_get(json_object_get(s->log, "runs"), 0);

    s->failed = s->failed || properties == NULL || json_object_set_new(run, "properties", properties) != 0;
}

/* Number of the rule, or how many there are. */
static size_t find_rule(const struct sarif *s, const char *id)
{
    size_t i = 0;

    while (i < json_array_size(s->rules) && strcmp(report_text(json_array_get(s->rules, i), "id"), id) != 0)
        i++;
    return i;
}

void sarif_rule(struct sarif *s, const char *id, const char *title, const char *text)
{
    json_t *rule;

    if (find_rule(s, id) < json_array_size(s->rules))
        return;
    rule = json_pack("{s:o, s:o, s:o}", "id", visible(s, id), "shortDescription", message(s, title), "fullDescription", message(s, text));
    s->failed = s->failed || rule == NULL || json_array_append_new(s->rules, rule) != 0;
}

/* Of a path as git or an export has it: what RFC 3986 lets stand in a path stays, the rest is %XX. */
static json_t *uri_of(struct sarif *s, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";
    struct strbuf uri;
    json_t *value;

    strbuf_init(&uri);
    while (*path == '/')
        path++;
    for (; *path != '\0'; path++)
        if (strchr(plain, *path) != NULL)
            strbuf_addc(&uri, *path);
        else
            strbuf_addf(&uri, "%%%02X", (unsigned char)*path);
    value = json_string(uri.failed || uri.data == NULL ? "" : uri.data);
    s->failed = s->failed || uri.failed || value == NULL;
    strbuf_release(&uri);
    return value;
}

static json_t *locations(struct sarif *s, const struct sarif_result *result)
{
    json_t *list = json_array();
    size_t n = json_array_size(result->paths);

    for (size_t i = 0; i < n && i < SARIF_PATHS_MAX; i++) {
        const char *path = json_string_value(json_array_get(result->paths, i));

        if (path != NULL && path[0] != '\0')
            json_array_append_new(list, json_pack("{s:{s:{s:o}}}", "physicalLocation", "artifactLocation", "uri", uri_of(s, path)));
    }
    if (result->place != NULL && json_array_size(list) == 0)
        json_array_append_new(list, json_pack("{s:[{s:o}]}", "logicalLocations", "fullyQualifiedName", visible(s, result->place)));
    return list;
}

static json_t *fingerprint(const struct sarif_result *result)
{
    struct digest digest;
    uint8_t hash[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];

    digest_init(&digest);
    digest_field(&digest, result->rule, strlen(result->rule));
    for (size_t i = 0; i < SARIF_CONTENT_MAX && result->content[i] != NULL; i++)
        digest_field(&digest, result->content[i], strlen(result->content[i]));
    digest_final(&digest, hash);
    digest_hex(hash, DIGEST_SIZE, hex);
    return json_pack("{s:s}", "prodrome/v1", hex);
}

void sarif_add(struct sarif *s, const struct sarif_result *result)
{
    size_t rule = find_rule(s, result->rule);
    json_t *one;

    assert(s->failed || rule < json_array_size(s->rules));

    one = json_pack("{s:s, s:I, s:s, s:o, s:o, s:o}", "ruleId", result->rule, "ruleIndex", (json_int_t)rule, "level", result->level, "message", message(s, result->text),
                    "locations", locations(s, result), "partialFingerprints", fingerprint(result));
    if (isfinite(result->rank))
        json_object_set_new(one, "rank", json_real(fmin(fmax(result->rank, 0), 100)));
    if (result->properties != NULL)
        json_object_set_new(one, "properties", result->properties);
    s->failed = s->failed || one == NULL || json_array_append_new(s->results, one) != 0;
}

void sarif_write(struct strbuf *out, struct sarif *s, int exit_status)
{
    json_t *run = json_array_get(json_object_get(s->log, "runs"), 0);
    char *text;

    json_object_set_new(json_array_get(json_object_get(run, "invocations"), 0), "exitCode", json_integer(exit_status));
    text = s->failed ? NULL : json_dumps(s->log, JSON_INDENT(2) | JSON_SORT_KEYS | JSON_REAL_PRECISION(6));
    out->failed |= text == NULL;
    strbuf_adds(out, text != NULL ? text : "");
    strbuf_addc(out, '\n');
    free(text);
    json_decref(s->log);
    *s = (struct sarif){ 0 };
}

const char *sarif_level(const char *verdict)
{
    return strcmp(verdict, "hold") == 0 ? "error" : strcmp(verdict, "review") == 0 ? "warning" : "note";
}
