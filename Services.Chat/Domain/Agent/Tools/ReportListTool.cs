using Nanobot.Clients;

namespace Nanobot.Services.Chat.Domain.Agent.Tools;

/// <summary>Lists the user's newest reports.</summary>
internal sealed class ReportListTool(ReportsClient reports) : IAgentTool
{
    public static ToolDeclaration Declaration { get; } = new("report", "list",
        "List the user's reports, the newest first, without their content.",
        """{"limit": {"type": "integer", "minimum": 1, "maximum": 50, "description": "10 by default"}}""");

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
