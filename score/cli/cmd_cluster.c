/*
 * cmd_cluster.c - prodrome cluster list|show
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "score/cli/commands.h"
#include "score/cluster/cluster_list.h"

enum { TREND_WIDTH = 32, NEWEST_SHOWN = 5 };

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "list: only this project" },
    { 'n', "last", "N",
      "list: at most N of each project (default 50; 0 for all); show: as many of the newest members (default 5)" },
    { 0, NULL, NULL, NULL },
};

static const char *trend(char buf[CLUSTER_WEEKS * 8], const struct cluster_row *row)
{
    size_t len = 0;

    for (size_t w = 0; w < CLUSTER_WEEKS; w++)
        len += (size_t)snprintf(buf + len, CLUSTER_WEEKS * 8 - len, "%s%zu", w == 0 ? "" : " ",
                                row->week[w] < 999999 ? row->week[w] : 999999);
    return row->dated ? buf : "undated";
}

/* --- list ------------------------------------------------------------------------------------------------------- */

static void list_text(struct strbuf *out, const struct cluster_list *list, const struct cluster_grouping *g,
                      size_t shown)
{
    char day[TIME_ISO_MAX], weeks[CLUSTER_WEEKS * 8];

    strbuf_addf(out, "project %s: ", g->project);
    if (g->n == 0) {
        strbuf_addf(out, "no clusters: %s\n", g->reason[0] != '\0' ? g->reason : "none are left");
        return;
    }
    strbuf_addf(out, "%zu clusters of %zu tickets, grouped on %s in run %lld\n", g->n, g->n_tickets,
                time_format_date(g->grouped_at, day), (long long)g->run_id);
    strbuf_addf(out, "number   size  %-*s  name\n", TREND_WIDTH, "filed in each of the last 8 weeks");
    for (size_t i = 0; i < shown; i++) {
        const struct cluster_row *row = &list->row[g->first + i];

        strbuf_addf(out, "%6lld %6zu  %-*s  %s%s\n", (long long)row->cluster_id, row->size, TREND_WIDTH + 1,
                    trend(weeks, row), row->name, row->pinned ? " (pinned)" : "");
    }
    if (shown < g->n)
        strbuf_addf(out, "... and %zu more (--last 0 shows all)\n", g->n - shown);
}

static json_t *list_json(const struct cluster_list *list)
{
    json_t *projects = json_array();
    char at[TIME_ISO_MAX];

    for (size_t i = 0; i < list->n_groupings; i++) {
        const struct cluster_grouping *g = &list->grouping[i];
        json_t *rows = json_array();

        for (size_t r = g->first; r < g->first + g->n; r++)
            json_array_append_new(rows, cluster_row_json(&list->row[r]));
        json_array_append_new(projects,
                              json_pack("{s:s, s:I, s:s, s:I, s:s, s:o}", "project", g->project, "run_id",
                                        (json_int_t)g->run_id, "grouped_at", time_format(g->grouped_at, at), "tickets",
                                        (json_int_t)g->n_tickets, "reason", g->reason, "clusters", rows));
    }
    return json_pack("{s:i, s:o}", "schema_version", 1, "projects", projects);
}

static int list(struct cli *cli, const struct cluster_list *clusters, long long most)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, list_json(clusters));
    strbuf_init(&out);
    if (clusters->n_groupings == 0)
        strbuf_addf(&out, "no tickets have been grouped yet; '%s nightly' does it\n", cli->program);
    for (size_t i = 0; i < clusters->n_groupings; i++) {
        const struct cluster_grouping *g = &clusters->grouping[i];

        strbuf_adds(&out, i == 0 ? "" : "\n");
        list_text(&out, clusters, g, most > 0 && (size_t)most < g->n ? (size_t)most : g->n);
    }
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

/* --- show ------------------------------------------------------------------------------------------------------- */

static void members_text(struct strbuf *out, const char *heading, const json_t *members)
{
    size_t i;
    const json_t *member;

    strbuf_addf(out, "%s\n", heading);
    json_array_foreach(members, i, member)
    {
        const char *created = json_string_value(json_object_get(member, "created")),
                   *title = json_string_value(json_object_get(member, "title"));
        const char *status = json_string_value(json_object_get(member, "status"));

        strbuf_addf(out, "  %-12s %-10.10s  %s%s%s%s\n", json_string_value(json_object_get(member, "id")), created,
                    title[0] != '\0' ? title : "no title", status[0] != '\0' ? " (" : "", status,
                    status[0] != '\0' ? ")" : "");
    }
}

static void terms_text(struct strbuf *out, const char *terms)
{
    json_t *list = json_loads(terms, 0, NULL), *term;
    size_t i;

    strbuf_adds(out, "  words        ");
    json_array_foreach(list, i, term)
    {
        const char *text = json_string_value(json_array_get(term, 0));

        strbuf_addf(out, "%s%s", i == 0 ? "" : ", ", text != NULL ? text : "");
    }
    strbuf_adds(out, "\n");
    json_decref(list);
}

