#include "score/report/stylesheet.h"

/*
 * Classes are those that html.c and svg.c write. The rules stand in parts because C17 promises no string longer than
 * 4095 bytes (5.2.4.1). Order: palette, page, blocks, tables, plots, forms, narrow and wide screens, paper.
 */

/* name, light, dark */
#define PALETTE(X)                                                                                                     \
    X("page", "#ffffff", "#14181d")                                                                                    \
    X("panel", "#f5f7f9", "#1c2229")                                                                                   \
    X("ink", "#1b2530", "#e3e8ed")                                                                                     \
    X("muted", "#55626f", "#a2aeba")                                                                                   \
    X("rule", "#d8dee4", "#353f49")                                                                                    \
    X("link", "#0b5aa8", "#84bbf2")                                                                                    \
    X("focus", "#0b5aa8", "#ffd166")                                                                                   \
    X("neutral", "#46525e", "#b9c4cf")                                                                                 \
    X("neutral-back", "#edf0f3", "#272f38")                                                                            \
    X("info", "#0a4c8c", "#9acbf7")                                                                                    \
    X("info-back", "#e6f0fa", "#15293d")                                                                               \
    X("good", "#1a6637", "#8fd8a9")                                                                                    \
    X("good-back", "#e5f4ea", "#15301f")                                                                               \
    X("warn", "#7a4a00", "#f2c879")                                                                                    \
    X("warn-back", "#fdf1d8", "#35290f")                                                                               \
    X("bad", "#a01c1c", "#ffa49c")                                                                                     \
    X("bad-back", "#fcebea", "#3d1b1a")                                                                                \
    X("series-1", "#1f5f99", "#7db7ee")                                                                                \
    X("series-2", "#b04a12", "#f0a06a")                                                                                \
    X("series-3", "#5f4b8b", "#bda7ea")                                                                                \
    X("up", "#b8491a", "#ef9563")                                                                                      \
    X("down", "#2f7391", "#6fb7d6")                                                                                    \
    X("axis", "#76828e", "#7d8a97")

#define COLOR(name, light, dark) { name, light, dark },
#define LIGHT(name, light, dark) "--" name ":" light ";"
#define DARK(name, light, dark)  "--" name ":" dark ";"

const struct stylesheet_color stylesheet_colors[] = { PALETTE(COLOR) };
const size_t stylesheet_n_colors = sizeof stylesheet_colors / sizeof stylesheet_colors[0];

/* Text needs 4.5 (WCAG 2.1, 1.4.3); lines, bars, borders of fields and the focus ring need 3 (1.4.11). Rules and
 * grids only decorate. */
const struct stylesheet_pair stylesheet_pairs[] = {
    { "ink", "page", 4.5 },         { "ink", "panel", 4.5 },
    { "muted", "page", 4.5 },       { "muted", "panel", 4.5 },
    { "link", "page", 4.5 },        { "link", "panel", 4.5 },
    { "page", "link", 4.5 },        { "neutral", "neutral-back", 4.5 },
    { "info", "info-back", 4.5 },   { "good", "good-back", 4.5 },
    { "warn", "warn-back", 4.5 },   { "bad", "bad-back", 4.5 },
    { "ink", "neutral-back", 4.5 }, { "ink", "info-back", 4.5 },
    { "ink", "good-back", 4.5 },    { "ink", "warn-back", 4.5 },
    { "ink", "bad-back", 4.5 },     { "link", "neutral-back", 4.5 },
    { "link", "info-back", 4.5 },   { "link", "good-back", 4.5 },
    { "link", "warn-back", 4.5 },   { "link", "bad-back", 4.5 },
    { "neutral", "rule", 3 },       { "info", "rule", 3 },
    { "good", "rule", 3 },          { "warn", "rule", 3 },
    { "bad", "rule", 3 },           { "series-1", "page", 3 },
    { "series-2", "page", 3 },      { "series-3", "page", 3 },
    { "up", "panel", 3 },           { "down", "panel", 3 },
    { "axis", "page", 3 },          { "axis", "panel", 3 },
    { "focus", "page", 3 },         { "focus", "panel", 3 },
};
const size_t stylesheet_n_pairs = sizeof stylesheet_pairs / sizeof stylesheet_pairs[0];

static const char palette[] = ":root{color-scheme:light dark;" PALETTE(
    LIGHT) "}\n"
           "@media screen and (prefers-color-scheme:dark){:root{" PALETTE(DARK) "}}\n";

