/*
 * phi_hl7.c - fields of HL7 v2 that identify a person, before a number: see phi_context.h.
 *
 *     PID-3=12345678     a field that is cited
 *     PID|1||12345678    a field of a segment
 */
#include <string.h>

#include "datasets/phi/phi_context.h"

/* Fields of HL7 v2 segments that identify a person, as they are cited ("PID-3", "PID.13"). Names and addresses come with
 * theirs. */
struct hl7_field {
    const char *segment;
    unsigned char field, type;
};

static const struct hl7_field hl7_fields[] = {
    { "PID", 2, PHI_MRN },         { "PID", 3, PHI_MRN },        { "PID", 4, PHI_MRN },
    { "PID", 7, PHI_DATE },        { "PID", 13, PHI_PHONE },     { "PID", 14, PHI_PHONE },
    { "PID", 18, PHI_ACCOUNT },    { "PID", 19, PHI_SSN },       { "PID", 20, PHI_LICENSE },
    { "PV1", 19, PHI_MRN },        { "NK1", 5, PHI_PHONE },      { "NK1", 6, PHI_PHONE },
    { "GT1", 6, PHI_PHONE },       { "GT1", 12, PHI_SSN },       { "IN1", 36, PHI_HEALTHPLAN },
    { "IN1", 49, PHI_HEALTHPLAN }, { "IN1", 2, PHI_HEALTHPLAN }, { "MRG", 1, PHI_MRN },
};

static enum phi_type hl7_type(const char *segment, unsigned field)
{
    for (size_t i = 0; i < sizeof hl7_fields / sizeof hl7_fields[0]; i++)
        if (hl7_fields[i].field == field && memcmp(hl7_fields[i].segment, segment, 3) == 0)
            return (enum phi_type)hl7_fields[i].type;
    return PHI_NONE;
}

static bool leads_to_value(unsigned char c)
{
    return c == ' ' || c == '=' || c == ':' || c == '"' || c == '\'';
}

/* The field cited before text[at], as "PID-3=" or "PID-3.1: ". */
static struct phi_label hl7_citation(const struct phi_scan *scan, size_t at)
{
    struct phi_label label = { .type = PHI_NONE, .strength = PHI_STRONG };
    size_t blanks = 0, end;
    unsigned field = 0;

    for (; blanks < 4 && leads_to_value(phi_byte_before(scan, at)); blanks++)
        at--;
    if (blanks == 0 || !phi_is_digit(phi_byte_before(scan, at)))
        return label;
    if (at >= scan->floor + 3 && scan->text[at - 2] == '.' && phi_is_digit((unsigned char)scan->text[at - 3]))
        at -= 2; /* a component */
    for (end = at; at > scan->floor && end - at < 2 && phi_is_digit((unsigned char)scan->text[at - 1]);)
        at--;
    for (size_t i = at; i < end; i++)
        field = field * 10 + (unsigned)(scan->text[i] - '0');
    if (at < scan->floor + 4 || (scan->text[at - 1] != '-' && scan->text[at - 1] != '.'))
        return label;
    label.start = at - 4;
    label.type = hl7_type(scan->text + label.start, field);
    return label;
}

/*
 * The field of a segment, "PID|1||12345678^^^H^MR", that begins at text[at] or, repeated, behind a '~'. Looks further left than
 * floor: what counts there is '|', which no span holds, and the name of a segment.
 */
static struct phi_label hl7_segment(const struct phi_scan *scan, size_t at)
{
    enum { SEGMENT_MAX = 512, FIELD_MAX = 60 };
    struct phi_label label = { .type = PHI_NONE, .strength = PHI_STRONG, .start = at };
    unsigned field = 0;

    if (at == 0 || (scan->text[at - 1] != '|' && scan->text[at - 1] != '~'))
        return label;
    for (size_t i = at; i >= 4 && at - i < SEGMENT_MAX && field < FIELD_MAX; i--) {
        char c = scan->text[i - 1];

        if (c == '\n' || c == '\r')
            break;
        field += c == '|';
        if (c == '|' && (i == 4 || !phi_is_alnum((unsigned char)scan->text[i - 5])))
            label.type = hl7_type(scan->text + i - 4, field);
        if (label.type != PHI_NONE)
            break;
    }
    phi_count(scan, SEGMENT_MAX);
    return label;
}

struct phi_label phi_hl7_before(const struct phi_scan *scan, size_t at)
{
    struct phi_labels_read *kept = scan->labels;
    struct phi_label label;

    if (kept != NULL && kept->has_hl7 && kept->hl7_at == at && kept->hl7_floor == scan->floor)
        return kept->hl7;
    label = hl7_segment(scan, at);
    if (label.type == PHI_NONE)
        label = hl7_citation(scan, at);
    if (kept != NULL) {
        kept->hl7 = label;
        kept->hl7_at = at;
        kept->hl7_floor = scan->floor;
        kept->has_hl7 = true;
    }
    return label;
}
