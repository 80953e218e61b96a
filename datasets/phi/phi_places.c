/*
 * phi_places.c - finder of places smaller than a state: hospitals and clinics, towns.
 *
 *     "St. Mary's Hospital, Boston, MA"   capitalised words up to one for a facility
 *     "admitted to Cedars-Sinai"          what a patient was brought to or seen at
 *     "in Leeds", "Reno, NV"              a town behind a preposition, or with its state
 *     "lives in Highveld"                 any capitalised words where somebody lives
 *
 * States and countries alone stay. Wards ("ICU", "Radiology") stay: they are in every hospital.
 */
#include <string.h>

#include "datasets/phi/phi_prose.h"

enum { PLACE_WORDS = 8, BACK_WORDS = 7 };

/* First words of towns of two words. */
static const char *const pairs[][2] = {
    { "new", "york" },     { "new", "orleans" },  { "new", "haven" },    { "los", "angeles" },  { "san", "" },        { "santa", "" },
    { "las", "vegas" },    { "el", "paso" },      { "fort", "" },        { "st", "" },          { "salt", "lake" },   { "long", "beach" },
    { "kansas", "city" },  { "virginia", "beach" }, { "baton", "rouge" }, { "des", "moines" },  { "palm", "" },       { "grand", "rapids" },
    { "ann", "arbor" },    { "cape", "" },        { "tel", "aviv" },     { "hong", "kong" },    { "mexico", "city" }, { "rio", "de" },
    { "sao", "paulo" },    { "buenos", "aires" }, { "new", "delhi" },    { "kuala", "lumpur" }, { "ho", "chi" },      { "milton", "keynes" },
    { "little", "rock" },  { "colorado", "springs" }, { "jersey", "city" }, { "oklahoma", "city" }, { "corpus", "christi" }, { "mount", "" },
    { "saint", "" },       { "puerto", "" },      { "beverly", "hills" }, { "cedar", "rapids" }, { "sioux", "falls" }, { "bad", "" },
};

static const char *const states[] = { "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN",
                                      "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA",
                                      "WA", "WV", "WI", "WY", "DC", "PR", "NSW", "QLD", "VIC", "ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB", "NL", NULL };

/* The capitalised words of a place, in order. */
struct place {
    struct phi_word word[PLACE_WORDS];
    size_t          n;
};

static bool is_capital(const struct phi_word *word)
{
    return word->shape == PHI_CAPITAL || word->shape == PHI_UPPER || word->shape == PHI_INITIAL;
}

bool phi_is_state(const struct phi_scan *scan, size_t at, size_t *end)
{
    if (!phi_is_upper(phi_byte(scan, at)) || !phi_is_upper(phi_byte(scan, at + 1)))
        return false;
    for (size_t i = 0; states[i] != NULL; i++) {
        size_t n = strlen(states[i]);

        if (phi_has(scan, at, states[i]) && !phi_is_alnum(phi_byte(scan, at + n))) {
            *end = at + n;
            return true;
        }
    }
    return false;
}

/* Behind a word: past "'s", a dot of "St.", and one blank or hyphen. 0: something else follows. */
static size_t step(const struct phi_scan *scan, const struct phi_word *word)
{
    size_t at = word->end;

    if (phi_byte(scan, at) == '\'' && phi_byte(scan, at + 1) == 's')
        at += 2;
    else if (phi_byte(scan, at) == 0xE2 && phi_byte(scan, at + 1) == 0x80 && phi_byte(scan, at + 2) == 0x99 && phi_byte(scan, at + 3) == 's')
        at += 4;
    if (phi_byte(scan, at) == '.' && at - word->start <= 2)
        at++;
    if ((phi_byte(scan, at) == ' ' || phi_byte(scan, at) == '-') && phi_letter_at(scan, at + 1))
        return at + 1;
    if (phi_byte(scan, at) == ' ' && phi_byte(scan, at + 1) == '&' && phi_byte(scan, at + 2) == ' ' && phi_letter_at(scan, at + 3))
        return at + 3;
    return 0;
}

static size_t word_close(const struct phi_scan *scan, const struct phi_word *word)
{
    size_t at = word->end;

    if (phi_byte(scan, at) == '\'' && phi_byte(scan, at + 1) == 's')
        return at + 2;
    if (phi_byte(scan, at) == 0xE2 && phi_byte(scan, at + 1) == 0x80 && phi_byte(scan, at + 2) == 0x99 && phi_byte(scan, at + 3) == 's')
        return at + 4;
    return at;
}

static bool is_facility(const struct phi_word *word)
{
    return (word->cues & PHI_CUE_FACILITY) != 0;
}

static bool may_be_place(const struct phi_word *word)
{
    return is_capital(word) && (word->classes & PHI_PRODUCT) == 0;
}

