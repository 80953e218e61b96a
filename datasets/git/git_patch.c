#include "datasets/git/git_patch.h"

#include <ctype.h>
#include <string.h>

#include "datasets/base/text_cut.h"

void git_patch_init(struct git_patch *patch)
{
    *patch = (struct git_patch){ .file = SIZE_MAX };
    strbuf_init(&patch->added.text);
    strbuf_init(&patch->removed.text);
}

void git_patch_release(struct git_patch *patch)
{
    strbuf_release(&patch->added.text);
    strbuf_release(&patch->removed.text);
    git_patch_init(patch);
}

void git_patch_begin(struct git_patch *patch, const struct git_commit *commit)
{
    patch->commit = commit;
    patch->file = SIZE_MAX;
    patch->twice = 0;
    patch->in_lines = patch->source = false;
    patch->added.n = patch->removed.n = 0;
    strbuf_clear(&patch->added.text);
    strbuf_clear(&patch->removed.text);
}

bool git_is_source(const char *path)
{
    static const char *const ends[] = {
        "adb",  "ads",   "asm",    "bas",   "bash", "c",    "cbl",   "cc",   "cfg",    "cls",    "clj",  "cljs", "cmake", "cob",
        "cpp",  "cs",    "css",    "cxx",   "dart", "el",   "erl",   "ex",   "exs",    "f",      "f90",  "fs",   "go",    "gradle",
        "groovy", "h",   "hh",     "hpp",   "hs",   "html", "htm",   "hxx",  "i",      "inc",    "ini",  "ipp",  "java",  "js",
        "json", "jsp",   "jsx",    "kt",    "kts",  "less", "lisp",  "lua",  "m",      "mac",    "mk",   "ml",   "mm",    "mumps",
        "pas",  "php",   "pl",     "pm",    "pp",   "properties", "ps1", "py", "r",    "rb",     "ro",   "rs",   "s",     "sass",
        "scala", "scm",  "scss",   "sh",    "sql",  "swift", "tcl",  "tf",   "toml",   "ts",     "tsx",  "vb",   "vue",   "xml",
        "xsd",  "xsl",   "xslt",   "yaml",  "yml",  "zsh",
    };
    const char *name = strrchr(path, '/'), *dot;
    char end[16];
    size_t n;

    name = name == NULL ? path : name + 1;
    if (strcmp(name, "Makefile") == 0 || strcmp(name, "Dockerfile") == 0 || strcmp(name, "CMakeLists.txt") == 0 || strcmp(name, "Jenkinsfile") == 0)
        return true;
    dot = strrchr(name, '.');
    n = dot == NULL ? 0 : strlen(dot + 1);
    if (n == 0 || n >= sizeof end)
        return false;
    for (size_t i = 0; i <= n; i++)
        end[i] = (char)tolower((unsigned char)dot[1 + i]);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (strcmp(end, ends[i]) == 0)
            return true;
    return false;
}

static bool is_word(unsigned char c)
{
    return isalnum(c) || c == '_' || c >= 0x80;
}

/* Bytes of the word that begins here. */
static size_t word_at(const char *at, const char *end)
{
    static const char *const pairs[] = { "==", "!=", "<=", ">=", "->", "::", "&&", "||", "++", "--" };
    size_t n = 0;

    while (at + n < end && is_word((unsigned char)at[n]))
        n++;
    if (n > 0)
        return n;
    for (size_t i = 0; at + 1 < end && i < sizeof pairs / sizeof pairs[0]; i++)
        if (at[0] == pairs[i][0] && at[1] == pairs[i][1])
            return 2;
    return 1;
}

void git_words_add(struct git_words *words, const char *line, size_t len)
{
    const char *end = line + len;

    while (words->n < GIT_TOKENS_MAX) {
        size_t n;

        while (line < end && ((unsigned char)*line <= ' ' || *line == 0x7F))
            line++;
        if (line == end)
            return;
        n = word_at(line, end);
        if (words->n++ > 0)
            strbuf_addc(&words->text, ' ');
        git_text(&words->text, line, text_cut(line, n, GIT_TOKEN_MAX));
        line += n;
    }
}

/* A file that became a link, or the other way round, is shown as two: gone, and new. */
static void next_file(struct git_patch *patch)
{
    const struct git_commit *commit = patch->commit;
    const struct git_file *file;

    patch->in_lines = false;
    if (patch->twice > 0) {
        patch->twice--;
        return;
    }
    patch->file = patch->file == SIZE_MAX ? 0 : patch->file + 1;
    patch->source = false;
    if (patch->file >= commit->n_files)
        return;
    file = &commit->file[patch->file];
    patch->twice = file->old_mode != 0 && file->mode != 0 && (file->old_mode & GIT_MODE_KIND) != (file->mode & GIT_MODE_KIND);
    patch->source = !file->binary && (file->mode & GIT_MODE_KIND) != GIT_MODE_SUBMODULE && git_is_source(file->path);
}

void git_patch_line(struct git_patch *patch, const char *line, size_t len)
{
    if (len == 0)
        return;
    if (len >= 11 && memcmp(line, "diff --git ", 11) == 0) {
        next_file(patch);
        return;
    }
    if (line[0] == '@')
        patch->in_lines = true;
    if (!patch->in_lines || !patch->source)
        return;
    if (line[0] == '+')
        git_words_add(&patch->added, line + 1, len - 1);
    else if (line[0] == '-')
        git_words_add(&patch->removed, line + 1, len - 1);
}
