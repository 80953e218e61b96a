/*
 * tokenizer_add -> scan_words -> take_word | take_number | take_placeholder \
 *               -> scan_grams                                                emit_run (cache) -> expand_run
 *               -> scan_paths
 *
 * The scanners tell bytes apart by a table of classes. Only runs with a byte beyond ASCII pay for Unicode.
 */
#include "features/text/tokenizer.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/escape_sequence.h"
#include "datasets/base/mem.h"
#include "datasets/phi/deidentify.h"
#include "features/text/shapes.h"

enum byte_class { BYTE_BLANK, BYTE_OTHER, BYTE_LETTER, BYTE_DIGIT, BYTE_UNDERSCORE, BYTE_HIGH, BYTE_BRACKET };

enum {
    RUN_MAX = 64,          /* bytes; longer runs are data (base64, minified code), not words             */
    WORD_DIGITS_MAX = 10,  /* so many in a row inside a word are a number too                             */
    NUMBER_DIGITS_MAX = 4, /* longer numbers are identifiers or quantities: "<num>"                       */
    VERSION_MAX = 6,       /* "10.10", "8.4": characters of major.minor that are kept                    */
    GRAM = 5,              /* characters                                                                 */
    PATH_DEPTH_MAX = 32,   /* folder prefixes of one path, so that a hostile one stays linear             */
    PATH_PART_MAX = 512    /* bytes                                                                      */
};

/* A scanner's place in the text. */
struct scan {
    const char *at, *end;
};

static int push_word(struct tokenizer *t, struct id_list *out, const char *str, size_t len, struct err *err)
{
    uint32_t id = intern_add(&t->word, str, len);

    if (id == INTERN_NONE)
        return err_nomem(err);
    return id_list_add(out, &id, 1, err);
}

static int push_text(struct tokenizer *t, struct id_list *out, const char *text, struct err *err)
{
    return push_word(t, out, text, strlen(text), err);
}

/* Snowball knows English: a word with digits, '_' or letters beyond ASCII is its own stem. */
static bool has_stem(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!is_lower(word[i]))
            return false;
    }
    return true;
}

/* The stem of a lower-case word, worked out once. */
static int push_stem(struct tokenizer *t, struct id_list *out, const char *word, size_t len, struct err *err)
{
    size_t known = t->unstemmed.n, stem_len;
    const char *stem;
    uint32_t id;

    if (!has_stem(word, len))
        return push_word(t, out, word, len, err);
    id = intern_add(&t->unstemmed, word, len);
    if (id == INTERN_NONE)
        return err_nomem(err);
    if (id == known) {
        if (mem_grow(&t->stem_id, &t->stem_cap, known + 1, sizeof *t->stem_id, err) < 0)
            return ERR_NOMEM;
        stem = stemmer_stem(t->stemmer, word, len, &stem_len);
        if (stem == NULL)
            return err_nomem(err);
        t->stem_id[id] = intern_add(&t->word, stem, stem_len);
    }
    if (t->stem_id[id] == INTERN_NONE)
        return err_nomem(err);
    return id_list_add(out, &t->stem_id[id], 1, err);
}

/* One digit alone says nothing; up to four tell (404, 2013, x64); more are somebody's number. */
static int push_number(struct tokenizer *t, struct id_list *out, const char *digits, size_t len, struct err *err)
{
    if (len < 2)
        return 0;
    return len <= NUMBER_DIGITS_MAX ? push_word(t, out, digits, len, err) : push_text(t, out, "<num>", err);
}

/* A word with so many digits in a row is an account, a device or a record with letters at its ends: "12345678901abc", "v201209051200". */
static bool holds_number(const char *word, size_t len)
{
    size_t n = 0;

    for (size_t i = 0; i < len && n < WORD_DIGITS_MAX; i++)
        n = is_digit(word[i]) ? n + 1 : 0;
    return n >= WORD_DIGITS_MAX;
}

static int push_part(struct tokenizer *t, struct id_list *out, const char *part, size_t len, struct err *err)
{
    if (len < 2)
        return 0;
    if (count_digits(part, part + len) == len)
        return push_number(t, out, part, len, err);
    if (holds_number(part, len))
        return push_text(t, out, "<num>", err);
    return push_stem(t, out, part, len, err);
}

/* The parts of a CamelCase or snake_case identifier; nothing where the whole is one part. */
static int push_parts(struct tokenizer *t, struct id_list *out, const char *run, const char *lower, size_t len,
                      struct err *err)
{
    size_t start = 0;

