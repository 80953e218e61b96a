#include "score/report/html.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/clock.h"
#include "score/report/html_parts.h"

/* ---- blocks ---- */

void html_paragraph(struct html *h, const char *fmt, ...)
{
    va_list args;

    html_open(h, "p", NULL);
    va_start(args, fmt);
    html_vtextf(h, fmt, args);
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
    snprintf(class, sizeof class, "note %s", html_tone_class(tone));
    html_open(h, "div", "class", class, "role", "note", NULL);
    html_icon(h, tone);
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
    html_vtextf(h, fmt, args);
    va_end(args);
    html_close(h, "p");
    html_note_end(h);
}

void html_details_begin(struct html *h, const char *summary)
{
    html_open(h, "details", NULL);
    html_element(h, "summary", summary);
}

void html_details_screen_begin(struct html *h, const char *summary)
{
    html_open(h, "details", "class", "screen", NULL);
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
    html_vtextf(h, fmt, args);
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
    html_vtextf(h, fmt, args);
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
    snprintf(class, sizeof class, "badge %s", html_tone_class(tone));
    html_open(h, "span", "class", class, NULL);
    html_icon(h, tone);
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
                html_tone_class(tone), width);
}