static const char page[] =
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
    "body{margin:0 auto;max-width:76rem;padding:0 1.25rem 2rem;background:var(--page);color:var(--ink);"
    "font:400 .9375rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",\"Liberation Sans\",Arial,sans-serif;"
    "font-variant-numeric:tabular-nums;overflow-wrap:anywhere}\n"
    "h1,h2,h3,h4{line-height:1.25;text-wrap:balance;break-after:avoid;scroll-margin-top:1rem}\n"
    "h1{font-size:1.75rem;font-weight:650;letter-spacing:-.01em;margin:.1rem 0 .25rem}\n"
    "h2{font-size:1.1875rem;font-weight:650;margin:0 0 .75rem}\n"
    "h3{font-size:1rem;font-weight:650;margin:1.5rem 0 .5rem}\n"
    "h4{font-size:.9375rem;font-weight:650;margin:1.25rem 0 .5rem}\n"
    "p{margin:0 0 .75rem;max-width:46rem;text-wrap:pretty}\n"
    "ul{margin:0 0 .75rem;padding-left:1.25rem;max-width:46rem}\n"
    "li{margin:.15rem 0}\n"
    "a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}\n"
    "a:hover{text-decoration-thickness:2px}\n"
    ":focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}\n"
    "code{font:.875em/1.4 ui-monospace,\"SF Mono\",Menlo,Consolas,\"Liberation Mono\",monospace;overflow-wrap:anywhere}\n"
    "pre{font:.875em/1.5 ui-monospace,\"SF Mono\",Menlo,Consolas,\"Liberation Mono\",monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--panel);"
    "border:1px solid var(--rule);padding:.6rem .9rem;margin:.5rem 0 1rem}\n"
    "a,code,span,strong,time{unicode-bidi:isolate}\n"
    ".skip{position:absolute;left:-999rem}\n"
    ".skip:focus{left:1.25rem;top:.5rem;padding:.5rem 1rem;background:var(--page);z-index:1}\n"
    "header{padding:1.25rem 0 1rem}\n"
    ".product{margin:0 0 .75rem;font-size:.8125rem;color:var(--muted)}\n"
    ".product b{color:var(--ink);font-weight:650;margin-right:.5rem}\n"
    ".mark{width:1.5rem;height:1rem;margin-right:.4rem;vertical-align:-.15rem;fill:none;stroke:var(--series-1);stroke-width:2;"
    "stroke-linecap:round;stroke-linejoin:round}\n"
    ".identity{margin:0;color:var(--muted);max-width:none}\n"
    ".icon{width:1em;height:1em;fill:currentColor;flex:none;vertical-align:-.125em}\n"
    ".verdict{display:flex;gap:.9rem;align-items:center;margin-top:1rem;padding:.8rem 1.1rem;border-left:5px solid;border-radius:3px}\n"
    ".verdict .icon{width:1.9rem;height:1.9rem}\n"
    ".verdict p{margin:0;max-width:none}\n"
    ".verdict strong{display:block;font-size:1.25rem;line-height:1.25;font-weight:700}\n"
    ".verdict strong:first-letter{text-transform:uppercase}\n"
    ".verdict span{color:var(--ink)}\n"
    ".neutral{color:var(--neutral);background:var(--neutral-back)}\n"
    ".info{color:var(--info);background:var(--info-back)}\n"
    ".good{color:var(--good);background:var(--good-back)}\n"
    ".warn{color:var(--warn);background:var(--warn-back)}\n"
    ".bad{color:var(--bad);background:var(--bad-back)}\n"
    "footer{margin-top:2.5rem;padding-top:.9rem;border-top:1px solid var(--rule);font-size:.8125rem;color:var(--muted)}\n"
    "footer p{margin:0 0 .2rem;max-width:none}\n";

