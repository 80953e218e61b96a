#include "score/report/report_queue.h"

#include <stdio.h>
#include <string.h>

#include "score/report/markdown.h"
#include "score/report/report_blocks.h"

enum { HTML_ROWS = 15, HTML_FOLDED = 100, MARKDOWN_ROWS = 20, TITLE_MAX_CHARS = 110 };

static const char title[] = "The queue";
static const char what[] = "All open tickets, also those older than what suggestions are made for, in the order to take them up: clinical impact, then the chance of "
                           "care-blocking in tenths, then how much of the allowed age is used up.";

/* "75 open incidents, 12 of them older than allowed: care-blocking 1 of 3 (1 day), ..." */
static void add_counts(struct strbuf *out, const json_t *queue)
{
    const json_t *list = json_object_get(queue, "by_impact"), *one;
    char open[HTML_NUMBER_MAX], overdue[HTML_NUMBER_MAX];
    bool any = false;
    size_t i;

    strbuf_addf(out, "%s open, %s older than allowed", html_format_count(open, report_count(queue, "open")),
                html_format_count(overdue, report_count(queue, "overdue")));
    json_array_foreach(list, i, one)
    {
        uint64_t days = report_count(one, "policy_days");

        if (report_count(one, "open") == 0)
            continue;
        strbuf_addf(out, "%s%s %s of %s (%llu day%s allowed)", any ? "; " : ": ", report_text_or(one, "impact", "impact not known"),
                    html_format_count(overdue, report_count(one, "overdue")), html_format_count(open, report_count(one, "open")),
                    (unsigned long long)days, days == 1 ? "" : "s");
        any = true;
    }
    strbuf_addc(out, '.');
}

/* What could not stand in an INI file as a key is left out. */
static bool is_key(const char *severity)
{
    for (const char *c = severity; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || strchr("=:;#[]`", *c) != NULL)
            return false;
    return *severity != '\0';
}

/* The lines to put under [impact]; nothing where none is wanting. Returns whether there are any. */
static bool add_ini(struct strbuf *out, const json_t *queue)
{
    const json_t *list = json_object_get(queue, "to_map"), *one;
    bool any = false;
    size_t i;

    json_array_foreach(list, i, one)
    {
        const char *severity = report_text(one, "severity"), *proposal = report_text(one, "proposal");

        if (!is_key(severity))
            continue;
        strbuf_addf(out, "%s%s%s = %s\n", any ? "" : "[impact]\n", proposal[0] == '\0' ? "; " : "", severity,
                    proposal[0] == '\0' ? "care-blocking, operational or minor" : proposal);
        any = true;
    }
    return any;
}

static const char to_map_what[] = "These reported severities have no clinical impact. Put the lines below into the configuration file; the impact in each is a proposal by its word alone, "
                                  "so change what is wrong for your site.";

static void to_map_html(struct html *h, const json_t *queue)
{
    struct strbuf ini;

    strbuf_init(&ini);
    if (add_ini(&ini, queue)) {
        bool mapped = report_is_true(queue, "mapped");

        if (mapped)
            html_details_begin(h, "Severities without a clinical impact");
        html_note(h, HTML_WARN, mapped ? "Not mapped yet" : "No clinical impact is known: the queue is in the order of age alone", "%s", to_map_what);
        html_element(h, "pre", ini.data);
        if (mapped)
            html_details_end(h);
    }
    report_done(h->out, &ini);
}

/* "Ages of xamarin are counted to 2018-05-28, where its tickets end." */
static void add_counted_to(struct strbuf *out, const json_t *queue)
{
    const json_t *list = json_object_get(queue, "counted_to"), *one;
    char when[REPORT_WHEN_MAX];
    size_t i;

    json_array_foreach(list, i, one)
        strbuf_addf(out, " Ages of %s are counted to %s, where its tickets end.", report_text_or(one, "project", "a project"), report_when(when, one, "at"));
}

static enum html_tone tone_of(const json_t *one)
{
    const char *impact = report_text(one, "impact");

    return strcmp(impact, "care-blocking") == 0 ? HTML_BAD : strcmp(impact, "operational") == 0 ? HTML_WARN : HTML_NEUTRAL;
}

