/*
 * manifest_lines.c - the formats that are lines of text: requirements.txt, go.mod, Cargo.lock.
 */
#include <string.h>

#include "datasets/base/strbuf.h"
#include "datasets/manifest/manifest_inner.h"

struct lines {
    const char *at, *end;
    size_t      number;   /* of the line at hand, from 1 */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct manifest_text trimmed(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
        end--;
    return (struct manifest_text){ at, (size_t)(end - at) };
}

static bool next_line(struct lines *lines, struct manifest_text *line)
{
    const char *end;

    if (lines->at == NULL || lines->at >= lines->end)
        return false;
    end = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
    if (end == NULL)
        end = lines->end;
    *line = trimmed(lines->at, end);
    lines->at = end < lines->end ? end + 1 : NULL;
    lines->number++;
    return true;
}

static bool starts(struct manifest_text text, const char *with)
{
    return text.len >= strlen(with) && memcmp(text.str, with, strlen(with)) == 0;
}

static bool equals(struct manifest_text text, const char *to)
{
    return text.len == strlen(to) && memcmp(text.str, to, text.len) == 0;
}

/* The text up to the first of the marks, trimmed; the rest begins with the mark. */
static struct manifest_text cut_before(struct manifest_text *rest, const char *marks)
{
    const char *at = rest->str, *end = rest->str + rest->len;
    struct manifest_text head;

    while (at < end && strchr(marks, *at) == NULL)
        at++;
    head = trimmed(rest->str, at);
    *rest = (struct manifest_text){ at, (size_t)(end - at) };
    return head;
}

static struct manifest_text without(struct manifest_text text, size_t n)
{
    return trimmed(text.str + (n < text.len ? n : text.len), text.str + text.len);
}

/* A comment begins at the mark, at the start or after a blank. */
static struct manifest_text without_comment(struct manifest_text line, const char *mark)
{
    const char *end = line.str + line.len;
    size_t len = strlen(mark);

    for (const char *at = line.str; (size_t)(end - at) >= len; at++)
        if (memcmp(at, mark, len) == 0 && (at == line.str || is_blank(at[-1])))
            return trimmed(line.str, at);
    return line;
}

/* ---- requirements.txt (pip's "Requirements File Format") --------------------------------------------------------- */

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

/* PEP 503: lower case, runs of '-', '_' and '.' as one '-'. */
static void normalise(struct strbuf *out, struct manifest_text name)
{
    strbuf_clear(out);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.str[i];

        if (c == '-' || c == '_' || c == '.') {
            if (out->len > 0 && out->data[out->len - 1] != '-')
                strbuf_addc(out, '-');
        } else {
            strbuf_addc(out, c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c);
        }
    }
}

/* "==1.2" alone pins; "==1.2.*" and ranges do not. */
static struct manifest_text pinned(struct manifest_text specifier)
{
    struct manifest_text none = { "", 0 }, version = specifier;

    if (starts(specifier, "(") && specifier.len > 1 && specifier.str[specifier.len - 1] == ')')
        version = trimmed(specifier.str + 1, specifier.str + specifier.len - 1);
    if (starts(version, "==="))
        version = without(version, 3);
    else if (starts(version, "=="))
        version = without(version, 2);
    else
        return none;
    return memchr(version.str, ',', version.len) != NULL || (version.len > 0 && version.str[version.len - 1] == '*') ? none : version;
}

/* The name behind "#egg=" of an address. */
static struct manifest_text egg_of(struct manifest_text address)
{
    const char *end = address.str + address.len, *egg = memmem(address.str, address.len, "#egg=", 5), *at;

    if (egg == NULL)
        egg = memmem(address.str, address.len, "&egg=", 5);
    if (egg == NULL)
        return (struct manifest_text){ "", 0 };
    for (at = egg + 5; at < end && is_name_char(*at); at++)
        ;
    return (struct manifest_text){ egg + 5, (size_t)(at - egg - 5) };
}

