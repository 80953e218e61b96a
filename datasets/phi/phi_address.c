/*
 * phi_address.c - finder of postal addresses, ZIP codes and ages over 89. Asked about a number that stands for itself.
 *
 *     "3912 Maple St Apt 4B, Reno, NV 16350"          a number, words, a word for a street
 *     "12 rue de la Paix"  "Hauptstrasse 5"           the word first, or part of the name
 *     "66029 138 Consul Place\nApt. 050\nBroomfield"  what follows on short lines: flat, town, country and code
 *     "PO Box 12"  "PSC 1437, Box 3833\nAPO AA 66791"
 *     "ZIP: 3520"                                     after its label
 *     "aged 103"  "97-year-old"  "95 yo"              90 and over
 */
#include <string.h>

#include "datasets/phi/phi_prose.h"

enum { STREET_WORDS = 8, TAIL_PARTS = 6, TOWN_WORDS = 5, NUMBER_MAX = 6 };

/* Endings of names of streets, four letters or more before them. */
static const char endings[][8] = { "strasse", "stras", "gasse", "gata", "gatan", "vagen", "vegen", "veien", "gade", "allee", "straat", "laan", "plein",
                                       "kade", "katu", "kuja", "polku", "utca", "braut", "vej", "weg", "platz", "damm", "ring", "ska", "ova", "eho", "ulice", "stigen", "dreef", "steeg", "singel", "tie", "vik", "tvollen" };

static size_t number_end(const struct phi_scan *scan, size_t at)
{
    size_t end = at;

    while (end - at <= NUMBER_MAX && phi_is_digit(phi_byte(scan, end)))
        end++;
    if (end == at || end - at > NUMBER_MAX)
        return at;
    if ((phi_byte(scan, end) == '-' || phi_byte(scan, end) == '/') && phi_is_digit(phi_byte(scan, end + 1)))
        for (end++; phi_is_digit(phi_byte(scan, end));)
            end++;
    if (phi_is_alpha(phi_byte(scan, end)) && !phi_letter_at(scan, end + 1) && !phi_is_digit(phi_byte(scan, end + 1))) /* "4B" */
        end++;
    return phi_letter_at(scan, end) || phi_byte(scan, end) == '_' ? at : end;
}

static bool ends_as_street(const struct phi_word *word)
{
    static const char lasts[] = "aefgijklmnorstuvz"; /* the letters that these end with, and some more */
    size_t len = strlen(word->text);

    if (len < 6 || (word->classes & PHI_COMMON) != 0 || memchr(lasts, word->text[len - 1], sizeof lasts - 1) == NULL)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t n = strlen(endings[i]);

        if (word->text[len - 1] == endings[i][n - 1] && len >= n + 3 && memcmp(word->text + len - n, endings[i], n) == 0)
            return true;
    }
    return false;
}

static bool is_capital(const struct phi_word *word)
{
    return word->shape == PHI_CAPITAL || word->shape == PHI_UPPER || word->shape == PHI_INITIAL;
}

static bool is_named(const struct phi_word *word)
{
    return is_capital(word) && ((word->classes & (PHI_COMMON | PHI_PRODUCT)) == 0 || (word->classes & (PHI_GIVEN | PHI_FAMILY | PHI_TOWN)) != 0);
}

/* "Apt 4B", "Suite 487", "# 12": its end; `at` where there is none. */
static size_t unit_end(const struct phi_scan *scan, size_t at)
{
    struct phi_word word;
    size_t end = at;

    if (phi_byte(scan, at) == '#') {
        end = number_end(scan, at + 1 + (phi_byte(scan, at + 1) == ' '));
        return end > at + 2 ? end : at;
    }
    if (!phi_letter_at(scan, at))
        return at;
    phi_word_read(scan, at, &word);
    if ((word.cues & PHI_CUE_UNIT) == 0)
        return at;
    end = word.end + (phi_byte(scan, word.end) == '.');
    if (phi_byte(scan, end) == ' ')
        end++;
    if (phi_is_digit(phi_byte(scan, end)))
        return number_end(scan, end) > end ? number_end(scan, end) : at;
    if (phi_is_upper(phi_byte(scan, end)) && !phi_is_alnum(phi_byte(scan, end + 1)))
        return end + 1;
    return at;
}

