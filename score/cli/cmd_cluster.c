/*
 * cmd_cluster.c - prodrome cluster list|show|rename|merge|split|pin|unpin
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "score/cli/commands.h"
#include "score/cli/sign_in.h"
#include "score/cluster/cluster_edit.h"
#include "score/cluster/cluster_list.h"
#include "score/night/run.h"

enum { TREND_WIDTH = 32, NEWEST_SHOWN = 5 };

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "list: only this project" },
    { 'n', "last", "N",
      "list: at most N of each project (default 50; 0 for all); show: as many of the newest members (default 5)" },
    SIGN_IN_OPTIONS,
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
                time_format_date(g->grouped_at, day), (long long)g->grouped_run);
    if (g->run_id != g->grouped_run)
        strbuf_addf(out, "since then %zu new tickets were put into them, %zu are near none\n", g->assigned, g->near_none);
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
                              json_pack("{s:s, s:I, s:I, s:s, s:s, s:I, s:I, s:I, s:s, s:o}", "project", g->project, "run_id",
                                        (json_int_t)g->run_id, "grouped_run", (json_int_t)g->grouped_run, "grouped_at",
                                        time_format(g->grouped_at, at), "why", g->why, "assigned", (json_int_t)g->assigned,
                                        "near_none", (json_int_t)g->near_none, "tickets",
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
    if (!isnan(row->purity))
        strbuf_addf(out, "  purity       %.0f%%: of %zu members with a component those of %s\n", 100 * row->purity, row->labelled, row->component);
    if (!isnan(row->stability))
        strbuf_addf(out, "  stability    %.0f%% of its members stayed since the grouping before\n", 100 * row->stability);
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

static int read_number(struct cli *cli, const char *text, int64_t *out)
{
    char *end = NULL;
    long long number;

    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0')
        return cli_usage_error(cli, "'%s' is not the number of a cluster", text);
    *out = number;
    return STATUS_DONE;
}

static int show(struct cli *cli, struct store *store, const struct cluster_list *clusters, long long most)
{
    const struct cluster_row *row;
    struct err err = ERR_INIT;
    int64_t number;
    int status = read_number(cli, cli->arg[1], &number);

    if (status != STATUS_DONE)
        return status;
    row = cluster_list_find(clusters, number);
    if (row == NULL) {
        int rc = cluster_no_more(store, number, &err);

        return rc == ERR_USAGE ? cli_usage_error(cli, "%s", err.msg) : cli_fail(cli, &err);
    }
    return show_row(cli, store, clusters, row, most);
}

static int look(struct cli *cli, bool showing)
{
    struct store *store = NULL;
    struct cluster_list clusters = { 0 };
    struct err err = ERR_INIT;
    long long most = showing ? NEWEST_SHOWN : 50;
    int status = cli_integer(cli, "last", 0, 1000000000, &most);

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

/* --- edits ------------------------------------------------------------------------------------------------------- */

static bool regroups(enum cluster_action action)
{
    return action == CLUSTER_MERGE || action == CLUSTER_SPLIT;
}

/* A merge or a split is followed at once, by a grouping of its project. */
static int group_anew(struct clusters_update *out, struct cli *cli, struct store *store, const char *project, struct err *err)
{
    struct snapshot snapshot = { 0 };
    struct run_state run;
    struct clusters_options how = { .seed = cli->seed, .n_threads = cli->threads };
    int64_t edit = 0;
    char key[64];
    int rc = db_get_int(store->db, &edit, err, "SELECT max(edit_id) FROM cluster_edits", "");

    snprintf(key, sizeof key, "cluster:%lld", (long long)edit);
    if (rc >= 0)
        rc = run_begin(&run, store, key, err);
    if (rc == 0)
        rc = snapshot_take(&snapshot, store, err);
    how.run_id = rc == 0 ? run.run_id : 0;
    if (rc == 0)
        rc = clusters_update(out, store, &snapshot, project, &how, err);
    if (rc == 0)
        rc = run_complete(store, run.run_id, false, STATUS_DONE, err);
    snapshot_release(&snapshot);
    return rc;
}

/* The cluster that a split has made: where its first ticket is now. 0: it cannot be told. */
static int64_t split_off(struct store *store, const struct cluster_edit *edit, const char *project)
{
    size_t len = strlen(project);
    const char *id = edit->ticket[0];
    int64_t cluster_id = 0;

    if (strncmp(id, project, len) == 0 && id[len] == '/')
        id += len + 1;
    return cluster_of_ticket(&cluster_id, store, project, id, INT64_MAX, NULL) == 1 && cluster_id != edit->cluster_id ? cluster_id : 0;
}

