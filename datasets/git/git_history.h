/*
 * git_history.h - the change metrics of a commit, from the commits before it.
 *
 * The 14 metrics of Kamei et al., "A Large-Scale Empirical Study of Just-in-Time Quality Assurance", IEEE TSE 39(6), 2013, table 1, as the data sets
 * for development have them:
 *
 *     ns, nd, nf   subsystems (first folder of the path, "" at the top), folders, files touched
 *     entropy      -sum p log2 p of the changed lines over the files, divided by log2 nf (0 for one file)
 *     la, ld       lines added, deleted
 *     lt           mean number of lines of the touched files before (0 where a file was not there, or is binary)
 *     ndev         authors who changed one of these files before
 *     age          mean days since the touched files were changed last (0 for one that never was)
 *     nuc          mean number of earlier changes to the touched files
 *     exp          earlier commits of the author; rexp: each weighs 1 / (1 + years since); sexp: the most in one touched subsystem
 *
 * "Before" is the order of `git rev-list --date-order --reverse`: a commit comes after its parents, and else by committer date, so work on another
 * branch counts as earlier where it was committed earlier, merged or not. Times between commits are author dates and never below 0. A renamed or copied
 * file brings its past with it. A merge has no change of its own, and counts nowhere. A commit of a mass reformat has metrics, but is no change to its
 * files: who read on finds them as they were before it, under their new names.
 *
 * What is kept between two runs holds no name: authors, paths and folders are known by 16 bytes of a keyed BLAKE2b.
 */
#ifndef PRODROME_GIT_HISTORY_H
#define PRODROME_GIT_HISTORY_H

#include "datasets/base/digest.h"
#include "datasets/base/intern.h"
#include "datasets/git/git_log.h"

struct git_metrics {
    double ns, nd, nf, entropy, la, ld, lt, ndev, age, nuc, exp, rexp, sexp; /* the 14th, fix, comes from the message */
};

struct git_past {              /* of a file */
    int64_t   last;            /* author date of its last change        */
    uint32_t  n_changes;
    uint32_t *author;          /* [n_authors] each once                 */
    uint32_t  n_authors;
    size_t    cap_authors;
};

struct git_deeds {             /* of an author */
    int64_t  *time;            /* [n] author dates of the commits       */
    size_t    n, cap;
};

struct git_history {
    uint8_t           key[DIGEST_KEY_SIZE];
    struct intern     files, authors, places; /* keyed; a place is an author in a subsystem */
    struct git_past  *past;    /* [files.n]                             */
    struct git_deeds *deeds;   /* [authors.n]                           */
    uint32_t         *visits;  /* [places.n] commits                    */
    size_t            cap_past, cap_deeds, cap_visits;
};

void git_history_init(struct git_history *history, const uint8_t key[DIGEST_KEY_SIZE]);
void git_history_release(struct git_history *history);

/* Lines of a blob; 0 where it is not known. */
typedef int64_t (*git_lines_of)(void *ctx, const char *blob);

/* The metrics of a commit against what came before, and then the commit becomes part of it. */
int  git_history_add(struct git_metrics *out, struct git_history *history, const struct git_commit *commit, bool mass, git_lines_of lines, void *ctx,
                     struct err *err);

/* To bytes and back. ERR_REFUSED: not such bytes, or of another version; the history is empty then. */
int  git_history_save(struct strbuf *out, const struct git_history *history, struct err *err);
int  git_history_load(struct git_history *history, const void *data, size_t len, struct err *err);

#endif
