/*
 * manifest.h - dependencies as lock files, manifests and bills of materials name them.
 *
 *     package-lock.json, npm-shrinkwrap.json   npm, lockfileVersion 1 to 3
 *     pom.xml                                  Maven; its own properties and dependencyManagement are applied
 *     requirements.txt, requirements-*.txt     pip
 *     go.mod                                   Go
 *     Cargo.lock                               Rust
 *     *.cdx.json, bom.json                     CycloneDX
 *     *.spdx.json                              SPDX 2
 *
 * A pure function over bytes that come from outside: any bytes give a list or ERR_REFUSED with what is wrong and, where the format has
 * lines, where ("pom.xml:7: a document type declaration is not read"). Nothing else is opened: what a file refers to (a parent pom, "-r
 * base.txt", XML entities) is not followed. Memory is bounded by a multiple of the file.
 *
 * Entries are sorted by name, then version, and each pair occurs once: of several the most direct one counts, and a scope in which the
 * program runs before one in which it is only built.
 */
#ifndef PRODROME_MANIFEST_H
#define PRODROME_MANIFEST_H

#include <stdbool.h>

#include "datasets/base/arena.h"
#include "datasets/base/err.h"

enum { MANIFEST_MAX_BYTES = 256 << 20, MANIFEST_NAME_MAX = 512 /* of a name or version, bytes */ };

struct manifest_entry {
    const char *ecosystem; /* "npm", "maven", "pypi", "golang", "cargo"; of a bill of materials the type of the package URL, "generic" without  */
    const char *name;      /* as its registry writes it; PyPI names normalised (PEP 503), Maven group:artifact                                  */
    const char *version;   /* verbatim; "" where it is not pinned                                                                               */
    const char *scope;     /* "runtime", "dev", "optional", "peer"; Maven's own; a bill's own, "" where it does not say                         */
    int         direct;    /* 1 the program names it itself, 0 another dependency does, -1 the file cannot tell                                 */
};

struct manifest {
    struct arena           arena;
    struct manifest_entry *entry; /* [n] */
    size_t                 n, cap;
};

/* Whether a file of this name (without folders) is one that manifest_read knows. */
bool manifest_is_known(const char *name);

/* `name` tells the format and is what messages call the file. ERR_REFUSED: not what the name says, malformed, or a name or version that is
 * longer than MANIFEST_NAME_MAX or has control characters. ERR_USAGE: a name that is none of the above. */
int  manifest_read(struct manifest *out, const char *name, const char *data, size_t len, struct err *err);
void manifest_release(struct manifest *manifest);

#endif
