#include "score/report/html_characters.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>

#include "datasets/base/escape_sequence.h"

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
        size_t n = html_decode(&cp, text + at, len - at), obeyed = text[at] == '\x1B' || text[at] == '\xC2' ? escape_sequence(text + at, len - at) : 0;
        const char *instead = obeyed > 0 ? "" : cp < 0x80 ? entity(text[at]) : NULL;

        n = obeyed > 0 ? obeyed : n;
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

void html_escape(struct strbuf *out, const char *text, size_t len)
{
    write_visible(out, text, len, html_entity);
}
