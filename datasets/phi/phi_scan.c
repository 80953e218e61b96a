#include "datasets/phi/phi_scan.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/phi/phi_context.h"
#include "datasets/phi/phi_url.h"

/* What a byte makes the scanner do. All bytes not named here are passed over. */
enum trigger { PASS, DIGIT, AT, COLON, BRACKET, LETTER_W };

static const unsigned char trigger_of[256] = {
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT,   ['3'] = DIGIT,    ['4'] = DIGIT,
    ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT,   ['8'] = DIGIT,    ['9'] = DIGIT,
    ['@'] = AT,    [':'] = COLON, ['['] = BRACKET, ['w'] = LETTER_W, ['W'] = LETTER_W,
};

typedef bool (*token_finder)(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span);

typedef bool (*byte_finder)(const struct phi_scan *scan, size_t at, struct phi_span *span);

/* What a token with digits may be, in the order in which equals win. */
static const token_finder token_finders[] = {
    phi_find_token_address, phi_find_ipv4, phi_find_udi,    phi_find_date, phi_find_labelled,
    phi_find_vehicle,       phi_find_card, phi_find_shaped, phi_find_phone,      phi_find_bare_url,
};

/* ---- placeholders -------------------------------------------------------------------------------------------------------- */

/* ":" and the twelve hex digits of a pseudonym. */
static bool pseudonym_at(const struct phi_scan *scan, size_t at)
{
    enum { HEX = 12 };

    if (phi_byte(scan, at) != ':')
        return false;
    for (size_t i = 1; i <= HEX; i++)
        if (!phi_is_hex(phi_byte(scan, at + i)))
            return false;
    return phi_byte(scan, at + HEX + 1) == ']';
}

size_t phi_placeholder(const char *text, size_t len, size_t at, enum phi_type *type)
{
    const struct phi_scan scan = { .text = text, .len = len };
    size_t name = at + 1;
    size_t end = name;

    while (phi_is_upper(phi_byte(&scan, end)) && end - name < 12)
        end++;
    if (phi_byte(&scan, at) != '[' || end == name)
        return 0;
    for (int i = 0; i < PHI_N_TYPES; i++) {
        if (strlen(phi_type_name[i]) != end - name || memcmp(phi_type_name[i], text + name, end - name) != 0)
            continue;
        *type = (enum phi_type)i;
        if (phi_byte(&scan, end) == ']')
            end++;
        else if (pseudonym_at(&scan, end))
            end += 14;
        else
            return 0;
        return end - at + (i == PHI_URL ? phi_url_tail(text, len, end) : 0);
    }
    return 0;
}

/* ---- tokens -------------------------------------------------------------------------------------------------------------- */

static size_t token_start(const struct phi_scan *scan, size_t at)
{
    const char *text = scan->text;

    while (at > scan->floor) {
        if (phi_is_alnum((unsigned char)text[at - 1]))
            at--;
        else if (phi_is_joiner((unsigned char)text[at - 1]) && at - 1 > scan->floor &&
                 phi_is_alnum((unsigned char)text[at - 2]))
            at -= 2;
        else
            break;
    }
    return at;
}

static size_t token_end(const struct phi_scan *scan, size_t at)
{
    size_t end = at;

    for (;;) {
        if (phi_is_alnum(phi_byte(scan, end)))
            end++;
        else if (phi_is_joiner(phi_byte(scan, end)) && phi_is_alnum(phi_byte(scan, end + 1)))
            end += 2;
        else
            break;
    }
    if (phi_byte(scan, end) != ':' || phi_byte(scan, end + 1) != '/' || phi_byte(scan, end + 2) != '/')
        return end;
    while (end > at && phi_is_alpha((unsigned char)scan->text[end - 1])) /* text[at] is a digit, so some of it stays */
        end--;
    while (end > at && phi_is_joiner((unsigned char)scan->text[end - 1]))
        end--;
    return end;
}

static void add_group(struct phi_token *token, size_t start, size_t end, size_t n_digits)
{
    if (token->n_groups < PHI_GROUPS)
        token->group[token->n_groups] = (struct phi_group){ .start = start, .len = end - start, .n_digits = n_digits };
    token->n_groups++;
}

/* What is not counted as a letter is a digit or a joiner. Groups beyond n_groups stay what they were: clearing them all costs more than the rest. */
void phi_token_around(const struct phi_scan *scan, size_t at, struct phi_token *token)
{
    size_t start = token_start(scan, at), end = token_end(scan, at), group = start, n_digits = 0, before = 0, n_upper = 0, n_lower = 0;

    token->start = start;
    token->end = end;
    token->n_groups = 0;
    token->joiner = 0;
    phi_count(scan, end - start);
    for (size_t i = start; i < end; i++) {
        unsigned char c = (unsigned char)scan->text[i];

        n_digits += phi_is_digit(c);
        n_upper += phi_is_upper(c);
        n_lower += phi_is_lower(c);
        if (phi_is_joiner(c)) {
            add_group(token, group, i, n_digits - before);
            group = i + 1;
            before = n_digits;
            token->joiner = token->joiner == 0 || token->joiner == (char)c ? (char)c : '*';
        }
    }
    add_group(token, group, end, n_digits - before);
    token->n_digits = n_digits;
    token->n_upper = n_upper;
    token->n_lower = n_lower;
}

