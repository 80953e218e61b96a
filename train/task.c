/*
 * task.c - the table of tasks.
 */
#include "train/task.h"

#include <stdio.h>
#include <string.h>

const struct task task_list[] = {
    {
        .name = "route",
        .kind = TASK_OF_CLASSES,
        .record = "ticket",
        .label_field = "team",
        .metric = "top1",
        .intended_use = "suggest the team (or component) that should handle a newly filed ticket, to a person who decides",
        .not_for = "closing, prioritising or answering tickets; judging people; tickets of a project it was not trained on",
    },
    {
        .name = "component",
        .kind = TASK_OF_CLASSES,
        .record = "ticket",
        .label_field = "component",
        .metric = "top1",
        .may_lack = true,
        .beside = "team",
        .intended_use = "suggest the component that a newly filed ticket is about, to a person who decides",
        .not_for = "closing, prioritising or answering tickets; blaming a component for a failure; tickets of a project it was not trained on",
    },
    {
        .name = "severity",
        .kind = TASK_OF_CLASSES,
        .record = "ticket",
        .label_field = "severity",
        .metric = "macro_f1",
        .may_lack = true,
        .rare_matter = true,
        .reads_words = true,
        .intended_use = "show a person the open tickets whose words read more (or less) severe than they were reported",
        .not_for = "setting, lowering or raising a severity without a person; promising a time to respond; tickets of a project it was not "
                   "trained on",
    },
    {
        .name = "cause",
        .kind = TASK_OF_CLASSES,
        .record = "ticket",
        .label_field = "cause",
        .metric = "top1",
        .may_lack = true,
        .intended_use = "tell a person which recorded cause the incidents with such words most often had, as a place to look first",
        .not_for = "closing an incident without finding its cause; a cause that is not among the recorded ones; tickets of a project it was not "
                   "trained on",
    },
    {
        .name = "maintenance",
        .kind = TASK_OF_CLASSES,
        .record = "ticket",
        .label_field = "maintenance",
        .metric = "macro_f1",
        .may_lack = true,
        .rare_matter = true,
        .intended_use = "suggest whether a ticket is corrective, adaptive, perfective or preventive work, to a person who plans",
        .not_for = "measuring people; counting preventive work without a person's word for it; tickets of a project it was not trained on",
    },
    {
        .name = "damage",
        .kind = TASK_OF_CLASSES,
        .record = "ticket",
        .label_field = "damage",
        .metric = "macro_f1",
        .may_lack = true,
        .rare_matter = true,
        .intended_use = "suggest whether an incident touches patient safety, privacy or continuity of care, to a person who decides, where a site has recorded it",
        .not_for = "ruling out that a patient may come to harm; skipping a ticket; tickets of a project it was not trained on",
    },
    {
        .name = "change-risk",
        .kind = TASK_OF_RISK,
        .record = "change",
        .label_field = "buggy",
        .metric = "roc_auc",
        .intended_use = "rank changes and releases by the chance that they cause an incident, a hotfix or a rollback, "
                        "so that people review the riskiest first",
        .not_for = "approving a release; judging the author of a change; changes of a project it was not trained on",
    },
    {
        .name = "release-risk",
        .kind = TASK_OF_RELEASES,
        .record = "release",
        .label_field = "outcome",
        .metric = "brier",
        .may_wait = true,
        .intended_use = "say how likely a whole release is to cause an incident, a hotfix or a rollback, from the chances of its changes and from what "
                        "came of releases before it, to a person who decides",
        .not_for = "approving a release; comparing teams; releases of a project it was not trained on",
    },
    {
        .name = "dependency-risk",
        .kind = TASK_OF_UPDATES,
        .record = "update",
        .label_field = "broke",
        .metric = "roc_auc",
        .over_all = true,
        .may_wait = true,
        .intended_use = "rank updates of libraries by the chance that they break what uses them, so that people test the riskiest first",
        .not_for = "approving an update; leaving a library without its security fixes; judging who maintains it",
    },
    {
        .name = "duplicates",
        .kind = TASK_OF_PAIRS,
        .record = "ticket",
        .label_field = "duplicate_of",
        .metric = "recall_at_10",
        .may_lack = true,
        .may_wait = true,
        .intended_use = "show a person the earlier tickets that are most likely the same incident as a ticket, the likeliest first",
        .not_for = "closing or merging tickets without a person; ruling out that a ticket repeats an earlier one; tickets of a project it was not trained on",
    },
};

const size_t n_tasks = sizeof(task_list) / sizeof(task_list[0]);

bool task_learns_alone(const struct task *task)
{
    return task->kind == TASK_OF_RELEASES || task->kind == TASK_OF_UPDATES || task->kind == TASK_OF_PAIRS;
}

char *task_of_project(char out[TASK_OF_PROJECT_MAX], const char *task, const char *project)
{
    snprintf(out, TASK_OF_PROJECT_MAX, "%s%s%s", task, project[0] != '\0' ? ":" : "", project);
    return out;
}

const struct task *task_find(const char *name)
{
    for (size_t i = 0; i < n_tasks; i++)
        if (strcmp(task_list[i].name, name) == 0)
            return &task_list[i];
    return NULL;
}
