/*
 * code_lines.c - see code_lines.h.
 */
#include "datasets/szz/code_lines.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/mem.h"

struct code_language {
    const char *line[2];     /* begin a comment to the end of the line; NULL: none          */
    const char *open, *close; /* of a comment over several lines; NULL: none                */
    const char *quotes;      /* characters that begin and end strings                       */
    bool        escapes;     /* '\' in a string takes the next character with it            */
    bool        docstrings;  /* """ and ''' at the beginning of a line: a comment           */
    bool        at_word;     /* line[] counts at a line's beginning or behind a blank only  */
    const char *endings;     /* of paths, each between blanks; one with '/' is a whole name */
};

static const struct code_language languages[] = {
    { { "//", NULL }, "/*", "*/", "\"'", true, false, false,
      " .c .h .cc .cpp .cxx .hpp .hh .hxx .inl .ipp .m .mm .java .js .jsx .mjs .cjs .ts .tsx .cs .go .rs .kt .kts .scala .swift .groovy .gradle .dart .proto .idl .y .l"
      " .glsl .cu .as .sol .zig .jsonc " },
    { { "//", "#" }, "/*", "*/", "\"'", true, false, false, " .php .phtml .tf .hcl " },
    { { NULL, NULL }, "/*", "*/", "\"'", true, false, false, " .css " },
    { { "//", NULL }, "/*", "*/", "\"'", true, false, false, " .scss .less .sass " },
    { { "#", NULL }, NULL, NULL, "\"'", true, true, false, " .py .pyx .pyw .pyi " },
    { { "#", NULL }, NULL, NULL, "\"'", true, false, true,
      " .sh .bash .zsh .ksh .rb .rake .pl .pm .t .r .yaml .yml .toml .cmake .mk .mak .ac .am .tcl .awk .sed .ps1 .conf .cfg .properties .ex .exs .jl .nix"
      " /Makefile /makefile /GNUmakefile /Dockerfile /CMakeLists.txt /Jenkinsfile /Rakefile /Gemfile /Vagrantfile " },
    { { "--", NULL }, "/*", "*/", "'\"", false, false, false, " .sql .psql .plsql .pls .pks .pkb .ddl .hql " },
    { { NULL, NULL }, "<!--", "-->", "", false, false, false, " .xml .html .htm .xhtml .jsp .jspx .xsl .xslt .xsd .wsdl .svg .vue .svelte .fxml .xaml .tag .ftl .csproj .pom " },
    { { "--", NULL }, "{-", "-}", "\"", true, false, false, " .hs .lhs .elm .ada .adb .ads .vhd .vhdl " },
    { { "--", NULL }, "--[[", "]]", "\"'", true, false, false, " .lua " },
    { { ";", NULL }, NULL, NULL, "\"", true, false, false, " .lisp .cl .clj .cljs .scm .el .asm .s .ini .mac " },
    { { "%", NULL }, NULL, NULL, "\"", true, false, false, " .erl .hrl .tex .pro " },
    { { "'", NULL }, NULL, NULL, "\"", false, false, false, " .vb .vbs .bas .cls .frm " },
    { { "!", NULL }, NULL, NULL, "\"'", false, false, false, " .f90 .f95 .f03 .f08 .for .f " },
    { { "//", NULL }, "{", "}", "'", false, false, false, " .pas .dpr .dfm " },
    { { "REM ", "::" }, NULL, NULL, "", false, false, true, " .bat .cmd " },
    { { NULL, NULL }, NULL, NULL, "\"", true, false, false, " .json .json5 " },
};

/* Lines of versions, of which a newer one takes away the older: nobody's mistake. */
static bool is_manifest(const char *base)
{
    static const char names[] = " pom.xml package.json package-lock.json npm-shrinkwrap.json composer.json composer.lock cargo.toml cargo.lock pipfile pipfile.lock pyproject.toml"
                                " poetry.lock gemfile gemfile.lock go.mod go.sum yarn.lock pnpm-lock.yaml gradle.lockfile libs.versions.toml build.sbt packages.config"
                                " packages.lock.json directory.packages.props dependabot.yml renovate.json ";
    char name[40];
    size_t len = strlen(base);

    if (len == 0 || len > sizeof name - 3 || strchr(base, ' ') != NULL)
        return false;
    name[0] = ' ';
    memcpy(name + 1, base, len);
    name[1 + len] = ' ';
    name[2 + len] = '\0';
    return strcasestr(names, name) != NULL;
}