static int say_edit(struct cli *cli, struct store *store, const struct cluster_edit *edit, const char *project, const struct clusters_update *u)
{
    int64_t made = edit->action == CLUSTER_SPLIT ? split_off(store, edit, project) : 0;
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:s, s:I, s:s, s:b, s:I, s:I, s:o}", "schema_version", 1, "action", cluster_action_name[edit->action],
                                             "cluster_id", (json_int_t)edit->cluster_id, "project", project, "regrouped",
                                             (int)regroups(edit->action), "clusters", (json_int_t)u->clusters, "moved", (json_int_t)u->moved, "made",
                                             made != 0 ? json_integer((json_int_t)made) : json_null()));
    strbuf_init(&out);
    strbuf_addf(&out, "cluster %lld: %s by %s\n", (long long)edit->cluster_id, cluster_action_name[edit->action], edit->person->name);
    if (made != 0)
        strbuf_addf(&out, "cluster %lld is made of what left, and pinned\n", (long long)made);
    if (edit->action == CLUSTER_MERGE)
        strbuf_addf(&out, "cluster %lld has its members now, and is pinned\n", (long long)edit->other);
    if (regroups(edit->action))
        strbuf_addf(&out, "project %s grouped anew: %zu clusters, %zu tickets moved\n", project, u->clusters, u->moved);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int change(struct cli *cli, struct cluster_edit *edit)
{
    struct clusters_update update = { 0 };
    struct store *store = NULL;
    struct person person;
    struct err err = ERR_INIT;
    char *project = NULL;
    bool job = regroups(edit->action);
    int rc, status = job ? sign_in_before_job(cli, POWER_TRIAGE, &person) : STATUS_DONE;

    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, job ? STORE_JOB : STORE_WRITE);
    if (status == STATUS_DONE && !job)
        status = sign_in(cli, store, &person);
    if (status != STATUS_DONE)
        goto done;
    edit->person = &person;
    rc = cluster_edit(&project, store, edit, &err);
    if (rc == 0 && job)
        rc = group_anew(&update, cli, store, project, &err);
    status = rc < 0 ? cli_fail(cli, &err) : say_edit(cli, store, edit, project, &update);
done:
    free(project);
    store_close(store);
    return status;
}

/* What each takes beside the number: rename one name, merge one number, split tickets, the others nothing. */
static int read_edit(struct cli *cli, enum cluster_action action, struct cluster_edit *edit)
{
    int rest = cli->n_args - 2, status = STATUS_DONE;

    *edit = (struct cluster_edit){ .action = action };
    if (rest < 0)
        return cli_usage_error(cli, "cluster %s takes the number of a cluster", cluster_action_name[action]);
    if (action == CLUSTER_RENAME && rest != 1)
        return cli_usage_error(cli, "cluster rename takes a number and one name (in quotes)");
    if (action == CLUSTER_MERGE && rest != 1)
        return cli_usage_error(cli, "cluster merge takes two numbers: which, and into which");
    if (action == CLUSTER_SPLIT && rest < 1)
        return cli_usage_error(cli, "cluster split takes a number and the tickets that leave");
    if ((action == CLUSTER_PIN || action == CLUSTER_UNPIN) && rest != 0)
        return cli_usage_error(cli, "cluster %s takes one number", cluster_action_name[action]);
    status = read_number(cli, cli->arg[1], &edit->cluster_id);
    if (status == STATUS_DONE && action == CLUSTER_MERGE)
        status = read_number(cli, cli->arg[2], &edit->other);
    edit->name = action == CLUSTER_RENAME ? cli->arg[2] : NULL;
    edit->ticket = (const char *const *)(cli->arg + 2);
    edit->n_tickets = action == CLUSTER_SPLIT ? (size_t)rest : 0;
    return status;
}

static int run(struct cli *cli)
{
    const char *verb = cli->n_args > 0 ? cli->arg[0] : "";
    struct cluster_edit edit;
    int status;

    if (cli->n_args == 2 && strcmp(verb, "show") == 0)
        return look(cli, true);
    if (cli->n_args == 1 && strcmp(verb, "list") == 0)
        return look(cli, false);
    for (int action = 0; action < N_CLUSTER_ACTIONS; action++) {
        if (strcmp(verb, cluster_action_name[action]) != 0)
            continue;
        status = read_edit(cli, (enum cluster_action)action, &edit);
        return status == STATUS_DONE ? change(cli, &edit) : status;
    }
    return cli_usage_error(cli, "cluster takes 'list', or 'show', 'rename', 'merge', 'split', 'pin' or 'unpin' with a NUMBER");
}

static const struct cli_subcommand subcommands[] = {
    { "list", "", "every cluster: number, size, weeks, name" },
    { "show", "NUMBER", "one of them: its words, its typical and its newest members" },
    { "rename", "NUMBER NAME", "give it a name that stays" },
    { "merge", "NUMBER INTO", "put its members into another, which lives on" },
    { "split", "NUMBER TICKET...", "give these members a cluster of their own" },
    { "pin", "NUMBER", "keep its members and its name" },
    { "unpin", "NUMBER", "let it change again" },
    { NULL, NULL, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome cluster list", "the groups of the newest night" },
    { "prodrome cluster show 7", "what one is about, and who is in it" },
    { "prodrome cluster rename 7 'VPN drops after sleep' --as anna", "a name for people" },
    { "prodrome cluster merge 12 7 --as anna", "the members of 12 go to 7" },
    { NULL, NULL },
};

const struct cli_command cmd_cluster = {
    .name = "cluster",
    .synopsis = "cluster SUBCOMMAND [NUMBER ...] [OPTION...]",
    .summary = "groups of similar tickets",
    .description =
        "The night groups the tickets of each project by what they are about; a cluster keeps its number from night to night while its members "
        "stay together. 'list' shows them, those with the most new tickets of the last week first: number, size, how many were filed in "
        "each of the last 8 weeks (back from the project's newest ticket), name. 'show' tells of one the words that set it apart, its typical and its newest members.\n"
        "A person changes them, signed in by --as: 'rename'; 'merge' one into another; 'split' off some of its tickets; 'pin' and 'unpin'. A merge and a split "
        "group the project anew at once, and what they made is pinned: its members stay, and only new tickets join, until 'unpin'. No ticket changes.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .example = examples,
    .see_also = "similar report",
};
