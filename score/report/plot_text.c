#include "score/report/plot_text.h"

#include <string.h>

/* Advance widths of ' ' to '~' in hundredths of an em: the larger of DejaVu Sans and Verdana, the widest faces that a
 * system font stack ends at (from their hmtx tables), rounded up. */
static const unsigned char ascii_advance[] = {
    36, 41, 46, 84, 64, 108, 78, 28, 46,  46, 64, 84, 37, 46, 37, 46, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 46, 46, 84, 84,  84, 55, 100, 69, 69, 70, 78, 64, 58, 78, 76, 43, 46, 70, 56, 87, 75, 79,
    61, 79, 70, 69, 62, 74,  69, 99, 69,  62, 69, 46, 46, 46, 84, 64, 64, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 35, 60, 28, 98,  64, 62, 64,  64, 43, 53, 40, 64, 60, 82, 60, 60, 53, 64, 46, 64, 84,
};

/* In em. Beyond ASCII by script, so that an estimate is hardly ever too small. */
static double advance(uint32_t cp)
{
    if (cp < ' ')
        return 0.36; /* shown as a blank */
    if (cp < 0x7F)
        return ascii_advance[cp - ' '] / 100.0;
    if ((cp >= 0x300 && cp <= 0x36F) || cp == 0x200C || cp == 0x200D || cp == 0xFE0E || cp == 0xFE0F)
        return 0;
    if (cp < 0x530)
        return 0.85;
    if (cp == 0xFDFD || cp == 0xFDFA || cp == 0x2E3B || (cp >= 0x12000 && cp <= 0x1254F))
        return 12; /* single characters as wide as a word */
    return cp >= 0x1F000 ? 1.4 : 1.1;
}

/* Writes the visible form of `text` to `out`, one line, cut with an ellipsis where it would be wider than `max`.
 * Returns its width. */
static double fit_text(struct strbuf *out, const char *text, double font, double max, bool *cut)
{
    const double ellipsis = 1.0 * font;
    double width = 0, width_fits = 0;
    size_t at = 0, fits = 0; /* out->data[0, fits) and an ellipsis stay below max */

    strbuf_clear(out);
    html_visible(out, text, strlen(text));
    while (at < out->len) {
        uint32_t cp;
        size_t n = html_decode(&cp, out->data + at, out->len - at);
        double step;

        if (cp == '\n' || cp == '\t')
            out->data[at] = ' ';
        step = advance(cp) * font;
        if (width + ellipsis <= max && step > 0) {
            fits = at;
            width_fits = width;
        }
        width += step;
        at += n;
    }
    *cut = width > max && !out->failed;
    if (*cut) {
        out->len = fits;
        strbuf_adds(out, "\xE2\x80\xA6");
        width = width_fits + ellipsis;
    }
    return width;
}

double plot_text_width(struct html *h, const char *text, double font, double max)
{
    bool cut;
    double width = fit_text(&h->scratch, text, font, max, &cut);

    if (h->scratch.failed)
        h->out->failed = 1;
    return width;
}

void plot_label(struct html *h, const char *class, enum plot_anchor anchor, double x, double y, const char *text,
                double max)
{
    static const char *const name[] = { "start", "middle", "end" };
    const double font = strcmp(class, "tick") == 0 ? PLOT_FONT_TICK : PLOT_FONT;
    bool cut;

    fit_text(&h->scratch, text, font, max, &cut);
    strbuf_addf(h->out, "<text class=\"%s\" text-anchor=\"%s\" x=\"%.2f\" y=\"%.2f\">", class, name[anchor], x, y);
    if (cut) {
        html_raw(h, "<title>");
        html_text(h, text);
        html_raw(h, "</title>");
    }
    html_textn(h, h->scratch.data, h->scratch.len);
    html_raw(h, "</text>\n");
    if (h->scratch.failed)
        h->out->failed = 1;
}
