#include "score/triage/close_note.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "datasets/config/config_words.h"
#include "features/text/stop_words.h"

/* What any closed ticket could say. */
static const char *const closing_word[] = {
    "again",    "alright",  "answered",  "auto",      "automatically", "called",   "cancelled", "case",     "closed",   "closing",  "closure",   "complete",
    "completed", "confirmed", "customer", "deployed", "done",          "duplicate", "end",      "fine",     "finished", "fix",      "fixed",     "fixes",
    "good",     "handled",  "happy",     "incident",  "informed",      "issue",    "issues",    "live",     "log",      "longer",   "na",        "nil",
    "none",     "note",     "nothing",   "now",       "ok",            "okay",     "per",       "permanently", "prod",  "problem",  "problems",  "production",
    "ready",    "rejected", "released",  "request",   "requested",     "requester", "resolution", "resolve", "resolved", "resolves", "see",      "sent",
    "sorted",   "solution", "solve",     "solved",    "succeeded",     "success",  "successful", "successfully", "task", "tbd",      "test",      "tested",
    "ticket",   "today",    "update",    "updated",   "user",          "users",    "verified",  "via",      "work",     "worked",   "working",   "works",
    "yes",      "yesterday",
};

enum { N_CLOSING_WORDS = sizeof closing_word / sizeof *closing_word };

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || c == '_';
}

/* The next run of letters and digits before `end` and outside of brackets; NULL where there is none. */
static const char *next_word(const char **at, const char *end, size_t *len)
{
    const char *start;

    while (*at < end && !is_word_byte(**at)) {
        const char *close = **at == '[' ? memchr(*at, ']', (size_t)(end - *at)) : NULL;

        *at = close != NULL ? close + 1 : *at + 1;
    }
    start = *at;
    while (*at < end && is_word_byte(**at))
        ++*at;
    *len = (size_t)(*at - start);
    return *len > 0 ? start : NULL;
}

static bool has_digit(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (isdigit((unsigned char)word[i]))
            return true;
    return false;
}

static bool is_among(const char *const *list, size_t n, const char *word, size_t len)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(list[i]) == len && strncasecmp(list[i], word, len) == 0)
            return true;
    return false;
}

static bool tells(const char *word, size_t len)
{
    return len >= 2 && !has_digit(word, len) && !is_among(stop_word, n_stop_words, word, len) && !is_among(closing_word, N_CLOSING_WORDS, word, len);
}

/* Whether the note goes on at `at` with the words of the phrase; *after gets what is behind them. */
static bool has_phrase(const char **after, const char *at, const char *end, const char *phrase, const char *phrase_end)
{
    const char *word, *wanted;
    size_t len, wanted_len, n = 0;

    while ((wanted = next_word(&phrase, phrase_end, &wanted_len)) != NULL) {
        word = next_word(&at, end, &len);
        if (word == NULL || len != wanted_len || strncasecmp(word, wanted, len) != 0)
            return false;
        n++;
    }
    *after = at;
    return n > 0;
}

/* Behind the first of the phrases that begins at `at`; `at` itself where none does. */
static const char *skip_phrase(const char *at, const char *end, const char *phrases)
{
    while (phrases != NULL && *phrases != '\0') {
        size_t len = strcspn(phrases, "|");
        const char *after;

        if (has_phrase(&after, at, end, phrases, phrases + len))
            return after;
        phrases += len + (phrases[len] == '|');
    }
    return at;
}

size_t close_note_words(const char *note, const char *phrases)
{
    struct { const char *word; size_t len; } seen[CLOSE_NOTE_WORDS];
    const char *end = note + strlen(note), *at = note;
    size_t n = 0, len;

    for (const char *word; n < CLOSE_NOTE_WORDS && (word = next_word(&at, end, &len)) != NULL;) {
        const char *after = skip_phrase(word, end, phrases);
        bool again = false;

        if (after > word) {
            at = after;
            continue;
        }
        for (size_t i = 0; i < n; i++)
            again |= seen[i].len == len && strncasecmp(seen[i].word, word, len) == 0;
        if (again || !tells(word, len))
            continue;
        seen[n].word = word;
        seen[n++].len = len;
    }
    return n;
}

const char *close_note_of(json_t *extra)
{
    static const char *const column[] = { "close notes", "close note", "closing notes", "closure notes", "resolution notes", "resolution note",
                                          "resolution description", "solution", "fix notes" };
    const char *name;
    json_t *value;

    json_object_foreach(extra, name, value)
        for (size_t i = 0; i < sizeof column / sizeof *column; i++)
            if (word_same(name, column[i]) && json_is_string(value) && json_string_length(value) > 0)
                return json_string_value(value);
    return NULL;
}

void close_note_key(struct strbuf *out, const char *note)
{
    const char *end = note + strlen(note);
    size_t begin = out->len, len;

    for (const char *word; (word = next_word(&note, end, &len)) != NULL;) {
        if (has_digit(word, len))
            continue;
        if (out->len > begin)
            strbuf_addc(out, ' ');
        for (size_t i = 0; i < len; i++)
            strbuf_addc(out, (char)tolower((unsigned char)word[i]));
    }
}
