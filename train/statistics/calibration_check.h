/*
 * calibration_check.h - whether chances that were said came true.
 *
 * Rows in groups of like chance. Two questions, each asked at half of the level so that both together are wrong in at most 5 % of cases where nothing is:
 *
 *     in the large   z = (O - E) / sqrt(V)             O what came, E = sum of n p, V = sum of n p (1 - p)
 *     by group       X^2 = sum of (o - e)^2 / v        chi-square with as many degrees of freedom as groups: nothing was fitted on these rows (Hosmer, Lemeshow and Sturdivant 2013,
 *                                                      "Applied Logistic Regression", 3rd edition, section 5.2.2)
 *
 * Neighbouring groups are taken together until each expects at least five of both kinds.
 */
#ifndef PRODROME_CALIBRATION_CHECK_H
#define PRODROME_CALIBRATION_CHECK_H

#include <stddef.h>
#include <stdint.h>

struct calibration_group { double n, p, came; }; /* rows, their mean chance, how many of them it came true for */

enum calibration_verdict {
    CALIBRATION_NOT_KNOWN, /* too few rows to say            */
    CALIBRATION_AGREES,
    CALIBRATION_TOO_HIGH,  /* less came than was said        */
    CALIBRATION_TOO_LOW,
    CALIBRATION_UNEVEN     /* right in the large, not by group */
};

extern const char *const calibration_verdict_name[]; /* "not known", "agrees", "too high", "too low", "uneven" */

struct calibration_check {
    enum calibration_verdict verdict;
    double                   n, said, came; /* rows; mean of the chances; share that came. 0 without rows */
    size_t                   groups;        /* after taking together                            */
};

/* group: [n] in order of their chance. */
void calibration_check(struct calibration_check *out, const struct calibration_group *group, size_t n);

/* The same of single rows: in up to ten groups of equal size. p, y: [n], sorted by p ascending. */
void calibration_check_rows(struct calibration_check *out, const double *p, const int32_t *y, size_t n);

#endif