/* "94103", "94103-1234", "SW1A 1AA", "K1A 0B1": its end; `at` where there is none. */
static size_t code_end(const struct phi_scan *scan, size_t at)
{
    size_t end = at, n = 0;

    while (phi_is_digit(phi_byte(scan, at + n)))
        n++;
    if (n >= 4 && n <= 6 && !phi_letter_at(scan, at + n)) {
        end = at + n;
        if (phi_byte(scan, end) == '-' && phi_is_digit(phi_byte(scan, end + 1)) && phi_is_digit(phi_byte(scan, end + 4)) && !phi_is_digit(phi_byte(scan, end + 5)))
            end += 5;
        return end;
    }
    if (n > 0 || !phi_is_upper(phi_byte(scan, at)))
        return at;
    for (n = 0; n < 4 && phi_is_alnum(phi_byte(scan, at + n)); n++)
        ;
    if (n >= 2 && phi_byte(scan, at + n) == ' ' && phi_is_digit(phi_byte(scan, at + n + 1)) && phi_is_upper(phi_byte(scan, at + n + 2)) &&
        phi_is_alnum(phi_byte(scan, at + n + 3)) && !phi_is_alnum(phi_byte(scan, at + n + 4)) && memchr(scan->text + at, ' ', n) == NULL)
        for (size_t i = 1; i < n; i++)
            if (phi_is_digit((unsigned char)scan->text[at + i]))
                return at + n + 4;
    return at;
}

/* ---- the street -------------------------------------------------------------------------------------------------------- */

/* What a street's words said. */
struct street {
    size_t end;
    size_t n_words, n_named;
    bool   marked; /* a word for a street */
    bool   closed; /* by a house number   */
    bool   named_way; /* by its first word, "rue" */
    bool   capital_way; /* "Rue" */
};

/* "d'Ouchy", "l'Hôpital" */
static bool is_elided(const struct phi_scan *scan, const struct phi_word *word)
{
    return phi_has(scan, word->start, "d'") || phi_has(scan, word->start, "l'");
}

/* "34th": its end; `at` where no ordinal number is there. */
static size_t ordinal_end(const struct phi_scan *scan, size_t at)
{
    static const char *const endings_of[] = { "st", "nd", "rd", "th" };
    size_t end = at;

    if (!phi_is_digit(phi_byte(scan, at)))
        return at;
    while (end - at < 4 && phi_is_digit(phi_byte(scan, end)))
        end++;
    for (size_t i = 0; end > at && i < 4; i++)
        if (phi_has(scan, end, endings_of[i]) && !phi_is_alnum(phi_byte(scan, end + 2)))
            return end + 2;
    return at;
}

/* Reads the words of a street from text[at]: words, a number behind them. */
static struct street read_street(const struct phi_scan *scan, size_t at)
{
    struct street street = { .end = at };

    while (street.n_words < STREET_WORDS && (phi_letter_at(scan, at) || ordinal_end(scan, at) > at)) {
        struct phi_word word;
        bool way;

        if (ordinal_end(scan, at) > at) {
            street.n_words++;
            at = street.end = ordinal_end(scan, at);
            if (phi_byte(scan, at) != ' ')
                break;
            at++;
            continue;
        }
        phi_word_read(scan, at, &word);
        if ((word.cues & PHI_CUE_WARD) != 0) /* "5 Jan 2023" */
            break;
        way = street.n_words == 0 && (word.cues & PHI_CUE_WAY) != 0;
        if (street.n_words > 0 && unit_end(scan, at) > at)
            break;
        if (!is_capital(&word) && !way && !is_elided(scan, &word) && !(street.capital_way && street.n_words <= 2) && (word.cues & PHI_CUE_SMALL) == 0 && !(street.n_words > 0 && (word.cues & PHI_CUE_STREET) != 0) && !ends_as_street(&word))
            break;
        street.named_way = street.named_way || way;
        street.capital_way = street.capital_way || (way && is_capital(&word));
        street.n_words++;
        street.n_named += is_named(&word) && word.end - word.start >= 3 && (word.shape != PHI_UPPER || word.end - word.start > 4);
        street.end = word.end;
        if (phi_byte(scan, street.end) == '.' && word.end - word.start <= 4)
            street.end++;
        if (way || ends_as_street(&word) || (street.n_words > 1 && (word.cues & PHI_CUE_STREET) != 0)) {
            street.marked = true;
        }
        at = street.end;
        if (phi_byte(scan, at) != ' ' && phi_byte(scan, at) != '-' && phi_byte(scan, at) != '\'')
            break;
        at++;
        if (phi_is_digit(phi_byte(scan, at)) && number_end(scan, at) > at && ordinal_end(scan, at) == at) {
            street.end = number_end(scan, at);
            street.closed = true;
            if (phi_byte(scan, street.end) == ' ' && phi_letter_at(scan, street.end + 1)) { /* "Brucker Bundesstrasse 31 Zezig Streets" */
                phi_word_read(scan, street.end + 1, &word);
                if (is_capital(&word) && unit_end(scan, street.end + 1) == street.end + 1) {
                    at = street.end + 1;
                    continue;
                }
            }
            break;
        }
    }
    return street;
}

