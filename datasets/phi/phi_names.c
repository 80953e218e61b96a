/*
 * phi_names.c - finder of persons' names.
 *
 * Points are added up, for what stands before (phi_lead.c), for each word by what it is known as, and for what follows:
 *
 *     "James Okafor"       a given name 3, unlisted behind it 1
 *     "Emily W."           a given name 3, an initial 3
 *     "Dr. Long"           a title 4
 *     "Wells score"        an eponym: nothing
 *
 * THRESHOLD points make a name.
 */
#include <string.h>

#include "datasets/phi/phi_prose.h"

enum { THRESHOLD = 4 };

static bool is_capitalised(const struct phi_word *word)
{
    return word->shape == PHI_CAPITAL || word->shape == PHI_UPPER || word->shape == PHI_INITIAL;
}

static bool is_person_word(const struct phi_word *word)
{
    return (word->classes & (PHI_GIVEN | PHI_FAMILY)) != 0;
}

/* A word that could stand in a name: not one of English or of software. */
static bool may_be_name(const struct phi_word *word)
{
    if (!is_capitalised(word) || (word->classes & PHI_PRODUCT) != 0 || (word->shape != PHI_INITIAL && (word->cues & (PHI_CUE_TITLE | PHI_CUE_ROLE | PHI_CUE_WARD)) != 0))
        return false;
    if (word->shape == PHI_UPPER && !is_person_word(word) && strlen(word->text) <= 5 && !word->foreign) /* "COPD" */
        return false;
    return word->shape == PHI_INITIAL || is_person_word(word) || (word->classes & PHI_COMMON) == 0;
}

/* Glued to what a program writes: "Foo.Bar", "Foo_bar", "Foo(", "<Foo", "Foo/Bar", "Foo2". */
static bool is_glued(const struct phi_scan *scan, const struct phi_word *word)
{
    unsigned char next = phi_byte(scan, word->end), after = phi_byte(scan, word->end + 1);

    if (phi_is_digit(next) || phi_is_alpha(next) || next == '_' || next == '(' || next == '=' || next == '<' || next == '\\' || next == '@' || next == '/')
        return true;
    if (next == '-' && (phi_is_digit(after) || after == '>'))
        return true;
    if (next == '-' && word->shape == PHI_INITIAL && phi_is_alpha(after) && phi_is_alpha(phi_byte(scan, word->end + 2))) /* "X-Ray", "C-STORE" */
        return true;
    if (word->shape == PHI_INITIAL && next == '.')
        return false;
    return (next == '.' || next == ':') && (phi_is_alnum(after) || after == next || after == '_');
}

/* Where the next word of the name begins behind `at`: a blank, or a hyphen, or a dot and a blank behind an initial. 0: nowhere. */
static size_t next_word(const struct phi_scan *scan, const struct phi_word *word)
{
    size_t at = word->end;

    if (phi_byte(scan, at) == '-' && phi_letter_at(scan, at + 1))
        return at + 1;
    if (word->shape == PHI_INITIAL && phi_byte(scan, at) == '.')
        at++;
    if (phi_byte(scan, at) == ' ' && phi_letter_at(scan, at + 1))
        return at + 1;
    if (at > word->end && phi_letter_at(scan, at)) /* "J.R. Smith" */
        return at;
    return 0;
}

static bool add(struct phi_run *run, const struct phi_scan *scan, size_t at)
{
    struct phi_word *word = &run->word[run->n];

    phi_word_read(scan, at, word);
    if (!may_be_name(word) || is_glued(scan, word) || (word->shape == PHI_INITIAL && word->text[0] == 'i' && phi_byte(scan, word->end) != '.'))
        return false; /* "Unfortunately I" */
    run->n++;
    return true;
}

/* "van der Berg": particles are passed over if a capitalised word ends them. */
static bool add_behind_particles(struct phi_run *run, const struct phi_scan *scan, size_t at)
{
    struct phi_word word;

    for (int i = 0; i < 3; i++) {
        phi_word_read(scan, at, &word);
        if (word.shape == PHI_MIXED || (word.cues & PHI_CUE_PARTICLE) == 0)
            break;
        at = next_word(scan, &word);
        if (at == 0)
            return false;
    }
    return add(run, scan, at);
}

/* What a person does stands behind the word: "Jane Roe called". */
static bool says_behind(const struct phi_scan *scan, const struct phi_word *word)
{
    struct phi_word next;

    if (phi_byte(scan, word->end) != ' ' || !phi_letter_at(scan, word->end + 1))
        return false;
    phi_word_read(scan, word->end + 1, &next);
    return (next.cues & PHI_CUE_SAYS) != 0 && (next.cues & (PHI_CUE_DEED | PHI_CUE_VERB)) != 0; /* not "is", "has" */
}

