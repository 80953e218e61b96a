#include "datasets/git/git_message.h"

#include <ctype.h>
#include <string.h>

/* Whether a word of the text, up to `end`, begins with one of the words; case does not matter. */
static bool has_word(const char *text, const char *end, const char *const *words, size_t n)
{
    bool inside = false; /* of a word */

    for (const char *at = text; at < end; at++) {
        unsigned char c = (unsigned char)*at;
        bool word = isalnum(c) || c == '_' || c >= 0x80;

        for (size_t i = 0; word && !inside && i < n; i++)
            if (strncasecmp(at, words[i], strlen(words[i])) == 0)
                return true;
        inside = word;
    }
    return false;
}

bool git_message_fixes(const char *message)
{
    static const char *const words[] = { "bug", "defect", "error", "fail", "fix", "patch", "problem", "wrong" };

    return has_word(message, message + strlen(message), words, sizeof words / sizeof words[0]);
}

bool git_message_cosmetic(const char *message)
{
    static const char *const plain[] = { "typo", "spelling", "misspell", "warning", "sonar", "javadoc", "doxygen", "documentation", "comment", "indent", "whitespace", "format",
                                         "checkstyle", "lint", "changelog", "readme", "copyright", "licen", "grammar" };
    static const char *const harm[] = { "bug", "defect", "error", "fail", "problem", "wrong", "crash", "leak", "overflow", "hang", "deadlock", "exception", "segmentation", "segfault",
                                        "corrupt", "vulnerab", "security", "race", "invalid", "incorrect" };
    const char *end = message + strcspn(message, "\n");

    return has_word(message, end, plain, sizeof plain / sizeof plain[0]) && !has_word(message, end, harm, sizeof harm / sizeof harm[0]);
}

static bool has_issue(const char *list, const char *id, size_t len)
{
    for (const char *at = list; *at != '\0';) {
        size_t n = strcspn(at, "|");

        if (n == len && memcmp(at, id, len) == 0)
            return true;
        at += n + (at[n] == '|');
    }
    return false;
}

/* An id lies in a list that is joined by '|', and is one line. */
static bool is_plain(const char *id, size_t len)
{
    return len > 0 && memchr(id, '|', len) == NULL && memchr(id, '\n', len) == NULL && id[0] != ' ' && id[len - 1] != ' ';
}

int git_message_issues(struct strbuf *out, bool *gave_up, const struct pattern *issues, const char *message, struct err *err)
{
    struct pattern_group group[PATTERN_GROUPS_MAX];
    size_t n_groups = pattern_groups(issues) + 1, len = strlen(message), from = 0, start = out->len;
    int rc = 0;

    if (n_groups > PATTERN_GROUPS_MAX)
        n_groups = PATTERN_GROUPS_MAX;
    for (size_t n = 0; n < GIT_ISSUES_MAX && (rc = pattern_find(group, n_groups, issues, message, len, from, err)) == 1;) {
        struct pattern_group id = group[0];

        from = group[0].end;
        for (size_t i = n_groups; i-- > 1;)
            if (group[i].start != SIZE_MAX)
                id = group[i];
        if (!is_plain(message + id.start, id.end - id.start) || has_issue(out->len > start ? out->data + start : "", message + id.start, id.end - id.start))
            continue;
        if (out->len > start)
            strbuf_addc(out, '|');
        strbuf_add(out, message + id.start, id.end - id.start);
        n++;
    }
    if (rc == ERR_REFUSED) {
        *gave_up = true;
        rc = 0;
    }
    return rc < 0 ? rc : strbuf_check(out, err);
}
