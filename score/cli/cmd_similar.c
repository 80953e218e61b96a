/*
 * cmd_similar.c - prodrome similar TICKET|--text TEXT
 *
 *   run -> open -> choose (a ticket, or a text) -> similar_past_ask -> show ; or --index -> similar_file_renew
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/base/text_cut.h"
#include "datasets/phi/deidentify.h"
#include "datasets/rows/incident_times.h"
#include "datasets/rows/ticket_title.h"
#include "score/cli/commands.h"
#include "score/similar/similar_past.h"

enum { TOP_MAX = 1000, TEXT_MAX_BYTES = 1 << 20 };

static const struct cli_option options[] = {
    { 0, "text", "TEXT", "compare this text instead of a ticket; '-' reads standard input. Its first line counts as a title" },
    { 'p', "project", "NAME", "only tickets of this project (default: the ticket's own; of a text: all)" },
    { 'n', "top", "N", "show the N most similar (default 10)" },
    { 0, "index", NULL, "make the index that later calls use, or make it anew; the night does it too" },
    { 0, NULL, NULL, NULL },
};

struct asked {
    struct similar_asked question;
    struct strbuf        text;     /* without identifiers */
    struct arena         arena;
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

/* The ticket that is named, or the text: its first line is a title. */
static int choose(struct cli *cli, struct asked *a, struct store *store)
{
    const char *name = cli->n_args == 1 ? cli->arg[0] : NULL;
    size_t title = strcspn(a->text.data, "\r\n");
    struct err err = ERR_INIT;
    int rc;

    a->question.project = cli_value(cli, "project");
    if (name == NULL) {
        title = title < a->text.len ? title : a->text.len;
        a->question.title = (struct text){ a->text.data, (uint32_t)title };
        a->question.description = (struct text){ a->text.data + title, (uint32_t)(a->text.len - title) };
        return STATUS_DONE;
    }
    rc = similar_past_ticket(&a->question.record, &a->question.version, &a->question.project, &a->arena, store, a->question.project,
                             strncmp(name, "ticket:", 7) == 0 ? name + 7 : name, &err);
    return rc == ERR_USAGE ? cli_usage_error(cli, "%s", err.msg) : rc < 0 ? cli_fail(cli, &err) : STATUS_DONE;
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

/* Ids joined by '|'. */
static json_t *group_json(const char *group)
{
    json_t *list = json_array();

    for (size_t len; *group != '\0'; group += len + (group[len] == '|')) {
        len = strcspn(group, "|");
        json_array_append_new(list, json_stringn(group, len));
    }
    return list;
}

/* How likely it is the same incident; NaN where no night has measured it. */
static double probability_of(const struct similar_past *past, size_t i)
{
    return past->likely != NULL ? past->likely[i].probability : duplicate_bar_probability(&past->bar, past->found[i].similarity);
}

static bool is_suspected(const struct similar_past *past, size_t i)
{
    return past->likely != NULL ? past->likely[i].suspected : past->found[i].similarity >= past->bar.threshold;
}

/* What made it so likely: bias + groups = logit. */
static json_t *why_json(const struct similar_past *past, size_t i)
{
    if (past->likely == NULL)
        return json_null();
    return json_pack("{s:f, s:f, s:o}", "logit", past->likely[i].logit, "bias", past->order.model.bar.b, "groups", similar_likely_groups(&past->likely[i]));
}

static json_t *number_or_null(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

/* From which similarity, or with a model probability, on one is suspected; INFINITY: none. */
static double threshold_of(const struct similar_past *past)
{
    return past->likely == NULL || isinf(past->bar.threshold) ? past->bar.threshold : duplicate_bar_probability(&past->bar, past->bar.threshold);
}

/* Of the newer past pairs that reach the threshold: share that was marked; NaN where none did. */
static double precision_of(const struct similar_past *past)
{
    return past->bar.reached == 0 ? (double)NAN : (double)past->bar.reached_same / (double)past->bar.reached;
}

static json_t *found_json(const struct similar_past *past, size_t i)
{
    const struct ticket *t = &past->tickets.row[i];
    char created[TIME_ISO_MAX], resolved[TIME_ISO_MAX];
    double days = days_to_resolve(t);
    int64_t restore = incident_restore_s(t->started, t->detected, t->restored);

    return json_pack("{s:I, s:o, s:s, s:s, s:s, s:s, s:f, s:o, s:s, s:s, s:s, s:s, s:s, s:b, s:o, s:o, s:s, s:s, s:o, s:o, s:o}", "rank", (json_int_t)i + 1, "item",
                     json_sprintf("ticket:%s/%s", t->project, t->id), "project", t->project, "id", t->id, "title", t->title.str, "created",
                     time_format(t->created, created), "similarity", past->found[i].similarity, "terms", terms_json(&past->found[i]), "status", t->status,
                     "resolution", t->resolution, "cause", t->cause, "workaround", t->workaround, "note", past->close_note[i], "suspected_duplicate",
                     (int)is_suspected(past, i), "duplicate_probability", number_or_null(probability_of(past, i)), "why", why_json(past, i), "team", t->team, "resolved",
                     time_format(t->resolved, resolved), "days_to_resolve", days < 0 ? json_null() : json_real(days), "seconds_to_restore", restore == TIME_NONE ? json_null() : json_integer((json_int_t)restore), "duplicate_group",
                     group_json(past->group[i]));
}

static json_t *result_json(const struct similar_past *past, const struct asked *a)
{
    const struct ticket *t = &past->query.row[0];
    json_t *list = json_array();

    for (size_t i = 0; i < past->n_found; i++)
        json_array_append_new(list, found_json(past, i));
    return json_pack("{s:i, s:o, s:b, s:o, s:o, s:o, s:o, s:I, s:I, s:b, s:o, s:I, s:o}", "schema_version", 1, "model", past->model[0] != '\0' ? json_string(past->model) : json_null(),
                     "approved", (int)past->approved, "duplicate_threshold",
                     number_or_null(threshold_of(past)), "duplicate_precision", number_or_null(precision_of(past)), "query",
                     a->question.record == 0 ? json_null() : json_sprintf("ticket:%s/%s", t->project, t->id), "project",
                     a->question.project == NULL ? json_null() : json_string(a->question.project), "known_words", (json_int_t)past->known_words, "compared",
                     (json_int_t)past->n_compared, "by_index", past->by_index, "similar", list, "compared_postmortems", (json_int_t)past->n_compared_postmortems,
                     "postmortems", similar_postmortems_json(past->postmortem, past->n_postmortems, &past->postmortems, t->id));
}

/* The first of the group's ids that is not the ticket's own. */
static void add_other(struct strbuf *out, const char *group, const char *id)
{
    size_t len = strcspn(group, "|");

    if (len == strlen(id) && memcmp(group, id, len) == 0 && group[len] == '|') {
        group += len + 1;
        len = strcspn(group, "|");
    }
    strbuf_add(out, group, len);
}

/* On one line: control characters are made visible when it is printed, line ends would break the list. */
static void add_line(struct strbuf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        strbuf_addc(out, (unsigned char)text[i] < ' ' ? ' ' : text[i]);
}

/* By how it begins where it was filed without a title. */
static void add_title(struct strbuf *out, const struct ticket *t)
{
    if (t->title.len > 0) {
        add_line(out, t->title.str, t->title.len);
        return;
    }
    add_line(out, t->description.str, (uint32_t)text_cut(t->description.str, t->description.len, TICKET_TITLE_CHARS));
}

static void add_said(struct strbuf *out, const char *what, const char *text)
{
    if (text[0] == '\0')
        return;
    strbuf_addf(out, "          %s: ", what);
    add_line(out, text, strlen(text));
    strbuf_addc(out, '\n');
}

static void add_suspicion(struct strbuf *out, const struct similar_past *past, size_t i)
{
    double p = probability_of(past, i);
    bool likely = past->likely != NULL;

    if (!is_suspected(past, i)) {
        if (likely)
            strbuf_addf(out, "; %.1f %% likely the same", 100 * p);
        return;
    }
    strbuf_addf(out, "; suspected duplicate (%.0f %% likely)", 100 * p);
    if (past->bar.reached > 0)
        strbuf_addf(out, ": %.0f %% of the newer past pairs from %.2f on were marked", 100 * precision_of(past), threshold_of(past));
}

/* Until it was restored, where that is recorded. */
static void add_restored(struct strbuf *out, const struct ticket *t)
{
    int64_t seconds = incident_restore_s(t->started, t->detected, t->restored);

    if (seconds != TIME_NONE && seconds < 7200)
        strbuf_addf(out, ", restored after %lld minutes", (long long)(seconds / 60));
    else if (seconds != TIME_NONE)
        strbuf_addf(out, ", restored after %.1f hours", (double)seconds / 3600);
}

static void solved_text(struct strbuf *out, const struct similar_past *past, size_t i)
{
    const struct ticket *t = &past->tickets.row[i];
    double days = days_to_resolve(t);
    size_t n = 1;

    for (const char *c = past->group[i]; *c != '\0'; c++)
        n += *c == '|';
    strbuf_addf(out, "          %s", t->status[0] != '\0' ? t->status : "no status");
    if (t->resolution[0] != '\0')
        strbuf_addf(out, ", %s", t->resolution);
    if (t->team[0] != '\0')
        strbuf_addf(out, ", team %s", t->team);
    if (days >= 0)
        strbuf_addf(out, ", after %.1f days", days);
    add_restored(out, t);
    if (n > 1 && past->same_group[i])
        strbuf_adds(out, "; marked as a duplicate of this ticket's group");
    else if (n > 1) {
        strbuf_addf(out, "; in a group of %zu duplicates with ", n);
        add_other(out, past->group[i], t->id);
    }
    add_suspicion(out, past, i);
    strbuf_addc(out, '\n');
    add_said(out, "cause", t->cause);
    add_said(out, "workaround", t->workaround);
    add_said(out, "closed with", past->close_note[i]);
}

static void why_text(struct strbuf *out, const struct similar_past *past, size_t at)
{
    const struct similar_likely *likely = &past->likely[at];

    strbuf_addf(out, "          because %+.2f", past->order.model.bar.b);
    for (size_t g = 0; g < N_DUPLICATE_GROUPS; g++)
        if (likely->group[g] != 0)
            strbuf_addf(out, ", %s %+.2f", duplicate_group_name(g), likely->group[g]);
    strbuf_addf(out, " = %+.2f\n", likely->logit);
}

static void found_text(struct strbuf *out, const struct similar_past *past, size_t at)
{
    const struct ticket *t = &past->tickets.row[at];
    const struct similar_found *f = &past->found[at];
    char created[TIME_ISO_MAX];

    strbuf_addf(out, "%3zu  %.3f  %s/%s  %s  ", at + 1, f->similarity, t->project, t->id, time_format_date(t->created, created));
    add_title(out, t);
    strbuf_addc(out, '\n');
    solved_text(out, past, at);
    strbuf_adds(out, "          shares");
    for (size_t i = 0; i < f->n_terms; i++)
        strbuf_addf(out, "%s %s %.0f %%", i == 0 ? "" : ",", f->term[i].text, 100 * f->term[i].share);
    strbuf_addc(out, '\n');
    if (past->likely != NULL)
        why_text(out, past, at);
}

static void head_text(struct strbuf *out, const struct similar_past *past, const struct asked *a)
{
    const struct ticket *t = &past->query.row[0];
    const char *project = a->question.project;

    if (a->question.record == 0)
        strbuf_adds(out, "the text");
    else {
        strbuf_addf(out, "%s/%s  ", t->project, t->id);
        add_title(out, t);
    }
    strbuf_addf(out, "\n%zu known words, compared with %zu earlier tickets%s%s", past->known_words, past->n_compared, project == NULL ? "" : " of project ",
                project == NULL ? "" : project);
    if (past->n_compared_postmortems > 0)
        strbuf_addf(out, " and %zu postmortem%s", past->n_compared_postmortems, past->n_compared_postmortems == 1 ? "" : "s");
    strbuf_addc(out, '\n');
    if (past->model[0] != '\0')
        strbuf_addf(out, "in the order of %s%s: how likely each is the same incident\n", past->model, past->approved ? "" : " (model not approved)");
}

static int show(struct cli *cli, const struct similar_past *past, const struct asked *a)
{
    const struct ticket *t = &past->query.row[0];
    struct strbuf out;
    int status;

    if (cli->json)
        status = cli_print_json(cli, result_json(past, a));
    else {
        strbuf_init(&out);
        head_text(&out, past, a);
        for (size_t i = 0; i < past->n_found; i++)
            found_text(&out, past, i);
        similar_postmortems_text(&out, past->postmortem, past->n_postmortems, &past->postmortems, t->id);
        status = cli_print_visible(cli, &out);
        strbuf_release(&out);
    }
    if (status != STATUS_DONE || past->n_found + past->n_postmortems > 0)
        return status;
    if (a->question.record != 0 && t->title.len == 0 && t->description.len == 0)
        cli_error(cli, "it has no text: it was filed without, or the text was purged");
    else if (past->known_words == 0)
        cli_error(cli, "none of its words is known from the other tickets: there is nothing to compare by");
    else
        cli_error(cli, "no earlier ticket shares a word with it");
    return STATUS_NODATA;
}

static int search(struct cli *cli, const struct asked *a, struct store *store)
{
    struct similar_past past;
    struct err err = ERR_INIT;
    int status, rc = similar_past_ask(&past, store, &a->question, &err);

    if (rc < 0)
        return cli_fail(cli, &err);
    if (past.note[0] != '\0')
        log_info(&cli->log, "%s; all tickets were read instead, 'prodrome similar --index' makes it anew", past.note);
    status = show(cli, &past, a);
    similar_past_release(&past);
    return status;
}

/* ------------------------------------------------------------- the index */

static int renew_index(struct cli *cli)
{
    struct store *store = NULL;
    struct err err = ERR_INIT;
    bool made = false;
    int status;

    if (cli->n_args > 0 || cli_value(cli, "text") != NULL || cli_value(cli, "project") != NULL || cli_value(cli, "top") != NULL)
        return cli_usage_error(cli, "similar --index takes nothing else");
    status = cli_open_store(cli, &store, STORE_JOB);
    if (status == STATUS_DONE && similar_file_renew(&made, store, cli->threads, &err) < 0)
        status = cli_fail(cli, &err);
    if (status == STATUS_DONE)
        log_info(&cli->log, made ? "the index of similar incidents was made" : "the index of similar incidents is as it should be");
    store_close(store);
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
    a->question.top = (size_t)top;
    a->question.n_threads = cli->threads;
    if (status == STATUS_DONE && text != NULL)
        status = read_text(cli, a);
    if (status == STATUS_DONE && text != NULL && a->text.data[strspn(a->text.data, " \t\r\n")] == '\0')
        return cli_usage_error(cli, "the text is empty");
    return status;
}

static int run(struct cli *cli)
{
    struct asked a = { .question = { .record = 0 } };
    struct store *store = NULL;
    int status;

    if (cli_has(cli, "index"))
        return renew_index(cli);
    strbuf_init(&a.text);
    arena_init(&a.arena);
    status = check_arguments(cli, &a);
    if (status == STATUS_DONE)
        status = cli_open_store(cli, &store, STORE_READ);
    if (status == STATUS_DONE)
        status = cli_check_project(cli, store, "ticket");
    if (status == STATUS_DONE)
        status = choose(cli, &a, store);
    if (status == STATUS_DONE)
        status = search(cli, &a, store);
    arena_release(&a.arena);
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
    .synopsis = "similar TICKET|--text TEXT|--index [OPTION...]",
    .summary = "the most similar past incidents, and how they were solved",
    .description = "Shows the earlier tickets that are most like TICKET (PROJECT/ID, or the bare id where it is unique) or like a text: in the order of how likely each is the same incident, with what made it so, where the project has a model of duplicates (of a text, and with --project of another, by words alone); similarity by the "
                   "words of title and description (0 to 1), the words that both have with their share of it, how the ticket was solved (resolution, cause, workaround, close note) and how long that took, and "
                   "whether it belongs to a group of duplicates, or is suspected to be the same, and how likely it is, by the bar that the newest night chose for the project; then the postmortems most like it, with cause, length and what was done. Identifiers "
                   "in a text are replaced before it is compared, as import does. Nothing is stored. The night leaves an index beside the store (STORE.index), with "
                   "which an answer takes milliseconds; without it, or after a newer import, all tickets are read for the answer, which is the same. --index makes it "
                   "by hand. It has words of the tickets, so a purge removes it; a backup does not have it. Exit status 5 where nothing can be compared.",
    .option = options,
    .run = run,
    .exit = exits,
    .example = examples,
    .see_also = "explain backtest",
};
