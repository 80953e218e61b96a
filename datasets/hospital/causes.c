#include "datasets/hospital/causes.h"

#include <assert.h>

#include "datasets/base/rng.h"

enum { N_HINTS = 5, N_FINDINGS = 3, N_WRITTEN = 3 };

const char *const cause_name[N_CAUSES] = {
    [CAUSE_DEFECT] = "software defect",
    [CAUSE_CONFIGURATION] = "configuration drift",
    [CAUSE_CAPACITY] = "capacity",
    [CAUSE_INTERFACE] = "interface contract change",
    [CAUSE_ACCESS] = "access rights",
    [CAUSE_DATA] = "data quality",
    [CAUSE_MIGRATION] = "data migration",
    [CAUSE_HARDWARE] = "hardware",
    [CAUSE_VENDOR] = "third-party service",
    [CAUSE_LIBRARY] = "third-party library",
    [CAUSE_CREDENTIAL] = "certificate expiry",
    [CAUSE_ERROR] = "human error",
    [CAUSE_TRAINING] = "use and training",
    [CAUSE_REQUEST] = "planned work",
};

/* Per cent of the failures whose cause is not the usual one of their family. */
static const unsigned char share[N_FAILURE_CAUSES] = {
    [CAUSE_DEFECT] = 17,  [CAUSE_CONFIGURATION] = 16, [CAUSE_CAPACITY] = 8,   [CAUSE_INTERFACE] = 9,
    [CAUSE_ACCESS] = 5,   [CAUSE_DATA] = 6,           [CAUSE_MIGRATION] = 7,  [CAUSE_HARDWARE] = 5,
    [CAUSE_VENDOR] = 6,   [CAUSE_LIBRARY] = 5,        [CAUSE_CREDENTIAL] = 6, [CAUSE_ERROR] = 7,
    [CAUSE_TRAINING] = 3,
};

/* clang-format off: one cause, one paragraph */

