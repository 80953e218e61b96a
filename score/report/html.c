#include "score/report/html.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "score/report/html_parts.h"
#include "score/report/stylesheet.h"

/* In order: text, elements and attributes, the page. Blocks and what stands in a line are html_blocks.c, tables
 * html_table.c. */

/* ---- text ---- */

void html_text(struct html *h, const char *text)
{
    html_escape(h->out, text, strlen(text));
}

void html_textn(struct html *h, const char *text, size_t len)
{
    html_escape(h->out, text, len);
}

/* Printed into h->scratch, escaped from there. */
void html_vtextf(struct html *h, const char *fmt, va_list args)
{
    char small[256];
    va_list again;
    int len;

    va_copy(again, args);
    len = vsnprintf(small, sizeof small, fmt, args);
    if (len >= 0 && (size_t)len < sizeof small) {
        html_textn(h, small, (size_t)len);
    } else if (len >= 0) {
        strbuf_clear(&h->scratch);
        if (strbuf_reserve(&h->scratch, (size_t)len) == 0) {
            vsnprintf(h->scratch.data, (size_t)len + 1, fmt, again);
            html_textn(h, h->scratch.data, (size_t)len);
        }
    }
    if (len < 0 || h->scratch.failed)
        h->out->failed = 1;
    va_end(again);
}

void html_textf(struct html *h, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    html_vtextf(h, fmt, args);
    va_end(args);
}

void html_raw(struct html *h, const char *trusted_markup)
{
    strbuf_adds(h->out, trusted_markup);
}

/* ---- elements ---- */

static bool is_word(const char *text, const char *allowed)
{
    return text[0] != '\0' && strspn(text, allowed) == strlen(text);
}

static bool is_one_of(const char *name, const char *const *list)
{
    for (size_t i = 0; list[i] != NULL; i++) {
        if (strcmp(name, list[i]) == 0)
            return true;
    }
    return false;
}