/* Options ("-r other.txt", "--hash=...") are not dependencies, but "-e ADDRESS#egg=NAME" is one. */
static int read_requirement(struct manifest *m, const char *file, size_t number, struct manifest_text line, struct strbuf *name, struct err *err)
{
    struct manifest_text rest = line, head, version = { "", 0 };

    if (starts(line, "-e ") || starts(line, "--editable "))
        rest = line = without(line, line.str[1] == 'e' ? 3 : 11);
    else if (starts(line, "-"))
        return 0;
    if (memmem(line.str, line.len, "://", 3) != NULL && memchr(line.str, '@', (size_t)((const char *)memmem(line.str, line.len, "://", 3) - line.str)) == NULL) {
        head = egg_of(line);
        if (head.len == 0)
            return 0; /* an address alone: what it holds is not said */
    } else {
        head = cut_before(&rest, "[<>=!~;@( ");
        if (starts(rest, "["))
            cut_before(&rest, "]");
        rest = without(rest, starts(rest, "]"));
        version = pinned(cut_before(&rest, ";"));
        version = cut_before(&version, " \t");
    }
    for (size_t i = 0; i < head.len; i++)
        if (!is_name_char(head.str[i]))
            return err_set(err, ERR_REFUSED, "%s:%zu: no requirement", file, number);
    if (head.len == 0)
        return err_set(err, ERR_REFUSED, "%s:%zu: no requirement", file, number);
    normalise(name, head);
    return name->failed ? err_nomem(err) : manifest_add(m, file, "pypi", (struct manifest_text){ name->data, name->len }, version, manifest_text_of("runtime"), 1, err);
}

int manifest_read_pip(struct manifest *m, const char *file, const char *data, size_t len, struct err *err)
{
    struct lines lines = { data, data + len, 0 };
    struct manifest_text line;
    struct strbuf whole, name;
    size_t first = 0;
    int rc = 0;

    strbuf_init(&whole);
    strbuf_init(&name);
    while (rc == 0 && next_line(&lines, &line)) {
        bool goes_on;

        if (whole.len == 0)
            first = lines.number;
        line = without_comment(line, "#");
        goes_on = line.len > 0 && line.str[line.len - 1] == '\\';
        strbuf_add(&whole, line.str, line.len - goes_on);
        if (goes_on)
            strbuf_addc(&whole, ' ');
        if (goes_on && lines.at != NULL)
            continue;
        line = trimmed(whole.data, whole.data + whole.len);
        rc = strbuf_check(&whole, err);
        if (rc == 0 && line.len > 0)
            rc = read_requirement(m, file, first, line, &name, err);
        strbuf_clear(&whole);
    }
    strbuf_release(&whole);
    strbuf_release(&name);
    return rc;
}

/* ---- go.mod (go.dev/ref/mod, "go.mod files") --------------------------------------------------------------------- */

/* "MODULE VERSION", with "// indirect" behind what the program does not import itself. */
static int read_require(struct manifest *m, const char *file, size_t number, struct manifest_text line, struct err *err)
{
    const char *comment = memmem(line.str, line.len, "//", 2), *end = comment != NULL ? comment : line.str + line.len;
    struct manifest_text rest = trimmed(line.str, end), name = cut_before(&rest, " \t"), version = trimmed(rest.str, rest.str + rest.len);
    bool indirect = comment != NULL && starts(trimmed(comment + 2, line.str + line.len), "indirect");

    if (name.len > 2 && (name.str[0] == '"' || name.str[0] == '`') && name.str[name.len - 1] == name.str[0])
        name = (struct manifest_text){ name.str + 1, name.len - 2 };
    if (name.len == 0 || version.len == 0 || memchr(version.str, ' ', version.len) != NULL)
        return err_set(err, ERR_REFUSED, "%s:%zu: no 'MODULE VERSION' behind 'require'", file, number);
    return manifest_add(m, file, "golang", name, version, manifest_text_of("runtime"), !indirect, err);
}

