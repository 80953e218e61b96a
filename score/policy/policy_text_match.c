/*
 * policy_text_match.c - see policy_text_match.h.
 */
#include "score/policy/policy_text_match.h"

#include <string.h>

#include "datasets/base/mem.h"

/* ------------------------------------------------------------------------------------------------------------- words */

int words_fold(struct strbuf *out, struct fold *fold, const char *text, size_t len, struct err *err)
{
    size_t at = 0;

    strbuf_addc(out, ' ');
    while (at < len) {
        size_t start = at, n = 0;

        while (at < len && text[at] != '_' && fold_class_of(text + at, len - at, &n) != FOLD_OTHER)
            at += n;
        if (at > start) {
            int rc = fold_add(fold, out, text + start, at - start, err);

            if (rc < 0)
                return rc;
            strbuf_addc(out, ' ');
        } else {
            at += text[at] == '_' ? 1 : n;
        }
    }
    return strbuf_check(out, err);
}

bool words_contain(const char *text, const char *words)
{
    return words[0] != '\0' && words[1] != '\0' && strstr(text, words) != NULL;
}

/* ------------------------------------------------------------------------------------------------------------- globs */

static bool same_byte(char a, char b)
{
    if (a >= 'A' && a <= 'Z')
        a = (char)(a - 'A' + 'a');
    if (b >= 'A' && b <= 'Z')
        b = (char)(b - 'A' + 'a');
    return a == b;
}

/* reach[i]: the glob so far can have taken the first i bytes of the text. One step takes one item of the glob. */
static void take_item(bool *reach, const char *text, size_t len, bool star, bool deep, char byte)
{
    bool before = false; /* of a star: whether the byte before could be taken up to; else reach[i - 1] as it was */

    for (size_t i = 0; i <= len; i++) {
        bool was = reach[i];

        if (star)
            before = reach[i] = was || (i > 0 && before && (deep || text[i - 1] != '/'));
        else {
            reach[i] = i > 0 && before && (byte == '?' ? text[i - 1] != '/' : same_byte(byte, text[i - 1]));
            before = was;
        }
    }
}

int glob_match(const char *glob, const char *text, size_t len, struct err *err)
{
    bool *reach = mem_calloc(len + 1, sizeof(*reach));
    int matches;

    if (reach == NULL)
        return err_nomem(err);
    reach[0] = true;
    while (*glob != '\0') {
        bool star = *glob == '*', deep = star && glob[1] == '*';
        size_t n = star ? strspn(glob, "*") : 1;

        if (deep && glob[n] == '/') { /* folders, or none */
            take_item(reach, text, len, true, true, 0);
            for (size_t i = len + 1; i-- > 1;) /* what a folder ends, and the beginning */
                reach[i] = reach[i] && text[i - 1] == '/';
            glob += n + 1;
            continue;
        }
        take_item(reach, text, len, star, deep, *glob);
        glob += n;
    }
    matches = reach[len];
    mem_free(reach);
    return matches;
}

int path_match(const char *glob, const char *path, size_t len, struct err *err)
{
    bool plain = strpbrk(glob, "*?") == NULL;
    size_t n_glob = strlen(glob);

    if (strchr(glob, '/') != NULL)
        return glob_match(glob, path, len, err);
    for (size_t at = 0; at <= len;) {
        const char *end = memchr(path + at, '/', len - at);
        size_t n = end != NULL ? (size_t)(end - path) - at : len - at;
        int matches = 0;

        if (!plain) {
            matches = glob_match(glob, path + at, n, err);
        } else if (n == n_glob) {
            size_t i = 0;

            while (i < n && same_byte(glob[i], path[at + i]))
                i++;
            matches = i == n;
        }
        if (matches != 0)
            return matches;
        at += n + 1;
    }
    return 0;
}
