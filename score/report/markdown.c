#include "score/report/markdown.h"

#include <assert.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* U+200B as an entity: what stands on its two sides is no longer one mention, reference or address. */
static const char part[] = "&#8203;";

static bool is_wordlike(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '"' || c == '{' || (unsigned char)c >= 0x80;
}

/* Characters that begin a reference on GitHub or GitLab when a name or number follows: @user, ~label, %milestone, #1,
 * !1, $1 (a snippet), &1 (an epic); and {+ +} [- -], GitLab's inline diff. */
static bool begins_reference(char c, char next)
{
    if (c == '{' || c == '[')
        return next == '+' || next == '-';
    if (c == '@' || c == '~' || c == '%')
        return is_wordlike(next);
    return strchr("#!$&", c) != NULL && isdigit((unsigned char)next);
}

/* How many bytes at `text` (NUL-terminated) are the first half of a bare address or reference that the platforms
 * link: "http:" before "//", "www" before ".", "GH" before "-1". 0: none. */
static size_t address_head(const char *text, bool word_start)
{
    if (strncmp(text, "://", 3) == 0)
        return 1;
    if (word_start && strncasecmp(text, "www.", 4) == 0)
        return 3;
    if (word_start && strncasecmp(text, "gh-", 3) == 0 && isdigit((unsigned char)text[3]))
        return 2;
    return 0;
}

/* Entities cannot stand in for structure (CommonMark 0.30, 2.5), so they serve where a backslash is read differently
 * by different parsers: pipes in tables, dollars of mathematics, backticks. */
static const char *escaped(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '|':
        return "&#124;";
    case '$':
        return "&#36;";
    case '`':
        return "&#96;";
    case '\\':
        return "&#92;";
    case '*':
        return "\\*";
    case '_':
        return "\\_";
    case '~':
        return "\\~";
    case '[':
        return "\\[";
    case ']':
        return "\\]";
    case '#':
        return "\\#";
    case '!':
        return "\\!";
    case '^':
        return "\\^";
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    default:
        return NULL;
    }
}

static bool ends_marker(char next)
{
    return next == '\0' || strchr(" \t\n", next) != NULL;
}

/* At the start of a line: a list (also "1." and "1)"), a rule, an underlined heading, a GitLab quick action. Returns
 * the bytes written of `text`, which is visible text without a blank at its start. */
static size_t write_start(struct strbuf *out, const char *text)
{
    size_t n = strspn(text, "0123456789");
    bool item = n > 0 && (text[n] == '.' || text[n] == ')') && ends_marker(text[n + 1]);
    bool bullet = (text[0] == '-' || text[0] == '+') && (ends_marker(text[1]) || text[1] == '-');

    if (!item && !bullet && text[0] != '=' && text[0] != '/')
        return 0;
    strbuf_add(out, text, item ? n : 0);
    strbuf_addc(out, '\\');
    strbuf_addc(out, text[item ? n : 0]);
    return (item ? n : 0) + 1;
}

/* `text` is visible and NUL-terminated. Blanks and line breaks become one blank, and none stands at an end. */
static void write_line(struct strbuf *out, const char *text)
{
    size_t at = strspn(text, " \t\n");
    char before = ' ';

    at += write_start(out, text + at);
    while (text[at] != '\0') {
        size_t head = address_head(text + at, !isalnum((unsigned char)before)), blanks = strspn(text + at, " \t\n");
        const char *instead = escaped(text[at]);

        if (blanks > 0) {
            at += blanks;
            before = ' ';
            if (text[at] != '\0')
                strbuf_addc(out, ' ');
            continue;
        }
        if (head > 0) {
            strbuf_add(out, text + at, head);
            strbuf_adds(out, part);
        } else if (instead != NULL) {
            strbuf_adds(out, instead);
        } else {
            strbuf_addc(out, text[at]);
        }
        if (begins_reference(text[at], text[at + 1]))
            strbuf_adds(out, part);
        at += head > 0 ? head : 1;
        before = text[at - 1];
    }
}

void markdown_textn(struct strbuf *out, const char *text, size_t len)
{
    struct strbuf visible;

    strbuf_init(&visible);
    html_visible(&visible, text, len);
    write_line(out, visible.data);
    if (visible.failed)
        out->failed = 1;
    strbuf_release(&visible);
}

