#include "datasets/documents/mentions.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/mem.h"

/* ---- what is known ----------------------------------------------------------------------------------------------- */

void known_names_init(struct known_names *names)
{
    intern_init(&names->systems);
    intern_init(&names->system_names);
    intern_init(&names->releases);
    names->system_of = NULL;
}

void known_names_release(struct known_names *names)
{
    intern_release(&names->systems);
    intern_release(&names->system_names);
    intern_release(&names->releases);
    mem_free(names->system_of);
    names->system_of = NULL;
}

int known_names_add_system(struct known_names *names, const char *key, const char *name, struct err *err)
{
    const char *both[] = { key, name };
    uint32_t system = intern_add(&names->systems, key, strlen(key));

    if (system == INTERN_NONE)
        return err_nomem(err);
    for (size_t i = 0; i < 2; i++) {
        size_t before = names->system_names.n, cap = before;

        if (*both[i] == '\0')
            continue;
        if (mem_grow(&names->system_of, &cap, before + 1, sizeof *names->system_of, err) < 0 ||
            intern_add(&names->system_names, both[i], strlen(both[i])) == INTERN_NONE)
            return err_nomem(err);
        if (names->system_names.n > before)
            names->system_of[before] = system;
    }
    return 0;
}

int known_names_add_release(struct known_names *names, const char *name, struct err *err)
{
    return intern_add(&names->releases, name, strlen(name)) == INTERN_NONE ? err_nomem(err) : 0;
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

static size_t count_of(const struct strbuf *list)
{
    size_t n = list->len > 0;

    for (size_t i = 0; i < list->len; i++)
        n += list->data[i] == '|';
    return n;
}

static bool has_member(const struct strbuf *list, const char *text, size_t len)
{
    const char *at = list->data, *end = list->data + list->len;

    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        size_t n = bar == NULL ? (size_t)(end - at) : (size_t)(bar - at);

        if (n == len && memcmp(at, text, len) == 0)
            return true;
        at += n + 1;
    }
    return false;
}

static void add_member(struct strbuf *list, const char *text, size_t len)
{
    if (len == 0 || has_member(list, text, len))
        return;
    if (list->len > 0)
        strbuf_addc(list, '|');
    strbuf_add(list, text, len);
}

void list_normalise(struct strbuf *out, const char *text, size_t len)
{
    size_t from = 0;

    for (size_t i = 0; i <= len; i++) {
        size_t begin = from, end = i;

        if (i < len && strchr(",;|\n\r", text[i]) == NULL)
            continue;
        while (begin < end && isspace((unsigned char)text[begin]))
            begin++;
        while (end > begin && isspace((unsigned char)text[end - 1]))
            end--;
        add_member(out, text + begin, end - begin);
        from = i + 1;
    }
}

/* ---- tickets ----------------------------------------------------------------------------------------------------- */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool in_list(const char *const *list, size_t n, const char *text, size_t len)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(list[i]) == len && memcmp(list[i], text, len) == 0)
            return true;
    return false;
}

/* Length of the ticket id that the text begins with, 0: none. */
static size_t ticket_at(const char *text, size_t len)
{
    static const char *const no_ticket[] = { "UTF", "SHA", "ISO", "CVE", "CWE", "RFC", "TLS", "SSL", "AES", "RSA", "HTTP", "IPV", "COVID", "PCI", "FIPS",
                                             "ICD", "HL7", "MD", "EN", "IEC", "IEEE", "NIST", "ANSI", "ASCII", "BASE", "UTC", "GMT", "PM", "PIR", "RCA",
                                             "USB", "RAID", "DDR", "CAT", "WPA", "SP", "KB", "MS", "JDK", "PHP", "H", "X" };
    static const char *const desk[] = { "INC", "PRB", "CHG", "RITM", "REQ", "SCTASK", "TASK", "CS" };
    size_t letters = 0, digits;

    while (letters < len && letters < 11 && (isupper((unsigned char)text[letters]) || (letters > 0 && isdigit((unsigned char)text[letters]))))
        letters++;
    if (letters >= 2 && letters <= 10 && letters < len && text[letters] == '-') {
        for (digits = 0; letters + 1 + digits < len && isdigit((unsigned char)text[letters + 1 + digits]); digits++)
            ;
        if (digits == 0 || digits > 9 || in_list(no_ticket, sizeof no_ticket / sizeof *no_ticket, text, letters))
            return 0;
        return letters + 1 + digits;
    }
    for (letters = 0; letters < len && isupper((unsigned char)text[letters]); letters++)
        ;
    if (!in_list(desk, sizeof desk / sizeof *desk, text, letters))
        return 0;
    for (digits = 0; letters + digits < len && isdigit((unsigned char)text[letters + digits]); digits++)
        ;
    return digits >= 6 && digits <= 10 ? letters + digits : 0;
}

