/*
 * phi_scan.h - the scanner behind deidentify.h: one pass over a text, and the finders it asks.
 *
 * The scanner looks at each byte's class. Letters, blanks and most punctuation are passed over; a digit, '@', ':', '[' or a
 * 'w' at the beginning of "www." stops it, and the finders of that trigger are asked. A digit is asked about as part of its
 * token, the longest run of letters and digits joined by single '-', '.' or '_':
 *
 *     "acct AC-75965828, ok"     token "AC-75965828", groups "AC" "75965828", joiner '-'
 *
 * Each finder proposes at most one span. Of several the leftmost wins, then the longest, then the one asked first: the order
 * of the tables in phi_scan.c. A span found is final and the scan goes on behind it.
 *
 * Why a second run finds nothing new: left of `floor` (the end of the last span or placeholder) no finder looks, so a span is to
 * what follows it the same as its placeholder; what a finder wants not to see to the right (another digit) a placeholder
 * stands for as well; and a span that begins left of its trigger begins where a token does, so that none is left in part.
 * Finders look a bounded number of bytes, or of tokens, to either side, so the whole takes linear time.
 */
#ifndef PRODROME_PHI_SCAN_H
#define PRODROME_PHI_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "datasets/phi/deidentify.h"

#define PHI_NONE PHI_N_TYPES /* no type */

enum {
    PHI_GROUPS = 8,
    PHI_SCHEME_MAX = 64      /* letters before "://"; what stands there may be longer than a scheme: "Seehttp://" */
};

struct phi_group {
    size_t start, len;
    size_t n_digits;
};

struct phi_token {
    size_t start, end;       /* bytes of the text                                     */
    size_t n_digits, n_upper, n_lower;
    size_t n_groups;         /* all of them; the first PHI_GROUPS are described       */
    char   joiner;           /* '-', '.' or '_'; '*' where they differ; 0: one group  */
    struct phi_group group[PHI_GROUPS];
};

static inline size_t phi_token_letters(const struct phi_token *token)
{
    return token->n_upper + token->n_lower;
}

struct phi_words_read;
struct phi_labels_read;

struct phi_scan {
    const char   *text;
    size_t        len;
    size_t        floor;     /* no finder looks before it                             */
    enum phi_type last;      /* what ends at floor; PHI_NONE                          */
    size_t        no_email;  /* what is before it does not lead up to an '@'          */
    bool          caseless;  /* the text has no capital: a small letter may begin a name */
    struct phi_words_read *read; /* words read before (phi_words.h); may be NULL         */
    struct phi_labels_read *labels; /* the label read last (phi_context.h); may be NULL  */
    uint64_t     *work;      /* phi_count adds to it; may be NULL                     */
};

/* Appends the spans of the text. Adds to *work, where it is not NULL, the bytes looked at in runs of any length: a test holds
 * it against the length of hostile texts. ERR_NOMEM. */
int phi_scan_structured(struct phi_spans *spans, const char *text, size_t len, uint64_t *work, struct err *err);

/* Length of a placeholder that begins at text[at] ("[MRN]", "[PERSON:0123456789ab]", "[URL]:8443/-"), 0 where there is none. */
size_t phi_placeholder(const char *text, size_t len, size_t at, enum phi_type *type);

/* Where in text[start, end), letters before "://", a known scheme begins: "Seehttp" -> 3. `end` where none does. */
size_t phi_scheme_start(const char *text, size_t start, size_t end);

/* The token around text[at], a digit; not before floor. A scheme before "://" is not part of it. */
void phi_token_around(const struct phi_scan *scan, size_t at, struct phi_token *token);

/* ---- finders: true and *span, which ends after the trigger and begins at or after floor ------------------------------- */

/* phi_net.c */
bool phi_find_email(const struct phi_scan *scan, size_t at, struct phi_span *span);           /* at: '@'               */
bool phi_find_email_ahead(struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);
bool phi_find_url(const struct phi_scan *scan, size_t at, struct phi_span *span);             /* at: ':' of "://"      */
bool phi_find_www(const struct phi_scan *scan, size_t at, struct phi_span *span);             /* at: 'w' of "www."     */
bool phi_find_bare_url(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);

/* phi_ip.c */
bool phi_find_colon_address(const struct phi_scan *scan, size_t at, struct phi_span *span);   /* at: the first ':'     */
bool phi_find_token_address(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);
bool phi_find_ipv4(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);

/* phi_number.c */
bool phi_find_udi(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);
bool phi_find_labelled(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);
bool phi_find_card(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);
bool phi_find_shaped(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);

/* phi_vehicle.c */
bool phi_find_vehicle(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);