const struct code_language *code_language_of(const char *path)
{
    const char *base = strrchr(path, '/'), *dot;
    char ending[40];
    size_t len;

    base = base == NULL ? path : base + 1;
    if (is_manifest(base))
        return NULL;
    dot = strrchr(base, '.');
    for (int whole = 1; whole >= 0; whole--) {
        const char *name = whole ? base : dot;

        if (name == NULL || (!whole && dot == base))
            continue;
        len = strlen(name);
        if (len == 0 || len > sizeof ending - 4 || strchr(name, ' ') != NULL)
            continue;
        ending[0] = ' ';
        ending[1] = '/';
        memcpy(ending + 1 + whole, name, len);
        ending[1 + (size_t)whole + len] = ' ';
        ending[2 + (size_t)whole + len] = '\0';
        for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
            if (whole ? strstr(languages[i].endings, ending) != NULL : strcasestr(languages[i].endings, ending) != NULL)
                return &languages[i];
    }
    return NULL;
}

/* Where the lexer is. */
struct lexer {
    const struct code_language *language;
    const char *text;
    size_t      len, at;
    const char *until;      /* ends the comment of several lines that we are in, or NULL */
    char        quote;      /* ends the string that we are in, or 0                      */
    bool        code, comment; /* seen on this line                                       */
};

static bool is_at(const struct lexer *x, const char *word)
{
    size_t n = word == NULL ? 0 : strlen(word);

    return n > 0 && x->len - x->at >= n && strncasecmp(x->text + x->at, word, n) == 0;
}

static bool begins_comment(const struct lexer *x, const char *word)
{
    if (!is_at(x, word))
        return false;
    return !x->language->at_word || x->at == 0 || isspace((unsigned char)x->text[x->at - 1]);
}

static void skip_line(struct lexer *x)
{
    while (x->at < x->len && x->text[x->at] != '\n')
        x->at++;
}

/* Outside of comment and string: takes what begins here. */
static void take_code(struct lexer *x)
{
    const struct code_language *l = x->language;
    char c = x->text[x->at];

    if (is_at(x, l->open)) {
        x->comment = true;
        x->until = l->close;
        x->at += strlen(l->open);
    } else if (begins_comment(x, l->line[0]) || begins_comment(x, l->line[1])) {
        x->comment = true;
        skip_line(x);
    } else if (l->docstrings && (is_at(x, "\"\"\"") || is_at(x, "'''"))) {
        if (x->code) /* a value: its lines are code */
            x->quote = c == '"' ? 'D' : 'S';
        else {
            x->comment = true;
            x->until = c == '"' ? "\"\"\"" : "'''";
        }
        x->at += 3;
    } else {
        if (!isspace((unsigned char)c)) {
            x->code = true;
            if (strchr(l->quotes, c) != NULL && c != '\0')
                x->quote = c;
        }
        x->at++;
    }
}

/* A string ends at its quote; one of a single quote also at the end of its line, so that an apostrophe costs one line only. */
static void take_string(struct lexer *x)
{
    char c = x->text[x->at];

    x->code = true;
    if (x->quote == 'D' || x->quote == 'S') {
        bool end = is_at(x, x->quote == 'D' ? "\"\"\"" : "'''");

        x->at += end ? 3 : 1;
        if (end)
            x->quote = 0;
        return;
    }
    if (c == '\\' && x->language->escapes && x->at + 1 < x->len && x->text[x->at + 1] != '\n')
        x->at++;
    else if (c == x->quote)
        x->quote = 0;
    x->at++;
}

static void take_comment(struct lexer *x)
{
    if (!isspace((unsigned char)x->text[x->at]))
        x->comment = true;
    if (is_at(x, x->until)) {
        x->at += strlen(x->until);
        x->until = NULL;
    } else {
        x->at++;
    }
}

int code_lines_mark(uint8_t **kind, size_t *n, const struct code_language *language, const char *text, size_t len, struct err *err)
{
    struct lexer x = { .language = language, .text = text, .len = len };
    uint8_t *lines;
    size_t n_lines = 0, line = 0;

    for (size_t i = 0; i < len; i++)
        n_lines += text[i] == '\n';
    n_lines += len > 0 && text[len - 1] != '\n';
    lines = mem_calloc(n_lines, 1);
    if (lines == NULL)
        return err_nomem(err);
    while (line < n_lines) {
        if (x.at < len && text[x.at] != '\n') {
            if (x.until != NULL)
                take_comment(&x);
            else if (x.quote != 0)
                take_string(&x);
            else
                take_code(&x);
            continue;
        }
        lines[line++] = x.code ? LINE_CODE : x.comment ? LINE_COMMENT : LINE_BLANK;
        x.code = x.comment = false;
        if (x.quote != 'D' && x.quote != 'S')
            x.quote = 0;
        x.at++;
    }
    *kind = lines;
    *n = n_lines;
    return 0;
}