/* ---- what follows ------------------------------------------------------------------------------------------------------ */

/* Past ", ", or the end of a line and what begins the next. `at` where neither is there. */
static size_t separator_end(const struct phi_scan *scan, size_t at, bool *line)
{
    size_t end = at, n = 0;

    *line = false;
    while (end < scan->len && n++ < 12 && strchr(" ,\n\r\t?>|", scan->text[end]) != NULL && scan->text[end] != '\0') {
        *line = *line || scan->text[end] == '\n';
        if (scan->text[end] == '?' && !*line)
            return at;
        end++;
    }
    return end;
}

static bool line_ends(const struct phi_scan *scan, size_t at)
{
    while (phi_byte(scan, at) == ' ' || phi_byte(scan, at) == '\r' || phi_byte(scan, at) == ',')
        at++;
    return at >= scan->len || scan->text[at] == '\n';
}

/* A town, with or without a state and a code: "Reno, NV 89501", "Belgium 97466". */
static size_t town_end(const struct phi_scan *scan, size_t start, bool line)
{
    struct phi_word word;
    size_t at = start, end = start, n = 0, code;
    bool coded = false, town = false;

    if (phi_is_state(scan, at, &end)) {
        code = phi_byte(scan, end) == ' ' ? code_end(scan, end + 1) : end + 1;
        return code > end + 1 ? code : end;
    }
    code = code_end(scan, at);
    if (code > at)
        return code;
    while (n < TOWN_WORDS && phi_letter_at(scan, at)) {
        phi_word_read(scan, at, &word);
        if (!is_capital(&word) && !(n > 0 && strlen(word.text) <= 3))
            break;
        town = town || (word.classes & PHI_TOWN) != 0;
        end = word.end;
        n++;
        if (phi_byte(scan, end) == '.' && n == 1)
            end++;
        if (phi_byte(scan, end) != ' ' && phi_byte(scan, end) != '-')
            break;
        at = end + 1;
        code = code_end(scan, at);
        if (code > at) {
            end = code;
            coded = true;
            break;
        }
    }
    if (n == 0)
        return start;
    if (phi_byte(scan, end) == ' ' && phi_byte(scan, end + 1) == '(') { /* "Cyprus (Greek) 36903" */
        size_t close = end + 2;

        while (close < scan->len && close - end < 40 && scan->text[close] != ')' && scan->text[close] != '\n')
            close++;
        if (phi_byte(scan, close) == ')') {
            end = close + 1;
            code = phi_byte(scan, end) == ' ' ? code_end(scan, end + 1) : end + 1;
            end = code > end + 1 ? code : end;
            coded = true;
        }
    }
    if (phi_byte(scan, end) == ',' && phi_byte(scan, end + 1) == ' ' && (phi_is_state(scan, end + 2, &at) || phi_has(scan, end + 2, "nan")))
        coded = true;
    if (coded || town || (line && (line_ends(scan, end) || phi_has(scan, end, ". ") || phi_byte(scan, end) == '?')))
        return end;
    at = end + (phi_byte(scan, end) == '.');
    return !line && (at >= scan->len || strchr(".,\n)?;", scan->text[end]) != NULL) && n <= 3 ? end : start;
}

static size_t tail_end_behind(const struct phi_scan *scan, size_t end, bool unit)
{
    for (int i = 0; i < TAIL_PARTS; i++) {
        bool line;
        size_t at = separator_end(scan, end, &line), next;

        if (at == end)
            break;
        next = unit_end(scan, at);
        if (next == at && !phi_letter_at(scan, at) && !phi_is_digit(phi_byte(scan, at)))
            break;
        if (next == at && phi_has(scan, at, "nan") && !phi_is_alnum(phi_byte(scan, at + 3))) {
            next = at + 3;
            if (phi_byte(scan, next) == ' ' && code_end(scan, next + 1) > next + 1)
                next = code_end(scan, next + 1);
        }
        if (next == at && (line || phi_byte(scan, end) == ',' || unit || (i > 0 && code_end(scan, at) > at) || phi_is_state(scan, at, &next)))
            next = town_end(scan, at, line);
        if (next <= at)
            break;
        unit = unit_end(scan, at) == next;
        end = next;
    }
    return end;
}

