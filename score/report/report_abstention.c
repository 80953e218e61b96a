#include "score/report/report_abstention.h"

#include <math.h>

#include "score/report/report_values.h"

/* Where even suggestions that are all right would not do. Records of older programs do not say it. */
static void add_too_few(struct strbuf *out, const json_t *abstention)
{
    double least = report_number(abstention, "least"), older = report_number(abstention, "older");

    if (!isnan(least) && !isnan(older) && older < least)
        strbuf_addf(out, " At least %.0f tested suggestions that were all right would be needed to promise that; there are %.0f to choose by.", least, older);
}

void report_add_abstention(struct strbuf *out, const json_t *abstention)
{
    double threshold = report_number(abstention, "threshold"), precision = report_number(abstention, "precision"), asked = report_number(abstention, "asked"),
           by_cost = report_number(abstention, "by_cost");
    char buf[HTML_NUMBER_MAX];

    if (!json_is_object(abstention))
        return;
    if (isnan(threshold) && isnan(asked))
        strbuf_adds(out, "It is not known how sure is sure enough: a person should look at every suggestion.");
    else if (isnan(threshold)) {
        strbuf_addf(out, "No probability is high enough for %.3g %% right suggestions: a person should look at every one.", 100 * asked);
        add_too_few(out, abstention);
    }
    else
        strbuf_addf(out, "From probability %s on no person needs to look (asked: %.3g %% right). On the newest tested rows, which did not choose it, it covers %.0f %%", report_chance(buf, threshold, 2),
                    100 * asked, 100 * report_number(abstention, "coverage"));
    if (!isnan(threshold) && !isnan(precision))
        strbuf_addf(out, "; of these %.0f %% were right", 100 * precision);
    if (!isnan(threshold))
        strbuf_addc(out, '.');
    if (!isnan(threshold) && by_cost > threshold)
        strbuf_addf(out, " What a wrong suggestion costs asks for more: at least %s, as the review queue has it.", report_chance(buf, by_cost, 2));
}
