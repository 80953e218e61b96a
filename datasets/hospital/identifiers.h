/*
 * identifiers.h - invented patient identifiers, planted in tickets and written down beside.
 *
 * Only numbers that cannot belong to anybody: telephone 555-0100 to 555-0199; social security numbers from ranges that are
 * never issued (area 000, 666, 9xx outside the taxpayer groups) or advertised as invalid; example.org, .com, .net; the
 * documentation networks of RFC 5737; card numbers that payment companies publish for tests; record numbers of a hospital
 * that does not exist.
 */
#ifndef PRODROME_HOSPITAL_IDENTIFIERS_H
#define PRODROME_HOSPITAL_IDENTIFIERS_H

#include "datasets/hospital/phrases.h"

/* Gives the scene a new patient: fills SLOT_PATIENT to SLOT_PLAN. */
void patient_new(struct scene *scene, struct rng *rng);

/* A sentence about the scene's patient, with one identifier or several, and a title that names the patient. Templates. */
const char *patient_sentence(struct rng *rng);
const char *patient_title(struct rng *rng);

/* Type of the identifier that a slot holds, as de-identification calls it ("NAME", "MRN", ...); NULL for other slots. */
const char *identifier_type(enum slot slot);

/* An address for log lines, of a documentation network. */
void documentation_address(char out[SLOT_MAX], struct rng *rng);

#endif
