/*
 * tokenizer_add -> tokenize_words -> take_word | take_number | take_placeholder -> emit_run (cache) -> expand_run
 *               -> tokenize_paths
 *
 * The scanner tells bytes apart by a table of classes. Only runs with a byte beyond ASCII pay for Unicode.
 */
#include "features/tokenizer.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/deidentify.h"

enum byte_class { BYTE_OTHER, BYTE_LETTER, BYTE_DIGIT, BYTE_UNDERSCORE, BYTE_HIGH, BYTE_BRACKET };

enum {
    RUN_MAX = 64,          /* bytes; longer runs are data (base64, minified code), not words          */
    NUMBER_DIGITS_MAX = 4, /* longer numbers are identifiers or quantities: "<num>"                     */
    VERSION_MAX = 6,       /* "10.10", "8.4": characters of major.minor that are kept                  */
    HEX_MIN = 8,           /* digits of a bare hexadecimal number                                      */
    GUID_LEN = 36,
    PATH_DEPTH_MAX = 32,   /* folder prefixes of one path, so that a hostile one stays linear           */
    PATH_PREFIX_MAX = 512  /* bytes                                                                    */
};

static int push_word(struct tokenizer *t, struct id_list *out, const char *str, size_t len, struct err *err)
{
    uint32_t id = intern_add(&t->word, str, len);

    if (id == INTERN_NONE)
        return err_nomem(err);
    return id_list_push(out, id, err);
}

static int push_text(struct tokenizer *t, struct id_list *out, const char *text, struct err *err)
{
    return push_word(t, out, text, strlen(text), err);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static size_t count_digits(const char *at, const char *end)
{
    size_t n = 0;

    while (at + n < end && is_digit(at[n]))
        n++;
    return n;
}

static bool all_hex(const char *str, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!is_hex(str[i]))
            return false;
    }
    return true;
}

static bool has_digit(const char *str, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (is_digit(str[i]))
            return true;
    }
    return false;
}

/* 8-4-4-4-12 hexadecimal digits. */
static bool is_guid(const char *at, const char *end)
{
    if (end - at < GUID_LEN || at[8] != '-' || at[13] != '-' || at[18] != '-' || at[23] != '-')
        return false;
    return all_hex(at, 8) && all_hex(at + 9, 4) && all_hex(at + 14, 4) && all_hex(at + 19, 4) && all_hex(at + 24, 12);
}

/* The stem of a lower-case word, worked out once. Words with digits, '_' or letters beyond ASCII are their own stem. */
static int push_stem(struct tokenizer *t, struct id_list *out, const char *word, size_t len, struct err *err)
{
    const char *stem;
    size_t known = t->unstemmed.n, stem_len;
    uint32_t id;

    for (size_t i = 0; i < len; i++) {
        if (!is_lower(word[i]))
            return push_word(t, out, word, len, err);
    }
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
    return id_list_push(out, t->stem_id[id], err);
}

static int push_number(struct tokenizer *t, struct id_list *out, const char *digits, size_t len, struct err *err)
{
    if (len == 1)
        return 0;
    if (len <= NUMBER_DIGITS_MAX)
        return push_word(t, out, digits, len, err);
    return push_text(t, out, "<num>", err);
}

/* Where an identifier is cut before str[i]: after '_', at aB and 1B, and at the last capital of ABc. */
static bool cut_before(const char *str, size_t len, size_t i)
{
    if (str[i] == '_' || str[i - 1] == '_')
        return true;
    if (!is_upper(str[i]))
        return false;
    return !is_upper(str[i - 1]) || (i + 1 < len && is_lower(str[i + 1]));
}

static int push_part(struct tokenizer *t, struct id_list *out, const char *part, size_t len, struct err *err)
{
    if (len < 2)
        return 0;
    if (count_digits(part, part + len) == len)
        return push_number(t, out, part, len, err);
    return push_stem(t, out, part, len, err);
}