void markdown_text(struct strbuf *out, const char *text)
{
    markdown_textn(out, text, strlen(text));
}

void markdown_code(struct strbuf *out, const char *text)
{
    struct strbuf visible;

    strbuf_init(&visible);
    html_visible(&visible, text, strlen(text));
    if (visible.len > 0 && strpbrk(visible.data, "`|\\$\n\t") == NULL && visible.data[0] != ' ' &&
        visible.data[visible.len - 1] != ' ') {
        strbuf_addc(out, '`');
        strbuf_add(out, visible.data, visible.len);
        strbuf_addc(out, '`');
    } else {
        write_line(out, visible.data);
    }
    if (visible.failed)
        out->failed = 1;
    strbuf_release(&visible);
}

void markdown_details_begin(struct strbuf *out, const char *summary)
{
    assert(strpbrk(summary, "<>&") == NULL);

    strbuf_addf(out, "<details><summary>%s</summary>\n\n", summary);
}

void markdown_details_end(struct strbuf *out)
{
    strbuf_adds(out, "</details>\n\n");
}

void markdown_heading(struct strbuf *out, int level, const char *text)
{
    assert(level >= 1 && level <= 6);

    if (out->len > 0)
        strbuf_addc(out, '\n');
    for (int i = 0; i < level; i++)
        strbuf_addc(out, '#');
    strbuf_addc(out, ' ');
    markdown_text(out, text);
    strbuf_adds(out, "\n\n");
}

static void __attribute__((format(printf, 2, 0))) vwrite(struct strbuf *out, const char *fmt, va_list args)
{
    struct strbuf text;
    va_list again;
    int len;

    strbuf_init(&text);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, fmt, args);
    if (len >= 0 && strbuf_reserve(&text, (size_t)len) == 0) {
        vsnprintf(text.data, (size_t)len + 1, fmt, again);
        markdown_textn(out, text.data, (size_t)len);
    } else {
        out->failed = 1;
    }
    va_end(again);
    strbuf_release(&text);
}

void markdown_paragraph(struct strbuf *out, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    vwrite(out, fmt, args);
    va_end(args);
    strbuf_adds(out, "\n\n");
}

void markdown_item(struct strbuf *out, const char *fmt, ...)
{
    va_list args;

    strbuf_adds(out, "- ");
    va_start(args, fmt);
    vwrite(out, fmt, args);
    va_end(args);
    strbuf_addc(out, '\n');
}

void markdown_list_end(struct strbuf *out)
{
    strbuf_addc(out, '\n');
}

void markdown_table_begin(struct strbuf *out, const struct html_column *column, size_t n_columns)
{
    assert(n_columns > 0);

    for (size_t i = 0; i < n_columns; i++)
        markdown_cell(out, column[i].label);
    markdown_row_end(out);
    for (size_t i = 0; i < n_columns; i++)
        strbuf_adds(out, column[i].kind == HTML_COLUMN_NUMBER ? "| ---: " : "| --- ");
    markdown_row_end(out);
}

void markdown_cell(struct strbuf *out, const char *text)
{
    strbuf_adds(out, "| ");
    markdown_text(out, text != NULL ? text : "n/a");
    strbuf_addc(out, ' ');
}

void markdown_cell_code(struct strbuf *out, const char *text)
{
    strbuf_adds(out, "| ");
    markdown_code(out, text);
    strbuf_addc(out, ' ');
}

void markdown_cell_number(struct strbuf *out, double value, int decimals)
{
    char buf[HTML_NUMBER_MAX];

    markdown_cell(out, html_format_number(buf, value, decimals));
}

void markdown_cell_signed(struct strbuf *out, double value, int decimals)
{
    char buf[HTML_NUMBER_MAX];

    markdown_cell(out, html_format_signed(buf, value, decimals));
}

void markdown_cell_count(struct strbuf *out, uint64_t count)
{
    char buf[HTML_NUMBER_MAX];

    markdown_cell(out, html_format_count(buf, count));
}

void markdown_cell_probability(struct strbuf *out, double p)
{
    char buf[HTML_NUMBER_MAX];

    markdown_cell(out, html_format_probability(buf, p));
}

void markdown_row_end(struct strbuf *out)
{
    strbuf_adds(out, "|\n");
}

void markdown_table_end(struct strbuf *out)
{
    strbuf_addc(out, '\n');
}
