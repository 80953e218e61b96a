/*
 * profiles.c - the tables of the trackers. How each mapping was decided:
 *
 *   jira        The project is the project's key. `release` is the version that it affects, not the one that fixes it. Jira has no severity of
 *               its own: a custom field of that name, else none (priority is not severity). A duplicate is the issue that the link
 *               "duplicates" names.
 *   servicenow  Numbers are unique in an instance, which is one project ("servicenow" unless --project names it). The group is the team,
 *               category and subcategory are the component, the configuration item is the system. Severity is the impact (the field
 *               `severity` is left at its default almost everywhere). Code words become what ServiceNow displays for them.
 *   github      The project is the repository's name. Labels with a prefix (severity/..., team: ..., area/...) give the fields that GitHub
 *               lacks; a plain label of its defaults (bug, enhancement, ...) gives the type.
 *   gitlab      As GitHub, by scoped labels (severity::2).
 *   bugzilla    Ids are unique in an installation, which is one project: a bug that is moved to another product stays the same record. The
 *               product is the system, the version is the release.
 */
#include "datasets/tracker/profile.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define END                                                                                                            \
    {                                                                                                                  \
        NULL, NULL, NULL                                                                                               \
    }
#define END_DERIVED                                                                                                    \
    {                                                                                                                  \
        NULL, DERIVE_CONSTANT, NULL, NULL                                                                              \
    }

/* ---- Jira: Server and Cloud, "all fields" or "current fields" ---------------------------------------------------- */

static const struct profile_field jira_fields[] = {
    { "id", "Issue key|Key", NULL },
    { "project", "Project key", NULL },
    { "title", "Summary", NULL },
    { "description", "Description", NULL },
    { "created", "Created", NULL },
    { "updated", "Updated", NULL },
    { "resolved", "Resolved|Resolution Date", NULL },
    { "component", "Component/s|Components|Component", NULL },
    { "team", "Custom field (Team)|Team|Custom field (Support Team)|Custom field (Assigned Group)|Custom field (Assignment group)", NULL },
    { "assignee", "Assignee", NULL },
    { "severity", "Custom field (Severity)|Severity", NULL },
    { "priority", "Priority", NULL },
    { "type", "Issue Type|Issuetype|Type", NULL },
    { "status", "Status", NULL },
    { "resolution", "Resolution", NULL },
    { "duplicate_of", "Outward issue link (Duplicate)|Outward issue link (Duplicates)", NULL },
    { "parent", "Parent key|Parent id|Parent", NULL },
    { "system", "Custom field (System)|Custom field (Affected services)|Affected services|Custom field (Application)", NULL },
    { "cause", "Custom field (Root cause)|Root cause|Custom field (Root Cause Analysis)", NULL },
    { "workaround", "Custom field (Workaround)|Workaround", NULL },
    { "labels", "Labels", NULL },
    { "release", "Affects Version/s|Affects versions|Affected versions", NULL },
    END
};
static const struct profile_derived jira_derived[] = { { "project", DERIVE_KEY, "Issue key|Key", NULL }, END_DERIVED };

/* ---- ServiceNow: element names or labels ------------------------------------------------------------------------- */

static const struct profile_word servicenow_states[] = { { "1", "New" },      { "2", "In Progress" }, { "3", "On Hold" },  { "4", "Awaiting User Info" },
                                                         { "5", "Awaiting Evidence" }, { "6", "Resolved" }, { "7", "Closed" },   { "8", "Canceled" },
                                                         { NULL, NULL } };
static const struct profile_word servicenow_levels[] = { { "1", "1 - High" }, { "2", "2 - Medium" }, { "3", "3 - Low" }, { NULL, NULL } };
static const struct profile_word servicenow_priorities[] = {
    { "1", "1 - Critical" }, { "2", "2 - High" }, { "3", "3 - Moderate" }, { "4", "4 - Low" }, { "5", "5 - Planning" }, { NULL, NULL }
};

static const struct profile_field servicenow_fields[] = {
    { "id", "number|Number", NULL },
    { "title", "short_description|Short description", NULL },
    { "description", "description|Description", NULL },
    { "created", "opened_at|Opened", NULL },
    { "updated", "sys_updated_on|Updated", NULL },
    { "resolved", "resolved_at|Resolved", NULL },
    { "team", "assignment_group|Assignment group", NULL },
    { "assignee", "assigned_to|Assigned to", NULL },
    { "severity", "impact|Impact|severity|Severity", servicenow_levels },
    { "priority", "priority|Priority", servicenow_priorities },
    { "type", "sys_class_name|Task type", NULL },
    { "status", "state|State|incident_state|Incident state", servicenow_states },
    { "resolution", "close_code|Resolution code|Close code", NULL },
    { "parent", "parent_incident|Parent Incident|parent|Parent", NULL },
    { "system", "cmdb_ci|Configuration item", NULL },
    { "cause", "cause|Probable cause|u_root_cause|Root cause", NULL },
    { "workaround", "work_around|workaround|Workaround", NULL },
    { "reopened", "reopen_count|Reopen count", NULL },
    { "caused_by_change", "caused_by|Caused by Change", NULL },
    END
};
static const struct profile_derived servicenow_derived[] = { { "component", DERIVE_PAIR, "category|Category", "subcategory|Subcategory" },
                                                             { "type", DERIVE_NUMBER, "number|Number", NULL },
                                                             { "created", DERIVE_COPY, "sys_created_on|Created", NULL },
                                                             { "resolved", DERIVE_COPY, "closed_at|Closed", NULL },
                                                             { "system", DERIVE_COPY, "business_service|Service|Business service", NULL },
                                                             { "project", DERIVE_CONSTANT, "servicenow", NULL },
                                                             END_DERIVED };

