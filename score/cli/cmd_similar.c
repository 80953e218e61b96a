/*
 * cmd_similar.c - prodrome similar TICKET|--text TEXT
 *
 *   run -> open -> load tickets -> the query is one of them, or a text put behind them -> postmortems before them -> find -> show
 */
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/phi/deidentify.h"
#include "score/cli/commands.h"
#include "score/similar.h"
#include "score/similar_postmortems.h"

enum { TOP_MAX = 1000, TEXT_MAX_BYTES = 1 << 20 };

static const struct cli_option options[] = {
    { 0, "text", "TEXT", "compare this text instead of a ticket; '-' reads standard input. Its first line counts as a title" },
    { 'p', "project", "NAME", "only tickets of this project (default: the ticket's own; of a text: all)" },
    { 'n', "top", "N", "show the N most similar (default 10)" },
    { 0, NULL, NULL, NULL },
};

struct asked {
    struct ticket_table tickets;   /* postmortems, tickets, and the text, if any, as the last row */
    struct postmortem_table postmortems;
    size_t              n_postmortems;
    size_t              n_known;   /* rows without the text */
    uint32_t            query;
    const char         *project;   /* NULL: all                              */
    struct strbuf       text;      /* without identifiers                    */
    size_t              top;
};

/* ------------------------------------------------------------- what is asked */

