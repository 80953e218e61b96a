#include "datasets/phi/phi_url.h"

#include <assert.h>
#include <string.h>

enum { PORT_DIGITS = 5, PORT_MAX = 65535, ENDING_MAX = 5 };

static const char *const endings[] = { "html", "htm", "php", "asp", "aspx", "ashx", "asmx", "jsp", "jspx", "svc", "cgi", "js", "css", "json", "xml",
                                       "xsd", "wsdl", "yaml", "yml", "txt", "md", "csv", "log", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
                                       "zip", "gz", "tgz", "tar", "jar", "war", "exe", "msi", "dll", "png", "jpg", "jpeg", "gif", "svg", "bmp",
                                       "tif", "tiff", "dcm", "hl7", "mp3", "mp4", "wav", "iso", "git" };

static size_t digits_at(const char *text, size_t end, size_t at)
{
    size_t n = 0;

    while (at + n < end && phi_is_digit((unsigned char)text[at + n]))
        n++;
    return n;
}

/* Digits of the port at text[at]; 0 where there is none. */
static size_t port_at(const char *text, size_t end, size_t at)
{
    size_t n = digits_at(text, end, at);
    unsigned port = 0;

    if (n > PORT_DIGITS)
        return 0;
    for (size_t i = 0; i < n; i++)
        port = port * 10 + (unsigned)(text[at + i] - '0');
    return port <= PORT_MAX ? n : 0;
}

/* The ending that text[at, at + n) is, in any case. NULL: an unusual one, which may say more than what kind of file. */
static const char *ending_of(const char *text, size_t at, size_t n)
{
    for (size_t k = 0; n <= ENDING_MAX && k < sizeof endings / sizeof endings[0]; k++) {
        size_t i = 0;

        while (i < n && phi_lower(text[at + i]) == endings[k][i])
            i++;
        if (i == n && endings[k][n] == '\0')
            return endings[k];
    }
    return NULL;
}

/* ---- of a URL ------------------------------------------------------------------------------------------------------------ */

static size_t find_any(const char *text, size_t at, size_t end, const char *bytes)
{
    while (at < end && (text[at] == '\0' || strchr(bytes, text[at]) == NULL))
        at++;
    return at;
}

/* Whether text[at, end) is a host: with ':' only between brackets, as an address of IPv6 without them ends like a port. */
static bool is_host(const char *text, size_t at, size_t end)
{
    return end > at && (text[end - 1] == ']' || memchr(text + at, ':', end - at) == NULL);
}

/* ":8443" of "jane:pw@host:8443". An '@' behind it: the "port" was the beginning of a password. */
static size_t put_port(char *tail, const char *text, size_t at, size_t stop, size_t end)
{
    size_t colon = stop, n;

    if (memchr(text + stop, '@', end - stop) != NULL)
        return 0;
    while (colon > at && phi_is_digit((unsigned char)text[colon - 1]))
        colon--;
    n = port_at(text, stop, colon);
    if (colon <= at || text[colon - 1] != ':' || n == 0 || colon + n != stop)
        return 0;
    for (size_t i = at; i < colon; i++)
        at = text[i] == '@' ? i + 1 : at;
    if (!is_host(text, at, colon - 1))
        return 0;
    tail[0] = ':';
    memcpy(tail + 1, text + colon, n);
    return n + 1;
}

static size_t put_ending(char *tail, const char *text, size_t start, size_t end)
{
    const char *ending;
    size_t dot = end;

    while (dot > start && text[dot - 1] != '.')
        dot--;
    ending = dot > start ? ending_of(text, dot, end - dot) : NULL;
    if (ending == NULL)
        return 0;
    tail[0] = '.';
    memcpy(tail + 1, ending, end - dot);
    return end - dot + 1;
}

/* "/-/-.html" of the path text[at, end), which begins with '/'. */
static size_t put_path(char *tail, const char *text, size_t at, size_t end)
{
    size_t n = 0, segments = 0;

    while (at < end) {
        size_t start = at + 1;

        at = start;
        while (at < end && text[at] != '/')
            at++;
        if (at == start && at < end)
            continue;
        if (segments < PHI_URL_SEGMENTS || at == start)
            tail[n++] = '/';
        if (at > start && segments++ < PHI_URL_SEGMENTS)
            tail[n++] = '-';
        if (at > start && at == end)
            n += put_ending(tail + n, text, start, end);
    }
    return n;
}

/* Whether bytes are those of a URL: a span may be what rules of the user's found. */
static bool is_url(const char *text, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if ((unsigned char)text[i] <= ' ')
            return false;
    return true;
}

void phi_url_read(struct phi_url *url, const char *text, size_t start, size_t end)
{
    size_t at = start, stop, path, n = 0;

    *url = (struct phi_url){ .scheme = start };
    if (!is_url(text, start, end))
        return;
    while (at < end && phi_is_alpha((unsigned char)text[at]))
        at++;
    if (end - at > 3 && memcmp(text + at, "://", 3) == 0) {
        url->scheme = phi_scheme_start(text, start, at);
        url->scheme_len = at + 3 - url->scheme;
        at += 3;
    } else {
        at = start;
    }
    stop = find_any(text, at, end, "/?#");
    n = put_port(url->tail, text, at, stop, end);
    path = find_any(text, stop, end, "?#");
    n += put_path(url->tail + n, text, stop, path);
    if (path < end && text[path] == '?' && n > 0) {
        n += (size_t)(stpcpy(url->tail + n, "?-") - (url->tail + n));
        path = find_any(text, path, end, "#");
    }
    if (path < end && text[path] == '#' && n > 0)
        n += (size_t)(stpcpy(url->tail + n, "#-") - (url->tail + n));
    assert(n < PHI_URL_TAIL_MAX);
}

/* ---- behind a placeholder ------------------------------------------------------------------------------------------------ */

static bool has(const char *text, size_t len, size_t at, const char *two)
{
    return at + 1 < len && text[at] == two[0] && text[at + 1] == two[1];
}

static bool goes_on(const char *text, size_t len, size_t at)
{
    return at < len && (phi_is_alnum((unsigned char)text[at]) || (unsigned char)text[at] >= 0x80);
}

static size_t ending_end(const char *text, size_t len, size_t at)
{
    size_t n = 0;

    if (at >= len || text[at] != '.')
        return at;
    while (at + 1 + n < len && n <= ENDING_MAX && phi_is_alnum((unsigned char)text[at + 1 + n]))
        n++;
    return ending_of(text, at + 1, n) == NULL ? at : at + 1 + n;
}

size_t phi_url_tail(const char *text, size_t len, size_t at)
{
    size_t end = at, n = 0;

    if (end < len && text[end] == ':') {
        size_t digits = port_at(text, len, end + 1);

        if (digits > 0 && !goes_on(text, len, end + 1 + digits))
            end += 1 + digits;
    }
    while (n < PHI_URL_SEGMENTS && has(text, len, end, "/-")) {
        end += 2;
        n++;
    }
    if (n > 0)
        end = ending_end(text, len, end);
    if (end < len && text[end] == '/' && !goes_on(text, len, end + 1))
        end++;
    if (end > at && has(text, len, end, "?-"))
        end += 2;
    if (end > at && has(text, len, end, "#-"))
        end += 2;
    return end - at;
}