/* What is noticed at a screen or a console. */
static const char *const hint[N_FAILURE_CAUSES][N_HINTS] = {
    [CAUSE_DEFECT] = { "{It can be repeated|I can repeat it}: {open, change, save|same three clicks}, every time.",
                       "Always {at the same step|in the same screen}, on every PC.",
                       "{The client log|The console} shows an exception in $class.",
                       "{Only with|It needs} {an empty field|a second page|a date in the past}, then it is certain to happen.",
                       "{The old version|The test system with the old version} does not do this." },
    [CAUSE_CONFIGURATION] = { "{The other site|Another ward} has {other settings|a different value} for the same thing.",
                              "$host is set up differently {from its twin|than the second node}.",
                              "The setting was {right|ok} {last week|before}, now it is back {to the default|to the old value}.",
                              "{Both nodes|All nodes} but one behave, {the odd one|that one} must be configured differently.",
                              "Limit in the settings looks {wrong|old} to me, it says $n." },
    [CAUSE_CAPACITY] = { "{Only when|Mostly when} {everybody works|it is busy}, at night it is {fast|fine}.",
                         "{CPU|Load} of $host {is at|around} $pct %{ during that time|}.",
                         "Gets better {in the evening|after the rounds|when half of us log off}.",
                         "{It was slower every week|Creeping up since the new clinic opened}, now it is {at the limit|too much}.",
                         "{Memory|Thread pool|Disk} of $host nearly full, {says the monitoring|red in the monitoring}." },
    [CAUSE_INTERFACE] = { "The other side says {they changed|they have changed} {a field|the format|a code}{, nobody told us|}.",
                          "{It is|Only} messages with the new {segment|field|code} that are refused.",
                          "{Partner|The sending system} {went to|installed} a new version {last night|at the weekend}.",
                          "Message is accepted but {one field|the unit} {arrives empty|lands in the wrong place}.",
                          "Rejects say 'unexpected {element|segment}', {$code|position $n}." },
    [CAUSE_ACCESS] = { "With {another role|an admin account} it works.",
                       "A colleague with the same job {has the button|sees the menu}, I do not.",
                       "{Message says|It says} {not authorised|access denied} {for my role|}.",
                       "{Only people|Only those} who {changed wards|came back from leave} have it.",
                       "{Group|Role} membership looks {empty|different than yesterday}." },
    [CAUSE_DATA] = { "Only for {some|certain} records, always the same ones.",
                     "The record has {two entries|an empty field|a strange character} {where one is expected|}.",
                     "{Master data|The catalogue entry} looks {incomplete|wrong} for these.",
                     "{Typed in by hand|Corrected by hand} it works.",
                     "{The list|The entry} {came in with|contains} a {wrong unit|doubled code}." },
    [CAUSE_MIGRATION] = { "{Only old|Only transferred|Just the migrated} records, new ones are fine.",
                          "Since the {old data was moved|data was taken over} {there are gaps|this happens}.",
                          "{Everything|All} before {last spring|the move} is {missing|cut off}.",
                          "{Counts|Totals} {differ|do not match} between the old and the new {table|system}.",
                          "The conversion {ran all night|was stopped half way}, {I heard|says the vendor}." },
    [CAUSE_HARDWARE] = { "{Lamp|Light} on $device {blinks orange|is red|is off}.",
                         "{Cable changed|Other socket tried}, no difference.",
                         "The device {is hot|makes a noise|smells}.",
                         "{The neighbouring one|A borrowed one} {works|is fine} at the same place.",
                         "{Falls out|Goes dead} when {it is moved|somebody touches the plug}." },
    [CAUSE_VENDOR] = { "{Status page of the vendor|The vendor's hotline} says {they are investigating|they have a problem}.",
                       "{Other hospitals|Our sister hospital} {have|has} it too{, says the hotline|}.",
                       "{The cloud part|The hosted service} does not answer, {ours|our side} is {up|fine}.",
                       "{Vendor|They} had {maintenance|an update} announced for {last night|the weekend}.",
                       "{From outside|From home} the vendor's page is {slow|down} too." },
    [CAUSE_LIBRARY] = { "Log {is full of|shows} {NoSuchMethodError|a class cast error|'method not found'} since the {update|patches}.",
                        "Only {servers|nodes} {that got the update|with the new package} {do this|are affected}.",
                        "{Stack trace ends in|The trace names} $library, not {our code|in the application}.",
                        "{Rolled back|Old} {package|library} on one node: {that one is fine|no error there}.",
                        "{Release notes of|The notes for} $library mention {a changed default|removed functions}." },
    [CAUSE_CREDENTIAL] = { "{Browser|Client} {warns|says} the connection is not {trusted|secure}.",
                           "It stopped {at midnight exactly|at 00:00}, nobody touched anything.",
                           "{Certificate|Cert} shown is {of last year|valid until yesterday}.",
                           "Handshake {fails|refused}, {both ends are up|network is fine}.",
                           "{Service account|The interface user} {is locked|password has expired}, {says the log|it seems}." },
    [CAUSE_ERROR] = { "{Somebody|A colleague} {deleted|moved|switched off} the wrong {entry|server|list}{ by mistake|}, I think.",
                      "It was {changed|done} by hand {last night|in a hurry}.",
                      "{Wrong|Test} {file|list} {was loaded|loaded} into production, {it looks like|}.",
                      "{One digit|The order of two lines} {is wrong|was swapped} in what was entered {yesterday|}.",
                      "{The step|One line} of the checklist {was skipped|is not ticked}." },
    [CAUSE_TRAINING] = { "{Nobody showed us|We were never shown} the new {screen|way}.",
                         "{New|Agency} colleagues mostly, {the old hands know how|}.",
                         "{Maybe|Perhaps} we use it wrong.", "The {guide|manual} shows a different {screen|button}.",
                         "{Super user is on leave|Training was cancelled}." },
};