static int read_text(struct cli *cli, struct asked *a)
{
    const char *given = cli_value(cli, "text");
    uint64_t counts[PHI_N_TYPES] = {0};
    struct phi_spans spans = {0};
    struct config config;
    struct err err = ERR_INIT;
    struct strbuf raw;
    char block[8192];
    size_t got;
    int rc = 0, status = cli_load_config(cli, &config);

    if (status != STATUS_DONE)
        return status;
    strbuf_init(&raw);
    if (strcmp(given, "-") != 0)
        strbuf_adds(&raw, given);
    else
        while (raw.len <= TEXT_MAX_BYTES && (got = fread(block, 1, sizeof(block), stdin)) > 0)
            strbuf_add(&raw, block, got);
    if (strcmp(given, "-") == 0 && ferror(stdin))
        rc = err_set(&err, ERR_IO, "standard input cannot be read");
    else if (raw.len > TEXT_MAX_BYTES)
        rc = err_set(&err, ERR_REFUSED, "the text is over %d KiB", TEXT_MAX_BYTES >> 10);
    if (rc == 0)
        rc = strbuf_check(&raw, &err);
    if (rc == 0)
        rc = deidentify_text(&a->text, raw.data, raw.len, config.rules, counts, &spans, &err);
    if (rc == 0)
        rc = strbuf_check(&a->text, &err);
    phi_spans_release(&spans);
    strbuf_release(&raw);
    config_release(&config);
    return rc < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

/* The text as a ticket filed now, behind the others. */
static int append_text(struct cli *cli, struct asked *a, const struct store *store)
{
    size_t cap = a->tickets.n, title = strcspn(a->text.data, "\r\n");
    struct ticket *row;
    struct err err = ERR_INIT;

    if (mem_grow(&a->tickets.row, &cap, a->tickets.n + 1, sizeof(*a->tickets.row), &err) < 0)
        return cli_fail(cli, &err);
    row = &a->tickets.row[a->tickets.n];
    memset(row, 0, sizeof(*row));
    title = title < a->text.len ? title : a->text.len;
    row->title = (struct text){ a->text.data, (uint32_t)title };
    row->description = (struct text){ a->text.data + title, (uint32_t)(a->text.len - title) };
    row->created = store_now(store);
    row->project = row->id = row->duplicate_of = "";
    a->query = (uint32_t)a->tickets.n++;
    return STATUS_DONE;
}

static bool is_named(const struct ticket *t, const char *name)
{
    size_t n = strlen(t->project);

    return strncmp(name, t->project, n) == 0 && name[n] == '/' && strcmp(name + n + 1, t->id) == 0;
}

/* "PROJECT/ID" before the bare id, which must be unique. */
static int find_ticket(struct cli *cli, struct asked *a, const char *name)
{
    size_t n_bare = 0, bare = 0, other = 0;

    for (size_t i = 0; i < a->tickets.n; i++) {
        if (is_named(&a->tickets.row[i], name)) {
            a->query = (uint32_t)i;
            return STATUS_DONE;
        }
        if (strcmp(a->tickets.row[i].id, name) == 0) {
            other = bare;
            bare = i;
            n_bare++;
        }
    }
    if (n_bare > 1)
        return cli_usage_error(cli, "ticket '%s' is in several projects: name it '%s/%s' or '%s/%s'", name, a->tickets.row[other].project, name,
                               a->tickets.row[bare].project, name);
    if (n_bare == 0 && a->project != NULL)
        return cli_usage_error(cli, "project '%s' has no ticket '%s'", a->project, name);
    if (n_bare == 0)
        return cli_usage_error(cli, "no ticket '%s'", name);
    a->query = (uint32_t)bare;
    return STATUS_DONE;
}

/* Keeps the tickets of the query's project, in place. */
static void keep_project(struct asked *a)
{
    const char *project = a->tickets.row[a->query].project;
    size_t n = 0, query = a->query;

    for (size_t i = 0; i < a->tickets.n; i++) {
        if (strcmp(a->tickets.row[i].project, project) != 0)
            continue;
        if (i == query)
            a->query = (uint32_t)n;
        a->tickets.row[n++] = a->tickets.row[i];
    }
    a->tickets.n = n;
    a->project = a->tickets.row[a->query].project;
}

static int load(struct cli *cli, struct asked *a, struct store *store)
{
    struct snapshot snapshot = {0};
    struct err err = ERR_INIT;
    const char *name = cli->n_args == 1 ? cli->arg[0] : NULL;
    int rc = snapshot_take(&snapshot, store, &err), status = STATUS_DONE;

    if (rc == 0)
        rc = tickets_load(&a->tickets, store, &snapshot, a->project, &err);
    snapshot_release(&snapshot);
    if (rc == 0 && a->tickets.n == 0)
        rc = err_set(&err, ERR_NODATA, "the store has no tickets");
    if (rc < 0)
        return cli_fail(cli, &err);
    if (name != NULL) {
        status = find_ticket(cli, a, strncmp(name, "ticket:", 7) == 0 ? name + 7 : name);
        if (status == STATUS_DONE)
            keep_project(a);
        a->n_known = a->tickets.n;
        return status;
    }
    a->n_known = a->tickets.n;
    return append_text(cli, a, store);
}

static int load_postmortems(struct cli *cli, struct asked *a, struct store *store)
{
    struct snapshot snapshot = {0};
    struct err err = ERR_INIT;
    int rc = snapshot_take(&snapshot, store, &err);

    if (rc == 0)
        rc = postmortems_load(&a->postmortems, store, &snapshot, &err);
    snapshot_release(&snapshot);
    if (rc == 0)
        rc = similar_postmortems_put(&a->tickets, &a->n_postmortems, &a->postmortems, store_now(store), &err);
    if (rc < 0)
        return cli_fail(cli, &err);
    a->query += (uint32_t)a->n_postmortems;
    a->n_known += a->n_postmortems;
    return STATUS_DONE;
}

/* ------------------------------------------------------------- what is shown */

static double days_to_resolve(const struct ticket *t)
{
    if (t->created == TIME_NONE || t->resolved == TIME_NONE || t->resolved < t->created)
        return -1;
    return ((double)t->resolved - (double)t->created) / 86400;
}

static json_t *terms_json(const struct similar_found *f)
{
    json_t *list = json_array();

    for (size_t i = 0; i < f->n_terms; i++)
        json_array_append_new(list, json_pack("{s:s, s:f}", "term", f->term[i].text, "share", f->term[i].share));
    return list;
}

static json_t *group_json(const struct duplicates *groups, const struct asked *a, uint32_t row)
{
    json_t *list = json_array();
    const uint32_t *member;
    size_t n = duplicates_members(&member, groups, row);

    for (size_t i = 0; i < n && n > 1; i++)
        json_array_append_new(list, json_string(a->tickets.row[member[i]].id));
    return list;
}

static json_t *found_json(const struct similar_found *f, size_t rank, const struct asked *a, const struct duplicates *groups)
{
    const struct ticket *t = &a->tickets.row[f->row];
    char created[TIME_ISO_MAX], resolved[TIME_ISO_MAX];
    double days = days_to_resolve(t);
    json_t *doc = json_pack("{s:I, s:o, s:s, s:s, s:s, s:s, s:f, s:o, s:s, s:s, s:s, s:s, s:o, s:o}", "rank", (json_int_t)rank, "item",
                            json_sprintf("ticket:%s/%s", t->project, t->id), "project", t->project, "id", t->id, "title", t->title.str, "created",
                            time_format(t->created, created), "similarity", f->similarity, "terms", terms_json(f), "status", t->status, "resolution",
                            t->resolution, "team", t->team, "resolved", time_format(t->resolved, resolved), "days_to_resolve",
                            days < 0 ? json_null() : json_real(days), "duplicate_group", group_json(groups, a, f->row));

    return doc;
}

/* What was found: tickets, and postmortems. */
struct result {
    struct similar_found *found, postmortem[SIMILAR_POSTMORTEMS];
    size_t                n, n_postmortems;
};

static size_t n_compared(const struct asked *a)
{
    return a->query - a->n_postmortems;
}

static json_t *result_json(const struct similar *s, const struct asked *a, const struct result *r, const struct duplicates *groups)
{
    const struct ticket *t = &a->tickets.row[a->query];
    bool is_text = a->query >= a->n_known;
    json_t *list = json_array();

    for (size_t i = 0; i < r->n; i++)
        json_array_append_new(list, found_json(&r->found[i], i + 1, a, groups));
    return json_pack("{s:i, s:o, s:o, s:I, s:I, s:o, s:I, s:o}", "schema_version", 1, "query", is_text ? json_null() : json_sprintf("ticket:%s/%s", t->project, t->id),
                     "project", a->project == NULL ? json_null() : json_string(a->project), "known_words", (json_int_t)similar_known_words(s, a->query),
                     "compared", (json_int_t)n_compared(a), "similar", list, "compared_postmortems", (json_int_t)a->n_postmortems, "postmortems",
                     similar_postmortems_json(r->postmortem, r->n_postmortems, &a->postmortems, t->id));
}

static void solved_text(struct strbuf *out, const struct ticket *t, const struct duplicates *groups, const struct asked *a, uint32_t row)
{
    const uint32_t *member;
    size_t n = duplicates_members(&member, groups, row);
    double days = days_to_resolve(t);

    strbuf_addf(out, "          %s", t->status[0] != '\0' ? t->status : "no status");
    if (t->resolution[0] != '\0')
        strbuf_addf(out, ", %s", t->resolution);
    if (t->team[0] != '\0')
        strbuf_addf(out, ", team %s", t->team);
    if (days >= 0)
        strbuf_addf(out, ", after %.1f days", days);
    if (n > 1 && groups->group[row] == groups->group[a->query])
        strbuf_adds(out, "; marked as a duplicate of this ticket's group");
    else if (n > 1)
        strbuf_addf(out, "; in a group of %zu duplicates with %s", n, a->tickets.row[member[member[0] == row]].id);
    strbuf_addc(out, '\n');
}

/* Titles on one line: control characters are made visible when it is printed, line ends would break the list. */
static void add_title(struct strbuf *out, const struct text *title)
{
    for (uint32_t i = 0; i < title->len; i++)
        strbuf_addc(out, (unsigned char)title->str[i] < ' ' ? ' ' : title->str[i]);
}

static void found_text(struct strbuf *out, const struct similar_found *f, size_t rank, const struct asked *a, const struct duplicates *groups)
{
    const struct ticket *t = &a->tickets.row[f->row];
    char created[TIME_ISO_MAX];

    strbuf_addf(out, "%3zu  %.3f  %s/%s  %s  ", rank, f->similarity, t->project, t->id, time_format_date(t->created, created));
    add_title(out, &t->title);
    strbuf_addc(out, '\n');
    solved_text(out, t, groups, a, f->row);
    strbuf_adds(out, "          shares");
    for (size_t i = 0; i < f->n_terms; i++)
        strbuf_addf(out, "%s %s %.0f %%", i == 0 ? "" : ",", f->term[i].text, 100 * f->term[i].share);
    strbuf_addc(out, '\n');
}

static void head_text(struct strbuf *out, const struct similar *s, const struct asked *a)
{
    const struct ticket *t = &a->tickets.row[a->query];

    if (a->query >= a->n_known)
        strbuf_adds(out, "the text");
    else {
        strbuf_addf(out, "%s/%s  ", t->project, t->id);
        add_title(out, &t->title);
    }
    strbuf_addf(out, "\n%zu known words, compared with %zu earlier tickets%s%s", similar_known_words(s, a->query), n_compared(a),
                a->project == NULL ? "" : " of project ", a->project == NULL ? "" : a->project);
    if (a->n_postmortems > 0)
        strbuf_addf(out, " and %zu postmortem%s", a->n_postmortems, a->n_postmortems == 1 ? "" : "s");
    strbuf_addc(out, '\n');
}

static int show(struct cli *cli, const struct similar *s, const struct asked *a, const struct result *r, const struct duplicates *groups)
{
    struct strbuf out;
    int status;

    if (cli->json)
        status = cli_print_json(cli, result_json(s, a, r, groups));
    else {
        strbuf_init(&out);
        head_text(&out, s, a);
        for (size_t i = 0; i < r->n; i++)
            found_text(&out, &r->found[i], i + 1, a, groups);
        similar_postmortems_text(&out, r->postmortem, r->n_postmortems, &a->postmortems, a->tickets.row[a->query].id);
        status = cli_print_visible(cli, &out);
        strbuf_release(&out);
    }
    if (status != STATUS_DONE || r->n + r->n_postmortems > 0)
        return status;
    if (a->query < a->n_known && a->tickets.row[a->query].title.len == 0 && a->tickets.row[a->query].description.len == 0)
        cli_error(cli, "it has no text: it was filed without, or the text was purged");
    else if (similar_known_words(s, a->query) == 0)
        cli_error(cli, "none of its words is known from the other tickets: there is nothing to compare by");
    else
        cli_error(cli, "no earlier ticket shares a word with it");
    return STATUS_NODATA;
}

static int search(struct cli *cli, const struct asked *a)
{
    struct result r = { .found = mem_calloc(a->top, sizeof(*r.found)) };
    struct similar s = {0};
    struct duplicates groups = {0};
    struct err err = ERR_INIT;
    int status;
    int rc = r.found == NULL ? err_nomem(&err) : duplicates_make(&groups, &a->tickets, &err);

    if (rc == 0)
        rc = similar_init(&s, &a->tickets, a->n_known, cli->threads, &err);
    if (rc == 0)
        rc = similar_find_in(r.found, &r.n, &s, a->query, a->n_postmortems, a->query, a->top, &err);
    if (rc == 0)
        rc = similar_find_in(r.postmortem, &r.n_postmortems, &s, a->query, 0, a->n_postmortems, SIMILAR_POSTMORTEMS, &err);
    r.n_postmortems = similar_postmortems_keep(r.postmortem, r.n_postmortems);
    status = rc < 0 ? cli_fail(cli, &err) : show(cli, &s, a, &r, &groups);
    similar_release(&s);
    duplicates_release(&groups);
    mem_free(r.found);
    return status;
}

static int check_arguments(struct cli *cli, struct asked *a)
{
    const char *text = cli_value(cli, "text");
    long long top = 10;
    int status;

    if ((text != NULL) + cli->n_args != 1)
        return cli_usage_error(cli, "similar takes one ticket, or --text");
    status = cli_integer(cli, "top", 1, TOP_MAX, &top);
    a->top = (size_t)top;
    if (status == STATUS_DONE && text != NULL)
        status = read_text(cli, a);
    if (status == STATUS_DONE && text != NULL && a->text.data[strspn(a->text.data, " \t\r\n")] == '\0')
        return cli_usage_error(cli, "the text is empty");
    return status;
}

static int run(struct cli *cli)
{
    struct asked a = { .project = cli_value(cli, "project") };
    struct store *store = NULL;
    int status;

    strbuf_init(&a.text);
    arena_init(&a.tickets.arena);
    arena_init(&a.postmortems.arena);
    status = check_arguments(cli, &a);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, "ticket");
    if (status == STATUS_DONE)
        status = load(cli, &a, store);
    if (status == STATUS_DONE)
        status = load_postmortems(cli, &a, store);
    if (status == STATUS_DONE)
        status = search(cli, &a);
    tickets_release(&a.tickets);
    postmortems_release(&a.postmortems);
    strbuf_release(&a.text);
    store_close(store);
    return status;
}

static const struct cli_exit exits[] = {
    { STATUS_NODATA, "nothing can be compared" },
    { 0, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome similar desk/4711", "the past tickets most like this one" },
    { "prodrome similar --text 'label printer offline' --top 5", "the five most like a text" },
    { NULL, NULL },
};

const struct cli_command cmd_similar = {
    .name = "similar",
    .synopsis = "similar TICKET|--text TEXT [OPTION...]",
    .summary = "the most similar past incidents, and how they were solved",
    .description = "Shows the earlier tickets that are most like TICKET (PROJECT/ID, or the bare id where it is unique) or like a text: similarity by the "
                   "words of title and description (0 to 1), the words that both have with their share of it, how the ticket was solved and how long that took, and "
                   "whether it belongs to a group of duplicates; then the postmortems most like it, with cause, length and what was done. Identifiers "
                   "in a text are replaced before it is compared, as import does. Nothing is stored. Exit status 5 where nothing can be compared.",
    .option = options,
    .run = run,
    .exit = exits,
    .example = examples,
    .see_also = "explain backtest",
};
