#include "datasets/phi/phi_words.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

enum { RUN_MAX = 64 }; /* letters of a word that are looked at */

/* ---- the table ----------------------------------------------------------------------------------------------------------- */

/*
 * The lists behind phi_words.h are in order for who reads them; looked up they are by a table of hashes, made on first use: for each word the
 * upper half of its hash and its number over all lists, in the first free slot from the lower half on. What is not listed mostly ends at the
 * first slot.
 */
enum { SLOTS = 1 << 17 };

static struct {
    uint32_t slot[SLOTS];             /* hash & 0xFFFF0000 | number + 1; 0: free */
    uint32_t first[PHI_WORD_MAX + 2]; /* number of the first word of each length */
} words;

static void make_table(void)
{
    uint32_t number = 0;

    for (size_t len = 0; len <= PHI_WORD_MAX; len++) {
        const struct phi_word_list *list = &phi_word_lists[len];

        words.first[len] = number;
        for (size_t i = 0; i < list->n; i++, number++) {
            char text[PHI_WORD_MAX + 1] = { 0 };
            uint32_t hash, at;

            memcpy(text, list->records + i * (len + 1), len);
            hash = phi_word_hash(text, len);
            for (at = hash % SLOTS; words.slot[at] != 0; at = (at + 1) % SLOTS)
                ;
            words.slot[at] = (hash & 0xFFFF0000u) | (number + 1);
        }
    }
    words.first[PHI_WORD_MAX + 1] = number;
    assert(number < 0xFFFF);
}

/* Whether a record of this length stands under `number`, and is this word's. */
static const char *record_of(uint32_t number, const char *text, size_t len)
{
    const char *record;

    if (number < words.first[len] || number >= words.first[len + 1])
        return NULL;
    record = phi_word_lists[len].records + (number - words.first[len]) * (len + 1);
    return memcmp(record, text, len) == 0 ? record : NULL;
}

static unsigned look_up(const char *text, size_t len)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    uint32_t hash = phi_word_hash(text, len), slot;

    pthread_once(&once, make_table);
    for (size_t at = hash % SLOTS; (slot = words.slot[at]) != 0; at = (at + 1) % SLOTS) {
        const char *record = ((slot ^ hash) & 0xFFFF0000u) == 0 ? record_of((slot & 0xFFFFu) - 1, text, len) : NULL;

        if (record != NULL)
            return (unsigned)(record[len] - '0');
    }
    return 0;
}

static bool is_common(const char *text, size_t len)
{
    return len >= 2 && (look_up(text, len) & PHI_COMMON) != 0;
}

/* What an English ending is put on, and what stood there instead of it: "studies" of "study". */
struct ending {
    char          text[8], instead[2];
    unsigned char len;
};

/* The common word with an ending put on it: "printers", "making", "stopped", "studies". */
static bool is_formed(const char *text, size_t len, const struct ending *ending)
{
    char stem[PHI_WORD_MAX + 2] = { 0 };
    size_t n = ending->len, more = ending->instead[0] != '\0';

    if (len < n + 3 || text[len - 1] != ending->text[n - 1] || memcmp(text + len - n, ending->text, n) != 0)
        return false;
    memcpy(stem, text, len - n);
    stem[len - n] = ending->instead[0];
    if (is_common(stem, len - n + more))
        return true;
    return more == 0 && len - n > 3 && stem[len - n - 1] == stem[len - n - 2] && is_common(stem, len - n - 1);
}