/* phi_date.c */
bool phi_find_date(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);

/* phi_phone.c */
bool phi_find_phone(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);

/* ---- bytes ------------------------------------------------------------------------------------------------------------ */

static inline bool phi_is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static inline bool phi_is_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool phi_is_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool phi_is_alpha(unsigned char c)
{
    return phi_is_lower(c | 0x20);
}

static inline bool phi_is_alnum(unsigned char c)
{
    return phi_is_alpha(c) || phi_is_digit(c);
}

static inline bool phi_is_hex(unsigned char c)
{
    return phi_is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static inline bool phi_is_joiner(unsigned char c)
{
    return c == '-' || c == '.' || c == '_';
}

static inline char phi_lower(char c)
{
    return phi_is_upper((unsigned char)c) ? (char)(c + ('a' - 'A')) : c;
}

/* text[at], or NUL behind the end. */
static inline unsigned char phi_byte(const struct phi_scan *scan, size_t at)
{
    return at < scan->len ? (unsigned char)scan->text[at] : 0;
}

/* The byte before text[at]: NUL at the beginning, and ']' behind a span, as behind its placeholder. */
static inline unsigned char phi_byte_before(const struct phi_scan *scan, size_t at)
{
    if (at == 0)
        return 0;
    return at <= scan->floor ? ']' : (unsigned char)scan->text[at - 1];
}

/* Whether `word` stands at text[at]. */
static inline bool phi_has(const struct phi_scan *scan, size_t at, const char *word)
{
    for (; *word != '\0'; word++, at++)
        if (at >= scan->len || scan->text[at] != *word)
            return false;
    return true;
}

static inline void phi_count(const struct phi_scan *scan, size_t n_bytes)
{
    if (scan->work != NULL)
        *scan->work += n_bytes;
}

/* Letters and "://": a URL, which may be replaced, begins here, directly behind what is before it. */
static inline bool phi_scheme_at(const struct phi_scan *scan, size_t at)
{
    size_t n = 0;

    while (n <= PHI_SCHEME_MAX && phi_is_alpha(phi_byte(scan, at + n)))
        n++;
    return n > 0 && n <= PHI_SCHEME_MAX && phi_byte(scan, at + n) == ':' && phi_byte(scan, at + n + 1) == '/' &&
           phi_byte(scan, at + n + 2) == '/';
}

/* Whether a word or number may end before text[at]. */
static inline bool phi_ends_word(const struct phi_scan *scan, size_t at)
{
    return !phi_is_alnum(phi_byte(scan, at)) || phi_scheme_at(scan, at);
}

/* ---- sixteen bytes at a time, where the processor has SSE2 as all of x86-64 have ------------------------------------------ */

#ifdef __SSE2__
#define PHI_SIXTEEN 1

typedef __m128i phi_sixteen;

static inline phi_sixteen phi_sixteen_at(const char *text)
{
    return _mm_loadu_si128((const __m128i *)(const void *)text);
}

/* Those bytes of first to last. */
static inline phi_sixteen phi_in_range(phi_sixteen bytes, unsigned char first, unsigned char last)
{
    phi_sixteen from_first = _mm_sub_epi8(bytes, _mm_set1_epi8((char)first));

    return _mm_cmpeq_epi8(_mm_min_epu8(from_first, _mm_set1_epi8((char)(last - first))), from_first);
}

static inline phi_sixteen phi_equal(phi_sixteen bytes, char c)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
}

/* With ASCII's bit for small letters set: letters are small, '@' is '`' and '[' is '{'. */
static inline phi_sixteen phi_small(phi_sixteen bytes)
{
    return _mm_or_si128(bytes, _mm_set1_epi8(0x20));
}

static inline phi_sixteen phi_both(phi_sixteen a, phi_sixteen b)
{
    return _mm_and_si128(a, b);
}

static inline phi_sixteen phi_either(phi_sixteen a, phi_sixteen b)
{
    return _mm_or_si128(a, b);
}

/* The first n of them, and zeros. */
static inline phi_sixteen phi_first(phi_sixteen bytes, size_t n)
{
    const phi_sixteen place = _mm_set_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);

    return _mm_and_si128(bytes, _mm_cmplt_epi8(place, _mm_set1_epi8((char)n)));
}

static inline void phi_store(char *out, phi_sixteen bytes)
{
    _mm_storeu_si128((__m128i *)(void *)out, bytes);
}

/* A bit for each byte that is among them. */
static inline unsigned phi_bits(phi_sixteen among)
{
    return (unsigned)_mm_movemask_epi8(among);
}
#else
#define PHI_SIXTEEN 0
#endif

#endif
