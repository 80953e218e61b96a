/*
 * What a postmortem says: three authors, three forms. What happened is told by its times and by the words of the first report; why, by the
 * cause; the rest is what such pages are filled with.
 */
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/hospital.h"
#include "datasets/hospital/noise.h"
#include "datasets/hospital/postmortems.h"

#define COUNT(array)    (sizeof(array) / sizeof((array)[0]))
#define PICK(list, rng) (list)[rng_below((rng), COUNT(list))]

enum { MINUTE_S = 60 };

/* One that is being written. */
struct draft {
    struct strbuf *out, *scratch;
    struct rng *rng;
    struct scene *scene;
    const struct postmortem *of;
    struct hand hand;
    bool sure; /* the author knows why, and says so */
};

static const char *const summary[] = {
    "On $sent {users|colleagues} of $app {could not work as usual|were disrupted}. {First report|The first call} came from $ward.",
    "{Between $sent and the fix|From $sent on} $app {was not usable|worked only in part} for {several wards|parts of the house}.",
    "$app {failed|was disturbed}; {noticed by|reported from} $ward {first|at first}, {others followed|then from other wards}.",
};
static const char *const impact[][2] = {
    { "Care was {stopped|blocked} on {two|three|several} wards; {paper downtime forms|phone calls} were used. No harm to patients {is known|was reported}.",
      "{One theatre list|Two admissions} had to {wait|be moved}; {duty doctor|nursing lead} decided case by case." },
    { "Work went on with {paper|phone calls|a second list}, {slower|at about half the speed}.",
      "{Delays|Waiting times} of {20|30|45} minutes, {entries made later|backlog typed in by the evening shift}." },
};
static const char *const timeline_noticed[] = { "{monitoring|a ward} notices something{, no ticket yet|}",
                                                "first {calls|complaints} at the desk",
                                                "alert on $host{, taken for noise|}" };
static const char *const timeline_sought[] = {
    "{second|third} line joins, {logs of $host collected|call with the owner}",
    "wrong track: {network suspected|restart of $host, no change}", "{vendor|on-call} phoned"
};
static const char *const timeline_found[] = { "{cause narrowed down|fault found} on $host",
                                              "reproduced on the test system",
                                              "{first node|one ward} back with a workaround" };
static const char *const timeline_restored[] = { "service {back|restored}, wards informed",
                                                 "{fix|workaround} in place, watching",
                                                 "back to normal, backlog being worked off" };
static const char *const well[] = { "Downtime forms were at hand.",
                                    "The wards were informed within {ten|twenty} minutes.",
                                    "{On-call|The owner} answered at once.", "Nobody guessed: logs first." };
static const char *const badly[] = { "{It took|We needed} {40 minutes|an hour} to find the right team.",
                                     "The alert had been {muted|ignored} for days.",
                                     "{No|An outdated} runbook for $host.",
                                     "First tickets were filed under {another system|the wrong component}.",
                                     "Ward and desk used different names for the same thing." };
static const char *const unsure[] = {
    "{The cause could not be established with certainty|We could not prove it}. {Most likely|Probably}: ",
    "{Open|Still open}; {working theory|best guess so far}: ",
    "{Logs were rotated before we looked|The state was lost with the restart}. {Presumably|We suppose}: ",
};
static const char *const general_action[] = { "Runbook for $host updated", "Alert for this case",
                                              "Talk with $ward about the downtime procedure",
                                              "Add $app to the {morning check|on-call list}" };

static void say(struct draft *draft, const char *template)
{
    size_t len;

    strbuf_clear(draft->scratch);
    phrase_add(draft->scratch, template, draft->rng, draft->scene);
    len = draft->scratch->len;
    draft->out->failed |= draft->scratch->failed;
    if (len > 0 && draft->scratch->data[len - 1] == ' ') /* an empty alternative at the end */
        len--;
    noise_type(draft->out, draft->scratch->data, len, &draft->hand, draft->rng);
}

static void say_line(struct draft *draft, const char *before, const char *template, const char *after)
{
    strbuf_adds(draft->out, before);
    say(draft, template);
    strbuf_adds(draft->out, after);
}

/* ------------------------------------------------------------------------------------------------ front matter */

/* "key: "value"", the value told from a template; there are no quotes in any. */
static void add_key(struct draft *draft, const char *key, const char *template)
{
    strbuf_addf(draft->out, "%s: \"", key);
    phrase_add(draft->out, template, draft->rng, draft->scene);
    strbuf_adds(draft->out, "\"\n");
}