/* A sentence of the resolution. */
static const char *const finding[N_FAILURE_CAUSES][N_FINDINGS] = {
    [CAUSE_DEFECT] = { "Fault in $class {reproduced|found}, corrected in $ver.",
                       "Programming error in $topic, fixed and covered by a test.",
                       "Bug in $class confirmed by the developers; {patched|workaround until the next release}." },
    [CAUSE_CONFIGURATION] = { "Settings of $host {had drifted|differed} from the template; {aligned|brought back}.",
                              "{Wrong|Old} value for $topic in the configuration of $host, corrected.",
                              "A manual change had survived on one node only; configuration is deployed from the repository again." },
    [CAUSE_CAPACITY] = { "{Pool|Heap|Disk} of $host too small for the load, {raised|extended}.",
                         "$host saturated at peak; job moved to the night, {limit raised|second worker added}.",
                         "Load grew beyond what $host was sized for; resized." },
    [CAUSE_INTERFACE] = { "{Sender|Partner} had changed {a field|the message} without notice; mapping adapted.",
                          "New code in the {feed|message} was not in the mapping; added, {rejects replayed|backlog sent again}.",
                          "Format of $queue had changed with the other side's release; parser accepts both now." },
    [CAUSE_ACCESS] = { "{Role|Group} mapping was {incomplete|wrong}; rights restored and reviewed.",
                       "Permission lost {when the role was rebuilt|with the clean-up of groups}; granted again.",
                       "Rule for $topic excluded the role; corrected." },
    [CAUSE_DATA] = { "{Faulty|Incomplete} {records|entries} behind it; corrected by hand, check added.",
                     "{Duplicate|Empty} codes in the master data of $topic, cleaned.",
                     "Input with a wrong unit had been accepted; {record|entry} corrected, validation asked for." },
    [CAUSE_MIGRATION] = { "Records of the old system were converted {incompletely|with a shifted field}; converted again.",
                          "Migration script had skipped {closed cases|a table}; missing rows loaded, counts compared.",
                          "Take-over of old data left {gaps|wrong references}; repaired by script." },
    [CAUSE_HARDWARE] = { "{Defective|Worn} {part|module|power supply} {exchanged|replaced} on $device.",
                         "{Switch port|Cable|Battery} was faulty, replaced.", "Device swapped, the old one sent in." },
    [CAUSE_VENDOR] = { "Outage at the {vendor|provider}; {they restored service|back after their fix}.",
                       "Hosted service was {down|degraded}; {nothing to do on our side|case with the vendor closed}.",
                       "Vendor's maintenance overran; reported, credit requested." },
    [CAUSE_LIBRARY] = { "$library was updated and behaves differently; {version pinned|rolled back}.",
                        "Regression in $library; {earlier version restored|fixed version installed}.",
                        "Incompatible $library came with the update, taken out again." },
    [CAUSE_CREDENTIAL] = { "Certificate of $host had expired; renewed{, reminder set|}.",
                           "{Password|Secret} of the service account had run out; renewed and recorded.",
                           "Intermediate certificate was missing after the renewal; chain completed." },
    [CAUSE_ERROR] = { "{Wrong entry|Wrong list} had been {deleted|loaded} by hand; restored from {backup|the version before}.",
                      "Step of the runbook was skipped; done, runbook made clearer.",
                      "Mix-up of test and production {list|host}; reversed." },
    [CAUSE_TRAINING] = { "{Explained to the users|Shown on the ward}; works as designed.",
                         "Short guide sent round, {refresher planned|super user informed}.",
                         "Handling error, {walked through it by phone|training booked}." },
};