static size_t tail_end(const struct phi_scan *scan, size_t end)
{
    return tail_end_behind(scan, end, false);
}

/* ---- finders ------------------------------------------------------------------------------------------------------------- */

/* "PSC 1437, Box 3833", "Unit 4719 Box 7394", "PO Box 12": at is the word before the number. */
static size_t box_end(const struct phi_scan *scan, size_t at)
{
    struct phi_word word;
    size_t end = at;

    phi_word_read(scan, at, &word);
    if (phi_is_one_of(word.text, (const char *const[]){ "psc", "unit", "cmr", NULL }) && phi_byte(scan, word.end) == ' ') {
        end = number_end(scan, word.end + 1);
        if (end == word.end + 1)
            return at;
        end += phi_byte(scan, end) == ',';
        if (phi_byte(scan, end) != ' ' || !phi_letter_at(scan, end + 1))
            return at;
        phi_word_read(scan, end + 1, &word);
    } else if (phi_is_one_of(word.text, (const char *const[]){ "po", "p", NULL })) {
        end = word.end;
        if (phi_byte(scan, end) == '.' && phi_lower((char)phi_byte(scan, end + 1)) == 'o')
            end += 2 + (phi_byte(scan, end + 2) == '.');
        if (phi_byte(scan, end) != ' ' || !phi_letter_at(scan, end + 1))
            return at;
        phi_word_read(scan, end + 1, &word);
    } else if (!phi_is_one_of(word.text, (const char *const[]){ "postbox", "pobox", "postfach", NULL })) {
        return at;
    }
    if (!phi_is_one_of(word.text, (const char *const[]){ "box", "postbox", "pobox", "postfach", NULL }) || phi_byte(scan, word.end) != ' ')
        return at;
    end = number_end(scan, word.end + 1);
    return end > word.end + 1 ? end : at;
}

/* "0912 |P.O. Box 287": the number goes with it. */
static size_t number_before(const struct phi_scan *scan, size_t at)
{
    size_t start = at;

    if (at <= scan->floor || scan->text[at - 1] != ' ')
        return at;
    for (start = at - 1; start > scan->floor && at - start <= NUMBER_MAX && phi_is_digit((unsigned char)scan->text[start - 1]);)
        start--;
    return start == at - 1 || (start > scan->floor && strchr(" \n", scan->text[start - 1]) == NULL) ? at : start;
}

bool phi_find_box(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span)
{
    size_t end, at;
    bool line;

    if ((first->cues & PHI_CUE_BOX) == 0)
        return false;
    end = box_end(scan, first->start);
    if (end == first->start)
        return false;
    at = separator_end(scan, end, &line);
    if (at > end && at + 6 < scan->len && (phi_has(scan, at, "APO ") || phi_has(scan, at, "FPO ") || phi_has(scan, at, "DPO "))) {
        size_t code = phi_byte(scan, at + 6) == ' ' ? code_end(scan, at + 7) : at + 7;

        end = code > at + 7 ? code : at + 6;
    } else {
        end = tail_end(scan, end);
    }
    *span = (struct phi_span){ .start = number_before(scan, first->start), .end = end, .type = PHI_ADDRESS };
    return true;
}

/* Words of an address that stand before a flat: capitals and numbers, back to a small word or the end of a sentence. */
static size_t words_before(const struct phi_scan *scan, size_t at)
{
    size_t start = at;

    for (int i = 0; i < STREET_WORDS + 2; i++) {
        size_t end = start, from;
        struct phi_word word;

        while (end > scan->floor && start - end < 4 && strchr(" \n\r,.", scan->text[end - 1]) != NULL && scan->text[end - 1] != '\0')
            end--;
        if (end == start && i > 0)
            break;
        from = end;
        if (phi_word_before(scan, end, &word) && (is_capital(&word) || ((word.cues & (PHI_CUE_SMALL | PHI_CUE_WAY)) != 0 && i > 0)) &&
            (word.cues & PHI_CUE_LABEL) == 0)
            from = word.start;
        else
            while (from > scan->floor && end - from <= NUMBER_MAX && phi_is_digit((unsigned char)scan->text[from - 1]))
                from--;
        if (from == end || end - from > NUMBER_MAX + 20 || (from > scan->floor && strchr(" \n", scan->text[from - 1]) == NULL))
            break;
        start = from;
    }
    return start;
}