/* Reads capitalised words, with "of", "and", "de" between, and small words for a facility. */
static void read_place(const struct phi_scan *scan, const struct phi_word *first, struct place *place)
{
    struct phi_word word;

    place->word[0] = *first;
    place->n = 1;
    while (place->n < PLACE_WORDS) {
        size_t at = step(scan, &place->word[place->n - 1]);

        for (int i = 0; at > 0 && i < 2; i++) {
            phi_word_read(scan, at, &word);
            if ((word.cues & PHI_CUE_LINK) == 0)
                break;
            at = step(scan, &word);
        }
        if (at == 0)
            break;
        phi_word_read(scan, at, &word);
        if (!may_be_place(&word) && !is_facility(&word) && (word.cues & PHI_CUE_CENTER) == 0 && strcmp(word.text, "downtown") != 0)
            break;
        place->word[place->n++] = word;
    }
}

/* How many of the words make a facility: the longest that end with a word for one. 0: none. */
static size_t facility_words(const struct place *place)
{
    size_t n = 0;

    for (size_t i = 1; i < place->n; i++) {
        const struct phi_word *word = &place->word[i], *before = &place->word[i - 1];

        if (is_facility(word) || ((word->cues & PHI_CUE_CENTER) != 0 && (before->cues & PHI_CUE_KIND) != 0 && (is_capital(before) || is_capital(word))))
            n = i + 1;
    }
    while (n > 0 && n < place->n && is_capital(&place->word[n]) && !is_facility(&place->word[n])) /* "Children's Hospital Los Angeles" */
        n++;
    return n;
}

/* Words of a town from place->word[i] on. 0: none. */
static size_t town_words(const struct phi_scan *scan, const struct place *place, size_t i)
{
    const struct phi_word *word = &place->word[i];

    if (!is_capital(word))
        return 0;
    if ((word->cues & PHI_CUE_PAIR) != 0 && i + 1 < place->n && is_capital(&place->word[i + 1]) && place->word[i + 1].start - word->end <= 2)
        for (size_t k = 0; k < sizeof pairs / sizeof pairs[0]; k++)
            if (strcmp(word->text, pairs[k][0]) == 0 && (pairs[k][1][0] == '\0' || strcmp(place->word[i + 1].text, pairs[k][1]) == 0) &&
                (place->word[i + 1].classes & PHI_PRODUCT) == 0) {
                if (i + 2 < place->n && strcmp(place->word[i + 2].text, "city") == 0)
                    return 3;
                return 2;
            }
    (void)scan;
    return (word->classes & PHI_TOWN) != 0 && word->shape == PHI_CAPITAL ? 1 : 0;
}

/* ", Boston", " in Seattle", ", MI": the place goes on. Returns the new end. */
static size_t extend(const struct phi_scan *scan, size_t end)
{
    for (int i = 0; i < 3; i++) {
        size_t at = end, close, n;
        struct phi_word word;
        struct place place;

        if (phi_byte(scan, at) == ',' && phi_byte(scan, at + 1) == ' ')
            at += 2;
        else if (phi_has(scan, at, " in ") || phi_has(scan, at, " of "))
            at += 4;
        else
            break;
        if (phi_is_state(scan, at, &close)) {
            end = close;
            continue;
        }
        if (!phi_letter_at(scan, at))
            break;
        phi_word_read(scan, at, &word);
        read_place(scan, &word, &place);
        n = town_words(scan, &place, 0);
        if (n == 0)
            break;
        end = place.word[n - 1].end;
    }
    return end;
}

/* What stands before a place. */
struct where {
    bool preposition, at, to, care, life;
};

static struct where where_before(const struct phi_scan *scan, size_t at)
{
    struct where where = { 0 };
    struct phi_word word;
    bool article = false;

    for (int i = 0; i < BACK_WORDS; i++) {
        size_t n = 0;

        while (at > scan->floor && n++ < 3 && (scan->text[at - 1] == ' ' || (i > 0 && (scan->text[at - 1] == ',' || scan->text[at - 1] == '-'))))
            at--;
        if (i == 0 && at > scan->floor && scan->text[at - 1] == '@') {
            where.preposition = where.at = true;
            at--;
            continue;
        }
        if (!phi_word_before(scan, at, &word))
            break;
        at = word.start;
        if (i == 0 && (word.text[0] == 't' || word.text[0] == 'o' || word.text[0] == 'v' || word.text[0] == 'a') && phi_is_one_of(word.text, (const char *const[]){ "the", "our", "visited", "attended", NULL }) ) {
            where.care = word.text[0] == 'v' || word.text[0] == 'a';
            where.preposition = where.at = where.care;
            article = true;
            if (where.care)
                break;
            i = -1;
            if (at == scan->floor)
                break;
            continue;
        }
        if (i == 0) {
            where.preposition = (word.cues & PHI_CUE_PREPOSITION) != 0;
            where.at = strcmp(word.text, "at") == 0;
            where.to = strcmp(word.text, "to") == 0;
            if (!where.preposition)
                break;
        } else if ((word.cues & PHI_CUE_CARE) != 0) {
            where.care = true;
        } else if (i <= 2 && !article && (word.cues & PHI_CUE_LIFE) != 0) {
            where.life = true;
        }
    }
    return where;
}