/* The parts of a CamelCase or snake_case identifier, after the whole. */
static int push_parts(struct tokenizer *t, struct id_list *out, const char *run, const char *lower, size_t len, struct err *err)
{
    size_t start = 0;

    for (size_t i = 1; i <= len; i++) {
        if (i < len && !cut_before(run, len, i))
            continue;
        if (start == 0 && i == len)
            return 0; /* one part: the whole */
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
    for (size_t i = 0; i < len; i++) {
        if (is_upper(run[i]))
            t->lower.data[i] = (char)(run[i] + ('a' - 'A'));
    }
    return 0;
}

static int expand_ascii(struct tokenizer *t, bool code, const char *run, size_t len, struct id_list *out, struct err *err)
{
    while (len > 0 && run[0] == '_') {
        run++;
        len--;
    }
    while (len > 0 && run[len - 1] == '_')
        len--;
    if (len < 2)
        return 0;
    if (count_digits(run, run + len) == len)
        return push_number(t, out, run, len, err);
    if (len >= HEX_MIN && all_hex(run, len) && has_digit(run, len))
        return push_text(t, out, "<hex>", err);
    if (lower_ascii(t, run, len, err) < 0)
        return ERR_NOMEM;
    if (code)
        return push_word(t, out, t->lower.data, len, err);
    if (push_stem(t, out, t->lower.data, len, err) < 0)
        return ERR_NOMEM;
    return push_parts(t, out, run, t->lower.data, len, err);
}

/* Folding may bring forth what is no letter (one half becomes 1/2): what is left is split again. */
static int expand_unicode(struct tokenizer *t, const char *run, size_t len, struct id_list *out, struct err *err)
{
    size_t start = 0, at = 0, n_bytes;

    strbuf_clear(&t->folded);
    if (fold_add(&t->fold, &t->folded, run, len, err) < 0)
        return ERR_NOMEM;
    while (start < t->folded.len) {
        enum fold_class class = FOLD_OTHER;

        if (at < t->folded.len)
            class = fold_class_of(t->folded.data + at, t->folded.len - at, &n_bytes);
        if (class != FOLD_OTHER) {
            at += n_bytes;
            continue;
        }
        if (at - start > 1 && push_stem(t, out, t->folded.data + start, at - start, err) < 0)
            return ERR_NOMEM;
        start = at = at < t->folded.len ? at + n_bytes : at;
    }
    return 0;
}

static int expand_run(struct tokenizer *t, bool code, const char *run, size_t len, struct id_list *out, struct err *err)
{
    if (len > RUN_MAX)
        return push_text(t, out, "<long>", err);
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)run[i] >= 0x80)
            return expand_unicode(t, run, len, out, err);
    }
    return expand_ascii(t, code, run, len, out, err);
}

/* Appends what the run becomes, from the cache where it was seen before. */
static int emit_run(struct tokenizer *t, bool code, const char *run, size_t len, struct id_list *out, struct err *err)
{
    struct run_cache *cache = code ? &t->code : &t->prose;
    size_t key_len = len > RUN_MAX ? RUN_MAX + 1 : len;
    size_t n;
    const uint32_t *id = run_cache_find(cache, run, key_len, &n);

    if (id == NULL) {
        t->pieces.n = 0;
        if (expand_run(t, code, run, len, &t->pieces, err) < 0)
            return ERR_NOMEM;
        id = t->pieces.id;
        n = t->pieces.n;
        if (run_cache_put(cache, run, key_len, id, n, err) < 0)
            return ERR_NOMEM;
    }
    return id_list_add(out, id, n, err);
}

/* A run with bytes beyond ASCII: cut at punctuation (typographic quotes and dashes) and around ideographs. */
static int emit_unicode(struct tokenizer *t, bool code, const char *run, size_t len, struct id_list *out, struct err *err)
{
    size_t start = 0, at = 0;

    while (at < len) {
        size_t n_bytes;
        enum fold_class class = fold_class_of(run + at, len - at, &n_bytes);

        if (class != FOLD_LETTER) {
            if (at > start && emit_run(t, code, run + start, at - start, out, err) < 0)
                return ERR_NOMEM;
            if (class == FOLD_IDEOGRAPH && emit_run(t, code, run + at, n_bytes, out, err) < 0)
                return ERR_NOMEM;
            start = at + n_bytes;
        }
        at += n_bytes;
    }
    return len > start ? emit_run(t, code, run + start, len - start, out, err) : 0;
}

static bool is_word_class(unsigned class)
{
    return class >= BYTE_LETTER && class <= BYTE_HIGH;
}

/* "C#", "F#", "C++": the mark behind a run of one or two letters that makes it a language's name, or 0 bytes. */
static size_t mark_behind(const char *run, const char *stop, const char *end)
{
    if (stop - run > 2 || stop == end || is_digit(run[0]))
        return 0;
    if (*stop == '#')
        return 1;
    return end - stop >= 2 && stop[0] == '+' && stop[1] == '+' ? 2 : 0;
}

