/*
 * learn.h - one task learned from given rows: everything that is chosen is chosen on an inner cut of them.
 *
 *   1. inner cut: the oldest 80 % of the rows train one model for each candidate (recipe, C, balance, half-life); the newest 20 % judge
 *      (accuracy, macro-F1 where the rare ones matter)
 *      (where the rare ones do not, naive Bayes is set beside the best one, in the share of least log-loss, if it does not lose by that)
 *   2. calibration is fitted on the best candidate's margins for those newest 20 %, which its weights did not see
 *   3. the best candidate is trained again on all rows
 *
 * The risk of changes goes its own way (learn_changes.h). Of changes too young to be called clean only the harmful ones are known: they would
 * judge and calibrate as if all changes did harm, so inner cuts are made among the mature ones.
 *
 * Classes with fewer than TASK_MIN_CLASS_ROWS training rows are not learned.
 *
 * Of tickets what was filed first may be known besides (the recipe has it): then a second model is learned beside that of the text alone, for tickets that have it
 * (learned_filed.h).
 *
 * Where the rare classes matter (task.h) the largest margin is what is suggested, while the probabilities say how often each class
 * comes (calibration.h): the suggestion need not be the most probable class.
 */
#ifndef PRODROME_LEARN_H
#define PRODROME_LEARN_H

#include "datasets/base/log.h"
#include "train/learn/risk_reference.h"
#include "train/learn/unlike.h"
#include "train/release/release_model.h"
#include "train/rows/examples.h"
#include "train/solver/linear_solver.h"
#include "train/statistics/calibration.h"

struct learn_options {
    uint64_t    seed;
    int         n_threads;
    struct log *log;          /* may be NULL                                                        */
    int64_t     mature_until; /* risk: rows later than this teach but do not judge; TIME_NONE: labels are final and all may judge */
};

enum { LEARN_CANDIDATES_MAX = 40, LEARN_WHY_MAX = 240, LEARN_HALF_LIFE_DAYS = 365 };

struct learn_candidate {
    const char *recipe;    /* name, static                                                          */
    double      c;
    double      balance;   /* power of the class weights; 0: rows count alike                             */
    double      half_life; /* classes: of a row's weight by its age, as a share of the rows; 0: ages alike */
    double      parents;   /* classes: share of their parents' weights in theirs (class_parents.h)        */
    double      bayes;     /* classes: naive Bayes beside, for 1 of the margins (naive_bayes.h)           */
    double      kept;      /* classes: what stands for the class that was filed, added to its margin (learned_filed.h) */
    double      score;     /* on the inner cut; risk: mean over the cuts                                  */
    double      size_weight; /* risk: share of the size-only margin; 1: size alone                        */
};

struct learn_seconds { double features, train, predict; };

/* What the first suggestion was worth on the judged rows of the inner cut, in time order; calibration saw them, weights did not. */
struct learn_judged {
    double *p;      /* [n] its probability          */
    bool   *right;  /* [n]                          */
    int32_t *said, *truth; /* [n] classes of the inner cut, truth -1 where it was not learned there */
    size_t  n;
};

struct learned_filed;

struct learned {
    const struct task     *task;
    const char            *recipe;        /* name of the chosen recipe, static           */
    struct feature_set    *features;
    struct linear_model    model;
    struct calibration     calibration;
    struct solver_params   params;        /* of the final training                       */
    double                 balance, half_life, /* likewise, as in struct learn_candidate */
                           parents, bayes, kept;
    struct learned_filed  *filed;         /* classes: NULL, or what speaks for a ticket whose field was filed */
    struct arena           arena;
    const char           **class_name;    /* [n_classes] sorted; risk: n_classes 0       */
    uint32_t              *class_rows;    /* [n_classes] training rows                   */
    size_t                 n_classes;
    const char            *majority;      /* the most frequent class in training         */
    size_t                 n_rows;        /* training rows given                         */
    double                 base_rate;     /* risk: share of ones in training             */
    struct release_model   release;       /* risk: of whole releases, as older programs learned it here; else the product. Today it is a version of its own (release-risk) */
    struct risk_reference  reference;     /* risk: what a score is held against; n 0 in models of older programs */
    double                 size_weight;   /* risk: of the size-only margin in the model; 1: size alone */
    struct unlike_bar      unlike;        /* classes: what is like none of them; nothing is in models of older programs */
    double                 score;         /* risk: criterion of what was chosen, mean over the inner cuts */
    double                 size_score;    /* risk: criterion of size alone, mean over the inner cuts */
    size_t                 n_cuts;        /* risk: inner cuts that judged                */
    char                   why[LEARN_WHY_MAX]; /* risk: a sentence on what was chosen, simple or not */
    struct learn_candidate tried[LEARN_CANDIDATES_MAX];
    size_t                 n_tried;
    const char            *criterion;     /* "accuracy", "macro_f1" or "roc_auc"         */
    struct learn_seconds   seconds;
    struct learn_judged    judged;        /* classes, of a model just learned; in the arena, not stored */
};

/* rows: ascending indices of examples, label: [e->n] (rows with -1 must not be listed). ERR_NODATA with the reason: one class only, too few rows. */
int  learn(struct learned *out, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
           const struct learn_options *options, struct err *err);
void learned_release(struct learned *l);

/* What speaks for one row of l->features: the first n of its columns, by this model, made a probability by this calibration. */
struct learned_voice {
    const struct linear_model *model;
    const struct calibration  *calibration;
    const struct unlike_bar   *unlike;
    size_t                     n;
    bool                       filed;  /* l->filed */
};
struct learned_voice learned_voice_of(const struct learned *l, const uint32_t *col, size_t n);
/* Margins of all rows of x, as they are spoken for: [n_rows * outputs], yours (mem_free). The same bits for any n_threads. */
int  learned_margins_of(double **out, const struct learned *l, const struct csr *x, int n_threads, struct err *err);

/* Margins of given rows: [n_rows * outputs], yours (mem_free). Any samples with the task's fields. */
int  learned_margins(double **out, const struct learned *l, const struct samples *s, const struct tokens *tokens,
                     const uint32_t *rows, size_t n_rows, int n_threads, struct err *err);

/* The parts a model version is stored as: "calibration", "classes", "features", "filed" (the weights of learned.filed; only where there are any), "weights"; written and
 * read back bit for bit. A part that is not there has data NULL. */
enum { LEARNED_PARTS = 5 };
extern const char *const learned_part_name[LEARNED_PARTS];
bool learned_has_part(const struct learned *l, size_t part);
bool learned_needs_part(size_t part);
int  learned_save_part(const struct learned *l, size_t part, struct strbuf *out, struct err *err);
int  learned_load(struct learned *out, const struct task *task, const void *const data[LEARNED_PARTS], const size_t len[LEARNED_PARTS], struct err *err);

#endif
