/*
 * phi_ip.c - finders of IP and MAC addresses.
 *
 * What stays: versions of four numbers, loopback and masks, C++ names ("std::fe"), times ("10:02:33"), fingerprints of more
 * than six bytes.
 */
#include <string.h>

#include "datasets/phi/phi_context.h"
#include "datasets/phi/phi_scan.h"

enum { MAC_BYTES = 6, IPV6_GROUPS = 8 };

/* ---- MAC, IPv6 ----------------------------------------------------------------------------------------------------------- */

/* Six bytes with ':' or '-' between. All zeros and all ones are nobody's. */
static bool mac_at(const struct phi_scan *scan, size_t start, char separator, struct phi_span *span)
{
    size_t end = start + 3 * MAC_BYTES - 1;
    bool zeros = true, ones = true;

    if (end > scan->len || !phi_ends_word(scan, end) || phi_byte(scan, end) == (unsigned char)separator)
        return false;
    for (size_t i = 0; i < 3 * MAC_BYTES - 1; i++) {
        char c = phi_lower(scan->text[start + i]);

        if (i % 3 == 2 ? c != separator : !phi_is_hex((unsigned char)c))
            return false;
        zeros = zeros && (c == '0' || c == separator);
        ones = ones && (c == 'f' || c == separator);
    }
    if (zeros || ones)
        return false;
    *span = (struct phi_span){ .start = start, .end = end, .type = PHI_DEVICE };
    return true;
}

struct ipv6 {
    size_t end;
    size_t n_groups, n_long; /* long: three digits or more */
    unsigned first;          /* value of the first group   */
    size_t first_len;
    bool gap; /* "::"                       */
};

static void ipv6_group(const struct phi_scan *scan, struct ipv6 *ip)
{
    size_t start = ip->end;

    while (phi_is_hex(phi_byte(scan, ip->end)) && ip->end - start < 5) {
        unsigned char c = (unsigned char)scan->text[ip->end++] | 0x20;

        if (ip->n_groups == 0)
            ip->first = ip->first << 4 | (c >= 'a' ? c - 'a' + 10u : (unsigned)(c & 0xF));
    }
    if (ip->n_groups == 0)
        ip->first_len = ip->end - start;
    ip->n_long += ip->end - start >= 3;
    ip->n_groups++;
}

/* Groups of up to four hex digits, at most one "::". False where the text is something else. */
static bool ipv6_read(const struct phi_scan *scan, size_t start, struct ipv6 *ip)
{
    enum phi_type type;

    *ip = (struct ipv6){ .end = start };
    for (;;) {
        size_t before = ip->end;

        ipv6_group(scan, ip);
        if (ip->end == before || ip->end - before > 4 || ip->n_groups > IPV6_GROUPS)
            return false;
        if (phi_byte(scan, ip->end) != ':')
            break;
        if (phi_byte(scan, ip->end + 1) == ':') {
            if (ip->gap)
                return false;
            ip->gap = true;
            if (!phi_is_hex(phi_byte(scan, ip->end + 2))) {
                ip->end += 2;
                break;
            }
            ip->end++;
        }
        if (!phi_is_hex(phi_byte(scan, ip->end + 1)))
            break;
        ip->end++;
    }
    if (!phi_ends_word(scan, ip->end) || phi_placeholder(scan->text, scan->len, ip->end, &type) > 0)
        return false;
    return ip->gap ? phi_byte(scan, ip->end) != ':' : ip->n_groups == IPV6_GROUPS;
}

/*
 * What is an address of a host, of all that can be read as IPv6: the first group lies in a block that is given out (RFC 4291:
 * 2000::/3 global, fc00::/7 local, fe80::/10 link, ff00::/8 multicast) and is written with its four digits, which C++ names
 * ("abc::de") are not; or there are eight groups, not all of them bytes, as those of a fingerprint would be.
 */
static bool ipv6_plausible(const struct ipv6 *ip)
{
    if (!ip->gap)
        return ip->n_long > 0;
    if (ip->first_len != 4)
        return false;
    return (ip->first >= 0x2000 && ip->first <= 0x3fff) || (ip->first >= 0xfc00 && ip->first <= 0xfdff) ||
           (ip->first >= 0xfe80 && ip->first <= 0xfebf) || ip->first >= 0xff00;
}

bool phi_find_colon_address(const struct phi_scan *scan, size_t at, struct phi_span *span)
{
    size_t start = at;
    unsigned char next = phi_byte(scan, at + 1);
    unsigned char before;
    struct ipv6 ip;

    if (next != ':' && !phi_is_hex(next))
        return false;
    while (start > scan->floor && at - start < 5 && phi_is_hex((unsigned char)scan->text[start - 1]))
        start--;
    before = phi_byte_before(scan, start);
    if (start == at || at - start > 4 || before == ':' || phi_is_alnum(before) || phi_is_joiner(before))
        return false;
    if (at - start == 2 && mac_at(scan, start, ':', span))
        return true;
    if (!ipv6_read(scan, start, &ip) || !ipv6_plausible(&ip))
        return false;
    *span = (struct phi_span){ .start = start, .end = ip.end, .type = PHI_IP };
    return true;
}

