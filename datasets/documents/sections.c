/*
 *   parse -> heads (headings, bold beginnings) with their lines -> what stands between them
 */
#include "datasets/documents/sections.h"

#include <assert.h>
#include <cmark.h>
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/mem.h"

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* How a heading may begin; the longest match counts. With a '=' it must be the whole heading. */
static const struct {
    const char *word;
    enum section_kind kind;
} words[] = {
    { "summary", SECTION_SUMMARY },
    { "executive summary", SECTION_SUMMARY },
    { "incident summary", SECTION_SUMMARY },
    { "overview", SECTION_SUMMARY },
    { "abstract", SECTION_SUMMARY },
    { "tl;dr", SECTION_SUMMARY },
    { "tldr", SECTION_SUMMARY },
    { "=what", SECTION_SUMMARY },
    { "what happened", SECTION_SUMMARY },
    { "description", SECTION_SUMMARY },
    { "incident description", SECTION_SUMMARY },
    { "impact", SECTION_IMPACT },
    { "customer impact", SECTION_IMPACT },
    { "user impact", SECTION_IMPACT },
    { "business impact", SECTION_IMPACT },
    { "clinical impact", SECTION_IMPACT },
    { "patient impact", SECTION_IMPACT },
    { "consequences", SECTION_IMPACT },
    { "=effects", SECTION_IMPACT },
    { "affected", SECTION_IMPACT },
    { "who was affected", SECTION_IMPACT },
    { "what was affected", SECTION_IMPACT },
    { "trigger", SECTION_TRIGGER },
    { "what triggered", SECTION_TRIGGER },
    { "root cause", SECTION_ROOT_CAUSE },
    { "root-cause", SECTION_ROOT_CAUSE },
    { "rca", SECTION_ROOT_CAUSE },
    { "cause", SECTION_ROOT_CAUSE },
    { "causes", SECTION_ROOT_CAUSE },
    { "=why", SECTION_ROOT_CAUSE },
    { "why did it happen", SECTION_ROOT_CAUSE },
    { "why did this happen", SECTION_ROOT_CAUSE },
    { "why it happened", SECTION_ROOT_CAUSE },
    { "what went wrong and why", SECTION_ROOT_CAUSE },
    { "five whys", SECTION_ROOT_CAUSE },
    { "5 whys", SECTION_ROOT_CAUSE },
    { "the 5 whys", SECTION_ROOT_CAUSE },
    { "the five whys", SECTION_ROOT_CAUSE },
    { "contributing factor", SECTION_ROOT_CAUSE },
    { "contributing factors", SECTION_ROOT_CAUSE },
    { "contributing causes", SECTION_ROOT_CAUSE },
    { "=analysis", SECTION_ROOT_CAUSE },
    { "cause analysis", SECTION_ROOT_CAUSE },
    { "technical analysis", SECTION_ROOT_CAUSE },
    { "detection", SECTION_DETECTION },
    { "how was it detected", SECTION_DETECTION },
    { "how we found out", SECTION_DETECTION },
    { "resolution", SECTION_RESOLUTION },
    { "recovery", SECTION_RESOLUTION },
    { "mitigation", SECTION_RESOLUTION },
    { "mitigations", SECTION_RESOLUTION },
    { "remediation", SECTION_RESOLUTION },
    { "restoration", SECTION_RESOLUTION },
    { "=fix", SECTION_RESOLUTION },
    { "=solution", SECTION_RESOLUTION },
    { "response", SECTION_RESOLUTION },
    { "how was it fixed", SECTION_RESOLUTION },
    { "how it was fixed", SECTION_RESOLUTION },
    { "how it was solved", SECTION_RESOLUTION },
    { "how we fixed it", SECTION_RESOLUTION },
    { "timeline", SECTION_TIMELINE },
    { "time line", SECTION_TIMELINE },
    { "chronology", SECTION_TIMELINE },
    { "sequence of events", SECTION_TIMELINE },
    { "incident timeline", SECTION_TIMELINE },
    { "=events", SECTION_TIMELINE },
    { "=log", SECTION_TIMELINE },
    { "action", SECTION_ACTIONS },
    { "actions", SECTION_ACTIONS },
    { "action items", SECTION_ACTIONS },
    { "corrective action", SECTION_ACTIONS },
    { "corrective actions", SECTION_ACTIONS },
    { "corrective and preventive actions", SECTION_ACTIONS },
    { "preventive actions", SECTION_ACTIONS },
    { "preventative measures", SECTION_ACTIONS },
    { "preventive measures", SECTION_ACTIONS },
    { "prevention", SECTION_ACTIONS },
    { "follow-up", SECTION_ACTIONS },
    { "follow-ups", SECTION_ACTIONS },
    { "follow up", SECTION_ACTIONS },
    { "followup", SECTION_ACTIONS },
    { "next steps", SECTION_ACTIONS },
    { "to do", SECTION_ACTIONS },
    { "todo", SECTION_ACTIONS },
    { "improvements", SECTION_ACTIONS },
    { "lesson learned", SECTION_LESSONS },
    { "lessons", SECTION_LESSONS },
    { "learnings", SECTION_LESSONS },
    { "what we learned", SECTION_LESSONS },
    { "what did we learn", SECTION_LESSONS },
    { "what went well", SECTION_LESSONS },
    { "what went wrong", SECTION_LESSONS },
    { "what could have gone better", SECTION_LESSONS },
    { "where we got lucky", SECTION_LESSONS },
};

