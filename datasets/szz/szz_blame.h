/*
 * szz_blame.h - which commits wrote the lines that one fix takes away.
 *
 * After Sliwerski, Zimmermann and Zeller, "When do changes induce fixes?", MSR 2005, with what later work found to matter (Kim et al., "Automatic
 * identification of bug-introducing changes", ASE 2006; Da Costa et al., "A framework for evaluating the results of the SZZ approach", TSE 2017):
 * blanks and comments say nothing, moved whitespace says nothing, commits that only reformat are looked through.
 *
 *     git diff-tree -p -r -M -w -U0 FIX           the lines it takes away or changes
 *     git cat-file --batch                        their files as they were: what of them is code (code_lines.h)
 *     git blame -w --ignore-revs-file FIX^        who wrote them
 *
 * A candidate is dropped where it was written after `before` (the ticket: what it reports was there already), is ignored or a merge, or is the fix
 * itself. A repository is foreign: what git refuses makes this fix `missing`, with git's words, and the run goes on.
 */
#ifndef PRODROME_SZZ_BLAME_H
#define PRODROME_SZZ_BLAME_H

#include "datasets/szz/szz_ignore.h"

enum szz_result {
    SZZ_BLAMED,      /* it has candidates, or had some that were dropped                */
    SZZ_ONLY_ADDED,  /* it takes no line away from source                               */
    SZZ_ONLY_PLAIN,  /* what it takes away is blank or comment                          */
    SZZ_NO_SOURCE,   /* what it touches is not read as source: documents, data, binary  */
    SZZ_MERGE,       /* several parents                                                 */
    SZZ_MASS,        /* more files or lines than a fix has, or on the list of ignored commits */
    SZZ_ABSENT,      /* not in the repository                                           */
    SZZ_MISSING,     /* git failed on it                                                */
    SZZ_NO_FIX,      /* it was taken for one before, and is none now: by szz.h          */
    N_SZZ_RESULTS
};

extern const char *const szz_result_name[N_SZZ_RESULTS]; /* "blamed", "only-added", ... */
extern const char *const szz_result_text[N_SZZ_RESULTS]; /* in words                    */

enum szz_count {
    SZZ_LINES,       /* of code taken away, blamed                    */
    SZZ_PLAIN,       /* lines taken away that are blank or comment    */
    SZZ_UNREAD,      /* files that are no source or binary            */
    SZZ_KEPT,        /* candidates that became labels                 */
    SZZ_LATE,        /* candidates written after the ticket           */
    SZZ_IGNORED,     /* candidates on the list of ignored commits     */
    SZZ_OF_MERGES,   /* candidates that are merges                    */
    SZZ_UNKNOWN,     /* candidates that are no change of the store    */
    N_SZZ_COUNTS
};

extern const char *const szz_count_name[N_SZZ_COUNTS];   /* "lines", "blank_or_comment", ... */
extern const char *const szz_count_text[N_SZZ_COUNTS];

enum { SZZ_FILES_MAX = 100, SZZ_LINES_MAX = 5000 };      /* more is no fix but a mass change */

struct szz_candidate { char commit[65]; int64_t time; /* author's */ };

struct szz_answer {
    enum szz_result       result;
    int64_t               fix_time;      /* committer's; TIME_NONE where git gives none */
    int64_t               count[N_SZZ_COUNTS];
    struct szz_candidate *candidate;     /* [n] by commit, each once */
    char                  words[200];    /* git's, where missing     */
    size_t                n, cap;
};

/* May run on several threads at once. `before`: TIME_NONE for no bound. The answer is yours (szz_answer_release), also where it fails. */
int  szz_blame(struct szz_answer *out, const char *git_dir, const char *fix, int64_t before, const struct szz_ignore *ignore, struct err *err);
void szz_answer_release(struct szz_answer *answer);

#endif
