#include "score/report/html.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/clock.h"
#include "score/report/stylesheet.h"

/*
 * In order: characters (decode, what hides, entities), numbers, elements and attributes, the page, blocks, inline,
 * tables.
 */

/* ---- characters ---- */

/* Instead of what is not UTF-8: U+FFFD. */
static const char replacement[] = "\xEF\xBF\xBD";

/* Beyond this many combining marks on one letter it is no language but an overprint of the lines above and below. */
enum { MARKS_MAX = 4 };

struct range {
    uint32_t low, high;
};

static bool in_ranges(const struct range *range, size_t n, uint32_t cp)
{
    for (size_t i = 0; i < n && range[i].low <= cp; i++) {
        if (cp <= range[i].high)
            return true;
    }
    return false;
}

#define IN(table, cp) in_ranges((table), sizeof(table) / sizeof((table)[0]), (cp))

/* Code points that show nothing: Default_Ignorable_Code_Point (Unicode 15, DerivedCoreProperties), the interlinear
 * annotation and hieroglyph format controls, and the blank Braille cell. Bidirectional controls (UAX #9, 2.1-2.6) are
 * among them. */
static const struct range invisible[] = {
    { 0x00AD, 0x00AD },   { 0x034F, 0x034F },   { 0x061C, 0x061C },   { 0x115F, 0x1160 },   { 0x17B4, 0x17B5 },
    { 0x180B, 0x180F },   { 0x200B, 0x200F },   { 0x202A, 0x202E },   { 0x2060, 0x206F },   { 0x2800, 0x2800 },
    { 0x3164, 0x3164 },   { 0xFE00, 0xFE0F },   { 0xFEFF, 0xFEFF },   { 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFFB },
    { 0x13430, 0x1343F }, { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
};

static const struct range combining[] = {
    { 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x1AB0, 0x1AFF },
    { 0x1DC0, 0x1DFF }, { 0x20D0, 0x20FF }, { 0xFE20, 0xFE2F },
};

/* What a joiner (U+200C, U+200D) and an emoji or text style selector (U+FE0E, U+FE0F) may follow: scripts that spell
 * with joiners, and pictographs. */
static const struct range joined[] = {
    { 0x0620, 0x0DFF }, { 0x1000, 0x109F }, { 0x1780, 0x17B3 },   { 0x1820, 0x18AA },
    { 0x2600, 0x27BF }, { 0xFE0F, 0xFE0F }, { 0x1F000, 0x1FAFF },
};
static const struct range styled[] = {
    { 0x00A9, 0x00A9 }, { 0x00AE, 0x00AE }, { 0x203C, 0x203C }, { 0x2049, 0x2049 },
    { 0x2122, 0x2BFF }, { 0x3030, 0x303D }, { 0x3297, 0x3299 }, { 0x1F000, 0x1FAFF },
};

/* The lowest second byte that may follow a lead byte, and the highest (Unicode 15, table 3-7). */
static unsigned char second_min(unsigned char lead)
{
    return lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
}

static unsigned char second_max(unsigned char lead)
{
    return lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
}

size_t html_decode(uint32_t *code_point, const char *text, size_t len)
{
    const unsigned char *s = (const unsigned char *)text;
    unsigned char lead = s[0], low = second_min(lead), high = second_max(lead);
    size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    uint32_t value = lead & (0x3Fu >> more);

    assert(len > 0);

    *code_point = lead < 0x80 ? lead : HTML_NOT_A_CHARACTER;
    if (lead < 0xC2 || lead > 0xF4)
        return 1;
    for (size_t i = 1; i <= more; i++) {
        if (i >= len || s[i] < low || s[i] > high)
            return i;
        value = value << 6 | (s[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    *code_point = value;
    return more + 1;
}

static bool is_noncharacter(uint32_t cp)
{
    return cp >= HTML_NOT_A_CHARACTER || (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF);
}

/* Whether an invisible character does its proper work after `prev`. */
static bool belongs_after(uint32_t cp, uint32_t prev)
{
    if (cp == 0x200C || cp == 0x200D)
        return IN(joined, prev);
    return (cp == 0xFE0E || cp == 0xFE0F) && IN(styled, prev);
}

/* What is written for `cp`, NULL for itself. `next` is the byte after it, `n_marks` the combining marks before it. */
static const char *instead_of(uint32_t cp, uint32_t prev, char next, size_t n_marks, char shown[16])
{
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) {
        if (cp == '\n' || cp == '\t')
            return NULL;
        return cp == '\r' && next != '\n' ? "\n" : "";
    }
    if (cp < 0xA0)
        return NULL;
    if (cp == 0x2028 || cp == 0x2029)
        return "\n";
    if (is_noncharacter(cp))
        return replacement;
    if (IN(invisible, cp) && !belongs_after(cp, prev)) {
        snprintf(shown, 16, "[U+%04X]", (unsigned)cp);
        return shown;
    }
    return n_marks >= MARKS_MAX && IN(combining, cp) ? "" : NULL;
}

static const char *no_entity(char c)
{
    (void)c;
    return NULL;
}

static const char *html_entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void write_visible(struct strbuf *out, const char *text, size_t len, const char *(*entity)(char))
{
    size_t done = 0, at = 0, n_marks = 0; /* text[done, at) goes out as it is */
    uint32_t prev = 0, cp;
    char shown[16];

    while (at < len) {
        size_t n = html_decode(&cp, text + at, len - at);
        const char *instead = cp < 0x80 ? entity(text[at]) : NULL;

        if (instead == NULL)
            instead = instead_of(cp, prev, at + n < len ? text[at + n] : '\0', n_marks, shown);
        if (instead != NULL) {
            strbuf_add(out, text + done, at - done);
            strbuf_adds(out, instead);
            done = at + n;
        }
        if (instead == NULL || instead[0] != '\0') { /* what is left out parts nothing: its neighbours will touch */
            n_marks = instead == NULL && cp >= 0x300 && IN(combining, cp) ? n_marks + 1 : 0;
            prev = instead == NULL ? cp : 0;
        }
        at += n;
    }
    strbuf_add(out, text + done, at - done);
}

void html_visible(struct strbuf *out, const char *text, size_t len)
{
    write_visible(out, text, len, no_entity);
}

static void escape(struct strbuf *out, const char *text)
{
    write_visible(out, text, strlen(text), html_entity);
}

void html_text(struct html *h, const char *text)
{
    escape(h->out, text);
}

void html_textn(struct html *h, const char *text, size_t len)
{
    write_visible(h->out, text, len, html_entity);
}

/* Printed into h->scratch, escaped from there. */
static void __attribute__((format(printf, 2, 0))) vtextf(struct html *h, const char *fmt, va_list args)
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
    vtextf(h, fmt, args);
    va_end(args);
}

void html_raw(struct html *h, const char *trusted_markup)
{
    strbuf_adds(h->out, trusted_markup);
}

/* ---- numbers ---- */

static const char minus[] = "\xE2\x88\x92"; /* U+2212 */

/* Copies "1234567.89" to buf with commas between thousands. */
static void group_thousands(char *buf, const char *plain)
{
    size_t n_digits = strspn(plain, "0123456789");

    for (size_t i = 0; i < n_digits; i++) {
        *buf++ = plain[i];
        if (n_digits - i > 1 && (n_digits - i - 1) % 3 == 0)
            *buf++ = ',';
    }
    strcpy(buf, plain + n_digits);
}

static char *format_with(char buf[HTML_NUMBER_MAX], double value, int decimals, const char *plus)
{
    char plain[32];
    bool zero;

    assert(decimals >= 0 && decimals <= 9);

    if (isnan(value))
        return strcpy(buf, "n/a");
    if (isinf(value))
        snprintf(plain, sizeof plain, "\xE2\x88\x9E");
    else if (fabs(value) >= 1e15)
        snprintf(plain, sizeof plain, "%.3e", fabs(value));
    else
        snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    zero = strspn(plain, "0.") == strlen(plain);
    strcpy(buf, zero ? "" : value < 0 ? minus : plus);
    group_thousands(buf + strlen(buf), plain);
    return buf;
}

char *html_format_number(char buf[HTML_NUMBER_MAX], double value, int decimals)
{
    return format_with(buf, value, decimals, "");
}

char *html_format_signed(char buf[HTML_NUMBER_MAX], double value, int decimals)
{
    return format_with(buf, value, decimals, "+");
}

char *html_format_count(char buf[HTML_NUMBER_MAX], uint64_t count)
{
    char plain[24];

    snprintf(plain, sizeof plain, "%llu", (unsigned long long)count);
    group_thousands(buf, plain);
    return buf;
}

char *html_format_probability(char buf[HTML_NUMBER_MAX], double p)
{
    if (p > 0 && p < 0.001)
        return strcpy(buf, "<0.1%");
    if (p > 0.999 && p < 1)
        return strcpy(buf, ">99.9%");
    format_with(buf, 100 * p, 1, "");
    if (isfinite(p))
        strcat(buf, "%");
    return buf;
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
        escape(h->out, is_one_of(name, urls) && !is_safe_url(value) ? "#" : value);
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
}

void html_release(struct html *h)
{
    strbuf_release(&h->scratch);
    strbuf_release(&h->contents);
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

static void write_icon(struct html *h, enum html_tone tone)
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

    snprintf(class, sizeof class, "verdict %s", tone_class[page->tone]);
    html_open(h, "div", "class", class, NULL);
    write_icon(h, page->tone);
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
        escape(&h->contents, title);
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

/* ---- blocks ---- */

void html_paragraph(struct html *h, const char *fmt, ...)
{
    va_list args;

    html_open(h, "p", NULL);
    va_start(args, fmt);
    vtextf(h, fmt, args);
    va_end(args);
    html_close(h, "p");
}

void html_empty(struct html *h, const char *text)
{
    html_open(h, "p", "class", "empty", NULL);
    html_text(h, text);
    html_close(h, "p");
}

void html_note_begin(struct html *h, enum html_tone tone, const char *title)
{
    char class[32];

    assert(tone >= 0 && tone < HTML_N_TONES);
    snprintf(class, sizeof class, "note %s", tone_class[tone]);
    html_open(h, "div", "class", class, "role", "note", NULL);
    write_icon(h, tone);
    html_open(h, "div", NULL);
    html_open(h, "p", NULL);
    html_element(h, "strong", title);
    html_close(h, "p");
}

void html_note_end(struct html *h)
{
    html_close(h, "div");
    html_close(h, "div");
}

void html_note(struct html *h, enum html_tone tone, const char *title, const char *fmt, ...)
{
    va_list args;

    html_note_begin(h, tone, title);
    html_open(h, "p", NULL);
    va_start(args, fmt);
    vtextf(h, fmt, args);
    va_end(args);
    html_close(h, "p");
    html_note_end(h);
}

void html_details_begin(struct html *h, const char *summary)
{
    html_open(h, "details", NULL);
    html_element(h, "summary", summary);
}

void html_details_end(struct html *h)
{
    html_close(h, "details");
}

void html_quote(struct html *h, const char *text, const char *source)
{
    html_open(h, "figure", "class", "quote", NULL);
    html_element(h, "blockquote", text);
    if (source != NULL)
        html_element(h, "figcaption", source);
    html_close(h, "figure");
}

void html_list_begin(struct html *h)
{
    html_open(h, "ul", NULL);
    html_raw(h, "\n");
}

void html_list_item(struct html *h, const char *fmt, ...)
{
    va_list args;

    html_open(h, "li", NULL);
    va_start(args, fmt);
    vtextf(h, fmt, args);
    va_end(args);
    html_close(h, "li");
}

void html_list_end(struct html *h)
{
    html_close(h, "ul");
}

void html_tiles_begin(struct html *h)
{
    html_open(h, "dl", "class", "tiles", NULL);
    html_raw(h, "\n");
}

void html_tile(struct html *h, const char *label, const char *value, const char *note)
{
    html_open(h, "div", NULL);
    html_element(h, "dt", label);
    html_element(h, "dd", value);
    if (note != NULL) {
        html_open(h, "dd", "class", "aside", NULL);
        html_text(h, note);
        html_close(h, "dd");
    }
    html_close(h, "div");
}

void html_tiles_end(struct html *h)
{
    html_close(h, "dl");
}

void html_facts_begin(struct html *h)
{
    html_open(h, "dl", "class", "facts", NULL);
    html_raw(h, "\n");
}

void html_fact_begin(struct html *h, const char *term)
{
    html_open(h, "div", NULL);
    html_element(h, "dt", term);
    html_open(h, "dd", NULL);
}

void html_fact_end(struct html *h)
{
    html_close(h, "dd");
    html_close(h, "div");
}

void html_fact(struct html *h, const char *term, const char *fmt, ...)
{
    va_list args;

    html_fact_begin(h, term);
    va_start(args, fmt);
    vtextf(h, fmt, args);
    va_end(args);
    html_fact_end(h);
}

void html_facts_end(struct html *h)
{
    html_close(h, "dl");
}

/* ---- inside a line ---- */

void html_badge(struct html *h, enum html_tone tone, const char *text)
{
    char class[32];

    assert(tone >= 0 && tone < HTML_N_TONES);
    snprintf(class, sizeof class, "badge %s", tone_class[tone]);
    html_open(h, "span", "class", class, NULL);
    write_icon(h, tone);
    html_text(h, text);
    html_close(h, "span");
}

void html_code(struct html *h, const char *text)
{
    html_element(h, "code", text);
}

void html_link(struct html *h, const char *href, const char *text)
{
    bool elsewhere = strncasecmp(href, "http", 4) == 0;

    html_open(h, "a", "href", href, "rel", elsewhere ? "noopener noreferrer" : NULL, NULL);
    html_text(h, text);
    html_close(h, "a");
}

void html_time(struct html *h, int64_t time)
{
    char exact[TIME_ISO_MAX], shown[TIME_ISO_MAX + 8];

    time_format(time, exact);
    if (strlen(exact) < 16) { /* "2018-05-28T09:30": the minute is what people read */
        html_raw(h, "n/a");
        return;
    }
    snprintf(shown, sizeof shown, "%.10s %.5s UTC", exact, exact + 11);
    html_open(h, "time", "datetime", exact, NULL);
    html_text(h, shown);
    html_close(h, "time");
}

void html_bar(struct html *h, enum html_tone tone, double fraction)
{
    double width = fraction >= 0 ? fmin(fraction, 1) * 100 : 0; /* NaN: nothing */

    assert(tone >= 0 && tone < HTML_N_TONES);
    strbuf_addf(h->out,
                "<svg class=\"bar %s\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                "<rect class=\"track\" width=\"100\" height=\"8\"/><rect width=\"%.1f\" height=\"8\"/></svg>",
                tone_class[tone], width);
}

/* ---- tables ---- */

void html_table_begin(struct html *h, const char *caption, const struct html_column *column, size_t n_columns)
{
    char id[32];

    assert(h->n_columns == 0);
    assert(n_columns > 0 && n_columns <= HTML_COLUMNS_MAX);

    snprintf(id, sizeof id, "table-%zu", ++h->n_ids);
    html_open(h, "div", "class", "table", "role", "region", "tabindex", "0", "aria-labelledby", id, NULL);
    html_open(h, "table", NULL);
    html_open(h, "caption", "id", id, NULL);
    html_text(h, caption);
    html_close(h, "caption");
    html_open(h, "thead", NULL);
    html_open(h, "tr", NULL);
    for (size_t i = 0; i < n_columns; i++) {
        h->kind[i] = column[i].kind;
        html_open(h, "th", "scope", "col", "class", column[i].kind == HTML_COLUMN_NUMBER ? "n" : NULL, NULL);
        html_text(h, column[i].label);
        html_close(h, "th");
    }
    html_close(h, "tr");
    html_close(h, "thead");
    html_open(h, "tbody", NULL);
    html_raw(h, "\n");
    h->n_columns = n_columns;
    h->n_cells = h->n_rows = 0;
    h->row_open = false;
}

static void end_row(struct html *h)
{
    if (!h->row_open)
        return;
    assert(h->n_cells == h->n_columns);
    html_close(h, "tr");
    h->row_open = false;
}

void html_row(struct html *h)
{
    assert(h->n_columns > 0);
    end_row(h);
    html_open(h, "tr", NULL);
    h->row_open = true;
    h->n_cells = 0;
    h->n_rows++;
}

void html_table_end(struct html *h, const char *empty)
{
    char span[24];

    assert(h->n_columns > 0);
    end_row(h);
    if (h->n_rows == 0) {
        snprintf(span, sizeof span, "%zu", h->n_columns);
        html_open(h, "tr", NULL);
        html_open(h, "td", "class", "empty", "colspan", span, NULL);
        html_text(h, empty);
        html_close(h, "td");
        html_close(h, "tr");
    }
    html_close(h, "tbody");
    html_close(h, "table");
    html_close(h, "div");
    h->n_columns = 0;
}

void html_cell_begin(struct html *h)
{
    enum html_column_kind kind;

    assert(h->row_open && h->n_cells < h->n_columns);
    kind = h->kind[h->n_cells++];
    if (kind == HTML_COLUMN_HEADER)
        html_open(h, "th", "scope", "row", NULL);
    else
        html_open(h, "td", "class", kind == HTML_COLUMN_NUMBER ? "n" : NULL, NULL);
}

void html_cell_end(struct html *h)
{
    html_close(h, h->kind[h->n_cells - 1] == HTML_COLUMN_HEADER ? "th" : "td");
}

void html_cell(struct html *h, const char *text)
{
    html_cell_begin(h);
    html_text(h, text != NULL ? text : "n/a");
    html_cell_end(h);
}

void html_cellf(struct html *h, const char *fmt, ...)
{
    va_list args;

    html_cell_begin(h);
    va_start(args, fmt);
    vtextf(h, fmt, args);
    va_end(args);
    html_cell_end(h);
}

void html_cell_number(struct html *h, double value, int decimals)
{
    char buf[HTML_NUMBER_MAX];

    html_cell(h, html_format_number(buf, value, decimals));
}

void html_cell_signed(struct html *h, double value, int decimals)
{
    char buf[HTML_NUMBER_MAX];

    html_cell(h, html_format_signed(buf, value, decimals));
}

void html_cell_count(struct html *h, uint64_t count)
{
    char buf[HTML_NUMBER_MAX];

    html_cell(h, html_format_count(buf, count));
}

void html_cell_probability(struct html *h, double p)
{
    char buf[HTML_NUMBER_MAX];

    html_cell(h, html_format_probability(buf, p));
}

void html_cell_bar(struct html *h, enum html_tone tone, double p)
{
    char buf[HTML_NUMBER_MAX];

    html_cell_begin(h);
    html_bar(h, tone, p);
    html_open(h, "span", "class", "p", NULL);
    html_text(h, html_format_probability(buf, p));
    html_close(h, "span");
    html_cell_end(h);
}

void html_cell_time(struct html *h, int64_t time)
{
    html_cell_begin(h);
    html_time(h, time);
    html_cell_end(h);
}

void html_cell_badge(struct html *h, enum html_tone tone, const char *text)
{
    html_cell_begin(h);
    html_badge(h, tone, text);
    html_cell_end(h);
}

void html_cell_code(struct html *h, const char *text)
{
    html_cell_begin(h);
    html_code(h, text);
    html_cell_end(h);
}

void html_cell_link(struct html *h, const char *href, const char *text)
{
    html_cell_begin(h);
    html_link(h, href, text);
    html_cell_end(h);
}