enum { HEADING_MAX = 128 };

/* Without what stands before the first letter ("1. ", an emoji, "("), in lower case, single blanks. "5 whys" keeps its number. */
static void fold_heading(char out[HEADING_MAX], const char *heading)
{
    size_t n = 0;

    if (strncmp(heading, "5 w", 3) != 0 && strncmp(heading, "5 W", 3) != 0)
        while (*heading != '\0' && !isalpha((unsigned char)*heading))
            heading++;
    for (; *heading != '\0' && n + 1 < HEADING_MAX; heading++) {
        bool blank = isspace((unsigned char)*heading) != 0;

        if (!blank || (n > 0 && out[n - 1] != ' '))
            out[n++] = blank ? ' ' : (char)tolower((unsigned char)*heading);
    }
    while (n > 0 && !isalnum((unsigned char)out[n - 1]) && out[n - 1] != ')')
        n--;
    out[n] = '\0';
}

int section_kind_of(const char *heading)
{
    char text[HEADING_MAX];
    size_t best = 0;
    int kind = -1;

    fold_heading(text, heading);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bool whole = *words[i].word == '=';
        const char *word = words[i].word + whole;
        size_t len = strlen(word);

        if (len <= best || strncmp(text, word, len) != 0 || isalnum((unsigned char)text[len]) || (whole && text[len] != '\0'))
            continue;
        best = len;
        kind = (int)words[i].kind;
    }
    return kind;
}

/* ---- heads ------------------------------------------------------------------------------------------------------- */

enum { LEVEL_BOLD = 7 }; /* below every heading */

struct head {
    int level, kind;      /* kind -1: a heading of another matter       */
    int first, last;      /* its lines, from 1                          */
    size_t skip;          /* bytes of the first line that are not text  */
};

struct reading {
    const char *data;
    size_t len;
    size_t *line;         /* [n_lines + 1] byte at which each begins    */
    size_t n_lines;
    struct head *head;    /* [n] in order                               */
    size_t n, cap;
    struct strbuf scratch;
};

/* The words of what is inside of a node. */
static void add_words(struct strbuf *out, cmark_node *node)
{
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *at = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(at);

        if (event != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            strbuf_adds(out, cmark_node_get_literal(at) != NULL ? cmark_node_get_literal(at) : "");
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            strbuf_addc(out, ' ');
    }
    cmark_iter_free(iter);
}

static int put_head(struct reading *r, struct head head, struct err *err)
{
    int rc = mem_grow(&r->head, &r->cap, r->n + 1, sizeof *r->head, err);

    if (rc == 0)
        r->head[r->n++] = head;
    return rc;
}

static int take_heading(struct reading *r, struct sections *out, cmark_node *node, struct err *err)
{
    strbuf_clear(&r->scratch);
    add_words(&r->scratch, node);
    if (strbuf_check(&r->scratch, err) < 0)
        return ERR_NOMEM;
    if (out->title.len == 0)
        strbuf_add(&out->title, r->scratch.data, r->scratch.len);
    return put_head(r, (struct head){ .level = cmark_node_get_heading_level(node), .kind = section_kind_of(r->scratch.data),
                                      .first = cmark_node_get_start_line(node), .last = cmark_node_get_end_line(node) }, err);
}

