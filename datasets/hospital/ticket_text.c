/*
 * What a ticket says. Most people describe what they see, some only name it, some write no more than that it does not work: those
 * are what keeps routing from being trivial.
 */
#include <assert.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/causes.h"
#include "datasets/hospital/identifiers.h"
#include "datasets/hospital/noise.h"
#include "datasets/hospital/scene.h"
#include "datasets/hospital/ticket.h"

#define COUNT(array)    (sizeof(array) / sizeof((array)[0]))
#define PICK(list, rng) (list)[rng_below((rng), COUNT(list))]

/* How much title and message tell. */
enum style { STYLE_FULL, STYLE_TERSE, STYLE_VAGUE };

struct telling {
    enum style title, message; /* a title is never terse */
};

/* [0] of what fails, [1] of what is wished or planned. */
enum { N_VAGUE_TITLES = 8, N_VAGUE_BODIES = 7 };

static const char *const vague_title[2][N_VAGUE_TITLES] = {
    { "{Problem|Issue|Trouble} with $app", "$app {not working|does not work|down?}",
      "$app {again|still} {slow|not working}", "{URGENT|Help|Please help}: $app",
      "{Error|Error message|Message} in $app", "{Something|It} is wrong {on $ward|since this morning}",
      "{Cannot work|We cannot work}, $ward", "{Strange|Wrong} {display|values|list} in $app" },
    { "{Request|Question} {about|regarding} $app", "{Wish|Request} {from|of} $ward",
      "Please {call|call back} {about|because of} $app", "{Something|Small thing} for $app",
      "$app: {see attachment|see form}", "{Reminder|Follow-up}: $app", "{As discussed|As agreed}",
      "{New request|Request}, $ward" },
};

static const char *const vague_body[2][N_VAGUE_BODIES] = {
    { "{It|$app} {does not work|is not working} {properly|right|at all} since $time. {Please look into it.|Can somebody have a look?|Please fix.}",
      "{Same|The same} {problem|thing} as {last week|yesterday|the other day}. {Nobody told us what it was.|It was fixed then, now it is back.}",
      "We get an error {message|window} on $pc and on {two|three} others. {Screenshot attached.|I did not write it down.}{ Restart did not help.|}",
      "{It takes forever|Very slow} and {then stops|sometimes it just stops}. {Colleagues say the same.|Whole team is waiting.}",
      "{Data|Information} is {missing|not complete|old} in $app for {some|several} patients. {Others are fine.|I cannot say since when.}",
      "{Not sure who to ask.|I hope this is the right place.} $app {behaves oddly|acts strange} since {the weekend|yesterday|this morning}.",
      "{Please call|Call} me on ext. $ext, I {will|can} show you.{ Hard to describe.|}" },
    { "{Please see|See} the {form|attachment|mail of last week}. {Approved by the ward manager.|Thank you.}",
      "As discussed {on the phone|in the meeting}{ with $staff|}.",
      "{Who|Which team} is responsible for this? Please {forward|pass it on}.",
      "Same as last {year|month|time}{, please|}.",
      "We would like to {talk about|plan} this. {Any day|Mornings} on $ward, ext. $ext.",
      "{Details|List} to follow by mail{, please reserve time|}.",
      "{By the end of the month|Within four weeks}, please. {Questions to|Contact:} ext. $ext." },
};

static const char *const terse_body[] = {
    "{See title.|As above.|See subject.} {$ward.|}", "{Since|From} $time{, $ward|}.",
    "{Please fix asap.|Pls check.} {$pc|}",          "{Screenshot attached.|Photo attached.} ext. $ext",
    "{Again.|Second time this week.|Still.}",        "$ward, {all|most} {workstations|users}.",
};

/* What comes up once and does not come back. By kind of maintenance. */
static const char *const single_title[N_MAINTENANCE][3] = {
    [CORRECTIVE] = { "{Error|Problem|Fault} with $topic in $app", "$app: $topic {not working|wrong}",
                     "$code when using $topic" },
    [ADAPTIVE] = { "{Change|Adjust} $topic for {new department|new device|law change}",
                   "$app: prepare $topic for {new version|server move}", "Connect {new clinic|new device} to $app" },
    [PERFECTIVE] = { "{Wish|Suggestion|Idea}: $topic {easier to use|with fewer clicks}",
                     "$app: {sort|filter} in $topic", "Could $topic be {faster|clearer}?" },
    [PREVENTIVE] = { "{Review|Check} $topic before {winter|audit|holiday}", "{Clean up|Tidy} $topic",
                     "{Support|Contract} for $app: $topic {needs attention|ends soon}" },
};

