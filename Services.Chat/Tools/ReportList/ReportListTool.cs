using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.ReportList;

/// <summary>Lists the user's newest reports.</summary>
internal sealed class ReportListTool(IReports reports) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("report", "list",
            "List the user's reports, the newest first, without their content.",
            """{"limit": {"type": "integer", "minimum": 1, "maximum": 50, "description": "10 by default"}}"""),
        ToolScope.Reports, ToolAccess.Read, CostClass.Read, ReportListPhrases.Skill)
    {
        // Ids, types and times: no words that somebody wrote.
        Carries = TextLabels.None,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var limit = invocation.Arguments.Number("limit", 1, 50, 10);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        var page = await reports.ListAsync(limit, cancellationToken);
        return ToolResult.Of(new
        {
            reports = page.Items.Select(static report => new { report.ReportId, report.ReportType, report.Status, report.CreatedAt }),
        });
    }
}
