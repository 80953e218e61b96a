/*
 * code_lines.h - which lines of a source file hold code, which only comment, which nothing.
 *
 * By the end of the file's name, for the families of languages that services are written in. A lexer of a few dozen lines, not a parser: it knows
 * comments, strings and, in Python, docstrings (a string that begins a line). What it takes wrongly it takes for code. Any bytes are accepted.
 */
#ifndef PRODROME_SZZ_CODE_LINES_H
#define PRODROME_SZZ_CODE_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

enum code_line { LINE_BLANK, LINE_COMMENT, LINE_CODE };

struct code_language;

/* Of a path, or NULL: not read as source (documents, data, pictures, generated lists; manifests and lock files of dependencies, whose lines are
 * versions that bots bring forward: `import dependencies` reads them). */
const struct code_language *code_language_of(const char *path);

/* kind[i] is an enum code_line of line i + 1; *n lines, the last one with or without its newline. *kind is yours (mem_free). */
int code_lines_mark(uint8_t **kind, size_t *n, const struct code_language *language, const char *text, size_t len, struct err *err);

#endif
