/*
 * learn_inner.h - what learning from tickets and from changes have in common; for train/learn*.c alone.
 *
 *     learn.c          learn: the checks, then one of
 *     learn_tickets.c    classes: candidates, row weights, how they are judged, calibration
 *     learn_changes.c    risks: cuts, members and choice of their own (learn_changes.h)
 *     learn_filed.c      the same with what was filed, where that helps
 *     learn_cut.c      one cut of the rows, its classes, its features; those of an inner cut out of those of all rows
 *     class_parents.c  classes that belong together
 *     naive_bayes.c    how often each class has each term, beside the margins
 *     learn_search.c   candidates on the inner cut, the best kept; the final training
 */
#ifndef PRODROME_LEARN_INNER_H
#define PRODROME_LEARN_INNER_H

#include "train/learn/learn.h"

/* What a training needs to begin with is decided by readiness.h, whose floors follow from these; here they guard every cut. */
enum {
    LEARN_MIN_ROWS = 50,         /* fewer training rows teach nothing                             */
    LEARN_MIN_POSITIVES = 10     /* of either kind, for a risk model: below, calibration is noise */
};

/* One cut: rows to train on and rows to judge, with dense class numbers. */
struct learn_cut {
    const uint32_t *train, *judge; /* borrowed                                                */
    size_t          n_train, n_judge;
    int32_t        *class_of;      /* [classes of examples] learned class or -1               */
    uint32_t       *at;            /* [n_kept] places in train of rows whose class is learned */
    int32_t        *y;             /* [n_kept]                                                */
    size_t          n_kept, n_classes;
};

/* Fills at, y and classes of a cut whose train rows are set. `out` (may be NULL) gets the names. ERR_NODATA: one class only. */
int  learn_cut_fill(struct learn_cut *cut, struct learned *out, const struct examples *e, const int32_t *label, struct err *err);
void learn_cut_release(struct learn_cut *cut);

/* Features of one recipe on one cut: fitted on all of train, rows of train and of judge. */
struct learn_fitted {
    struct feature_set   *set;          /* NULL in an inner one                                 */
    struct csr            train, judge; /* of an inner one another's                            */
    struct feature_recut *recut;        /* of an inner one: how its values become those of the other again */
};

int  learn_fit(struct learn_fitted *out, const struct recipe *recipe, const struct examples *e, const struct learn_cut *cut,
               struct learned *l, int n_threads, struct err *err);
/* The same for a cut whose train and judge are, one behind the other, the first rows of another's train: its rows, whose values are recut in place
 * (feature_set_recut) until learn_fit_whole. `of` must outlive it. */
int  learn_fit_inner(struct learn_fitted *out, struct learn_fitted *of, const struct learn_cut *cut, struct learned *l, int n_threads, struct err *err);
int  learn_fit_whole(struct learn_fitted *inner, struct learned *l, int n_threads, struct err *err);
void learn_fitted_release(struct learn_fitted *f);

/* A candidate. */
struct learn_choice {
    double c;
    double balance;   /* power of the class weights; 0: rows count alike                          */
    double half_life; /* of a row's weight by its age, as a share of the rows; 0: all ages alike  */
};

/* How classes are learned (learn_tickets.c), which the search for the best candidate asks. */
struct solver_params learn_params_of_classes(double c, const struct learn_options *options);
/* Row weights of a candidate into *out (mem_free), NULL: all alike. */
int  learn_weigh_classes(float **out, const struct learn_cut *cut, const struct learn_choice *choice, struct err *err);
/* The larger the better; margin [n_judge * outputs], y [n_judge] class or -1. */
int  learn_judge_classes(double *score, const double *margin, const struct examples *e, const struct learn_cut *cut, const int32_t *y, struct err *err);

/* The candidates on the inner cut, and the best of them so far. */
struct learn_search {
    struct learned         *l;
    const struct examples  *e;
    const struct recipe    *recipe;       /* of the features                      */
    const struct learn_cut *cut;
    const int32_t          *judge_y;      /* [n_judge] */
    const struct recipe    *best_recipe;
    double                  best_score;
    double                 *best_margin;  /* [n_judge * outputs], owned (mem_free) */
    const struct learn_fitted *fitted;    /* features of the cut */
};

/* Tries n candidates of one recipe: train and judge each. */
int  learn_try(struct learn_search *s, const struct recipe *recipe, const struct learn_choice *choice, size_t n, const struct learn_options *options,
               struct err *err);
/* One model of what is chosen in l, with other classes than the cut's: y [n] classes of rows at [n] of train. */
int  learn_train(struct linear_model *out, const struct learned *l, const struct learn_fitted *f, const uint32_t *at, const int32_t *y, size_t n,
                 size_t n_classes, const float *weight, struct err *err);
/* Trains what is chosen in l on the cut, whose classes are filled, with its features; l takes the model, and the set out of `fitted`. */
int  learn_final(struct learned *l, const struct recipe *recipe, const struct learn_cut *cut, struct learn_fitted *fitted, struct err *err);

/* The oldest share of the mature rows trains, the others judge. Rows are in time order. */
void learn_inner_cut(struct learn_cut *cut, const struct examples *e, const uint32_t *rows, size_t n_rows, int64_t mature_until);
/* How many of them, from the first, are no later than `until`. */
size_t learn_count_mature(const struct examples *e, const uint32_t *rows, size_t n_rows, int64_t until);

/* What stands for the class that was filed (learned_filed.h): whether an amount helps on the judged rows; then best_margin has it, and l->kept says so. */
int  learn_try_kept(struct learned *l, struct learn_search *s, const struct feature_set *features, struct err *err);
/* The same in the weights. */
int  learn_add_kept(struct learned *l, const struct examples *e, const struct learn_cut *cut, struct err *err);

/* Classes of tickets by one recipe: learn_tickets without what was filed. */
int  learn_tickets_by(struct learned *l, const struct recipe *recipe, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
                      const struct learn_options *options, struct err *err);
/* A second model with what was filed, beside l's of the text, where it helps. */
int  learn_filed(struct learned *l, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label, const struct learn_options *options,
                 struct err *err);

/* Each fills *l but for task, arena and criterion. */
int  learn_tickets(struct learned *l, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
                   const struct learn_options *options, struct err *err);
int  learn_changes(struct learned *l, const struct examples *e, const uint32_t *rows, size_t n_rows, const int32_t *label,
                   const struct learn_options *options, struct err *err);

#endif
