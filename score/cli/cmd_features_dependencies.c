/*
 * cmd_features_dependencies.c - prodrome features dependencies SYSTEM/RELEASE
 */
#include "score/cli/cmd_features_dependencies.h"

#include <string.h>

#include "datasets/manifest/dependency_changes.h"
#include "score/cli/commands.h"

static void add_text(struct strbuf *out, const struct dependency_changes *c)
{
    strbuf_addf(out, "dependencies of %s, release %s", c->system, c->release);
    if (c->before == NULL)
        strbuf_adds(out, ": the first that was read\n");
    else
        strbuf_addf(out, ", against %s%s\n", c->before[0] != '\0' ? "release " : "what was read before", c->before);
    for (int k = 0; k < N_DEPENDENCY_CHANGES; k++)
        strbuf_addf(out, "%s%s %zu", k > 0 ? ", " : "", dependency_change_name[k], c->count[k]);
    strbuf_addc(out, '\n');
    for (size_t i = 0; i < c->n; i++) {
        const struct dependency_change *row = &c->row[i];

        strbuf_addf(out, "%-10s  %s:%s  %s%s%s  %s%s  (%s)\n", dependency_change_name[row->kind], row->ecosystem, row->name, row->from,
                    row->kind == DEPENDENCY_ADDED || row->kind == DEPENDENCY_REMOVED ? "" : " -> ", row->to, row->direct > 0 ? "direct " : row->direct == 0 ? "indirect " : "",
                    row->scope, row->file);
    }
}

static json_t *to_json(const struct dependency_changes *c)
{
    json_t *rows = json_array(), *counts = json_object();

    for (int k = 0; k < N_DEPENDENCY_CHANGES; k++)
        json_object_set_new(counts, dependency_change_name[k], json_integer((json_int_t)c->count[k]));
    for (size_t i = 0; i < c->n; i++) {
        const struct dependency_change *row = &c->row[i];

        json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i}", "change", dependency_change_name[row->kind], "file", row->file, "ecosystem",
                                              row->ecosystem, "name", row->name, "from", row->from, "to", row->to, "scope", row->scope, "direct", row->direct));
    }
    return json_pack("{s:i, s:s, s:s, s:s?, s:I, s:o, s:o}", "schema_version", 1, "system", c->system, "release", c->release, "before", c->before, "at",
                     (json_int_t)c->at, "counts", counts, "changes", rows);
}

int cmd_features_dependencies(struct cli *cli)
{
    const char *item = cli->n_args == 2 ? cli->arg[1] : "", *slash = strchr(item, '/');
    struct dependency_changes changes;
    struct store *store = NULL;
    struct strbuf project, out;
    struct err err = ERR_INIT;
    int rc, status;

    if (slash == NULL || slash == item || slash[1] == '\0')
        return cli_usage_error(cli, "features dependencies takes one SYSTEM/RELEASE");
    status = cli_open_store(cli, &store, STORE_READ);
    if (status != STATUS_DONE)
        return status;
    strbuf_init(&project);
    strbuf_init(&out);
    strbuf_add(&project, item, (size_t)(slash - item));
    rc = strbuf_check(&project, &err);
    if (rc == 0)
        rc = dependency_changes(&changes, store, project.data, slash + 1, &err);
    store_close(store);
    if (rc < 0) {
        status = rc == ERR_NOTFOUND ? cli_usage_error(cli, "%s", err.msg) : cli_fail(cli, &err);
    } else {
        add_text(&out, &changes);
        status = cli->json ? cli_print_json(cli, to_json(&changes)) : cli_print_visible(cli, &out);
        dependency_changes_release(&changes);
    }
    strbuf_release(&out);
    strbuf_release(&project);
    return status;
}