static const char *const single_body[N_MAINTENANCE][3] = {
    [CORRECTIVE] = { "We see $code when {working with|opening|saving} $topic in $app. {Not always.|Every time.} {Started at $time.|First seen today.}",
                     "Something in $topic {changed|is different} since {the weekend|yesterday}. {Expected|Before}: one entry, {now|actual}: $n.",
                     "$host {logs|reports} $code for $topic. {Users have not noticed yet.|Users on $ward have noticed.}" },
    [ADAPTIVE] = { "{From|Starting} next {month|quarter} $topic must {also cover|support} {the new clinic|a second site|the new form}. Please {estimate|plan}.",
                   "Vendor ends support for version $ver; $topic has to {move|be tested} before." },
    [PERFECTIVE] = { "$topic works but takes {six|eight} clicks. {Could|Can} we have {a default|a shortcut|a better list}?",
                     "Please {sort|group} $topic by {ward|date}. {Small thing, big help.|}" },
    [PREVENTIVE] = { "Yearly check of $topic is due in $days days. {Checklist attached.|Same as last year.}",
                     "There are $big old entries in $topic. {Please clean up before|Remove them before} it becomes a problem." },
};

static const char *const planned_resolution[] = {
    "Done with the {Thursday|monthly} window.",
    "{Done|Set up}, requester {confirmed|informed}.",
    "{Built|Changed} in test, {shown to the ward|accepted}, now in production.",
    "Put on the list of the next release; closed here.",
    "{Discussed|Agreed} with the owner, {done|no change needed}.",
};

/* What else a resolution of a failure says. */
static const char *const closing[] = {
    "Requester confirmed.", "{Watched|Observed} for two days, quiet.", "{Ward|User} informed.", "", "", "",
};
static const char *const not_found[] = {
    "Could not be reproduced; closed after two weeks without news.",
    "{Gone|Works again} after {restart|log off and on}, cause not found.",
    "Works again, nobody knows why.",
};

/* By what it does to care, and for wishes and plans by how much they press. */
static const char *const impact[2][N_SEVERITIES][4] = {
    { { "{Patient safety at risk.|This is a patient safety issue!|Care has stopped.} {Please treat as top priority.|Need somebody NOW.}",
        "We had to {divert|stop} and went to paper.",
        "{Theatre|Emergency} is {waiting|standing still} because of this.",
        "No {safe|other} way to work at the moment." },
      { "{Workaround|For now}: we {phone|use paper}, but that does not {scale|last}.",
        "{Whole ward|Several teams} affected, delays of {20|30|40} minutes.",
        "{Discharges|Patients} are {delayed|waiting}.", "We manage with {paper|phone calls}, for how long?" },
      { "{Annoying|It costs time} but we can work.", "Happens {several times a day|now and then}.",
        "{A few|Some} colleagues are affected.", "" },
      { "{Not urgent.|No hurry.|Low priority.}", "{Cosmetic|Small thing}, when you have time.",
        "{Just for information.|Nice to have.}", "" } },
    { { "{Must be done today|Deadline is tonight}, care depends on it.", "Today, please.", "", "" },
      { "{Needed|We need it} {this week|before the weekend}.", "{Audit|Go-live} depends on it.",
        "Patients are booked for it already.", "" },
      { "{Within|In} {two|three} weeks would be {good|fine}.",
        "{It would help|This helps} {the ward|all of us} every day.", "", "" },
      { "{Not urgent.|No hurry.|Low priority.}", "When you have time.", "{Nice to have.|No deadline.}", "" } },
};

/* What people add about themselves and their attempts; says nothing about the cause. */
enum { N_DETAILS = 10 };