static const char blocks[] =
    "section{margin:0}\n"
    "main>section{padding-top:1.4rem;margin-bottom:1.9rem;border-top:1px solid var(--rule)}\n"
    "section>:last-child,details>:last-child,.note>div>:last-child{margin-bottom:0}\n"
    ".contents{margin:0 0 1.5rem;font-size:.875rem}\n"
    ".contents ol{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:0;padding:0;list-style:none}\n"
    ".contents a{display:inline-block;padding:.2rem 0;text-decoration:none}\n"
    ".contents a:hover{text-decoration:underline}\n"
    ".badge{display:inline-flex;gap:.35em;align-items:center;padding:.05em .55em .05em .4em;border-radius:1em;font-size:.8125rem;"
    "font-weight:600;line-height:1.5;white-space:nowrap;text-align:left}\n"
    ".note{display:flex;gap:.7rem;margin:0 0 1rem;padding:.7rem 1rem;border-left:4px solid;border-radius:3px}\n"
    ".note .icon{margin-top:.2em;width:1.1em;height:1.1em}\n"
    ".note p{margin:0 0 .3rem}\n"
    ".note p:not(:first-child),.note ul{color:var(--ink)}\n"
    ".empty{color:var(--muted);font-style:italic}\n"
    ".tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:0 0 1.25rem}\n"
    ".tiles div{display:flex;flex-direction:column;padding:.7rem .9rem;background:var(--panel);border-radius:4px;break-inside:avoid}\n"
    ".tiles dt{font-size:.8125rem;color:var(--muted);line-height:1.35}\n"
    ".tiles dd{margin:.1rem 0 0;font-size:1.5rem;font-weight:650;line-height:1.25}\n"
    ".tiles .aside{font-size:.8125rem;font-weight:400;color:var(--muted);line-height:1.4}\n"
    ".facts{margin:0 0 1.25rem}\n"
    ".facts div{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr);gap:0 1.25rem;padding:.32rem 0;"
    "border-bottom:1px solid var(--rule);break-inside:avoid}\n"
    ".facts div:last-child{border-bottom:0}\n"
    ".facts dt{color:var(--muted)}\n"
    ".facts dd{margin:0;unicode-bidi:isolate}\n"
    "details{margin:0 0 .75rem}\n"
    "summary{display:list-item;padding:.3rem 0;cursor:pointer;font-weight:600;border-radius:2px}\n"
    "summary:hover{color:var(--link)}\n"
    "details[open]>summary{margin-bottom:.4rem}\n"
    ".quote{margin:0 0 1rem;padding:.6rem 1rem;background:var(--panel);border-left:3px solid var(--rule);border-radius:3px}\n"
    ".quote blockquote{margin:0;white-space:pre-wrap;unicode-bidi:plaintext;max-width:52rem}\n"
    ".quote figcaption{margin-top:.4rem;font-size:.8125rem;color:var(--muted)}\n";

static const char tables[] =
    ".table{overflow-x:auto;margin:0 0 1.25rem;max-width:100%}\n"
    "table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.4}\n"
    "caption{text-align:left;font-weight:600;padding:0 0 .35rem;font-size:.875rem}\n"
    "th,td{padding:.38rem .75rem .38rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);unicode-bidi:isolate;min-width:4.5rem}\n"
    "th:last-child,td:last-child{padding-right:0}\n"
    "thead th{font-size:.8125rem;font-weight:600;color:var(--muted);vertical-align:bottom;border-bottom:1px solid var(--axis);overflow-wrap:break-word}\n"
    "tbody th{font-weight:500;min-width:11rem;overflow-wrap:anywhere}\n"
    "td{overflow-wrap:break-word;max-width:26rem}\n"
    "td time{white-space:nowrap}\n"
    "td code{overflow-wrap:inherit}\n"
    "tbody tr:last-child>*{border-bottom:0}\n"
    ".n+td:not(.n),.n+th:not(.n){padding-left:.9rem}\n"
    ".p{display:inline-block;min-width:3.5em}\n"
    ".n{text-align:right;white-space:nowrap}\n"
    "thead .n{white-space:normal}\n"
    ".n,.n+.n{min-width:3.5rem}\n"
    "tbody tr:hover>*{background:var(--panel)}\n"
    "td.empty{text-align:left}\n"
    ".bar{width:4.5rem;height:.5rem;margin-right:.6rem;vertical-align:.06em;border-radius:2px;background:none}\n"
    ".bar rect{fill:currentColor}\n"
    ".bar .track,.track{fill:var(--panel)}\n"
    ".bar .track{fill:var(--rule)}\n";

static const char plots[] =
    ".plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.25rem 2.5rem;margin:0 0 1.25rem}\n"
    ".plot{margin:0 0 1.25rem;max-width:30rem;break-inside:avoid}\n"
    ".plots .plot{margin:0}\n"
    ".plot>figcaption{font-size:.875rem;font-weight:600;margin-bottom:.5rem}\n"
    ".plot>svg{display:block;width:100%;height:auto;fill:none;font-size:12px;font-family:inherit}\n"
    ".plot text{fill:var(--ink)}\n"
    ".plot .value{font-weight:600}\n"
    ".plot .tick{fill:var(--muted);font-size:11px}\n"
    ".axis{stroke:var(--axis)}\n"
    ".grid{stroke:var(--rule)}\n"
    ".line{stroke-width:2;stroke-linejoin:round;stroke-linecap:round;fill:none}\n"
    ".line.s1{stroke:var(--series-1)}\n"
    ".line.s2{stroke:var(--series-2);stroke-dasharray:6 4}\n"
    ".line.s3{stroke:var(--series-3);stroke-dasharray:1 4}\n"
    ".dot.s1{fill:var(--series-1)}\n"
    ".dot.s2{fill:var(--series-2)}\n"
    ".dot.s3{fill:var(--series-3)}\n"
    ".limit{stroke:var(--axis);stroke-width:1.25;stroke-dasharray:3 4}\n"
    ".here{fill:var(--page);stroke:var(--ink);stroke-width:2}\n"
    ".guide{stroke:var(--ink);stroke-width:1;stroke-dasharray:2 3}\n"
    ".interval{stroke:var(--series-1);stroke-width:1.5}\n"
    ".bin{fill:var(--series-1)}\n"
    ".up{fill:var(--up)}\n"
    ".down{fill:var(--down)}\n"
    ".spark{width:6rem;height:1.25rem;vertical-align:-.3rem;fill:none}\n"
    ".spark .line{stroke-width:1.5}\n"
    ".data{margin:.35rem 0 0;font-size:.8125rem}\n"
    ".data summary{font-weight:400;color:var(--muted)}\n"
    ".data caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
    "form{margin:0 0 1rem}\n"
    "label{display:block;font-weight:600;margin:.6rem 0 .2rem}\n"
    "input,select,textarea,button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--axis);border-radius:4px;"
    "padding:.45rem .7rem;min-height:2.75rem;max-width:100%}\n"
    "input[type=checkbox],input[type=radio]{min-height:0;width:1.15rem;height:1.15rem;vertical-align:-.2rem}\n"
    "textarea{width:100%;max-width:46rem;min-height:7rem;line-height:1.5}\n"
    "button{cursor:pointer;font-weight:600;background:var(--panel)}\n"
    "button.first{background:var(--link);border-color:var(--link);color:var(--page)}\n";

