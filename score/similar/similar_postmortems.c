#include "score/similar/similar_postmortems.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/incident_times.h"

enum { SHOWN_BYTES = 160 };

static struct ticket as_ticket(const struct postmortem_row *p)
{
    struct ticket t;

    memset(&t, 0, sizeof t);
    t.record_id = p->record_id;
    t.version_id = p->version_id;
    t.title = p->title;
    t.description = p->text;
    t.created = p->date != TIME_NONE ? p->date : p->known_at;
    t.updated = t.resolved = t.started = t.detected = t.restored = t.label_known_at = TIME_NONE;
    t.id = p->id; /* no ticket has an empty project: they stay apart */
    t.project = t.component = t.team = t.assignee = t.severity = t.priority = t.type = t.status = t.resolution = "";
    t.duplicate_of = t.parent = t.system = t.cause = t.maintenance = t.workflow = t.workaround = t.labels = "";
    t.damage = t.caused_by_change = t.release = t.component_filed = t.team_filed = t.severity_filed = t.priority_filed = "";
    return t;
}

static void keep_known(struct postmortem_table *postmortems, int64_t now)
{
    size_t kept = 0;

    for (size_t i = 0; i < postmortems->n; i++)
        if (postmortems->row[i].known_at <= now)
            postmortems->row[kept++] = postmortems->row[i];
    postmortems->n = kept;
}

int similar_postmortems_load(struct postmortem_table *out, struct store *store, const struct snapshot *snapshot, struct err *err)
{
    struct postmortem_table p = { .n = 0 };
    int rc = postmortems_load(&p, store, snapshot, err);

    if (rc < 0)
        return rc;
    keep_known(&p, store_now(store));
    *out = p;
    return 0;
}

/* Tickets from row `at` on, postmortems in the room that is left. */
static int put(struct ticket_table *tickets, size_t at, size_t postmortems_at, const struct postmortem_table *postmortems, struct err *err)
{
    struct ticket *rows;

    if (postmortems->n == 0)
        return 0;
    rows = mem_calloc(tickets->n + postmortems->n, sizeof *rows);
    if (rows == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < postmortems->n; i++)
        rows[postmortems_at + i] = as_ticket(&postmortems->row[i]);
    if (tickets->n > 0)
        memcpy(rows + at, tickets->row, tickets->n * sizeof *rows);
    mem_free(tickets->row);
    tickets->row = rows;
    tickets->n += postmortems->n;
    return 0;
}

int similar_postmortems_put(struct ticket_table *tickets, const struct postmortem_table *postmortems, struct err *err)
{
    return put(tickets, postmortems->n, 0, postmortems, err);
}

int similar_postmortems_put_behind(struct ticket_table *tickets, const struct postmortem_table *postmortems, struct err *err)
{
    return put(tickets, 0, tickets->n, postmortems, err);
}

static json_t *list_json(const char *list)
{
    json_t *out = json_array();

    while (*list != '\0') {
        size_t n = strcspn(list, "|");

        json_array_append_new(out, json_stringn(list, n));
        list += n + (list[n] == '|');
    }
    return out;
}

static json_t *seconds_json(int64_t seconds)
{
    return seconds == TIME_NONE ? json_null() : json_integer((json_int_t)seconds);
}

static json_t *one_json(const struct similar_found *f, size_t rank, const struct postmortem_row *p, const char *ticket)
{
    char date[TIME_ISO_MAX];
    json_t *terms = json_array();

    for (size_t i = 0; i < f->n_terms; i++)
        json_array_append_new(terms, json_pack("{s:s, s:f}", "term", f->term[i].text, "share", f->term[i].share));
    return json_pack("{s:I, s:s, s:s, s:s, s:f, s:o, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:b, s:o, s:o}", "rank", (json_int_t)rank, "id", p->id, "title",
                     p->title.str, "date", time_format_date(p->date, date), "similarity", f->similarity, "terms", terms, "severity", p->severity, "summary", p->summary,
                     "impact", p->impact, "root_cause", p->root_cause, "trigger", p->trigger, "resolution", p->resolution, "actions", p->actions, "systems",
                     list_json(p->systems), "tickets", list_json(p->tickets), "releases", list_json(p->releases), "names_the_ticket", (int)postmortem_names(p, ticket),
                     "seconds_to_detect", seconds_json(incident_detect_s(p->started, p->detected)), "seconds_to_restore",
                     seconds_json(incident_restore_s(p->started, p->detected, p->resolved)));
}

size_t similar_postmortems_keep(const struct similar_found *found, size_t n)
{
    size_t kept = 0;

    while (kept < n && found[kept].similarity >= SIMILAR_POSTMORTEMS_SHARE * found[0].similarity)
        kept++;
    return kept;
}