    for (size_t i = 1; i <= len; i++) {
        if (i < len && !is_cut(run, len, i))
            continue;
        if (start == 0 && i == len)
            return 0;
        if (run[start] != '_' && push_part(t, out, lower + start, i - start, err) < 0)
            return ERR_NOMEM;
        start = i;
    }
    return 0;
}

static int lower_ascii(struct tokenizer *t, const char *run, size_t len, struct err *err)
{
    strbuf_clear(&t->lower);
    strbuf_add(&t->lower, run, len);
    if (strbuf_check(&t->lower, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < len; i++)
        t->lower.data[i] = to_lower(run[i]);
    return 0;
}

static int expand_ascii(struct tokenizer *t, enum token_kind kind, const char *run, size_t len, struct id_list *out,
                        struct err *err)
{
    for (; len > 0 && run[0] == '_'; len--)
        run++;
    while (len > 0 && run[len - 1] == '_')
        len--;
    if (len < 2)
        return 0;
    if (count_digits(run, run + len) == len)
        return push_number(t, out, run, len, err);
    if (is_hex_number(run, len))
        return push_text(t, out, "<hex>", err);
    if (holds_number(run, len))
        return push_text(t, out, "<num>", err);
    if (lower_ascii(t, run, len, err) < 0)
        return ERR_NOMEM;
    if (kind == TOKENS_CODE)
        return push_word(t, out, t->lower.data, len, err);
    if (push_stem(t, out, t->lower.data, len, err) < 0)
        return ERR_NOMEM;
    return push_parts(t, out, run, t->lower.data, len, err);
}

/* Folding may bring forth what is no letter (one half becomes 1/2): what it gives is split again. */
static int expand_unicode(struct tokenizer *t, const char *run, size_t len, struct id_list *out, struct err *err)
{
    size_t start = 0, at = 0;

    strbuf_clear(&t->folded);
    if (fold_add(&t->fold, &t->folded, run, len, err) < 0)
        return ERR_NOMEM;
    while (at < t->folded.len) {
        size_t n_bytes;
        enum fold_class class = fold_class_of(t->folded.data + at, t->folded.len - at, &n_bytes);

        if (class == FOLD_OTHER) {
            if (push_part(t, out, t->folded.data + start, at - start, err) < 0)
                return ERR_NOMEM;
            start = at + n_bytes;
        }
        at += n_bytes;
    }
    return push_part(t, out, t->folded.data + start, t->folded.len - start, err);
}

/* "^word$", folded, digits as 0: no number can be put together from grams. */
static int fold_for_grams(struct tokenizer *t, const char *run, size_t len, struct err *err)
{
    strbuf_clear(&t->folded);
    strbuf_addc(&t->folded, '^');
    if (is_ascii(run, len))
        strbuf_add(&t->folded, run, len);
    else if (fold_add(&t->fold, &t->folded, run, len, err) < 0)
        return ERR_NOMEM;
    strbuf_addc(&t->folded, '$');
    if (strbuf_check(&t->folded, err) < 0)
        return ERR_NOMEM;
    for (size_t i = 0; i < t->folded.len; i++) {
        char c = t->folded.data[i];

        t->folded.data[i] = is_digit(c) ? '0' : to_lower(c);
    }
    return 0;
}

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

/* All sequences of GRAM characters: `end` runs GRAM characters ahead of `start`. */
static int expand_grams(struct tokenizer *t, const char *run, size_t len, struct id_list *out, struct err *err)
{
    size_t start = 0, end = 0, n = 0;

    if (fold_for_grams(t, run, len, err) < 0)
        return ERR_NOMEM;
    while (end < t->folded.len) {
        do
            end++;
        while (end < t->folded.len && !begins_character(t->folded.data[end]));
        if (++n < GRAM)
            continue;
        if (push_word(t, out, t->folded.data + start, end - start, err) < 0)
            return ERR_NOMEM;
        do
            start++;
        while (!begins_character(t->folded.data[start]));
    }
    return 0;
}

/* A new gram run: its number goes out, its grams are kept. */
static int expand_gram_run(struct tokenizer *t, const char *run, size_t len, struct id_list *out, struct err *err)
{
    uint32_t number = (uint32_t)t->n_gram_runs;

    if (mem_grow(&t->gram_start, &t->gram_cap, t->n_gram_runs + 2, sizeof *t->gram_start, err) < 0)
        return ERR_NOMEM;
    if (number == 0)
        t->gram_start[0] = 0;
    if (len <= RUN_MAX && expand_grams(t, run, len, &t->grams, err) < 0)
        return ERR_NOMEM;
    t->gram_start[++t->n_gram_runs] = t->grams.n;
    return id_list_add(out, &number, 1, err);
}

static int expand_run(struct tokenizer *t, enum token_kind kind, const char *run, size_t len, struct id_list *out,
                      struct err *err)
{
    if (kind == TOKENS_GRAMS)
        return expand_gram_run(t, run, len, out, err);
    if (len > RUN_MAX)
        return push_text(t, out, "<long>", err);
    return is_ascii(run, len) ? expand_ascii(t, kind, run, len, out, err) : expand_unicode(t, run, len, out, err);
}

/* Appends what the run becomes, from the cache where it was seen before. All long runs are one. */
static int emit_run(struct tokenizer *t, enum token_kind kind, const char *run, size_t len, struct id_list *out,
                    struct err *err)
{
    size_t key_len = len > RUN_MAX ? RUN_MAX + 1 : len;
    size_t n;
    const uint32_t *id = run_cache_find(&t->run[kind], run, key_len, &n);

    if (id == NULL) {
        t->pieces.n = 0;
        if (expand_run(t, kind, run, len, &t->pieces, err) < 0)
            return ERR_NOMEM;
        id = t->pieces.id;
        n = t->pieces.n;
        if (run_cache_put(&t->run[kind], run, key_len, id, n, err) < 0)
            return ERR_NOMEM;
    }
    return id_list_add(out, id, n, err);
}

/* A run with bytes beyond ASCII: cut at punctuation (typographic quotes and dashes) and around ideographs. */
static int emit_unicode(struct tokenizer *t, enum token_kind kind, const char *run, size_t len, struct id_list *out,
                        struct err *err)
{
    size_t start = 0, at = 0;

    while (at < len) {
        size_t n_bytes;
        enum fold_class class = fold_class_of(run + at, len - at, &n_bytes);

        if (class != FOLD_LETTER) {
            if (at > start && emit_run(t, kind, run + start, at - start, out, err) < 0)
                return ERR_NOMEM;
            if (class == FOLD_IDEOGRAPH && emit_run(t, kind, run + at, n_bytes, out, err) < 0)
                return ERR_NOMEM;
            start = at + n_bytes;
        }
        at += n_bytes;
    }
    return len > start ? emit_run(t, kind, run + start, len - start, out, err) : 0;
}

/* "C#", "F#", "C++": the mark behind a run of one or two letters that makes it a language's name; else 0 bytes. */
static size_t mark_behind(const char *run, const char *stop, const char *end)
{
    if (stop - run > 2 || stop == end || is_digit(run[0]))
        return 0;
    if (*stop == '#')
        return 1;
    return end - stop >= 2 && stop[0] == '+' && stop[1] == '+' ? 2 : 0;
}

/* At a run of word bytes: reads it and moves behind. */
static int take_word(struct tokenizer *t, enum token_kind kind, struct scan *scan, struct id_list *out, struct err *err)
{
    const char *run = scan->at, *stop = run;
    bool high = false;
    unsigned class;
    char token[4];
    size_t mark;

    while (stop < scan->end && (class = t->class_of[(unsigned char)*stop]) >= BYTE_LETTER && class <= BYTE_HIGH) {
        high |= class == BYTE_HIGH;
        stop++;
    }
    scan->at = stop;
    if (high)
        return emit_unicode(t, kind, run, (size_t)(stop - run), out, err);
    if (stop - run == 8 && stop < scan->end && *stop == '-' && is_guid(run, scan->end)) {
        scan->at = run + GUID_LEN;
        return push_text(t, out, "<guid>", err);
    }
    mark = kind == TOKENS_PROSE ? mark_behind(run, stop, scan->end) : 0;
    if (mark == 0)
        return emit_run(t, kind, run, (size_t)(stop - run), out, err);
    scan->at = stop + mark;
    for (const char *at = run; at < scan->at; at++)
        token[at - run] = to_lower(*at);
    return push_word(t, out, token, (size_t)(scan->at - run), err);
}

/* A version keeps its first two numbers: "8.4" of 8.4.1.27. They tell releases apart and recur. */
static int push_version(struct tokenizer *t, struct id_list *out, const char *at, const char *end, struct err *err)
{
    const char *stop = at + count_digits(at, end);

    stop += 1 + count_digits(stop + 1, end);
    if (stop - at > VERSION_MAX)
        return push_text(t, out, stop == end ? "<num>" : "<version>", err);
    return push_word(t, out, at, (size_t)(stop - at), err);
}

/* At a digit: a time, a version, an address, or a word that happens to begin with a digit. */
static int take_number(struct tokenizer *t, struct scan *scan, struct id_list *out, struct err *err)
{
    const char *run = scan->at, *end = scan->end;
    const char *stop = run + count_digits(run, end), *behind = NULL;

    if (stop < end && (*stop == ':' || *stop == '-' || *stop == '/')) {
        behind = end_of_time(run, end);
        if (behind == NULL)
            behind = end_of_date(run, end);
        if (behind != NULL) {
            scan->at = behind;
            return push_text(t, out, "<time>", err);
        }
    }
    if (stop < end && *stop == '.' && (behind = end_of_dotted(run, end)) != NULL) {
        scan->at = behind;
        return push_version(t, out, run, behind, err);
    }
    if (stop < end && *stop != ' ' && (behind = end_of_hex_literal(run, end)) != NULL) {
        scan->at = behind;
        return push_text(t, out, "<addr>", err);
    }
    return take_word(t, TOKENS_PROSE, scan, out, err);
}

/* The type whose name stands at `name`, PHI_N_TYPES for none. */
static int phi_type_of(const char *name, size_t len)
{
    int type = 0;

    while (type < PHI_N_TYPES && (strlen(phi_type_name[type]) != len || memcmp(phi_type_name[type], name, len) != 0))
        type++;
    return type;
}

/* At '[': "[PERSON:0123456789ab]" or "[MRN]" of de-identification gives the type alone, "<person>". Any other bracket is
 * skipped. */
static int take_placeholder(struct tokenizer *t, struct scan *scan, struct id_list *out, struct err *err)
{
    enum { DIGITS = 12, TYPE_MAX = 16 };
    const char *name = ++scan->at;
    const char *stop = name, *close;
    char token[TYPE_MAX + 2];
    size_t len;

    while (stop < scan->end && is_upper(*stop))
        stop++;
    len = (size_t)(stop - name);
    if (len == 0 || len > TYPE_MAX || stop == scan->end)
        return 0;
    close = stop;
    if (scan->end - stop > DIGITS + 1 && *stop == ':' && is_all_hex(stop + 1, DIGITS))
        close += 1 + DIGITS;
    if (*close != ']' || phi_type_of(name, len) == PHI_N_TYPES)
        return 0;
    scan->at = close + 1;
    token[0] = '<';
    for (size_t i = 0; i < len; i++)
        token[i + 1] = to_lower(name[i]);
    token[len + 1] = '>';
    return push_word(t, out, token, len + 2, err);
}

static int scan_words(struct tokenizer *t, enum token_kind kind, struct scan scan, struct id_list *out, struct err *err)
{
    int rc = 0;

    while (scan.at < scan.end && rc == 0) {
        switch (t->class_of[(unsigned char)*scan.at]) {
        case BYTE_BLANK:
        case BYTE_OTHER:
            scan.at++;
            break;
        case BYTE_DIGIT:
            rc = kind == TOKENS_PROSE ? take_number(t, &scan, out, err) : take_word(t, kind, &scan, out, err);
            break;
        case BYTE_BRACKET:
            rc = take_placeholder(t, &scan, out, err);
            break;
        default:
            rc = take_word(t, kind, &scan, out, err);
            break;
        }
    }
    return rc;
}

static bool in_word(const struct tokenizer *t, char c)
{
    unsigned class = t->class_of[(unsigned char)c];

    return class >= BYTE_LETTER && class <= BYTE_HIGH;
}

static int scan_grams(struct tokenizer *t, struct scan scan, struct id_list *out, struct err *err)
{
    while (scan.at < scan.end) {
        const char *run = scan.at;

        while (scan.at < scan.end && in_word(t, *scan.at))
            scan.at++;
        if (scan.at > run && emit_run(t, TOKENS_GRAMS, run, (size_t)(scan.at - run), out, err) < 0)
            return ERR_NOMEM;
        if (scan.at < scan.end)
            scan.at++;
    }
    return 0;
}

/* Folder prefixes, base name, extension of one path. */
static int take_path(struct tokenizer *t, const char *path, size_t len, struct id_list *out, struct err *err)
{
    size_t base = 0, depth = 0;

    for (size_t i = 0; i < len; i++) {
        if (path[i] != '/')
            continue;
        base = i + 1;
        if (++depth <= PATH_DEPTH_MAX && base <= PATH_PART_MAX && push_word(t, out, path, base, err) < 0)
            return ERR_NOMEM;
    }
    if (base == len || len - base > PATH_PART_MAX)
        return 0;
    if (push_word(t, out, path + base, len - base, err) < 0)
        return ERR_NOMEM;
    for (size_t i = len - 1; i > base; i--) {
        if (path[i] == '.')
            return i + 1 < len ? push_word(t, out, path + i, len - i, err) : 0;
    }
    return 0;
}

static int scan_paths(struct tokenizer *t, struct scan scan, struct id_list *out, struct err *err)
{
    while (scan.at < scan.end) {
        const char *bar = memchr(scan.at, '|', (size_t)(scan.end - scan.at));
        const char *stop = bar == NULL ? scan.end : bar;

        if (take_path(t, scan.at, (size_t)(stop - scan.at), out, err) < 0)
            return ERR_NOMEM;
        scan.at = bar == NULL ? scan.end : bar + 1;
    }
    return 0;
}

static void classify_bytes(unsigned char class_of[256])
{
    for (int c = 0; c < 256; c++) {
        if (c >= 0x80)
            class_of[c] = BYTE_HIGH;
        else if (c <= ' ' || c == 0x7f)
            class_of[c] = BYTE_BLANK;
        else if (is_digit((char)c))
            class_of[c] = BYTE_DIGIT;
        else
            class_of[c] = is_lower((char)c) || is_upper((char)c) ? BYTE_LETTER : BYTE_OTHER;
    }
    class_of['_'] = BYTE_UNDERSCORE;
    class_of['['] = BYTE_BRACKET;
}

int tokenizer_init(struct tokenizer *t, struct err *err)
{
    struct tokenizer fresh = { 0 };

    if (stemmer_new(&fresh.stemmer, err) < 0)
        return ERR_NOMEM;
    intern_init(&fresh.word);
    for (int kind = 0; kind < TOKENS_N_KINDS; kind++)
        run_cache_init(&fresh.run[kind]);
    intern_init(&fresh.unstemmed);
    fold_init(&fresh.fold);
    strbuf_init(&fresh.lower);
    strbuf_init(&fresh.folded);
    classify_bytes(fresh.class_of);
    *t = fresh;
    return 0;
}

void tokenizer_release(struct tokenizer *t)
{
    intern_release(&t->word);
    for (int kind = 0; kind < TOKENS_N_KINDS; kind++)
        run_cache_release(&t->run[kind]);
    intern_release(&t->unstemmed);
    mem_free(t->stem_id);
    stemmer_free(t->stemmer);
    fold_release(&t->fold);
    mem_free(t->grams.id);
    mem_free(t->gram_start);
    mem_free(t->pieces.id);
    strbuf_release(&t->lower);
    strbuf_release(&t->folded);
    *t = (struct tokenizer){ 0 };
}

static int scan_piece(struct tokenizer *t, enum token_kind kind, struct scan scan, struct id_list *out, struct err *err)
{
    switch (kind) {
    case TOKENS_PATHS:
        return scan_paths(t, scan, out, err);
    case TOKENS_GRAMS:
        return scan_grams(t, scan, out, err);
    default:
        return scan_words(t, kind, scan, out, err);
    }
}

/* Between the sequences that a terminal obeys: the "31m" of a colour is no word. */
int tokenizer_add(struct tokenizer *t, enum token_kind kind, const struct text *text, struct id_list *out,
                  struct err *err)
{
    const char *at = text->str, *end = text->str + text->len, *escape;
    int rc = 0;

    while (rc == 0 && at < end && (escape = memchr(at, '\x1B', (size_t)(end - at))) != NULL) {
        rc = scan_piece(t, kind, (struct scan){ at, escape }, out, err);
        at = escape + escape_sequence(escape, (size_t)(end - escape));
    }
    return rc < 0 ? rc : scan_piece(t, kind, (struct scan){ at, end }, out, err);
}