static void assert_attribute(const char *name)
{
    assert(is_word(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-"));
    assert(strncasecmp(name, "on", 2) != 0);
    assert(strcasecmp(name, "style") != 0 && strcasecmp(name, "srcdoc") != 0);
}

/* Relative (no ':' before the path, query or fragment), or of a scheme that only shows something. */
static bool is_safe_url(const char *url)
{
    static const char *const scheme[] = { "http:", "https:", "mailto:", NULL };

    if (url[strcspn(url, ":/?#")] != ':')
        return true;
    for (size_t i = 0; scheme[i] != NULL; i++) {
        if (strncasecmp(url, scheme[i], strlen(scheme[i])) == 0)
            return true;
    }
    return false;
}

static void write_attributes(struct html *h, va_list args)
{
    static const char *const urls[] = { "href", "src", "action", "formaction", NULL };
    const char *name, *value;

    while ((name = va_arg(args, const char *)) != NULL) {
        value = va_arg(args, const char *);
        assert_attribute(name);
        if (value == NULL)
            continue;
        strbuf_addc(h->out, ' ');
        strbuf_adds(h->out, name);
        strbuf_adds(h->out, "=\"");
        if (is_one_of(name, urls) && !is_safe_url(value))
            value = "#";
        html_escape(h->out, value, strlen(value));
        strbuf_addc(h->out, '"');
    }
}

static void write_start(struct html *h, const char *name, va_list args)
{
    assert(is_word(name, "abcdefghijklmnopqrstuvwxyz0123456789-"));
    assert(strcmp(name, "script") != 0);
    strbuf_addc(h->out, '<');
    strbuf_adds(h->out, name);
    write_attributes(h, args);
    strbuf_addc(h->out, '>');
}

void html_open(struct html *h, const char *name, ...)
{
    va_list args;

    assert(h->depth < HTML_DEPTH_MAX);
    va_start(args, name);
    write_start(h, name, args);
    va_end(args);
    h->open[h->depth++] = name;
}

void html_void(struct html *h, const char *name, ...)
{
    va_list args;

    va_start(args, name);
    write_start(h, name, args);
    va_end(args);
}

void html_close(struct html *h, const char *name)
{
    /* After these a line break would be a blank in the sentence. */
    static const char *const in_line[] = { "a",   "abbr", "b",     "bdi", "button", "code",   "em",  "label", "option",
                                           "pre", "span", "small", "sub", "sup",    "strong", "svg", "time",  NULL };

    assert(h->depth > 0);
    assert(strcmp(h->open[h->depth - 1], name) == 0);
    h->depth--;
    strbuf_adds(h->out, "</");
    strbuf_adds(h->out, name);
    strbuf_adds(h->out, is_one_of(name, in_line) ? ">" : ">\n");
}

void html_element(struct html *h, const char *name, const char *text)
{
    html_open(h, name, NULL);
    html_text(h, text);
    html_close(h, name);
}

void html_init(struct html *h, struct strbuf *out)
{
    *h = (struct html){ .out = out };
    strbuf_init(&h->scratch);
    strbuf_init(&h->contents);
    strbuf_init(&h->labels);
}

void html_release(struct html *h)
{
    strbuf_release(&h->scratch);
    strbuf_release(&h->contents);
    strbuf_release(&h->labels);
    *h = (struct html){ 0 };
}

int html_check(const struct html *h, struct err *err)
{
    assert(h->depth == 0);
    assert(h->n_columns == 0);
    return strbuf_check(h->out, err);
}

/* ---- the page ---- */

static const char *const tone_class[HTML_N_TONES] = { "neutral", "info", "good", "warn", "bad" };

/* A ring with a dash, a disc with an i, a disc with a tick, a triangle and an octagon with their marks: told apart
 * without colour. */
static const char *const tone_icon[HTML_N_TONES] = {
    "<path d=\"M8 1.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 0 0 0-13.6zM4.5 7h7v2h-7z\"/>",
    "<path d=\"M8 1a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM7 7h2v5H7zM7 4h2v2H7z\"/>",
    "<path d=\"M8 1a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM7 11.6L3.7 8.3l1.4-1.4L7 8.8l4-4l1.4 1.4z\"/>",
    "<path d=\"M8 .8L15.8 15H.2zM7.1 5.5h1.8v5H7.1zM7.1 11.6h1.8v1.8H7.1z\"/>",
    "<path d=\"M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5zM7.1 3.6h1.8v5.6H7.1zM7.1 10.6h1.8v1.8H7.1z\"/>",
};

const char *html_tone_class(enum html_tone tone)
{
    assert(tone >= 0 && tone < HTML_N_TONES);
    return tone_class[tone];
}

void html_icon(struct html *h, enum html_tone tone)
{
    assert(tone >= 0 && tone < HTML_N_TONES);
    html_raw(h, "<svg class=\"icon\" viewBox=\"0 0 16 16\" fill-rule=\"evenodd\" aria-hidden=\"true\">");
    html_raw(h, tone_icon[tone]);
    html_raw(h, "</svg>");
}

static void write_head(struct html *h, const struct html_page *page)
{
    html_raw(h, "<!doctype html>\n");
    html_open(h, "html", "lang", "en", NULL);
    html_raw(
        h,
        "\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action ");
    html_raw(h, page->forms ? "'self'" : "'none'");
    html_raw(
        h,
        "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html_text(h, page->report);
    if (page->subject != NULL) {
        html_raw(h, ": ");
        html_text(h, page->subject);
    }
    html_raw(h, " - Prodrome</title>\n<style>\n");
    stylesheet_write(h->out);
    html_raw(h, "</style>\n</head>\n");
}

static void write_verdict(struct html *h, const struct html_page *page)
{
    char class[32];

    snprintf(class, sizeof class, "verdict %s", html_tone_class(page->tone));
    html_open(h, "div", "class", class, NULL);
    html_icon(h, page->tone);
    html_open(h, "p", NULL);
    html_element(h, "strong", page->verdict);
    if (page->summary != NULL) {
        html_raw(h, " ");
        html_element(h, "span", page->summary);
    }
    html_close(h, "p");
    html_close(h, "div");
}

static void write_masthead(struct html *h, const struct html_page *page)
{
    html_open(h, "header", NULL);
    html_raw(
        h,
        "<p class=\"product\"><svg class=\"mark\" viewBox=\"0 0 24 16\" aria-hidden=\"true\"><path d=\"M1 10h6l1.5-3 2 5 3.5-10 3 8h6\"/>"
        "</svg><b>Prodrome</b> <span>");
    html_text(h, page->report);
    html_raw(h, "</span></p>\n");
    html_element(h, "h1", page->subject != NULL ? page->subject : page->report);
    if (page->identity != NULL) {
        html_open(h, "p", "class", "identity", NULL);
        html_text(h, page->identity);
        html_close(h, "p");
    }
    if (page->verdict != NULL)
        write_verdict(h, page);
    html_close(h, "header");
}

void html_page_begin(struct html *h, const struct html_page *page)
{
    assert(h->depth == 0);
    assert(page->report != NULL && page->engine != NULL);

    h->page = page;
    write_head(h, page);
    html_open(h, "body", NULL);
    html_raw(h, "\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
    write_masthead(h, page);
    html_open(h, "div", "class", "body", NULL);
    h->contents_at = h->out->len;
    html_open(h, "main", "id", "main", NULL);
    html_raw(h, "\n");
}

static void write_footer(struct html *h, const struct html_page *page)
{
    html_open(h, "footer", NULL);
    html_open(h, "p", NULL);
    html_textf(h, "Prodrome %s, ", page->engine);
    html_time(h, page->generated);
    if (page->audit_head != NULL) {
        html_raw(h, ", audit head ");
        html_code(h, page->audit_head);
    }
    html_close(h, "p");
    html_raw(h, "<p>Prodrome informs. Deciding, and signing for it, is a person's.</p>\n");
    html_close(h, "footer");
}

/* Puts the contents, known only now, before <main>. */
static void insert_contents(struct html *h)
{
    static const char begin[] = "\n<nav class=\"contents\" aria-label=\"Contents\"><ol>\n", end[] = "</ol></nav>\n";
    struct strbuf tail;

    strbuf_init(&tail);
    strbuf_add(&tail, h->out->data + h->contents_at, h->out->len - h->contents_at);
    if (!tail.failed && !h->contents.failed && !h->out->failed) {
        h->out->len = h->contents_at;
        strbuf_adds(h->out, begin);
        strbuf_add(h->out, h->contents.data, h->contents.len);
        strbuf_adds(h->out, end);
        strbuf_add(h->out, tail.data, tail.len);
    } else {
        h->out->failed = 1;
    }
    strbuf_release(&tail);
}

int html_page_end(struct html *h, struct err *err)
{
    enum { WORTH_CONTENTS = 3 };

    assert(h->page != NULL && h->level == 0);

    html_close(h, "main");
    html_close(h, "div");
    if (h->n_contents >= WORTH_CONTENTS)
        insert_contents(h);
    write_footer(h, h->page);
    html_close(h, "body");
    html_close(h, "html");
    h->page = NULL;
    return html_check(h, err);
}

void html_section_begin(struct html *h, const char *id, const char *title)
{
    static const char *const heading[] = { "h2", "h3", "h4" };

    assert(is_word(id, "abcdefghijklmnopqrstuvwxyz0123456789-"));
    assert(h->level < 3);

    if (h->level == 0) {
        strbuf_addf(&h->contents, "<li><a href=\"#%s\">", id);
        html_escape(&h->contents, title, strlen(title));
        strbuf_adds(&h->contents, "</a></li>\n");
        h->n_contents++;
    }
    html_open(h, "section", NULL);
    html_open(h, heading[h->level], "id", id, NULL);
    html_text(h, title);
    html_close(h, heading[h->level]);
    h->level++;
}

void html_section_end(struct html *h)
{
    assert(h->level > 0);
    html_close(h, "section");
    h->level--;
}
