/*
 * fuzz_html.c - any bytes as text, attribute, address, plot label, Markdown and visible text.
 *
 * None may yield markup of its own, a quote that ends an attribute, invalid UTF-8, a control character or a turn of
 * direction.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "score/report/html.h"
#include "score/report/markdown.h"
#include "score/report/svg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_visible(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp;

        at += html_decode(&cp, text + at, len - at);
        assert(cp != HTML_NOT_A_CHARACTER);
        assert(cp >= 0x20 || cp == '\n' || cp == '\t');
        assert(cp < 0x7F || cp >= 0xA0);
        assert(cp != 0x061C && cp != 0x200E && cp != 0x200F && cp != 0x2028 && cp != 0x2029 && cp != 0xFEFF);
        assert((cp < 0x202A || cp > 0x202E) && (cp < 0x2066 || cp > 0x2069) && (cp & 0xFFFE) != 0xFFFE);
    }
}

/* text[0, len) may stand between tags and between double or single quotes. */
static void check_escaped(const char *text, size_t len)
{
    static const char *const entity[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" };

    check_visible(text, len);
    for (size_t i = 0; i < len; i++) {
        size_t e = 0;

        assert(text[i] != '<' && text[i] != '>' && text[i] != '"' && text[i] != '\'');
        while (text[i] == '&' && e < 5 && strncmp(text + i, entity[e], strlen(entity[e])) != 0)
            e++;
        assert(e < 5);
    }
}

/* What stands between `before` and `after`, which must be what was written around it. */
static void check_between(const struct strbuf *out, const char *before, const char *after)
{
    size_t n_before = strlen(before), n_after = strlen(after);

    assert(out->len >= n_before + n_after);
    assert(memcmp(out->data, before, n_before) == 0);
    assert(memcmp(out->data + out->len - n_after, after, n_after) == 0);
    check_escaped(out->data + n_before, out->len - n_before - n_after);
}

static void fuzz_attribute(struct html *h, const char *text)
{
    strbuf_clear(h->out);
    html_open(h, "p", "title", text, NULL);
    html_close(h, "p");
    check_between(h->out, "<p title=\"", "\"></p>\n");
    strbuf_clear(h->out);
    html_open(h, "a", "href", text, NULL);
    html_close(h, "a");
    check_between(h->out, "<a href=\"", "\"></a>");
    assert(strncasecmp(h->out->data + 9, "javascript", 10) != 0 || h->out->data[9 + 10] != ':');
    assert(strncasecmp(h->out->data + 9, "data:", 5) != 0);
}

static size_t count_of(const struct strbuf *out, char c)
{
    size_t n = 0;

    for (size_t i = 0; i < out->len; i++)
        n += out->data[i] == c;
    return n;
}

/* The same tags as for a harmless label, but for the tooltip of one that is cut. */
static void fuzz_label(struct html *h, const char *text)
{
    const struct svg_contribution plain = { "x", 1 }, item = { text, 1 };
    size_t n_tags;

    strbuf_clear(h->out);
    svg_contributions(h, "t", "up", "down", &plain, 1);
    n_tags = count_of(h->out, '<');
    strbuf_clear(h->out);
    svg_contributions(h, "t", "up", "down", &item, 1);
    assert(count_of(h->out, '<') == n_tags || count_of(h->out, '<') == n_tags + 2);
    check_visible(h->out->data, h->out->len);
}

static void fuzz_markdown(struct strbuf *out, const char *text, size_t len)
{
    strbuf_clear(out);
    markdown_textn(out, text, len);
    check_visible(out->data, out->len);
    assert(strpbrk(out->data, "|<>`$\n\t") == NULL);
    assert(strstr(out->data, "://") == NULL);
}

/* Making visible what is visible changes nothing. */
static void fuzz_visible(struct strbuf *out, const char *text, size_t len)
{
    struct strbuf again;

    strbuf_init(&again);
    strbuf_clear(out);
    html_visible(out, text, len);
    check_visible(out->data, out->len);
    html_visible(&again, out->data, out->len);
    assert(again.len == out->len && memcmp(again.data, out->data, out->len) == 0);
    strbuf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1); /* for what takes strings: up to its first NUL */
    struct strbuf out;
    struct html h;

    if (text == NULL)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    strbuf_init(&out);
    html_init(&h, &out);
    html_textn(&h, text, size);
    check_escaped(out.data, out.len);
    fuzz_attribute(&h, text);
    fuzz_label(&h, text);
    fuzz_markdown(&out, text, size);
    fuzz_visible(&out, text, size);
    assert(html_check(&h, NULL) == 0);
    html_release(&h);
    strbuf_release(&out);
    free(text);
    return 0;
}