/* A token that begins such an address, or is one: "24:6a:...", "2001:db8::1", "24-6A-...", "246a.50e8.0e33". */
bool phi_find_token_address(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    size_t n = token->end - token->start;

    if (phi_byte(scan, token->end) == ':' && token->n_groups == 1)
        return phi_find_colon_address(scan, token->end, span);
    if (token->n_upper + token->n_lower == 0)
        return false;
    if (token->joiner == '-' && token->n_groups == MAC_BYTES)
        return n == 3 * MAC_BYTES - 1 && mac_at(scan, token->start, '-', span);
    if (token->joiner != '.' || token->n_groups != 3 || n != 14)
        return false;
    for (size_t i = 0; i < n; i++)
        if (i % 5 == 4 ? scan->text[token->start + i] != '.' : !phi_is_hex((unsigned char)scan->text[token->start + i]))
            return false;
    *span = (struct phi_span){ .start = token->start, .end = token->end, .type = PHI_DEVICE };
    return true;
}

/* ---- IPv4 ---------------------------------------------------------------------------------------------------------------- */

static bool read_octets(const struct phi_scan *scan, const struct phi_token *token, unsigned octet[4])
{
    if (token->n_groups != 4 || token->joiner != '.' || token->n_upper + token->n_lower > 0)
        return false;
    for (size_t g = 0; g < 4; g++) {
        const struct phi_group *group = &token->group[g];

        if (group->len > 3 || (group->len > 1 && scan->text[group->start] == '0'))
            return false;
        octet[g] = 0;
        for (size_t i = 0; i < group->len; i++)
            octet[g] = octet[g] * 10 + (unsigned)(scan->text[group->start + i] - '0');
        if (octet[g] > 255)
            return false;
    }
    return true;
}

/* "this host", loopback, masks, and x.0.0.0: no one's address. */
static bool is_reserved(const unsigned octet[4])
{
    return octet[0] == 0 || octet[0] == 127 || (octet[0] == 255 && octet[1] == 255) ||
           (octet[1] == 0 && octet[2] == 0 && octet[3] == 0);
}

/* Numbers of 32 or more: versions have one of them, as a rule in the end ("4.2.0.703", "10.8.0.175"); addresses more. */
static unsigned n_large(const unsigned octet[4])
{
    unsigned n = 0;

    for (size_t i = 0; i < 4; i++)
        n += octet[i] >= 32;
    return n;
}

/* RFC 1918, but for 10.0.0.0/8, in which versions lie too. */
static bool is_private(const unsigned octet[4])
{
    return (octet[0] == 192 && octet[1] == 168) || (octet[0] == 172 && octet[1] >= 16 && octet[1] <= 31);
}

static bool looks_like_address(const unsigned octet[4])
{
    return is_private(octet) || n_large(octet) >= (octet[0] >= 10 ? 2u : 3u);
}

static bool port_or_mask_after(const struct phi_scan *scan, size_t at)
{
    unsigned char c = phi_byte(scan, at);

    return (c == ':' || c == '/') && phi_is_digit(phi_byte(scan, at + 1)) && phi_is_digit(phi_byte(scan, at + 2));
}

/* "9.3.99.33 (ea30b32)": the commit that a version was built from. */
static bool hash_after(const struct phi_scan *scan, size_t at)
{
    size_t n = 0;

    if (phi_byte(scan, at) == ' ')
        at++;
    if (phi_byte(scan, at) != '(')
        return false;
    while (phi_is_hex(phi_byte(scan, at + 1 + n)))
        n++;
    phi_count(scan, n);
    return n >= 7 && n <= 40 && phi_byte(scan, at + 1 + n) == ')';
}

/*
 * Four numbers with dots are an address or a version, and only what is around them can tell. "version", "build", "upgrade" or a
 * product's name before them, or a commit behind: a version. "ip", "host", "ping" before them: an address. Else they have
 * to look like one: a little after "from", "to", "at" or before a port, much where a version is spoken of further away.
 */
bool phi_find_ipv4(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    unsigned char before = phi_byte_before(scan, token->start);
    enum phi_address_context context;
    unsigned octet[4];
    bool found = false;

    if (!read_octets(scan, token, octet) || is_reserved(octet) || before == '.' || before == '_' || before == '+')
        return false;
    context = phi_address_before(scan, token->start);
    if (before == '@' && context == PHI_ADDRESS_NONE)
        context = PHI_ADDRESS_MAYBE;
    switch (context) {
    case PHI_ADDRESS_NO:
        break;
    case PHI_ADDRESS_HARDLY:
        found = is_private(octet) || n_large(octet) >= 3;
        break;
    case PHI_ADDRESS_NONE:
        found = octet[0] >= 10 && port_or_mask_after(scan, token->end);
        if (looks_like_address(octet) && (before != ' ' || !phi_is_digit(phi_byte_before(scan, token->start - 1))))
            found = true;
        break;
    case PHI_ADDRESS_MAYBE:
        found = looks_like_address(octet) || octet[0] >= 32 || octet[0] == 10 || n_large(octet) >= 2;
        break;
    case PHI_ADDRESS_YES:
        found = true;
        break;
    }
    *span = (struct phi_span){ .start = token->start, .end = token->end, .type = PHI_IP };
    return found && !hash_after(scan, token->end);
}