static const char *const trigger[N_FAILURE_CAUSES][N_WRITTEN] = {
    [CAUSE_DEFECT] = { "an input that $class had not met before", "first use of $topic after the release",
                       "a rare order of two steps in $topic" },
    [CAUSE_CONFIGURATION] = { "restart of $host with the settings on its disk",
                              "a failover to the node that was set up differently",
                              "deployment of a default over a value changed by hand" },
    [CAUSE_CAPACITY] = { "the morning peak", "a second long-running job beside the rounds",
                         "growth of the nightly volume" },
    [CAUSE_INTERFACE] = { "an update of the sending system", "a new code in the feed",
                          "a partner's release at the weekend" },
    [CAUSE_ACCESS] = { "clean-up of role groups", "rebuild of a role after a patch",
                       "move of a ward to another group" },
    [CAUSE_DATA] = { "one record with a wrong unit", "a monthly catalogue load",
                     "a merged record with two active numbers" },
    [CAUSE_MIGRATION] = { "take-over of old records", "the second run of a conversion job",
                          "first access to converted records" },
    [CAUSE_HARDWARE] = { "failure of a power supply", "a port that dropped frames",
                         "a battery batch at the end of its life" },
    [CAUSE_VENDOR] = { "maintenance at the provider", "an outage of the hosted part",
                       "a forced client update by the vendor" },
    [CAUSE_LIBRARY] = { "update of $library", "new version of $library in the monthly patches",
                        "rebuild that pulled a newer $library" },
    [CAUSE_CREDENTIAL] = { "expiry of a certificate at midnight", "expiry of a service password",
                           "renewal without the intermediate certificate" },
    [CAUSE_ERROR] = { "a manual step on the wrong host", "load of the test list into production",
                      "a skipped line of the checklist" },
    [CAUSE_TRAINING] = { "first day with the new screen", "agency staff on a changed workflow", "a renamed button" },
};

static const char *const root[N_FAILURE_CAUSES][N_WRITTEN] = {
    [CAUSE_DEFECT] = { "$class did not expect an empty value and stopped instead of refusing it",
                       "Two users in the same record raced, and $class kept the later state only",
                       "An error in $topic was swallowed and never reached the log" },
    [CAUSE_CONFIGURATION] = { "The nodes of $host were not configured from one source, and nobody saw the difference",
                              "A value had been changed by hand during an earlier incident and never carried into the repository",
                              "The limit for $topic stood at the installation default" },
    [CAUSE_CAPACITY] = { "Sizing of $host dates from before the new clinic; there was no alert between 80 % and full",
                         "A pool shared by interactive users and jobs ran empty",
                         "Old entries were never removed, so each run took longer" },
    [CAUSE_INTERFACE] = { "The message format changed on the sending side without notice; our parser refuses what it does not know",
                          "No contract test between the two systems, so the new field met production first",
                          "The mapping table is maintained by hand on both sides" },
    [CAUSE_ACCESS] = { "The role lost a permission when groups were rebuilt; the difference was not reviewed",
                       "Emergency access depends on the same group as ordinary access",
                       "The test accounts have more rights than the wards" },
    [CAUSE_DATA] = { "The catalogue was accepted without a check of units and doubled codes",
                     "Records merged long ago kept two active numbers",
                     "Free text was allowed where a code is expected" },
    [CAUSE_MIGRATION] = { "The conversion skipped records in an old state, and counts were compared in total only",
                          "A field was shifted by one position for records from before the first release",
                          "The conversion job could run twice, and did" },
    [CAUSE_HARDWARE] = { "A single power supply fed both units",
                         "The device was past its service life; the replacement had been moved to next year",
                         "The fault was known to monitoring but the alert went to a mailbox nobody reads" },
    [CAUSE_VENDOR] = { "The workflow cannot run without the provider, and there is no agreed downtime procedure",
                       "The provider's maintenance window lies in our morning rounds",
                       "Client updates by the vendor reach production without our test" },
    [CAUSE_LIBRARY] = { "$library changed a default between versions, and the update passed as routine",
                        "The version of $library is not pinned; the test system had an older one",
                        "Several systems use $library, and each updates it on its own" },
    [CAUSE_CREDENTIAL] = { "The certificate was not in the inventory, so no reminder was sent",
                           "The password policy was applied to a service account",
                           "Renewal is done by hand by one person, who was on leave" },
    [CAUSE_ERROR] = { "Production and test look alike, and the step has no second pair of eyes",
                      "The runbook did not say on which host",
                      "A change of five minutes was made outside the change process" },
    [CAUSE_TRAINING] = { "The changed workflow was announced by mail only",
                         "Wards with agency staff were not on the training plan",
                         "The guide shows the screens of the old version" },
};

