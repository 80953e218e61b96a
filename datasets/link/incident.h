/*
 * incident.h - which tickets tell of harm.
 *
 * Links and blamed fixes start from incidents alone: a request that a change was made for is no sign that something went wrong. Trackers
 * say what a ticket is in words of their own; case, blanks, '_' and '-' do not matter.
 *
 *     type is one of      bug, defect, incident, problem, fault, error, failure, crash, outage, regression, alert, ... an incident
 *     type is another     request, task, story, enhancement, ...                                                     none
 *     no type             an incident: a tracker without types is mostly one of bugs; unless the severity says
 *                         "enhancement", "feature" or "wish" as Bugzilla's does
 *     whatever the type   no incident where the resolution says that there was nothing: invalid, not a bug, works for me, ...
 */
#ifndef PRODROME_LINK_INCIDENT_H
#define PRODROME_LINK_INCIDENT_H

enum incident_kind {
    INCIDENT_TYPED,   /* its type says so                  */
    INCIDENT_UNTYPED, /* it has no type: taken for one     */
    INCIDENT_OTHER,   /* something else is asked for       */
    INCIDENT_VOID     /* nothing was found to be wrong     */
};

enum incident_kind incident_kind(const char *type, const char *severity, const char *resolution);

/* 1 where the kind is an incident. */
static inline int incident_is(enum incident_kind kind)
{
    return kind == INCIDENT_TYPED || kind == INCIDENT_UNTYPED;
}

extern const char *const incident_rule; /* the rule above in one sentence, for reports */

#endif