json_t *similar_postmortems_json(const struct similar_found *found, size_t n, const struct postmortem_table *postmortems, const char *ticket)
{
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, one_json(&found[i], i + 1, &postmortems->row[found[i].row], ticket));
    return list;
}

/* Behind what Markdown puts before the words of a line: blanks, marks of lists and quotes, "1. ", "[ ] ". *is_item: of a list. */
static const char *behind_marks(const char *line, bool *is_item)
{
    size_t digits = strspn(line + strspn(line, " \t"), "0123456789");
    const char *number = line + strspn(line, " \t");

    *is_item = strchr("-*", *number) != NULL || (digits > 0 && (number[digits] == '.' || number[digits] == ')') && number[digits + 1] == ' ');
    if (*is_item && digits > 0)
        return number + digits + 2;
    line += strspn(line, " \t\r-*>#");
    return strncmp(line, "[ ] ", 4) == 0 || strncmp(line, "[x] ", 4) == 0 ? line + 4 : line;
}

/* The beginning of a text on one line: "first item; second item". */
static void add_beginning(struct strbuf *out, const char *label, const char *text)
{
    size_t n = 0;

    if (*text == '\0')
        return;
    strbuf_addf(out, "          %s: ", label);
    while (*text != '\0' && n < SHOWN_BYTES) {
        bool is_item;

        text = behind_marks(text, &is_item);
        if (n > 0 && *text > ' ')
            strbuf_adds(out, is_item ? "; " : " ");
        for (; *text != '\0' && *text != '\n' && (n < SHOWN_BYTES || ((unsigned char)*text & 0xC0) == 0x80); text++, n++)
            if ((unsigned char)*text >= ' ')
                strbuf_addc(out, *text);
        text += *text == '\n';
    }
    strbuf_adds(out, *text != '\0' ? " ...\n" : "\n");
}

static void add_duration(struct strbuf *out, const char *before, int64_t seconds)
{
    if (seconds == TIME_NONE)
        return;
    if (seconds < 7200)
        strbuf_addf(out, "%s%lld minutes", before, (long long)(seconds / 60));
    else
        strbuf_addf(out, "%s%.1f hours", before, (double)seconds / 3600);
}

static void add_list(struct strbuf *out, const char *before, const char *list)
{
    enum { SHOWN = 5 };
    size_t n = 0;

    for (; *list != '\0'; n++) {
        size_t len = strcspn(list, "|");

        if (n < SHOWN)
            strbuf_addf(out, "%s%.*s", n == 0 ? before : ", ", (int)len, list);
        list += len + (list[len] == '|');
    }
    if (n > SHOWN)
        strbuf_addf(out, " and %zu more", n - SHOWN);
}

static void add_facts(struct strbuf *out, const struct postmortem_row *p, const char *ticket)
{
    struct strbuf facts;

    strbuf_init(&facts);
    add_duration(&facts, "; noticed after ", incident_detect_s(p->started, p->detected));
    add_duration(&facts, "; restored after ", incident_restore_s(p->started, p->detected, p->resolved));
    add_list(&facts, "; systems ", p->systems);
    add_list(&facts, "; releases ", p->releases);
    add_list(&facts, "; tickets ", p->tickets);
    if (postmortem_names(p, ticket))
        strbuf_adds(&facts, "; it is about this ticket");
    if (facts.len > 2)
        strbuf_addf(out, "          %s\n", facts.data + 2);
    out->failed |= facts.failed;
    strbuf_release(&facts);
}

void similar_postmortems_text(struct strbuf *out, const struct similar_found *found, size_t n, const struct postmortem_table *postmortems, const char *ticket)
{
    if (n > 0)
        strbuf_adds(out, "postmortems\n");
    for (size_t i = 0; i < n; i++) {
        const struct postmortem_row *p = &postmortems->row[found[i].row];
        char date[TIME_ISO_MAX];

        strbuf_addf(out, "%3zu  %.3f  %s  %s  ", i + 1, found[i].similarity, p->id, p->date != TIME_NONE ? time_format_date(p->date, date) : "undated");
        for (uint32_t k = 0; k < p->title.len; k++)
            strbuf_addc(out, (unsigned char)p->title.str[k] < ' ' ? ' ' : p->title.str[k]);
        strbuf_addc(out, '\n');
        add_facts(out, p, ticket);
        add_beginning(out, "root cause", p->root_cause);
        add_beginning(out, "trigger", p->trigger);
        add_beginning(out, "solved by", p->resolution);
        add_beginning(out, "then done", p->actions);
    }
}