/* "Dr. Justin Beet", "patient Jane Winters", "Jane Roe called": behind a given name that is announced, or before what persons do, any capitalised word is the family's. */
static void add_common_family(struct phi_run *run, const struct phi_scan *scan)
{
    const struct phi_word *first = &run->word[0];
    struct phi_word word;
    size_t at = next_word(scan, first);

    if (run->n != 1 || at == 0 || (first->classes & (PHI_GIVEN | PHI_COMMON)) != PHI_GIVEN || scan->text[at - 1] != ' ')
        return;
    phi_word_read(scan, at, &word);
    if (word.shape == PHI_CAPITAL && (word.classes & PHI_PRODUCT) == 0 && word.cues == 0 && !is_glued(scan, &word) && !scan->caseless &&
        (phi_lead_before(scan, first->start) >= PHI_LEAD_ROLE || says_behind(scan, &word)))
        run->word[run->n++] = word;
}

/* "Jildau S Bouts": so is one behind an initial without a dot. */
static bool add_behind_initial(struct phi_run *run, const struct phi_scan *scan, size_t at)
{
    const struct phi_word *last = &run->word[run->n - 1];
    struct phi_word word;

    if (run->n < 2 || last->shape != PHI_INITIAL || phi_byte(scan, last->end) != ' ')
        return false;
    phi_word_read(scan, at, &word);
    if (word.shape != PHI_CAPITAL || (word.classes & PHI_PRODUCT) != 0 || word.cues != 0 || is_glued(scan, &word))
        return false;
    run->word[run->n++] = word;
    return true;
}

static void read_run(const struct phi_scan *scan, const struct phi_word *first, struct phi_run *run)
{
    size_t at;

    run->word[0] = *first;
    run->n = 1;
    run->comma = false;
    while (run->n < PHI_NAME_WORDS) {
        at = next_word(scan, &run->word[run->n - 1]);
        if (at == 0 || (!add_behind_particles(run, scan, at) && !add_behind_initial(run, scan, at)))
            break;
    }
    add_common_family(run, scan);
    at = run->word[run->n - 1].end;
    if (run->n <= 2 && phi_byte(scan, at) == ',' && phi_byte(scan, at + 1) == ' ' && phi_letter_at(scan, at + 2) && add(run, scan, at + 2)) {
        const struct phi_word *given = &run->word[run->n - 1];
        const struct phi_word *family = &run->word[run->n - 2];
        bool said = phi_lead_before(scan, first->start) == PHI_LEAD_NAME;

        run->comma = given->shape == PHI_CAPITAL && family->shape == PHI_CAPITAL &&
                     (said || ((given->classes & PHI_GIVEN) != 0 && (family->classes & (PHI_GIVEN | PHI_COMMON | PHI_TOWN)) == 0 &&
                               (given->classes & PHI_COMMON) == 0));
        run->n -= !run->comma;
    }
}

/* The points of one word; `behind` are words of the run before it, unlisted ones count for more beside others. */
static int word_points(const struct phi_word *word, size_t behind, bool among_others)
{
    bool common = (word->classes & PHI_COMMON) != 0;

    if (word->shape == PHI_INITIAL)
        return behind > 0 ? 3 : 2;
    if ((word->classes & (PHI_EPONYM | PHI_TOWN)) != 0)
        return is_person_word(word) ? among_others ? 2 : 1 : 0;
    if ((word->classes & PHI_GIVEN) != 0)
        return common ? among_others && behind == 0 ? 2 : 1 : strlen(word->text) < 4 ? among_others ? 3 : 2 : behind == 0 ? 4 : 3;
    if ((word->classes & PHI_FAMILY) != 0)
        return common ? 1 : 2;
    if (word->shape == PHI_UPPER)
        return word->accented ? 2 : 0;
    if (word->accented)
        return 2;
    return among_others && strlen(word->text) >= 4 ? 2 : 1;
}

static bool thing_follows(const struct phi_scan *scan, const struct phi_word *last)
{
    struct phi_word word;
    size_t at = last->end;

    if (phi_byte(scan, at) == '\'' && phi_byte(scan, at + 1) == 's')
        at += 2;
    if (phi_byte(scan, at) != ' ' || !phi_letter_at(scan, at + 1))
        return false;
    phi_word_read(scan, at + 1, &word);
    return (word.cues & PHI_CUE_THING) != 0;
}