int manifest_read_go(struct manifest *m, const char *file, const char *data, size_t len, struct err *err)
{
    struct lines lines = { data, data + len, 0 };
    struct manifest_text line;
    char block = '\0'; /* 'r': inside of require ( ... ), 'x': of another */
    bool module = false;
    int rc = 0;

    while (rc == 0 && next_line(&lines, &line)) {
        if (line.len == 0 || starts(line, "//"))
            continue;
        if (block != '\0') {
            if (starts(line, ")"))
                block = '\0';
            else if (block == 'r')
                rc = read_require(m, file, lines.number, line, err);
        } else if (starts(line, "module ") || starts(line, "module\t")) {
            module = true;
        } else if (without_comment(line, "//").str[without_comment(line, "//").len - 1] == '(') {
            block = starts(line, "require") ? 'r' : 'x';
        } else if (starts(line, "require ") || starts(line, "require\t")) {
            rc = read_require(m, file, lines.number, without(line, 8), err);
        }
    }
    if (rc == 0 && block != '\0')
        rc = err_set(err, ERR_REFUSED, "%s:%zu: the file ends inside of a block", file, lines.number);
    if (rc == 0 && !module)
        rc = err_set(err, ERR_REFUSED, "%s:%zu: no go.mod: it names no module", file, lines.number > 0 ? lines.number : (size_t)1);
    return rc;
}

/* ---- Cargo.lock (made by cargo alone, so one key a line) ---------------------------------------------------------- */

struct crate {
    struct manifest_text name, version;
    bool                 external; /* it has a source: not part of the program */
};

static struct manifest_text quoted(struct manifest_text value)
{
    if (value.len < 2 || value.str[0] != '"' || value.str[value.len - 1] != '"')
        return (struct manifest_text){ "", 0 };
    return (struct manifest_text){ value.str + 1, value.len - 2 };
}

static int end_crate(struct manifest *m, const char *file, size_t number, struct crate *crate, bool in_crate, struct err *err)
{
    struct crate done = *crate;

    *crate = (struct crate){ { "", 0 }, { "", 0 }, false };
    if (!in_crate)
        return 0;
    if (done.name.len == 0 || done.version.len == 0)
        return err_set(err, ERR_REFUSED, "%s:%zu: a package without name and version ends here", file, number);
    return done.external ? manifest_add(m, file, "cargo", done.name, done.version, manifest_text_of("runtime"), -1, err) : 0;
}

int manifest_read_cargo(struct manifest *m, const char *file, const char *data, size_t len, struct err *err)
{
    struct lines lines = { data, data + len, 0 };
    struct crate crate = { { "", 0 }, { "", 0 }, false };
    struct manifest_text line;
    bool in_crate = false, any = false;
    int rc = 0;

    while (rc == 0 && next_line(&lines, &line)) {
        struct manifest_text rest = line, key;

        if (starts(line, "[[") || (starts(line, "[") && memchr(line.str, '=', line.len) == NULL)) {
            rc = end_crate(m, file, lines.number, &crate, in_crate, err);
            in_crate = equals(line, "[[package]]");
            any = any || in_crate;
            continue;
        }
        key = cut_before(&rest, "=");
        if (!in_crate || rest.len == 0)
            any = any || equals(key, "version");
        else if (equals(key, "name"))
            crate.name = quoted(without(rest, 1));
        else if (equals(key, "version"))
            crate.version = quoted(without(rest, 1));
        else if (equals(key, "source"))
            crate.external = true;
    }
    if (rc == 0)
        rc = end_crate(m, file, lines.number, &crate, in_crate, err);
    if (rc == 0 && !any)
        rc = err_set(err, ERR_REFUSED, "%s:%zu: no Cargo.lock: it has no [[package]]", file, lines.number > 0 ? lines.number : (size_t)1);
    return rc;
}
