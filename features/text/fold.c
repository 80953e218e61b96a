#include "features/text/fold.h"

#include <assert.h>
#include <stdbool.h>
#include <utf8proc.h>

#include "datasets/base/mem.h"

_Static_assert(sizeof(int32_t) == sizeof(utf8proc_int32_t), "code points");

/* UTF8PROC_IGNORE drops the default ignorables (soft hyphen, zero-width joiner), as toNFKC_Casefold asks. */
static const utf8proc_option_t options =
    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;

void fold_init(struct fold *fold)
{
    *fold = (struct fold){ 0 };
}

void fold_release(struct fold *fold)
{
    mem_free(fold->point);
    fold_init(fold);
}

static bool is_ideograph(utf8proc_int32_t point)
{
    return (point >= 0x3040 && point <= 0x30ff) || (point >= 0x3400 && point <= 0x4dbf) ||
           (point >= 0x4e00 && point <= 0x9fff) || (point >= 0xf900 && point <= 0xfaff) ||
           (point >= 0x20000 && point <= 0x3ffff);
}

static bool is_ascii_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

enum fold_class fold_class_of(const char *str, size_t len, size_t *n_bytes)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)str;
    utf8proc_ssize_t max = len < 4 ? (utf8proc_ssize_t)len : 4;
    utf8proc_int32_t point;
    utf8proc_ssize_t n;

    assert(len > 0);

    if (bytes[0] < 0x80) { /* most text: no tables are asked for it */
        *n_bytes = 1;
        return is_ascii_letter(bytes[0]) ? FOLD_LETTER : FOLD_OTHER;
    }
    n = utf8proc_iterate(bytes, max, &point);
    if (n <= 0) {
        *n_bytes = 1;
        return FOLD_OTHER;
    }
    *n_bytes = (size_t)n;
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_PC:
        return is_ideograph(point) ? FOLD_IDEOGRAPH : FOLD_LETTER;
    default:
        return FOLD_OTHER;
    }
}

/* Re-encoding needs one code point more than the text has, for the NUL. */
static int reserve(struct fold *fold, size_t n, struct err *err)
{
    return mem_grow(&fold->point, &fold->cap, n + 1, sizeof *fold->point, err);
}

/* Folds what is printable ASCII throughout, where NFKC and case folding come to lower case; false leaves it to the tables. */
static bool add_ascii(struct strbuf *out, const char *str, size_t len)
{
    char lower[64];

    if (len > sizeof(lower))
        return false;
    for (size_t i = 0; i < len; i++) {
        if (str[i] < 0x20 || str[i] > 0x7e)
            return false;
        lower[i] = (char)(str[i] >= 'A' && str[i] <= 'Z' ? str[i] - 'A' + 'a' : str[i]);
    }
    strbuf_add(out, lower, len);
    return true;
}

int fold_add(struct fold *fold, struct strbuf *out, const char *str, size_t len, struct err *err)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)str;
    utf8proc_ssize_t n;

    assert(len < INT32_MAX);

    if (len == 0)
        return 0;
    if (add_ascii(out, str, len))
        return strbuf_check(out, err);
    if (reserve(fold, len, err) < 0)
        return ERR_NOMEM;
    n = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, fold->point, (utf8proc_ssize_t)len, options);
    if (n > (utf8proc_ssize_t)len) {
        if (reserve(fold, (size_t)n, err) < 0)
            return ERR_NOMEM;
        n = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, fold->point, n, options);
    }
    if (n <= 0)
        return 0;
    n = utf8proc_reencode(fold->point, n, options);
    if (n > 0)
        strbuf_add(out, fold->point, (size_t)n);
    return strbuf_check(out, err);
}

const char *fold_library_version(void)
{
    return utf8proc_version();
}