static void add_key_time(struct draft *draft, const char *key, int64_t time)
{
    char text[TIME_ISO_MAX];

    strbuf_addf(draft->out, "%s: %s\n", key, time_format(time, text));
}

static void add_lists(struct draft *draft)
{
    const struct ticket *ticket = &draft->of->ticket;
    enum system_id system = component_table[ticket->component].system;
    char id[TICKET_ID_MAX];

    strbuf_addf(draft->out, "systems: [%s", system_table[system].key);
    if (ticket->seen_as != system)
        strbuf_addf(draft->out, ", %s", system_table[ticket->seen_as].key);
    ticket_id(id, ticket->number);
    strbuf_addf(draft->out, "]\ntickets: [%s", id);
    for (unsigned i = 0; i < draft->of->n_followers; i++) {
        ticket_id(id, draft->of->follower[i]);
        strbuf_addf(draft->out, ", %s", id);
    }
    strbuf_addf(draft->out, "]\nreleases: [%s]\n", ticket->release);
}

/* The cause as one of the usual words, as a sentence, or not at all. Returns whether it is named by its word. */
static bool add_cause(struct draft *draft)
{
    double draw = rng_double(draft->rng);

    if (draft->sure && draw < 0.62)
        add_key(draft, "root_cause", cause_name[draft->of->ticket.cause]);
    else if (draft->sure && draw < 0.85)
        add_key(draft, "root_cause", cause_root(draft->of->ticket.cause, draft->rng));
    if (draw < 0.9)
        add_key(draft, "trigger", cause_trigger(draft->of->ticket.cause, draft->rng));
    return draft->sure && draw < 0.62;
}

static bool add_front_matter(struct draft *draft, const char *id)
{
    const struct ticket *ticket = &draft->of->ticket;
    char date[TIME_ISO_MAX];
    bool stated;

    strbuf_addf(draft->out, "---\nid: %s\ndate: %s\n", id, time_format_date(draft->of->due, date));
    add_lists(draft);
    add_key(draft, "severity", hospital_severity[ticket->severity].verbatim);
    stated = add_cause(draft);
    add_key_time(draft, "detected", ticket->detected);
    add_key_time(draft, "resolved", ticket->restored);
    strbuf_adds(draft->out, "---\n\n");
    return stated;
}

/* ------------------------------------------------------------------------------------------------ the page */

static void add_title(struct draft *draft)
{
    const struct ticket *ticket = &draft->of->ticket;

    strbuf_adds(draft->out, "# ");
    if (ticket->family != NULL)
        say(draft, family_aspect(ticket->family, ticket->episode)->title);
    else
        say(draft, "$app: {trouble|failure} with $topic");
    strbuf_adds(draft->out, "\n\n");
}

/* "[07:12] words" of a time of the incident; the day too where it is another. */
static void add_moment(struct draft *draft, int64_t time, const char *template)
{
    char text[TIME_ISO_MAX];

    time_format(time, text);
    strbuf_addf(draft->out, "- %.10s %.5s ", text, text + 11);
    say(draft, template);
    strbuf_addc(draft->out, '\n');
}

static void add_timeline(struct draft *draft)
{
    const struct ticket *ticket = &draft->of->ticket;
    int64_t worked = ticket->restored - ticket->created;
    char id[TICKET_ID_MAX], line[128];

    if (ticket->detected < ticket->created)
        add_moment(draft, ticket->detected, PICK(timeline_noticed, draft->rng));
    ticket_id(id, ticket->number);
    snprintf(line, sizeof line, "%s opened by $ward%s", id, draft->of->n_followers > 0 ? ", more tickets follow" : "");
    add_moment(draft, ticket->created, line);
    if (worked > 30 * MINUTE_S) {
        add_moment(draft, ticket->created + worked / 3, PICK(timeline_sought, draft->rng));
        add_moment(draft, ticket->created + worked * 2 / 3, PICK(timeline_found, draft->rng));
    }
    if (ticket->release[0] != '\0')
        add_moment(draft, ticket->created + worked * 3 / 4, "link to $release seen");
    add_moment(draft, ticket->restored, PICK(timeline_restored, draft->rng));
    strbuf_addc(draft->out, '\n');
}

/* What the first report said, in its words. */
static void add_report(struct draft *draft)
{
    const struct ticket *ticket = &draft->of->ticket;

    if (ticket->family == NULL)
        return;
    say_line(draft, "> ", family_aspect(ticket->family, ticket->episode)->body, "\n\n");
}