static const char *const detail[2][N_DETAILS] = {
    { "{Tried|Checked} on {two|three} {workstations|PCs}, {same|no difference}.",
      "{Logged off and on|Restarted $pc}, {no change|did not help}.",
      "Last {time|seen} ok: {yesterday evening|before lunch|on the night shift}.",
      "{Colleague|Night shift|The other team} {had|reported} the same{ already|}.",
      "First noticed by $staff {at|around} $time.", "{It|This} {comes and goes|is permanent|is not always so}.",
      "{Happens|Seen} with {my|any} login, {also|even} as {another user|test user}.",
      "{The vendor|The key user|Our super user} {was asked|has no idea|said to open a ticket}.",
      "$ward{ and one neighbour ward|, day and night|}.",
      "We had this in {spring|winter|the last release}{ already|}." },
    { "{Manager|Head nurse|Department head} {agrees|has approved}.",
      "{By the end of the month|Before Friday} would be {good|great}.", "Contact: $staff, ext. $ext",
      "{Cost center|Budget} as always.", "{Form|List|Mail} is attached.", "{Please tell|Tell} us when it is done.",
      "{Asked|Requested} {last year|in spring} already.", "{Same|Also} for $ward.", "Test with us before, please.",
      "{Please|Kindly} {give|send} {feedback|an update} before {noon|the weekend}." },
};

/* After a change: where it is known which release brought it, and where people only suspect one. */
static const char *const after_release[] = {
    "{Started|It began} {right after|after} $release.",
    "{Since $release went live|Since the update to $release} {this happens|it is like this}.",
    "Before $release it worked.",
};
static const char *const after_change[] = {
    "{Started|It began} {right after|after} {last night's|yesterday's|the} {update|change|maintenance}.",
    "Since the {update|change} {this happens|it is like this}.",
    "{Did|Has} somebody {change|install} something {last night|yesterday}? {Before it worked.|}",
};

void ticket_text_init(struct ticket_text *text)
{
    memset(text, 0, sizeof *text);
    strbuf_init(&text->title);
    strbuf_init(&text->description);
    strbuf_init(&text->resolution);
    strbuf_init(&text->scratch);
}

void ticket_text_release(struct ticket_text *text)
{
    strbuf_release(&text->title);
    strbuf_release(&text->description);
    strbuf_release(&text->resolution);
    strbuf_release(&text->scratch);
}

int ticket_text_check(const struct ticket_text *text, struct err *err)
{
    return text->title.failed || text->description.failed || text->resolution.failed ? err_nomem(err) : 0;
}

/* One sentence or title, as that hand types it. */
static void say(struct ticket_text *text, struct strbuf *out, const char *template, const struct hand *hand,
                struct rng *rng)
{
    if (template[0] == '\0')
        return;
    strbuf_clear(&text->scratch);
    phrase_add(&text->scratch, template, rng, &text->scene);
    if (out->len > 0 && out->data[out->len - 1] != '\n')
        strbuf_addc(out, ' ');
    noise_type(out, text->scratch.data, text->scratch.len, hand, rng);
    out->failed |= text->scratch.failed;
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        out->data[--out->len] = '\0';
}

static const char *single_text(const char *const list[3], struct rng *rng)
{
    return list[rng_below(rng, list[2] == NULL ? 2 : 3)];
}

static int is_request(const struct ticket *ticket)
{
    return ticket->maintenance != CORRECTIVE;
}

static void tell_title(struct ticket_text *text, const struct ticket *ticket, struct telling telling,
                       const struct hand *hand, struct rng *rng)
{
    const char *template;

    if (telling.title == STYLE_VAGUE)
        template = vague_title[is_request(ticket)][rng_below(rng, N_VAGUE_TITLES)];
    else if (ticket->family != NULL)
        template = family_aspect(ticket->family, ticket->episode)->title;
    else
        template = single_text(single_title[ticket->maintenance], rng);
    say(text, &text->title, template, hand, rng);
}

/* What happened: in the words of the family, in few, or in none. */
static void tell_event(struct ticket_text *text, const struct ticket *ticket, struct telling telling,
                       const struct hand *hand, struct rng *rng)
{
    const char *template;

    if (telling.message == STYLE_VAGUE)
        template = vague_body[is_request(ticket)][rng_below(rng, N_VAGUE_BODIES)];
    else if (telling.message == STYLE_TERSE)
        template = PICK(terse_body, rng);
    else if (ticket->family == NULL)
        template = single_text(single_body[ticket->maintenance], rng);
    else
        template = family_aspect(ticket->family, ticket->episode)->body;
    say(text, &text->description, template, hand, rng);
}

/* Whether it came after a change, as far as the reporter can tell. */
static void tell_suspicion(struct ticket_text *text, const struct ticket *ticket, const struct hand *hand,
                           struct rng *rng)
{
    if (ticket->release[0] != '\0')
        say(text, &text->description, PICK(after_release, rng), hand, rng);
    else
        say(text, &text->description, PICK(after_change, rng), hand, rng);
}