static const char *const action[N_FAILURE_CAUSES][N_WRITTEN] = {
    [CAUSE_DEFECT] = { "Regression test for the case", "Log and alert instead of a silent catch",
                       "Review of similar places in $class" },
    [CAUSE_CONFIGURATION] = { "Deploy settings from the repository, nightly comparison of all nodes",
                              "Remove write access to settings on the hosts", "Alert on drift" },
    [CAUSE_CAPACITY] = { "Alert at 70 and 85 %", "Separate pool for jobs", "Yearly sizing with the owner" },
    [CAUSE_INTERFACE] = { "Contract test with recorded messages", "Change notice of two weeks agreed with the sender",
                          "Unknown fields are logged and passed, not refused" },
    [CAUSE_ACCESS] = { "Compare effective rights before and after each role change",
                       "Separate group for emergency access", "Test with real roles" },
    [CAUSE_DATA] = { "Checks of units and codes at import",
                     "List of merged records with two active numbers, to be cleaned", "Validation at entry" },
    [CAUSE_MIGRATION] = { "Compare counts by state and year", "Make the conversion repeatable",
                          "Keep the old system readable for a year" },
    [CAUSE_HARDWARE] = { "Second power supply", "Replacement brought forward", "Alerts to the on-call phone" },
    [CAUSE_VENDOR] = { "Downtime procedure with the wards", "Window renegotiated", "Hold vendor updates until tested" },
    [CAUSE_LIBRARY] = { "Pin versions of $library", "One owner for shared libraries",
                        "Updates of $library go through the full test, not the routine window" },
    [CAUSE_CREDENTIAL] = { "Inventory of all certificates, reminders at 60 and 14 days", "Automatic renewal",
                           "Exclude service accounts from the password rule" },
    [CAUSE_ERROR] = { "Production consoles in another colour", "Four eyes for the step", "Runbook names the host" },
    [CAUSE_TRAINING] = { "Short training at the shift handover", "Guide with current screens",
                         "Super users for agency staff" },
};

/* clang-format on */

enum cause cause_draw(struct rng *rng)
{
    int draw = (int)rng_below(rng, 100), cause = 0;

    while (cause < N_FAILURE_CAUSES - 1 && draw >= share[cause])
        draw -= share[cause++];
    return (enum cause)cause;
}

const char *cause_hint(enum cause cause, struct rng *rng)
{
    assert(cause < N_FAILURE_CAUSES);

    return hint[cause][rng_below(rng, N_HINTS)];
}

const char *cause_finding(enum cause cause, struct rng *rng)
{
    assert(cause < N_FAILURE_CAUSES);

    return finding[cause][rng_below(rng, N_FINDINGS)];
}

const char *cause_trigger(enum cause cause, struct rng *rng)
{
    assert(cause < N_FAILURE_CAUSES);

    return trigger[cause][rng_below(rng, N_WRITTEN)];
}

const char *cause_root(enum cause cause, struct rng *rng)
{
    assert(cause < N_FAILURE_CAUSES);

    return root[cause][rng_below(rng, N_WRITTEN)];
}

const char *cause_action(enum cause cause, struct rng *rng)
{
    assert(cause < N_FAILURE_CAUSES);

    return action[cause][rng_below(rng, N_WRITTEN)];
}
