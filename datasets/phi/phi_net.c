/*
 * phi_net.c - finders of email addresses and URLs.
 *
 * Software texts are full of what looks like them. What stays: "git@github.com:", "icon@2x.png", "Object@1b2c3d", XML
 * namespaces and the hosts that publish standards or documentation of developers, localhost, git-svn's trailers.
 */
#include <string.h>

#include "datasets/phi/phi_scan.h"

enum { DOMAIN_MAX = 255, BARE_URL_MAX = 256 };

/* Whether text[start, end) is one of the words of a list, without regard to case. */
static bool among(const struct phi_scan *scan, size_t start, size_t end, const char *const *words, size_t n_words)
{
    for (size_t w = 0; w < n_words; w++) {
        size_t i = 0;

        while (start + i < end && words[w][i] != '\0' && phi_lower(scan->text[start + i]) == words[w][i])
            i++;
        if (start + i == end && words[w][i] == '\0')
            return true;
    }
    return false;
}

#define AMONG(scan, start, end, words) among((scan), (start), (end), (words), sizeof(words) / sizeof((words)[0]))

/* Lead bytes of the two-byte letters of UTF-8: Latin, Greek, Cyrillic, Hebrew, Arabic. Punctuation begins with 0xC2 or 0xE2. */
static bool is_letter_lead(unsigned char c)
{
    return c >= 0xC3 && c <= 0xDF;
}

static bool is_continuation(unsigned char c)
{
    return c >= 0x80 && c <= 0xBF;
}

/* ---- email --------------------------------------------------------------------------------------------------------------- */

static bool is_local(unsigned char c)
{
    return phi_is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'';
}

/* Where the local part that ends before the '@' begins. */
static size_t local_start(const struct phi_scan *scan, size_t at)
{
    size_t start = at;

    while (start > scan->floor) {
        unsigned char c = (unsigned char)scan->text[start - 1];

        if (is_local(c))
            start--;
        else if (is_continuation(c) && start - 1 > scan->floor && is_letter_lead((unsigned char)scan->text[start - 2]))
            start -= 2;
        else
            break;
    }
    phi_count(scan, at - start);
    while (start < at && !phi_is_alnum((unsigned char)scan->text[start]) && (unsigned char)scan->text[start] < 0x80)
        start++;
    return start;
}

/* Endings after which the '@' is part of a file name or a member of some language. None is a top-level domain. */
static const char *const file_endings[] = { "png", "jpg",  "jpeg", "gif", "dll",   "exe", "java", "cs",
                                            "xml", "json", "html", "js",  "class", "jar", "cpp",  "plist" };

static bool is_label(unsigned char c)
{
    return phi_is_alnum(c) || c == '-' || is_letter_lead(c) || is_continuation(c);
}

/* End of the domain that begins at `at`: two labels or more, up to the last that begins with letters alone ("com", also in
 * "com-1"). 0 where it is no domain. */
static size_t domain_end(const struct phi_scan *scan, size_t at)
{
    size_t end = 0;

    if (phi_byte(scan, at) == '-')
        return 0;
    for (size_t label = at; label - at <= DOMAIN_MAX;) {
        size_t letters = label, next;

        while (phi_is_alpha(phi_byte(scan, letters)))
            letters++;
        for (next = letters; is_label(phi_byte(scan, next)) && next - label <= DOMAIN_MAX;)
            next++;
        if (next == label || phi_scheme_at(scan, label))
            break;
        if (label > at && letters - label >= 2 && (letters == next || scan->text[letters] == '-'))
            end = AMONG(scan, label, letters, file_endings) ? 0 : letters;
        phi_count(scan, next - label);
        if (phi_byte(scan, next) != '.')
            break;
        label = next + 1;
    }
    return end;
}

/* "git@HOST:path" and "hg@HOST:": an account of a program. */
static bool is_program(const struct phi_scan *scan, size_t start, size_t at, size_t end)
{
    static const char *const programs[] = { "git", "hg", "svn" };

    return phi_byte(scan, end) == ':' && AMONG(scan, start, at, programs);
}

bool phi_find_email(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    size_t start = local_start(scan, at);
    size_t end = domain_end(scan, at + 1);
    unsigned char last = phi_byte_before(scan, at);

    if (start == at || end == 0 || last == '.' || last == '\'' || is_program(scan, start, at, end))
        return false;
    *span = (struct phi_span){ .start = start, .end = end, .type = PHI_EMAIL };
    return true;
}