/* " on [DATE]", " on March", " since 2020": when somebody was there. */
static bool time_follows(const struct phi_scan *scan, size_t at)
{
    static const char *const words[] = { "on", "since", "last", "in", "until", NULL };
    struct phi_word word;

    if (phi_byte(scan, at) != ' ' || !phi_letter_at(scan, at + 1))
        return false;
    phi_word_read(scan, at + 1, &word);
    return phi_is_one_of(word.text, words) && phi_byte(scan, word.end) == ' ' && (word.end + 1 == scan->len || phi_is_digit(phi_byte(scan, word.end + 1)));
}

static bool glued_after(const struct phi_scan *scan, size_t at)
{
    unsigned char c = phi_byte(scan, at), next = phi_byte(scan, at + 1);

    return phi_is_digit(c) || (c != 0 && strchr("_(=<\\@/", c) != NULL && c != '(') || ((c == '.' || c == ':') && (phi_is_alnum(next) || next == ':'));
}

static bool make_span(const struct phi_scan *scan, const struct place *place, size_t n, struct phi_span *span)
{
    const struct phi_word *last = &place->word[n - 1];

    if (glued_after(scan, last->end))
        return false;
    *span = (struct phi_span){ .start = place->word[0].start, .end = extend(scan, word_close(scan, last)), .type = PHI_LOCATION };
    return true;
}

bool phi_find_facility(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span)
{
    struct place place;
    size_t n;

    if (!may_be_place(first) || (first->cues & PHI_CUE_OPENING) != 0 || is_facility(first))
        return false;
    read_place(scan, first, &place);
    n = facility_words(&place);
    return n > 0 && make_span(scan, &place, n, span);
}

/* Where somebody is treated: any words but a ward. */
static bool is_plain(const struct phi_word *word)
{
    return word->shape == PHI_CAPITAL && ((word->classes & PHI_COMMON) == 0 || (word->classes & (PHI_FAMILY | PHI_TOWN)) != 0);
}

static size_t treated_words(const struct phi_scan *scan, const struct place *place, const struct where *where)
{
    size_t n = 0;
    const struct phi_word *first = &place->word[0];

    while (n < place->n && is_capital(&place->word[n]) && (place->word[n].cues & PHI_CUE_WARD) == 0 && (place->word[n].cues & (PHI_CUE_TITLE | PHI_CUE_ROLE)) == 0)
        n++;
    if (n == 0 || !where->preposition)
        return 0;
    if (where->life)
        return first->shape == PHI_INITIAL ? 0 : n;
    if (!where->at && !(where->to && where->care))
        return 0;
    if (where->at && n == 2 && is_plain(first) && is_plain(&place->word[1]))
        return n;
    if (n == 1 && ((first->classes & PHI_EPONYM) != 0 || (first->shape == PHI_UPPER && !where->at)))
        return 0;
    if (!where->care && !time_follows(scan, word_close(scan, &place->word[n - 1])))
        return 0;
    if (n > 1 || (first->cues & PHI_CUE_HEAD) != 0)
        return n;
    return (first->classes & PHI_COMMON) == 0 || (first->classes & (PHI_FAMILY | PHI_TOWN)) != 0 ? n : 0;
}

/* "Reno, NV" */
static bool has_state(const struct phi_scan *scan, const struct place *place)
{
    size_t at = place->word[town_words(scan, place, 0) - 1].end;

    return phi_byte(scan, at) == ',' && phi_byte(scan, at + 1) == ' ' && phi_is_state(scan, at + 2, &at);
}

/* "Chicago VA", "Chicago office", "Brooklyn General": a town with what is there. */
static size_t with_head(const struct place *place, size_t n)
{
    while (n < place->n && ((place->word[n].cues & PHI_CUE_HEAD) != 0 || (place->word[n].cues & PHI_CUE_CENTER) != 0))
        n++;
    return n;
}

bool phi_find_town(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span)
{
    struct place place;
    size_t n;

    if ((first->cues & PHI_CUE_PAIR) == 0 || !may_be_place(first) || (phi_byte(scan, first->end) != ' ' && phi_byte(scan, first->end) != '.'))
        return false;
    read_place(scan, first, &place);
    n = place.n > 1 ? town_words(scan, &place, 0) : 0;
    if (n < 2 || !(where_before(scan, first->start).preposition || has_state(scan, &place)))
        return false;
    return make_span(scan, &place, with_head(&place, n), span);
}

bool phi_find_place(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span)
{
    struct place place;
    struct where where;
    size_t n;

    if (!may_be_place(first) || (first->cues & PHI_CUE_WARD) != 0 || (first->cues & PHI_CUE_OPENING) != 0)
        return false;
    where = where_before(scan, first->start);
    read_place(scan, first, &place);
    n = treated_words(scan, &place, &where);
    if (n == 0 && (town_words(scan, &place, 0) > 0 && (where.preposition || has_state(scan, &place))))
        n = with_head(&place, town_words(scan, &place, 0));
    return n > 0 && make_span(scan, &place, n, span);
}