void mentions_tickets(struct strbuf *out, const char *text, size_t len, const char *but)
{
    size_t n_found = count_of(out);

    for (size_t i = 0, n; i < len && n_found < MENTIONS_MAX; i += n == 0 ? 1 : n) {
        char before = i > 0 ? text[i - 1] : ' ';

        n = is_word(before) || before == '-' || before == '.' ? 0 : ticket_at(text + i, len - i);
        if (n > 0 && i + n < len && (is_word(text[i + n]) || (text[i + n] == '-' && i + n + 1 < len && is_word(text[i + n + 1]))))
            n = 0;
        if (n == 0 || (but != NULL && strlen(but) == n && memcmp(but, text + i, n) == 0))
            continue;
        add_member(out, text + i, n);
        n_found = count_of(out);
    }
}

/* ---- releases ---------------------------------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return isalnum((unsigned char)c) || (c != '\0' && strchr("._-/+", c) != NULL);
}

/* Length of the name at `text`, without the full stop that ends a sentence. */
static size_t name_length(const char *text, size_t len)
{
    size_t n = 0;

    while (n < len && is_name_byte(text[n]))
        n++;
    while (n > 0 && strchr("._-/+", text[n - 1]) != NULL)
        n--;
    return n;
}

static bool has_digit(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (isdigit((unsigned char)text[i]))
            return true;
    return false;
}

/* Whether what stands before is "release ", "Release: `" or the like. */
static bool follows_release(const char *text, size_t at)
{
    static const char word[] = "release";
    size_t n = sizeof word - 1;

    while (at > 0 && strchr(" `*:\"'", text[at - 1]) != NULL)
        at--;
    return at >= n && strncasecmp(text + at - n, word, n) == 0 && (at == n || !is_word(text[at - n - 1]));
}

void mentions_releases(struct strbuf *out, const char *text, size_t len, const struct known_names *names)
{
    size_t n_found = count_of(out);

    for (size_t i = 0, n; i < len && n_found < MENTIONS_MAX; i += n) {
        n = is_name_byte(text[i]) ? name_length(text + i, len - i) : 0;
        if (n > 0 && has_digit(text + i, n) &&
            (intern_find(&names->releases, text + i, n) != INTERN_NONE || (follows_release(text, i) && i > 0 && text[i - 1] != '\n'))) {
            add_member(out, text + i, n);
            n_found = count_of(out);
        }
        n = n == 0 ? 1 : n;
    }
}

/* ---- systems ----------------------------------------------------------------------------------------------------- */

static bool is_everyday(const char *name)
{
    for (; *name != '\0'; name++)
        if (!islower((unsigned char)*name))
            return false;
    return true;
}

/* Byte at which the text names it, SIZE_MAX: nowhere. */
static size_t find_name(const char *text, size_t len, const char *name, size_t name_len)
{
    bool everyday = is_everyday(name);
    char low = (char)tolower((unsigned char)*name), up = (char)toupper((unsigned char)*name);

    for (size_t i = 0; i + name_len <= len; i++) {
        if ((text[i] != low && text[i] != up) || strncasecmp(text + i, name, name_len) != 0)
            continue;
        if ((i > 0 && is_word(text[i - 1])) || (i + name_len < len && is_word(text[i + name_len])))
            continue;
        if (!everyday || (i > 0 && i + name_len < len && text[i - 1] == '`' && text[i + name_len] == '`'))
            return i;
    }
    return SIZE_MAX;
}

void mentions_systems(struct strbuf *out, const char *text, size_t len, const struct known_names *names)
{
    enum { NAME_MIN = 3 };
    size_t n_found = count_of(out);

    for (size_t i = 0; i < names->system_names.n && n_found < MENTIONS_MAX; i++) {
        const char *name = names->system_names.str[i];

        if (names->system_names.len[i] < NAME_MIN || find_name(text, len, name, names->system_names.len[i]) == SIZE_MAX)
            continue;
        add_member(out, names->systems.str[names->system_of[i]], names->systems.len[names->system_of[i]]);
        n_found = count_of(out);
    }
}
