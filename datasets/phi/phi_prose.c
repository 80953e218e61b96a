#include "datasets/phi/phi_prose.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { KNOWN_MAX = 32, PENDING_MAX = 256 };

/* A word of a name. */
struct known {
    char text[PHI_WORD_MAX + 1];
};

/* A word that was not taken for a name when it was read: it may have been one. */
struct pending {
    size_t start, end;
    char   text[PHI_WORD_MAX + 1];
};

struct prose {
    struct phi_scan   scan;      /* the stretch at hand                       */
    struct phi_words_read read;
    struct phi_spans *spans;     /* [0, n_structured) are the structured ones */
    struct known      known[KNOWN_MAX];
    struct pending    pending[PENDING_MAX];
    size_t            n_known, n_pending;
    bool              corners;   /* "corner of" is somewhere in the text      */
    bool              again;     /* a word was found because it is known      */
};

/* Whether what stands directly behind a span could be read anew, by the structured finders, once the span is a placeholder. */
static bool joins_next(const struct phi_scan *scan, size_t end)
{
    unsigned char next = phi_byte(scan, end), after = phi_byte(scan, end + 1);

    if (phi_is_alnum(next) || (next != 0 && strchr("([+#=~@_/\\", next) != NULL))
        return true;
    return phi_is_digit(after) && (next == '-' || next == '.' || next == ':' || next == '\'');
}

static int keep(struct prose *prose, const struct phi_span *span, struct err *err)
{
    struct phi_spans *spans = prose->spans;
    int rc;

    assert(span->start < span->end && span->end <= prose->scan.len);

    if (joins_next(&prose->scan, span->end))
        return 0;
    rc = mem_grow(&spans->span, &spans->cap, spans->n + 1, sizeof *spans->span, err);
    if (rc < 0)
        return rc;
    spans->span[spans->n++] = *span;
    return 0;
}

/* ---- the same name again ------------------------------------------------------------------------------------------------- */

static bool is_known(const struct prose *prose, const char *text)
{
    for (size_t i = 0; i < prose->n_known; i++)
        if (strcmp(prose->known[i].text, text) == 0)
            return true;
    return false;
}

/* Two unlisted words that nothing announces are a name that is not sure enough to be looked for elsewhere. */
static bool is_sure(const struct phi_scan *scan, const struct phi_run *run)
{
    if (phi_lead_before(scan, run->word[0].start) >= PHI_LEAD_ROLE)
        return true;
    for (size_t i = 0; i < run->n; i++)
        if (run->word[i].shape == PHI_INITIAL || run->word[i].accented || (run->word[i].classes & (PHI_GIVEN | PHI_FAMILY)) != 0)
            return true;
    return run->n == 1;
}

static void learn(struct prose *prose, const struct phi_run *run)
{
    if (!is_sure(&prose->scan, run))
        return;
    for (size_t i = 0; i < run->n && prose->n_known < KNOWN_MAX; i++) {
        const struct phi_word *word = &run->word[i];

        if (word->shape == PHI_INITIAL || strlen(word->text) < 3 || (word->classes & PHI_COMMON) != 0 || is_known(prose, word->text))
            continue;
        memcpy(prose->known[prose->n_known++].text, word->text, sizeof word->text);
    }
}

static void remember(struct prose *prose, const struct phi_word *word)
{
    struct pending *pending;

    if (prose->n_pending == PENDING_MAX || word->text[0] == '\0' || (word->classes & PHI_COMMON) != 0)
        return;
    pending = &prose->pending[prose->n_pending++];
    pending->start = word->start;
    pending->end = word->end;
    memcpy(pending->text, word->text, sizeof pending->text);
}

