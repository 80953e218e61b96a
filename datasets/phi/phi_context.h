/*
 * phi_context.h - what the words before a number say it is.
 *
 * Read from right to left, from the number to the nearest label, over words that carry nothing ("MRN number is: "):
 *
 *     medical record no. is #  12345        strong MRN: a number was announced
 *     access to record  12345678            weak MRN: a record of some kind; the number has to look like one
 *     version  10.2.1.4                     no label
 *
 * Any other word, another number, the end of a sentence or scan->floor ends the search, which goes over at most PHI_WORDS words.
 */
#ifndef PRODROME_PHI_CONTEXT_H
#define PRODROME_PHI_CONTEXT_H

#include "datasets/phi/phi_scan.h"

enum { PHI_WORDS = 6 };

enum phi_strength { PHI_WEAK, PHI_STRONG };

struct phi_label {
    enum phi_type     type;     /* PHI_NONE: no label                            */
    enum phi_strength strength;
    bool              certain;  /* the word alone says it: "MRN", not "record number" */
    size_t            start;    /* where the label's word begins                 */
};

/* What stands before `at` was read last, with this floor; several finders ask the same. */
struct phi_labels_read {
    struct phi_label label, hl7;
    size_t           label_at, label_floor, hl7_at, hl7_floor;
    bool             has_label, has_hl7;
};

/* Hardly: a version is spoken of, but further away. */
enum phi_address_context { PHI_ADDRESS_NONE, PHI_ADDRESS_MAYBE, PHI_ADDRESS_YES, PHI_ADDRESS_HARDLY, PHI_ADDRESS_NO };

/* phi_hl7.c: a field of HL7 v2 as a label. */
struct phi_label phi_hl7_before(const struct phi_scan *scan, size_t at);

struct phi_label phi_label_before(const struct phi_scan *scan, size_t at);

/* "#1234567": a '#' and at most seven digits. A ticket or a pull request, unless a certain label is before it. */
bool phi_is_ticket(const struct phi_scan *scan, size_t at);

/* Whether a date at `at` is said to be one of birth: "DOB", "born on", "PID-7=". Other labels are passed over. */
bool phi_birth_before(const struct phi_scan *scan, size_t at);

/* What stands before four numbers with dots: "connected to" (an address), "version" (none). */
enum phi_address_context phi_address_before(const struct phi_scan *scan, size_t at);

/* The type that a list goes on with: "MRNs [MRN] and |12345678". PHI_NONE where what is before `at` is no list. */
enum phi_type phi_list_before(const struct phi_scan *scan, size_t at);

/* phi_unit.c: whether a unit or a counted thing follows: "1234567 ms". */
bool phi_unit_after(const struct phi_scan *scan, size_t at);

#endif
