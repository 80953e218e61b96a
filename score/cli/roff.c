#include "score/cli/roff.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { WIDTH = 78 };

/* The code point at `at` and its length in bytes; 0xfffd and 1 where it is no UTF-8. */
static unsigned code_point(const char *at, size_t *n_bytes)
{
    const unsigned char *c = (const unsigned char *)at;
    size_t n = c[0] < 0x80 ? 1 : (c[0] & 0xe0) == 0xc0 ? 2 : (c[0] & 0xf0) == 0xe0 ? 3 : (c[0] & 0xf8) == 0xf0 ? 4 : 0;
    unsigned code = n == 1 ? c[0] : n == 2 ? c[0] & 0x1fu : n == 3 ? c[0] & 0x0fu : c[0] & 0x07u;

    for (size_t i = 1; i < n; i++) {
        if ((c[i] & 0xc0) != 0x80) {
            n = 0;
            break;
        }
        code = code << 6 | (c[i] & 0x3fu);
    }
    *n_bytes = n > 0 ? n : 1;
    return n > 0 ? code : 0xfffd;
}

/* One character, as it must be written anywhere but at the start of a line. */
static size_t add_character(struct strbuf *out, const char *at, bool literal)
{
    size_t n;
    unsigned code = code_point(at, &n);

    if (code >= 0x80)
        strbuf_addf(out, "\\[u%04X]", code);
    else if (code == '\\')
        strbuf_adds(out, "\\e");
    else if (code < 0x20 || code == 0x7f)
        strbuf_addc(out, ' ');
    else if (literal && code == '-')
        strbuf_adds(out, "\\-");
    else if (literal && code == '\'')
        strbuf_adds(out, "\\(aq");
    else if (code == '`')
        strbuf_adds(out, "\\(ga");
    else if (code == '^')
        strbuf_adds(out, "\\(ha");
    else if (code == '~')
        strbuf_adds(out, "\\(ti");
    else
        strbuf_addc(out, (char)code);
    return n;
}

static bool at_line_start(const struct strbuf *out)
{
    return out->len == 0 || out->data[out->len - 1] == '\n';
}

/* A dot or a quote that begins a line would make it a request. */
static void guard(struct strbuf *out, char first)
{
    if (at_line_start(out) && (first == '.' || first == '\''))
        strbuf_adds(out, "\\&");
}

void roff_literal(struct strbuf *out, const char *text)
{
    guard(out, *text);
    while (*text != '\0')
        text += add_character(out, text, true);
}

/* ---- prose ---- */

/* A hyphen that must be copied as it is: all but one between two letters. */
static bool is_minus(const char *text, const char *at)
{
    return at == text || !isalpha((unsigned char)at[-1]) || !isalpha((unsigned char)at[1]);
}

/* Whether the quote at `at` opens a quoted word: it follows nothing, a blank or a bracket, and is closed by one that no letter follows. */
static const char *quoted_end(const char *text, const char *at)
{
    if (*at != '\'' || (at != text && strchr(" \n(", at[-1]) == NULL))
        return NULL;
    for (const char *end = at + 1; *end != '\0' && *end != '\n'; end++)
        if (*end == '\'' && end > at + 1 && !isalnum((unsigned char)end[1]))
            return end;
    return NULL;
}

/* A word of prose, with what is quoted in it set in bold; a quoted text with blanks is one word. Returns its end. */
static const char *add_word(struct strbuf *word, const char *text, const char *at)
{
    bool literal = false; /* an option, or a path: all its hyphens are to be copied */
    const char *end;

    literal = at[0] == '-' || at[0] == '$' || at[0] == '/' || (at[0] == '.' && at[1] == '/');
    while (*at != '\0' && *at != ' ' && *at != '\n') {
        end = quoted_end(text, at);
        if (end != NULL) {
            strbuf_adds(word, "\\fB");
            for (at++; at < end;)
                at += add_character(word, at, true);
            strbuf_adds(word, "\\fR");
            at = end + 1;
        } else if (*at == '-' && (literal || is_minus(text, at))) {
            strbuf_adds(word, "\\-");
            at++;
        } else
            at += add_character(word, at, false);
    }
    return at;
}

static bool ends_sentence(const char *text, const char *end)
{
    return end > text && strchr(".!?", end[-1]) != NULL && !(end - text > 2 && end[-2] == '.');
}

void roff_prose(struct strbuf *out, const char *text)
{
    const char *at = text;
    struct strbuf word;
    size_t column = 0;

    strbuf_init(&word);
    while (*at != '\0') {
        if (*at == '\n') {
            bool paragraph = at[1] == '\n';

            strbuf_adds(out, column > 0 ? "\n" : "");
            strbuf_adds(out, paragraph ? ".PP\n" : ".br\n");
            column = 0;
            at += paragraph ? 2 : 1;
            continue;
        }
        if (*at == ' ') {
            at++;
            continue;
        }
        strbuf_clear(&word);
        at = add_word(&word, text, at);
        if (column > 0 && column + 1 + word.len > WIDTH) {
            strbuf_addc(out, '\n');
            column = 0;
        }
        if (column > 0)
            strbuf_addc(out, ' ');
        guard(out, word.data[0]);
        strbuf_add(out, word.data, word.len);
        column += word.len + 1;
        if (ends_sentence(text, at) && *at == ' ') {
            strbuf_addc(out, '\n');
            column = 0;
        }
    }
    if (column > 0)
        strbuf_addc(out, '\n');
    strbuf_release(&word);
}

/* ---- synopsis ---- */

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_';
}

void roff_synopsis(struct strbuf *out, const char *text)
{
    guard(out, *text);
    while (*text != '\0') {
        const char *end = text;
        bool lower = false, upper = false;

        for (; is_name(*end); end++) {
            lower = lower || islower((unsigned char)*end);
            upper = upper || isupper((unsigned char)*end);
        }
        if (end == text) {
            bool bar = *text == '|';

            text += add_character(out, text, true);
            strbuf_adds(out, bar ? "\\:" : ""); /* a long list of choices may be broken behind each */
            continue;
        }
        strbuf_adds(out, lower || !upper ? "\\fB" : "\\fI");
        while (text < end)
            text += add_character(out, text, true);
        strbuf_adds(out, "\\fR");
    }
}
