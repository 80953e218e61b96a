/*
 * phi_vehicle.c - numbers of vehicles.
 *
 *     VIN      with its check digit (49 CFR 565.15) anywhere, without behind a word for a vehicle
 *     plate    behind such a word: five to eight capitals and digits
 */
#include <string.h>

#include "datasets/phi/phi_context.h"
#include "datasets/phi/phi_scan.h"

enum { VIN_LEN = 17 };

/* Values of letters and weights of positions: 49 CFR 565.15(c), tables III and IV. I, O and Q are not used. */
static bool passes_vin_check(const char *vin)
{
    static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
    static const unsigned char values[] = { 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9 };
    static const unsigned char weights[VIN_LEN] = { 8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2 };
    unsigned sum = 0;

    for (size_t i = 0; i < VIN_LEN; i++) {
        const char *letter = strchr(letters, vin[i]);

        if (phi_is_digit((unsigned char)vin[i]))
            sum += (unsigned)(vin[i] - '0') * weights[i];
        else if (letter != NULL)
            sum += values[letter - letters] * weights[i];
        else
            return false;
    }
    return vin[8] == (sum % 11 == 10 ? 'X' : (char)('0' + sum % 11));
}

/* Seventeen capitals and digits without I, O and Q. */
static bool is_vin(const struct phi_scan *scan, const struct phi_token *token)
{
    if (token->end - token->start != VIN_LEN || token->n_groups != 1 || token->n_lower > 0 || token->n_upper < 2 ||
        token->n_digits < 4)
        return false;
    return memchr(scan->text + token->start, 'I', VIN_LEN) == NULL &&
           memchr(scan->text + token->start, 'O', VIN_LEN) == NULL &&
           memchr(scan->text + token->start, 'Q', VIN_LEN) == NULL;
}

/* Capitals that belong to a plate, one blank or hyphen before the token: "WDX |0123". Returns where they begin. */
static size_t plate_start(const struct phi_scan *scan, const struct phi_token *token)
{
    size_t end, start;
    unsigned char before;

    if (phi_byte_before(scan, token->start) != ' ')
        return token->start;
    end = token->start - 1;
    for (start = end; start > scan->floor && end - start < 4 && phi_is_upper((unsigned char)scan->text[start - 1]);)
        start--;
    before = phi_byte_before(scan, start);
    if (start == end || end - start > 3 || phi_is_alnum(before) || phi_is_joiner(before) || before >= 0x80)
        return token->start;
    return start;
}

/* Up to three capitals behind it: "AB12| CDE". */
static size_t plate_end(const struct phi_scan *scan, const struct phi_token *token)
{
    size_t n = 0;

    if (phi_token_letters(token) == 0 || token->end - token->start > 5 || phi_byte(scan, token->end) != ' ')
        return token->end;
    while (n < 4 && phi_is_upper(phi_byte(scan, token->end + 1 + n)))
        n++;
    if (n == 0 || n > 3 || phi_is_alnum(phi_byte(scan, token->end + 1 + n)) ||
        phi_byte(scan, token->end + 1 + n) >= 0x80 ||
        (phi_byte(scan, token->end + 1 + n) != 0 && strchr("@:-._/+%'", phi_byte(scan, token->end + 1 + n)) != NULL))
        return token->end;
    return token->end + 1 + n;
}

/* A plate has five to eight capitals and digits, some of both; after "plate" also digits alone. */
static bool find_plate(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    size_t start = plate_start(scan, token), end = plate_end(scan, token);
    size_t n = token->n_digits + phi_token_letters(token) + (token->start - start) + (end - token->end);
    struct phi_label label;

    n -= (start < token->start) + (end > token->end); /* the blanks */
    if (n < 5 || n > 8)
        return false;
    label = phi_label_before(scan, start);
    if ((label.type != PHI_VEHICLE && phi_list_before(scan, start) != PHI_VEHICLE) || token->n_lower > 0)
        return false;
    if (n == token->n_digits && (label.type == PHI_NONE || !label.certain))
        return false;
    *span = (struct phi_span){ .start = start, .end = end, .type = PHI_VEHICLE };
    return true;
}

bool phi_find_vehicle(const struct phi_scan *scan, const struct phi_token *token, struct phi_span *span)
{
    if (token->n_groups > 2 || token->n_lower > 0 || token->n_digits < 2)
        return false;
    if (!is_vin(scan, token))
        return token->joiner != '.' && token->joiner != '_' && token->end - token->start <= 9 &&
               find_plate(scan, token, span);
    if (!passes_vin_check(scan->text + token->start) && phi_label_before(scan, token->start).type != PHI_VEHICLE)
        return false;
    *span = (struct phi_span){ .start = token->start, .end = token->end, .type = PHI_VEHICLE };
    return true;
}