static bool is_inflected(const char *text, size_t len)
{
    static const struct ending endings[] = {
        { "s", "", 1 },      { "es", "", 2 },     { "ed", "", 2 },     { "ed", "e", 2 },    { "ing", "", 3 },   { "ing", "e", 3 },
        { "er", "", 2 },     { "er", "e", 2 },    { "ers", "", 3 },    { "ers", "e", 3 },   { "ly", "", 2 },    { "ies", "y", 3 },
        { "ied", "y", 3 },   { "ness", "", 4 },   { "ment", "", 4 },   { "ments", "", 5 },  { "ings", "", 4 },  { "ings", "e", 4 },
        { "able", "", 4 },   { "able", "e", 4 },  { "ation", "", 5 },  { "ation", "e", 5 }, { "al", "", 2 },    { "ity", "", 3 },
        { "ations", "", 6 }, { "ations", "e", 6 }, { "ful", "", 3 },   { "less", "", 4 },   { "or", "", 2 },    { "ors", "", 3 },
    };
    static const char lasts[] = "sdgrytenl"; /* the letters that these end with */

    if (memchr(lasts, text[len - 1], sizeof lasts - 1) == NULL)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (endings[i].text[endings[i].len - 1] == text[len - 1] && is_formed(text, len, &endings[i]))
            return true;
    return false;
}

/* Long words are not in the table, but English ones end like this. */
static bool ends_like_english(const char *text, size_t len)
{
    static const char endings[][6] = { "tion", "tions", "ment", "ments", "ness", "ing", "ings", "able", "ible", "ity",
                                       "ally", "ical", "ogy",   "ism",   "ology", "ive", "ized", "ated", "ates", "ance",
                                       "ence", "sion", "sions", "ator", "ators", "izer", "ably", "ular" };

    for (size_t i = 0; len > 8 && i < sizeof endings / sizeof endings[0]; i++) {
        size_t n = endings[i][3] == '\0' ? 3 : endings[i][4] == '\0' ? 4 : 5;

        if (text[len - 1] == endings[i][n - 1] && memcmp(text + len - n, endings[i], n) == 0)
            return true;
    }
    return false;
}

unsigned phi_word_classes(const char *text, size_t len)
{
    unsigned classes;

    if (len < 2 || len > PHI_WORD_MAX)
        return 0;
    classes = look_up(text, len);
    if (classes == 0 && (is_inflected(text, len) || ends_like_english(text, len)))
        classes = PHI_COMMON;
    return classes;
}

/* ---- letters ------------------------------------------------------------------------------------------------------------- */

/* Letters of U+00C0 to U+017F folded; '.' where there is no letter. Two letters ("æ", "ß") keep their first. */
static const char folded_latin[] = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
                                   "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                                   "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static bool is_lead(unsigned char c)
{
    return c >= 0xC3 && c <= 0xDF;
}

static bool is_continuation(unsigned char c)
{
    return c >= 0x80 && c <= 0xBF;
}

bool phi_letter_at(const struct phi_scan *scan, size_t at)
{
    unsigned char c = phi_byte(scan, at);

    if (phi_is_alpha(c))
        return true;
    if (c == 0xC3 && (phi_byte(scan, at + 1) == 0x97 || phi_byte(scan, at + 1) == 0xB7)) /* multiplication, division */
        return false;
    return is_lead(c) && is_continuation(phi_byte(scan, at + 1));
}

/* Of the two-byte letter at text[at]: its folded form, 0 where it has none; whether it is a capital. */
static char fold_letter(const char *text, size_t at, bool *capital)
{
    unsigned code = (((unsigned char)text[at] & 0x1Fu) << 6) | ((unsigned char)text[at + 1] & 0x3Fu);

    if (code >= 0xC0 && code < 0x180) {
        char c = folded_latin[code - 0xC0];

        if (code < 0x100)
            *capital = code < 0xDF;
        else if ((code >= 0x139 && code <= 0x148) || code >= 0x179)
            *capital = (code & 1) != 0;
        else
            *capital = (code & 1) == 0;
        return c;
    }
    if (code >= 0x218 && code <= 0x21B) { /* of Romanian */
        *capital = (code & 1) == 0;
        return code < 0x21A ? 's' : 't';
    }
    *capital = (code >= 0x386 && code <= 0x3AB && code != 0x390) || (code >= 0x400 && code <= 0x42F);
    return 0;
}