/* Something noticed that points at the cause, or at another one: nobody at a screen can tell which. */
static void tell_hint(struct ticket_text *text, const struct ticket *ticket, const struct hand *hand, struct rng *rng)
{
    double draw = rng_double(rng);
    enum cause other = cause_draw(rng);

    if (ticket->maintenance != CORRECTIVE || draw >= 0.42)
        return;
    text->hinted = draw < 0.34 || other == ticket->cause;
    say(text, &text->description, cause_hint(text->hinted ? ticket->cause : other, rng), hand, rng);
}

/* How bad it feels: the severity as filed, and not always that. */
static int felt_severity(const struct ticket *ticket, struct rng *rng)
{
    double mood = rng_double(rng);
    int felt = ticket->severity_filed - (mood < 0.13) + (mood > 0.87);

    return felt < 0 ? 0 : felt >= N_SEVERITIES ? N_SEVERITIES - 1 : felt;
}

/* The message itself: what happened, how bad it is, what else. */
static void tell_message(struct ticket_text *text, const struct ticket *ticket, struct telling telling,
                         const struct hand *hand, struct rng *rng)
{
    struct strbuf *out = &text->description;
    const struct family *other = family_at(rng_below(rng, family_count()));
    int request = is_request(ticket);
    uint32_t first = rng_below(rng, N_DETAILS), second = (first + 1 + rng_below(rng, N_DETAILS - 1)) % N_DETAILS;

    tell_event(text, ticket, telling, hand, rng);
    if (telling.message != STYLE_TERSE)
        tell_hint(text, ticket, hand, rng);
    if (ticket->commit[0] != '\0' && rng_double(rng) < 0.6)
        tell_suspicion(text, ticket, hand, rng);
    if (telling.message != STYLE_TERSE && rng_double(rng) < 0.62)
        say(text, out, detail[request][first], hand, rng);
    if (rng_double(rng) < 0.6)
        say(text, out, PICK(impact[request][felt_severity(ticket, rng)], rng), hand, rng);
    if (rng_double(rng) < 0.35)
        say(text, out, detail[request][second], hand, rng);
    if (rng_double(rng) < 0.08) {
        say(text, out, "{Also|By the way|One more thing}:", hand, rng);
        say(text, out, family_aspect(other, rng_u32(rng))->title, hand, rng);
        strbuf_addc(out, '.');
    }
}

/* Before the message: a copied header, a greeting. */
static void tell_opening(struct ticket_text *text, struct rng *rng)
{
    struct strbuf *out = &text->description;

    if (rng_double(rng) < 0.06) {
        noise_mail_header(out, text->title.data, rng, &text->scene);
        strbuf_addc(out, '\n');
    }
    if (rng_double(rng) < 0.4) {
        noise_greeting(out, rng, &text->scene);
        strbuf_addc(out, '\n');
    }
}

/* A dead battery has no stack. */
static bool leaves_traces(const struct ticket *ticket)
{
    switch (ticket->cause) {
    case CAUSE_HARDWARE:
    case CAUSE_TRAINING:
    case CAUSE_ACCESS:
    case CAUSE_ERROR:
        return false;
    default:
        return ticket->maintenance == CORRECTIVE;
    }
}

/* After it: log lines, a stack, a signature. Only some people have the first two at hand. */
static void tell_closing(struct ticket_text *text, const struct ticket *ticket, struct rng *rng)
{
    struct strbuf *out = &text->description;
    double block = rng_double(rng);

    if (leaves_traces(ticket) && block < 0.14) {
        strbuf_addc(out, '\n');
        noise_log(out, rng, &text->scene);
    } else if (leaves_traces(ticket) && block < 0.22) {
        strbuf_addc(out, '\n');
        noise_stack(out, system_table[component_table[ticket->component].system].extension, rng, &text->scene);
    }
    if (rng_double(rng) < 0.45) {
        strbuf_addc(out, '\n');
        noise_signature(out, rng, &text->scene);
    }
}

/* A sentence that names a patient, in 12 % of the descriptions; in some of these the title does too. Never retyped, so that what is
 * written down beside stands in the text letter by letter. */
static void tell_patient(struct ticket_text *text, struct rng *patients)
{
    struct strbuf *out = &text->description;

    if (rng_double(patients) >= 0.12)
        return;
    patient_new(&text->scene, patients);
    text->scene.used = 0;
    if (out->len > 0)
        strbuf_addc(out, ' ');
    phrase_add(out, patient_sentence(patients), patients, &text->scene);
    text->planted_description = text->scene.used;
    if (rng_double(patients) >= 0.1)
        return;
    text->scene.used = 0;
    strbuf_adds(&text->title, " - ");
    phrase_add(&text->title, patient_title(patients), patients, &text->scene);
    text->planted_title = text->scene.used;
}