/* The same for an '@' that is further on, behind a token of the local part. A run that leads to none is looked at once. */
bool phi_find_email_ahead(struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    size_t at = token->end;

    if (at < scan->no_email)
        return false;
    for (;; at++) {
        if (is_letter_lead(phi_byte(scan, at)) && is_continuation(phi_byte(scan, at + 1)))
            at++;
        else if (!is_local(phi_byte(scan, at)))
            break;
    }
    phi_count(scan, at - token->end);
    if (phi_byte(scan, at) == '@' && phi_find_email(scan, at, span))
        return true;
    scan->no_email = at + 1;
    return false;
}

/* ---- URL ----------------------------------------------------------------------------------------------------------------- */

static const char *const schemes[] = { "http", "https", "ftp",    "ftps",  "sftp",       "ssh",   "git",   "svn",
                                       "ws",   "wss",   "ldap",   "ldaps", "smb",        "cifs",  "nfs",   "afp",
                                       "rtsp", "rtmp",  "rdp",    "vnc",   "mongodb",    "mysql", "redis", "amqp",
                                       "tcp",  "mllp",  "telnet", "dicom", "postgresql", "mms" };

size_t phi_scheme_start(const char *text, size_t start, size_t end)
{
    const struct phi_scan scan = { .text = text, .len = end };

    while (start < end && !AMONG(&scan, start, end, schemes))
        start++; /* the word before went missing its blank */
    return start;
}

/* Hosts whose pages define or document software and name no person: standards, namespaces, documentation of developers. */
static const char *const public_hosts[] = {
    "localhost",
    "w3.org",
    "tempuri.org",
    "java.sun.com",
    "apache.org",
    "hl7.org",
    "loinc.org",
    "snomed.info",
    "xmlsoap.org",
    "unitsofmeasure.org",
    "json-schema.org",
    "schema.org",
    "openxmlformats.org",
    "dicom.nema.org",
    "datacontract.org",
    "springframework.org",
    "omg.org",
    "ihe.net",
    "ietf.org",
    "developer.apple.com",
    "developer.android.com",
    "developer.mozilla.org",
    "developers.google.com",
    "msdn.microsoft.com",
    "docs.microsoft.com",
    "learn.microsoft.com",
    "go.microsoft.com",
    "docs.oracle.com",
    "docs.python.org",
    "docs.nuget.org",
    "nuget.org",
    "cve.org",
    "nvd.nist.gov",
};
static const char *const public_labels[] = { "schemas", "schema", "xmlns" };

/* Public hosts count with all that is below them ("www.w3.org"), public labels as the first of three or more. */
static bool is_public(const struct phi_scan *scan, size_t start, size_t end)
{
    size_t first = start;

    if (end - start > 4 && memcmp(scan->text + start, "127.", 4) == 0 &&
        phi_is_digit((unsigned char)scan->text[start + 4]))
        return true;
    if (AMONG(scan, start, end, public_hosts))
        return true;
    for (size_t i = start; i < end; i++) {
        if (scan->text[i] != '.')
            continue;
        if (AMONG(scan, i + 1, end, public_hosts))
            return true;
        if (first == start && memchr(scan->text + i + 1, '.', end - i - 1) != NULL &&
            AMONG(scan, start, i, public_labels))
            return true;
        first = i + 1;
    }
    return false;
}

static bool ends_url(unsigned char c)
{
    static const bool ends[256] = {
        ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true, ['`'] = true, ['{'] = true,  ['}'] = true,  ['|'] = true,
        ['\\'] = true, ['^'] = true, ['['] = true, [']'] = true,  [0x7F] = true, [0xC2] = true, [0xE2] = true, [0xE3] = true,
    };

    return c <= ' ' || ends[c];
}

/* Without the punctuation that belongs to the sentence: "(see http://x.org/a.)". */
static size_t trim_url(const struct phi_scan *scan, size_t start, size_t end)
{
    size_t open = 0, close = 0;

    for (size_t i = start; i < end; i++) {
        open += scan->text[i] == '(';
        close += scan->text[i] == ')';
    }
    while (end > start) {
        char c = scan->text[end - 1];

        if (c == ')' && close > open)
            close--;
        else if (strchr(".,;:!?*", c) == NULL)
            break;
        end--;
    }
    return end;
}