/* Whether the word at text[at] is known as a name and nothing else: the next of a list of persons. */
static bool is_listed(const struct phi_scan *scan, size_t at)
{
    struct phi_word word;

    if (!phi_letter_at(scan, at))
        return false;
    phi_word_read(scan, at, &word);
    return word.shape == PHI_CAPITAL && (is_person_word(&word) || word.accented) && (word.classes & (PHI_COMMON | PHI_TOWN | PHI_PRODUCT)) == 0 &&
           !is_glued(scan, &word);
}

bool phi_find_next_name(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    struct phi_word word;

    if (phi_has(scan, at, ", "))
        at += 2;
    else if (phi_has(scan, at, " and "))
        at += 5;
    else
        return false;
    if (!phi_letter_at(scan, at))
        return false;
    phi_word_read(scan, at, &word);
    if (word.shape != PHI_CAPITAL || !is_person_word(&word) || (word.classes & PHI_PRODUCT) != 0 || is_glued(scan, &word))
        return false;
    if (next_word(scan, &word) > 0) { /* more of it is for phi_find_name */
        struct phi_word more;

        phi_word_read(scan, next_word(scan, &word), &more);
        if (may_be_name(&more))
            return false;
    }
    *span = (struct phi_span){ .start = word.start, .end = word.end, .type = PHI_NAME };
    return true;
}

/* ", MD", "'s", " said": what follows a person. */
static int after_points(const struct phi_scan *scan, const struct phi_word *last)
{
    struct phi_word word;
    size_t at = last->end;

    if (phi_byte(scan, at) == ',' && phi_byte(scan, at + 1) == ' ') {
        if (is_listed(scan, at + 2))
            return 2;
        return phi_has(scan, at + 2, "MD") && !phi_letter_at(scan, at + 4) ? 2 : 0;
    }
    if (phi_has(scan, at, ": ") && (last->start == 0 || scan->text[last->start - 1] == '\n') && last->end - last->start > 2)
        return 2; /* who speaks */
    if (phi_byte(scan, at) != ' ' || !phi_letter_at(scan, at + 1))
        return 0;
    phi_word_read(scan, at + 1, &word);
    if (strcmp(word.text, "lives") == 0 || strcmp(word.text, "lived") == 0)
        return 3;
    if (strcmp(word.text, "and") == 0 && phi_byte(scan, word.end) == ' ' && is_listed(scan, word.end + 1))
        return 2;
    return (word.cues & PHI_CUE_SAYS) != 0 ? 1 : 0;
}

static int lead_points(enum phi_lead lead)
{
    switch (lead) {
    case PHI_LEAD_NAME:
        return 4;
    case PHI_LEAD_ROLE:
        return 2;
    case PHI_LEAD_MAYBE:
        return 1;
    case PHI_LEAD_AGAINST:
        return -2;
    default:
        return 0;
    }
}

static int points(const struct phi_scan *scan, const struct phi_run *run)
{
    enum phi_lead lead = phi_lead_before(scan, run->word[0].start);
    const struct phi_word *first = &run->word[0], *last = &run->word[run->n - 1];
    int sum = lead_points(lead);
    bool named = false;

    for (size_t i = 0; i < run->n; i++) {
        sum += word_points(&run->word[i], i, run->n > 1);
        named = named || run->word[i].shape != PHI_INITIAL;
    }
    if (!named)
        return 0;
    if (run->n == 1 && first->shape == PHI_UPPER && lead < PHI_LEAD_NAME)
        return 0;
    if (lead < PHI_LEAD_NAME && thing_follows(scan, last))
        return 0;
    if (run->n == 1 && (first->classes & PHI_EPONYM) != 0 && lead < PHI_LEAD_NAME)
        return 0;
    return sum + (run->comma ? 2 : 0) + after_points(scan, last);
}

bool phi_find_name(const struct phi_scan *scan, const struct phi_word *first, struct phi_run *run, struct phi_span *span)
{
    const struct phi_word *last;

    run->n = 1;
    run->word[0] = *first;
    if (!may_be_name(first) || is_glued(scan, first))
        return false;
    read_run(scan, first, run);
    if (points(scan, run) < THRESHOLD)
        return false;
    last = &run->word[run->n - 1];
    *span = (struct phi_span){ .start = phi_title_before(scan, first->start), .end = last->end, .type = PHI_NAME };
    if (last->shape == PHI_INITIAL && phi_byte(scan, last->end) == '.')
        span->end++;
    return true;
}