bool phi_find_flat(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span)
{
    static const char *const flats[] = { "apt", "apartment", "suite", "ste", "flat", NULL };
    size_t end, start;

    if ((first->cues & PHI_CUE_UNIT) == 0 || !phi_is_one_of(first->text, flats))
        return false;
    end = unit_end(scan, first->start);
    if (end < first->start + 6 || !phi_is_digit((unsigned char)scan->text[end - 2]))
        return false;
    start = words_before(scan, first->start);
    *span = (struct phi_span){ .start = start, .end = tail_end_behind(scan, end, true), .type = PHI_ADDRESS };
    return true;
}

/* The first number of an address, and a second one behind it ("66029 138 Consul Place"). */
static size_t skip_numbers(const struct phi_scan *scan, size_t at)
{
    size_t end = number_end(scan, at);

    if (end == at || phi_byte(scan, end) != ' ')
        return at;
    if (phi_is_digit(phi_byte(scan, end + 1)) && number_end(scan, end + 1) > end + 1) {
        size_t second = number_end(scan, end + 1);

        if (second > end + 1 && phi_byte(scan, second) == ' ')
            end = second;
    }
    return end + 1;
}

/* "the corner of A and B": `at` is where "corner" begins. */
bool phi_find_corner(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    size_t start = at + sizeof "corner of " - 1, first;
    struct street street;

    if (!phi_has(scan, at, "corner of "))
        return false;
    for (int i = 0; i < 2; i++) {
        first = skip_numbers(scan, start);
        if (first == start && phi_is_digit(phi_byte(scan, start)))
            return false;
        if (!phi_letter_at(scan, first) || (i == 0 && !phi_is_upper(phi_byte(scan, first)) && phi_byte(scan, first) < 0x80))
            return false;
        street = read_street(scan, first);
        if (street.n_words == 0)
            return false;
        if (i == 0 && !phi_has(scan, street.end, " and ")) { /* "the upper corner of Xcode" */
            if (!street.marked)
                return false;
            *span = (struct phi_span){ .start = at, .end = street.end, .type = PHI_ADDRESS };
            break;
        }
        start = street.end + (i == 0 ? sizeof " and " - 1 : 0);
        *span = (struct phi_span){ .start = at, .end = street.end, .type = PHI_ADDRESS };
    }
    if (at >= scan->floor + 4 && phi_lower(scan->text[at - 4]) == 't' && memcmp(scan->text + at - 3, "he ", 3) == 0)
        span->start = at - 4;
    return true;
}

/* "Hoge Wei 32| street" */
static bool street_follows(const struct phi_scan *scan, size_t at)
{
    struct phi_word word;

    if (phi_byte(scan, at) != ' ' || !phi_letter_at(scan, at + 1))
        return false;
    phi_word_read(scan, at + 1, &word);
    return (word.cues & PHI_CUE_STREET) != 0 && word.end - word.start > 1;
}

/* "Hauptstrasse 5", "Via Roma 131": a street that begins with its name. */
bool phi_find_street(const struct phi_scan *scan, const struct phi_word *first, struct phi_span *span)
{
    struct street street;
    bool named;

    if (!is_capital(first))
        return false;
    named = (first->cues & PHI_CUE_WAY) != 0 || ends_as_street(first);
    if (!named && (!is_named(first) || scan->caseless))
        return false;
    street = read_street(scan, first->start);
    if (!street.closed || !(named ? street.marked : street_follows(scan, street.end)))
        return false;
    *span = (struct phi_span){ .start = first->start, .end = tail_end(scan, street.end), .type = PHI_ADDRESS };
    return true;
}

bool phi_find_address(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    size_t start = skip_numbers(scan, at), end;
    struct street street;
    bool line;

    if (start == at || (!phi_letter_at(scan, start) && ordinal_end(scan, start) == start))
        return false;
    street = read_street(scan, start);
    if (street.n_words == 0 || (street.n_words == 1 && street.named_way) || phi_byte(scan, street.end) == '-')
        return false;
    end = separator_end(scan, street.end, &line);
    if (!street.marked && !(end > street.end && street.n_named > 0 && unit_end(scan, end) > end) &&
        !(street.closed && street.n_named > 0 && (start - at > 5 || street.n_named == street.n_words)))
        return false;
    *span = (struct phi_span){ .start = at, .end = tail_end(scan, street.end), .type = PHI_ADDRESS };
    return true;
}