/* "'" or a right single quotation mark, and its length. */
static size_t apostrophe_at(const struct phi_scan *scan, size_t at)
{
    if (phi_byte(scan, at) == '\'')
        return 1;
    if (phi_byte(scan, at) == 0xE2 && phi_byte(scan, at + 1) == 0x80 && phi_byte(scan, at + 2) == 0x99)
        return 3;
    return 0;
}

/* ---- words --------------------------------------------------------------------------------------------------------------- */

static void set_shape(struct phi_word *word, size_t n, size_t n_capitals, size_t n_inner, bool first)
{
    if (n_capitals == 0)
        word->shape = PHI_LOWER;
    else if (!first)
        word->shape = PHI_MIXED;
    else if (n == 1)
        word->shape = PHI_INITIAL;
    else if (n_capitals == n)
        word->shape = PHI_UPPER;
    else
        word->shape = n_inner <= 1 ? PHI_CAPITAL : PHI_MIXED;
}

/* Inner capitals that names have: "McKay", "MacLeod", "DeLuca", "O'Brien", "LaRue", "VanDyke". Of other words they are code's. */
static bool has_name_prefix(const struct phi_scan *scan, size_t start, size_t inner)
{
    static const char *const prefixes[] = { "Mc", "Mac", "De", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz", "St", "Del" };

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strlen(prefixes[i]) == inner - start && memcmp(prefixes[i], scan->text + start, inner - start) == 0)
            return true;
    return false;
}

/* A letter and the small ones behind it, folded, up to PHI_WORD_MAX of them, *n in all; false: more than are looked at together, or fewer bytes. */
static bool read_letters(char out[PHI_WORD_MAX + 1], const char *text, size_t room, size_t *n)
{
#if PHI_SIXTEEN
    if (room >= 16) {
        const phi_sixteen bytes = phi_sixteen_at(text);
        unsigned others = ~phi_bits(phi_in_range(bytes, 'a', 'z')) & 0xFFFE;
        size_t len = others == 0 ? 16 : (size_t)__builtin_ctz(others);
        char folded[16];

        if (len > PHI_WORD_MAX)
            return false;
        phi_store(folded, phi_first(phi_small(bytes), len));
        memcpy(out, folded, PHI_WORD_MAX + 1);
        *n = len;
        return true;
    }
#endif
    (void)out, (void)text, (void)room, (void)n;
    return false;
}

/* A word of plain letters, the first alone perhaps a capital, as nearly all are. False: it is not one, or long. */
static bool read_plain(const struct phi_scan *scan, size_t at, struct phi_word *word, size_t *len)
{
    size_t room = scan->len - at < RUN_MAX ? scan->len - at : RUN_MAX, n = 1;
    const char *text = scan->text + at;
    bool capital = phi_is_upper((unsigned char)text[0]);

    if (!phi_is_alpha((unsigned char)text[0]))
        return false;
    *word = (struct phi_word){ .start = at };
    word->text[0] = phi_lower(text[0]);
    if (!read_letters(word->text, text, room, &n))
        for (; n < room && phi_is_lower((unsigned char)text[n]); n++)
            word->text[n < PHI_WORD_MAX ? n : PHI_WORD_MAX] = text[n];
    if (n == RUN_MAX || (n < room && (phi_is_upper((unsigned char)text[n]) || text[n] == '\'' || (unsigned char)text[n] >= 0x80)))
        return false;
    word->text[PHI_WORD_MAX] = '\0';
    word->end = at + n;
    word->shape = !capital ? PHI_LOWER : n == 1 ? PHI_INITIAL : PHI_CAPITAL;
    *len = n;
    return true;
}