/* "**Cause:** text" and "**Cause**: text", at the beginning of a paragraph that is no part of a list. */
static int take_paragraph(struct reading *r, cmark_node *node, struct err *err)
{
    cmark_node *strong = cmark_node_first_child(node), *next = strong != NULL ? cmark_node_next(strong) : NULL;
    const char *after = next != NULL && cmark_node_get_type(next) == CMARK_NODE_TEXT ? cmark_node_get_literal(next) : "";
    struct head head = { .level = LEVEL_BOLD, .first = cmark_node_get_start_line(node) };
    const char *from, *end;
    size_t line;

    if (strong == NULL || cmark_node_get_type(strong) != CMARK_NODE_STRONG || head.first < 1 || (size_t)head.first > r->n_lines)
        return 0;
    strbuf_clear(&r->scratch);
    add_words(&r->scratch, strong);
    if (strbuf_check(&r->scratch, err) < 0)
        return ERR_NOMEM;
    if (r->scratch.len == 0 || (r->scratch.data[r->scratch.len - 1] != ':' && *after != ':' && next != NULL))
        return 0;
    head.kind = section_kind_of(r->scratch.data);
    if (head.kind < 0)
        return 0;
    line = (size_t)head.first - 1;
    from = r->data + r->line[line];
    end = memchr(from, ':', r->line[line + 1] - r->line[line]);
    head.skip = end == NULL ? r->line[line + 1] - r->line[line] : (size_t)(end + 1 - from);
    while (head.skip < r->line[line + 1] - r->line[line] && from[head.skip] == '*')
        head.skip++;
    head.last = head.first - 1; /* the rest of its line is text */
    return put_head(r, head, err);
}

static int find_heads(struct reading *r, struct sections *out, cmark_node *document, struct err *err)
{
    int rc = 0;

    for (cmark_node *node = cmark_node_first_child(document); rc == 0 && node != NULL; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
            rc = take_heading(r, out, node, err);
        else if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
            rc = take_paragraph(r, node, err);
    }
    return rc;
}

/* ---- what stands between them ------------------------------------------------------------------------------------ */

static int find_lines(struct reading *r, struct err *err)
{
    size_t n = 1, at = 0;

    for (size_t i = 0; i < r->len; i++)
        n += r->data[i] == '\n' || (r->data[i] == '\r' && (i + 1 == r->len || r->data[i + 1] != '\n'));
    r->line = mem_calloc(n + 1, sizeof *r->line);
    if (r->line == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < r->len; i++)
        if (r->data[i] == '\n' || (r->data[i] == '\r' && (i + 1 == r->len || r->data[i + 1] != '\n')))
            r->line[++at] = i + 1;
    r->n_lines = n;
    r->line[n] = r->len;
    return 0;
}

static void add_section(struct strbuf *out, const char *from, const char *end)
{
    while (from < end && isspace((unsigned char)*from))
        from++;
    while (end > from && isspace((unsigned char)end[-1]))
        end--;
    if (from == end)
        return;
    if (out->len > 0)
        strbuf_adds(out, "\n\n");
    strbuf_add(out, from, (size_t)(end - from));
}

/* Byte at which the section of a head ends. */
static size_t end_of(const struct reading *r, size_t i)
{
    for (size_t k = i + 1; k < r->n; k++)
        if (r->head[k].kind >= 0 || r->head[k].level <= r->head[i].level)
            return r->line[r->head[k].first - 1];
    return r->len;
}

static void cut(struct reading *r, struct sections *out)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct head *head = &r->head[i];
        size_t from;

        if (head->kind < 0 || head->last < 0 || (size_t)head->last > r->n_lines)
            continue;
        from = r->line[head->last] + head->skip;
        if (from < end_of(r, i))
            add_section(&out->text[head->kind], r->data + from, r->data + end_of(r, i));
    }
}

static bool heads_are_sound(const struct reading *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->head[i].first < 1 || (size_t)r->head[i].first > r->n_lines || (i > 0 && r->head[i].first < r->head[i - 1].first))
            return false;
    return true;
}

int sections_read(struct sections *out, const char *data, size_t len, struct err *err)
{
    struct reading r = { .data = data, .len = len };
    cmark_node *document = NULL;
    int rc;

    assert(len <= SECTIONS_MAX_BYTES);

    strbuf_init(&out->title);
    for (size_t i = 0; i < N_SECTIONS; i++)
        strbuf_init(&out->text[i]);
    strbuf_init(&r.scratch);
    rc = find_lines(&r, err);
    if (rc == 0)
        document = cmark_parse_document(data, len, CMARK_OPT_DEFAULT);
    if (rc == 0 && document == NULL)
        rc = err_nomem(err);
    if (rc == 0)
        rc = find_heads(&r, out, document, err);
    if (rc == 0 && heads_are_sound(&r))
        cut(&r, out);
    for (size_t i = 0; rc == 0 && i < N_SECTIONS; i++)
        rc = strbuf_check(&out->text[i], err);
    if (rc == 0)
        rc = strbuf_check(&out->title, err);
    if (document != NULL)
        cmark_node_free(document);
    mem_free(r.line);
    mem_free(r.head);
    strbuf_release(&r.scratch);
    if (rc < 0)
        sections_release(out);
    return rc;
}

void sections_release(struct sections *sections)
{
    strbuf_release(&sections->title);
    for (size_t i = 0; i < N_SECTIONS; i++)
        strbuf_release(&sections->text[i]);
}