/* How a failure was ended: as its family usually is, where the cause is the usual one, else by what was found. Whether the cause is
 * written down in its column has no part in it. */
static void tell_repair(struct ticket_text *text, const struct ticket *ticket, struct rng *rng)
{
    bool usual = ticket->family != NULL && ticket->cause == ticket->family->cause;
    double more = rng_double(rng);
    struct strbuf *out = &text->resolution;

    if (more < 0.06) {
        phrase_add(out, PICK(not_found, rng), rng, &text->scene);
        return;
    }
    if (usual)
        phrase_add(out, family_aspect(ticket->family, ticket->episode)->resolution, rng, &text->scene);
    if (!usual || more < 0.3) {
        strbuf_adds(out, usual ? " " : "");
        phrase_add(out, cause_finding(ticket->cause, rng), rng, &text->scene);
    }
    strbuf_addc(out, ' ');
    phrase_add(out, PICK(closing, rng), rng, &text->scene);
    if (out->len > 0 && out->data[out->len - 1] == ' ')
        out->data[--out->len] = '\0';
}

static void tell_resolution(struct ticket_text *text, const struct ticket *ticket, struct rng *rng)
{
    struct strbuf *out = &text->resolution;
    char id[TICKET_ID_MAX];

    if (ticket->duplicate_of != 0) {
        ticket_id(id, ticket->duplicate_of);
        strbuf_adds(out, "Duplicate of ");
        strbuf_adds(out, id);
        strbuf_addc(out, '.');
        return;
    }
    if (ticket->maintenance == CORRECTIVE)
        tell_repair(text, ticket, rng);
    else
        phrase_add(out,
                   ticket->family != NULL ? family_aspect(ticket->family, ticket->episode)->resolution
                                          : PICK(planned_resolution, rng),
                   rng, &text->scene);
    if (ticket->commit[0] != '\0')
        strbuf_addf(out, " Caused by change %.8s.", ticket->commit);
}

/* How much is told; of what is not vague as a whole either part may still be. */
static struct telling telling_of(const struct ticket *ticket, struct rng *rng)
{
    double title = rng_double(rng), message = rng_double(rng), vague = ticket->maintenance == CORRECTIVE ? 0.145 : 0.07;
    struct telling telling = { STYLE_FULL, STYLE_FULL };

    if (ticket->vague)
        return (struct telling){ STYLE_VAGUE, STYLE_VAGUE };
    if (title < vague)
        telling.title = STYLE_VAGUE;
    else if (message < 0.28)
        telling.message = message < 0.13 ? STYLE_VAGUE : STYLE_TERSE;
    return telling;
}

/* Who is vague often has not looked which program it is, or names the one that is always named. */
static void blur_system(struct ticket_text *text, struct rng *rng)
{
    static const char *const anything[] = { "the system", "the computer", "the program", "System" };

    if (rng_double(rng) < 0.45)
        text->scene.value[SLOT_APP] = PICK(anything, rng);
    else if (rng_double(rng) < 0.2)
        text->scene.value[SLOT_APP] = "EHR";
}

void ticket_tell(struct ticket_text *text, const struct ticket *ticket, struct rng *words, struct rng *patients)
{
    struct telling telling = telling_of(ticket, words);
    struct hand hand = hand_new(words);

    strbuf_clear(&text->title);
    strbuf_clear(&text->description);
    strbuf_clear(&text->resolution);
    text->planted_title = text->planted_description = 0;
    text->hinted = false;
    scene_set_episode(&text->scene, ticket->episode, ticket->component);
    if (ticket->library != NULL)
        text->scene.value[SLOT_LIBRARY] = ticket->library;
    scene_set_reporter(&text->scene, words, ticket->seen_as, ticket->created);
    text->scene.value[SLOT_RELEASE] = ticket->release;
    if (telling.title == STYLE_VAGUE)
        blur_system(text, words);
    tell_title(text, ticket, telling, &hand, words);
    tell_opening(text, words);
    tell_message(text, ticket, telling, &hand, words);
    tell_patient(text, patients);
    tell_closing(text, ticket, words);
    tell_resolution(text, ticket, words);
}