/* Reads the run of word bytes at *at and moves behind it. */
static int take_word(struct tokenizer *t, bool code, const char **at, const char *end, struct id_list *out, struct err *err)
{
    const char *run = *at, *stop = run;
    bool high = false;
    unsigned class;
    size_t mark;

    while (stop < end && is_word_class(class = t->class_of[(unsigned char)*stop])) {
        high |= class == BYTE_HIGH;
        stop++;
    }
    *at = stop;
    if (high)
        return emit_unicode(t, code, run, (size_t)(stop - run), out, err);
    if (stop - run == 8 && stop < end && *stop == '-' && is_guid(run, end)) {
        *at = run + GUID_LEN;
        return push_text(t, out, "<guid>", err);
    }
    mark = code ? 0 : mark_behind(run, stop, end);
    if (mark > 0) {
        *at = stop + mark;
        if (lower_ascii(t, run, (size_t)(*at - run), err) < 0)
            return ERR_NOMEM;
        return push_word(t, out, t->lower.data, t->lower.len, err);
    }
    return emit_run(t, code, run, (size_t)(stop - run), out, err);
}

/* n digits and then `next`, from *at on; moves behind both. */
static bool take_digits(const char **at, const char *end, size_t n_min, size_t n_max, char next)
{
    size_t n = count_digits(*at, end);

    if (n < n_min || n > n_max || *at + n == end || (*at)[n] != next)
        return false;
    *at += n + 1;
    return true;
}

/* hh:mm, hh:mm:ss, hh:mm:ss.fff; the end of it, or NULL. */
static const char *end_of_time(const char *at, const char *end)
{
    if (!take_digits(&at, end, 1, 2, ':') || count_digits(at, end) != 2)
        return NULL;
    at += 2;
    if (end - at >= 3 && at[0] == ':' && count_digits(at + 1, end) == 2)
        at += 3;
    if (end - at >= 2 && (at[0] == '.' || at[0] == ',') && is_digit(at[1]))
        at += 1 + count_digits(at + 1, end);
    return at;
}

/* 2013-05-28, 2013/05/28, 28/05/2013, 5/28/13, with a time behind 'T'; the end of it, or NULL. */
static const char *end_of_date(const char *at, const char *end)
{
    const char *start = at, *time;
    size_t n;

    if (take_digits(&at, end, 4, 4, '-') ? !take_digits(&at, end, 1, 2, '-')
                                         : !(take_digits(&at, end, 1, 4, '/') && take_digits(&at, end, 1, 2, '/')))
        return NULL;
    n = count_digits(at, end);
    if (n != 1 && n != 2 && n != 4)
        return NULL;
    at += n;
    if (at - start < 6)
        return NULL; /* 1/2/3 */
    if (at < end && *at == 'T' && (time = end_of_time(at + 1, end)) != NULL)
        at = time;
    return at;
}