/* The same for any word. */
static void read_any(const struct phi_scan *scan, size_t at, struct phi_word *word, size_t *letters)
{
    size_t end = at, len = 0, n = 0, n_capitals = 0, n_inner = 0;
    bool first = false, after_lower = false, after_capital = false, doubled = false;

    *word = (struct phi_word){ .start = at };
    while (end - at < RUN_MAX) {
        bool capital;
        char c;
        size_t quote;

        if (phi_is_alpha(phi_byte(scan, end))) {
            capital = phi_is_upper((unsigned char)scan->text[end]);
            c = phi_lower(scan->text[end]);
            end++;
        } else if (phi_letter_at(scan, end)) {
            c = fold_letter(scan->text, end, &capital);
            word->accented = true;
            end += 2;
        } else {
            quote = n > 0 ? apostrophe_at(scan, end) : 0;
            if (quote == 0 || !phi_letter_at(scan, end + quote))
                break;
            if (phi_lower((char)phi_byte(scan, end + quote)) == 's' && !phi_letter_at(scan, end + quote + 1))
                break;
            after_lower = after_capital = false;
            end += quote;
            continue;
        }
        first = n == 0 ? capital : first;
        n_inner += capital && after_lower && !has_name_prefix(scan, at, end - 1) ? 2 : 0;
        n_capitals += capital;
        doubled = doubled || (capital && after_capital);
        after_lower = !capital;
        after_capital = capital;
        if (c == 0 || c == '.')
            word->foreign = true;
        else if (len <= PHI_WORD_MAX)
            word->text[len < PHI_WORD_MAX ? len : PHI_WORD_MAX] = c;
        len += c != 0;
        n++;
    }
    word->end = end;
    word->text[PHI_WORD_MAX] = '\0';
    set_shape(word, n, n_capitals, n_inner + (doubled ? 2 : 0), first);
    if (scan->caseless && word->shape == PHI_LOWER)
        word->shape = n == 1 ? PHI_INITIAL : PHI_CAPITAL;
    *letters = len;
}

static void read_anew(const struct phi_scan *scan, size_t at, struct phi_word *word)
{
    size_t len;

    if (!read_plain(scan, at, word, &len))
        read_any(scan, at, word, &len);
    else if (scan->caseless && word->shape == PHI_LOWER)
        word->shape = len == 1 ? PHI_INITIAL : PHI_CAPITAL;
    phi_count(scan, word->end - at);
    if (word->foreign || len > PHI_WORD_MAX) {
        memset(word->text, 0, sizeof word->text);
        return;
    }
    word->cues = phi_word_cues(word->text) & ~(word->accented ? (unsigned)PHI_CUE_WARD : 0u); /* "Jan" is a month, "J\303\241n" a name */
    if (word->shape != PHI_MIXED && word->shape != PHI_LOWER)
        word->classes = (unsigned char)(phi_word_classes(word->text, len) & ~(word->accented ? (unsigned)PHI_COMMON : 0u));
}

void phi_word_read(const struct phi_scan *scan, size_t at, struct phi_word *word)
{
    struct phi_word *kept = scan->read == NULL ? NULL : &scan->read->word[at % PHI_WORDS_READ];

    if (kept != NULL && kept->end > 0 && kept->start == at && kept->stretch == scan->read->stretch) {
        *word = *kept;
        return;
    }
    read_anew(scan, at, word);
    if (kept != NULL) {
        word->stretch = scan->read->stretch;
        *kept = *word;
    }
}

bool phi_word_before(const struct phi_scan *scan, size_t at, struct phi_word *word)
{
    struct phi_scan until = *scan;
    size_t start = at;

    while (start > scan->floor && at - start < RUN_MAX) {
        unsigned char c = (unsigned char)scan->text[start - 1];

        if (phi_is_alpha(c))
            start--;
        else if (c == '\'' && start < at && start - 1 > scan->floor && phi_is_alpha((unsigned char)scan->text[start - 2]))
            start--;
        else if (is_continuation(c) && start - 1 > scan->floor && phi_letter_at(scan, start - 2))
            start -= 2;
        else
            break;
    }
    if (start == at)
        return false;
    phi_count(scan, at - start);
    until.len = at;
    phi_word_read(&until, start, word);
    return word->end == at;
}

bool phi_is_one_of(const char *text, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(text, *list) == 0)
            return true;
    return false;
}
