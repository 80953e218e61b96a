/*
 * phi_lead.c - what the words before a capitalised word say about it.
 */
#include <string.h>

#include "datasets/phi/phi_prose.h"

enum { GAP_MAX = 4 };

/* Back over blanks and quotes; *separator is the ':' , '=' or ',' among them. */
static size_t skip_back(const struct phi_scan *scan, size_t at, char *separator)
{
    *separator = 0;
    for (size_t n = 0; at > scan->floor && n < GAP_MAX; n++) {
        char c = scan->text[at - 1];

        if (c == ':' || c == '=' || c == ',' || c == '.' || c == '(' || c == '?')
            *separator = c;
        else if (c != ' ' && c != '\t' && c != '"' && c != '\'' && c != '*')
            break;
        at--;
    }
    return at;
}

/* "PID-5=", "PID.5: " of a message in HL7. */
static bool is_hl7_name(const struct phi_scan *scan, size_t at)
{
    return at >= scan->floor + 5 && scan->text[at - 1] == '5' && (scan->text[at - 2] == '-' || scan->text[at - 2] == '.') &&
           memcmp(scan->text + at - 5, "PID", 3) == 0;
}

/* The line before ends as a letter does. */
static bool is_closing(const struct phi_scan *scan, size_t at)
{
    struct phi_word word;
    size_t n = 0;

    while (at > scan->floor && n++ < 2 * GAP_MAX && strchr(" \t\r\n,.!-", scan->text[at - 1]) != NULL && scan->text[at - 1] != '\0')
        at--;
    return phi_word_before(scan, at, &word) && (word.cues & PHI_CUE_CLOSING) != 0;
}

/* "Name:", "patient name:", but not "project name:" or "file name =". */
static bool names_person(const struct phi_scan *scan, const struct phi_word *label)
{
    static const char *const persons[] = { "full", "first", "last", "middle", "family", "given", "maiden", "my", "his", "her", "the", "your", "birth", NULL };
    struct phi_word before;

    if (strcmp(label->text, "name") != 0 && strcmp(label->text, "by") != 0 && strcmp(label->text, "to") != 0)
        return true;
    if (label->start == scan->floor || scan->text[label->start - 1] != ' ' || !phi_word_before(scan, label->start - 1, &before))
        return label->start == scan->floor || scan->text[label->start - 1] != ' ';
    return (before.cues & (PHI_CUE_ROLE | PHI_CUE_LABEL | PHI_CUE_DEED)) != 0 || phi_is_one_of(before.text, persons);
}

static enum phi_lead label_lead(const struct phi_scan *scan, const struct phi_word *word)
{
    return (word->cues & PHI_CUE_LABEL) != 0 && names_person(scan, word) ? PHI_LEAD_NAME : PHI_LEAD_NONE;
}

/* Two words: "my name is", "this is", "seen by", "spoke with". */
static enum phi_lead phrase_lead(const struct phi_scan *scan, const struct phi_word *word)
{
    struct phi_word before;
    char separator;

    if (!phi_word_before(scan, skip_back(scan, word->start, &separator), &before) || separator != 0)
        return PHI_LEAD_MAYBE;
    if (strcmp(word->text, "is") == 0 || strcmp(word->text, "to") == 0)
        return phi_is_one_of(before.text, (const char *const[]){ "name", "surname", "it", NULL }) ? PHI_LEAD_NAME : PHI_LEAD_MAYBE;
    if (strcmp(word->text, "me") == 0 || strcmp(word->text, "him") == 0 || strcmp(word->text, "her") == 0)
        return phi_is_one_of(before.text, (const char *const[]){ "calls", "call", "called", "named", NULL }) ? PHI_LEAD_NAME : PHI_LEAD_MAYBE;
    if (strcmp(word->text, "by") == 0)
        return (before.cues & PHI_CUE_DEED) != 0 ? PHI_LEAD_ROLE : PHI_LEAD_MAYBE;
    if (strcmp(word->text, "with") == 0 || strcmp(word->text, "from") == 0)
        return phi_is_one_of(before.text, (const char *const[]){ "spoke", "talked", "up", "met", "speak", "accounts", "call", NULL }) ?
                   PHI_LEAD_ROLE : PHI_LEAD_MAYBE;
    return PHI_LEAD_MAYBE;
}

enum phi_lead phi_lead_before(const struct phi_scan *scan, size_t at)
{
    struct phi_word word;
    char separator;
    size_t end = skip_back(scan, at, &separator);

    if (end > scan->floor && scan->text[end - 1] == '\n')
        return is_closing(scan, end) ? PHI_LEAD_NAME : PHI_LEAD_NONE;
    if (is_hl7_name(scan, end) && (separator == '=' || separator == ':'))
        return PHI_LEAD_NAME;
    if (!phi_word_before(scan, end, &word) || (word.start > scan->floor && strchr("_./\\<$@#", scan->text[word.start - 1]) != NULL))
        return PHI_LEAD_NONE;
    if (word.cues == 0 && word.text[0] != 'i' && word.text[0] != 'n')
        return PHI_LEAD_NONE;
    if (separator == ':' || separator == '=')
        return label_lead(scan, &word);
    if ((word.cues & PHI_CUE_TITLE) != 0 && (separator == 0 || separator == '.') && word.shape != PHI_UPPER)
        return PHI_LEAD_NAME;
    if (separator == '?' && strcmp(word.text, "name") == 0)
        return PHI_LEAD_NAME;
    if (separator == '.')
        return phi_is_one_of(word.text, (const char *const[]){ "pt", "pts", "attn", NULL }) ? PHI_LEAD_ROLE : PHI_LEAD_NONE;
    if (separator == ',' || separator == '(')
        return (word.cues & PHI_CUE_CLOSING) != 0 || (word.cues & PHI_CUE_ROLE) != 0 ? PHI_LEAD_ROLE : PHI_LEAD_NONE;
    if (strcmp(word.text, "im") == 0 || strcmp(word.text, "i'm") == 0 || strcmp(word.text, "name") == 0)
        return PHI_LEAD_NAME;
    if ((word.cues & PHI_CUE_ROLE) != 0 || (word.cues & PHI_CUE_VERB) != 0)
        return PHI_LEAD_ROLE;
    if ((word.cues & PHI_CUE_MAYBE) != 0)
        return phrase_lead(scan, &word);
    return (word.cues & PHI_CUE_AGAINST) != 0 ? PHI_LEAD_AGAINST : PHI_LEAD_NONE;
}

size_t phi_title_before(const struct phi_scan *scan, size_t at)
{
    struct phi_word word;
    size_t end = at;

    if (end > scan->floor && scan->text[end - 1] == ' ')
        end--;
    if (end > scan->floor && scan->text[end - 1] == '.')
        end--;
    if (end < at && phi_word_before(scan, end, &word) && (word.cues & PHI_CUE_SHORT_TITLE) != 0 && !phi_is_digit(phi_byte_before(scan, word.start)))
        return word.start;
    return at;
}