static size_t url_end(const struct phi_scan *scan, size_t at)
{
    size_t end = at;

    if (phi_byte(scan, end) == '[') /* an IPv6 host */
        while (phi_is_hex(phi_byte(scan, end + 1)) || phi_byte(scan, end + 1) == ':')
            end++;
    end = end > at && phi_byte(scan, end + 1) == ']' ? end + 2 : at;
    while (end < scan->len && !ends_url((unsigned char)scan->text[end]))
        end++;
    phi_count(scan, end - at);
    return trim_url(scan, at, end);
}

static size_t host_end(const struct phi_scan *scan, size_t at)
{
    size_t start = at;

    while (at - start < DOMAIN_MAX && (phi_is_alnum(phi_byte(scan, at)) || phi_is_joiner(phi_byte(scan, at))))
        at++;
    phi_count(scan, at - start);
    return at;
}

static bool is_host_start(unsigned char c)
{
    return phi_is_alnum(c) || is_letter_lead(c) || c == '[';
}

/* The trailer that git-svn adds to every message: where in which repository the commit was made. */
static bool is_trailer(const struct phi_scan *scan, size_t start)
{
    static const char trailer[] = "git-svn-id: ";
    size_t n = sizeof trailer - 1;

    return start >= scan->floor + n && memcmp(scan->text + start - n, trailer, n) == 0;
}

/* The host is judged before the end is looked for: what was refused is not read again from the next "://". */
bool phi_find_url(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    size_t host = at + 3;
    size_t start = at;

    while (start > scan->floor && at - start <= PHI_SCHEME_MAX && phi_is_alpha((unsigned char)scan->text[start - 1]))
        start--;
    if (at - start > PHI_SCHEME_MAX)
        return false;
    if (phi_scheme_start(scan->text, start, at) == at || !is_host_start(phi_byte(scan, host)) || is_public(scan, host, host_end(scan, host)) ||
        is_trailer(scan, start))
        return false;
    *span = (struct phi_span){ .start = start, .end = url_end(scan, host), .type = PHI_URL };
    return span->end > host;
}

static bool www_at(const struct phi_scan *scan, size_t at)
{
    unsigned char before = phi_byte_before(scan, at);

    return phi_lower((char)phi_byte(scan, at + 1)) == 'w' && phi_lower((char)phi_byte(scan, at + 2)) == 'w' &&
           phi_byte(scan, at + 3) == '.' && phi_is_alnum(phi_byte(scan, at + 4)) && !phi_is_alnum(before) &&
           !phi_is_joiner(before);
}

bool phi_find_www(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    size_t host = at + sizeof "www." - 1;
    size_t name;

    if (!www_at(scan, at))
        return false;
    name = host_end(scan, host);
    if (memchr(scan->text + host, '.', name - host) == NULL || is_public(scan, at, name))
        return false;
    *span = (struct phi_span){ .start = at, .end = url_end(scan, at), .type = PHI_URL };
    return span->end > host;
}

/* ---- URLs without a scheme ----------------------------------------------------------------------------------------------- */

static bool is_path(unsigned char c)
{
    return phi_is_alnum(c) || strchr("/.-_?=&%~:+", c) != NULL;
}

/* "portal.example.org/patient/1234567": a host with a usual ending, a path, and in it a number long enough to name someone. */
bool phi_find_bare_url(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    static const char *const endings[] = { "com",  "org",  "net",   "edu",      "gov", "mil", "int", "health",
                                           "care", "info", "local", "internal", "uk",  "us",  "ca",  "au",
                                           "nz",   "ie",   "de",    "fr",       "nl",  "eu" };
    enum { DIGITS_MIN = 5 };
    unsigned char before = phi_byte_before(scan, token->start);
    size_t start = token->start;
    size_t host, label;

    if (token->n_digits < DIGITS_MIN || (before != '/' && before != '='))
        return false;
    while (start > scan->floor && token->start - start < BARE_URL_MAX && scan->text[start - 1] != '\0' &&
           is_path((unsigned char)scan->text[start - 1]))
        start--;
    phi_count(scan, token->start - start);
    host = host_end(scan, start);
    if (token->start - start == BARE_URL_MAX || phi_byte(scan, host) != '/' || host == start ||
        !phi_is_alnum((unsigned char)scan->text[start]))
        return false;
    for (label = host; label > start && phi_is_alpha((unsigned char)scan->text[label - 1]); label--)
        ;
    if (label == start || scan->text[label - 1] != '.' || !AMONG(scan, label, host, endings) ||
        is_public(scan, start, host))
        return false;
    *span = (struct phi_span){ .start = start, .end = url_end(scan, start), .type = PHI_URL };
    return span->end >= token->end;
}