/* ---- GitHub: gh issue list --json, the REST form, a table made of either ----------------------------------------- */

static const struct profile_word github_states[] = { { "OPEN", "open" }, { "CLOSED", "closed" }, { NULL, NULL } };
static const struct profile_word github_reasons[] = { { "COMPLETED", "completed" }, { "NOT_PLANNED", "not_planned" }, { "REOPENED", "reopened" },
                                                      { "DUPLICATE", "duplicate" }, { NULL, NULL } };

static const struct profile_field github_fields[] = {
    { "id", "number", NULL },
    { "title", "title", NULL },
    { "description", "body", NULL },
    { "created", "createdAt|created_at", NULL },
    { "updated", "updatedAt|updated_at", NULL },
    { "resolved", "closedAt|closed_at", NULL },
    { "assignee", "assignees|assignee", NULL },
    { "type", "issueType|type", NULL },
    { "status", "state", github_states },
    { "resolution", "stateReason|state_reason", github_reasons },
    { "labels", "labels", NULL },
    { "project", "repository", NULL },
    END
};

static const char in_severity[] = "severity|sev", in_priority[] = "priority|prio", in_team[] = "team|group|squad|sig",
                  in_component[] = "component|area|module|category", in_system[] = "system|service|app", in_type[] = "type|kind";

static const struct profile_derived github_derived[] = { { "project", DERIVE_URL, "url|html_url|repository_url", NULL },
                                                         { "severity", DERIVE_LABEL, "labels", in_severity },
                                                         { "priority", DERIVE_LABEL, "labels", in_priority },
                                                         { "team", DERIVE_LABEL, "labels", in_team },
                                                         { "component", DERIVE_LABEL, "labels", in_component },
                                                         { "system", DERIVE_LABEL, "labels", in_system },
                                                         { "type", DERIVE_LABEL, "labels", in_type },
                                                         END_DERIVED };

/* ---- GitLab: the CSV that it mails ------------------------------------------------------------------------------- */

static const struct profile_field gitlab_fields[] = {
    { "id", "Issue ID", NULL },
    { "title", "Title", NULL },
    { "description", "Description", NULL },
    { "created", "Created At (UTC)|Created At", NULL },
    { "updated", "Updated At (UTC)|Updated At", NULL },
    { "resolved", "Closed At (UTC)|Closed At", NULL },
    { "assignee", "Assignee Username|Assignee(s) Username|Assignee|Assignee(s)", NULL },
    { "status", "State", NULL },
    { "labels", "Labels", NULL },
    END
};
static const struct profile_derived gitlab_derived[] = { { "project", DERIVE_URL, "URL", NULL },
                                                         { "severity", DERIVE_LABEL, "Labels", in_severity },
                                                         { "priority", DERIVE_LABEL, "Labels", in_priority },
                                                         { "team", DERIVE_LABEL, "Labels", in_team },
                                                         { "component", DERIVE_LABEL, "Labels", in_component },
                                                         { "system", DERIVE_LABEL, "Labels", in_system },
                                                         { "type", DERIVE_LABEL, "Labels", in_type },
                                                         END_DERIVED };

/* ---- Bugzilla: the CSV of a bug list, element names or titles ---------------------------------------------------- */

static const struct profile_word bugzilla_resolutions[] = { { "---", "" }, { NULL, NULL } };
static const struct profile_word bugzilla_versions[] = { { "unspecified", "" }, { NULL, NULL } };

static const struct profile_field bugzilla_fields[] = {
    { "id", "bug_id|Bug ID|ID", NULL },
    { "title", "short_desc|Summary|short_short_desc", NULL },
    { "description", "longdesc|Description", NULL },
    { "created", "opendate|creation_ts|Opened", NULL },
    { "updated", "changeddate|delta_ts|Changed", NULL },
    { "resolved", "cf_last_resolved|cf_last_closed|Last Resolved|Last Closed", NULL },
    { "component", "component|Component", NULL },
    { "assignee", "assigned_to|Assignee", NULL },
    { "severity", "bug_severity|Severity", NULL },
    { "priority", "priority|Priority", NULL },
    { "type", "bug_type|Type", NULL },
    { "status", "bug_status|Status", NULL },
    { "resolution", "resolution|Resolution", bugzilla_resolutions },
    { "duplicate_of", "dupe_of|Duplicate of", NULL },
    { "system", "product|Product", NULL },
    { "labels", "keywords|Keywords", NULL },
    { "release", "version|Version", bugzilla_versions },
    END
};
static const struct profile_derived bugzilla_derived[] = { { "project", DERIVE_CONSTANT, "bugzilla", NULL }, END_DERIVED };

/* ---- all of them ------------------------------------------------------------------------------------------------- */

static const struct profile profiles[] = {
    { "generic", "a table of tickets", { NULL }, NULL, NULL, false },
    { "jira", "a Jira export", { "Issue key|Summary", "Key|Summary|Issue Type", NULL }, jira_fields, jira_derived, false },
    { "servicenow", "a ServiceNow export", { "number|short_description", "Number|Short description", NULL }, servicenow_fields, servicenow_derived, false },
    { "github", "GitHub issues", { "number|title|createdAt", "number|title|created_at", "number|title|state|labels", NULL }, github_fields, github_derived, true },
    { "gitlab", "a GitLab export", { "Issue ID|URL|Title|State", NULL }, gitlab_fields, gitlab_derived, true },
    { "bugzilla", "a Bugzilla export", { "bug_id|short_desc", "Bug ID|Summary", "bug_id|short_short_desc", NULL }, bugzilla_fields, bugzilla_derived, false },
};

const struct profile *profile_at(size_t i)
{
    return i < COUNT(profiles) ? &profiles[i] : NULL;
}
