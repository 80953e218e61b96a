/*
 *   damage_by_rule -> index the phrases -> each word of each text -> each phrase that may end there -> tell: what holds
 */
#include "score/damage/damage_kind.h"

#include <string.h>
#include <strings.h>

enum {
    WORD_MAX = 32,     /* of a longer word the rest does not matter: no phrase has one */
    WORDS_BACK = 8,    /* kept of a text: those of the longest phrase and of NEGATED_BY before it */
    NEGATED_BY = 3,
    PHRASES_MAX = 256,
    ENDINGS = 256      /* lists of phrases */
};

const char *const damage_kind_name[N_DAMAGE_KINDS] = { "safety", "privacy", "continuity", "other" };

bool damage_kind_of(enum damage_kind *out, const char *name)
{
    for (int k = 0; k < N_DAMAGE_KINDS; k++)
        if (strcasecmp(name, damage_kind_name[k]) == 0) {
            *out = (enum damage_kind)k;
            return true;
        }
    return false;
}

/* The last words of a text: word[(n - 1) % WORDS_BACK] is the newest. */
struct reading {
    char   word[WORDS_BACK][WORD_MAX + 1];
    size_t n;
    bool   found[PHRASES_MAX]; /* over all texts */

    /* Phrases by the first two letters of their last word: which may end at a word is looked up, not tried. 1 + the index of the first phrase of a list, and of
     * the next after each; 0 ends it. */
    uint16_t first[ENDINGS], next[PHRASES_MAX];
};

static const char *word_back(const struct reading *r, size_t back)
{
    return r->word[(r->n - 1 - back) % WORDS_BACK];
}

static bool is_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_of_word(unsigned char c)
{
    return is_lower(c) || is_upper(c) || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Whether `word` is the one that the phrase has in [at, end), '*' at its end standing for any ending. */
static bool is_word(const char *word, const char *at, const char *end)
{
    bool any_ending = end[-1] == '*';
    size_t len = (size_t)(end - at) - any_ending;

    return strncmp(word, at, len) == 0 && (any_ending || word[len] == '\0');
}

/* Whether the newest words are the phrase; *n_words gets its length. */
static bool ends_here(const struct reading *r, const char *phrase, size_t *n_words)
{
    const char *end = phrase + strlen(phrase);
    size_t back = 0;

    for (;;) {
        const char *at = end;

        while (at > phrase && at[-1] != ' ')
            at--;
        if (back >= r->n || !is_word(word_back(r, back), at, end))
            return false;
        back++;
        if (at == phrase)
            break;
        end = at - 1;
    }
    *n_words = back;
    return true;
}

static bool is_negated(const struct reading *r, size_t n_words)
{
    static const char *const negation[] = { "no", "not", "without", "never" };

    for (size_t back = n_words; back < n_words + NEGATED_BY && back < r->n; back++)
        for (size_t k = 0; k < sizeof negation / sizeof *negation; k++)
            if (strcmp(word_back(r, back), negation[k]) == 0)
                return true;
    return false;
}

/* Every last word of a phrase has two letters before its end or '*' (a test holds the table to it), so that it begins as each word that it takes. */
static size_t ending_of(const char *word)
{
    return ((unsigned char)word[0] * 31u + (unsigned char)word[1]) % ENDINGS;
}

static void index_phrases(struct reading *r)
{
    const struct damage_phrase *one;

    for (size_t i = 0; i < PHRASES_MAX && (one = damage_phrase_at(i)) != NULL; i++) {
        const char *blank = strrchr(one->phrase, ' ');
        uint16_t *first = &r->first[ending_of(blank != NULL ? blank + 1 : one->phrase)];

        r->next[i] = *first;
        *first = (uint16_t)(i + 1);
    }
}

static void look(struct reading *r)
{
    size_t n_words;

    for (size_t i = r->first[ending_of(word_back(r, 0))]; i-- > 0; i = r->next[i])
        if (!r->found[i] && ends_here(r, damage_phrase_at(i)->phrase, &n_words) && !is_negated(r, n_words))
            r->found[i] = true;
}

static void add_word(struct reading *r, const char *text, size_t len)
{
    char *word = r->word[r->n++ % WORDS_BACK];

    len = len < WORD_MAX ? len : WORD_MAX;
    for (size_t i = 0; i < len; i++)
        word[i] = (char)(is_upper((unsigned char)text[i]) ? text[i] - 'A' + 'a' : text[i]);
    word[len] = '\0';
    look(r);
}

static void read_text(struct reading *r, const struct text *text)
{
    size_t at = 0;

    r->n = 0; /* no phrase goes from one text into the next */
    while (at < text->len) {
        size_t start = at;

        while (at < text->len && is_of_word((unsigned char)text->str[at]) &&
               (at == start || !is_upper((unsigned char)text->str[at]) || !is_lower((unsigned char)text->str[at - 1])))
            at++;
        if (at > start)
            add_word(r, text->str + start, at - start);
        else
            at++;
    }
}

/* Whether the system's criticality makes a weak phrase of the kind grave. */
static bool is_grave(enum damage_kind kind, enum criticality criticality)
{
    return (kind != DAMAGE_PRIVACY && criticality == CARE_CRITICAL) || (kind != DAMAGE_SAFETY && criticality == COMPLIANCE_CRITICAL);
}

void damage_by_rule(struct damage *out, enum criticality criticality, const struct text *text, size_t n_texts)
{
    const struct damage_phrase *one;
    size_t strong[DAMAGE_OTHER] = { 0 }, weak[DAMAGE_OTHER] = { 0 };
    struct reading r = { .n = 0 };

    *out = (struct damage){ .kind = DAMAGE_OTHER };
    index_phrases(&r);
    for (size_t i = 0; i < n_texts; i++)
        read_text(&r, &text[i]);
    for (size_t i = 0; i < PHRASES_MAX && (one = damage_phrase_at(i)) != NULL; i++) {
        if (!r.found[i])
            continue;
        (one->strong ? strong : weak)[one->kind]++;
        if (out->n_hits == DAMAGE_HITS_MAX)
            continue;
        out->hit[out->n_hits].kind = one->kind;
        out->hit[out->n_hits].strong = one->strong;
        out->hit[out->n_hits++].phrase = one->phrase;
    }
    for (int k = DAMAGE_OTHER; k-- > 0;) {
        out->by_system[k] = strong[k] == 0 && weak[k] == 1 && is_grave((enum damage_kind)k, criticality);
        out->holds[k] = strong[k] > 0 || weak[k] > 1 || out->by_system[k];
        if (out->holds[k])
            out->kind = (enum damage_kind)k;
    }
}

void damage_add_reason_of(struct strbuf *out, const struct damage *damage, enum damage_kind kind, enum criticality criticality)
{
    const char *separator = "";

    if (kind == DAMAGE_OTHER)
        return;
    for (size_t i = 0; i < damage->n_hits; i++)
        if (damage->hit[i].kind == kind) {
            strbuf_addf(out, "%s'%s'", separator, damage->hit[i].phrase);
            separator = ", ";
        }
    if (damage->by_system[kind])
        strbuf_addf(out, " (%s system)", criticality_name[criticality]);
}

void damage_add_reason(struct strbuf *out, const struct damage *damage, enum criticality criticality)
{
    damage_add_reason_of(out, damage, damage->kind, criticality);
}
