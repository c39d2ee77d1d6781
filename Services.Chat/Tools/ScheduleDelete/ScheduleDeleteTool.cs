using Nanobot.Clients;
using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Chat.Tools.ScheduleDelete;

/// <summary>Deletes what the user has scheduled. What is gone already is told apart.</summary>
internal sealed class ScheduleDeleteTool(ISchedules schedules) : ITool
{
    private const int MaximumJobs = 100;
    private const int IdCharacters = 100;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("schedule", "delete",
            "Delete scheduled reports of the user's, for good; reports that they made stay. Only when the user asks for it.",
            $$"""
            {
              "job_ids": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": {{MaximumJobs}}, "description": "Ids from schedule_list"}
            }
            """, "job_ids"),
        ToolScope.Schedules, ToolAccess.Write, CostClass.Write, ScheduleDeletePhrases.Skill)
    {
        // The ids are never given to others.
        IsIdempotent = true,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var ids = invocation.Arguments.Texts("job_ids", MaximumJobs, IdCharacters).Distinct().ToList();
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        var known = await schedules.ListAsync(cancellationToken);
        var (deleted, missing) = (new List<object>(), new List<string>());
        foreach (var id in ids)
        {
            if (known.FirstOrDefault(job => job.JobId.ToString() == id) is { } job && await schedules.DeleteAsync(job.JobId, cancellationToken))
            {
                deleted.Add(ScheduleForm.Show(job));
            }
            else
            {
                missing.Add(id);
            }
        }

        return deleted.Count == 0 ? ToolResult.Error(ToolErrors.ScheduleNotFound) : ToolResult.Of(new { deleted, missing });
    }
}
