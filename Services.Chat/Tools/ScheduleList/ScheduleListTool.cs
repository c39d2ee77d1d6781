using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.ScheduleList;

/// <summary>Lists what the user has scheduled.</summary>
internal sealed class ScheduleListTool(ISchedules schedules) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("schedule", "list", "List what is scheduled, the newest first, and when each runs."),
        ToolScope.Schedules, ToolAccess.Read, CostClass.Read, ScheduleListPhrases.Skill)
    {
        // When they run and what they make: no words that somebody wrote.
        Carries = TextLabels.None,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken) =>
        ToolResult.Of(new { schedules = (await schedules.ListAsync(cancellationToken)).Select(ScheduleForm.Show) });
}