/* ---- the scan ------------------------------------------------------------------------------------------------------------ */

/* Leftmost, then longest; where both are equal the one that was there. */
static void prefer(struct phi_span *best, const struct phi_span *candidate)
{
    if (best->type == PHI_NONE || candidate->start < best->start ||
        (candidate->start == best->start && candidate->end > best->end))
        *best = *candidate;
}

/* Sets *span where something was found. Returns where the scan goes on if nothing was. */
static size_t at_digit(struct phi_scan *scan, size_t at, struct phi_span *span)
{
    struct phi_token token;
    struct phi_span candidate;

    phi_token_around(scan, at, &token);
    if (phi_find_email_ahead(scan, &token, &candidate)) {
        *span = candidate;
        return token.end;
    }
    for (size_t i = 0; i < sizeof token_finders / sizeof token_finders[0]; i++)
        if (token_finders[i](scan, &token, &candidate))
            prefer(span, &candidate);
    return token.end;
}

/* The finder for a byte other than a digit; NULL where its neighbours already tell that nothing begins here. */
static byte_finder finder_at(const struct phi_scan *scan, size_t at)
{
    switch ((enum trigger)trigger_of[(unsigned char)scan->text[at]]) {
    case AT:
        return phi_find_email;
    case COLON:
        if (phi_byte(scan, at + 1) == '/')
            return phi_byte(scan, at + 2) == '/' ? phi_find_url : NULL;
        return phi_find_colon_address;
    case LETTER_W:
        return phi_lower((char)phi_byte(scan, at + 1)) == 'w' ? phi_find_www : NULL;
    default:
        return NULL;
    }
}

static size_t at_bracket(struct phi_scan *scan, size_t at)
{
    enum phi_type type;
    size_t n = phi_placeholder(scan->text, scan->len, at, &type);

    if (n == 0)
        return at + 1;
    scan->floor = at + n;
    scan->last = type;
    return scan->floor;
}

static size_t at_trigger(struct phi_scan *scan, size_t at, struct phi_span *span)
{
    enum trigger trigger = (enum trigger)trigger_of[(unsigned char)scan->text[at]];
    struct phi_span candidate;
    byte_finder finder;

    if (trigger == DIGIT)
        return at_digit(scan, at, span);
    if (trigger == BRACKET)
        return at_bracket(scan, at);
    finder = finder_at(scan, at);
    if (finder != NULL && finder(scan, at, &candidate))
        *span = candidate;
    return at + 1;
}

static int keep(struct phi_spans *spans, struct phi_scan *scan, const struct phi_span *span, struct err *err)
{
    int rc;

    assert(span->start >= scan->floor && span->start < span->end && span->end <= scan->len);

    rc = mem_grow(&spans->span, &spans->cap, spans->n + 1, sizeof *spans->span, err);
    if (rc < 0)
        return rc;
    spans->span[spans->n++] = *span;
    scan->floor = span->end;
    scan->last = span->type;
    return 0;
}

/* The next byte that is not passed over; len where there is none. */
static size_t next_trigger(const char *text, size_t len, size_t at)
{
#if PHI_SIXTEEN
    for (; len - at >= 16; at += 16) {
        const phi_sixteen bytes = phi_sixteen_at(text + at);
        unsigned w = phi_bits(phi_equal(phi_small(bytes), 'w')); /* counts where another follows, as behind the last of the sixteen one may */
        unsigned bits = phi_bits(phi_either(phi_in_range(bytes, '0', ':'), phi_either(phi_equal(bytes, '@'), phi_equal(bytes, '['))));

        bits |= w & (w >> 1 | 0x8000);
        if (bits != 0)
            return at + (size_t)__builtin_ctz(bits);
    }
#endif
    while (at < len && trigger_of[(unsigned char)text[at]] == PASS)
        at++;
    return at;
}

int phi_scan_structured(struct phi_spans *spans, const char *text, size_t len, uint64_t *work, struct err *err)
{
    struct phi_labels_read labels = { .has_label = false };
    struct phi_scan scan = { .text = text, .len = len, .last = PHI_NONE, .work = work, .labels = &labels };
    size_t at = 0;

    for (;;) {
        struct phi_span span = { .type = PHI_NONE };
        size_t next;
        int rc;

        at = next_trigger(text, len, at);
        if (at >= len)
            return 0;
        next = at_trigger(&scan, at, &span);
        if (span.type != PHI_NONE) {
            rc = keep(spans, &scan, &span, err);
            if (rc < 0)
                return rc;
            assert(span.end > at);
            next = span.end;
        }
        assert(next > at);
        at = next;
    }
}