/* All in one cell: a narrow screen shows it whole. */
static void row_html(struct html *h, const json_t *one, bool mapped)
{
    struct strbuf text;

    strbuf_init(&text);
    report_add_cut(&text, report_text_or(one, "title", "no title"), TITLE_MAX_CHARS);
    html_row(h);
    html_cell_count(h, report_count(one, "place"));
    html_cell_begin(h);
    html_textf(h, "%s ", text.data);
    if (mapped)
        html_badge(h, tone_of(one), report_text_or(one, "impact", "impact not known"));
    if (json_is_number(json_object_get(one, "overdue_days"))) {
        html_raw(h, " ");
        html_badge(h, HTML_WARN, "overdue");
    }
    report_again(h->out, &text);
    report_add_joined(&text, json_object_get(one, "reasons"));
    html_open(h, "p", "class", "identity", NULL);
    html_open(h, "small", NULL);
    html_code(h, report_text_or(one, "id", "no id"));
    html_textf(h, " \xC2\xB7 %s \xC2\xB7 %s", report_text_or(one, "project", "no project"), text.data);
    html_close(h, "small");
    html_close(h, "p");
    html_cell_end(h);
    report_done(h->out, &text);
}

static void rows_html(struct html *h, const json_t *list, bool mapped, size_t from, size_t to)
{
    char caption[64];

    snprintf(caption, sizeof caption, "Places %zu to %zu", from + 1, to);
    HTML_TABLE(h, caption, { "Place", HTML_COLUMN_NUMBER }, { "Incident, and why it stands here", HTML_COLUMN_HEADER });
    for (size_t i = from; i < to; i++)
        row_html(h, json_array_get(list, i), mapped);
    html_table_end(h, "No open incidents.");
}

void report_queue_html(struct html *h, const json_t *doc)
{
    const json_t *queue = json_object_get(doc, "queue"), *list = json_object_get(queue, "list");
    size_t n = json_array_size(list), first = n < HTML_ROWS ? n : HTML_ROWS, folded = n < HTML_FOLDED ? n : HTML_FOLDED;
    bool mapped = json_array_size(json_object_get(queue, "to_map")) == 0 || report_is_true(queue, "mapped");
    struct strbuf text;

    if (n == 0)
        return;
    strbuf_init(&text);
    html_section_begin(h, "queue", title);
    strbuf_addf(&text, "%s ", what);
    add_counts(&text, queue);
    add_counted_to(&text, queue);
    report_sentence(h, &text);
    report_done(h->out, &text);
    to_map_html(h, queue);
    rows_html(h, list, mapped, 0, first);
    if (folded > first) {
        html_details_screen_begin(h, "The next ones");
        rows_html(h, list, mapped, first, folded);
        html_details_end(h);
    }
    if (report_count(queue, "open") > folded)
        html_paragraph(h, "The first %llu are in the JSON form of this report.", (unsigned long long)report_count(queue, "listed"));
    html_section_end(h);
}

static void row_markdown(struct strbuf *out, const json_t *one)
{
    struct strbuf text;

    strbuf_init(&text);
    markdown_cell_count(out, report_count(one, "place"));
    report_add_code_cell(out, report_text_or(one, "id", "no id"));
    report_add_cut(&text, report_text_or(one, "title", "no title"), TITLE_MAX_CHARS);
    markdown_cell(out, text.data);
    report_again(out, &text);
    report_add_joined(&text, json_object_get(one, "reasons"));
    markdown_cell(out, text.data);
    markdown_row_end(out);
    report_done(out, &text);
}

void report_queue_markdown(struct strbuf *out, const json_t *doc)
{
    const json_t *queue = json_object_get(doc, "queue"), *list = json_object_get(queue, "list");
    size_t n = json_array_size(list);
    struct strbuf text;

    if (n == 0)
        return;
    strbuf_init(&text);
    markdown_heading(out, 3, title);
    add_counts(&text, queue);
    add_counted_to(&text, queue);
    markdown_paragraph(out, "%s %s", what, text.data);
    report_again(out, &text);
    if (add_ini(&text, queue)) {
        markdown_paragraph(out, "%s", to_map_what);
        strbuf_addf(out, "```ini\n%s```\n\n", text.data);
    }
    report_done(out, &text);
    MARKDOWN_TABLE(out, { "Place", HTML_COLUMN_NUMBER }, { "Incident", HTML_COLUMN_HEADER }, { "Title", HTML_COLUMN_TEXT }, { "Why here", HTML_COLUMN_TEXT });
    for (size_t i = 0; i < n && i < MARKDOWN_ROWS; i++)
        row_markdown(out, json_array_get(list, i));
    markdown_table_end(out);
    if (report_count(queue, "open") > MARKDOWN_ROWS)
        markdown_paragraph(out, "More: in the HTML and JSON forms of this report.");
}