static const char media[] =
    "@media screen and (max-width:40rem){\n"
    "body{padding:0 1rem 1.5rem}\n"
    "h1{font-size:1.375rem}\n"
    ".verdict{align-items:flex-start;padding:.75rem .9rem}\n"
    ".tiles{grid-template-columns:repeat(2,minmax(0,1fr))}\n"
    ".tiles dd{font-size:1.25rem}\n"
    ".tiles .aside{font-size:.8125rem}\n"
    ".facts div{grid-template-columns:1fr}\n"
    ".table{overflow:visible}\n"
    "table,caption,tbody,tr,th,td{display:block;width:auto;min-width:0;max-width:none}\n"
    "thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
    "tbody th,td,.n+td:not(.n),.n+th:not(.n){padding:.1rem 0;border-bottom:0;min-width:0;overflow-wrap:anywhere}\n"
    "tbody tr{padding:.5rem 0;border-bottom:1px solid var(--rule)}\n"
    "tbody td:empty{display:none}\n"
    "td[data-label]::before{content:attr(data-label) \": \";color:var(--muted);font-size:.8125rem}\n"
    ".n{text-align:left;white-space:normal}\n"
    ".badge{white-space:normal}\n"
    ".contents a{padding:.45rem 0}\n"
    "}\n"
    "@media (min-width:68rem){\n"
    ".body:has(>nav){display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:0 2.25rem;align-items:start}\n"
    ".contents{position:sticky;top:1rem}\n"
    ".contents ol{display:block}\n"
    ".table:not(:has(th:nth-child(9))){overflow:visible}\n"
    ".table:not(:has(th:nth-child(9))) thead th{position:sticky;top:0;background:var(--page)}\n"
    "}\n"
    "@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}\n"
    "@media (forced-colors:active){.bar rect,.icon,.bin,.up,.down{forced-color-adjust:auto}.bar .track{fill:Canvas}}\n"
    "@page{size:A4;margin:16mm 15mm 18mm}\n"
    "@media print{\n"
    "body{max-width:none;padding:0;font-size:9.5pt;line-height:1.4}\n"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
    ".skip,.contents,.data,.screen{display:none}\n"
    "header{padding-top:0}\n"
    "h1{font-size:18pt}h2{font-size:12.5pt}\n"
    "a{color:inherit;text-decoration:none}\n"
    "main>section{padding-top:.9rem;margin-bottom:1.1rem}\n"
    "table,thead th{font-size:8pt}caption{font-size:9pt}\n"
    "th,td,tbody th{min-width:0;padding:.3rem .5rem .3rem 0;overflow-wrap:anywhere}\n"
    "td time{white-space:normal}\n"
    ".plot>figcaption{font-size:9pt}\n"
    "thead th{overflow-wrap:normal}\n"
    ".badge{font-size:7.5pt}.bar{width:2.5rem;margin-right:.3rem}\n"
    ".table{overflow:visible}\n"
    "thead{display:table-header-group}\n"
    "tr,.verdict,.note,.quote{break-inside:avoid}\n"
    "p,li{orphans:3;widows:3}\n"
    ".plots{grid-template-columns:1fr 1fr;gap:1rem 1.5rem}\n"
    "details>summary{list-style:none}\n"
    "details:not([open])::details-content{content-visibility:visible;block-size:auto}\n"
    "}\n";

void stylesheet_write(struct strbuf *out)
{
    static const char *const part[] = { palette, page, blocks, tables, plots, media };

    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        strbuf_adds(out, part[i]);
}