/* 8.4, 8.4.1, 10.10.5.2: the end of it, or NULL. */
static const char *end_of_dotted(const char *at, const char *end)
{
    const char *start = at;

    at += count_digits(at, end);
    while (end - at >= 2 && at[0] == '.' && is_digit(at[1]))
        at += 1 + count_digits(at + 1, end);
    return at > start + count_digits(start, end) ? at : NULL;
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

/* At a digit: a time, a version, an address, or a word that happens to start with a digit. */
static int take_number(struct tokenizer *t, const char **at, const char *end, struct id_list *out, struct err *err)
{
    const char *run = *at, *stop = run + count_digits(run, end);
    const char *behind;

    if (stop < end && (*stop == ':' || *stop == '-' || *stop == '/')) {
        behind = end_of_time(run, end);
        if (behind == NULL)
            behind = end_of_date(run, end);
        if (behind != NULL) {
            *at = behind;
            return push_text(t, out, "<time>", err);
        }
    }
    if (stop < end && *stop == '.') {
        behind = end_of_dotted(run, end);
        if (behind != NULL) {
            *at = behind;
            return push_version(t, out, run, behind, err);
        }
    }
    if (stop - run == 1 && *run == '0' && end - run > 2 && (run[1] | 0x20) == 'x' && is_hex(run[2])) {
        for (stop = run + 2; stop < end && is_hex(*stop); stop++)
            ;
        *at = stop;
        return push_text(t, out, "<addr>", err);
    }
    return take_word(t, false, at, end, out, err);
}

/* "[PERSON:0123456789ab]" or "[MRN]" of de-identification: the type alone, "<person>". Else the bracket is skipped. */
static int take_placeholder(struct tokenizer *t, const char **at, const char *end, struct id_list *out, struct err *err)
{
    enum { DIGITS = 12 };
    const char *name = ++*at;
    const char *stop = name;

    while (stop < end && is_upper(*stop))
        stop++;
    if (stop == name)
        return 0;
    for (int type = 0; type < PHI_N_TYPES; type++) {
        size_t len = strlen(phi_type_name[type]);

        if (len != (size_t)(stop - name) || memcmp(name, phi_type_name[type], len) != 0)
            continue;
        if (end - stop > DIGITS + 1 && *stop == ':' && all_hex(stop + 1, DIGITS))
            stop += 1 + DIGITS;
        if (stop == end || *stop != ']')
            return 0;
        *at = stop + 1;
        strbuf_clear(&t->folded);
        strbuf_addc(&t->folded, '<');
        if (lower_ascii(t, name, len, err) < 0)
            return ERR_NOMEM;
        strbuf_add(&t->folded, t->lower.data, len);
        strbuf_addc(&t->folded, '>');
        if (strbuf_check(&t->folded, err) < 0)
            return ERR_NOMEM;
        return push_word(t, out, t->folded.data, t->folded.len, err);
    }
    return 0;
}

static int tokenize_words(struct tokenizer *t, bool code, const char *at, const char *end, struct id_list *out, struct err *err)
{
    int rc = 0;

    while (at < end && rc == 0) {
        switch (t->class_of[(unsigned char)*at]) {
        case BYTE_OTHER:
            at++;
            break;
        case BYTE_DIGIT:
            rc = code ? take_word(t, code, &at, end, out, err) : take_number(t, &at, end, out, err);
            break;
        case BYTE_BRACKET:
            rc = take_placeholder(t, &at, end, out, err);
            break;
        default:
            rc = take_word(t, code, &at, end, out, err);
            break;
        }
    }
    return rc;
}

/* Folder prefixes, base name, extension of one path. */
static int tokenize_path(struct tokenizer *t, const char *path, size_t len, struct id_list *out, struct err *err)
{
    size_t base = 0, depth = 0;

    for (size_t i = 0; i < len; i++) {
        if (path[i] != '/')
            continue;
        base = i + 1;
        if (++depth <= PATH_DEPTH_MAX && base <= PATH_PREFIX_MAX && push_word(t, out, path, base, err) < 0)
            return ERR_NOMEM;
    }
    if (base == len || len - base > PATH_PREFIX_MAX)
        return 0;
    if (push_word(t, out, path + base, len - base, err) < 0)
        return ERR_NOMEM;
    for (size_t i = len - 1; i > base; i--) {
        if (path[i] == '.')
            return i + 1 < len ? push_word(t, out, path + i, len - i, err) : 0;
    }
    return 0;
}

static int tokenize_paths(struct tokenizer *t, const char *at, const char *end, struct id_list *out, struct err *err)
{
    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        const char *stop = bar == NULL ? end : bar;

        if (tokenize_path(t, at, (size_t)(stop - at), out, err) < 0)
            return ERR_NOMEM;
        at = bar == NULL ? end : bar + 1;
    }
    return 0;
}

int tokenizer_init(struct tokenizer *t, struct err *err)
{
    struct tokenizer fresh = { 0 };

    if (stemmer_new(&fresh.stemmer, err) < 0)
        return ERR_NOMEM;
    intern_init(&fresh.word);
    run_cache_init(&fresh.prose);
    run_cache_init(&fresh.code);
    intern_init(&fresh.unstemmed);
    fold_init(&fresh.fold);
    strbuf_init(&fresh.lower);
    strbuf_init(&fresh.folded);
    for (int c = 0; c < 256; c++) {
        if (c >= 0x80)
            fresh.class_of[c] = BYTE_HIGH;
        else if (is_digit((char)c))
            fresh.class_of[c] = BYTE_DIGIT;
        else if (is_lower((char)c) || is_upper((char)c))
            fresh.class_of[c] = BYTE_LETTER;
    }
    fresh.class_of['_'] = BYTE_UNDERSCORE;
    fresh.class_of['['] = BYTE_BRACKET;
    *t = fresh;
    return 0;
}

void tokenizer_release(struct tokenizer *t)
{
    intern_release(&t->word);
    run_cache_release(&t->prose);
    run_cache_release(&t->code);
    intern_release(&t->unstemmed);
    mem_free(t->stem_id);
    stemmer_free(t->stemmer);
    fold_release(&t->fold);
    mem_free(t->pieces.id);
    strbuf_release(&t->lower);
    strbuf_release(&t->folded);
    *t = (struct tokenizer){ 0 };
}

int tokenizer_add(struct tokenizer *t, enum token_kind kind, const struct text *text, struct id_list *out, struct err *err)
{
    const char *end = text->str + text->len;

    if (kind == TOKENS_PATHS)
        return tokenize_paths(t, text->str, end, out, err);
    return tokenize_words(t, kind == TOKENS_CODE, text->str, end, out, err);
}
