#include "datasets/phi/phi_phrases.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/phi/phi_scan.h"

#define NO_EDGE UINT64_MAX

enum { NODE_NONE = 0, ROOT = 0 }; /* the root is nobody's child, so its number also means none */

void phi_phrases_init(struct phi_phrases *phrases)
{
    *phrases = (struct phi_phrases){ .n = 0 };
    intern_init(&phrases->words);
}

void phi_phrases_release(struct phi_phrases *phrases)
{
    intern_release(&phrases->words);
    mem_free(phrases->edge);
    mem_free(phrases->child);
    mem_free(phrases->value);
    phi_phrases_init(phrases);
}

/* ---- tokens -------------------------------------------------------------------------------------------------------------- */

/* One token of a text. Where a word is longer than any phrase, `folded` has its beginning, which no phrase has as a word. */
struct token {
    size_t end;
    bool   blank, word;
    size_t n;
    char   folded[PHRASE_BYTES_MAX + 8];
};

static bool is_blank(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Length of a sequence of bytes that stands for an ASCII byte: a blank that does not break, curly apostrophes. */
static size_t stands_for(const char *text, size_t left, char *c)
{
    if (left >= 2 && memcmp(text, "\xC2\xA0", 2) == 0) {
        *c = ' ';
        return 2;
    }
    if (left >= 3 && (memcmp(text, "\xE2\x80\x99", 3) == 0 || memcmp(text, "\xE2\x80\x98", 3) == 0)) {
        *c = '\'';
        return 3;
    }
    return 0;
}

static bool in_word(const char *text, size_t left)
{
    char c;

    return left > 0 && (phi_is_alnum((unsigned char)*text) || ((unsigned char)*text >= 0x80 && stands_for(text, left, &c) == 0));
}

static bool blank_at(const char *text, size_t left, size_t *n)
{
    char c = 0;

    *n = left == 0 ? 0 : is_blank((unsigned char)*text) ? 1 : stands_for(text, left, &c);
    return *n > 0 && (*n == 1 || c == ' ');
}

static void take_word(struct token *token, const char *text, size_t len, size_t at)
{
    token->word = true;
    for (; in_word(text + at, len - at); at++) {
        unsigned char c = (unsigned char)text[at];

        if (token->n == sizeof token->folded)
            continue;
        if (token->n > 0 && (unsigned char)token->folded[token->n - 1] == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97)
            c += 0x20; /* U+00C0 to U+00DE have their small letters 32 further on, but for the sign of multiplication */
        token->folded[token->n++] = phi_lower((char)c);
    }
    token->end = at;
}

/* The token at text[at], at < len. */
static void take_token(struct token *token, const char *text, size_t len, size_t at)
{
    size_t n;
    char c;

    token->n = 0;
    token->blank = token->word = false;
    if (in_word(text + at, len - at)) {
        take_word(token, text, len, at);
        return;
    }
    if (blank_at(text + at, len - at, &n)) {
        token->blank = true;
        token->folded[token->n++] = ' ';
        while (blank_at(text + at, len - at, &n))
            at += n;
        token->end = at;
        return;
    }
    n = stands_for(text + at, len - at, &c);
    token->folded[token->n++] = n > 0 ? c : text[at];
    token->end = at + (n > 0 ? n : 1);
}

/* ---- edges --------------------------------------------------------------------------------------------------------------- */

static size_t slot_of(uint64_t edge, size_t n_slots)
{
    edge *= 0x9E3779B97F4A7C15u; /* 2^64 over the golden ratio: Knuth, The Art of Computer Programming 3, 6.4 */
    return (size_t)(edge >> 32) & (n_slots - 1);
}

static size_t find_slot(const uint64_t *edges, size_t n_slots, uint64_t edge)
{
    size_t slot = slot_of(edge, n_slots);

    while (edges[slot] != NO_EDGE && edges[slot] != edge)
        slot = (slot + 1) & (n_slots - 1);
    return slot;
}

static uint32_t child_of(const struct phi_phrases *phrases, uint32_t node, uint32_t token)
{
    uint64_t edge = (uint64_t)node << 32 | token;
    size_t slot;

    if (phrases->n_slots == 0)
        return NODE_NONE;
    slot = find_slot(phrases->edge, phrases->n_slots, edge);
    return phrases->edge[slot] == edge ? phrases->child[slot] : NODE_NONE;
}

/* Room for one more edge; at most half of the slots are taken. */
static int make_room(struct phi_phrases *phrases, struct err *err)
{
    size_t n_slots = phrases->n_slots == 0 ? 256 : 2 * phrases->n_slots;
    uint64_t *edges;
    uint32_t *children;

    if (2 * (phrases->n_edges + 1) <= phrases->n_slots)
        return 0;
    edges = mem_alloc(n_slots * sizeof *edges);
    children = mem_alloc(n_slots * sizeof *children);
    if (edges == NULL || children == NULL) {
        mem_free(edges);
        mem_free(children);
        return err_nomem(err);
    }
    memset(edges, 0xFF, n_slots * sizeof *edges);
    for (size_t i = 0; i < phrases->n_slots; i++) {
        size_t slot;

        if (phrases->edge[i] == NO_EDGE)
            continue;
        slot = find_slot(edges, n_slots, phrases->edge[i]);
        edges[slot] = phrases->edge[i];
        children[slot] = phrases->child[i];
    }
    mem_free(phrases->edge);
    mem_free(phrases->child);
    phrases->edge = edges;
    phrases->child = children;
    phrases->n_slots = n_slots;
    return 0;
}

static int add_node(struct phi_phrases *phrases, uint32_t *node, struct err *err)
{
    int rc = mem_grow(&phrases->value, &phrases->cap_nodes, phrases->n_nodes + 1, sizeof *phrases->value, err);

    if (rc < 0)
        return rc;
    phrases->value[phrases->n_nodes] = 0;
    *node = (uint32_t)phrases->n_nodes++;
    return 0;
}

/* The node behind `node` by the token, made where there is none. */
static int step(struct phi_phrases *phrases, uint32_t *node, const struct token *token, struct err *err)
{
    uint32_t word = intern_add(&phrases->words, token->folded, token->n), next;
    uint64_t edge = (uint64_t)*node << 32 | word;
    size_t slot;
    int rc;

    if (word == INTERN_NONE)
        return err_nomem(err);
    next = child_of(phrases, *node, word);
    if (next == NODE_NONE) {
        rc = make_room(phrases, err);
        if (rc == 0)
            rc = add_node(phrases, &next, err);
        if (rc < 0)
            return rc;
        slot = find_slot(phrases->edge, phrases->n_slots, edge);
        phrases->edge[slot] = edge;
        phrases->child[slot] = next;
        phrases->n_edges++;
    }
    *node = next;
    return 0;
}

/* ---- adding -------------------------------------------------------------------------------------------------------------- */

static int check_phrase(const char *phrase, size_t len, struct err *err)
{
    size_t n_tokens = 0, n_words = 0;
    struct token token;

    if (len > PHRASE_BYTES_MAX)
        return err_set(err, ERR_USAGE, "a phrase of %zu bytes, at most %d", len, PHRASE_BYTES_MAX);
    for (size_t at = 0; at < len; at = token.end) {
        take_token(&token, phrase, len, at);
        n_tokens++;
        n_words += token.word;
    }
    if (n_words == 0)
        return err_set(err, ERR_USAGE, "a phrase without a letter or digit");
    if (n_tokens > PHRASE_TOKENS_MAX)
        return err_set(err, ERR_USAGE, "a phrase of %zu words and signs, at most %d", n_tokens, PHRASE_TOKENS_MAX);
    return 0;
}

int phi_phrases_add(struct phi_phrases *phrases, const char *phrase, size_t len, uint16_t value, uint16_t *before, struct err *err)
{
    uint32_t node = ROOT;
    struct token token;
    int rc;

    assert(value != 0);

    while (len > 0 && is_blank((unsigned char)phrase[0])) {
        phrase++;
        len--;
    }
    while (len > 0 && is_blank((unsigned char)phrase[len - 1]))
        len--;
    rc = check_phrase(phrase, len, err);
    if (rc == 0 && phrases->n >= PHRASES_MAX)
        rc = err_set(err, ERR_USAGE, "more than %d phrases", PHRASES_MAX);
    if (rc == 0 && phrases->n_nodes == 0)
        rc = add_node(phrases, &node, err);
    for (size_t at = 0; rc == 0 && at < len; at = token.end) {
        take_token(&token, phrase, len, at);
        rc = step(phrases, &node, &token, err);
    }
    if (rc < 0)
        return rc;
    *before = phrases->value[node];
    if (*before == 0) {
        phrases->value[node] = value;
        phrases->n++;
    }
    return 0;
}

/* ---- finding ------------------------------------------------------------------------------------------------------------- */

/* The longest phrase that begins with `token`, which begins at text[at]. */
static bool longest(const struct phi_phrases *phrases, struct phi_match *match, const struct token *first, const char *text, size_t len, size_t at)
{
    struct token token;
    const struct token *now = first;
    uint32_t node = ROOT;
    bool found = false;
    enum phi_type type;

    for (;;) {
        uint32_t word = intern_find(&phrases->words, now->folded, now->n);

        node = word == INTERN_NONE ? NODE_NONE : child_of(phrases, node, word);
        if (node == NODE_NONE)
            return found;
        if (phrases->value[node] != 0) {
            *match = (struct phi_match){ .start = at, .end = now->end, .value = phrases->value[node] };
            found = true;
        }
        if (now->end == len || (text[now->end] == '[' && phi_placeholder(text, len, now->end, &type) > 0))
            return found;
        take_token(&token, text, len, now->end);
        now = &token;
    }
}

bool phi_phrases_next(const struct phi_phrases *phrases, struct phi_match *match, const char *text, size_t len, size_t *at)
{
    struct token token;
    enum phi_type type;

    while (*at < len) {
        size_t placeholder = text[*at] == '[' ? phi_placeholder(text, len, *at, &type) : 0;

        if (placeholder > 0) {
            *at += placeholder;
            continue;
        }
        take_token(&token, text, len, *at);
        if (!token.blank && longest(phrases, match, &token, text, len, *at)) {
            *at = match->end;
            return true;
        }
        *at = token.end;
    }
    return false;
}