static void show_text(struct strbuf *out, const struct cluster_row *row, const struct cluster_grouping *g,
                      const json_t *typical, const json_t *newest)
{
    char day[TIME_ISO_MAX], weeks[CLUSTER_WEEKS * 8];

    strbuf_addf(
        out,
        "cluster %lld: %s\n  project      %s\n  name         %s%s\n  members      %zu, %zu of them new in run %lld\n",
        (long long)row->cluster_id, row->name, row->project, row->confirmed ? "given by a person" : "suggested",
        row->pinned ? ", pinned" : "", row->size, row->joined, (long long)g->run_id);
    strbuf_addf(out, "  last 8 weeks %s\n  since        %s\n", trend(weeks, row),
                time_format_date(row->created_at, day));
    terms_text(out, row->terms);
    members_text(out, "typical members, the nearest to its centre first", typical);
    members_text(out, "newest members", newest);
}

static int show_row(struct cli *cli, struct store *store, const struct cluster_list *clusters,
                    const struct cluster_row *row, long long most)
{
    const struct cluster_grouping *g = cluster_list_grouping(clusters, row->project);
    json_t *typical = NULL, *newest = NULL;
    struct err err = ERR_INIT;
    struct strbuf out;
    int rc = cluster_typical(&typical, store, row, &err), status;

    strbuf_init(&out);
    if (rc == 0)
        rc = cluster_newest(&newest, store, row, g->run_id, (size_t)most, &err);
    if (rc < 0) {
        status = cli_fail(cli, &err);
    } else if (cli->json) {
        json_t *doc = cluster_row_json(row);

        json_object_set_new(doc, "schema_version", json_integer(1));
        json_object_set_new(doc, "run_id", json_integer((json_int_t)g->run_id));
        json_object_set(doc, "typical", typical);
        json_object_set(doc, "newest", newest);
        status = cli_print_json(cli, doc);
    } else {
        show_text(&out, row, g, typical, newest);
        status = cli_print_visible(cli, &out);
    }
    json_decref(typical);
    json_decref(newest);
    strbuf_release(&out);
    return status;
}

static int show(struct cli *cli, struct store *store, const struct cluster_list *clusters, long long most)
{
    char *end = NULL;
    long long number;
    const struct cluster_row *row;

    errno = 0;
    number = strtoll(cli->arg[1], &end, 10);
    if (errno != 0 || end == cli->arg[1] || *end != '\0')
        return cli_usage_error(cli, "'%s' is not the number of a cluster", cli->arg[1]);
    row = cluster_list_find(clusters, number);
    if (row == NULL)
        return cli_usage_error(cli, "no cluster %lld; '%s cluster list' shows those there are", number, cli->program);
    return show_row(cli, store, clusters, row, most);
}

static int run(struct cli *cli)
{
    struct store *store = NULL;
    struct cluster_list clusters = { 0 };
    struct err err = ERR_INIT;
    bool showing = cli->n_args == 2 && strcmp(cli->arg[0], "show") == 0;
    long long most = showing ? NEWEST_SHOWN : 50;
    int status;

    if (!showing && !(cli->n_args == 1 && strcmp(cli->arg[0], "list") == 0))
        return cli_usage_error(cli, "cluster takes 'list' or 'show NUMBER'");
    status = cli_integer(cli, "last", 0, 1000000000, &most);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, "ticket");
    if (status == STATUS_DONE && cluster_list_load(&clusters, store, cli_value(cli, "project"), 0, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        status = showing ? show(cli, store, &clusters, most) : list(cli, &clusters, most);
    cluster_list_release(&clusters);
    store_close(store);
    return status;
}

static const struct cli_subcommand subcommands[] = {
    { "list", "", "every cluster: number, size, weeks, name" },
    { "show", "NUMBER", "one of them: its words, its typical and its newest members" },
    { NULL, NULL, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome cluster list", "the groups of the newest night" },
    { "prodrome cluster show 7", "what one is about, and who is in it" },
    { NULL, NULL },
};

const struct cli_command cmd_cluster = {
    .name = "cluster",
    .synopsis = "cluster list|show NUMBER [OPTION...]",
    .summary = "groups of similar tickets",
    .description =
        "The night groups the tickets of each project by what they are about; a cluster keeps its number from night to night while its members "
        "stay together. 'list' shows them, those with the most new tickets of the last week first: number, size, how many were filed in "
        "each of the last 8 weeks (back from the project's newest ticket), name. 'show' tells of one the words that set it apart, its typical and its newest members.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .example = examples,
    .see_also = "similar report",
};