static int keep_pending(struct prose *prose, struct err *err)
{
    for (size_t i = 0; prose->n_known > 0 && i < prose->n_pending; i++) {
        const struct pending *pending = &prose->pending[i];
        struct phi_span span = { .start = pending->start, .end = pending->end, .type = PHI_NAME };
        int rc;

        if (!is_known(prose, pending->text))
            continue;
        prose->again = true;
        rc = keep(prose, &span, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

/* ---- one stretch --------------------------------------------------------------------------------------------------------- */

/* Bytes at which the pass stops: capitals, digits, lead bytes of letters; small letters now and then. */
enum { STOPS = 1, SMALL_LETTER = 2, LETTER_C = 4 };

/* clang-format off */
#define S STOPS
#define L SMALL_LETTER
static const unsigned char byte_class[256] = {
    ['0'] = S, ['1'] = S, ['2'] = S, ['3'] = S, ['4'] = S, ['5'] = S, ['6'] = S, ['7'] = S, ['8'] = S, ['9'] = S,
    ['A'] = S, ['B'] = S, ['C'] = S, ['D'] = S, ['E'] = S, ['F'] = S, ['G'] = S, ['H'] = S, ['I'] = S, ['J'] = S, ['K'] = S, ['L'] = S, ['M'] = S,
    ['N'] = S, ['O'] = S, ['P'] = S, ['Q'] = S, ['R'] = S, ['S'] = S, ['T'] = S, ['U'] = S, ['V'] = S, ['W'] = S, ['X'] = S, ['Y'] = S, ['Z'] = S,
    ['a'] = L, ['b'] = L, ['c'] = L | LETTER_C, ['d'] = L, ['e'] = L, ['f'] = L, ['g'] = L, ['h'] = L, ['i'] = L, ['j'] = L, ['k'] = L, ['l'] = L,
    ['m'] = L, ['n'] = L, ['o'] = L, ['p'] = L, ['q'] = L, ['r'] = L, ['s'] = L, ['t'] = L, ['u'] = L, ['v'] = L, ['w'] = L, ['x'] = L, ['y'] = L,
    ['z'] = L,
    [0xC3] = S, [0xC4] = S, [0xC5] = S, [0xC6] = S, [0xC7] = S, [0xC8] = S, [0xC9] = S, [0xCA] = S, [0xCB] = S, [0xCC] = S, [0xCD] = S, [0xCE] = S,
    [0xCF] = S, [0xD0] = S, [0xD1] = S, [0xD2] = S, [0xD3] = S, [0xD4] = S, [0xD5] = S, [0xD6] = S, [0xD7] = S, [0xD8] = S, [0xD9] = S, [0xDA] = S,
    [0xDB] = S, [0xDC] = S, [0xDD] = S, [0xDE] = S, [0xDF] = S,
};
#undef S
#undef L
/* clang-format on */

/* Bytes that glue a word to what is before it, or keep it in one piece with what is behind it. */
enum { GLUES_BEFORE = 1, GOES_ON = 2 };

/* clang-format off */
static const unsigned char glue[256] = {
    ['.'] = GLUES_BEFORE | GOES_ON, ['_'] = GLUES_BEFORE | GOES_ON, ['/'] = GLUES_BEFORE | GOES_ON, ['\\'] = GLUES_BEFORE | GOES_ON,
    ['@'] = GLUES_BEFORE, ['#'] = GLUES_BEFORE, ['$'] = GLUES_BEFORE, ['<'] = GLUES_BEFORE, ['&'] = GLUES_BEFORE, ['%'] = GLUES_BEFORE,
    ['-'] = GOES_ON, ['\''] = GOES_ON,
};
/* clang-format on */

/* Glued to what is before it: "Foo.Bar", "foo_Bar", "3D", "@Test", "</Label". */
static bool is_glued(const struct phi_scan *scan, size_t at)
{
    unsigned char before = at > scan->floor ? (unsigned char)scan->text[at - 1] : 0;

    if (before == ':' && phi_is_digit((unsigned char)scan->text[at])) /* of a time */
        return true;
    return phi_is_alnum(before) || before == '-' || (glue[before] & GLUES_BEFORE) != 0;
}

/* The end of what is glued to a word: "Foo.Bar.Baz(". */
static size_t skip_glued(const struct phi_scan *scan, size_t at)
{
#if PHI_SIXTEEN
    for (; scan->len - at >= 16; at += 16) { /* '-', '.', '/' and the digits stand side by side in ASCII */
        const phi_sixteen bytes = phi_sixteen_at(scan->text + at);
        phi_sixteen plain = phi_either(phi_in_range(bytes, '-', '9'), phi_in_range(phi_small(bytes), 'a', 'z'));
        phi_sixteen signs = phi_either(phi_equal(bytes, '\''), phi_either(phi_equal(bytes, '_'), phi_equal(bytes, '\\')));
        unsigned stops = ~phi_bits(phi_either(phi_either(plain, signs), phi_in_range(bytes, 0x80, 0xFF))) & 0xFFFF;

        if (stops != 0)
            return at + (size_t)__builtin_ctz(stops);
    }
#endif
    while (at < scan->len) {
        unsigned char c = (unsigned char)scan->text[at];

        if (!phi_is_alnum(c) && c < 0x80 && (glue[c] & GOES_ON) == 0)
            break;
        at++;
    }
    return at;
}

/* Letters to which a program's text is glued: "Foo.Bar", "Foo_bar", "Foo(", "Foo2". Most capitals of a ticket; *next is behind all of it. */
static bool is_program_text(const struct phi_scan *scan, size_t at, size_t *next)
{
    size_t end = at + 1;
    unsigned char c, after;

    while (phi_is_alpha(phi_byte(scan, end)))
        end++;
    c = phi_byte(scan, end);
    after = phi_byte(scan, end + 1);
    if (!(phi_is_digit(c) || c == '_' || c == '<' || c == '\\' || c == '@' || (c == '(' && end - at > 1) ||
          (c == '.' && phi_is_alnum(after) && (end - at > 1 || phi_is_lower(after))) || (c == ':' && after == ':')))
        return false;
    *next = skip_glued(scan, end);
    return true;
}

/* A word of English with none of its kind behind it, the most frequent case: it begins neither a name nor a place. */
static bool stands_alone(const struct phi_scan *scan, const struct phi_word *word)
{
    size_t at = word->end;

    if ((word->classes & (PHI_GIVEN | PHI_FAMILY | PHI_TOWN)) != 0 || (word->classes & PHI_COMMON) == 0 ||
        (word->cues & (PHI_CUE_HEAD | PHI_CUE_WAY | PHI_CUE_UNIT)) != 0)
        return false;
    if (phi_byte(scan, at) == '\'' || phi_byte(scan, at) == 0xE2 || phi_byte(scan, at) == '.')
        return false;
    if (phi_byte(scan, at) != ' ' && phi_byte(scan, at) != '-')
        return true;
    return !phi_is_upper(phi_byte(scan, at + 1)) && phi_byte(scan, at + 1) < 0x80 && phi_byte(scan, at + 1) != '&' && phi_byte(scan, at + 1) != 'o' &&
           phi_byte(scan, at + 1) != 'a' && phi_byte(scan, at + 1) != 'c' && phi_byte(scan, at + 1) != 'h';
}

/* Keeps a span, and the names that go on a list with it. */
static int keep_list(struct prose *prose, struct phi_span *span, size_t *next, struct err *err)
{
    int rc;

    do {
        *next = prose->scan.floor = span->end;
        rc = keep(prose, span, err);
    } while (rc == 0 && span->type == PHI_NAME && phi_find_next_name(&prose->scan, span->end, span));
    return rc;
}

/* The same in a text without capitals, where only what is sure counts. */
static int at_small(struct prose *prose, const struct phi_word *word, size_t *next, struct err *err)
{
    const struct phi_scan *scan = &prose->scan;
    struct phi_span span;
    struct phi_run run;

    if (phi_find_box(scan, word, &span) || phi_find_flat(scan, word, &span) || phi_find_street(scan, word, &span))
        return keep_list(prose, &span, next, err);
    if ((word->classes & PHI_COMMON) != 0 || ((word->classes & PHI_GIVEN) == 0 && phi_lead_before(scan, word->start) != PHI_LEAD_NAME))
        return 0;
    if (!phi_find_name(scan, word, &run, &span))
        return 0;
    learn(prose, &run);
    return keep_list(prose, &span, next, err);
}

/* Looks at the capitalised word at text[at]. Returns where to go on; 0 for out of memory. */
static int at_capital(struct prose *prose, size_t at, size_t *next, struct err *err)
{
    struct phi_span span;
    struct phi_word word;
    struct phi_run run;

    if (is_program_text(&prose->scan, at, next))
        return 0;
    phi_word_read(&prose->scan, at, &word);
    *next = word.end;
    if (word.shape == PHI_LOWER || word.shape == PHI_MIXED || (word.classes & PHI_PRODUCT) != 0)
        return 0;
    if (stands_alone(&prose->scan, &word))
        return 0;
    if (prose->scan.caseless)
        return at_small(prose, &word, next, err);
    run.n = 0;
    if (phi_find_box(&prose->scan, &word, &span) || phi_find_flat(&prose->scan, &word, &span) || phi_find_street(&prose->scan, &word, &span) || phi_find_facility(&prose->scan, &word, &span) || phi_find_town(&prose->scan, &word, &span) || phi_find_name(&prose->scan, &word, &run, &span) ||
        phi_find_place(&prose->scan, &word, &span)) {
        if (span.type == PHI_NAME)
            learn(prose, &run);
        return keep_list(prose, &span, next, err);
    }
    if (word.shape != PHI_INITIAL && is_known(prose, word.text)) {
        span = (struct phi_span){ .start = word.start, .end = word.end, .type = PHI_NAME };
        prose->scan.floor = span.end;
        prose->again = true;
        return keep(prose, &span, err);
    }
    remember(prose, &word);
    return 0;
}

/* The same for the number at text[at]. */
static int at_number(struct prose *prose, size_t at, size_t *next, struct err *err)
{
    struct phi_scan *scan = &prose->scan;
    struct phi_span span;

    if (phi_find_address(scan, at, &span) || phi_find_zip(scan, at, &span) || phi_find_age(scan, at, &span)) {
        *next = scan->floor = span.end;
        return keep(prose, &span, err);
    }
    for (*next = at + 1; *next < scan->len && phi_is_digit((unsigned char)scan->text[*next]);)
        ++*next;
    return 0;
}

/* Where something of interest begins at or behind text[at]: a capital (in a text without capitals any letter), a digit, a letter beyond
 * ASCII, or "corner of" where the text has that. */
static size_t next_start(const struct prose *prose, size_t at)
{
    const struct phi_scan *scan = &prose->scan;
    const unsigned char *byte = (const unsigned char *)scan->text;
    unsigned stops = STOPS | (scan->caseless ? SMALL_LETTER : 0u) | (prose->corners ? LETTER_C : 0u);

#if PHI_SIXTEEN
    for (; stops == STOPS && scan->len - at >= 16; at += 16) {
        const phi_sixteen bytes = phi_sixteen_at(scan->text + at);
        unsigned bits = phi_bits(phi_either(phi_in_range(bytes, 'A', 'Z'), phi_either(phi_in_range(bytes, '0', '9'), phi_in_range(bytes, 0xC3, 0xDF))));

        if (bits != 0)
            return at + (size_t)__builtin_ctz(bits);
    }
#endif
    while (at < scan->len && (byte_class[byte[at]] & stops) == 0)
        at++;
    return at;
}

static int scan_stretch(struct prose *prose, struct err *err)
{
    struct phi_scan *scan = &prose->scan;
    struct phi_span corner;
    size_t at = scan->floor;
    int rc = 0;

    while (rc == 0 && (at = next_start(prose, at)) < scan->len) {
        unsigned char c = (unsigned char)scan->text[at];

        if (!phi_is_digit(c) && !phi_letter_at(scan, at)) {
            at++;
        } else if (is_glued(scan, at)) {
            at = skip_glued(scan, at + 1);
        } else if (phi_is_digit(c)) {
            rc = at_number(prose, at, &at, err);
        } else if (c == 'c' && prose->corners && phi_find_corner(scan, at, &corner)) {
            rc = keep(prose, &corner, err);
            at = scan->floor = corner.end;
        } else if (phi_is_lower(c) && !scan->caseless) {
            at++;
        } else {
            rc = at_capital(prose, at, &at, err);
        }
    }
    return rc;
}

/* ---- the walls ----------------------------------------------------------------------------------------------------------- */

/* The next placeholder at or behind `at` and before `end`; `end` where there is none. *len is its length. */
static size_t next_placeholder(const char *text, size_t at, size_t end, size_t *len)
{
    while (at < end) {
        const char *found = memchr(text + at, '[', end - at);
        enum phi_type type;

        if (found == NULL)
            break;
        at = (size_t)(found - text);
        *len = phi_placeholder(text, end, at, &type);
        if (*len > 0)
            return at;
        at++;
    }
    *len = 0;
    return end;
}

static int scan_between(struct prose *prose, size_t start, size_t end, struct err *err)
{
    while (start < end) {
        size_t len;
        size_t wall = next_placeholder(prose->scan.text, start, end, &len);
        int rc;

        prose->scan.floor = start;
        prose->scan.len = wall;
        prose->read.stretch++;
        rc = scan_stretch(prose, err);
        if (rc < 0)
            return rc;
        start = wall + len;
    }
    return 0;
}

static int compare_span(const void *a, const void *b)
{
    const struct phi_span *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* Short texts alone: one of any length without a capital is no text. */
static bool has_no_capital(const char *text, size_t len)
{
    enum { SHORT = 1000 };

    if (len > SHORT)
        return false;
    for (size_t i = 0; i < len; i++)
        if (phi_is_upper((unsigned char)text[i]))
            return false;
    return true;
}

static bool has_corner(const char *text, size_t len)
{
    static const char corner[] = "corner of ";
    const char *end = text + len, *at = text;

#if PHI_SIXTEEN
    for (; end - at >= 16 + 3; at += 16) { /* "c?rn" is rare */
        unsigned bits = phi_bits(phi_both(phi_equal(phi_sixteen_at(at), 'c'), phi_both(phi_equal(phi_sixteen_at(at + 2), 'r'), phi_equal(phi_sixteen_at(at + 3), 'n'))));

        for (; bits != 0; bits &= bits - 1) {
            const char *c = at + __builtin_ctz(bits);

            if ((size_t)(end - c) >= sizeof corner - 1 && memcmp(c, corner, sizeof corner - 1) == 0)
                return true;
        }
    }
#endif
    for (; (size_t)(end - at) >= sizeof corner - 1; at++) {
        at = memchr(at, 'c', (size_t)(end - at) - (sizeof corner - 2));
        if (at == NULL)
            return false;
        if (memcmp(at, corner, sizeof corner - 1) == 0)
            return true;
    }
    return false;
}

/* One pass between the spans that are there; len is the text's. */
static int scan_pass(struct prose *prose, size_t len, struct err *err)
{
    struct phi_spans *spans = prose->spans;
    size_t n = spans->n, at = 0;
    int rc = 0;

    prose->n_pending = 0;
    prose->again = false;
    for (size_t i = 0; rc == 0 && i <= n; i++) {
        rc = scan_between(prose, at, i < n ? spans->span[i].start : len, err);
        at = i < n ? spans->span[i].end : len;
    }
    prose->scan.len = len;
    if (rc == 0)
        rc = keep_pending(prose, err);
    if (rc == 0 && spans->n > n)
        qsort(spans->span, spans->n, sizeof *spans->span, compare_span);
    prose->again = prose->again && spans->n > n;
    return rc;
}

/* A word that was found because it is known no longer speaks for or against its neighbours ("Emily James server"): they are looked at again. */
int phi_scan_prose(struct phi_spans *spans, const char *text, size_t len, uint64_t *work, struct err *err)
{
    enum { PASSES = 3 };
    struct prose prose;
    int rc;

    prose.scan = (struct phi_scan){ .text = text, .len = len, .last = PHI_NONE, .work = work };
    for (size_t i = 0; i < PHI_WORDS_READ; i++)
        prose.read.word[i].end = 0;
    prose.read.stretch = 0;
    prose.scan.read = &prose.read;
    prose.scan.caseless = has_no_capital(text, len);
    prose.corners = has_corner(text, len);
    prose.spans = spans;
    prose.n_known = 0;
    rc = scan_pass(&prose, len, err);
    for (int i = 1; i < PASSES && rc == 0 && prose.again; i++)
        rc = scan_pass(&prose, len, err);
    return rc;
}