static void add_why(struct draft *draft)
{
    enum cause cause = draft->of->ticket.cause;

    if (!draft->sure) {
        say_line(draft, "", PICK(unsure, draft->rng), " ");
        if (rng_below(draft->rng, 3) == 0)
            cause = cause_draw(draft->rng); /* a wrong guess */
    }
    say_line(draft, "", cause_root(cause, draft->rng), ". ");
    say(draft, cause_finding(cause, draft->rng));
    if (draft->of->ticket.release[0] != '\0')
        say_line(draft, " ", "It came with $release.", "");
    strbuf_adds(draft->out, "\n\n");
}

static void add_actions(struct draft *draft, const char *mark)
{
    static const char *const owner[] = { "", " ({owner|team} of $app)", " (due in {two|four} weeks)", " (open)" };

    const char *first = cause_action(draft->of->ticket.cause, draft->rng), *second = first;

    while (second == first)
        second = cause_action(draft->of->ticket.cause, draft->rng);
    say_line(draft, mark, first, "");
    say_line(draft, "", PICK(owner, draft->rng), "\n");
    say_line(draft, mark, second, "");
    say_line(draft, "", PICK(owner, draft->rng), "\n");
    say_line(draft, mark, PICK(general_action, draft->rng), "\n");
}

static void add_impact(struct draft *draft)
{
    const char *const *lines = impact[draft->of->ticket.severity > 0];

    say(draft, lines[rng_below(draft->rng, 2)]);
    strbuf_addf(draft->out, " %u %s.\n\n", draft->of->n_followers + 1,
                draft->of->n_followers > 0 ? "tickets" : "ticket");
}

/* Every heading of the form, all of them filled in. */
static void tell_by_form(struct draft *draft)
{
    say_line(draft, "## Summary\n\n", PICK(summary, draft->rng), "\n\n");
    add_report(draft);
    strbuf_adds(draft->out, "## Impact\n\n");
    add_impact(draft);
    strbuf_adds(draft->out, "## Timeline\n\n");
    add_timeline(draft);
    strbuf_adds(draft->out, "## Root cause\n\n");
    add_why(draft);
    say_line(draft, "## What went well\n\n- ", PICK(well, draft->rng), "\n\n");
    say_line(draft, "## What went wrong\n\n- ", PICK(badly, draft->rng), "\n\n");
    strbuf_adds(draft->out, "## Actions\n\n");
    add_actions(draft, "- [ ] ");
}

/* A story, and why five times or less. */
static void tell_as_story(struct draft *draft)
{
    say_line(draft, "## What happened\n\n", PICK(summary, draft->rng), " ");
    say_line(draft, "", PICK(badly, draft->rng), "\n\n");
    add_impact(draft);
    add_report(draft);
    add_timeline(draft);
    strbuf_adds(draft->out, "## Why\n\n");
    add_why(draft);
    say_line(draft, "And why was that not seen? ", PICK(badly, draft->rng), "\n\n");
    strbuf_adds(draft->out, "## Follow-up\n\n");
    add_actions(draft, "1. ");
}

/* Notes of a meeting. */
static void tell_as_notes(struct draft *draft)
{
    say_line(draft, "**What:** ", PICK(summary, draft->rng), "\n\n**Impact:** ");
    add_impact(draft);
    strbuf_adds(draft->out, "**Cause:** ");
    add_why(draft);
    strbuf_adds(draft->out, "**To do:**\n\n");
    add_actions(draft, "* ");
}

int postmortem_tell(struct postmortems *postmortems, const struct postmortem *postmortem, const char *id, bool *stated,
                    struct err *err)
{
    const struct ticket *ticket = &postmortem->ticket;
    struct draft draft = { .out = &postmortems->page,
                           .scratch = &postmortems->scratch,
                           .rng = &postmortems->rng,
                           .scene = &postmortems->scene,
                           .of = postmortem,
                           .hand = { .typo = 0.003, .brief = 0.05 } };

    strbuf_clear(draft.out);
    scene_set_episode(draft.scene, ticket->episode, ticket->component);
    scene_set_reporter(draft.scene, draft.rng, ticket->seen_as, ticket->created);
    draft.scene->value[SLOT_RELEASE] = ticket->release;
    if (ticket->library != NULL)
        draft.scene->value[SLOT_LIBRARY] = ticket->library;
    draft.sure = rng_double(draft.rng) < 0.84;
    *stated = add_front_matter(&draft, id);
    add_title(&draft);
    switch (rng_below(draft.rng, 5)) {
    case 0:
        tell_as_notes(&draft);
        break;
    case 1:
    case 2:
        tell_as_story(&draft);
        break;
    default:
        tell_by_form(&draft);
        break;
    }
    return strbuf_check(draft.out, err);
}