/* ---- codes and ages ------------------------------------------------------------------------------------------------------ */

/* "394 13", "7412 SL", "75534-030": forms that count behind a label alone. */
static size_t labelled_code_end(const struct phi_scan *scan, size_t at)
{
    size_t n = 0, more = 0, end;

    while (n < 6 && phi_is_digit(phi_byte(scan, at + n)))
        n++;
    if (n < 3 || n > 5)
        return at;
    end = at + n;
    if (phi_byte(scan, end) == ' ' || phi_byte(scan, end) == '-')
        while (more < 4 && phi_is_digit(phi_byte(scan, end + 1 + more)))
            more++;
    if (more >= 2 && !phi_is_alnum(phi_byte(scan, end + 1 + more)))
        return end + 1 + more;
    if (n == 4 && phi_byte(scan, end) == ' ' && phi_is_upper(phi_byte(scan, end + 1)) && phi_is_upper(phi_byte(scan, end + 2)) &&
        !phi_is_alnum(phi_byte(scan, end + 3)))
        return end + 3;
    return at;
}

bool phi_find_zip(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    struct phi_word word;
    size_t end = labelled_code_end(scan, at), before = at;

    if (end == at)
        end = code_end(scan, at);
    if (end == at || phi_is_digit(phi_byte(scan, end)))
        return false;
    for (size_t n = 0; before > scan->floor && n < 4 && strchr(" :=.#,", scan->text[before - 1]) != NULL && scan->text[before - 1] != '\0'; n++)
        before--;
    for (int i = 0; i < 2 && phi_word_before(scan, before, &word); i++) {
        if ((word.cues & PHI_CUE_CODE) != 0) {
            *span = (struct phi_span){ .start = at, .end = end, .type = PHI_ZIP };
            return true;
        }
        if (!phi_is_one_of(word.text, (const char *const[]){ "code", "is", NULL }) || word.start == scan->floor || scan->text[word.start - 1] != ' ')
            break;
        before = word.start - 1;
    }
    return false;
}

bool phi_find_age(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    static const char *const before[] = { "aged", "age", "ages", "turned", NULL };
    static const char *const after[] = { "yo", "y", "yr", "yrs", "year", "years", "yearold", "yom", "yof", NULL };
    struct phi_word word;
    unsigned value = 0;
    size_t end = at;

    while (end - at < 4 && phi_is_digit(phi_byte(scan, end)))
        value = value * 10 + (unsigned)(scan->text[end++] - '0');
    if (value < 90 || value > 130 || phi_is_digit(phi_byte(scan, end)) || phi_byte(scan, end) == '%' || (phi_byte(scan, end) == '.' && phi_is_digit(phi_byte(scan, end + 1))))
        return false;
    *span = (struct phi_span){ .start = at, .end = end, .type = PHI_AGE };
    if (at > scan->floor + 1 && strchr(" :=", scan->text[at - 1]) != NULL) {
        size_t back = at - 1;

        while (back > scan->floor && strchr(" :=", scan->text[back - 1]) != NULL)
            back--;
        if (phi_word_before(scan, back, &word) && phi_is_one_of(word.text, before))
            return !phi_letter_at(scan, end);
    }
    if (phi_byte(scan, end) == ' ' || phi_byte(scan, end) == '-')
        end++;
    if (!phi_letter_at(scan, end))
        return false;
    phi_word_read(scan, end, &word);
    if (!phi_is_one_of(word.text, after))
        return false;
    if (strcmp(word.text, "y") == 0)
        return phi_byte(scan, word.end) == '/' && phi_lower((char)phi_byte(scan, word.end + 1)) == 'o';
    if (word.text[0] == 'y' && word.text[1] == 'e' && word.text[4] != 'o') { /* "year", "years": old */
        size_t old = word.end + 1;

        return (phi_byte(scan, word.end) == ' ' || phi_byte(scan, word.end) == '-') && phi_lower((char)phi_byte(scan, old)) == 'o' &&
               phi_lower((char)phi_byte(scan, old + 1)) == 'l' && phi_lower((char)phi_byte(scan, old + 2)) == 'd';
    }
    return true;
}
